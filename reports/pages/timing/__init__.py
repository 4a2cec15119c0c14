"""How long authorities wait: days since an inspection, days to publication."""
