"""How a record of the log is written: as a line for people, or as JSON for programs."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime

from config.monitoring.requests import request_id


class WithRequest(logging.Filter):
    """Name in each record the request that was being answered, `-` outside of one."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through."""
        record.request_id = request_id.get() or "-"
        return True


class JsonLines(logging.Formatter):
    """A record as one line of JSON: when, how grave, from where, of which request, and what.

    The figures of a request are fields of their own.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line."""
        fields = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request": getattr(record, "request_id", "-"),
            "message": record.getMessage(),
            **getattr(record, "figures", {}),
        }
        if record.exc_info:
            fields["exception"] = self.formatException(record.exc_info)
        return json.dumps(fields, ensure_ascii=False, default=str)
