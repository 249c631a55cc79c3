"""Contracts and offers as text: read by the engine's own reader, refused with the line and the fix.

Written back as the same text each time, so that equal terms have one hash.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

from commontable.common.errors import CommontableError
from commontable.engines.costing.contract import Contract, Offer, contract_of, laid_over, offer_of
from commontable.engines.costing.documents import read_yaml
from commontable.engines.costing.errors import CostingError

LONGEST = 2_000_000
"""Characters of a contract or an offer: some ten thousand terms."""

_ENTRY = re.compile(r"^(?:term|schedule) (.+?)(?: \(.*)?$")


def sha256_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def read_contract(text: str) -> Contract:
    """The contract that a text says.

    Raises:
        CommontableError: it cannot be read: with the line, what was expected, what came, the fix.
    """
    try:
        return contract_of(_mapping(text, "contract"))
    except CostingError as error:
        raise refusal(error, text) from None


def read_offer(text: str, contract: Contract | None = None) -> Offer:
    """The offer that a text says; with ``contract``, whether it can be laid over it.

    Raises:
        CommontableError: as above.
    """
    try:
        offer = offer_of(_mapping(text, "offer"))
        if contract is not None:
            laid_over(contract, offer)
    except CostingError as error:
        raise refusal(error, text) from None
    return offer


def read_entries(text: str, key: str) -> list[Mapping[str, Any]]:
    """A list of mappings in YAML, typed alone or under ``key``; nothing typed is none.

    Raises:
        CommontableError: it is no such list.
    """
    if not text.strip():
        return []
    try:
        bare = not re.match(rf"\s*{key}\s*:", text)
        found = read_yaml(f"{key}:\n{text}" if bare else text, key)
    except CostingError as error:
        raise refusal(error, text, before=1 if bare else 0) from None
    entries = found.get(key)
    if not isinstance(entries, list) or not all(isinstance(entry, Mapping) for entry in entries):
        raise CommontableError(
            f"These are no {key}.",
            expected="a list, a line each: - {kind: general_increase, percent: 3, …}",
            where=key.capitalize(),
        )
    return entries


def refusal(error: CostingError, text: str, *, before: int = 0) -> CommontableError:
    """What the engine says against a text, with the line it is about where that is known."""
    line = line_of(text, error.where)
    found = re.search(r"line (\d+)", error.where)
    where = error.where
    if found is not None and before:
        where = where.replace(found[0], f"line {max(1, int(found[1]) - before)}")
    elif line is not None:
        where = f"line {line}, {error.where}"
    message = error.fix or "The costing engine cannot take this."
    return CommontableError(message, expected=error.expected, came=error.got, where=where)


def line_of(text: str, where: str) -> int | None:
    """The line of the term, schedule or key that ``where`` names, counted from 1."""
    try:
        node = yaml.compose(text, yaml.SafeLoader)
    except yaml.YAMLError:
        return None
    if not isinstance(node, yaml.MappingNode):
        return None
    keys = {key.value: (key, value) for key, value in node.value}
    parts = [part.strip() for part in where.split(", ")][1:]
    group = "schedules" if "schedules" in parts or "schedule" in where else "terms"
    for part in parts:
        named = _ENTRY.match(part)
        if named is not None and group in keys:
            line = _entry_line(keys[group][1], named[1])
            if line is not None:
                return line
        if part in keys and part not in {"terms", "schedules"}:
            return int(keys[part][0].start_mark.line) + 1
    return None


def _entry_line(listed: yaml.Node, name: str) -> int | None:
    if not isinstance(listed, yaml.SequenceNode):
        return None
    for place, entry in enumerate(listed.value, 1):
        ids = (
            {key.value: value.value for key, value in entry.value}
            if isinstance(entry, yaml.MappingNode)
            else {}
        )
        if name in {str(ids.get("id")), str(place), f"schedule-{place}"}:
            return int(entry.start_mark.line) + 1
    return None


def _mapping(text: str, where: str) -> Mapping[str, object]:
    if len(text) > LONGEST:
        raise CostingError(where, expected=f"at most {LONGEST:,} characters", got=f"{len(text):,}")
    return read_yaml(text, where)


class _Writer(yaml.SafeDumper):
    """Exact numbers as they are typed, and each term on a line of its own."""


def _decimal(writer: yaml.SafeDumper, value: Decimal) -> yaml.Node:
    if value == value.to_integral_value():
        return writer.represent_scalar(
            "tag:yaml.org,2002:int", format(value.quantize(Decimal(1)), "f")
        )
    return writer.represent_scalar("tag:yaml.org,2002:float", format(value.normalize(), "f"))


_Writer.add_representer(Decimal, _decimal)


def written(heads: Mapping[str, Any], lists: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    """YAML text: the heads, then each list with an entry a line."""
    parts = [_dump(dict(heads), flow=False)] if heads else []
    for name, entries in lists.items():
        if not entries:
            continue
        parts.append(f"{name}:\n" + "".join(f"- {entry_line(entry)}\n" for entry in entries))
    return "".join(parts)


def entry_line(entry: Mapping[str, Any]) -> str:
    """One term as ``{kind: …, percent: 3, …}`` on one line."""
    return _dump(dict(entry), flow=True).strip()


def _dump(value: dict[str, Any], *, flow: bool) -> str:
    said: str = yaml.dump(
        value,
        Dumper=_Writer,
        default_flow_style=flow,
        sort_keys=False,
        allow_unicode=True,
        width=10_000_000,
    )
    return said


def plain(value: object) -> object:
    """A value of a term as JSON can hold it and a person reads it."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    return value
