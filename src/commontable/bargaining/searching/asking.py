"""The words somebody types into the search box, taken apart.

- bare words must all be there; a form of the word is enough ("scheduling" finds "schedule"), and
  the beginning of the last one is ("sched");
- ``"in quotes"`` stands so, word after word;
- ``-word`` or ``-"two words"`` must not be there;
- ``sched*`` is a beginning anywhere;
- ``7.5 %`` and ``$24`` mean the amount: 7.50 and 24.00 are the same.

Nothing that is typed is an error: what holds no word asks for nothing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MOST_LETTERS = 200
MOST_TERMS = 12
LEAST_BEGINNING = 3
"""Letters; fewer begin too many words."""

_QUOTES = str.maketrans(dict.fromkeys("“”„«»‟", '"'))
_APART_FROM_SIGN = re.compile(r"(\d)\s+%")
_TERM = re.compile(r'(?P<minus>-)?(?:"(?P<quoted>[^"]*)"?|(?P<bare>[^\s"]+))')
_AMOUNT = re.compile(r"^(?:\$(?P<dollars>[\d,]+(?:\.\d+)?)|(?P<percent>\d+(?:\.\d+)?)%)$")
_WORD = re.compile(r"\d+(?:[.,]\d+)+|\w+")


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to look for: any of ``phrases``, each word after word.

    Attributes:
        beginning: a longer word that begins so counts too; then there is one phrase of one word.
        excluded: what has it is not wanted.
    """

    phrases: tuple[str, ...]
    beginning: bool = False
    excluded: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """Every word of it, folded as a text's words are."""
        return tuple(word for phrase in self.phrases for word in words_of(phrase))


def fold(text: str) -> str:
    """Without accents and capitals, letter for letter, so that places in it stay true."""
    return text.lower() if text.isascii() else text.translate(_FOLDED).lower()


class _Folding(dict[int, str]):
    """The one plain letter of a letter with marks; whatever has no such letter stays."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        plain = unicodedata.normalize("NFKD", letter)
        bare = "".join(part for part in plain if not unicodedata.combining(part))
        # A letter of which lower() makes two ("İ") would move every place behind it.
        self[code] = bare if len(bare) == 1 and len(bare.lower()) == 1 else letter
        if len(self[code].lower()) != 1:
            self[code] = " "
        return self[code]


_FOLDED = _Folding()


def words_of(text: str) -> list[str]:
    """The words and numbers of a text, folded; ``1,234.50`` is ``1234.50``."""
    return [
        word.replace(",", "") if word[0].isdigit() else word for word in _WORD.findall(fold(text))
    ]


def cleaned(text: str) -> str:
    """At most ``MOST_LETTERS`` of it, as PostgreSQL takes a text: no zero, no half of a pair."""
    return text[:MOST_LETTERS].replace("\0", " ").encode("utf-8", "replace").decode()


def terms_of(text: str) -> tuple[Term, ...]:
    """What is asked for, at most ``MOST_TERMS``; empty where no word is left.

    Args:
        text: as typed; what is longer than ``MOST_LETTERS`` is cut.
    """
    typed = _APART_FROM_SIGN.sub(r"\1%", cleaned(text).translate(_QUOTES))
    found = [
        (term, match["quoted"] is not None)
        for match in _TERM.finditer(typed)
        if (term := _term(match)) is not None
    ]
    terms = [term for term, _ in found[:MOST_TERMS]]
    wanted = [place for place, term in enumerate(terms) if not term.excluded]
    if wanted and not found[wanted[-1]][1]:
        terms[wanted[-1]] = _open_ended(terms[wanted[-1]])
    return tuple(terms)


def _term(match: re.Match[str]) -> Term | None:
    excluded = match["minus"] is not None
    quoted, bare = match["quoted"], match["bare"]
    if quoted is not None:
        return Term((quoted.strip(),), excluded=excluded) if words_of(quoted) else None
    if not words_of(bare):
        return None
    amount = _AMOUNT.match(bare.rstrip(".,;:"))
    if amount:
        return Term(_same_amounts(amount["dollars"] or amount["percent"]), excluded=excluded)
    beginning = bare.endswith("*") and len(words_of(bare)) == 1
    return Term((bare,), beginning=beginning, excluded=excluded)


def _open_ended(term: Term) -> Term:
    """The last word asked for may still be being typed."""
    words = term.words
    if len(words) != 1 or len(words[0]) < LEAST_BEGINNING or not words[0].isalpha():
        return term
    return Term(term.phrases, beginning=True)


def _same_amounts(number: str) -> tuple[str, ...]:
    whole, _, decimals = number.replace(",", "").partition(".")
    kept = decimals.rstrip("0")
    forms = [f"{whole}.{kept}" if kept else whole]
    forms += [f"{whole}.{kept:0<{places}}" for places in (1, 2) if places > len(kept)]
    return tuple(dict.fromkeys(forms))
