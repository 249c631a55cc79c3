"""Automatic numbers as the reader sees them: "ARTICLE 5", "5.2", "(a)" that stand in no text."""

import re
from dataclasses import dataclass, field

from commontable.engines.documents.spelled import SMALL_NUMBERS
from commontable.engines.documents.word.styles import Listed, Style
from commontable.engines.documents.word.xml import Element, on, w

BULLET = "•"
_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")),
    *((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_LARGEST_ROMAN = 4000
_ORDINALS = (
    *("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth"),
    *("Tenth", "Eleventh", "Twelfth", "Thirteenth", "Fourteenth", "Fifteenth", "Sixteenth"),
    *("Seventeenth", "Eighteenth", "Nineteenth", "Twentieth"),
)


@dataclass(slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None  # after a level up to this one (from 1); 0 never
    legal: bool = False
    style: str = ""


@dataclass(slots=True)
class _List:
    """One ``w:num``: which abstract list it counts in, and its own levels."""

    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a file. ``counting()`` begins to count them from the top."""

    def __init__(self, root: Element | None) -> None:
        self.lists: dict[str, _List] = {}
        self.by_style: dict[str, tuple[str, int]] = {}
        if root is None:
            return
        abstracts = {each.get(w("abstractNumId"), ""): each for each in root.iter(w("abstractNum"))}
        links = {
            link.get(w("val"), ""): key
            for key, each in abstracts.items()
            if (link := each.find(w("styleLink"))) is not None
        }
        for each in root.iter(w("num")):
            named = each.find(w("abstractNumId"))
            key = named.get(w("val"), "") if named is not None else ""
            abstract = abstracts.get(key)
            if abstract is None:
                continue
            link = abstract.find(w("numStyleLink"))
            if link is not None and link.get(w("val"), "") in links:
                key = links[link.get(w("val"), "")]
                abstract = abstracts[key]
            self.lists[each.get(w("numId"), "")] = _with_overrides(each, key, _levels(abstract))
        for number, listed in self.lists.items():
            for depth, level in listed.levels.items():
                if level.style:
                    self.by_style.setdefault(f"{number}:{level.style}", (number, depth))

    def counting(self) -> "Counting":
        """A count of every list from its start."""
        return Counting(self)

    def level_of(self, listed: Listed, style: str) -> int:
        """The level that ``listed`` or, where it leaves that open, the style's name asks for."""
        if listed.level is not None:
            return listed.level
        return self.by_style.get(f"{listed.number}:{style}", ("", 0))[1]


class Counting:
    """Hands out the labels of a file's list paragraphs in their order."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()

    def label(self, listed: Listed | None, style: Style, style_id: str) -> str:
        """The label of the next paragraph in its list; "" for none, a bullet for any bullet."""
        own = listed or style.listed
        if own is not None and not own.number and style.listed is not None:
            own = Listed(style.listed.number, own.level)
        if own is None or own.number in {"", "0"}:
            return ""
        found = self._numbering.lists.get(own.number)
        depth = min(self._numbering.level_of(own, style_id), _LEVELS - 1)
        if found is None or depth not in found.levels:
            return ""
        counts = self._counts.setdefault(found.abstract, [None] * _LEVELS)
        self._count(found, own.number, depth, counts)
        return _written(found, depth, counts)

    def _count(self, found: _List, number: str, depth: int, counts: list[int | None]) -> None:
        # A list that overrides where a level starts does so once, when it is first met.
        fresh = (number, depth) not in self._started
        self._started.add((number, depth))
        for upper in range(depth):
            if counts[upper] is None:
                counts[upper] = _start(found, upper)
        if counts[depth] is None or (fresh and depth in found.starts):
            counts[depth] = _start(found, depth)
        else:
            counts[depth] = (counts[depth] or 0) + 1
        for lower in range(depth + 1, _LEVELS):
            level = found.levels.get(lower)
            restart = level.restart if level is not None else None
            if restart is None or (restart and depth < restart):
                counts[lower] = None


def _start(found: _List, depth: int) -> int:
    level = found.levels.get(depth)
    return found.starts.get(depth, level.start if level is not None else 1)


def _written(found: _List, depth: int, counts: list[int | None]) -> str:
    level = found.levels[depth]
    if level.form == "bullet":
        return BULLET

    def number(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        own = found.levels.get(at)
        value = counts[at] if at <= depth else None
        if value is None or own is None:
            return ""
        legal = level.legal and own.form != "none"
        return in_form(value, "decimal" if legal else own.form)

    return _PLACE.sub(number, level.text).strip()


def in_form(value: int, form: str) -> str:
    """``value`` as a list writes it: "IV", "d", "fourth"; in figures where the form is unknown."""
    if form == "none":
        return ""
    if form in {"upperLetter", "lowerLetter"} and value > 0:
        letter = chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    if form in {"upperRoman", "lowerRoman"} and 0 < value < _LARGEST_ROMAN:
        roman, rest = "", value
        for size, letters in _ROMAN:
            while rest >= size:
                roman, rest = roman + letters, rest - size
        return roman if form == "upperRoman" else roman.lower()
    if form == "cardinalText":
        return _spelled(value)
    if form == "ordinalText" and 0 < value <= len(_ORDINALS):
        return _ORDINALS[value - 1]
    if form == "ordinal":
        teen = value % 100 in {11, 12, 13}
        return f"{value}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"
    return f"{value:02d}" if form == "decimalZero" else str(value)


def _spelled(value: int) -> str:
    units, tens = SMALL_NUMBERS[:19], SMALL_NUMBERS[19:]
    if 0 < value <= len(units):
        return units[value - 1].capitalize()
    if len(units) < value < 100:  # noqa: PLR2004 - a contract has fewer articles
        unit = value % 10
        return tens[value // 10 - 2].capitalize() + (f"-{units[unit - 1]}" if unit else "")
    return str(value)


def _levels(abstract: Element) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for each in abstract.iterchildren(w("lvl")):
        depth = each.get(w("ilvl"), "")
        if depth.isdigit() and int(depth) < _LEVELS:
            found[int(depth)] = _level(each)
    return found


def _level(element: Element) -> _Level:
    def value(tag: str) -> str | None:
        found = element.find(w(tag))
        return found.get(w("val")) if found is not None else None

    start, restart = value("start") or "", value("lvlRestart") or ""
    return _Level(
        start=int(start) if start.isdigit() and len(start) < _LEVELS else 1,
        form=value("numFmt") or "decimal",
        text=value("lvlText") or "",
        restart=int(restart) if restart.isdigit() and len(restart) < _LEVELS else None,
        legal=bool(on(element.find(w("isLgl")))),
        style=value("pStyle") or "",
    )


def _with_overrides(number: Element, abstract: str, levels: dict[int, _Level]) -> _List:
    found = _List(abstract, levels)
    for each in number.iterchildren(w("lvlOverride")):
        depth = each.get(w("ilvl"), "")
        if not depth.isdigit():
            continue
        own, start = each.find(w("lvl")), each.find(w("startOverride"))
        if own is not None:
            found.levels[int(depth)] = _level(own)
        value = start.get(w("val"), "") if start is not None else ""
        if value.isdigit() and len(value) < _LEVELS:
            found.starts[int(depth)] = int(value)
    return found
