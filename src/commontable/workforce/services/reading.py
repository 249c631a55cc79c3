"""Opening and reading a draft: at once where it is small, in the background where it is large."""

from __future__ import annotations

import secrets
import time

import structlog
from django.db import transaction

from commontable.coalition import tenancy
from commontable.coalition.actors import Actor, Grant
from commontable.coalition.roles import Role
from commontable.common import dates
from commontable.common.errors import CommontableError
from commontable.workforce.census.taking import take
from commontable.workforce.files.head import Head
from commontable.workforce.files.opening import open_sheet
from commontable.workforce.models import Draft, PseudonymKey
from commontable.workforce.services.folders import DraftFolder
from commontable.workforce.services.plans import Choices, known_to, plan_of
from commontable.workforce.services.small_sheets import read_comparators, read_schedule
from commontable.workforce.words import DraftStatus, ImportKind

logger = structlog.get_logger("commontable.workforce")

AT_ONCE_BYTES = 2 << 20
"""Up to this size a file is read while its reader waits: some ten thousand rows, about a second."""

_TELL_EVERY = 0.5  # seconds between two words of progress


def is_small(draft: Draft) -> bool:
    return draft.size <= AT_ONCE_BYTES


def reader_of(draft: Draft) -> Actor:
    """Whoever reads a draft in the background: with the rights it was taken up with, no more."""
    union = draft.union_id
    return Actor(
        user_id=None,
        person_id=draft.begun_by_id,
        name="Reader of files",
        coalition_id=draft.coalition_id,
        coalition_name=draft.coalition.name,
        time_zone=draft.coalition.time_zone,
        unions=frozenset() if union is None else frozenset({union}),
        grants=(Grant(Role.RESEARCH, union, None),),
        on=dates.today(draft.coalition.time_zone),
    )


def advance(*, coalition_id: int, union_id: int | None, draft_id: int) -> None:
    """Do with a draft what is to be done next: open it, or read it. Ends with what came of it.

    Called in the reader's request or by the worker; each step is a transaction of its own, so that
    progress is seen. A draft that was discarded meanwhile is left alone.
    """
    unions = () if union_id is None else (union_id,)
    with transaction.atomic(), tenancy.scope(coalition_id=coalition_id, unions=unions):
        draft = Draft.objects.select_related("coalition", "union").filter(pk=draft_id).first()
        actor = reader_of(draft) if draft is not None else None
    if draft is None or actor is None:
        return
    try:
        if draft.status == DraftStatus.WAITING:
            _open(actor, draft)
        elif draft.status == DraftStatus.READING:
            _read(actor, draft)
    except CommontableError as error:
        _settle(actor, draft, status=DraftStatus.FAILED, fault=str(error))
    except FileNotFoundError:
        logger.info("draft_gone", draft=draft_id)


def _open(actor: Actor, draft: Draft) -> None:
    folder = DraftFolder(draft)
    choices = Choices.of_data(draft.plan) if draft.plan else Choices()
    sheet = open_sheet(folder.upload, name=draft.file_name, sheet=choices.sheet)
    folder.keep_head(Head.of(sheet, choices.sheet))
    _settle(actor, draft, status=DraftStatus.OPENED)


def _read(actor: Actor, draft: Draft) -> None:
    match draft.kind:
        case ImportKind.CENSUS:
            facts = _read_census(actor, draft)
        case ImportKind.SCHEDULE:
            facts = read_schedule(actor, draft)
        case _:
            facts = read_comparators(actor, draft)
    _settle(actor, draft, status=DraftStatus.READ, facts=facts)


def _read_census(actor: Actor, draft: Draft) -> dict[str, int]:
    folder, choices = DraftFolder(draft), Choices.of_data(draft.plan)
    with transaction.atomic(), tenancy.scope_of(actor):
        known = known_to(actor, draft)
        key = pseudonym_key(draft) if choices.pseudonyms else None
    sheet = open_sheet(folder.upload, name=draft.file_name, sheet=choices.sheet)
    plan = plan_of(draft, choices, has_headings=sheet.has_headings, pseudonym_key=key)
    told = time.monotonic()

    def tell(share: float, rows: int) -> None:
        nonlocal told
        if time.monotonic() - told > _TELL_EVERY:
            told = time.monotonic()
            _settle(actor, draft, permille=int(share * 1000), rows=rows)

    with folder.writing_refusals() as refuse:
        impact = take(sheet, plan, known, into=folder.census, progress=tell, on_refused=refuse)
    folder.keep_impact(impact)
    return {
        "read": impact.read,
        "taken": impact.taken,
        "refused": impact.refused_rows,
    }


def pseudonym_key(draft: Draft) -> bytes:
    """The secret of the draft's home, made when it is needed first."""
    key, _ = PseudonymKey.objects.get_or_create(
        coalition_id=draft.coalition_id,
        union=draft.union,
        defaults={"secret": secrets.token_bytes(32)},
    )
    return bytes(key.secret)


def _settle(actor: Actor, draft: Draft, **changes: object) -> None:
    with transaction.atomic(), tenancy.scope_of(actor):
        Draft.objects.filter(pk=draft.pk).update(moved_at=dates.now(), **changes)
