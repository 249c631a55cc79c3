"""What stands around the figures, in English; a product in another language hands in its own."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "version": "Version {n}",
        "edition": "Public edition {n}",
        "draft": "Draft: not a version yet",
        "earlier_version": "version {n}, as of {moment}",
        "earlier_edition": "public edition {n}, as of {moment}",
        "team": "Team edition. Not for release.",
        "as_of": "As of {moment}",
        "page": "{page} of {pages}",
        "since": "Changed since {previous}",
        "unchanged": "Nothing changed since {previous}.",
        "first": "The first sheet: there is none before it to compare with.",
        "change_changed": "{row}, {column}: {before}; now {after}",
        "change_new": "{row}, {column}: {after}, where nothing stood",
        "change_gone": "{row}, {column}: {before}; now nothing stands",
        "change_restated": "{row}, {column}: the same words, now {after}; before {before}",
        "change_worded": "{row}: the team's wording is new",
        "change_row_new": "New row: {row}",
        "change_row_gone": "Row left out: {row}",
        "change_column_new": "New column: {column}",
        "change_column_gone": "Column left out: {column}",
        "mark_changed": "changed",
        "mark_new": "new",
        "mark_gone": "gone",
        "mark_restated": "restated",
        "mark_row_new": "new row",
        "wording": "The team's words: {wording}",
        "nothing": "–",
        "group": "Group",
        "sources": "Sources",
        "sheet": "Sheet",
        "changes": "Changes",
        "about": "About",
        "codes": "For whom: {codes}",
        "hash": "SHA-256 of the content: {hash}",
        "computed": "Every figure is computed from the record of the table or names its source.",
    }
)
