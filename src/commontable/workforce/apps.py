from django.apps import AppConfig


class WorkforceConfig(AppConfig):
    name = "commontable.workforce"
    label = "workforce"
