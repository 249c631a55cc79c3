"""Every address of the product."""

from django.urls import URLPattern, URLResolver, path

from commontable.config.health import healthz

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
]
