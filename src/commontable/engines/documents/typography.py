"""One canonical form of a word, so that typography is never a change.

Curly and straight quotes, the kinds of dash, of space and of bullet, ligatures and invisible
characters are how a word looks, not what it says. Upper and lower case are not touched: in a
contract "Agency" and "agency" are different words.
"""

import re
import unicodedata

DASHES = "–—-"
BULLETS = "•●▪◦‣·■□◆○*+" + DASHES
QUOTES = "\"'“”‘’"

_SAME_LOOK = {
    "‘’‚‛′`´": "'",
    "“”„‟″«»": '"',
    "‐‑‒–—―−": "-",
    "●▪◦‣·∙■□◆○": "•",
}
_CANONICAL: dict[int, str] = {
    ord(look): plain for looks, plain in _SAME_LOOK.items() for look in looks
}
_CANONICAL[ord("…")] = "..."

_SPACES = "\u00a0\u1680\u202f\u205f\u3000\t" + "".join(map(chr, range(0x2000, 0x200B)))
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_PLAIN_TEXT: dict[int, str | None] = {ord(space): " " for space in _SPACES}
_PLAIN_TEXT |= dict.fromkeys(map(ord, _INVISIBLE))
# Windows' quotes and dashes, where a program took them for Latin-1.
_PLAIN_TEXT |= {
    code: bytes((code,)).decode("cp1252", errors="ignore") for code in range(0x80, 0xA0)
}
# Word's Symbol and Wingdings bullets come out of a PDF in this private range.
_PLAIN_TEXT |= dict.fromkeys(range(0xF000, 0xF100), "•")
_PLAIN_TEXT |= {
    ord(ligature): unicodedata.normalize("NFKC", ligature)
    for ligature in "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06"
}
_NEW_LINES = re.compile(r"\r\n?|[\u0085\u2028\u2029\v]")
_WIDEST_GAP = 120  # wider than a printed page; longer runs would only slow the patterns down
_LONG_GAP = re.compile(rf" {{{_WIDEST_GAP},}}")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SPACED = re.compile(r"\b(?:A R T I C L E|S E C T I O N)\b")
_EMPHASIS = re.compile(r"(?<![\w*])(\*\*|__)(?=\S)(.{1,300}?)(?<=\S)\1(?![\w*])")


def plain_text(text: str) -> str:
    """``text`` as ``ordinary``, without Markdown's bold."""
    text = ordinary(text)
    if "**" in text or "__" in text:
        text = _EMPHASIS.sub(r"\2", text)
    return text


def storable(text: str) -> str:
    """``text`` as any program can keep it: no control characters, no halves of letters."""
    if not text.isascii():
        text = text.encode("utf-8", errors="replace").decode("utf-8")
    return _CONTROLS.sub("", text)


def ordinary(text: str) -> str:
    """``text`` in NFC with ordinary spaces and line ends; form feeds stay, they end pages."""
    if "R T I C L E" in text or "E C T I O N" in text:
        text = _SPACED.sub(lambda found: found[0].replace(" ", ""), text)
    text = _NEW_LINES.sub("\n", unicodedata.normalize("NFC", storable(text)))
    text = _LONG_GAP.sub(" " * _WIDEST_GAP, text.replace("\t", " " * 4))
    if not text.isascii():
        text = text.translate(_PLAIN_TEXT)
    return text


def canonical_words(shown: list[str]) -> list[str]:
    """The words as compared, one for each word as shown, in the same order."""
    if not shown:
        return []
    joined = "\n".join(shown)
    return joined.split("\n") if joined.isascii() else joined.translate(_CANONICAL).split("\n")
