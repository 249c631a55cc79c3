"""A redline as JSON, for other programs; ``docs/reference/redline.md`` lists every key."""

import json
from typing import Any

from commontable.engines.comparison.redline.matching import ArticleMatch
from commontable.engines.comparison.redline.moves import MovedText
from commontable.engines.comparison.redline.redline import Redline
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
