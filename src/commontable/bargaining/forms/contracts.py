"""Forms for contracts, their articles and how those go on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commontable.bargaining.forms.rows import RowField, offer
from commontable.bargaining.models import Article
from commontable.bargaining.words import ContractKind, Succession
from commontable.coalition.selectors.affiliates import Affiliate
from commontable.web.fields import DayField, lines


class ContractForm(forms.Form):
    title = forms.CharField(
        label=_("Title"), max_length=300, help_text=_("As on its cover: “National Agreement”.")
    )
    kind = forms.ChoiceField(
        label=_("Which"), choices=ContractKind.choices, widget=forms.RadioSelect
    )
    effective_on = DayField(label=_("Effective on"), required=False)
    expires_on = DayField(label=_("Expires on"), required=False)
    whose = forms.ChoiceField(label=_("Whose contract"), required=False)

    def __init__(
        self, *args: Any, unions: Sequence[Affiliate], common: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        whose = [(str(union.union_id), str(_("Only %s") % union.name)) for union in unions]
        if common:
            whose.insert(0, ("", str(_("The coalition's"))))
        if len(whose) > 1 or (whose and not common):
            self.fields["whose"].choices = whose  # type: ignore[attr-defined]
        else:
            del self.fields["whose"]

    @property
    def union_id(self) -> int | None:
        whose = self.cleaned_data.get("whose")
        return int(whose) if whose else None


class ArticleForm(forms.Form):
    number = forms.CharField(label=_("Number"), max_length=20)
    title = forms.CharField(label=_("Title"), max_length=300)
    text = forms.CharField(label=_("Text"), required=False, widget=lines(12))


class PasteForm(forms.Form):
    text = forms.CharField(
        label=_("The whole text"),
        widget=lines(20),
        help_text=_("It is split where a heading stands, such as “ARTICLE 12. WAGES”."),
    )


class SuccessionForm(forms.Form):
    earlier = RowField(label=_("Article of today's contract"))
    later = RowField(label=_("Goes on in"))
    kind = forms.ChoiceField(
        label=_("How"),
        choices=Succession.choices,
        widget=forms.RadioSelect,
        help_text=_("A merger or a split is entered pair by pair."),
    )

    def __init__(
        self, *args: Any, earlier: Sequence[Article], later: Sequence[Article], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "earlier", earlier)
        offer(self, "later", later)
