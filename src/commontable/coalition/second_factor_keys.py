"""Secrets of the second factor as they lie in the database: encrypted, and readable by key only.

A key is any long random text, apart from ``SECRET_KEY``: that one may be changed, and this one may
not without encrypting anew. Of several the first encrypts and all decrypt, so that keys can be
exchanged one after the other.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from commontable.common.errors import CommontableError

SHORTEST = 32
# What was encrypted here begins with it; what was kept before there were keys does not.
MARK = "keyed:"


class UnreadableSecretError(CommontableError):
    """A second factor was encrypted with a key that this server does not have."""

    status = 503

    def __init__(self) -> None:
        super().__init__(
            "This server has not the key to your second factor.",
            expected="SECOND_FACTOR_KEYS as it was when the factor was set up; the operator knows",
            kept="You are not signed in, and nothing was changed.",
        )


def encrypt(text: str, keys: Sequence[str]) -> str:
    """``text`` under the first key."""
    return MARK + _with(keys).encrypt(text.encode()).decode()


def decrypt(kept: str, keys: Sequence[str]) -> str:
    """What was encrypted under any of the keys; what never was, as it is.

    Raises:
        UnreadableSecretError: none of the keys fits.
    """
    if not kept.startswith(MARK):
        return kept
    try:
        return _with(keys).decrypt(kept.removeprefix(MARK).encode()).decode()
    except InvalidToken as error:
        raise UnreadableSecretError from error


def is_newest(kept: str, keys: Sequence[str]) -> bool:
    """Whether it is encrypted, and under the first key."""
    if not kept.startswith(MARK):
        return False
    try:
        _with(keys[:1]).decrypt(kept.removeprefix(MARK).encode())
    except InvalidToken:
        return False
    return True


def _with(keys: Sequence[str]) -> MultiFernet:
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str) -> bytes:
    """A Fernet key: 128 bits to encrypt with and 128 to sign with. RFC 5869."""
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"commontable second factor")
    return base64.urlsafe_b64encode(derive.derive(key.encode()))
