"""Reading one mapping of the file: each key of a known type, every fault told with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar

from commontable.bargaining.entries import DECIMALS, WHOLE_DIGITS, closest, kept_exactly
from commontable.bargaining.services.record_import.problems import Fault
from commontable.bargaining.services.record_import.yaml_lines import (
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    line_of,
)

_NULL = "tag:yaml.org,2002:null"
_TRUE, _FALSE = {"true", "yes"}, {"false", "no"}
_LONGEST_TEXT = 10_000
_LONGEST_NUMBER = 30

Word = TypeVar("Word", bound=StrEnum)


def said(node: Node) -> str:
    """What stands there, for a message."""
    if isinstance(node, ScalarNode):
        return f"“{node.value[:60]}”"
    return "a list" if isinstance(node, SequenceNode) else "a mapping"


class Fields:
    """One mapping. ``finish`` tells of the keys that nobody asked for."""

    def __init__(self, node: Node, faults: list[Fault], what: str) -> None:
        self.line = line_of(node)
        self.faults = faults
        self.what = what
        self._asked: set[str] = set()
        self._nodes: dict[str, Node] = {}
        self._key_lines: dict[str, int] = {}
        if not isinstance(node, MappingNode):
            self.fault(node, f"{what} is a mapping of keys and values; got {said(node)}.")
            return
        for key, value in node.value:
            if isinstance(key, ScalarNode):
                self._nodes[key.value] = value
                self._key_lines[key.value] = line_of(key)
            else:
                self.fault(key, f"A key of {what} is a word; got {said(key)}.")

    def fault(self, node: Node, reason: str) -> None:
        self.faults.append(Fault(line_of(node), reason))

    def node(self, key: str) -> Node | None:
        """What stands under the key; None when it is absent or null."""
        self._asked.add(key)
        node = self._nodes.get(key)
        if node is None or (isinstance(node, ScalarNode) and node.tag == _NULL):
            return None
        return node

    def require(self, *keys: str) -> None:
        for key in keys:
            if self.node(key) is None:
                self.faults.append(Fault(self.line, f"{self.what} needs “{key}”."))

    def finish(self) -> None:
        for key, line in self._key_lines.items():
            if key not in self._asked:
                near = closest(key, self._asked)
                meant = f" Was “{near}” meant?" if near else ""
                known = ", ".join(sorted(self._asked))
                self.faults.append(
                    Fault(line, f"{self.what} has no “{key}”.{meant} It may have: {known}.")
                )

    def text(self, key: str, *, most: int = _LONGEST_TEXT) -> str:
        node = self.node(key)
        if node is None:
            return ""
        if not isinstance(node, ScalarNode):
            self.fault(node, f"“{key}” takes words; got {said(node)}.")
            return ""
        words = str(node.value).strip()
        if len(words) > most:
            self.fault(node, f"“{key}” takes at most {most} letters; got {len(words)}.")
            return ""
        return words

    def number(self, key: str) -> Decimal | None:
        node = self.node(key)
        return None if node is None else self._decimal(node, key)

    def _decimal(self, node: Node, key: str) -> Decimal | None:
        if isinstance(node, ScalarNode) and len(node.value) <= _LONGEST_NUMBER:
            try:
                number = Decimal(node.value.strip())
            except InvalidOperation:
                pass
            else:
                if number.is_finite() and "_" not in node.value:
                    return self._kept(node, key, number)
        self.fault(node, f"“{key}” takes a number; got {said(node)}.")
        return None

    def _kept(self, node: Node, key: str, number: Decimal) -> Decimal | None:
        """The number, if the record keeps it exactly."""
        if kept_exactly(number):
            return number
        self.fault(
            node,
            f"“{key}” takes a number of at most {WHOLE_DIGITS} digits and {DECIMALS} decimals;"
            f" got {said(node)}.",
        )
        return None

    def whole(self, key: str, *, least: int, most: int) -> int | None:
        number = self.number(key)
        if number is None:
            return None
        if number != number.to_integral_value() or not least <= number <= most:
            node = self._nodes[key]
            self.fault(
                node, f"“{key}” takes a whole number from {least} to {most}; got {said(node)}."
            )
            return None
        return int(number)

    def day(self, key: str) -> date | None:
        node = self.node(key)
        return None if node is None else self._day(node, key)

    def past_day(self, key: str, today: date | None) -> date | None:
        """The day of something that has happened; ``today`` None: nobody knows what day it is."""
        node, day = self.node(key), self.day(key)
        if node is not None and day is not None and today is not None and day > today:
            self.fault(node, f"“{key}” is a day that has come, {today} or earlier; got {day}.")
            return None
        return day

    def _day(self, node: Node, key: str) -> date | None:
        if isinstance(node, ScalarNode):
            try:
                return date.fromisoformat(node.value.strip())
            except ValueError as error:
                if node.value.strip()[:4].isdigit() and node.value.count("-") > 1:
                    self.fault(node, f"There is no day {said(node)} ({error}).")
                    return None
        self.fault(node, f"“{key}” takes a date like 2026-10-01; got {said(node)}.")
        return None

    def answer(self, key: str) -> bool | None:
        node = self.node(key)
        if node is None:
            return None
        word = node.value.lower() if isinstance(node, ScalarNode) else ""
        if word in _TRUE | _FALSE:
            return word in _TRUE
        self.fault(node, f"“{key}” takes true or false; got {said(node)}.")
        return None

    def word(self, key: str, words: type[Word]) -> Word | None:
        node = self.node(key)
        if node is None:
            return None
        known = {each.value: each for each in words}
        if isinstance(node, ScalarNode) and node.value in known:
            return known[node.value]
        self.fault(node, f"“{key}” takes one of {', '.join(known)}; got {said(node)}.")
        return None

    def items(self, key: str) -> list[Node]:
        node = self.node(key)
        if node is None:
            return []
        if isinstance(node, SequenceNode):
            return list(node.value)
        self.fault(node, f"“{key}” takes a list; got {said(node)}.")
        return []

    def numbers(self, key: str) -> tuple[Decimal, ...]:
        return self._each(key, self._decimal)

    def days(self, key: str) -> tuple[date, ...]:
        return self._each(key, self._day)

    def _each[T](self, key: str, read: Callable[[Node, str], T | None]) -> tuple[T, ...]:
        found: Iterable[T | None] = [read(node, key) for node in self.items(key)]
        return tuple(item for item in found if item is not None)
