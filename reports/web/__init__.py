"""What the pages of both apps need of HTTP: filters, files, cached pages."""
