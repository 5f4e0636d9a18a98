"""What there is: the words of the trade as tables, and dates of any precision."""
