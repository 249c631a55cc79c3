"""allauth's pages to which the demonstration adds the code of the second step."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base.views import AuthenticateView, ReauthenticateView
from allauth.mfa.totp.views import ActivateTOTPView

from commontable.coalition import demonstration


class SecondStep(AuthenticateView):  # type: ignore[misc]  # allauth ships no types
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"demo_code": demonstration.code_for(self.stage.login.user)}


class ProveByCode(ReauthenticateView):  # type: ignore[misc]
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"demo_code": demonstration.code_for(self.request.user)}


class ActivateApp(ActivateTOTPView):  # type: ignore[misc]
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        secret = context["form"].secret
        return context | {
            "secret_in_fours": " ".join(secret[i : i + 4] for i in range(0, len(secret), 4)),
            "demo_code": demonstration.code_of(secret, user_id=self.request.user.pk),
        }
