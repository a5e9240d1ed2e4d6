"""Structured logs: one JSON object a line, each with the id of the request that caused it."""

import json
import logging
import re
from contextvars import ContextVar

from django.http import HttpRequest

current_request_id: ContextVar[str] = ContextVar("current_request_id", default="")


class RequestIdFilter(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)  # Django names the request in what it logs about answers
        of_request = request.META.get("REQUEST_ID", "") if isinstance(request, HttpRequest) else ""
        record.request_id = current_request_id.get() or of_request
        return True


class StructuredFormatter(logging.Formatter):
    """`secrets`: a regular expression; of what it finds only its first group is written down."""

    def __init__(self, secrets: str = r"()(?!)") -> None:
        super().__init__()
        self.secrets = re.compile(secrets)

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": self.secrets.sub(r"\1…", record.getMessage()),
            "request": getattr(record, "request_id", ""),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
