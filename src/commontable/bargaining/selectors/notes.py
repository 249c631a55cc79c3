"""Reading a union's own notes, for those who act for it."""

from __future__ import annotations

from dataclasses import dataclass

from commontable.bargaining.models import BargainingSession, InternalNote, Issue, Proposal
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, may
from commontable.coalition.selectors.affiliates import Affiliate, affiliates_of
from commontable.common.errors import NotFoundError

type Noted = BargainingSession | Issue | Proposal

SUBJECTS: dict[str, type[BargainingSession | Issue | Proposal]] = {
    "session": BargainingSession,
    "issue": Issue,
    "proposal": Proposal,
}


@dataclass(frozen=True, slots=True)
class NotesPanel:
    """What the panel of notes shows beside a session, an issue or a proposal.

    Attributes:
        kind: ``session``, ``issue`` or ``proposal``; with ``subject_id`` it makes the address.
        writes_for: the unions for which the actor may add a note here; empty for coalition staff.
    """

    kind: str
    subject_id: int
    notes: tuple[InternalNote, ...]
    writes_for: tuple[Affiliate, ...]

    @property
    def is_shown(self) -> bool:
        return bool(self.notes or self.writes_for)


def kind_of(about: Noted) -> str:
    return next(kind for kind, model in SUBJECTS.items() if isinstance(about, model))


def get_noted(actor: Actor, kind: str, subject_id: int) -> Noted:
    """The session, issue or proposal a note is on.

    Raises:
        NotFoundError: it does not exist, or is another union's.
    """
    rows = SUBJECTS[kind].objects.visible_to(actor)
    found = rows.filter(pk=subject_id).first()
    if found is None:
        raise NotFoundError("There is nothing here.")
    return found


def notes_on(actor: Actor, about: Noted) -> NotesPanel:
    """The notes the actor may read on it, oldest first, and for whom they may write."""
    kind = kind_of(about)
    notes: tuple[InternalNote, ...] = ()
    if actor.unions:
        notes = tuple(
            InternalNote.objects.visible_to(actor)
            .filter(**{kind: about.pk}, union_id__in=sorted(actor.unions))
            .select_related("union", "entered_by")
        )
    table_id = None if isinstance(about, Issue) else about.table_id
    writes_for = tuple(
        affiliate
        for affiliate in affiliates_of(actor)
        if about.union_id in {None, affiliate.union_id}
        and may(actor, Right.RECORD, union_id=affiliate.union_id, table_id=table_id)
    )
    return NotesPanel(kind, about.pk, notes, writes_for)
