"""The desktop application; only this package knows Qt."""
