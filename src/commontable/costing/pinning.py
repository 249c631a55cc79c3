"""What an answer is kept under: the hash of everything that went into it.

The same question has the same hash and is never priced twice; whatever changes (a row of the
census, a clause of the contract, a term, the engine itself) makes another question, so that an
old answer never passes for a new one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from commontable.costing.words import Ask
from commontable.engines import costing as engine

ANSWERS = 1
"""The shape of what is kept; another shape is another question."""

# What writes answers down moves no cent.
_RENDERINGS = {"text_page", "workbook", "cube_files", "pdf", "summary", "live", "published"}


@dataclass(frozen=True, slots=True)
class Ground:
    """A basis as the pricing process is told of it.

    Attributes:
        rows: the census's hash, and the unions whose rows count (None: all).
        contract: the engine's YAML.
    """

    rows: tuple[str, tuple[str, ...] | None]
    as_of: date
    contract: str
    contract_sha256: str
    years: int

    @property
    def name(self) -> str:
        """What the process holds it under."""
        return _hash(self.inputs)

    @property
    def inputs(self) -> dict[str, Any]:
        """By their hashes, for whoever checks an answer."""
        return {
            "census": self.rows[0],
            "unions": None if self.rows[1] is None else list(self.rows[1]),
            "as_of": self.as_of.isoformat(),
            "contract": self.contract_sha256,
            "years": self.years,
            "engine": engine_version(),
            "answers": ANSWERS,
        }


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to be asked, with its hash."""

    ask: Ask
    inputs: Mapping[str, Any]

    @property
    def sha256(self) -> str:
        return _hash(self.inputs)


def question(
    ask: Ask, ground: Ground, offers: Sequence[str], details: Mapping[str, Any] | None = None
) -> Question:
    """The question of one offer, or of several in their order.

    Args:
        offers: the hashes of their texts.
        details: what else decides the answer.
    """
    inputs = {**ground.inputs, "ask": ask.value, "offers": list(offers), "details": details or {}}
    return Question(ask, inputs)


@cache
def engine_version() -> str:
    """The hash of the engine's sources, those that only write answers down left out."""
    return _sources(lambda path: not _RENDERINGS & {path.stem, path.parent.name})


@cache
def writers_version() -> str:
    """The hash of the sources that write answers down."""
    return _sources(lambda path: bool(_RENDERINGS & {path.stem, path.parent.name}))


def _sources(counts: Callable[[Path], bool]) -> str:
    folder = Path(engine.__file__).parent
    digest = hashlib.sha256()
    for path in sorted([*folder.rglob("*.py"), *folder.rglob("*.typ")]):
        if counts(path):
            digest.update(f"{path.relative_to(folder)}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _hash(inputs: Mapping[str, Any]) -> str:
    return hashlib.sha256(
        json.dumps(inputs, sort_keys=True, separators=(",", ":")).encode()
    ).hexdigest()
