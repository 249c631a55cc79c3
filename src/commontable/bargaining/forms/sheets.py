"""Forms for comparison sheets: arranging one, making a version, letting part of it out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commontable.bargaining.models import Article, Issue
from commontable.bargaining.selectors.sheets.patterns import PatternChoice
from commontable.bargaining.sheet_definition import USUAL, Definition
from commontable.bargaining.sheet_words import day_words
from commontable.bargaining.words import SheetColumn, SheetGroups, SheetRows
from commontable.engines.sheets import SheetView
from commontable.web.fields import MomentField, lines

ALL, CHOSEN = "all", "chosen"


class SheetForm(forms.Form):
    """What a sheet shows. Issues and articles are offered both; those of the rows chosen count."""

    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("Printed on top: “Where we stand on wages”.")
    )
    columns = forms.MultipleChoiceField(
        label=_("Columns"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one column.")},
    )
    by = forms.ChoiceField(label=_("Rows"), choices=SheetRows.choices, widget=forms.RadioSelect)
    group = forms.ChoiceField(
        label=_("Under headings of"),
        choices=SheetGroups.choices,
        help_text=_("For rows that are issues; articles stand under their contract."),
    )
    which = forms.ChoiceField(
        label=_("Which rows"),
        choices=[(ALL, _("All, also those that are added later")), (CHOSEN, _("Those chosen"))],
        widget=forms.RadioSelect,
    )
    issues = forms.MultipleChoiceField(
        label=_("Issues"), required=False, widget=forms.CheckboxSelectMultiple
    )
    articles = forms.MultipleChoiceField(
        label=_("Articles"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: Any,
        patterns: Sequence[PatternChoice],
        issues: Sequence[Issue],
        articles: Sequence[Article],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offered = dict(SheetColumn.choices)
        own = [(key, offered[key]) for key in SheetColumn.values if key != SheetColumn.ASIDE]
        others = [
            (
                each.key,
                _("Pattern: %(group)s, settled %(day)s")
                % {"group": each.name, "day": day_words(each.reached_on)},
            )
            for each in patterns
        ]
        aside = (SheetColumn.ASIDE.value, _("Off the record: supposals, informal (team only)"))
        self._choices("columns", [*own, *others, aside])
        self._choices("issues", [(str(issue.pk), issue.name) for issue in issues])
        self._choices("articles", [(str(each.pk), str(each)) for each in articles])
        if not articles:
            del self.fields["articles"]

    def _choices(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @classmethod
    def beginning(cls, definition: Definition | None = None, title: str = "") -> dict[str, Any]:
        """The fields of a sheet as it is arranged, or of a new one."""
        shown = definition or Definition(columns=USUAL)
        chosen = [str(each) for each in sorted(shown.chosen or ())]
        return {
            "title": title,
            "columns": list(shown.columns),
            "by": shown.by.value,
            "group": shown.group.value,
            "which": ALL if shown.chosen is None else CHOSEN,
            "issues": chosen if shown.by is SheetRows.ISSUE else [],
            "articles": chosen if shown.by is SheetRows.ARTICLE else [],
        }

    @property
    def definition(self) -> Definition:
        facts = self.cleaned_data
        by = SheetRows(facts["by"])
        named = facts.get("articles" if by is SheetRows.ARTICLE else "issues", [])
        return Definition(
            columns=tuple(facts["columns"]),
            by=by,
            group=SheetGroups(facts["group"]),
            chosen=None if facts["which"] == ALL else frozenset(map(int, named)),
        )


class VersionForm(forms.Form):
    as_of = MomentField(
        label=_("As of"),
        required=False,
        help_text=_("What stood at that minute is computed from the record. Empty: now."),
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        widget=lines(2),
        help_text=_("Why this version was made; for the team."),
    )


class RowWordingForm(forms.Form):
    row = forms.ChoiceField(label=_("Row"))
    text = forms.CharField(
        label=_("In the team's words"),
        max_length=500,
        required=False,
        widget=lines(3),
        help_text=_("Shown under the row's name, as the team's words. Empty takes them back."),
    )

    def __init__(self, *args: Any, view: SheetView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["row"].choices = [  # type: ignore[attr-defined]
            (row.key, f"{row.name}: {row.wording}" if row.wording else row.name)
            for row in view.rows
        ]


class ReleaseForm(forms.Form):
    """What goes out of a version: nothing, unless it is ticked."""

    title = forms.CharField(
        label=_("Title of the public edition"),
        max_length=200,
        help_text=_("Part of the public address, too."),
    )
    columns = forms.MultipleChoiceField(
        label=_("Columns that go out"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("No column is ticked: nothing would go out.")},
    )
    rows = forms.MultipleChoiceField(
        label=_("Rows that go out"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("No row is ticked: nothing would go out.")},
    )

    def __init__(self, *args: Any, view: SheetView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["columns"].choices = [  # type: ignore[attr-defined]
            (column.key, f"{column.head}, {column.sub}" if column.sub else column.head)
            for column in view.columns
            if not column.team_only
        ]
        self.fields["rows"].choices = [  # type: ignore[attr-defined]
            (row.key, row.name) for row in view.rows
        ]

    @classmethod
    def like(cls, title: str, rows: Sequence[str], columns: Sequence[str]) -> Mapping[str, Any]:
        """What went out the last time, as a beginning."""
        return {"title": title, "rows": list(rows), "columns": list(columns)}


class SignatureForm(forms.Form):
    """Sent with the choice itself, after looking at what would go out.

    ``seen`` is the hash of what was shown; the page writes it, as it shows the edition.
    """

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    signature = forms.CharField(
        label=_("Sign with your name"), max_length=200, help_text=_("As you are entered here.")
    )


class WithdrawReleaseForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"), required=False, widget=lines(2), help_text=_("For the team.")
    )
