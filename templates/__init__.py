"""What people read: one template for each message, in German."""
