"""Reading from streaming replicas: which server answers a request, and what a standby alone refuses.

Nothing here knows what the archive holds, but for the version that it counts up with each change.
"""
