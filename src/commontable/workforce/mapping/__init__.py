"""From the columns of somebody's sheet to ours: what a heading means, and what must not be read."""

from commontable.workforce.mapping.headings import (
    Suggestion,
    heading_row_of,
    suggest,
    width_of,
    words_of,
)
from commontable.workforce.mapping.people import PersonalColumn, personal_columns
from commontable.workforce.mapping.targets import CENSUS, COMPARATORS, SCHEDULE, Target

__all__ = [
    "CENSUS",
    "COMPARATORS",
    "SCHEDULE",
    "PersonalColumn",
    "Suggestion",
    "Target",
    "heading_row_of",
    "personal_columns",
    "suggest",
    "width_of",
    "words_of",
]
