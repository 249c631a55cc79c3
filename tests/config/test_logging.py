"""The logs serve the operator and betray nobody."""

import io
import json
import logging
import logging.config
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from commontable.config.logging import logging_settings


def broken(request: HttpRequest, token: str) -> HttpResponse:
    raise ValueError(f"Key (email)=(ana@example.org) already exists: {token}")


def fine(request: HttpRequest, token: str) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [
    path("invitations/<str:token>/broken", broken),
    path("invitations/<str:token>/", fine),
]


@pytest.fixture
def lines(settings: Any) -> Iterator[io.StringIO]:
    written = io.StringIO()
    wanted = logging_settings(debug=False)
    wanted["handlers"]["stderr"]["stream"] = written
    logging.config.dictConfig(wanted)
    with override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[MIDDLEWARE]):
        yield written
    logging.config.dictConfig(settings.LOGGING)


MIDDLEWARE = "commontable.config.logging.RequestLogMiddleware"


def test_a_request_leaves_its_route_and_never_its_path(lines: io.StringIO) -> None:
    answer = Client().get("/invitations/s3cret/?email=ana@example.org")
    line = json.loads(lines.getvalue())
    assert line["route"] == "invitations/<str:token>/"
    assert (line["method"], line["status"], line["event"]) == ("GET", 200, "request")
    assert line["ms"] >= 0
    assert answer.headers["X-Request-ID"] == line["request_id"]
    assert "s3cret" not in lines.getvalue()
    assert "ana@" not in lines.getvalue()


def test_an_error_leaves_its_type_and_place_and_never_its_message(lines: io.StringIO) -> None:
    Client(raise_request_exception=False).get("/invitations/s3cret/broken")
    written = [json.loads(line) for line in lines.getvalue().splitlines()]
    error = next(line for line in written if line.get("exception"))
    assert error["exception"] == "builtins.ValueError"
    assert any("broken" in frame for frame in error["frames"])
    assert error["status"] == 500
    assert len({line["request_id"] for line in written}) == 1
    assert "ana@" not in lines.getvalue()
    assert "s3cret" not in lines.getvalue()


def test_a_request_id_from_the_proxy_is_kept_and_a_forged_one_is_not(lines: io.StringIO) -> None:
    kept = Client().get("/invitations/x/", headers={"X-Request-ID": "edge-0123456789"})
    assert kept.headers["X-Request-ID"] == "edge-0123456789"
    forged = Client().get("/invitations/x/", headers={"X-Request-ID": 'a"}\nforged line'})
    assert forged.headers["X-Request-ID"].isalnum()


def test_a_job_leaves_its_task_and_never_its_arguments(lines: io.StringIO) -> None:
    job = {"id": 7, "task_name": "mail.send", "task_kwargs": {"to": "ana@example.org"}}
    logging.getLogger("procrastinate.worker").info(
        "Starting job mail.send[7](to='ana@example.org')", extra={"action": "start_job", "job": job}
    )
    line = json.loads(lines.getvalue())
    assert (line["event"], line["job"], line["task"]) == (
        "procrastinate.start_job",
        7,
        "mail.send",
    )
    assert "ana@" not in lines.getvalue()
