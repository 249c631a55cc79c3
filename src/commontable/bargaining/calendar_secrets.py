"""The secret in a calendar address: made here, told once, kept as a hash."""

from __future__ import annotations

import hashlib
import secrets

_BYTES = 32


def new_secret() -> str:
    """256 random bits, in letters and figures an address may hold."""
    return secrets.token_urlsafe(_BYTES)


def hash_of(secret: str) -> str:
    """What is kept. Without a salt: nobody guesses 256 bits, and it is looked up by this."""
    return hashlib.sha256(secret.encode()).hexdigest()
