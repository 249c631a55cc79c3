"""Django's entry for the design system."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates, static files and template tags; no models."""

    name = "commontable.web"
    label = "web"
    verbose_name = "Design system"
