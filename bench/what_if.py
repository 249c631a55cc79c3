"""A figure turned at night: over HTTP, 85,000 workers, beside a price from nothing.

The demo's coalition on a real web server with the pricing process beside it. Every question turns
another figure, so that nothing is answered from what was kept; a raise of the first year moves all
that comes after it and is the dearest to turn, a share of premiums among the cheapest. The plain
alternative reads the same offer and prices it from nothing with the same kernel, in this process:
without HTTP, session, policy and page.
"""

from __future__ import annotations

import http.client
import io
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from bench.report import Report
from commontable.coalition import tenancy
from commontable.coalition.actors import Actor
from commontable.coalition.models import User
from commontable.coalition.selectors.seats import actor_for, seats_of
from commontable.config.serving import granian_command, pricing_command
from commontable.costing.changing import Knob, knobs_of
from commontable.costing.models import Scenario
from commontable.costing.selectors.bases import bases_of, contract_of
from commontable.costing.selectors.scenarios import scenarios_of
from commontable.engines.costing.contract import offer_of
from commontable.engines.costing.costing import Costing
from commontable.engines.costing.documents import read_yaml
from commontable.workforce.selectors.costing import census_table, open_for_costing

PORT = 8197
ROUNDS = 60
PROMISE_MS = 100


def run(report: Report) -> None:
    """p95 and median over HTTP of one figure turned; the same from nothing; all terms priced."""
    folder = Path(tempfile.mkdtemp(prefix="ct-what-if-"))
    try:
        os.environ |= {
            "MEDIA_ROOT": str(folder / "media"),
            "STATIC_ROOT": str(folder / "static"),
            "PRICING_SOCKET": str(folder / "pricing.sock"),
        }
        settings.MEDIA_ROOT = folder / "media"
        settings.STATIC_ROOT = folder / "static"
        settings.PRICING_SOCKET = folder / "pricing.sock"
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("seed_demo", stdout=io.StringIO())
        theirs, costing, cookie = _ground()
        with _running(pricing_command(), folder / "pricing.sock"), _running(_web(), PORT):
            _measure(report, theirs, costing, cookie)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _web() -> list[str]:
    return granian_command(host="127.0.0.1", port=PORT, workers=1)


def _measure(report: Report, theirs: Scenario, costing: Costing, cookie: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    address = f"/costing/scenarios/{theirs.pk}/night/figures"
    knobs = knobs_of(theirs.offer)

    def ask(knob: Knob, turn: int) -> bytes:
        value = knob.value + Decimal(turn + 1) / 100
        query = urlencode({knob.name: format(value, "f")})
        connection.request("GET", f"{address}?{query}", headers={"Cookie": cookie})
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != http.client.OK or b"Still apart" not in body:
            raise RuntimeError(f"{answer.status}: {body[:400]!r}")
        return body

    began = time.perf_counter()
    ask(knobs[0], 0)
    report.figure("What-if, the first: rows handed over", time.perf_counter() - began, "s")
    offer = offer_of(read_yaml(theirs.offer, "offer"))
    costing.price(offer)
    plain: list[float] = []
    for _ in range(8):
        began = time.perf_counter()
        costing.price(offer)
        plain.append((time.perf_counter() - began) * 1000)
    premium = next(knob for knob in knobs if knob.field == "employee_percent" and knob.value)
    every: list[float] = []
    for what, chosen in (
        ("a first-year raise", [knobs[0]]),
        ("a premium share", [premium]),
        ("any figure in turn", list(knobs)),
    ):
        times = []
        for turn in range(ROUNDS):
            began = time.perf_counter()
            ask(chosen[turn % len(chosen)], turn)
            times.append((time.perf_counter() - began) * 1000)
        every += times
        report.figure(
            f"What-if over HTTP, {what}: median", median(times), "ms",
            plain=median(plain), plain_is="priced from nothing, without HTTP",
        )  # fmt: skip
    report.figure(
        "What-if over HTTP, 85,000 workers: p95", quantiles(every, n=20)[-1], "ms",
        plain=quantiles(plain, n=20)[-1], plain_is="priced from nothing, without HTTP",
        limit=PROMISE_MS,
    )  # fmt: skip
    connection.close()


def _ground() -> tuple[Scenario, Costing, str]:
    """Theirs, the same census under the same contract in this process, and a signed-in cookie."""
    with transaction.atomic():
        actor = _researcher()
        basis = bases_of(actor)[0]
        theirs = next(one for one in scenarios_of(actor, basis) if one.side == "employer")
        table = census_table(open_for_costing(actor, basis.census))
    costing = Costing(table, contract_of(basis), as_of=basis.census.as_of)
    user = User.objects.get(email="research@tidewater.example")
    Authenticator.objects.get_or_create(
        user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "for-the-bench"}}
    )
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    name = settings.SESSION_COOKIE_NAME
    return theirs, costing, f"{name}={client.cookies[name].value}"


def _researcher() -> Actor:
    user = User.objects.get(email="research@tidewater.example")
    tenancy.set_scope(coalition_id=None, user_id=user.pk)
    return actor_for(user_id=user.pk, seat=seats_of(user.pk)[0])


@contextmanager
def _running(command: list[str], until: Path | int) -> Iterator[None]:
    """A process beside this one, once its socket or its port is there."""
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not _is_there(until):
            if process.poll() is not None:
                raise RuntimeError(f"{command[:3]} ended with {process.returncode}")
            time.sleep(0.1)
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _is_there(until: Path | int) -> bool:
    if isinstance(until, Path):
        return until.exists()
    try:
        connection = http.client.HTTPConnection("127.0.0.1", until, timeout=5)
        connection.request("GET", "/healthz")
        return connection.getresponse().status < http.client.INTERNAL_SERVER_ERROR
    except OSError:
        return False
