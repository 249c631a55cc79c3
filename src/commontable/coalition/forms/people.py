"""Forms for people and authority. They parse; whether it may be, the services say."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, may
from commontable.coalition.roles import Role, role_choices
from commontable.coalition.selectors.people import (
    tables_of,
    unions_to_grant_for,
    unions_without_officer,
)


def _date(label: Any, help_text: Any, *, required: bool = False) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def _roles() -> list[tuple[Any, Any]]:
    """None chosen beforehand: nobody becomes chief negotiator by a slip."""
    return [("", _("Choose a role")), *role_choices()]


class AuthorityForm(forms.Form):
    """A role, for whom, where and from when to when; only choices the actor could make."""

    role = forms.TypedChoiceField(label=_("Role"), coerce=Role, choices=_roles)
    union = forms.TypedChoiceField(
        label=_("For"), coerce=int, empty_value=None, required=False, choices=()
    )
    table = forms.TypedChoiceField(
        label=_("Table"), coerce=int, empty_value=None, required=False, choices=()
    )
    from_on = _date(_("First day"), _("Empty: today."))
    until_on = _date(_("Last day"), _("Empty: until it is ended."))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choices("union", self._unions(actor))
        tables = [(table.pk, str(table)) for table in tables_of(actor)]
        self._choices("table", [("", _("Every table")), *tables])

    def _choices(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = choices

    @staticmethod
    def _unions(actor: Actor) -> list[tuple[Any, Any]]:
        own = unions_to_grant_for(actor)
        choices: list[tuple[Any, Any]] = [(union.pk, union.name) for union in own]
        if may(actor, Right.GRANT):
            choices.insert(0, ("", _("The whole coalition")))
            choices += [
                (union.pk, _("%(union)s: its first officer") % {"union": union.name})
                for union in unions_without_officer(actor)
                if union not in own
            ]
        return choices

    def facts(self) -> dict[str, Any]:
        """As the services take them."""
        data = self.cleaned_data
        return {
            "role": data["role"],
            "union_id": data["union"],
            "table_id": data["table"],
            "from_on": data["from_on"],
            "until_on": data["until_on"],
        }


class InviteForm(AuthorityForm):
    """Somebody new, and their first authority."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, help_text=_("The invitation goes there.")
    )
    title = forms.CharField(
        label=_("Title"), max_length=200, required=False, help_text=_("As on the sign-in sheet.")
    )
    field_order = ("name", "email", "title", "role", "union", "table", "from_on", "until_on")

    def facts(self) -> dict[str, Any]:
        own = {name: self.cleaned_data[name] for name in ("name", "email", "title")}
        return super().facts() | own


class EndForm(forms.Form):
    until_on = _date(
        _("Last day"), _("Yesterday ends it at once. What was done with it stays."), required=True
    )
