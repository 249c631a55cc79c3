"""Inviting people to a seat, and the way from the e-mail to a sign-in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.db.models import Q

from commontable.audit.services import Acting, record
from commontable.coalition import invitation_links, tenancy
from commontable.coalition.actors import Actor
from commontable.coalition.invitation_links import Ticket
from commontable.coalition.models import Authority, Invitation, Person, User
from commontable.coalition.policies import Right, may, require
from commontable.coalition.roles import Role
from commontable.coalition.selectors.people import (
    get_invitation,
    get_person,
    still_open,
    unions_of,
    unions_without_officer,
)
from commontable.coalition.services.authority import (
    granting,
    place_authority,
    same_authority,
)
from commontable.coalition.services.mail import send_invitation
from commontable.common import dates
from commontable.common.errors import CommontableError, ConflictError, NotAllowedError

DAYS = 7


class InvitationOverError(CommontableError):
    """The link was good once: it is used, revoked or expired."""

    status = 410


@dataclass(frozen=True, slots=True)
class Invited:
    """Whoever accepts acts for themselves: the log has them by their own name."""

    person_id: int
    name: str


@transaction.atomic
def invite(
    *,
    actor: Actor,
    email: str,
    role: Role,
    name: str = "",
    title: str = "",
    person_id: int | None = None,
    union_id: int | None = None,
    table_id: int | None = None,
    from_on: date | None = None,
    until_on: date | None = None,
) -> Invitation:
    """Offer a seat by e-mail: the person, their authority, and a link good for seven days.

    Give ``person_id`` for somebody the coalition knows already, else ``name``. An earlier open
    invitation of the same person is revoked: the newest link is the one that works.

    Raises:
        NotAllowedError, NotFoundError: the actor may not give authority there, or the person
            holds authority that the actor could not give.
        ConflictError: the person signs in already, or the address has a seat in the coalition.
        CommontableError: no name, or the dates, role, union and table do not fit.
    """
    email = email.strip().lower()
    with granting(actor, role=role, union_id=union_id, table_id=table_id) as first_officer:
        if person_id is None:
            person = _add_person(actor, name=name, title=title, union_id=union_id)
        else:
            person = _known_person(actor, person_id, email)
        _refuse_second_seat(actor, email)
        replaced = Q(person=person)
        if first_officer:
            # Nobody who could answer has: an earlier first officer's invitation went astray.
            replaced |= Q(union_id=union_id)
        for earlier in Invitation.objects.filter(
            replaced, coalition_id=actor.coalition_id, **still_open()
        ):
            revoke(actor, earlier)
        offered = Authority(
            coalition_id=actor.coalition_id,
            person=person,
            role=role,
            union_id=union_id,
            table_id=table_id,
        )
        if not same_authority(offered).filter(until_on=None).exists():
            place_authority(
                actor=actor,
                person=person,
                role=role,
                union_id=union_id,
                table_id=table_id,
                from_on=from_on,
                until_on=until_on,
            )
        return offer_seat(
            actor=actor, person=person, email=email, union_id=union_id, invited_by=actor.person_id
        )


def offer_seat(
    *, actor: Acting, person: Person, email: str, union_id: int | None, invited_by: int | None
) -> Invitation:
    """Write the invitation and send its link. The caller has asked the policy.

    Args:
        invited_by: whoever invites; None: an operator, and the person stands for themselves.
    """
    now = dates.now()
    invitation = Invitation.objects.create(
        coalition_id=person.coalition_id,
        union_id=union_id,
        person=person,
        email=email,
        invited_by_id=invited_by or person.pk,
        invited_at=now,
        expires_at=now + timedelta(days=DAYS),
    )
    record(
        actor=actor,
        verb="invite",
        subject=invitation,
        coalition_id=person.coalition_id,
        union_id=union_id,
        after={"person": person.pk, "email": email, "expires_at": invitation.expires_at},
    )
    send_invitation(invitation)
    return invitation


@transaction.atomic
def send_again(*, actor: Actor, invitation_id: int) -> Invitation:
    """Replace an invitation by a new one to the same address, good for another seven days.

    Raises:
        NotAllowedError, NotFoundError: the actor may not give authority there.
        ConflictError: the invitation was accepted.
    """
    earlier = get_invitation(actor, invitation_id)
    require(actor, Right.GRANT, union_id=earlier.union_id)
    person = _known_person(actor, earlier.person_id, earlier.email)
    if earlier.accepted_at is None and earlier.revoked_at is None:
        revoke(actor, earlier)
    return offer_seat(
        actor=actor,
        person=person,
        email=earlier.email,
        union_id=earlier.union_id,
        invited_by=actor.person_id,
    )


@transaction.atomic
def revoke_invitation(*, actor: Actor, invitation_id: int) -> Invitation:
    """Make the link worthless. The authority, should it stand, is ended on its own.

    Raises:
        NotAllowedError, NotFoundError: the actor may not give authority there.
        ConflictError: the invitation was accepted or revoked already.
    """
    invitation = get_invitation(actor, invitation_id)
    require(actor, Right.GRANT, union_id=invitation.union_id)
    if invitation.accepted_at is not None or invitation.revoked_at is not None:
        raise ConflictError("This invitation is over already.")
    revoke(actor, invitation)
    return invitation


@contextmanager
def opened(ticket: Ticket, *, lock: bool = False) -> Iterator[Invitation]:
    """The invitation of a link, in the scope it lies in, for the length of the block.

    Raises:
        InvitationOverError: used, revoked, expired, or not there any more.
    """
    with tenancy.scope(coalition_id=ticket.coalition_id, unions=ticket.unions):
        found = Invitation.objects.filter(pk=ticket.invitation_id)
        if lock:
            found = found.select_for_update(of=("self",))
        invitation = found.select_related("person", "coalition", "invited_by").first()
        if invitation is None or invitation.revoked_at is not None:
            raise InvitationOverError("This invitation was revoked.", kept="")
        if invitation.accepted_at is not None:
            raise InvitationOverError("This invitation has been used.", kept="")
        if invitation.expires_at <= dates.now():
            raise InvitationOverError("This invitation has expired.", kept="")
        yield invitation


@transaction.atomic
def accept_with_password(*, token: str, password: str) -> User:
    """Take the seat as somebody new: the sign-in is made from the address invited.

    Raises:
        NotFoundError: the link is not whole. InvitationOverError: it counts no more.
        ConflictError: the address has a sign-in already; that one accepts instead.
        ValidationError: the password is too short or too common.
    """
    with opened(invitation_links.read(token), lock=True) as invitation:
        if has_sign_in(invitation.email):
            raise ConflictError(
                "This address signs in already.", expected="to sign in, and follow the link again"
            )
        validate_password(password, User(email=invitation.email))
        user = User.objects.create_user(invitation.email, password)
        _take(invitation, user)
    return user


@transaction.atomic
def accept_as(*, token: str, user: User) -> None:
    """Take the seat with a sign-in that exists: for somebody with a seat in another coalition.

    Raises:
        NotFoundError: the link is not whole. InvitationOverError: it counts no more.
        NotAllowedError: the invitation is for another address.
        ConflictError: this sign-in has a seat in the coalition already.
    """
    with opened(invitation_links.read(token), lock=True) as invitation:
        if user.email != invitation.email:
            raise NotAllowedError(
                "This invitation is for another address.",
                expected=invitation.email,
                came=user.email,
            )
        _take(invitation, user)


def has_sign_in(email: str) -> bool:
    """Whether somebody signs in with this address. For whoever holds its invitation."""
    return User.objects.filter(email=email).exists()


def _add_person(actor: Actor, *, name: str, title: str, union_id: int | None) -> Person:
    if not name.strip():
        raise CommontableError("Who is invited?", expected="a name", came="none", where="Name")
    person = Person.objects.create(
        coalition_id=actor.coalition_id,
        name=name.strip(),
        title=title.strip(),
        affiliate_id=union_id,
    )
    record(
        actor=actor,
        verb="add_person",
        subject=person,
        coalition_id=actor.coalition_id,
        after={"name": person.name, "title": person.title, "affiliate": union_id},
    )
    return person


def _known_person(actor: Actor, person_id: int, email: str) -> Person:
    """Somebody without a sign-in, all of whose authority the actor could give.

    Without that, inviting them to an address of one's own would be a way to authority one does
    not have. It is asked over every union's rows; only yes or no comes of it.
    """
    person = get_person(actor, person_id)
    if person.user_id is not None:
        raise ConflictError(
            f"{person} signs in already.", expected="to be given authority", came=email
        )
    with tenancy.scope(
        coalition_id=actor.coalition_id,
        unions=[union.pk for union in unions_of(actor)],
        user_id=actor.user_id,
    ):
        held = list(
            Authority.objects.filter(person=person).values_list("union_id", "table_id", "role")
        )
    for union_id, table_id, role in held:
        own = may(actor, Right.GRANT, union_id=union_id, table_id=table_id)
        # A first officer who never came is the coalition's to invite again.
        first = (
            role == Role.UNION_OFFICER
            and table_id is None
            and union_id in {union.pk for union in unions_without_officer(actor)}
        )
        if not own and not first:
            raise NotAllowedError(
                f"{person} holds authority that is not yours to give.",
                expected="an invitation by whoever gave it",
            )
    return person


def _refuse_second_seat(actor: Actor, email: str) -> None:
    if Person.objects.filter(coalition_id=actor.coalition_id, user__email=email).exists():
        raise ConflictError(
            "This address has a seat in the coalition.",
            expected="an address without one, or to give that person authority",
            came=email,
            where="E-mail",
        )


def revoke(actor: Acting, invitation: Invitation) -> None:
    """Write the revocation. The caller has asked the policy."""
    invitation.revoked_at = dates.now()
    invitation.save(update_fields=["revoked_at"])
    record(
        actor=actor,
        verb="revoke_invitation",
        subject=invitation,
        coalition_id=invitation.coalition_id,
        union_id=invitation.union_id,
        after={"person": invitation.person_id, "email": invitation.email},
    )


def _take(invitation: Invitation, user: User) -> None:
    person = invitation.person
    if Person.objects.filter(coalition_id=invitation.coalition_id, user=user).exists():
        raise ConflictError("You have a seat in this coalition already.")
    if person.user_id is not None:
        raise ConflictError("Somebody has this seat already.")
    person.user = user
    person.save(update_fields=["user"])
    invitation.accepted_at = dates.now()
    invitation.save(update_fields=["accepted_at"])
    record(
        actor=Invited(person.pk, person.name),
        verb="accept_invitation",
        subject=invitation,
        coalition_id=invitation.coalition_id,
        union_id=invitation.union_id,
        after={"person": person.pk},
    )
