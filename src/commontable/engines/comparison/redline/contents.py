"""What articles have in common: runs of three words, and which of them are boilerplate.

"The parties agree to the following" opens every letter of agreement; finding it again elsewhere
says nothing. A run of words held by more than three articles of a text is such boilerplate.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from commontable.engines.documents.document import Document

Run = int
"""Three words in a row, as the numbers that stand for them, packed into one."""

MOST_HOLDERS = 3
"""A run of words found in more articles than this is boilerplate and proves nothing."""
_MOST_OF_ITS_OWN = 2
_BITS = 22
"""Four million different words; the largest text has fewer."""


class NumberedWords:
    """Both documents' words as whole numbers, equal where the words are."""

    def __init__(self, old: Document, new: Document) -> None:
        numbers: dict[str, int] = {}
        self.old = [numbers.setdefault(word, len(numbers)) for word in old.words]
        self.new = [numbers.setdefault(word, len(numbers)) for word in new.words]


def runs_of(words: Sequence[int]) -> frozenset[Run]:
    """Every run of three words; of a shorter text, the text itself."""
    if len(words) < 3:  # noqa: PLR2004 - a run is three words
        return frozenset([sum(word << _BITS * at for at, word in enumerate(words, 3))])
    return frozenset(
        one << 2 * _BITS | two << _BITS | three
        for one, two, three in zip(words, words[1:], words[2:], strict=False)
    )


class Contents:
    """The runs of every article of two documents, and what each shares with each."""

    def __init__(self, old: Document, new: Document, words: NumberedWords) -> None:
        self.old = [
            runs_of(words.old[article.start : article.end]) if article.words else frozenset()
            for article in old.articles
        ]
        self.new = [
            runs_of(words.new[article.start : article.end]) if article.words else frozenset()
            for article in new.articles
        ]
        self._words = words
        self._held_by_new: Counter[Run] = Counter()
        for runs in self.new:
            self._held_by_new.update(runs)
        self._held_by_old: Counter[Run] = Counter()
        for runs in self.old:
            self._held_by_old.update(runs)
        self.shared = self._shared()
        self._own_of_old = cache(lambda index: self.distinctive(self.old[index], _MOST_OF_ITS_OWN))
        self._own_of_new = cache(lambda index: self.distinctive(self.new[index], _MOST_OF_ITS_OWN))

    def _shared(self) -> Counter[tuple[int, int]]:
        holder: dict[Run, int] = {}
        further: dict[Run, list[int]] = {}
        for index, runs in enumerate(self.old):
            for run in runs:
                if holder.setdefault(run, index) != index:
                    further.setdefault(run, []).append(index)
        for run, others in further.items():
            if len(others) >= MOST_HOLDERS:
                del holder[run]
        shared: Counter[tuple[int, int]] = Counter()
        for index, runs in enumerate(self.new):
            found: Counter[int | None] = Counter(map(holder.get, runs))
            for run in runs & further.keys():
                if run in holder:
                    found.update(further[run])
            for old_index, count in found.items():
                if old_index is not None:
                    shared[old_index, index] = count
        return shared

    def alike(self, old: int, new: int) -> float:
        """Share of runs the two articles have in common, 0 to 1."""
        total = len(self.old[old]) + len(self.new[new])
        return 2 * self.shared[old, new] / total if total else 0.0

    def own_alike(self, old: int, new: int) -> float:
        """The same, but only of runs that few other articles hold."""
        before, after = self._own_of_old(old), self._own_of_new(new)
        return 2 * len(before & after) / max(len(before) + len(after), 1)

    def distinctive(self, runs: Iterable[Run], most: int = MOST_HOLDERS) -> set[Run]:
        """Those of the runs that at most ``most`` articles of either text hold."""
        return {
            run for run in runs if self._held_by_old[run] <= most and self._held_by_new[run] <= most
        }

    def share_of_its_own(self, start: int, end: int) -> float:
        """Of the runs in words ``start:end`` of the new text, how many hardly any other holds."""
        runs = runs_of(self._words.new[start:end])
        return len(self.distinctive(runs, _MOST_OF_ITS_OWN)) / len(runs)
