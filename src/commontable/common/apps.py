from django.apps import AppConfig


class CommonConfig(AppConfig):
    """Holds no tables of its own: its migrations give the database the tenancy functions."""

    name = "commontable.common"
    label = "common"
