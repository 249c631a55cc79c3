"""Sections inside articles, matched by what they say: 12.3 that became 12.5 is renumbered.

The words that stayed say which section became which; a number alone proves nothing.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from commontable.engines.comparison.redline.matching import ArticleMatch
from commontable.engines.comparison.redline.order import heaviest_ordered
from commontable.engines.documents.document import Article, Document

SectionKind = Literal["same", "changed", "renumbered", "moved", "new", "gone"]

_WORD = re.compile(r"^(?:section|sec\.|§)$", re.IGNORECASE)
_NUMBER = re.compile(r"^(?:\d{1,3}(?:[.-]\d{1,3})*[A-Za-z]?|[A-Z]|[IVXLC]{1,6})[.:)]*$")
_DECIMAL = re.compile(r"^[1-9]\d{0,2}(?:\.\d{1,3})+[A-Za-z]?[.:)]*$")
_SIGN = re.compile(r"^§(\S+)$")
_LONGEST_TITLE = 12
_LEAST_SHARED = 0.3
_LEAST_DISTINCTIVE = 3
"""Words in common, small ones left out; fewer only of sections that say hardly more."""
_SMALL_WORDS = frozenset(
    (
        *("a", "all", "an", "and", "any", "are", "as", "at", "be", "been", "by", "each", "for"),
        *("from", "had", "has", "have", "if", "in", "is", "it", "its", "may", "must", "no", "nor"),
        *("not", "of", "on", "or", "other", "shall", "so", "such", "than", "that", "the", "their"),
        *("then", "there", "these", "they", "this", "those", "to", "under", "was", "were", "what"),
        *("when", "where", "which", "who", "whose", "will", "with"),
    )
)
_BARE = re.compile(r"\w(?:.*\w)?")


@dataclass(frozen=True, slots=True)
class Section:
    """Words ``start:end`` of a document, under their label: "Section 5" or "12.3"."""

    article: str
    label: str
    title: str
    start: int
    end: int
    body: int
    """Where the words after the label begin."""


@dataclass(frozen=True, slots=True)
class SectionMatch:
    """``old`` became ``new``; one of them is None when it is new or gone."""

    old: Section | None
    new: Section | None
    kind: SectionKind


def sections_of(document: Document, article: Article) -> list[Section]:
    """The sections of one article in order, however deep; none where nothing is labelled so."""
    opened: list[tuple[int, int, int, str]] = []
    ends_of = {p.start: p.end for p in article.paragraphs if p.kind != "row"}
    for start, stop in ends_of.items():
        length, label = _label(document.words[start : min(stop, start + 3)])
        if length:
            body = start + length
            # A label on a line of its own has its title in the next.
            opened.append((start, body, stop if body < stop else ends_of.get(stop, stop), label))
    if not opened:
        return []
    ends = [*(start for start, _, _, _ in opened[1:]), article.end]
    return [
        Section(article.name, label, _title(document, body, min(stop, end)), start, end, body)
        for (start, body, stop, label), end in zip(opened, ends, strict=True)
    ]


def opens_section(words: Sequence[str]) -> bool:
    """Whether a paragraph of these words opens a section: "Section 5", "12.3 Meals"."""
    return _label(words[:3])[0] > 0


def _label(words: Sequence[str]) -> tuple[int, str]:
    """How many words the label takes, and the label without its stop; 0 where there is none."""
    if len(words) > 1 and _WORD.match(words[0]) and _NUMBER.match(words[1]):
        return 2, f"Section {words[1].rstrip('.:)')}"
    signed = _SIGN.match(words[0]) if words else None
    if signed:
        return 1, f"Section {signed[1].rstrip('.:)')}"
    if words and _DECIMAL.match(words[0]) and (len(words) == 1 or words[1][:1].isupper()):
        return 1, words[0].rstrip(".:)")
    return 0, ""


def _title(document: Document, body: int, end: int) -> str:
    """The words ``body:end`` of its first paragraph up to the first stop, where they are few."""
    words: list[str] = []
    for word in document.shown[body : min(end, body + _LONGEST_TITLE)]:
        words.append(word)
        if word.endswith((".", ":", "-")):
            return " ".join(words).rstrip(" .:-")
    return " ".join(words) if end - body <= _LONGEST_TITLE else ""


def match_sections(
    old: Document,
    new: Document,
    matches: Iterable[ArticleMatch],
    stayed: Iterable[tuple[int, int, int]],
) -> list[SectionMatch]:
    """What became of every section of articles that go on, in the new order, gone ones after.

    ``stayed`` are (old_start, new_start, length) of the words both texts have, moved ones too.
    """
    both = [(m.old, m.new) for m in matches if m.old is not None and m.new is not None]
    olds = _all_sections(old, [before for before, _ in both])
    news = _all_sections(new, [after for _, after in both])
    if not olds or not news:
        return []
    partners = _by_words(old, new, (olds, news), stayed)
    _by_title(olds, news, partners)
    pairs = sorted(partners.items())
    weights = [news[n].end - news[n].start for _, n in pairs]
    kept = {pairs[index] for index in heaviest_ordered(pairs, weights)}
    before_of = {n: o for o, n in pairs}
    found: list[SectionMatch] = []
    for n, after in enumerate(news):
        o = before_of.get(n)
        before = olds[o] if o is not None else None
        in_place = o is None or (o, n) in kept
        found.append(
            SectionMatch(before, after, _became(old, new, before, after, in_place=in_place))
        )
    found += [SectionMatch(s, None, "gone") for o, s in enumerate(olds) if o not in partners]
    return found


def _all_sections(document: Document, articles: Iterable[Article]) -> list[Section]:
    each_once = {article.index: article for article in articles}
    return [s for _, a in sorted(each_once.items()) for s in sections_of(document, a)]


def _distinctive(words: Iterable[str]) -> int:
    """How many of the words say what a text is about."""
    bare = (_BARE.search(word.lower()) for word in words)
    return sum(found is not None and found[0] not in _SMALL_WORDS for found in bare)


def _by_words(
    old: Document,
    new: Document,
    sections: tuple[Sequence[Section], Sequence[Section]],
    stayed: Iterable[tuple[int, int, int]],
) -> dict[int, int]:
    """The sections that share most, where what they share is no chance."""
    olds, news = sections
    shared: Counter[tuple[int, int]] = Counter()
    for old_start, new_start, length in stayed:
        for o, n, start, end in _within(olds, news, old_start, new_start, length):
            shared[o, n] += _distinctive(old.words[start:end])
    of_old = [_distinctive(old.words[section.body : section.end]) for section in olds]
    of_new = [_distinctive(new.words[section.body : section.end]) for section in news]
    partners: dict[int, int] = {}
    taken: set[int] = set()
    for (o, n), words in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        shorter, longer = sorted((of_old[o], of_new[n]))
        enough = words >= _LEAST_DISTINCTIVE or words * 2 >= longer
        if o in partners or n in taken:
            continue
        if words and enough and words >= _LEAST_SHARED * shorter:
            partners[o] = n
            taken.add(n)
    return partners


def _within(
    olds: Sequence[Section], news: Sequence[Section], old_at: int, new_at: int, length: int
) -> Iterator[tuple[int, int, int, int]]:
    """One run cut where sections end: (old section, new one, old words from, to), labels apart."""
    end = old_at + length
    while old_at < end:
        o = bisect_right(olds, old_at, key=lambda section: section.start) - 1
        n = bisect_right(news, new_at, key=lambda section: section.start) - 1
        steps = [end - old_at]
        if o + 1 < len(olds):
            steps.append(olds[o + 1].start - old_at)
        if n + 1 < len(news):
            steps.append(news[n + 1].start - new_at)
        step = min(steps)
        if o >= 0 and n >= 0 and old_at < olds[o].end and new_at < news[n].end:
            labels = max(olds[o].body - old_at, news[n].body - new_at, 0)
            if step > labels:
                yield o, n, old_at + labels, old_at + step
        old_at, new_at = old_at + step, new_at + step


def _by_title(olds: Sequence[Section], news: Sequence[Section], partners: dict[int, int]) -> None:
    """Rewritten sections under a title of their own that both texts have once, left over."""
    taken = set(partners.values())
    loose_old = [o for o in range(len(olds)) if o not in partners and olds[o].title]
    loose_new = [n for n in range(len(news)) if n not in taken and news[n].title]
    counted = Counter(olds[o].title.lower() for o in loose_old)
    counted += Counter(news[n].title.lower() for n in loose_new)
    by_title = {news[n].title.lower(): n for n in loose_new}
    for o in loose_old:
        title = olds[o].title.lower()
        if counted[title] == 2 and title in by_title:  # noqa: PLR2004 - once in each
            partners[o] = by_title[title]


def _became(
    old: Document, new: Document, before: Section | None, after: Section, *, in_place: bool
) -> SectionKind:
    if before is None:
        return "new"
    if not in_place:
        return "moved"
    if before.label.upper() != after.label.upper():
        return "renumbered"
    same = old.words[before.body : before.end] == new.words[after.body : after.end]
    return "same" if same else "changed"
