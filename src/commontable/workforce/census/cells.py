"""A column of cells put into our values: each different cell is looked at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from commontable.workforce.census import values
from commontable.workforce.census.plan import Known, Plan
from commontable.workforce.census.values import NOTHING, Normaliser, Refusal, Rounded, Value

_REMEMBERED = 200_000

type Mask = npt.NDArray[np.bool_]


@dataclass(slots=True)
class Cells:
    """A column as read: ``texts`` with null where nothing came or where it was refused.

    Attributes:
        refused: which rows; ``expected`` says of each different refused cell what would do.
        unknown: refused cells that a person may map, and how often they came.
    """

    texts: pa.StringArray
    refused: Mask
    expected: dict[str, str]
    rounded: int
    unknown: Counter[str] = field(default_factory=Counter)


class ColumnReader:
    """Reads one column batch by batch, and remembers what each different cell was."""

    def __init__(self, normalise: Normaliser, *, mapped: bool) -> None:
        self._normalise = normalise
        self._mapped = mapped
        self._seen: dict[str, Value | None] = {}

    def read(self, cells: pa.StringArray) -> Cells:
        codes = pc.utf8_trim_whitespace(cells).dictionary_encode()
        different = codes.dictionary.to_pylist()
        said = [self._value(cell) for cell in different]
        places = codes.indices.to_numpy(zero_copy_only=False)
        texts = pa.array(
            [
                one.text if isinstance(one, Rounded) else one if isinstance(one, str) else None
                for one in said
            ],
            pa.string(),
        )
        refusals = np.array([isinstance(one, Refusal) for one in said], dtype=bool)
        roundings = np.array([isinstance(one, Rounded) for one in said], dtype=bool)
        expected = {
            cell: one.expected
            for cell, one in zip(different, said, strict=True)
            if isinstance(one, Refusal)
        }
        refused = refusals[places] if len(places) else np.zeros(0, dtype=bool)
        return Cells(
            texts=texts.take(codes.indices),
            refused=refused,
            expected=expected,
            rounded=int(roundings[places].sum()) if len(places) else 0,
            unknown=self._unknown(different, places, refusals) if self._mapped else Counter(),
        )

    def _value(self, cell: str) -> Value | None:
        if cell not in self._seen:
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            self._seen[cell] = None if cell.casefold() in NOTHING else self._normalise(cell)
        return self._seen[cell]

    @staticmethod
    def _unknown(
        different: list[str], places: npt.NDArray[np.int32], refusals: Mask
    ) -> Counter[str]:
        if not refusals.any():
            return Counter()
        times = np.bincount(places, minlength=len(different))
        return Counter({different[at]: int(times[at]) for at in np.flatnonzero(refusals)})


def readers_of(plan: Plan, known: Known) -> dict[str, ColumnReader]:
    """One for each column the plan names but the employee number, which is never the same twice."""
    day = partial(values.day, day_first=plan.day_first, latest_year=plan.as_of.year)
    # Somebody may be about to leave a few years after the census.
    leave = partial(values.day, day_first=plan.day_first, latest_year=plan.as_of.year + 10)
    hours = partial(values.hours, times=plan.hours_per.times)
    plain: dict[str, Normaliser] = {
        "step": values.step,
        "schedule_status": values.status,
        "base_rate_mills": values.rate,
        "fte_basis_points": values.fte,
        "hire_date": day,
        "anniversary_date": day,
        "seniority_date": day,
        "leave_date": leave,
        "certifications": values.certificates,
    }
    named: dict[str, Normaliser] = {
        "union": _coded(known.unions, plan.values.get("union", {}), "a union of the coalition"),
        "region": _coded(known.regions, plan.values.get("region", {}), "a region of the coalition"),
        "classification": _classification(plan, known),
    }
    readers = {}
    for name in (*plan.columns, *plan.constants):
        if name == "employee_id":
            continue
        if name in named:
            readers[name] = ColumnReader(named[name], mapped=True)
        elif name.endswith("_quarter_hours"):
            readers[name] = ColumnReader(hours, mapped=False)
        elif name == "facility":
            readers[name] = ColumnReader(_facility(plan, known), mapped=False)
        else:
            mapped = plan.values.get(name)
            normalise = plain.get(name, values.label)
            readers[name] = ColumnReader(
                _renamed(mapped, normalise) if mapped else normalise, mapped=False
            )
    return readers


def _folded(said: str) -> str:
    return " ".join(said.casefold().split())


def _renamed(mapped: Mapping[str, str], normalise: Normaliser) -> Normaliser:
    ours = {_folded(came): here for came, here in mapped.items()}
    return lambda cell: normalise(ours.get(_folded(cell), cell))


def _coded(known: Mapping[str, str], mapped: Mapping[str, str], expected: str) -> Normaliser:
    """A code of ours, from itself, from its full name, or as somebody mapped it."""
    ours = {_folded(name): code for code, name in known.items()}
    ours |= {_folded(code): code for code in known}
    ours |= {_folded(came): code for came, code in mapped.items() if code in known}
    listed = ", ".join(list(known)[:12]) + (" …" if len(known) > 12 else "")  # noqa: PLR2004
    refusal = Refusal(f"{expected}: {listed}")
    return lambda cell: ours.get(_folded(cell), refusal)


def _classification(plan: Plan, known: Known) -> Normaliser:
    mapped = {_folded(a): b for a, b in plan.values.get("classification", {}).items()}
    listed = {_folded(name): name for name in known.classifications}
    refusal = Refusal("a classification of a wage schedule")

    def normalise(cell: str) -> Value:
        said = values.label(mapped.get(_folded(cell), cell))
        if not listed or isinstance(said, Refusal | Rounded):
            return said
        found = listed.get(_folded(said))
        if found is not None:
            return found
        return said if plan.keep_unknown_classifications else refusal

    return normalise


def _facility(plan: Plan, known: Known) -> Normaliser:
    """The directory's spelling where it has the place, else as it came."""
    ours = {_folded(name): name for name in known.facilities}
    mapped = {_folded(a): b for a, b in plan.values.get("facility", {}).items()}

    def normalise(cell: str) -> Value:
        said = mapped.get(_folded(cell), cell)
        return ours.get(_folded(said)) or values.label(said)

    return normalise
