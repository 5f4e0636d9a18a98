"""What the window's tables show."""
