"""When a session sits: on its days, and in the night after each. The one rule of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

# Bargaining runs past midnight, and nobody bargains on until breakfast.
NIGHT_ENDS = time(6)


@dataclass(frozen=True, slots=True)
class Hours:
    """A session as it was scheduled last. An hour that was not announced is None.

    When it really closed is not known: a stated close is a plan, and often overrun. Only one that
    lies in the following morning, after :data:`NIGHT_ENDS`, says more than the rule.
    """

    days: Collection[date]
    opens_at: time | None = None
    closes_at: time | None = None

    @property
    def night_ends(self) -> time:
        """Until when the morning after still belongs to it."""
        overnight = self.opens_at and self.closes_at and self.closes_at <= self.opens_at
        return max(NIGHT_ENDS, self.closes_at) if overnight and self.closes_at else NIGHT_ENDS

    def in_the_night(self, moment: datetime) -> bool:
        """Whether it is the night after one of its days, in the small hours."""
        before = moment.date() - timedelta(days=1)
        return before in self.days and moment.time() < self.night_ends

    def hold(self, when: date | datetime) -> bool:
        """Whether what happened then may have happened in it.

        Args:
            when: a moment at the coalition's place; or a day, where only that is known. What is
                known only to be of the day after may be of the night.
        """
        if isinstance(when, datetime):
            return when.date() in self.days or self.in_the_night(when)
        return not {when, when - timedelta(days=1)}.isdisjoint(self.days)
