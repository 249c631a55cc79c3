from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "commontable.audit"
    label = "audit"
