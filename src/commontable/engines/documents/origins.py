"""Where each line that was read stands in the document: in its words, in a heading, or nowhere."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Origins:
    """Filled while a document is put together, asked when its marks and pages are placed.

    A line's words may be cut in two (a title and the text after it), and a line may be left out
    altogether (a running header).
    """

    runs: dict[int, list[tuple[int, int, int]]] = field(
        default_factory=lambda: defaultdict(list[tuple[int, int, int]])
    )
    headings: dict[int, int] = field(default_factory=dict)

    def add(self, source: int, skipped: int, at: int, count: int) -> None:
        """``count`` words of line ``source``, after its first ``skipped``, stand from ``at``."""
        if source >= 0:
            self.runs[source].append((skipped, at, count))

    def place(self, source: int, word: int) -> int | None:
        """Where in the document's words word ``word`` of line ``source`` stands.

        A place past the line's last word is the place after it; None when the line, or that part
        of it, is not among the words.
        """
        runs = self.runs.get(source)
        if not runs:
            return None
        order = bisect_right(runs, word, key=lambda run: run[0]) - 1
        if order < 0:
            # A word mended over two lines stands with its first half.
            return max(runs[0][1] - 1, 0) if source not in self.headings else None
        skipped, at, count = runs[order]
        return at + min(word - skipped, count)

    def first_words(self, pages: Iterable[Iterable[int]]) -> tuple[int, ...]:
        """Each page's first word, given its lines; an empty one has that of the page before."""
        found: list[int] = []
        for page in pages:
            own = [self.runs[source][0][1] for source in page if source in self.runs]
            found.append(min(own) if own else found[-1] if found else 0)
        return tuple(found)
