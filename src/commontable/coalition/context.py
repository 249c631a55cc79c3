"""What every template may know of whoever is asking."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from commontable.coalition.requests import actor_of


def actor(request: HttpRequest) -> dict[str, Any]:
    """``actor`` (or None) and whether this is a demonstration."""
    return {"actor": actor_of(request), "demo": settings.DEMO}
