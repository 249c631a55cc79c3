"""Every address of the product."""

from django.urls import URLPattern, URLResolver, include, path

from commontable.coalition.views.joining import join
from commontable.coalition.views.sent import sent
from commontable.config.health import healthz

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("account/", include("commontable.coalition.account_urls")),
    path("join/<str:token>/", join, name="join"),
    path("sent/<str:token>", sent, name="sent"),
    path("coalition/", include("commontable.coalition.urls")),
    path("public/paychecks/", include("commontable.costing.public_urls")),
    path("public/", include("commontable.bargaining.public_urls")),
    path("costing/paychecks/", include("commontable.costing.paycheck_urls")),
    path("costing/exports/", include("commontable.costing.export_urls")),
    path("costing/", include("commontable.costing.urls")),
    path("workforce/", include("commontable.workforce.urls")),
    path("", include("commontable.bargaining.urls")),
]
