"""A sheet as JSON, one way only, and the hash of that."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from typing import Any

from commontable.engines.sheets.errors import SheetError
from commontable.engines.sheets.view import (
    Cell,
    Change,
    Column,
    Edition,
    Entry,
    Line,
    Mark,
    Note,
    Row,
    SheetView,
)


def to_data(view: SheetView) -> dict[str, Any]:
    """The view as plain data, for JSON.

    What is as it is by default is left out: a field that sheets get later changes the hash of none
    that was frozen before.
    """
    return {
        each.name: _plain(getattr(view, each.name))
        for each in fields(view)
        if getattr(view, each.name) or each.name in _ALWAYS
    }


_ALWAYS = frozenset(
    each.name
    for each in fields(SheetView)
    if each.default is MISSING and each.default_factory is MISSING
)


def _plain(value: Any) -> Any:
    """Texts, numbers, lists and mappings; of a part, only what is not empty."""
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if is_dataclass(value):
        facts = ((each.name, getattr(value, each.name)) for each in fields(value))
        return {name: _plain(fact) for name, fact in facts if fact}
    if isinstance(value, StrEnum):
        return value.value
    return dict(value) if isinstance(value, Mapping) else value


def to_json(view: SheetView) -> str:
    """The one JSON text of a view: keys in order, nothing between them, UTF-8 as it is."""
    return json.dumps(to_data(view), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(view: SheetView) -> str:
    """The SHA-256 of the view's JSON, as 64 hexadecimal digits."""
    return hashlib.sha256(to_json(view).encode(errors="surrogatepass")).hexdigest()


def from_data(data: Mapping[str, Any]) -> SheetView:
    """The view that was written as this data.

    Raises:
        SheetError: it is no sheet, or one of another make.
    """
    try:
        return SheetView(
            **{
                **data,
                "edition": Edition(data["edition"]),
                "columns": tuple(Column(**each) for each in data["columns"]),
                "rows": tuple(_row(each) for each in data["rows"]),
                "changes": tuple(Change(**each) for each in data.get("changes", ())),
                "notes": tuple(Note(**each) for each in data.get("notes", ())),
            }
        )
    except (KeyError, TypeError, ValueError) as error:
        raise SheetError(
            "This is no sheet, or one of another make.",
            expected=", ".join(each.name for each in fields(SheetView)),
            got=str(error),
        ) from error


def _row(data: Mapping[str, Any]) -> Row:
    return Row(
        **{
            **data,
            "mark": Mark(data.get("mark", "")),
            "cells": tuple(_cell(each) for each in data["cells"]),
        }
    )


def _cell(data: Mapping[str, Any]) -> Cell:
    entries = (
        Entry(**{**each, "lines": tuple(Line(**line) for line in each["lines"])})
        for each in data.get("entries", ())
    )
    return Cell(tuple(entries), Mark(data.get("mark", "")))
