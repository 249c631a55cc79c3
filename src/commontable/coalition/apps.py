from django.apps import AppConfig


class CoalitionConfig(AppConfig):
    name = "commontable.coalition"
    label = "coalition"
