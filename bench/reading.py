"""How many of an update's facts are found, and how many of what is read is right, kind by kind.

``score(cases)`` is also what the tests hold to its floors. The texts, marked by hand, are in
``tests/engines/reading/updates.yaml``. A fact is right when its kind, its words and its value are.
"""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from commontable.engines.reading.facts import (
    KINDS,
    Case,
    Days,
    Deadline,
    Fact,
    Headcount,
    Money,
    Ordinal,
    Percentage,
    Recurrence,
    read_facts,
)

LABELLED = Path(__file__).parents[1] / "tests" / "engines" / "reading" / "updates.yaml"
LEAST_PRECISION, LEAST_RECALL = 0.95, 0.90
LEAST_OF_A_KIND = 0.85


@dataclass
class Score:
    """Facts found and right, found and wrong, and missed: counted by kind, told with their text."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)

    def precision(self, kind: str | None = None) -> float:
        right, wrong = _of(self.right, kind), _of(self.wrong, kind)
        return right / (right + wrong) if right + wrong else 1.0

    def recall(self, kind: str | None = None) -> float:
        right, missed = _of(self.right, kind), _of(self.missed, kind)
        return right / (right + missed) if right + missed else 1.0


def groups() -> dict[str, list[dict[str, Any]]]:
    return yaml.safe_load(LABELLED.read_text(encoding="utf-8"))


def score(cases: list[dict[str, Any]]) -> Score:
    total = Score()
    for case in cases:
        found = Counter(
            told(fact) for fact in read_facts(case["text"], published=case["published"])
        )
        wanted = Counter(" ".join(wanted.split()) for wanted in case["finds"])
        text = " ".join(case["text"].split())
        for facts, into, word in (
            (found & wanted, total.right, ""),
            (found - wanted, total.wrong, "wrong"),
            (wanted - found, total.missed, "missed"),
        ):
            for fact in facts.elements():
                into[fact.split(" | ")[0]] += 1
                if word:
                    total.told.append(f"{word}: {fact}  <- {text}")
    return total


def told(fact: Fact) -> str:
    """``date | March 3-4 | 2022-03-03/2022-03-04``; ``!`` where a weekday does not fit."""
    return f"{fact.kind} | {' '.join(fact.text.split())} | {_value(fact)}"


def _value(fact: Fact) -> str:
    match fact.value:
        case Days() as days:
            conflict = any(" is a " in note for note in fact.notes)
            data = days.as_data()
            said = ",".join(map(str, data)) if isinstance(data, list) else str(data)
            return f"{said} !" if conflict else said
        case Deadline(day, time_, before):
            return " ".join(filter(None, (str(day), time_, "before" if before else "")))
        case Recurrence(rule, exceptions):
            said = "; ".join(
                " ".join(
                    filter(
                        None, (each.rule, each.where, str(each.days.as_data()) if each.days else "")
                    )
                )
                for each in exceptions
            )
            return f"{rule} except {said}" if said else rule
        case Money(cents, to_cents, per):
            return f"{cents}{f'-{to_cents}' if to_cents else ''} {per}".strip()
        case Percentage() as one:
            said = f"{one.percent}-{one.to_percent}" if one.to_percent else one.percent
            return f"{said} y{one.year}" if one.year else said
        case Headcount(count, to_count):
            return f"{count}-{to_count}" if to_count else str(count)
        case Ordinal(word, numbers):
            return f"{word} {','.join(map(str, numbers))}"
        case Case(number):
            return number
        case None:
            return "none"
        case other:
            return str(other)


def _of(counted: Counter[str], kind: str | None) -> int:
    return counted.total() if kind is None else counted[kind]


def run(report: Callable[[str], None]) -> None:
    """Precision and recall of each group and of every kind in all, and how fast."""
    every = groups()
    for name, cases in every.items():
        report(f"  {name}: {len(cases)} texts, {_line(score(cases), None)}")
    total = score([case for cases in every.values() for case in cases])
    for line in total.told:
        report(f"    {line}")
    report(f"  all: {_line(total, None)}")
    for kind in KINDS:
        report(f"    {kind}: {_line(total, kind)}")
    text = "\n\n".join(case["text"] for cases in every.values() for case in cases) * 20
    start = time.perf_counter()
    read_facts(text, published=every["seen"][0]["published"])
    seconds = time.perf_counter() - start
    report(f"  {len(text.split()):,} words in {seconds:.2f} s")


def _line(total: Score, kind: str | None) -> str:
    return (
        f"{_of(total.right, kind)} right, {_of(total.wrong, kind)} wrong,"
        f" {_of(total.missed, kind)} missed;"
        f" precision {total.precision(kind):.1%}, recall {total.recall(kind):.1%}"
    )
