"""The codes a term's scope may name: read once, then checked without the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Codes:
    """What a coalition's regions, unions and units are called; code to full name.

    A unit's code is its name. Job classifications are not kept as a list: they are taken as
    the contract writes them.
    """

    regions: Mapping[str, str] = field(default_factory=dict)
    unions: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
