"""A term: one dated, scoped, cited promise, as read from YAML."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from commontable.engines.costing.errors import CostingError
from commontable.engines.costing.scope import EVERYBODY, Scope, scope_of
from commontable.engines.costing.terms.kind import Kind
from commontable.engines.costing.terms.kinds import KINDS

type Layer = Literal["contract", "offer"]
type Retro = Literal["full", "employed", "none"]

_COMMON: Final = (
    "id",
    "kind",
    "name",
    "effective",
    "until",
    "scope",
    "order",
    "clause",
    "source",
    "page",
    "note",
    "supersedes",
    "contingent",
    "implemented",
    "retro",
)
_NAMED_BY: Final = {"shift_differential": "hours", "hourly_contribution": "to"}
_MUST_BE_NAMED: Final = frozenset({"differential", "copay", "other_roll_up"})


@dataclass(frozen=True, slots=True)
class Source:
    """Where it is written: the document, its clause, its page."""

    document: str = ""
    clause: str = ""
    page: str = ""

    def __str__(self) -> str:
        page = f"p. {self.page}" if self.page else ""
        return ", ".join(part for part in (self.document, self.clause, page) if part)


@dataclass(frozen=True, slots=True)
class Contingent:
    """What a term depends on: an event, and how it must come out."""

    event: str
    outcome: str

    def __str__(self) -> str:
        return f"if {self.event} is {self.outcome}"


@dataclass(frozen=True, slots=True)
class Term:
    """One promise.

    ``values`` hold whole units (see ``fields``). ``effective`` and ``until`` are inclusive; a
    rule without an end stands. ``order`` decides between raises of one day. ``implemented`` is the
    day a retroactive raise is first paid, ``retro`` to whom the time before is paid. A
    ``contingent`` term acts only if that is how it comes out.
    """

    id: str
    kind: Kind
    effective: date
    values: Mapping[str, object]
    scope: Scope = EVERYBODY
    name: str = ""
    until: date | None = None
    order: int = 0
    layer: Layer = "contract"
    source: Source = Source()
    note: str = ""
    supersedes: tuple[str, ...] = ()
    contingent: Contingent | None = None
    implemented: date | None = None
    retro: Retro = "full"

    @property
    def key(self) -> tuple[str, str]:
        """Terms of one key rule the same thing; for events it only names them."""
        return (self.kind.name, self.name)

    @property
    def sameness(self) -> tuple[object, ...]:
        """Equal for two terms that promise the same, whatever they are called."""
        return (
            self.kind.name,
            self.name,
            self.effective,
            self.until,
            self.scope,
            self.order,
            tuple(sorted(self.values.items(), key=lambda item: item[0])),
            self.implemented,
            self.retro,
            self.contingent,
        )

    @property
    def where(self) -> str:
        return f"term {self.id}" + (f" ({self.source})" if str(self.source) else "")

    def number(self, field: str) -> int:
        """A whole-number value; 0 where it was not given."""
        value = self.values.get(field)
        return value if isinstance(value, int) else 0

    def day(self, field: str) -> date:
        value = self.values[field]
        if not isinstance(value, date):
            raise TypeError(f"{field} of {self.id} is no date")
        return value

    def tiers(self, field: str) -> dict[str, int]:
        """A value by benefit tier; ``""`` stands for every tier."""
        value = self.values.get(field)
        return dict(value) if isinstance(value, tuple) else {}

    def acts_over(self, when: date) -> bool:
        return self.effective <= when and (self.until is None or when <= self.until)


def terms_of(
    said: object, *, layer: Layer, document: str, where: str, ids: set[str]
) -> Iterator[Term]:
    """The terms a list in YAML says; one for each date where a value is given by date."""
    if said is None:
        return
    if not isinstance(said, list):
        raise CostingError(where, expected="a list of terms", got=repr(said))
    for place, entry in enumerate(said, 1):
        named = entry.get("id") if isinstance(entry, Mapping) else None
        here = f"{where}, term {named or place}"
        if not isinstance(entry, Mapping):
            raise CostingError(here, expected="a term with its kind", got=repr(entry))
        for dated in _by_date(entry, here):
            term = _term(dated, layer, document, here, place)
            if term.id in ids:
                raise CostingError(
                    here, expected="each id once", got=repr(term.id), fix="Rename one of them."
                )
            ids.add(term.id)
            yield term


def _by_date(entry: Mapping[str, object], where: str) -> Sequence[Mapping[str, object]]:
    """``percent: {2023-01-01: 6.2, 2025-01-01: 6.3}`` becomes a term for each date."""
    dated = {
        name: value
        for name, value in entry.items()
        if isinstance(value, Mapping) and value and all(type(key) is date for key in value)
    }
    if not dated:
        return (entry,)
    if "effective" in entry:
        raise CostingError(
            where, expected="values by date, or effective", got="both", fix="Leave effective out."
        )
    dates = sorted({when for values in dated.values() for when in values})
    expanded: list[Mapping[str, object]] = []
    for when in dates:
        values = {
            name: by_date[max(known for known in by_date if known <= when)]
            for name, by_date in dated.items()
            if any(known <= when for known in by_date)
        }
        plain = {name: value for name, value in entry.items() if name not in dated}
        identity = f"{entry['id']}@{when}" if "id" in entry else None
        expanded.append({**plain, **values, "effective": when, "id": identity})
    return expanded


def _term(entry: Mapping[str, object], layer: Layer, document: str, where: str, place: int) -> Term:
    kind = _kind(entry.get("kind"), where)
    where = f"{where} ({kind.name}{_cited(entry)})"
    fields = {field.name: field for field in kind.fields}
    for name in entry:
        if name not in fields and name not in _COMMON:
            near = difflib.get_close_matches(str(name), [*fields, *_COMMON], n=1)
            raise CostingError(
                where,
                expected=f"fields of {kind.name}: {', '.join([*fields, *_COMMON])}",
                got=repr(name),
                fix=f"Was {near[0]} meant?" if near else "",
            )
    values: dict[str, object] = {}
    for field in kind.fields:
        if entry.get(field.name) is not None:
            values[field.name] = field.read(entry[field.name], f"{where}, {field.name}")
        elif field.required:
            raise CostingError(where, expected=f"{field.name}: {field.about}", got="nothing")
        elif field.default is not None:
            values[field.name] = field.default
    if kind.one_of:
        given = [name for name in kind.one_of if name in values]
        if len(given) != 1:
            raise CostingError(
                where,
                expected=f"one of {', '.join(kind.one_of)}",
                got=" and ".join(given) or "none of them",
            )
    effective, until = _date(entry, "effective", where), _date(entry, "until", where)
    if effective is None:
        raise CostingError(
            where, expected="the day from which it holds", got="no effective", fix=_DATE_FIX
        )
    if until is not None and until < effective:
        raise CostingError(
            where, expected=f"until on or after {effective}", got=str(until), fix="Swap the dates."
        )
    if kind.name == "step_freeze" and until is None:
        raise CostingError(
            where, expected="until: the last day of the freeze", got="nothing", fix=_DATE_FIX
        )
    term = Term(
        id=str(entry.get("id") or f"{layer}-{place}-{kind.name}-{effective}"),
        kind=kind,
        effective=effective,
        values=values,
        scope=scope_of(entry.get("scope"), f"{where}, scope"),
        name=_name(entry, kind, values, where),
        until=until,
        order=_order(entry, where),
        layer=layer,
        source=_source(entry, document),
        note=str(entry.get("note") or ""),
        supersedes=_ids(entry.get("supersedes")),
        contingent=_contingent(entry, f"{where}, contingent"),
    )
    return _retroactive(term, entry, where)


_DATE_FIX: Final = "Give a date such as 2024-01-01."


def _kind(said: object, where: str) -> Kind:
    if said not in KINDS:
        near = difflib.get_close_matches(str(said), list(KINDS), n=1)
        raise CostingError(
            where,
            expected=f"a kind: {', '.join(KINDS)}",
            got=repr(said),
            fix=f"Was {near[0]} meant?" if near else "",
        )
    return KINDS[str(said)]


def _cited(entry: Mapping[str, object]) -> str:
    return f", {entry['clause']}" if entry.get("clause") else ""


def _date(entry: Mapping[str, object], name: str, where: str) -> date | None:
    value = entry.get(name)
    if value is None or type(value) is date:
        return value
    raise CostingError(
        where, expected=f"{name} as a date such as 2024-01-01", got=repr(value), fix=_DATE_FIX
    )


def _name(entry: Mapping[str, object], kind: Kind, values: Mapping[str, object], where: str) -> str:
    said = str(entry.get("name") or "")
    if not said and kind.name in _MUST_BE_NAMED:
        raise CostingError(
            where,
            expected=f"a name: several {kind.name} terms may stand side by side",
            got="none",
            fix="Call it what the contract calls it.",
        )
    by = _NAMED_BY.get(kind.name)
    if by is None:
        return said
    return f"{values[by]}, {said}" if said else str(values[by])


def _order(entry: Mapping[str, object], where: str) -> int:
    order = entry.get("order", 0)
    if isinstance(order, bool) or not isinstance(order, int):
        raise CostingError(where, expected="order as a whole number", got=repr(order))
    return order


def _source(entry: Mapping[str, object], document: str) -> Source:
    return Source(
        document=str(entry.get("source") or document),
        clause=str(entry.get("clause") or ""),
        page=str(entry.get("page") or ""),
    )


def _ids(said: object) -> tuple[str, ...]:
    if said is None:
        return ()
    return tuple(str(each) for each in said) if isinstance(said, list) else (str(said),)


def _contingent(entry: Mapping[str, object], where: str) -> Contingent | None:
    said = entry.get("contingent")
    if said is None:
        return None
    parts = (said.get("event"), said.get("is")) if isinstance(said, Mapping) else ()
    written = [str(part).strip() for part in parts if part not in (None, "")]
    if not isinstance(said, Mapping) or set(said) != {"event", "is"} or len(written) != len(parts):
        raise CostingError(
            where,
            expected="an event and how it comes out, such as {event: margin 2028, is: met}",
            got=repr(said),
        )
    return Contingent(*written)


def _retroactive(term: Term, entry: Mapping[str, object], where: str) -> Term:
    implemented = _date(entry, "implemented", where)
    retro = entry.get("retro", "full")
    if implemented is None:
        if "retro" in entry:
            raise CostingError(
                where, expected="implemented: the day the raise is first paid", got="only retro"
            )
        return term
    if term.kind.family != "wage":
        raise CostingError(
            where, expected="implemented on a wage term", got=f"on a {term.kind.name}"
        )
    if implemented < term.effective:
        raise CostingError(
            where, expected=f"implemented on or after {term.effective}", got=str(implemented)
        )
    if retro not in ("full", "employed", "none"):
        raise CostingError(where, expected="retro: full, employed or none", got=repr(retro))
    if retro == "none":
        return replace(term, effective=implemented, retro="none")
    if retro == "employed":
        scope = replace(term.scope, employed_on=implemented)
        return replace(term, scope=scope, implemented=implemented, retro="employed")
    return replace(term, implemented=implemented, retro="full")
