"""Setting words on pages: the only user of the typesetter, which works in a process of its own."""
