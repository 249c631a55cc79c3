"""Three texts by article: the status quo, our position and theirs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from commontable.engines.comparison.redline.matching import ArticleMatch, Places
from commontable.engines.comparison.redline.redline import Redline, compare
from commontable.engines.documents.document import Article, Document

Side = Literal["ours", "theirs"]
Standing = Literal["unchanged", "agreed", "ours", "theirs", "apart"]
"""unchanged: both keep the status quo, under whatever number. agreed: both changed it to the same
words, or moved it to the same place. ours or theirs: only that side changed or moved it. apart:
both did, each otherwise."""


@dataclass(frozen=True, slots=True)
class ThreeWayRow:
    """One article in up to three texts; None where a text does not have it.

    ``moved`` are the sides that have it in another place among its neighbours.
    """

    base: Article | None
    ours: Article | None
    theirs: Article | None
    standing: Standing
    moved: tuple[Side, ...] = ()

    @property
    def name(self) -> str:
        """How the status quo calls it, or else the side that proposes it."""
        article = self.base or self.ours or self.theirs
        return article.name if article else ""


@dataclass(frozen=True)
class ThreeWay:
    """Each side against the status quo, and both sides against each other."""

    ours: Redline
    theirs: Redline
    between: Redline
    rows: tuple[ThreeWayRow, ...]


def compare_three(
    base: Document,
    ours: Document,
    theirs: Document,
    *,
    places: tuple[Sequence[int], Sequence[int], Sequence[int]] | None = None,
) -> ThreeWay:
    """The rows follow the status quo; articles only the sides have come after, ours first.

    With ``places``, of the articles of each text, articles of one place are one article.
    """
    at_base, at_ours, at_theirs = places or (None, None, None)
    to_ours = compare(base, ours, places=_both(at_base, at_ours))
    to_theirs = compare(base, theirs, places=_both(at_base, at_theirs))
    between = compare(ours, theirs, places=_both(at_ours, at_theirs))
    our_matches, their_matches = _by_old(to_ours), _by_old(to_theirs)
    partners = _by_old(between)
    rows: list[ThreeWayRow] = []
    for article in base.articles:
        mine, other = our_matches.get(article.index), their_matches.get(article.index)
        rows.append(_row_of_base(article, mine, other, partners))
    known = {row.theirs.index for row in rows if row.theirs is not None}
    for match in to_ours.matches:
        if match.kind == "new" and match.new is not None:
            partner = partners.get(match.new.index)
            theirs_too = partner.new if partner and partner.new else None
            if theirs_too is not None and theirs_too.index in known:
                theirs_too = None
            if theirs_too is not None:
                known.add(theirs_too.index)
            rows.append(_row(None, match.new, theirs_too))
    rows += [
        _row(None, None, match.new)
        for match in to_theirs.matches
        if match.kind == "new" and match.new is not None and match.new.index not in known
    ]
    return ThreeWay(to_ours, to_theirs, between, tuple(rows))


def _both(old: Sequence[int] | None, new: Sequence[int] | None) -> Places | None:
    return None if old is None or new is None else (old, new)


def _by_old(redline: Redline) -> dict[int, ArticleMatch]:
    """The first match of every old article: where most of it went."""
    found: dict[int, ArticleMatch] = {}
    for match in sorted(redline.matches, key=lambda match: -match.alike):
        if match.old is not None:
            found.setdefault(match.old.index, match)
    return found


def _row_of_base(
    base: Article,
    ours: ArticleMatch | None,
    theirs: ArticleMatch | None,
    between: dict[int, ArticleMatch],
) -> ThreeWayRow:
    row = _row(base, ours.new if ours else None, theirs.new if theirs else None)
    each: tuple[tuple[Side, ArticleMatch | None], ...] = (("ours", ours), ("theirs", theirs))
    moved = tuple(side for side, match in each if match is not None and _moved(match))
    standing = row.standing
    if standing == "unchanged" and moved:
        standing = moved[0]
        if len(moved) == len(each):
            together = between.get(row.ours.index) if row.ours else None
            standing = "agreed" if together is not None and not _moved(together) else "apart"
    elif standing != "unchanged":
        changed = {"ours", "theirs"} if standing in ("agreed", "apart") else {standing}
        if changed | set(moved) != changed or (standing == "agreed" and len(moved) == 1):
            standing = "apart"
    return replace(row, standing=standing, moved=moved)


def _moved(match: ArticleMatch) -> bool:
    return match.kind == "moved" and match.old is not None and match.new is not None


def _row(base: Article | None, ours: Article | None, theirs: Article | None) -> ThreeWayRow:
    before, mine, other = (_text(article) for article in (base, ours, theirs))
    if mine == other:
        standing: Standing = "unchanged" if mine == before else "agreed"
    elif mine == before:
        standing = "theirs"
    else:
        standing = "ours" if other == before else "apart"
    return ThreeWayRow(base, ours, theirs, standing)


def _text(article: Article | None) -> str | None:
    """What an article says, spaces and numbering aside; None where there is none."""
    return "".join([*article.title.split(), *article.words]) if article else None
