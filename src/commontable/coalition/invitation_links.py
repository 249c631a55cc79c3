"""The signed link of an invitation: which one it is, and in whose tenancy it lies.

Whoever follows it is not signed in, so the database would show them nothing. The signature is what
lets the product look the one row up: it names the coalition, and the union if it is private.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse

from commontable.coalition.models import Invitation
from commontable.common.errors import NotFoundError

SALT = "commontable.coalition.invitation"


@dataclass(frozen=True, slots=True)
class Ticket:
    """What the link carries. Whether it still counts, the invitation's row says."""

    invitation_id: int
    coalition_id: int
    union_id: int | None

    @property
    def unions(self) -> list[int]:
        return [] if self.union_id is None else [self.union_id]


def token_of(invitation: Invitation) -> str:
    return signing.dumps(
        [invitation.pk, invitation.coalition_id, invitation.union_id or 0], salt=SALT
    )


def link_of(invitation: Invitation) -> str:
    """The whole address, as it stands in the e-mail."""
    return f"{settings.SITE_URL}{reverse('join', args=[token_of(invitation)])}"


def read(token: str) -> Ticket:
    """The ticket of a token.

    Raises:
        NotFoundError: it was not signed here, or part of it is missing.
    """
    try:
        invitation_id, coalition_id, union_id = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError) as error:
        raise NotFoundError(
            "This link is not whole.", expected="the link as it stands in the e-mail"
        ) from error
    return Ticket(invitation_id, coalition_id, union_id or None)
