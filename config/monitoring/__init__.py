"""What operators see of a running archive: a line of the log for each request, and what it lacks."""
