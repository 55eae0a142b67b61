"""The process: the only place that knows Matrix, HTTP, the clock and the scheduler."""
