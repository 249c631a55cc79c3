"""Forms of a file on its way in: whose it is, which column is what, what its values are here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commontable.coalition.actors import Actor
from commontable.coalition.selectors.affiliates import affiliates_of
from commontable.coalition.selectors.codes import codes_of
from commontable.web.fields import DayField, lines
from commontable.workforce.census.impact import Impact
from commontable.workforce.census.plan import HoursPer
from commontable.workforce.choices import Choices
from commontable.workforce.mapping import Target
from commontable.workforce.models import Upload
from commontable.workforce.policies import homes_of
from commontable.workforce.selectors.columns import TARGETS, Columns, SheetColumn
from commontable.workforce.selectors.uploads import sources_of
from commontable.workforce.words import ImportKind

ACCEPT = ".csv,.tsv,.txt,.xlsx,.xlsm,.parquet"
_SHOWN_UNKNOWN = 60
_MOST_STEPS = 40


def home_choices(actor: Actor) -> list[tuple[str, str]]:
    """Whose a thing can be, for whoever may bring it in: the coalition's, or a union's own."""
    names = {affiliate.union_id: affiliate.name for affiliate in affiliates_of(actor)}
    return [
        ("", str(_("the coalition's")))
        if home is None
        else (str(home), str(_("only of %(union)s") % {"union": names.get(home, "")}))
        for home in homes_of(actor)
    ]


class HomeForm(forms.Form):
    """A form that first asks whose it will be, where there is a choice."""

    home = forms.ChoiceField(label=_("Whose it is"), required=False)

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = home_choices(actor)
        self.fields["home"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["home"].widget = forms.HiddenInput()
            self.fields["home"].initial = choices[0][0]

    @property
    def union_id(self) -> int | None:
        """The union whose own it will be; None: the coalition's."""
        said = self.cleaned_data["home"] or self.fields["home"].initial or ""
        return int(said) if said else None


class BeginForm(HomeForm):
    """A file, who sent it, and the day it is of."""

    source = forms.CharField(
        label=_("Source"),
        max_length=200,
        help_text=_(
            "Who sent it, in answer to what: “Payroll, information request 4”. The next file of the"
            " same source is read the same way."
        ),
    )
    as_of = DayField(label=_("True on"))
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            ".csv, .xlsx or Parquet. It is looked at first; nothing is kept until you confirm."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
    )

    def __init__(self, *args: Any, actor: Actor, kind: ImportKind, **options: Any) -> None:
        super().__init__(*args, actor=actor, **options)
        known = sources_of(actor, kind)
        if known:
            self.fields["source"].widget.attrs["list"] = "sources"
        self.known_sources = known
        if kind is ImportKind.SCHEDULE:
            self.fields["as_of"].label = _("In force from")
        elif kind is ImportKind.CENSUS:
            self.fields["as_of"].help_text = _("The day on which every row was true.")


class CorrectionForm(forms.Form):
    """A file that stands in for a census, and what was wrong with that one."""

    reason = forms.CharField(label=_("What was wrong"), max_length=2000, widget=lines(2))
    file = forms.FileField(
        label=_("File"),
        help_text=_("The whole census again, as it should have been."),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
    )


class HeadingForm(forms.Form):
    """Where the headings are, of which sheet."""

    heading_row = forms.IntegerField(label=_("Headings are in row"), min_value=1, max_value=30)


