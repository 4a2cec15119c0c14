"""HTTP for the pages of both apps: filters, parameters, files, feeds, cached pages."""
