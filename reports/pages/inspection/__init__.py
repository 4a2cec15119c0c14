"""The pages of an inspection: its report, its history, its original."""
