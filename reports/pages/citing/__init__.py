"""Reports and passages as works to cite: in citation files, and in the heads of pages."""
