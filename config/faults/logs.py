"""What the log leaves out."""

import logging


class WithoutBadRequests(logging.Filter):
    """Let pass all but what Django says of answers 400 to 499.

    Strangers ask public sites for every address and name there is. The answer tells them; in the
    log it would hide what is wrong with the archive. Django gives such records the status code of
    the answer.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether the record is kept."""
        status = getattr(record, "status_code", None)
        return not (isinstance(status, int) and 400 <= status < 500)
