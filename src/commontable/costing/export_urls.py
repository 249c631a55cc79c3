"""Addresses of files made from a scenario."""

from django.urls import path

from commontable.costing.views import exports

app_name = "costing_exports"

urlpatterns = [
    path("<int:scenario_id>/", exports.exports, name="exports"),
    path("<int:scenario_id>/make", exports.make, name="make"),
    path("files/<int:result_id>", exports.file, name="file"),
]
