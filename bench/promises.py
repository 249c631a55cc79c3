"""How much of what contracts promise is found, and how much of what is suggested is right.

``score(group)`` is also what the tests hold to its floors. The labelled sentences are in
``tests/engines/reading/promises.yaml``.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from commontable.engines.reading.promises import Findings, read_promises

LABELLED = Path(__file__).parents[1] / "tests" / "engines" / "reading" / "promises.yaml"
REGIONS = {
    "NCAL": ["Northern California"],
    "SCAL": ["Southern California"],
    "NW": ["Northwest"],
    "HI": ["Hawaii"],
}
LEAST_PRECISION, LEAST_RECALL = 0.95, 0.90


@dataclass
class Score:
    """Promises found and right, found and wrong, and missed, each told with its sentence."""

    right: int = 0
    extra: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / (self.right + len(self.extra))

    @property
    def recall(self) -> float:
        return self.right / (self.right + len(self.missed))


def groups() -> dict[str, list[dict[str, Any]]]:
    return yaml.safe_load(LABELLED.read_text(encoding="utf-8"))


def read(case: dict[str, Any]) -> Findings:
    return read_promises(case["text"], heading=case.get("heading", ""), regions=REGIONS)


def score(cases: list[dict[str, Any]]) -> Score:
    total = Score()
    for case in cases:
        findings = read(case)
        found = Counter(map(str, findings.promises))
        wanted = Counter(case["finds"])
        told = " ".join(case["text"].split())
        total.right += (found & wanted).total()
        total.extra += [f"{one} | {told}" for one in (found - wanted).elements()]
        total.missed += [f"{one} | {told}" for one in (wanted - found).elements()]
        if len(findings.doubts) != case.get("doubts", 0):
            total.doubts.append(told)
    return total


def by_confidence(cases: list[dict[str, Any]]) -> Iterator[tuple[str, int, int]]:
    """For each confidence, how many were right of how many suggested."""
    right: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for case in cases:
        wanted = Counter(case["finds"])
        for promise in read(case).promises:
            every[promise.confidence] += 1
            if wanted[str(promise)]:
                wanted[str(promise)] -= 1
                right[promise.confidence] += 1
    for confidence in ("sure", "likely", "unsure"):
        yield confidence, right[confidence], every[confidence]


def run(report: Callable[[str], None]) -> None:
    """Precision and recall of each group, by confidence, and how fast."""
    for name, cases in groups().items():
        total = score(cases)
        report(
            f"  {name}: {len(cases)} texts, {total.right} promises right,"
            f" {len(total.extra)} too many, {len(total.missed)} missed;"
            f" precision {total.precision:.1%}, recall {total.recall:.1%}"
        )
        for line in (*total.extra, *total.missed):
            report(f"    {line}")
        said = (f"{kind} {right} of {all_}" for kind, right, all_ in by_confidence(cases))
        report(f"    by confidence: {', '.join(said)}")
    text = "\n\n".join(case["text"] for cases in groups().values() for case in cases) * 20
    start = time.perf_counter()
    read_promises(text, regions=REGIONS)
    seconds = time.perf_counter() - start
    report(f"  {len(text.split()):,} words in {seconds:.2f} s")
