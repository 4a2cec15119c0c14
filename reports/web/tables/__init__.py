"""Tables as files: each is declared once, and can be saved as CSV and as XLSX."""
