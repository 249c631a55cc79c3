"""What a redline says to its reader besides the texts themselves; another language brings its own.

``{name}`` and its like are filled in; a page in another language makes a ``Phrases`` of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from commontable.engines.comparison.redline.matching import ArticleMatch, MatchKind
from commontable.engines.comparison.redline.sections import SectionMatch
from commontable.engines.comparison.redline.three import Standing


def _folded(paragraphs: int, words: int) -> str:
    what = "paragraph" if paragraphs == 1 else "paragraphs"
    return f"{paragraphs} {what} unchanged, {words:,} words"


def _kinds() -> dict[MatchKind, str]:
    return {
        "same": "unchanged",
        "changed": "changed",
        "moved": "moved",
        "renumbered": "renumbered",
        "merged": "merged",
        "split": "split",
        "new": "new",
        "gone": "gone",
    }


def _standings() -> dict[Standing, str]:
    return {
        "unchanged": "both keep it",
        "agreed": "both change it alike",
        "ours": "changed by {ours}",
        "theirs": "changed by {theirs}",
        "apart": "both change it, each otherwise",
    }


@dataclass(frozen=True)
class Phrases:
    """English, as it stands. ``before`` and ``now`` head two texts; the sides are named apart."""

    before: str = "Before"
    now: str = "Now"
    base: str = "Status quo"
    ours: str = "Ours"
    theirs: str = "Theirs"
    both: str = "both"
    ours_sign: str = "O"
    theirs_sign: str = "T"
    deleted: str = "deleted:"
    inserted: str = "inserted:"
    deleted_by: str = "deleted by {side}:"
    inserted_by: str = "inserted by {side}:"
    note: str = "Note:"
    legend: str = "How to read this"
    legend_deleted: str = "struck through"
    legend_inserted: str = "underlined"
    says_deleted: str = "words that are gone"
    says_inserted: str = "words that are new"
    legend_moved: str = "moved"
    says_moved: str = "text that stands in another place now"
    says_folded: str = "Unchanged paragraphs are folded; open them to read on."
    says_side: str = "the side whose change it is stands beside each mark"
    articles: str = "Articles"
    became: str = "What became of it"
    numbers: str = "Numbers that changed"
    article: str = "Article"
    clause: str = "Clause"
    sections: str = "Sections"
    cells: str = "Table cells that changed"
    row: str = "Row"
    column: str = "Column"
    moved_from: str = "moved from {where}"
    moved_to: str = "moved to {where}"
    within: str = "elsewhere in this article"
    by_side: str = "{side}: {said}"
    was: str = "{kind}, was {name}"
    text_changed: str = "{said}, text changed"
    split_from: str = "split from {name}"
    merged_into: str = "{old} merged into {new}"
    section_was: str = "was {label}"
    section_moved: str = "moved, was {label}"
    section_stays: str = "moved"
    nothing: str = "Nothing changed."
    text: str = "The text"
    folded: Callable[[int, int], str] = _folded
    kinds: dict[MatchKind, str] = field(default_factory=_kinds)
    standings: dict[Standing, str] = field(default_factory=_standings)

    def of_match(self, match: ArticleMatch) -> str:
        """ "renumbered, was 12", "split from 20", "9 merged into 7"."""
        old, new, says = match.old, match.new, self.kinds[match.kind]
        if old is None or new is None:
            return says
        if match.kind == "split":
            return self.split_from.format(name=old.name)
        if match.kind == "merged":
            return self.merged_into.format(old=old.name, new=new.name)
        if match.kind in ("renumbered", "moved"):
            said = says if old.name == new.name else self.was.format(kind=says, name=old.name)
            return said if old.words == new.words else self.text_changed.format(said=said)
        return says

    def of_section(self, match: SectionMatch) -> str:
        """ "was Section 12.3" for a section that has another label or place; "" for others."""
        if match.old is None or match.kind not in ("renumbered", "moved"):
            return ""
        if match.kind == "renumbered":
            return self.section_was.format(label=match.old.label)
        if match.new is not None and match.new.label == match.old.label:
            return self.section_stays
        return self.section_moved.format(label=match.old.label)

    def of_move(self, old_article: str, new_article: str, *, arrived: bool) -> str:
        """ "moved from Article 5": said where it stands, or ``arrived`` False, where it stood."""
        there = old_article if arrived else new_article
        if old_article == new_article:
            where = self.within
        else:
            where = f"{self.article} {there}" if there[:1].isdigit() else there
        return (self.moved_from if arrived else self.moved_to).format(where=where)

    def of_standing(self, standing: Standing) -> str:
        """ "changed by Ours"."""
        return self.standings[standing].format(ours=self.ours, theirs=self.theirs)


ENGLISH = Phrases()
