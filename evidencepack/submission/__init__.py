"""Pack -> Submission: blocks, numbering and citations, as pure data."""
