"""The text of a web page or a mail in HTML, as lines; nothing is fetched and nothing is run."""

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "dd", "div", "dl", "dt", "fieldset"),
        *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
        *("hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot"),
        *("th", "thead", "title", "tr", "ul"),
    }
)
_SKIPPED = frozenset({"script", "style", "head", "template", "noscript", "svg", "iframe", "object"})
_HEADINGS = {f"h{depth}": depth for depth in range(1, 7)}
_MOST_DEPTH = 10_000
_SPACES = re.compile(r"\s+")


def text_of_page(markup: str) -> str:
    """The words of ``markup``: paragraphs apart, headings with Markdown's #, rows with pipes."""
    writer = _Writer()
    writer.feed(markup)
    writer.close()
    return writer.text()


class _Writer(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line: list[str] = []
        self._cells: list[str] | None = None
        self._skipping: list[str] = []
        self._in_cell = False
        self._start = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser's way to call it
        if self._skipping:
            if tag == self._skipping[-1] and len(self._skipping) < _MOST_DEPTH:
                self._skipping.append(tag)
            return
        if tag in _SKIPPED:
            self._end()
            self._skipping.append(tag)
        elif tag == "br":
            self._line.append(" " if self._cells is not None else "\n")
        elif tag in {"td", "th"} and self._cells is not None:
            self._end_cell()
            self._line, self._in_cell = [], True
        elif tag in _BLOCKS:
            if self._cells is None:
                self._end()
            else:
                self._line.append(" ")
            if tag == "tr":
                self._end()
                self._cells = []
            elif tag == "li":
                self._start = "• "
            elif tag in _HEADINGS:
                self._start = "#" * _HEADINGS[tag] + " "

    def handle_endtag(self, tag: str) -> None:
        if self._skipping:
            if tag == self._skipping[-1]:
                self._skipping.pop()
            return
        if tag in {"td", "th"}:
            self._end_cell()
        elif tag == "tr" and self._cells is not None:
            self._end_cell()
            cells, self._cells = self._cells, None
            if len(cells) > 1:
                self._lines.append("| " + " | ".join(cells) + " |")
            elif cells:
                self._lines += ["", cells[0], ""]
        elif tag in _BLOCKS and self._cells is None:
            self._end()
            if tag == "table":
                self._lines.append("")

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self._line.append(_SPACES.sub(" ", data))

    def _end_cell(self) -> None:
        if self._in_cell and self._cells is not None:
            text = " ".join("".join(self._line).split())
            self._cells.append(text.replace("|", "¦"))
            self._line, self._in_cell = [], False

    def _end(self) -> None:
        text, self._line = "".join(self._line), []
        lines = [" ".join(line.split()) for line in text.split("\n")]
        if any(lines):
            self._lines += [self._start + lines[0], *lines[1:], ""]
            self._start = ""

    def text(self) -> str:
        self._end()
        return "\n".join(self._lines)
