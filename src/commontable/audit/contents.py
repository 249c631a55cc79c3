"""What an entry holds, as plain JSON values that PostgreSQL gives back exactly as it got them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models

from commontable.audit import chain
from commontable.audit.models import Entry

# PostgreSQL's text has no zero character; where somebody pasted one, its sign stands for it.
_NUL, _SIGN_FOR_NUL = "\0", "\N{SYMBOL FOR NULL}"


def text(value: object) -> str:
    """The text as the database will give it back: no zero character, no half of a pair."""
    said = str(value).replace(_NUL, _SIGN_FOR_NUL)
    return said.encode("utf-8", "replace").decode()


def plain(value: Any) -> Any:
    """JSON values only, so that a hash never depends on a Python type.

    Numbers are whole, or text: a decimal keeps its digits (``"3.00"``), and a float, which JSON
    and PostgreSQL may each write in their own way, is written out too.
    """
    match value:
        case None | bool():
            return value
        case int():
            return int(value)
        case str():
            return text(value)
        case datetime():
            return chain.moment(value)
        case date():
            return value.isoformat()
        case Decimal():
            return format(value, "f")
        case Mapping():
            return {text(key): plain(item) for key, item in value.items()}
        case set() | frozenset():
            return sorted((plain(item) for item in value), key=str)
        case list() | tuple():
            return [plain(item) for item in value]
        case models.Model():
            return value.pk
        case _:
            return text(value)


def content_of(entry: Entry) -> dict[str, Any]:
    """What the entry's hash covers: every stored fact and the previous hash."""
    return {
        "coalition": entry.coalition_id,
        "union": entry.union_id,
        "position": entry.position,
        "occurred_at": chain.moment(entry.occurred_at),
        "entered_at": chain.moment(entry.entered_at),
        "actor": entry.actor_id,
        "actor_name": entry.actor_name,
        "verb": entry.verb,
        "subject": [entry.subject_type, entry.subject_id, entry.subject_label],
        "before": entry.before,
        "after": entry.after,
        "note": entry.note,
        "previous_hash": entry.previous_hash,
    }
