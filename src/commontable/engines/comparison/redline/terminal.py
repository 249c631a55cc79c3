"""Text for a terminal: marks as brackets or colours, lines as wide as they are seen."""

import textwrap
from collections.abc import Sequence

_RED, _GREEN, _BOLD, _DIM, _PLAIN = "\x1b[31;9m", "\x1b[32;4m", "\x1b[1m", "\x1b[2m", "\x1b[0m"
_DELETED, _INSERTED, _END = "\ue000", "\ue001", "\ue002"
"""Stand-ins one character wide, so that lines wrap at what is seen; no document's words hold
them, because private characters are not printable."""

CONTEXT_WORDS = 12


class Terminal:
    """Writes lines ``width`` characters wide, with colours or with brackets."""

    def __init__(self, width: int, *, colour: bool) -> None:
        self.width, self.colour = width, colour

    def deleted(self, text: str, by: str = "") -> str:
        """Words that are gone, and whose doing it is."""
        return self._mark(text, by, _DELETED, ("[-", "-]"))

    def inserted(self, text: str, by: str = "") -> str:
        """Words that are new."""
        return self._mark(text, by, _INSERTED, ("{+", "+}"))

    def bold(self, text: str) -> str:
        return f"{_BOLD}{text}{_PLAIN}" if self.colour else text

    def dim(self, text: str) -> str:
        return f"{_DIM}{text}{_PLAIN}" if self.colour else text

    def wrapped(self, text: str, indent: str) -> list[str]:
        """The lines of one paragraph."""
        return textwrap.wrap(
            text,
            self.width,
            initial_indent=indent,
            subsequent_indent=indent,
            break_on_hyphens=False,
        ) or [indent]

    def short(self, text: str, less: int) -> str:
        """One line, ``less`` characters narrower than the terminal."""
        return textwrap.shorten(printable(text), self.width - less, placeholder=" ...")

    def page(self, lines: Sequence[str]) -> str:
        """All lines, with real colours in the place of their stand-ins."""
        text = "\n".join(lines) + "\n"
        for stand_in, code in ((_DELETED, _RED), (_INSERTED, _GREEN), (_END, _PLAIN)):
            text = text.replace(stand_in, code)
        return text

    def legend(self) -> tuple[str, str]:
        """How gone and new words look."""
        if self.colour:
            return f"{_RED}deleted{_PLAIN}", f"{_GREEN}inserted{_PLAIN}"
        return "[-deleted-]", "{+inserted+}"

    def _mark(self, text: str, by: str, stand_in: str, brackets: tuple[str, str]) -> str:
        said = printable(f"{by}: {text}" if by else text)
        if self.colour:
            return " ".join(f"{stand_in}{word}{_END}" for word in said.split())
        return f"{brackets[0]}{said}{brackets[1]}"


def printable(text: str) -> str:
    """A document may carry escape codes of its own: none of them reaches the terminal."""
    return "".join(letter for letter in text if letter.isprintable())


def shortened(words: Sequence[str], *, first: bool, last: bool) -> Sequence[str]:
    """A long unchanged stretch with a few words at either end, where it touches a change."""
    if len(words) <= 3 * CONTEXT_WORDS:
        return words
    head = words[:4] if first else words[:CONTEXT_WORDS]
    return (*head, "[...]", *(() if last else words[-CONTEXT_WORDS:]))
