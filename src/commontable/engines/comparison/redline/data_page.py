"""A redline as JSON, for other programs; ``docs/reference/redline.md`` lists every key."""

import json
from typing import Any

from commontable.engines.comparison.redline.matching import ArticleMatch
from commontable.engines.comparison.redline.moves import MovedText
from commontable.engines.comparison.redline.redline import Redline
from commontable.engines.comparison.redline.sections import SectionMatch
from commontable.engines.comparison.redline.three import ThreeWay
from commontable.engines.comparison.redline.three_passages import (
    cells_of_three,
    numbers_of_three,
)
from commontable.engines.comparison.redline.words import WordChange
from commontable.engines.documents.document import Article

Json = dict[str, Any]


def as_data(redline: Redline) -> Json:
    """The redline as plain dictionaries and lists."""
    return {
        "old": redline.old.name,
        "new": redline.new.name,
        "articles": {
            "old": [_article(article) for article in redline.old.articles],
            "new": [_article(article) for article in redline.new.articles],
        },
        "matches": [_match(match) for match in redline.matches],
        "changes": [_change(change) for change in redline.changes],
        "moves": [_move(move) for move in redline.moves],
        "numbers": [
            {
                "kind": number.kind,
                "old": number.old,
                "new": number.new,
                "article": number.article,
                "clause": number.clause,
                "old_clause": number.old_clause,
                "old_start": number.old_start,
                "old_end": number.old_end,
                "new_start": number.new_start,
                "new_end": number.new_end,
            }
            for number in redline.numbers
        ],
        "sections": [_section(section) for section in redline.sections],
        "cells": [
            {"article": c.article, "row": c.row, "column": c.column, "old": c.old, "new": c.new}
            for c in redline.cells
        ],
        "summary": redline.summary(),
        "warnings": list(redline.warnings),
    }


def as_json(redline: Redline, *, indent: int | None = None) -> str:
    """``as_data`` written as JSON, letters of every language as they are."""
    return json.dumps(as_data(redline), ensure_ascii=False, indent=indent)


def three_as_data(three: ThreeWay) -> Json:
    """Three texts as plain dictionaries and lists.

    ``rows`` say per article which side changes it; each of ``redlines`` is ``as_data`` of two of
    the texts, and ``numbers`` puts both sides' numbers beside the status quo's.
    """
    texts = {"status_quo": three.ours.old, "ours": three.ours.new, "theirs": three.theirs.new}
    return {
        **{side: document.name for side, document in texts.items()},
        "articles": {
            side: [_article(article) for article in document.articles]
            for side, document in texts.items()
        },
        "rows": [
            {
                "name": row.name,
                "standing": row.standing,
                "moved": list(row.moved),
                "status_quo_index": row.base.index if row.base else None,
                "ours_index": row.ours.index if row.ours else None,
                "theirs_index": row.theirs.index if row.theirs else None,
            }
            for row in three.rows
        ],
        "numbers": [
            {
                "article": number.article,
                "clause": number.clause,
                "status_quo": number.base,
                "ours": number.ours,
                "theirs": number.theirs,
            }
            for number in numbers_of_three(three)
        ],
        "cells": [
            {
                "article": cell.article,
                "row": cell.row,
                "column": cell.column,
                "status_quo": cell.base,
                "ours": cell.ours,
                "theirs": cell.theirs,
            }
            for cell in cells_of_three(three)
        ],
        "redlines": {
            "ours": as_data(three.ours),
            "theirs": as_data(three.theirs),
            "between": as_data(three.between),
        },
    }


def three_as_json(three: ThreeWay, *, indent: int | None = None) -> str:
    """``three_as_data`` written as JSON."""
    return json.dumps(three_as_data(three), ensure_ascii=False, indent=indent)


def _section(match: SectionMatch) -> Json:
    section = match.new or match.old
    return {
        "article": section.article if section else "",
        "kind": match.kind,
        "old": match.old.label if match.old else None,
        "new": match.new.label if match.new else None,
        "title": section.title if section else "",
        "old_start": match.old.start if match.old else None,
        "old_end": match.old.end if match.old else None,
        "new_start": match.new.start if match.new else None,
        "new_end": match.new.end if match.new else None,
    }


def _article(article: Article) -> Json:
    return {
        "index": article.index,
        "kind": article.kind,
        "number": article.number,
        "title": article.title,
        "heading": article.heading,
        "name": article.name,
        "start": article.start,
        "end": article.end,
        "words": list(article.words),
    }


def _match(match: ArticleMatch) -> Json:
    return {
        "old": match.old.name if match.old else None,
        "new": match.new.name if match.new else None,
        "kind": match.kind,
        "old_index": match.old.index if match.old else None,
        "new_index": match.new.index if match.new else None,
        "alike": round(match.alike, 3),
    }


def _change(change: WordChange) -> Json:
    return {
        "article": change.article,
        "kind": change.kind,
        "old_words": list(change.old_words),
        "new_words": list(change.new_words),
        "old_start": change.old_start,
        "old_end": change.old_end,
        "new_start": change.new_start,
        "new_end": change.new_end,
        "move": change.move,
    }


def _move(move: MovedText) -> Json:
    return {
        "number": move.number,
        "old_article": move.old_article,
        "new_article": move.new_article,
        "old_start": move.old_start,
        "old_end": move.old_end,
        "new_start": move.new_start,
        "new_end": move.new_end,
        "whole_article": move.whole_article,
        "changes": [_change(change) for change in move.changes],
    }
