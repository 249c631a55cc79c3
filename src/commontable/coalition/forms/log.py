"""Narrowing the log."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from commontable.coalition.actors import Actor
from commontable.coalition.log_words import act
from commontable.coalition.selectors.log import people_in_coalition, verbs_in_log


class LogSearchForm(forms.Form):
    """By whom and what; ``before`` turns the page."""

    person = forms.TypedChoiceField(
        label=_("Who"), coerce=int, empty_value=None, required=False, choices=()
    )
    verb = forms.ChoiceField(label=_("What"), required=False, choices=())
    before = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = cast("forms.ChoiceField", self.fields["person"])
        people.choices = [("", _("Everybody")), *people_in_coalition(actor)]
        verbs = cast("forms.ChoiceField", self.fields["verb"])
        verbs.choices = [
            ("", _("Everything")),
            *sorted(((verb, act(verb)) for verb in verbs_in_log(actor)), key=lambda one: one[1]),
        ]
