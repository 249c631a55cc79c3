from django.apps import AppConfig


class BargainingConfig(AppConfig):
    name = "commontable.bargaining"
    label = "bargaining"
