"""Faults in operation: `error_pages` has the pages for refused requests, `full_disk` recognises a
full disk, and `logs` keeps invalid requests out of the log.
"""
