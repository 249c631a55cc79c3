"""A word diff close to the shortest there is, and the changes it is made of.

The longest common subsequence of two whole contracts is found by rapidfuzz's bit-parallel
``LCSseq`` (Hyyrö 2004). Its memory is the product of both lengths in bits, so long texts are
first cut at runs of words that occur exactly once on either side (patience diff, Cohen 2003).
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import LCSseq

from commontable.engines.comparison.redline.errors import RedlineError
from commontable.engines.comparison.redline.order import longest_ordered

ChangeKind = Literal["replaced", "deleted", "inserted", "moved-from", "moved-to", "spacing"]
Hunk = tuple[int, int, int, int]
"""(old_start, old_end, new_start, new_end): old words that became new words."""

_ANCHOR_WORDS = (12, 4, 1)
_EXACT_CELLS = 2_000_000
"""Below this product of lengths one exact pass is cheaper than looking for anchors."""
_MOST_CELLS = 800_000_000
"""100 MB of bits: beyond it, and without anchors, texts are cut into equal parts."""


@dataclass(frozen=True, slots=True)
class WordChange:
    """Old words ``old_start:old_end`` became new words ``new_start:new_end``.

    Positions count words from the start of the document, or of the two lists given to
    ``diff_words``. ``article`` names the article as the reader knows it. Both halves of a move
    carry the same ``move`` number. "spacing" only puts a space elsewhere ("on -call"): it is
    needed to rebuild the new text and is not marked.
    """

    kind: ChangeKind
    old_words: tuple[str, ...]
    new_words: tuple[str, ...]
    old_start: int
    old_end: int
    new_start: int
    new_end: int
    article: str = ""
    move: int | None = None

    @property
    def marked(self) -> int:
        """How many words a reader sees marked, deleted and inserted together."""
        if self.kind == "spacing":
            return 0
        return len(self.old_words) + len(self.new_words)


def diff_words(old: Sequence[str], new: Sequence[str]) -> list[WordChange]:
    """The changes that turn ``old`` into ``new``, in order and never touching each other."""
    return [as_change(old, new, hunk) for hunk in hunks_between(old, new)]


def apply_changes(old_words: Sequence[str], changes: Iterable[WordChange]) -> list[str]:
    """The new words, rebuilt from the old ones.

    Raises ``RedlineError`` when the changes overlap or were made for other words.
    """
    rebuilt: list[str] = []
    position = 0
    for change in sorted(changes, key=lambda change: (change.old_start, change.new_start)):
        if change.old_start < position:
            raise RedlineError(
                "changes that do not overlap",
                f"one starting at word {change.old_start} after one ending at {position}",
                f"word {change.old_start} of the old text",
            )
        found = tuple(old_words[change.old_start : change.old_end])
        if found != change.old_words:
            raise RedlineError(
                f"the words {' '.join(change.old_words)!r}",
                repr(" ".join(found)),
                f"word {change.old_start} of the old text",
            )
        rebuilt += old_words[position : change.old_start]
        rebuilt += change.new_words
        position = change.old_end
    rebuilt += old_words[position:]
    return rebuilt


def as_change(
    old: Sequence[str],
    new: Sequence[str],
    hunk: Hunk,
    *,
    article: str = "",
    kind: ChangeKind | None = None,
    move: int | None = None,
) -> WordChange:
    """The change a hunk stands for; its kind follows from which side has words."""
    old_start, old_end, new_start, new_end = hunk
    if kind is None:
        if old_start == old_end:
            kind = "inserted"
        else:
            kind = "deleted" if new_start == new_end else "replaced"
        if kind == "replaced" and "".join(old[old_start:old_end]) == "".join(
            new[new_start:new_end]
        ):
            kind = "spacing"
    return WordChange(
        kind=kind,
        old_words=tuple(old[old_start:old_end]),
        new_words=tuple(new[new_start:new_end]),
        old_start=old_start,
        old_end=old_end,
        new_start=new_start,
        new_end=new_end,
        article=article,
        move=move,
    )


def hunks_between(old: Sequence[str], new: Sequence[str]) -> list[Hunk]:
    """Where the two differ, as few words as can be found, touching hunks joined."""
    numbers: dict[str, int] = {}
    numbered_old = [numbers.setdefault(word, len(numbers)) for word in old]
    numbered_new = [numbers.setdefault(word, len(numbers)) for word in new]
    return numbered_hunks(numbered_old, numbered_new)


def numbered_hunks(old: list[int], new: list[int]) -> list[Hunk]:
    """The same for words already turned into whole numbers."""
    return _joined(_numbered_hunks(old, new, 0, 0, _ANCHOR_WORDS))


def _numbered_hunks(
    old: list[int], new: list[int], old_at: int, new_at: int, anchor_words: tuple[int, ...]
) -> list[Hunk]:
    if not old or not new:
        return [(old_at, old_at + len(old), new_at, new_at + len(new))] if old or new else []
    if len(old) * len(new) <= _EXACT_CELLS:
        return _exact_hunks(old, new, old_at, new_at)
    for tried, width in enumerate(anchor_words, start=1):
        anchors = _anchors(old, new, width)
        if anchors:
            narrower = anchor_words[tried:]
            return _between_anchors(
                old, new, (old_at, new_at), anchors, width=width, narrower=narrower
            )
    if len(old) * len(new) <= _MOST_CELLS:
        return _exact_hunks(old, new, old_at, new_at)
    return _cut_hunks(old, new, old_at, new_at)


def _exact_hunks(old: list[int], new: list[int], old_at: int, new_at: int) -> list[Hunk]:
    return [
        (
            old_at + code.src_start,
            old_at + code.src_end,
            new_at + code.dest_start,
            new_at + code.dest_end,
        )
        for code in LCSseq.opcodes(old, new)
        if code.tag != "equal"
    ]


def _cut_hunks(old: list[int], new: list[int], old_at: int, new_at: int) -> list[Hunk]:
    """Two long texts without a common run: cut in halves until each part fits in memory."""
    old_half, new_half = (len(old) + 1) // 2, (len(new) + 1) // 2
    return _numbered_hunks(old[:old_half], new[:new_half], old_at, new_at, ()) + _numbered_hunks(
        old[old_half:], new[new_half:], old_at + old_half, new_at + new_half, ()
    )


def _between_anchors(
    old: list[int],
    new: list[int],
    at: tuple[int, int],
    anchors: list[tuple[int, int]],
    *,
    width: int,
    narrower: tuple[int, ...],
) -> list[Hunk]:
    hunks: list[Hunk] = []
    old_done = new_done = 0
    for old_start, new_start in [*anchors, (len(old), len(new))]:
        overlap = (old_done - old_start, new_done - new_start)
        if max(overlap) > 0 and overlap[0] != overlap[1]:
            continue  # a repeated word let two anchors overlap differently: the first one holds
        if max(overlap) < 0 or overlap[0] != overlap[1]:
            hunks += _numbered_hunks(
                old[old_done:old_start],
                new[new_done:new_start],
                at[0] + old_done,
                at[1] + new_done,
                narrower,
            )
        old_done, new_done = max(old_start + width, old_done), max(new_start + width, new_done)
    return hunks


def _anchors(old: list[int], new: list[int], width: int) -> list[tuple[int, int]]:
    """Runs of ``width`` words found exactly once in both, as many as keep their order."""
    old_places, new_places = _unique_runs(old, width), _unique_runs(new, width)
    pairs = [(place, new_places[run]) for run, place in old_places.items() if run in new_places]
    return longest_ordered(pairs)


def _unique_runs(words: list[int], width: int) -> dict[Hashable, int]:
    runs: dict[Hashable, int] = {}
    seen_twice = set()
    for place, run in enumerate(zip(*(words[shift:] for shift in range(width)), strict=False)):
        if run in runs:
            seen_twice.add(run)
        else:
            runs[run] = place
    for run in seen_twice:
        del runs[run]
    return runs


def _joined(hunks: list[Hunk]) -> list[Hunk]:
    joined: list[Hunk] = []
    for hunk in hunks:
        if joined and joined[-1][1] == hunk[0] and joined[-1][3] == hunk[2]:
            last = joined[-1]
            joined[-1] = (last[0], hunk[1], last[2], hunk[3])
        else:
            joined.append(hunk)
    return joined
