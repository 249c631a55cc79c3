"""Facts of an update, a letter or a web page: days, figures, people, cases, places, deadlines.

``read_facts`` suggests, by rules alone; a person decides. Each fact stands beside its words.
"""

from commontable.engines.reading.facts.conflicts import (
    Conflict,
    KnownCount,
    KnownDays,
    conflicts,
)
from commontable.engines.reading.facts.fact import (
    KINDS,
    Case,
    Confidence,
    Days,
    Deadline,
    Except,
    Fact,
    Headcount,
    Kind,
    Money,
    Ordinal,
    Percentage,
    Recurrence,
    Span,
)
from commontable.engines.reading.facts.reading import read_facts
from commontable.engines.reading.facts.reposts import (
    Fingerprint,
    Likeness,
    fingerprint,
    is_repost,
    likeness,
)

__all__ = [
    "KINDS",
    "Case",
    "Confidence",
    "Conflict",
    "Days",
    "Deadline",
    "Except",
    "Fact",
    "Fingerprint",
    "Headcount",
    "Kind",
    "KnownCount",
    "KnownDays",
    "Likeness",
    "Money",
    "Ordinal",
    "Percentage",
    "Recurrence",
    "Span",
    "conflicts",
    "fingerprint",
    "is_repost",
    "likeness",
    "read_facts",
]
