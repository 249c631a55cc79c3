"""From an invitation to a seat."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse

from cast import PASSWORD, Cast, Member, enter
from coalition.signing_in import Visitor
from commontable.audit.models import Entry
from commontable.coalition import tenancy
from commontable.coalition.invitation_links import link_of, token_of
from commontable.coalition.models import Authority, Invitation, Person, Union, User
from commontable.coalition.roles import Role
from commontable.coalition.services.invitations import (
    accept_as,
    accept_with_password,
    invite,
    revoke_invitation,
    send_again,
)
from commontable.common import dates
from commontable.common.errors import (
    CommontableError,
    ConflictError,
    NotAllowedError,
    NotFoundError,
)

IRIS = "iris@harbor.test"
CHOSEN = {"password": PASSWORD, "again": PASSWORD}


def invited(cast: Cast, by: Member | None = None, **facts: object) -> Invitation:
    wanted = {"name": "Iris Invited", "email": IRIS, "role": Role.RESEARCH} | facts
    with transaction.atomic():
        return invite(actor=enter(by or cast.chief), **wanted)  # type: ignore[arg-type]


def address(invitation: Invitation) -> str:
    return reverse("join", args=[token_of(invitation)])


def test_the_link_in_the_mail_leads_to_a_seat_and_on_to_the_second_factor(
    cast: Cast, visitor: Visitor
) -> None:
    invited(cast, email="Iris@Harbor.Test")
    message = mail.outbox[-1]
    assert message.to == [IRIS]
    assert message.subject == "Your seat in Harbor Health Unions"
    assert "Ada Chief invites you" in message.body
    link = re.search(r"http://\S+", message.body)
    assert link
    page = visitor.client.get(link.group().removeprefix("http://127.0.0.1:8000"))
    assert "Welcome, Iris Invited" in page.content.decode()
    taken = visitor.client.post(page.request["PATH_INFO"], CHOSEN)
    assert taken.headers["Location"] == reverse("mfa_index")
    assert visitor.is_in
    assert visitor.client.get(reverse("mfa_activate_totp")).status_code == 200
    people = visitor.client.get(reverse("coalition:people"))
    assert people.headers["Location"] == reverse("mfa_index")


def test_taking_a_seat_is_in_the_log_under_the_persons_own_name(cast: Cast) -> None:
    accept_with_password(token=token_of(invited(cast)), password=PASSWORD)
    with transaction.atomic():
        enter(cast.chief)
        verbs = list(Entry.objects.order_by("position").values_list("verb", "actor_name"))
    assert verbs == [
        ("add_person", "Ada Chief"),
        ("grant_authority", "Ada Chief"),
        ("invite", "Ada Chief"),
        ("accept_invitation", "Iris Invited"),
    ]


@pytest.mark.parametrize(
    ("how", "said"),
    [("used", "has been used"), ("revoked", "was revoked"), ("expired", "has expired")],
)
def test_a_link_that_is_over_says_why_and_what_to_do(
    cast: Cast, visitor: Visitor, how: str, said: str
) -> None:
    invitation = invited(cast)
    if how == "used":
        accept_with_password(token=token_of(invitation), password=PASSWORD)
    with transaction.atomic():
        actor = enter(cast.chief)
        if how == "revoked":
            revoke_invitation(actor=actor, invitation_id=invitation.pk)
        if how == "expired":
            Invitation.objects.update(expires_at=dates.now() - timedelta(seconds=1))
    for answer in (
        visitor.client.get(address(invitation)),
        visitor.client.post(address(invitation), CHOSEN),
    ):
        assert answer.status_code == 410
        assert said in answer.content.decode()
        assert "ask" in answer.content.decode()


def test_a_link_with_a_letter_changed_is_not_whole(cast: Cast, visitor: Visitor) -> None:
    token = token_of(invited(cast))
    for broken in (token[:-1], "x" + token, token.replace(":", "")):
        answer = visitor.client.get(reverse("join", args=[broken]))
        assert answer.status_code == 404
        assert "This link is not whole" in answer.content.decode()


def test_a_weak_password_or_a_slip_is_told_beside_the_field_and_takes_no_seat(
    cast: Cast, visitor: Visitor
) -> None:
    invitation = invited(cast)
    short = visitor.client.post(address(invitation), {"password": "short", "again": "short"})
    assert short.status_code == 422
    assert "at least 12 characters" in short.content.decode()
    slip = visitor.client.post(address(invitation), CHOSEN | {"again": PASSWORD + "x"})
    assert "not the same password" in slip.content.decode()
    assert not User.objects.filter(email=IRIS).exists()


def test_sending_again_makes_the_earlier_link_worthless(cast: Cast, visitor: Visitor) -> None:
    first = invited(cast)
    with transaction.atomic():
        second = send_again(actor=enter(cast.chief), invitation_id=first.pk)
    assert visitor.client.get(address(first)).status_code == 410
    assert visitor.client.get(address(second)).status_code == 200


def test_inviting_a_known_person_again_gives_no_authority_twice(cast: Cast) -> None:
    first = invited(cast)
    invited(cast, person_id=first.person_id, email="iris@elsewhere.test")
    with transaction.atomic():
        enter(cast.chief)
        assert Authority.objects.filter(person_id=first.person_id).count() == 1
        open_ones = Invitation.objects.filter(person_id=first.person_id, revoked_at=None)
        assert [i.email for i in open_ones] == ["iris@elsewhere.test"]


def test_an_address_with_a_seat_is_not_invited_again(cast: Cast) -> None:
    with pytest.raises(ConflictError, match="has a seat"):
        invited(cast, email=cast.team.user.email)


@pytest.mark.parametrize("who", ["team", "observer", "research", "communications", "organizer"])
def test_only_who_may_give_authority_invites(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowedError):
        invited(cast, by=getattr(cast, who))


def test_a_union_officer_invites_for_their_union_alone(cast: Cast, visitor: Visitor) -> None:
    officer = cast.nurses_officer
    invitation = invited(cast, by=officer, role=Role.BARGAINING_TEAM, union_id=cast.nurses.pk)
    with pytest.raises(NotAllowedError):
        invited(cast, by=officer, email="other@harbor.test")
    with pytest.raises(NotFoundError):
        invited(cast, by=officer, email="other@harbor.test", union_id=cast.technicians.pk)
    assert visitor.client.post(address(invitation), CHOSEN).status_code == 302
    with transaction.atomic():
        enter(cast.chief)
        assert not Invitation.objects.filter(pk=invitation.pk).exists()


def test_nobody_reaches_authority_they_could_not_give_by_inviting_its_holder(cast: Cast) -> None:
    """Ira is to be research for the coalition and has not come yet."""
    ira = invited(cast, email="ira@harbor.test").person
    with pytest.raises(NotAllowedError, match="not yours to give"):
        invited(
            cast,
            by=cast.nurses_officer,
            person_id=ira.pk,
            email="mine@nurses.test",
            role=Role.OBSERVER,
            union_id=cast.nurses.pk,
        )
    tess = invited(
        cast,
        by=cast.technicians_officer,
        email="tess@harbor.test",
        union_id=cast.technicians.pk,
    ).person
    with pytest.raises(NotAllowedError, match="not yours to give"):
        invited(cast, person_id=tess.pk, email="mine@chief.test")


def test_the_chief_appoints_the_first_officer_of_a_union_and_no_second(cast: Cast) -> None:
    with transaction.atomic():
        enter(cast.chief)
        dockers = Union.objects.create(coalition=cast.coalition, code="DOC", name="Dockers")
    officer = {"role": Role.UNION_OFFICER, "union_id": dockers.pk}
    astray = invited(cast, email="olga@wrong.test", name="Olga", **officer)
    right = invited(cast, email="olga@dockers.test", person_id=astray.person_id, **officer)
    with pytest.raises(CommontableError, match="revoked"):
        accept_with_password(token=token_of(astray), password=PASSWORD)
    accept_with_password(token=token_of(right), password=PASSWORD)
    with pytest.raises(NotFoundError):
        invited(cast, email="second@dockers.test", **officer)
    with transaction.atomic():
        enter(cast.chief)
        told = Entry.objects.filter(verb="appoint_first_officer")
        assert [entry.subject_label for entry in told] == ["DOC", "DOC"]
        with tenancy.scope(coalition_id=cast.coalition.pk, unions=[dockers.pk]):
            private = Entry.objects.filter(union_id=dockers.pk).order_by("position")
            assert [entry.verb for entry in private][-1] == "accept_invitation"


def test_nobody_but_the_chief_appoints_a_first_officer(cast: Cast) -> None:
    with transaction.atomic():
        enter(cast.chief)
        dockers = Union.objects.create(coalition=cast.coalition, code="DOC", name="Dockers")
    for member in (cast.team, cast.nurses_officer):
        with pytest.raises(NotFoundError):
            invited(cast, by=member, role=Role.UNION_OFFICER, union_id=dockers.pk)


def test_somebody_with_a_seat_elsewhere_takes_a_second_one_and_switches(
    cast: Cast, visitor: Visitor
) -> None:
    invitation = invited(cast, email=cast.stranger.user.email, name="Zoe here")
    assert "signs in here already" in visitor.client.get(address(invitation)).content.decode()
    visitor.sign_in(cast.stranger.user)
    assert visitor.client.post(address(invitation)).headers["Location"] == reverse("account_home")
    people = visitor.client.get(reverse("coalition:people")).content.decode()
    assert "Harbor Health Unions" in people
    switched = visitor.client.post(
        reverse("account_switch_seat"), {"coalition": cast.stranger.person.coalition_id}
    )
    assert switched.headers["Location"] == "/"
    people = visitor.client.get(reverse("coalition:people")).content.decode()
    assert "River Unions" in people
    assert "Ada Chief" not in people


def test_nobody_switches_to_a_coalition_without_a_seat_there(cast: Cast, visitor: Visitor) -> None:
    visitor.sign_in(cast.stranger.user)
    answer = visitor.client.post(reverse("account_switch_seat"), {"coalition": cast.coalition.pk})
    assert answer.status_code == 404


def test_an_invitation_is_taken_by_the_address_it_was_sent_to(cast: Cast, visitor: Visitor) -> None:
    invitation = invited(cast, email=cast.stranger.user.email, name="Zoe here")
    with pytest.raises(NotAllowedError):
        accept_as(token=token_of(invitation), user=cast.team.user)
    with pytest.raises(ConflictError, match="signs in already"):
        accept_with_password(token=token_of(invitation), password=PASSWORD)
    visitor.sign_in(cast.team.user)
    assert visitor.client.post(address(invitation)).status_code == 403


def test_somebody_whose_authority_has_not_begun_is_told_when_it_does(
    cast: Cast, visitor: Visitor
) -> None:
    begins = cast.chief.actor.on + timedelta(days=3)
    invitation = invited(cast, from_on=begins)
    user = accept_with_password(token=token_of(invitation), password=PASSWORD)
    visitor.sign_in(user)
    assert visitor.client.get("/").headers["Location"] == reverse("account_home")
    assert "your authority begins on" in visitor.page("account_home")
    assert visitor.client.get(reverse("coalition:people")).status_code == 404


def test_the_screens_invite_grant_and_end(cast: Cast, visitor: Visitor) -> None:
    visitor.sign_in(cast.chief.user)
    invite_page = reverse("coalition:invite")
    assert visitor.client.get(invite_page).status_code == 200
    missing = visitor.client.post(invite_page, {"name": "Iris Invited", "role": "research"})
    assert missing.status_code == 422
    assert "Iris Invited" in missing.content.decode()
    sent = visitor.client.post(
        invite_page, {"name": "Iris Invited", "email": IRIS, "role": "research"}
    )
    assert sent.status_code == 303
    assert mail.outbox[-1].to == [IRIS]
    with transaction.atomic():
        enter(cast.chief)
        iris = Person.objects.get(name="Iris Invited")
        invitation = Invitation.objects.get(person=iris)
    assert "open until" in visitor.page("coalition:person", iris.pk)
    granted = visitor.client.post(reverse("coalition:grant", args=[iris.pk]), {"role": "observer"})
    assert granted.status_code == 303
    with transaction.atomic():
        enter(cast.chief)
        observing = Authority.objects.get(person=iris, role=Role.OBSERVER)
        own = Authority.objects.get(person=cast.chief.person)
    end = reverse("coalition:end_authority", args=[observing.pk])
    yesterday = cast.chief.actor.on - timedelta(days=1)
    assert visitor.client.post(end, {"until_on": yesterday}).status_code == 303
    assert "over" in visitor.page("coalition:person", iris.pk)
    last = visitor.client.post(
        reverse("coalition:end_authority", args=[own.pk]), {"until_on": yesterday}
    )
    assert last.status_code == 422
    assert "last chief negotiator" in last.content.decode()
    visitor.client.post(reverse("coalition:revoke_invitation", args=[invitation.pk]))
    assert "revoked on" in visitor.page("coalition:person", iris.pk)


def test_an_operator_begins_a_coalition_and_gets_the_first_link(visitor: Visitor) -> None:
    said = io.StringIO()
    facts = {"slug": "delta", "email": "first@delta.test", "chief": "Fay First"}
    call_command("create_coalition", "Delta Unions", **facts, stdout=io.StringIO())
    first = re.search(r"/join/\S+", mail.outbox[-1].body)
    call_command("create_coalition", "Delta Unions", **facts, again=True, stdout=said)
    assert first
    assert visitor.client.get(first.group()).status_code == 410
    link = re.search(r"http://127.0.0.1:8000(/join/\S+)", said.getvalue())
    assert link
    visitor.client.post(link.group(1), CHOSEN)
    visitor.sign_in(User.objects.get(email="first@delta.test"))
    assert "Fay First" in visitor.page("coalition:people")
    with pytest.raises(CommandError, match="name or slug"):
        call_command("create_coalition", "Delta Unions", **facts)
    with pytest.raises(CommandError, match="Somebody is in already"):
        call_command("create_coalition", "Delta Unions", **facts, again=True)
    with pytest.raises(CommandError, match="time zone"):
        call_command("create_coalition", "E", slug="e", email="e@e.test", time_zone="Mars/Base")


def test_the_link_names_the_site_and_nothing_private(cast: Cast) -> None:
    link = link_of(invited(cast))
    assert link.startswith("http://127.0.0.1:8000/join/")
    assert "iris" not in link.lower()
    assert Client().get(link).status_code == 200
