"""What several test modules need: invented reports as PDFs and as lines."""
