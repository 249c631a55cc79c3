"""What a redline says besides the texts, in the reader's language."""

from __future__ import annotations

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commontable.bargaining.selectors.redlines import Comparison, Position
from commontable.engines.comparison.redline import Phrases, Redline, ThreeWay


def phrases_of(found: Comparison) -> Phrases:
    """The words around the chosen texts, each text under its own name."""
    second = found.second
    signs = (found.first.sign or "1", second.sign or "2" if second else "2")
    if signs[0] == signs[1]:
        signs = (f"{signs[0]}1", f"{signs[1]}2")  # two passes of one side
    return Phrases(
        before=found.base.short,
        now=found.first.short,
        base=found.base.short,
        ours=found.first.short,
        theirs=second.short if second else "",
        both=_("both"),
        ours_sign=signs[0],
        theirs_sign=signs[1],
        deleted=_("deleted:"),
        inserted=_("inserted:"),
        deleted_by=_("deleted by {side}:"),
        inserted_by=_("inserted by {side}:"),
        note=_("Note:"),
        legend=_("How to read this"),
        legend_deleted=_("struck through"),
        legend_inserted=_("underlined"),
        says_deleted=_("words that are gone"),
        says_inserted=_("words that are new"),
        legend_moved=_("moved"),
        says_moved=_("text that stands in another place now"),
        says_folded=_("Unchanged paragraphs are folded; open them to read on."),
        says_side=_("the side whose change it is stands beside each mark"),
        articles=_("Articles"),
        became=_("What became of it"),
        numbers=_("Numbers that changed"),
        article=_("Article"),
        clause=_("Clause"),
        sections=_("Sections"),
        cells=_("Table cells that changed"),
        row=_("Row"),
        column=_("Column"),
        moved_from=_("moved from {where}"),
        moved_to=_("moved to {where}"),
        within=_("elsewhere in this article"),
        by_side=_("{side}: {said}"),
        was=_("{kind}, was {name}"),
        text_changed=_("{said}, text changed"),
        split_from=_("split from {name}"),
        merged_into=_("{old} merged into {new}"),
        section_was=_("was {label}"),
        section_moved=_("moved, was {label}"),
        section_stays=_("moved"),
        nothing=_("Nothing changed."),
        text=_("The text"),
        folded=_folded,
        kinds={
            "same": _("unchanged"),
            "changed": _("changed"),
            "moved": _("moved"),
            "renumbered": _("renumbered"),
            "merged": _("merged"),
            "split": _("split"),
            "new": _("new"),
            "gone": _("gone"),
        },
        standings={
            "unchanged": _("both keep it"),
            "agreed": _("both change it alike"),
            "ours": _("changed by {ours}"),
            "theirs": _("changed by {theirs}"),
            "apart": _("both change it, each otherwise"),
        },
    )


def _folded(paragraphs: int, words: int) -> str:
    return ngettext(
        "%(count)d paragraph unchanged, %(words)s words",
        "%(count)d paragraphs unchanged, %(words)s words",
        paragraphs,
    ) % {"count": paragraphs, "words": f"{words:,}"}


def summary_of(found: Comparison) -> list[str]:
    """What changed in a few words, the most telling first; nothing where nothing did."""
    if found.three is not None:
        return _of_three(found.three, found.first, found.second)
    return _of_two(found.the_two)


def _of_two(redline: Redline) -> list[str]:
    if not redline.changes:
        return []
    numbers, cells = len(redline.numbers), len(redline.cells)
    kinds = Counter(match.kind for match in redline.sections)
    moved = sum(not move.whole_article for move in redline.moves)
    said = [
        (numbers, ngettext("%d number", "%d numbers", numbers)),
        (cells, ngettext("%d table cell", "%d table cells", cells)),
        (kinds["new"], ngettext("%d new section", "%d new sections", kinds["new"])),
        (kinds["gone"], ngettext("%d section gone", "%d sections gone", kinds["gone"])),
        (
            kinds["renumbered"],
            ngettext("%d section renumbered", "%d sections renumbered", kinds["renumbered"]),
        ),
        (moved, ngettext("%d passage moved", "%d passages moved", moved)),
    ]
    marked = _("%(marked)s of %(total)s words marked") % {
        "marked": f"{redline.marked:,}",
        "total": f"{len(redline.old.words) + len(redline.new.words):,}",
    }
    return [*(words % count for count, words in said if count), marked]


def _of_three(three: ThreeWay, first: Position, second: Position | None) -> list[str]:
    said = []
    for position, redline in ((first, three.ours), (second, three.theirs)):
        if position is not None:
            parts = _of_two(redline) or [_("nothing changed")]
            said.append(f"{position.short}: {', '.join(parts)}")
    return said
