"""Taking in an exhibit by itself, without a proposal."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from commontable.bargaining.forms.fields import MomentField
from commontable.bargaining.words import Party


class ExhibitForm(forms.Form):
    party = forms.ChoiceField(label=_("Whose exhibit"), choices=Party.choices)
    file = forms.FileField(label=_("File"))
    title = forms.CharField(
        label=_("Title"),
        max_length=300,
        required=False,
        help_text=_("Left empty, the file's name is the title."),
    )
    received_at = MomentField(label=_("Received at"))
    handed_by = forms.CharField(label=_("Handed over by"), max_length=200, required=False)
    alternative_text = forms.CharField(
        label=_("What the picture shows"), max_length=500, required=False
    )
