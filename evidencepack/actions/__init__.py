"""Every change a person can make to a pack, one module a noun. Each returns what it touched."""
