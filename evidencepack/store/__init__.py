"""The pack file: one SQLite file that holds the documents, what was made of them, and its history."""
