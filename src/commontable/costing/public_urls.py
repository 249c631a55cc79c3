"""What anybody may read without a sign-in: the paycheck page, at its own address."""

from django.urls import path

from commontable.costing.views import public_paychecks

app_name = "public_paycheck"

urlpatterns = [
    path("<slug:paycheck>/", public_paychecks.paycheck, name="paycheck"),
]
