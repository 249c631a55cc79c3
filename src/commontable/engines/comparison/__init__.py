"""Comparison: what changed between positions at the table, and between texts of a contract.

Pure computing. Terms and passes go in; paths, movement, flags and distances come out, each with
the exact values it was worked out from and a sentence that can be read aloud.
"""

from commontable.engines.comparison.changes import Change
from commontable.engines.comparison.compound import compound, total
from commontable.engines.comparison.errors import ComparisonError
from commontable.engines.comparison.gap import (
    Distance,
    Separation,
    Trend,
    TrendPoint,
    Unmeasured,
    gap,
    gap_trend,
)
from commontable.engines.comparison.glance import Glance, glance
from commontable.engines.comparison.movement import Move, movement
from commontable.engines.comparison.packages import Turning, turnings
from commontable.engines.comparison.paths import Path, Standing, Step, paths, standing
from commontable.engines.comparison.positions import Measure
from commontable.engines.comparison.regression import (
    CAUTION,
    Flag,
    Review,
    Uncompared,
    regressions,
    review,
    uncompared,
)
from commontable.engines.comparison.rules import RULES, Difference, Rule, Value
from commontable.engines.comparison.terms import Audience, Pass, Scope, Subject, Term
from commontable.engines.comparison.vocabulary import (
    Against,
    Aspect,
    Better,
    Bound,
    Cause,
    ProposalKind,
    Side,
    TermKind,
    Uncomparable,
    Verdict,
)

__all__ = [
    "CAUTION",
    "RULES",
    "Against",
    "Aspect",
    "Audience",
    "Better",
    "Bound",
    "Cause",
    "Change",
    "ComparisonError",
    "Difference",
    "Distance",
    "Flag",
    "Glance",
    "Measure",
    "Move",
    "Pass",
    "Path",
    "ProposalKind",
    "Review",
    "Rule",
    "Scope",
    "Separation",
    "Side",
    "Standing",
    "Step",
    "Subject",
    "Term",
    "TermKind",
    "Trend",
    "TrendPoint",
    "Turning",
    "Uncomparable",
    "Uncompared",
    "Unmeasured",
    "Value",
    "Verdict",
    "compound",
    "gap",
    "gap_trend",
    "glance",
    "movement",
    "paths",
    "regressions",
    "review",
    "standing",
    "total",
    "turnings",
    "uncompared",
]
