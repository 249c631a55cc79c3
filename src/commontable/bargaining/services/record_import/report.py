"""What an import did, as a plain list."""

from __future__ import annotations

from dataclasses import dataclass, field

from commontable.bargaining.services.record_import.placing import Remark


@dataclass(slots=True)
class ImportReport:
    """``already``: campaigns that were in the record before, of which nothing was added."""

    placed: list[str] = field(default_factory=list)
    unplaced: list[Remark] = field(default_factory=list)
    already: list[str] = field(default_factory=list)

    @property
    def added_nothing(self) -> bool:
        return not self.placed

    @property
    def unplaced_in_order(self) -> list[Remark]:
        """By the lines of the file."""
        return sorted(self.unplaced, key=lambda each: each.line)

    def lines(self) -> list[str]:
        """The report as it is printed."""
        lines = []
        if self.placed:
            lines += ["Placed:", *(f"  {line}" for line in self.placed)]
        if self.already:
            lines += [
                "In the record already, so nothing of it was added:",
                *(f"  {label}" for label in self.already),
            ]
        if self.unplaced:
            lines += [
                "Not placed, or kept otherwise than written:",
                *(f"  {remark}" for remark in self.unplaced_in_order),
            ]
        if self.added_nothing:
            lines.append("Nothing was added.")
        return lines
