"""What changes the archive: a report is published, corrected, read again or taken back, and its
history kept.
"""
