"""What both applications need of HTTP: limits over all processes, and files to save."""
