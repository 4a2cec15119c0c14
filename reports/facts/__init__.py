"""What is known of inspections whatever a report says: plain Python, used by the parser and by the rows alike."""
