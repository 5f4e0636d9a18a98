"""The only user of pdfium: a worker process that opens, draws, reads and cleans PDFs."""
