"""What goes wrong, and what is said of it.

`logs` leaves strangers' mistakes out of the log; `full_disk` says which disk is full.
"""
