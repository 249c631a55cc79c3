"""What every template may know of whoever is asking."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from commontable.coalition.requests import actor_of, seats_of_request
from commontable.coalition.sign_in import has_second_factor


def actor(request: HttpRequest) -> dict[str, Any]:
    """``actor`` (or None), the way to their other coalitions, whether it is the demonstration."""
    current = actor_of(request)
    found: dict[str, Any] = {"actor": current, "demo": settings.DEMO}
    if current is not None:
        label = current.coalition_name
        several = len(seats_of_request(request)) > 1
        found["has_second_factor"] = SimpleLazyObject(lambda: has_second_factor(request.user))
        found["switcher"] = {"label": label, "url": reverse("account_home") if several else "/"}
    return found
