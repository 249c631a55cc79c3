"""Short contracts the redline tests compare, and the real ones where they are at hand."""

from pathlib import Path

import pytest

from commontable.engines.documents import Document, read_bytes

REAL = Path(__file__).parents[5] / "shared" / "real" / "contracts"

BEFORE = """ARTICLE 1
RECOGNITION

The Employer recognizes the Union as the sole representative of all employees in the unit.

ARTICLE 2
WAGES

Effective December 1, 2025, wages increase by 12 % for all employees. The stipend is $1,200 a year.

- Nights are paid $2.00 an hour.
- Weekends are paid $3.00 an hour.

ARTICLE 3
NOTICE

The Employer gives sixty (60) days notice before any layoff. Layoff follows seniority within the
classification and facility.

ARTICLE 4
HOURS

The work week is forty hours in five days, Monday through Friday, unless both agree otherwise.
"""

AFTER = """ARTICLE I – RECOGNITION

The Employer recognizes the Union as the sole representative
of all employees in the unit.

ARTICLE II – HEALTH AND SAFETY

A joint committee meets monthly to look at injuries and near misses, on paid time.

ARTICLE III – WAGES

Effective February 1, 2025, wages increase by 10 % for all employees. The stipend is $1,350 a year.

• Nights are paid $2.50 an hour.
• Weekends are paid $3.00 an hour.

ARTICLE IV – HOURS

The work week is forty hours in five days, Monday through Friday, unless both agree otherwise.

ARTICLE V – NOTICE

The Employer gives thirty (30) days notice before any layoff.

ARTICLE VI – LAYOFF

Layoff follows seniority within the classification and facility.
"""


def real_contracts() -> tuple[Document, Document]:
    """The two successive nurses' contracts; the test is skipped where they are absent."""
    paths = [REAL / f"nurses-{years}.txt" for years in ("2023-2025", "2025-2027")]
    if not all(path.is_file() for path in paths):
        pytest.skip("the real contracts of ../shared are not on this machine")
    old, new = (read_bytes(path.read_bytes(), path.name) for path in paths)
    return old, new
