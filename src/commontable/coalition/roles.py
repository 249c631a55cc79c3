"""The roles people hold, in the field's words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    CHIEF_NEGOTIATOR = "chief_negotiator", _("Chief negotiator")
    BARGAINING_TEAM = "bargaining_team", _("Bargaining team")
    OBSERVER = "observer", _("Observer")
    RESEARCH = "research", _("Research")
    COMMUNICATIONS = "communications", _("Communications")
    ORGANIZER = "organizer", _("Organizer")
    UNION_OFFICER = "union_officer", _("Union officer")


def role_choices() -> list[tuple[str, str]]:
    """For a field's ``choices``: a callable, so that a new role makes no migration."""
    return [(role.value, str(role.label)) for role in Role]
