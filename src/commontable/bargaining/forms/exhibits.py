"""Exhibits: taking one in, its custody, and which of them are exported."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commontable.bargaining.models import Exhibit
from commontable.bargaining.services.custody import BY_PEOPLE, Event
from commontable.bargaining.services.exporting import LAST_NUMBER, Choice
from commontable.bargaining.words import CustodyKind, Party
from commontable.web.fields import NowField, lines


class ExhibitForm(forms.Form):
    party = forms.ChoiceField(label=_("Whose exhibit"), choices=Party.choices)
    file = forms.FileField(label=_("File"))
    title = forms.CharField(
        label=_("Title"),
        max_length=300,
        required=False,
        help_text=_("Left empty, the file's name is the title."),
    )
    received_at = NowField(label=_("Received at"))
    handed_by = forms.CharField(label=_("Handed over by"), max_length=200, required=False)
    alternative_text = forms.CharField(
        label=_("What the picture shows"), max_length=500, required=False
    )


class CustodyForm(forms.Form):
    """``event`` is what is entered, once the form is valid."""

    kind = forms.ChoiceField(
        label=_("What happened"), choices=[(kind.value, kind.label) for kind in BY_PEOPLE]
    )
    at = NowField(label=_("When"))
    by = forms.CharField(
        label=_("By"), max_length=200, help_text=_("Who took it in, copied it or handed it on.")
    )
    from_whom = forms.CharField(label=_("From"), max_length=200, required=False)
    to_whom = forms.CharField(label=_("To"), max_length=200, required=False)
    how = forms.CharField(
        label=_("How"),
        max_length=200,
        required=False,
        help_text=_("By hand, e-mail of that day, a sealed envelope, a memory stick …"),
    )
    note = forms.CharField(label=_("Note"), widget=lines(2), required=False)

    @property
    def event(self) -> Event:
        facts = self.cleaned_data
        return Event(
            CustodyKind(facts["kind"]),
            at=facts["at"],
            by=facts["by"],
            from_whom=facts["from_whom"],
            to_whom=facts["to_whom"],
            how=facts["how"],
            note=facts["note"],
        )


class ExportForm(forms.Form):
    """``chosen`` and ``choice`` are what is exported, once the form is valid."""

    exhibits = forms.MultipleChoiceField(
        label=_("Exhibits"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose one exhibit or more.")},
    )
    numbers = forms.CharField(
        label=_("Prefix of running page numbers"),
        max_length=10,
        required=False,
        help_text=_("TW makes TW000001, TW000002 … over all pages. Left empty, there are none."),
    )
    first_number = forms.IntegerField(
        label=_("First number"), min_value=1, max_value=LAST_NUMBER, required=False, initial=1
    )
    receipt_only = forms.BooleanField(
        label=_("For the other side: of the custody, only how each file was received"),
        required=False,
    )
    without_faulty = forms.BooleanField(
        label=_("Go on where a file is missing or altered, and say so in the index"),
        required=False,
        help_text=_("Otherwise nothing is made, and the files are named."),
    )

    def __init__(self, *args: Any, exhibits: Sequence[Exhibit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._exhibits = {str(one.pk): one for one in exhibits}
        field: Any = self.fields["exhibits"]
        field.choices = [(pk, f"{one.label} {one.title}") for pk, one in self._exhibits.items()]
        field.initial = list(self._exhibits)

    @property
    def chosen(self) -> list[Exhibit]:
        """In the order of party and number, whatever order was sent."""
        wanted = set(self.cleaned_data["exhibits"])
        return [one for pk, one in self._exhibits.items() if pk in wanted]

    @property
    def choice(self) -> Choice:
        facts = self.cleaned_data
        return Choice(
            prefix=facts["numbers"].strip().upper(),
            first_number=facts["first_number"] or 1,
            without_faulty=facts["without_faulty"],
            receipt_only=facts["receipt_only"],
        )
