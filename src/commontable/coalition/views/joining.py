"""From the e-mail to a seat."""

from __future__ import annotations

from http import HTTPStatus

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from commontable.coalition import invitation_links
from commontable.coalition.models import Invitation, User
from commontable.coalition.requests import see_other
from commontable.coalition.services.invitations import (
    InvitationOverError,
    accept_as,
    accept_with_password,
    has_sign_in,
    opened,
)
from commontable.common.errors import CommontableError, NotFoundError


class ChoosePasswordForm(forms.Form):
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=_("At least 12 characters. Four words nobody would put together do well."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if "password" in self.cleaned_data and again != self.cleaned_data["password"]:
            raise ValidationError(_("This is not the same password as above."))
        return again


@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """The link of an invitation: choose a password, or take the seat with the sign-in one has."""
    try:
        with opened(invitation_links.read(token)) as invitation:
            pass
    except NotFoundError:
        return render(request, "coalition/join_broken.html", status=HTTPStatus.NOT_FOUND)
    except InvitationOverError as error:
        return render(request, "coalition/join_over.html", {"why": error}, status=HTTPStatus.GONE)
    if has_sign_in(invitation.email):
        return _with_own_sign_in(request, token, invitation)
    return _with_password(request, token, invitation)


def _with_password(request: HttpRequest, token: str, invitation: Invitation) -> HttpResponse:
    form = ChoosePasswordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        password = form.cleaned_data["password"]
        try:
            user = accept_with_password(token=token, password=password)
        except ValidationError as error:
            form.add_error("password", error)
        except CommontableError as error:
            form.add_error(None, str(error))
        else:
            return _signed_in(request, user)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    facts = {"form": form, "invitation": invitation}
    return render(request, "coalition/join.html", facts, status=status)


def _with_own_sign_in(request: HttpRequest, token: str, invitation: Invitation) -> HttpResponse:
    user = request.user
    error = None
    if request.method == "POST" and isinstance(user, User):
        try:
            accept_as(token=token, user=user)
        except CommontableError as refused:
            error = refused
        else:
            return see_other("account_home")
    facts = {
        "invitation": invitation,
        "error": error,
        "same": isinstance(user, User) and user.email == invitation.email,
        "sign_in": f"{reverse('account_login')}?next={request.path}",
    }
    status = error.status if error else HTTPStatus.OK
    return render(request, "coalition/join_with_sign_in.html", facts, status=status)


def _signed_in(request: HttpRequest, user: User) -> HttpResponse:
    """Sign the new person in; what allauth notes of it lets them go on to the second factor."""
    login = Login(user=user, email=user.email, redirect_url=reverse("mfa_index"))
    response: HttpResponse = perform_password_login(request, {"email": user.email}, login)
    return response
