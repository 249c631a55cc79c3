"""Logs for machines, without people in them.

One JSON line per event. A request's line carries its id, method, the *route* that matched (never
the path, which may hold an invitation's or a reset's token), the status and the milliseconds. No
body, no query, no e-mail address, no name. An error's line carries the exception's type and the
places in the code it came through, not its message: a database quotes the offending value in it.
"""

from __future__ import annotations

import logging
import re
import time
import traceback
import uuid
from collections.abc import Callable
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponseBase

log = structlog.stdlib.get_logger("commontable.request")

_REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}\Z")


class RequestLogMiddleware:
    """One line per request; its id is on every line between and goes back as ``X-Request-ID``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if _REQUEST_ID.match(given) else uuid.uuid4().hex
        started = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            response = self.get_response(request)
            match = request.resolver_match
            log.info(
                "request",
                method=request.method,
                route=match.route if match else None,
                status=response.status_code,
                ms=round((time.perf_counter() - started) * 1000, 1),
            )
        response.headers["X-Request-ID"] = request_id
        return response


def without_personal_data(_: Any, __: str, event: dict[str, Any]) -> dict[str, Any]:
    """Replace the text that libraries log, which quotes paths and job arguments, by plain facts."""
    record: logging.LogRecord | None = event.get("_record")
    if record is None:
        return event
    top = record.name.partition(".")[0]
    if top == "django":
        event["event"] = record.name
        status = getattr(record, "status_code", None)
        if status is not None:
            event["status"] = status
    elif top == "procrastinate":
        event["event"] = f"procrastinate.{getattr(record, 'action', 'message')}"
        job = getattr(record, "job", None)
        if isinstance(job, dict):
            event["job"] = job.get("id")
            event["task"] = job.get("task_name")
    return event


def exception_without_message(_: Any, __: str, event: dict[str, Any]) -> dict[str, Any]:
    """``exc_info`` becomes the exception's type and ``file:line function`` of each frame."""
    given = event.pop("exc_info", None)
    if isinstance(given, tuple):
        error = given[1]
    elif isinstance(given, BaseException):
        error = given
    else:
        return event
    if error is not None:
        event["exception"] = f"{type(error).__module__}.{type(error).__qualname__}"
        event["frames"] = [
            f"{frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)
        ]
    return event


def logging_settings(*, debug: bool) -> dict[str, Any]:
    """Django's ``LOGGING``: JSON on standard error; readable lines, full errors if ``debug``."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    remove = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    last: list[Any] = (
        [remove, structlog.dev.ConsoleRenderer()]
        if debug
        else [
            without_personal_data,
            exception_without_message,
            remove,
            structlog.processors.JSONRenderer(),
        ]
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": shared,
                "processors": last,
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": "INFO"},
        "loggers": {
            # Django attaches its own handlers to this logger; ours replaces them.
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            # Every 404 and 403 already has its request line.
            "django.request": {"level": "ERROR"},
            "procrastinate": {"level": "INFO"},
            "procrastinate.blueprints": {"level": "WARNING"},
            "procrastinate.periodic": {"level": "WARNING"},
            "psycopg.pool": {"level": "WARNING"},
        },
    }
