"""The search box and what narrows it, sent as a GET so that an answer has an address."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commontable.bargaining.models import Issue, Table
from commontable.bargaining.searching.asking import MOST_LETTERS
from commontable.bargaining.selectors.search import Asked
from commontable.bargaining.words import SearchKind, Side
from commontable.web.fields import DayField


class SearchForm(forms.Form):
    """``asked`` is what is looked for; a narrowing that makes no sense narrows nothing."""

    q = forms.CharField(
        label=_("Words"),
        max_length=MOST_LETTERS,
        required=False,
        widget=forms.TextInput(
            attrs={
                "type": "search",
                "data-key-search": "",
                "autocomplete": "off",
                "enterkeyhint": "search",
            }
        ),
    )
    side = forms.ChoiceField(label=_("Side"), required=False)
    table = forms.TypedChoiceField(label=_("Table"), coerce=int, empty_value=None, required=False)
    issue = forms.TypedChoiceField(label=_("Issue"), coerce=int, empty_value=None, required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("To"), required=False)

    def __init__(
        self, *args: Any, tables: Sequence[Table], issues: Sequence[Issue], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = {kind.value: kind for kind in SearchKind}
        several = len({issue.campaign_id for issue in issues}) > 1
        fields: dict[str, Any] = self.fields
        fields["side"].choices = [("", _("either")), *Side.choices]
        fields["table"].choices = [("", _("any")), *((one.pk, one.name) for one in tables)]
        fields["issue"].choices = [
            ("", _("any")),
            *((one.pk, f"{one.name}, {one.campaign}" if several else one.name) for one in issues),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("That is before the first day asked for."))
        return cleaned

    @property
    def asked(self) -> Asked:
        """What is asked for; what could not be read is left out, and told beside its field."""
        self.is_valid()
        facts = self.cleaned_data
        kind = self.data.get("kind", "")
        page = self.data.get("page", "")
        since: date | None = facts.get("since")
        return Asked(
            text=facts.get("q") or self.data.get("q", "")[:MOST_LETTERS],
            kind=kind if kind in self.kinds else "",
            side=facts.get("side") or "",
            since=since,
            until=facts.get("until"),
            issue_id=facts.get("issue"),
            table_id=facts.get("table"),
            page=int(page) if page.isdecimal() and len(page) < 6 else 1,  # noqa: PLR2004 - five figures of pages are enough
        )
