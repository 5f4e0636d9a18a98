"""The questions the window asks."""
