"""Make up the demonstration's coalition and its campaign, and print who may sign in."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from commontable.bargaining.demonstration.arrivals import arrive_at_night
from commontable.bargaining.demonstration.campaign import begin_campaign, open_local
from commontable.bargaining.demonstration.contracts import write_contracts
from commontable.bargaining.demonstration.exchange import exchange, local_exchange
from commontable.bargaining.demonstration.files import take_in
from commontable.bargaining.demonstration.handouts import hand_out
from commontable.bargaining.demonstration.sittings import tell_the_sessions
from commontable.bargaining.demonstration.voices import speak
from commontable.bargaining.hooks import furnish_demonstration
from commontable.bargaining.services.exhibit_reading import read_unread
from commontable.bargaining.services.issues import raise_issue
from commontable.bargaining.words import Side
from commontable.coalition import tenancy
from commontable.coalition.services.demo_coalition import (
    PASSWORD,
    DemoCoalition,
    exists,
    found_demo_coalition,
)
from commontable.workforce.demonstration import seed_workforce


class Command(BaseCommand):
    help = "Make up a coalition with a campaign in full swing; does nothing where it exists."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if exists():
            self.stderr.write("The demonstration's coalition is there already.")
            return
        with transaction.atomic():
            coalition = found_demo_coalition()
            research = coalition.actors["research"]
            with tenancy.scope_of(research):
                seed_workforce(research)
            self._campaign(coalition)
            with tenancy.scope_of(research):
                furnish_demonstration(research)
        # The worker would do it within a minute.
        read_unread(coalition.actors["chief"])
        width = max(len(sign_in.email) for sign_in in coalition.sign_ins)
        for sign_in in coalition.sign_ins:
            self.stdout.write(f"{sign_in.email:<{width}}  {sign_in.name}, {sign_in.role}")
        self.stdout.write(f"Password of all: {PASSWORD}")
        self.stdout.write("The one-time code of the second step is shown on its page.")

    def _campaign(self, coalition: DemoCoalition) -> None:
        chief = coalition.actors["chief"]
        with tenancy.scope_of(chief):
            frame = begin_campaign(chief, coalition.employer_id)
            tell_the_sessions(frame)
            exchange(frame)
            write_contracts(frame)
            take_in(frame)
            speak(frame)
            hand_out(frame)
            arrive_at_night(frame)
        for short, code, name, waits, subject in (
            ("officer-nurses", "UNH", "Nurses' local table", "Ratio, telemetry", "Float pool"),
            ("officer-clerks", "OPC", "Clerks' local table", "Remote work", "Registration desks"),
        ):
            officer = coalition.actors[short]
            union_id = coalition.union_ids[code]
            with tenancy.scope_of(officer):
                table = open_local(frame, officer, union_id=union_id, name=name, waits=waits)
                issue = raise_issue(
                    actor=officer,
                    campaign=frame.campaign,
                    name=subject,
                    economic=False,
                    union_id=union_id,
                )
                local_exchange(
                    frame,
                    {
                        Side.UNION: f"{subject}: posted a month ahead",
                        Side.EMPLOYER: f"{subject}: posted two weeks ahead",
                    },
                    officer=officer,
                    table=table,
                    issue=issue,
                )
