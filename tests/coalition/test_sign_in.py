"""Signing in: password, second step, lock-out, sessions, reset by e-mail."""

from __future__ import annotations

import io
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse

from cast import PASSWORD, Cast
from coalition.signing_in import Visitor, code_of, give_app, secret_of
from commontable.coalition import tenancy
from commontable.coalition.models import Person, User
from commontable.coalition.services.demo_sign_ins import give_demo_sign_in


def dora(cast: Cast) -> User:
    """Somebody of the demonstration."""
    with transaction.atomic(), tenancy.scope(coalition_id=cast.coalition.pk):
        person = Person.objects.create(coalition=cast.coalition, name="Dora Demo")
        return give_demo_sign_in(person, "dora@harbor.test", PASSWORD)


def test_password_and_code_let_a_person_in(cast: Cast, visitor: Visitor) -> None:
    secret = give_app(cast.chief.user)
    asked = visitor.enter_password(cast.chief.user.email)
    assert asked.headers["Location"] == reverse("mfa_authenticate")
    assert not visitor.is_in
    done = visitor.enter_code(code_of(secret))
    assert done.headers["Location"] == "/"
    assert visitor.is_in


def test_the_address_may_be_typed_in_capitals(cast: Cast, visitor: Visitor) -> None:
    give_app(cast.chief.user)
    assert visitor.enter_password(cast.chief.user.email.upper()).status_code == 302


def test_a_code_counts_once(cast: Cast, visitor: Visitor) -> None:
    code = code_of(give_app(cast.chief.user))
    visitor.enter_password(cast.chief.user.email)
    visitor.enter_code(code)
    other = Visitor(Client())
    other.enter_password(cast.chief.user.email)
    refused = other.enter_code(f"{code[:3]} {code[3:]}")
    assert refused.status_code == 200
    assert "a code counts once" in refused.content.decode()
    assert not other.is_in


def test_a_recovery_code_stands_in_for_a_lost_phone_once(cast: Cast, visitor: Visitor) -> None:
    give_app(cast.chief.user)
    code = RecoveryCodes.activate(cast.chief.user).get_unused_codes()[0]
    visitor.enter_password(cast.chief.user.email)
    assert visitor.enter_code(code).status_code == 302
    other = Visitor(Client())
    other.enter_password(cast.chief.user.email)
    assert other.enter_code(code).status_code == 200


def test_five_failures_lock_the_address_and_the_page_says_how_long(
    cast: Cast, visitor: Visitor
) -> None:
    email = cast.chief.user.email
    for _ in range(5):
        page = visitor.enter_password(email, "wrong-wrong-wrong").content.decode()
        assert "do not belong together" in page
    locked = Visitor(Client()).enter_password(email).content.decode()
    assert "Wait 10 minutes" in locked
    assert "reset it by" in locked
    assert visitor.enter_password(cast.team.user.email).status_code == 302


def test_a_new_password_by_email_lifts_the_lock(cast: Cast, visitor: Visitor) -> None:
    email = cast.chief.user.email
    give_app(cast.chief.user)
    for _ in range(5):
        visitor.enter_password(email, "wrong-wrong-wrong")
    visitor.client.post(reverse("account_reset_password"), {"email": email.upper()})
    link = re.search(r"/account/password/new/\S+", mail.outbox[-1].body)
    assert link
    form = visitor.client.get(link.group(), follow=True)
    assert "Choose a new password" in form.content.decode()
    new = "quite-another-long-word"
    done = visitor.client.post(
        form.redirect_chain[-1][0], {"password1": new, "password2": new}, follow=True
    )
    assert "Your password is changed" in done.content.decode()
    assert visitor.enter_password(email, new).headers["Location"] == reverse("mfa_authenticate")
    used = visitor.client.get(link.group(), follow=True).content.decode()
    assert "This link no longer works" in used


def test_an_unknown_address_gets_the_same_page_and_no_mail(visitor: Visitor) -> None:
    sent = visitor.client.post(
        reverse("account_reset_password"), {"email": "nobody@harbor.test"}, follow=True
    )
    assert "Look into your mail" in sent.content.decode()
    assert mail.outbox == []


def test_five_wrong_codes_lock_the_second_step(cast: Cast, visitor: Visitor) -> None:
    secret = give_app(cast.chief.user)
    visitor.enter_password(cast.chief.user.email)
    for _ in range(5):
        visitor.enter_code("000000")
    locked = visitor.enter_code(code_of(secret))
    assert "Locked after too many failures" in locked.content.decode()
    assert not visitor.is_in


def test_everybody_with_a_seat_sets_up_a_second_factor_first(cast: Cast, visitor: Visitor) -> None:
    entered = visitor.enter_password(cast.observer.user.email)
    assert entered.headers["Location"] == reverse("mfa_index")
    people = visitor.client.get(reverse("coalition:people"))
    assert people.headers["Location"] == reverse("mfa_index")
    assert "One more thing" in visitor.page("mfa_index")


