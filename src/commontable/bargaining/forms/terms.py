"""Terms on screen: as lines of shorthand, or one at a time in fields."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from commontable.bargaining.entries import (
    PERCENT,
    PERCENT_OF_PAY,
    TermEntry,
    check_term,
    default_better,
    value_field,
)
from commontable.bargaining.models import Table
from commontable.bargaining.shorthand import Vocabulary, read_terms
from commontable.bargaining.shorthand.values import ANSWERS
from commontable.bargaining.words import Better, Bound, TermKind
from commontable.common.errors import CommontableError
from commontable.web.fields import DayField, lines

_NO_CHOICE = [("", "\N{EN DASH}")]
_UNITS = {
    TermKind.RAISE: PERCENT,
    TermKind.LUMP_SUM: PERCENT_OF_PAY,
    TermKind.FLAT_RAISE: "USD per hour",
    TermKind.PERCENT: PERCENT,
}


def terms_widget(
    campaign_id: int, *, rows: int = 4, passed_at: Table | None = None
) -> forms.Textarea:
    """A field for lines of terms whose reading shows in ``#terms-preview`` while one types.

    In the form of a pass, ``passed_at`` its table: with what recording the pass would end, which
    hangs from other fields of the form too.
    """
    whole_form = passed_at and {
        "hx-trigger": "load, input changed delay:300ms, change from:closest form delay:100ms",
        "hx-params": "terms,table,side,kind,issues,supersedes",
        "hx-vals": json.dumps({"table": passed_at.pk}),
    }
    return forms.Textarea(
        attrs={
            "rows": rows,
            "class": "shorthand-input",
            "spellcheck": "false",
            "autocomplete": "off",
            "autocapitalize": "off",
            "hx-post": reverse_lazy("bargaining:preview_terms", args=[campaign_id]),
            "hx-trigger": "load, input changed delay:300ms",
            "hx-target": "#terms-preview",
            "hx-params": "terms",
            **(whole_form or {}),
        }
    )


def entries_in(text: str, vocabulary: Vocabulary) -> tuple[TermEntry, ...]:
    """The terms that lines of shorthand stand for.

    Raises:
        ValidationError: with one message for every line that cannot be read.
    """
    reading = read_terms(text, vocabulary)
    if reading.problems:
        raise forms.ValidationError([str(problem) for problem in reading.problems])
    return reading.entries


class TermForm(forms.Form):
    """One term in fields, for whoever would rather choose than type."""

    kind = forms.ChoiceField(label=_("Kind"), choices=TermKind.choices)
    value = forms.CharField(
        label=_("Value"),
        help_text=_("3 for 3 %, 25.00, 1:4, 2026-10-01, yes, or words, as the kind asks."),
    )
    unit = forms.CharField(
        label=_("Unit"),
        max_length=60,
        required=False,
        help_text=_("USD per hour, percent of payroll, months. Raises know theirs."),
    )
    bound = forms.ChoiceField(
        label=_("Bound"), choices=[*_NO_CHOICE, *Bound.choices], required=False
    )
    better = forms.ChoiceField(
        label=_("Which way is better"),
        choices=[("", _("As usual for the kind")), *Better.choices],
        required=False,
    )
    contract_year = forms.IntegerField(
        label=_("Contract year"), min_value=1, max_value=20, required=False
    )
    effective_on = DayField(label=_("Effective on"), required=False)
    regions = forms.MultipleChoiceField(
        label=_("Regions"), required=False, help_text=_("None chosen: everywhere.")
    )
    unions = forms.MultipleChoiceField(label=_("Unions"), required=False)
    units = forms.MultipleChoiceField(label=_("Bargaining units"), required=False)
    classifications = forms.CharField(
        label=_("Job classifications"), required=False, help_text=_("With commas between them.")
    )
    clause = forms.CharField(label=_("Clause"), max_length=200, required=False)
    source = forms.CharField(label=_("Source"), max_length=500, required=False)
    note = forms.CharField(label=_("Note"), required=False, widget=lines(2))

    def __init__(self, *args: Any, issue_id: int, vocabulary: Vocabulary, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.issue_id, self.codes = issue_id, vocabulary.codes
        for name, codes in (
            ("regions", self.codes.regions),
            ("unions", self.codes.unions),
            ("units", self.codes.units),
        ):
            field = self.fields[name]
            field.choices = [  # type: ignore[attr-defined]
                (code, code if code == said else f"{code} {said}") for code, said in codes.items()
            ]
            if not codes:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if self.errors:
            return facts
        kind = TermKind(facts["kind"])
        try:
            value = self._value(kind, facts["value"].strip())
        except (ValueError, InvalidOperation):
            self.add_error("value", _("That value does not fit the kind."))
            return facts
        text = value if isinstance(value, str) else ""
        entry = TermEntry(
            issue_id=self.issue_id,
            kind=kind,
            unit=facts["unit"] or _UNITS.get(kind, ""),
            bound=facts["bound"],
            better=Better(facts["better"]) if facts["better"] else default_better(kind, ratio=text),
            contract_year=facts["contract_year"],
            effective_on=facts["effective_on"],
            clause=facts["clause"],
            source=facts["source"],
            note=facts["note"].strip(),
            regions=tuple(facts.get("regions", ())),
            unions=tuple(facts.get("unions", ())),
            units=tuple(facts.get("units", ())),
            classifications=tuple(
                filter(None, (each.strip() for each in facts["classifications"].split(",")))
            ),
            **{value_field(kind): value},
        )
        try:
            check_term(entry, codes=self.codes, where="Term")
        except CommontableError as error:
            self.add_error(None, str(error))
            return facts
        self.entry = entry
        return facts

    def _value(self, kind: TermKind, said: str) -> Any:
        match value_field(kind):
            case "value_date":
                return forms.DateField(input_formats=["%Y-%m-%d"]).to_python(said)
            case "value_yes":
                if said.lower() not in ANSWERS:
                    raise ValueError("neither yes nor no")
                return ANSWERS[said.lower()]
            case "value_text":
                return said
            case _:
                return Decimal(said.replace(",", "").removeprefix("$").removesuffix("%"))
