"""How an entry is hashed: SHA-256 over its canonical JSON, the previous entry's hash included.

Canonical: keys sorted, no spaces, UTF-8, times as UTC ISO 8601 with microseconds. Whoever holds
an export can recompute every hash with a standard tool.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

GENESIS = "0" * 64


def moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def digest(content: dict[str, Any]) -> str:
    """64 hexadecimal digits over ``content``, which must be plain JSON values."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
