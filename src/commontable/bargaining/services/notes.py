"""A union's own notes on what crossed the table."""

from __future__ import annotations

from django.db import transaction

from commontable.audit.services import record
from commontable.bargaining.models import BargainingSession, InternalNote, Issue, Proposal
from commontable.bargaining.selectors.notes import Noted
from commontable.bargaining.services.search_index import keep
from commontable.bargaining.services.wording import words_of
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, require
from commontable.common.errors import NotFoundError


@transaction.atomic
def add_internal_note(*, actor: Actor, union_id: int, about: Noted, text: str) -> InternalNote:
    """Keep a note that only people who act for the union can read.

    Args:
        about: the session, issue or proposal the note is on; common, or the union's own.

    Raises:
        NotFoundError: the actor does not act for the union, or the thing is another union's.
        CommontableError: no words.
    """
    if union_id not in actor.unions:
        raise NotFoundError("There is nothing here.")
    table_id = None if isinstance(about, Issue) else about.table_id
    require(actor, Right.RECORD, union_id=union_id, table_id=table_id)
    if about.coalition_id != actor.coalition_id or about.union_id not in {None, union_id}:
        raise NotFoundError("There is nothing here.")
    note = InternalNote.objects.create(
        coalition_id=about.coalition_id,
        union_id=union_id,
        entered_by_id=actor.person_id,
        text=words_of(text, where="Note"),
        session=about if isinstance(about, BargainingSession) else None,
        issue=about if isinstance(about, Issue) else None,
        proposal=about if isinstance(about, Proposal) else None,
    )
    # The entry is as private as the note: it goes into the union's own ledger.
    record(
        actor=actor,
        verb="add_internal_note",
        subject=note,
        coalition_id=about.coalition_id,
        union_id=union_id,
        after={"about": f"{about._meta.verbose_name} {about.pk}", "text": note.text},
    )
    keep(note)
    return note
