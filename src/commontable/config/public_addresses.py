"""Public addresses know nobody: whoever asks is taken for a stranger before anybody looks."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

PREFIX = "/public/"
_IDENTITY = ("HTTP_COOKIE", "HTTP_AUTHORIZATION")


class PublicAddressMiddleware:
    """Below ``/public/`` no cookie is read and none is set, so that all get the same bytes.

    Stands outside sessions and sign-in: behind it, even somebody signed in is nobody. A cache may
    then keep the answer for everybody, and a mistake in a view cannot show more to one than to all.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        for name in _IDENTITY:
            request.META.pop(name, None)
        response = self.get_response(request)
        response.cookies.clear()
        varies = [each.strip() for each in response.headers.get("Vary", "").split(",")]
        kept = [each for each in varies if each and each.lower() != "cookie"]
        if kept:
            response.headers["Vary"] = ", ".join(kept)
        elif "Vary" in response.headers:
            del response.headers["Vary"]
        return response
