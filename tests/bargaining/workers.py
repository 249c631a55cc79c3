"""Web workers as far as a board can tell: each has what it kept, and nothing else in common."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from commontable.bargaining.selectors import board, facts, passes, records, rows
from commontable.bargaining.selectors.kept import Kept

STORES: tuple[tuple[Any, str], ...] = (
    (board, "KEPT_BOARDS"),
    (board, "KEPT_ROWS"),
    (rows, "KEPT_GLANCES"),
    (records, "KEPT_BOOKS"),
    (passes, "KEPT_PASSES"),
    (facts, "KEPT_FACTS"),
)


class Worker:
    """What one process keeps; ``at_most`` of each, so that letting go can be tried as well."""

    def __init__(self, at_most: int = 1000) -> None:
        self.kept: list[Kept[Any, Any]] = [Kept(at_most=at_most) for _ in STORES]

    def forget(self, *names: str) -> None:
        for (_, name), kept in zip(STORES, self.kept, strict=True):
            if name in names:
                kept.clear()

    @contextmanager
    def at_work(self) -> Iterator[None]:
        with ExitStack() as stack:
            for (module, name), kept in zip(STORES, self.kept, strict=True):
                stack.enter_context(patch.object(module, name, kept))
            yield
