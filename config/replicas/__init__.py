"""Reading from streaming replicas: choosing the server for a request, and serving from a standby.

Of the archive's tables, this uses only the one with the version number.
"""
