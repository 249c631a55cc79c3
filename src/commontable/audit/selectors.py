"""Reading the log: the history of one thing, and the whole log.

The rows are narrowed by the tenancy policies of the database to what the reader may see.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Model, Q, QuerySet

from commontable.audit.models import Entry


def history_of(subject: Model) -> QuerySet[Entry]:
    """Every entry about this row, oldest first."""
    return Entry.objects.filter(
        subject_type=subject._meta.label_lower, subject_id=subject.pk
    ).order_by("id")


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
