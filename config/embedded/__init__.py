"""PostgreSQL in a folder of one's own. README.md says how to use it, and why it is as it is."""


class EmbeddedServerError(Exception):
    """The embedded server cannot be started; the message says why, and what to do about it."""
