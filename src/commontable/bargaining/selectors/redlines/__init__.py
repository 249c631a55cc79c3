"""What proposed words change: which texts there are of an article, and any of them compared."""

from commontable.bargaining.selectors.redlines.comparing import (
    Comparison,
    compared,
    numbers_changed,
)
from commontable.bargaining.selectors.redlines.grounds import (
    CONTRACT,
    Ground,
    Position,
    Subject,
    get_language,
    ground_of_article,
    ground_of_issue,
    ground_of_language,
    ground_of_proposal,
)

__all__ = [
    "CONTRACT",
    "Comparison",
    "Ground",
    "Position",
    "Subject",
    "compared",
    "get_language",
    "ground_of_article",
    "ground_of_issue",
    "ground_of_language",
    "ground_of_proposal",
    "numbers_changed",
]
