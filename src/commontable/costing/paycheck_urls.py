"""The team's addresses for the paycheck page."""

from django.urls import path

from commontable.costing.views import paychecks

app_name = "paychecks"

urlpatterns = [
    path("<int:basis_id>/", paychecks.releases, name="releases"),
    path("<int:basis_id>/release", paychecks.release, name="release"),
    path("releases/<int:paycheck_id>/withdraw", paychecks.withdraw, name="withdraw"),
]
