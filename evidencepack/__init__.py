"""Evidence Pack: quotations proved word for word, numbered and bundled for a committee or a court."""

__version__ = "0.1.0"
