"""What happened beside the table: hearings, notices, strikes."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from commontable.audit.services import record
from commontable.bargaining.models import Campaign, CampaignEvent
from commontable.bargaining.services.wording import words_of
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, require
from commontable.common.errors import CommontableError


@transaction.atomic
def record_campaign_event(
    *,
    actor: Actor,
    campaign: Campaign,
    kind: str,
    on: date,
    until: date | None = None,
    what: str = "",
    source: str = "",
) -> CampaignEvent:
    """Enter an event of a campaign; a strike lasts ``until`` its last day.

    Raises:
        CommontableError: it has no kind, or ends before it begins.
    """
    require(actor, Right.RECORD)
    if until is not None and until < on:
        raise CommontableError(
            "It ends before it begins.", expected=f"{on} or later", came=str(until), where="Until"
        )
    event = CampaignEvent.objects.create(
        coalition_id=campaign.coalition_id,
        entered_by_id=actor.person_id,
        campaign=campaign,
        kind=words_of(kind, where="Kind", expected="what it was, e.g. strike notice"),
        on=on,
        until=until,
        what=what.strip(),
        source=source.strip(),
    )
    record(
        actor=actor,
        verb="record_campaign_event",
        subject=event,
        coalition_id=campaign.coalition_id,
        after={"kind": event.kind, "on": on, "until": until, "what": event.what},
    )
    return event
