"""The key a form is shown with, by which its arrival is told from any other's."""

from __future__ import annotations

import re
import secrets

FIELD = "submission_key"
_KEY = re.compile(r"[0-9a-f]{32}")


def new_key() -> str:
    """32 hexadecimal digits that nobody guesses."""
    return secrets.token_hex(16)


def is_key(text: str) -> bool:
    return _KEY.fullmatch(text) is not None
