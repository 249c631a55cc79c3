"""Reading the log: its heads, the history of one thing, and the whole log.

The rows are narrowed by the tenancy policies of the database to what the reader may see.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import BooleanField, Func, Model, Q, QuerySet

from commontable.audit.models import Entry, Ledger


class _Writing(Func):
    """Whether this transaction has written anything yet."""

    template = "(pg_current_xact_id_if_assigned() IS NOT NULL)"
    output_field = BooleanField()


def heads(*, coalition_id: int, unions: Iterable[int]) -> tuple[str, ...] | None:
    """The heads of the coalition's ledger and of these unions': a version of all they may see.

    Every service appends to the log in its own transaction, so while the heads are the same,
    nothing they cover has changed, for any worker. None where the heads cannot vouch for what is
    read: nothing was ever entered, or this transaction has written something itself, which may
    yet be undone. One query.
    """
    of_these = Q(union_id=None) | Q(union_id__in=sorted(unions))
    rows = list(
        Ledger.objects.filter(of_these, coalition_id=coalition_id)
        .order_by("id")
        .annotate(writing=_Writing())
        .values_list("head", "writing")
    )
    if not rows or any(writing for _, writing in rows):
        return None
    return tuple(head for head, _ in rows)


def history_of(subject: Model) -> QuerySet[Entry]:
    """Every entry about this row, oldest first."""
    return Entry.objects.filter(
        subject_type=subject._meta.label_lower, subject_id=subject.pk
    ).order_by("id")


def entries_since(
    *, coalition_id: int, union_id: int | None, length: int, verbs: Collection[str]
) -> list[tuple[str, int]]:
    """Verb and subject's id of what was entered in a ledger after it had ``length`` entries."""
    return list(
        Entry.objects.filter(
            coalition_id=coalition_id, union_id=union_id, position__gt=length, verb__in=verbs
        )
        .order_by("position")
        .values_list("verb", "subject_id")
    )


def latest(
    *,
    coalition_id: int,
    unions: Collection[int | None],
    verb: str = "",
    actor_id: int | None = None,
    before_id: int | None = None,
) -> QuerySet[Entry]:
    """The log, newest first.

    Args:
        unions: whose ledgers are read; None among them is the coalition's own.
        before_id: only entries older than that one, for turning pages: an entry added meanwhile
            moves none to another page.
    """
    whose = Q(union_id__in=[union for union in unions if union is not None])
    if None in unions:
        whose |= Q(union_id=None)
    found = Entry.objects.filter(whose, coalition_id=coalition_id).order_by("-id")
    if verb:
        found = found.filter(verb=verb)
    if actor_id is not None:
        found = found.filter(actor_id=actor_id)
    if before_id is not None:
        found = found.filter(pk__lt=before_id)
    return found
