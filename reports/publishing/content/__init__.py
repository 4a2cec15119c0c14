"""What an inspection's page shows: the rows made from its report, with the corrections applied."""