class SheetForm(forms.Form):
    """Which sheet of a workbook is meant."""

    sheet = forms.ChoiceField(label=_("Sheet"))

    def __init__(self, *args: Any, sheets: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["sheet"].choices = [(one, one) for one in sheets]  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """A column of the sheet with its field; none for a column that is not read."""

    column: SheetColumn
    field: forms.BoundField | None


class ColumnsForm(forms.Form):
    """What each column is, and how its figures are meant."""

    heading_row = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    union_for_all = forms.ChoiceField(
        label=_("Union, if there is no column for it"), required=False
    )
    region_for_all = forms.ChoiceField(
        label=_("Region, if there is no column for it"), required=False
    )
    hours_per = forms.ChoiceField(
        label=_("Hours in the file are for"),
        choices=[
            (HoursPer.PERIOD.value, _("a pay period of two weeks")),
            (HoursPer.WEEK.value, _("a week")),
            (HoursPer.YEAR.value, _("a year")),
        ],
    )
    full_time_hours = forms.DecimalField(
        label=_("Full time is, in hours of two weeks"),
        min_value=1,
        max_value=200,
        decimal_places=2,
        help_text=_("With it hours and the share of full time tell each other."),
    )
    day_first = forms.BooleanField(
        label=_("In dates the day comes before the month"), required=False
    )
    pseudonyms = forms.BooleanField(
        label=_("Replace employee numbers by pseudonyms"),
        required=False,
        help_text=_(
            "The same worker has the same pseudonym in each census, so that they can be compared."
        ),
    )
    number_rows = forms.BooleanField(
        label=_("There is no employee number: count the rows"),
        required=False,
        help_text=_("Then this census cannot be compared with another worker by worker."),
    )

    CENSUS_ONLY = (
        "union_for_all",
        "hours_per",
        "full_time_hours",
        "pseudonyms",
        "number_rows",
    )

    def __init__(self, data: Any, *, actor: Actor, upload: Upload, columns: Columns) -> None:
        super().__init__(data, initial=self._initial(upload, columns))
        self._kind = ImportKind(upload.kind)
        self._columns = columns
        codes = codes_of(actor)
        nothing = [("", _("– none –"))]
        regions = [(code, f"{code} {name}") for code, name in codes.regions.items()]
        unions = [(code, f"{code} {name}") for code, name in codes.unions.items()]
        if upload.union is not None:
            unions = [(upload.union.code, upload.union.name)]
        self.fields["region_for_all"].choices = nothing + regions  # type: ignore[attr-defined]
        self.fields["union_for_all"].choices = nothing + unions  # type: ignore[attr-defined]
        if self._kind is not ImportKind.CENSUS:
            for name in self.CENSUS_ONLY:
                del self.fields[name]
        if self._kind is ImportKind.SCHEDULE:
            del self.fields["day_first"]
        for column in columns.columns:
            if column.personal is None:
                self.fields[_name(column.place)] = forms.ChoiceField(
                    choices=_targets(self._kind),
                    required=False,
                    initial=column.key,
                    label=column.heading or _("column %(number)d") % {"number": column.place + 1},
                )

    @property
    def mapped(self) -> Iterator[MappedColumn]:
        """Every column of the sheet, in its order."""
        for column in self._columns.columns:
            field = None if column.personal else self[_name(column.place)]
            yield MappedColumn(column, field)

    @property
    def others(self) -> Iterator[forms.BoundField]:
        """The fields that are no column."""
        for name in self.fields:
            if not name.startswith("column-") and name != "heading_row":
                yield self[name]

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        said = [facts[name] for name in facts if name.startswith("column-") and facts[name]]
        if twice := sorted({one for one in said if said.count(one) > 1}):
            labels = {key: str(label) for key, label in _targets(self._kind)}
            raise forms.ValidationError(
                _("Two columns cannot be the same: %(names)s."),
                params={"names": ", ".join(labels.get(one, one) for one in twice)},
            )
        return facts

    def choices(self, sheet: str, values: dict[str, dict[str, str]]) -> Choices:
        """What was said, for the service.

        Args:
            sheet, values: what was said before and stays.
        """
        facts = self.cleaned_data
        keys = {
            column.place: facts.get(_name(column.place), "")
            for column in self._columns.columns
            if column.personal is None
        }
        headings = {column.place: column.heading for column in self._columns.columns}
        targets = {target.key for target in TARGETS[self._kind]}
        constants = {
            name: facts[f"{name}_for_all"]
            for name in ("union", "region")
            if facts.get(f"{name}_for_all") and name not in keys.values()
        }
        return Choices(
            columns={key: place for place, key in keys.items() if key in targets},
            headings={key: headings[place] for place, key in keys.items() if key in targets},
            left_out=[
                headings[place] for place, key in keys.items() if not key and headings[place]
            ],
            steps={
                str(place): int(key.removeprefix("step-"))
                for place, key in keys.items()
                if key.startswith("step-")
            },
            constants=constants,
            values=values,
            heading_row=facts["heading_row"],
            sheet=sheet,
            hours_per=facts.get("hours_per", HoursPer.PERIOD.value),
            full_time_hours=format(facts.get("full_time_hours", 80), "f"),
            day_first=facts.get("day_first", False),
            pseudonyms=facts.get("pseudonyms", False),
            number_rows=facts.get("number_rows", False) and "employee_id" not in keys.values(),
        )

    @staticmethod
    def _initial(upload: Upload, columns: Columns) -> dict[str, Any]:
        before = dict(columns.remembered.choices) if columns.remembered else {}
        if upload.plan and upload.plan.get("columns"):
            before |= upload.plan
        constants = before.get("constants", {})
        return {
            "heading_row": columns.heading_row,
            "union_for_all": constants.get("union", upload.union.code if upload.union else ""),
            "region_for_all": constants.get("region", ""),
            "hours_per": before.get("hours_per", HoursPer.PERIOD.value),
            "full_time_hours": before.get("full_time_hours", "80"),
            "day_first": before.get("day_first", False) or columns.day_first,
            "pseudonyms": before.get("pseudonyms", True),
            "number_rows": before.get("number_rows", False),
        }


@dataclass(frozen=True, slots=True)
class UnknownValue:
    """A value nobody knows here, of how many rows, with the field that maps it."""

    column: str
    came: str
    rows: int
    field: forms.BoundField


class ValuesForm(forms.Form):
    """What the file's unions, regions and jobs are called here."""

    keep_unknown = forms.BooleanField(
        label=_("Keep jobs that are on no schedule as they are written"), required=False
    )

    def __init__(
        self,
        *args: Any,
        impact: Impact,
        known: dict[str, list[tuple[str, str]]],
        suggested: dict[tuple[str, str], str],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self._unknown: list[tuple[str, str, str, int]] = []
        for column, values in impact.unknown.items():
            for number, (came, rows) in enumerate(values.most_common(_SHOWN_UNKNOWN)):
                name = f"value-{column}-{number}"
                self._unknown.append((name, column, came, rows))
                self.fields[name] = forms.ChoiceField(
                    choices=[("", _("– refuse these rows –")), *known.get(column, [])],
                    required=False,
                    initial=suggested.get((column, came), ""),
                    label=came or _("an empty cell"),
                )
        if "classification" not in impact.unknown:
            del self.fields["keep_unknown"]

    @property
    def unknown(self) -> list[UnknownValue]:
        return [
            UnknownValue(column, came, rows, self[name])
            for name, column, came, rows in self._unknown
        ]

    @property
    def said(self) -> dict[str, dict[str, str]]:
        """Our column to what came and what it is here."""
        found: dict[str, dict[str, str]] = {}
        for name, column, came, _rows in self._unknown:
            found.setdefault(column, {})[came] = self.cleaned_data.get(name, "")
        return found


class KeepScheduleForm(forms.Form):
    """What a schedule is called, whose jobs it is of, and where it says so."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        help_text=_("Versions of one schedule have one name: “Nurses”."),
    )
    affiliate = forms.ChoiceField(label=_("Union whose jobs these are"), required=False)
    document = forms.CharField(label=_("Document"), max_length=300)
    page = forms.CharField(label=_("Page"), max_length=40, required=False)
    clause = forms.CharField(label=_("Clause"), max_length=200, required=False)

    def __init__(self, *args: Any, unions: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["affiliate"].choices = [("", _("several, or it does not say")), *unions]  # type: ignore[attr-defined]


def _name(place: int) -> str:
    return f"column-{place}"


def _targets(kind: ImportKind) -> list[tuple[str, Any]]:
    targets: list[Target] = list(TARGETS[kind])
    choices: list[tuple[str, Any]] = [("", _("– leave out –"))]
    choices += [(target.key, target.label) for target in targets]
    if kind is ImportKind.SCHEDULE:
        choices += [
            (f"step-{number}", _("Rate of step %(number)d") % {"number": number})
            for number in range(1, _MOST_STEPS + 1)
        ]
    return choices
