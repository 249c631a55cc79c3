"""Addresses of the design system itself."""

from django.urls import path

from commontable.web.views import styleguide

app_name = "web"

urlpatterns = [
    path("", styleguide, name="styleguide"),
]
