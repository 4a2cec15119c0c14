"""Tables as files: each is declared once, and can be had as CSV for programs and XLSX for people."""