def test_recovery_codes_alone_are_no_second_factor(cast: Cast, visitor: Visitor) -> None:
    RecoveryCodes.activate(cast.observer.user)
    visitor.enter_password(cast.observer.user.email)
    assert visitor.client.get(reverse("coalition:people")).status_code == 302


def test_an_app_is_set_up_by_its_first_code_and_recovery_codes_follow(
    cast: Cast, visitor: Visitor
) -> None:
    visitor.enter_password(cast.observer.user.email)
    page = visitor.page("mfa_activate_totp")
    assert "data:image/svg+xml;base64," in page
    secret = visitor.client.session["mfa.totp.secret"]
    done = visitor.client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert done.headers["Location"] == reverse("mfa_view_recovery_codes")
    assert visitor.page("mfa_view_recovery_codes").count("<li><code>") == 10
    assert visitor.client.get(reverse("coalition:people")).status_code == 200
    assert [message.to for message in mail.outbox] == [[cast.observer.user.email]]


def test_a_session_ended_elsewhere_is_signed_out(cast: Cast, visitor: Visitor) -> None:
    other = Visitor(Client(headers={"User-Agent": "Hotel lobby"}))
    other.sign_in(cast.chief.user)
    visitor.sign_in(cast.chief.user)
    page = visitor.page("usersessions_list")
    assert "Hotel lobby" in page
    assert "this one" in page
    ending = re.search(r'action="(/account/sessions/\d+/end/)"', page)
    assert ending
    visitor.client.post(ending.group(1))
    assert not other.is_in
    assert visitor.is_in
    assert "Hotel lobby" not in visitor.page("usersessions_list")


def test_nobody_ends_somebody_elses_session(cast: Cast, visitor: Visitor) -> None:
    other = Visitor(Client())
    other.sign_in(cast.chief.user)
    visitor.sign_in(cast.team.user)
    session = other.client.session.session_key
    pk = UserSession.objects.get(session_key=session).pk
    assert visitor.client.post(reverse("account_end_session", args=[pk])).status_code == 404
    assert other.is_in


def test_changing_the_password_signs_every_browser_out(cast: Cast, visitor: Visitor) -> None:
    other = Visitor(Client())
    other.sign_in(cast.chief.user)
    visitor.sign_in(cast.chief.user)
    new = "quite-another-long-word"
    visitor.client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )
    assert not other.is_in
    assert not visitor.is_in


def test_nobody_signs_up(visitor: Visitor) -> None:
    assert visitor.client.get("/account/signup/").status_code == 404
    assert visitor.client.get("/account/email/").status_code == 404


@pytest.mark.parametrize("demo", [True, False])
def test_the_codes_are_shown_in_the_demonstration_and_nowhere_else(
    cast: Cast, visitor: Visitor, demo: bool
) -> None:
    user = dora(cast)
    code = code_of(secret_of(user))
    spoken = f"{code[:3]} {code[3:]}"
    with override_settings(DEMO=demo):
        visitor.enter_password(user.email)
        second_step = visitor.page("mfa_authenticate")
        assert visitor.enter_code(code).status_code == 302
        proof = visitor.page("mfa_reauthenticate")
    for page in (second_step, proof):
        assert ("Demonstration only" in page) is demo
        assert code not in page
    assert (spoken in second_step) is demo


@pytest.mark.parametrize("demo", [True, False])
def test_setting_up_an_app_shows_its_code_in_the_demonstration_alone(
    cast: Cast, visitor: Visitor, demo: bool
) -> None:
    with override_settings(DEMO=demo):
        visitor.enter_password(cast.chief.user.email)
        page = visitor.page("mfa_activate_totp")
    assert ("Demonstration only" in page) is demo


def test_the_demonstration_offers_the_next_code_when_one_is_used(
    cast: Cast, visitor: Visitor
) -> None:
    give_app(cast.chief.user)
    with override_settings(DEMO=True):
        for client in (visitor, Visitor(Client())):
            client.enter_password(cast.chief.user.email)
            shown = re.search(r"<strong>(\d{3}) (\d{3})</strong>", client.page("mfa_authenticate"))
            assert shown
            assert client.enter_code("".join(shown.groups())).status_code == 302


def test_a_demo_sign_in_has_an_app_and_recovery_codes(cast: Cast) -> None:
    user = dora(cast)
    kinds = Authenticator.objects.filter(user=user).values_list("type", flat=True)
    assert sorted(kinds) == ["recovery_codes", "totp"]


def test_who_lost_everything_sets_up_a_new_factor_after_the_operator_helps(
    cast: Cast, visitor: Visitor
) -> None:
    visitor.sign_in(cast.chief.user)
    call_command("remove_second_factor", cast.chief.user.email, stdout=io.StringIO())
    assert not visitor.is_in
    entered = visitor.enter_password(cast.chief.user.email)
    assert entered.headers["Location"] == reverse("mfa_index")
    with pytest.raises(CommandError, match="Nobody signs in"):
        call_command("remove_second_factor", "nobody@harbor.test")
