"""What an inspection's page shows: the rows that a report makes, and the corrections over them."""
