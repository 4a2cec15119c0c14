"""The pages of the archive itself: authorities, inspections, waiting and timing, and what it holds."""
