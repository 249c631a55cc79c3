"""A basis over the cast's workers, and the pricing process in a thread of the test's own."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.test import override_settings

from cast import Cast, Member, enter
from commontable.costing.models import Basis
from commontable.costing.pricing.protocol import socket_path
from commontable.costing.pricing.server import Pricing, Server
from commontable.costing.services.bases import Grounds, make_basis
from commontable.workforce.models import Census
from workforce.brought import named, two_unions

CONTRACT = """\
contract: Harbor agreement 2023
term: {from: 2026-10-01, years: 2}
pay: {period: biweekly, first_day: 2026-10-01}
schedules:
- {classification: Nurse, region: NORTH, from: 2025-10-01, clause: App. A, steps: [40, 42, 44]}
- {classification: Nurse, region: SOUTH, from: 2025-10-01, clause: App. A, steps: [39, 41, 43]}
- {classification: Technician, from: 2025-10-01, clause: App. B, steps: [29, 31, 33]}
- {classification: Pharmacist, from: 2025-10-01, clause: App. C, steps: [75, 77, 79]}
terms:
- {id: nights, kind: shift_differential, hours: night, dollars_per_hour: 2, effective: 2023-10-01}
- {id: medicare, kind: payroll_tax, name: Medicare, percent: 1.45, effective: 1986-01-01}
"""
READINGS = """\
staffing: {skip: no money in it}
"""


def basis_for(
    cast: Cast,
    *,
    census: Census | None = None,
    by: Member | None = None,
    union_id: int | None = None,
    contract: str = CONTRACT,
    readings: str = READINGS,
    replaces: Basis | None = None,
) -> Basis:
    """The research team's, over both unions' workers, unless it is said otherwise."""
    census = census or two_unions(cast)
    return make_basis(
        actor=enter(by or cast.research),
        grounds=Grounds(cast.campaign.pk, census.pk, "Census and contract", contract, readings),
        union_id=union_id,
        replaces=replaces,
    )


@contextmanager
def pricing_process(folder: Path) -> Iterator[Pricing]:
    """A pricing process that answers within the block, with little room."""
    wanted = folder / "pricing.sock"
    pricing = Pricing(workers=200_000, memory_mb=4_000)
    server = Server(socket_path(wanted), pricing)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not socket_path(wanted).exists():
        time.sleep(0.01)
    with override_settings(PRICING_SOCKET=wanted):
        try:
            yield pricing
        finally:
            server.stop()
            thread.join(5)


__all__ = ["CONTRACT", "READINGS", "basis_for", "named", "pricing_process"]
