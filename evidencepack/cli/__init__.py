"""The command line: everything the window can do to a pack, for scripts and for proof."""
