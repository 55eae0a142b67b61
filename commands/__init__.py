"""What people can say or hand in, and the reading of their words. Knows no Matrix."""
