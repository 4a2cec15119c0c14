"""An embedded PostgreSQL server with its data in one folder. README.md explains it."""


class EmbeddedServerError(Exception):
    """The embedded server cannot be started; the message says why, and what to do about it."""
