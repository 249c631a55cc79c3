"""The form that takes a record's file, and keeps it between the preview and the yes."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from commontable.bargaining.services.record_import import MOST_BYTES


class RecordFileForm(forms.Form):
    file = forms.FileField(
        label=_("The record's file"),
        help_text=_("YAML, at most 512 kB. It is read first; nothing is kept until you confirm."),
        widget=forms.ClearableFileInput(attrs={"accept": ".yaml,.yml,text/yaml"}),
    )

    def content(self) -> bytes:
        """The file's bytes, one more than is taken where it is too large."""
        read: bytes = self.cleaned_data["file"].read(MOST_BYTES + 1)
        return read


class ConfirmRecordForm(forms.Form):
    text = forms.CharField(widget=forms.HiddenInput, max_length=MOST_BYTES, strip=False)
