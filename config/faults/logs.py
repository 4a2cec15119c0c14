"""What the log leaves out."""

import logging


class WithoutBadRequests(logging.Filter):
    """Drop Django's records of answers 400 to 499, which carry the answer's status code.

    Programs of strangers try every address on public sites. In the log, their mistakes would hide
    what is wrong with the archive.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether the record is written."""
        status = getattr(record, "status_code", None)
        return not (isinstance(status, int) and 400 <= status < 500)
