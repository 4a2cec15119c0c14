"""What goes wrong in operation, and the messages about it.

`logs` leaves bad requests out of the log; `full_disk` says which disk is full.
"""
