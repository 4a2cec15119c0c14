"""The history of inspections: snapshots, their differences, recorded changes, and their wording."""
