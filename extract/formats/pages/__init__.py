"""Pages: what print shows, from PDF or by OCR, read by its places."""
