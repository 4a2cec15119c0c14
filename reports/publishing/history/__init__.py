"""What changed: snapshots, their differences, the changes that are recorded, and their wording."""
