"""Separate processes for work that could stop or harm this one: starting, asking and serving them."""
