"""Forms for statements, interests and notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from commontable.bargaining.models import BargainingSession, Exhibit, Issue
from commontable.bargaining.selectors.statements import Choices, Narrowing
from commontable.bargaining.words import Side, StatementKind
from commontable.coalition.selectors.affiliates import Affiliate
from commontable.web.fields import DayField, lines


class SessionChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # bare at run time
    def label_from_instance(self, obj: BargainingSession) -> str:
        return _("%(table)s, session %(ordinal)s") % {"table": obj.table, "ordinal": obj.ordinal}


class PictureChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # bare at run time
    def label_from_instance(self, obj: Exhibit) -> str:
        return f"{obj.label} {obj.title}"


class StatementForm(forms.Form):
    kind = forms.ChoiceField(label=_("What it is"), choices=StatementKind.choices)
    side = forms.ChoiceField(label=_("Side"), choices=Side.choices, widget=forms.RadioSelect)
    speaker = forms.CharField(label=_("Who said it"), max_length=200)
    role_then = forms.CharField(label=_("Role then"), max_length=200, required=False)
    said_on = DayField(label=_("Said on"))
    words = forms.CharField(label=_("Words"), widget=lines(5), help_text=_("As they were said."))
    session = SessionChoiceField(
        label=_("Session"),
        queryset=BargainingSession.objects.none(),
        required=False,
        empty_label=_("none"),
    )
    issue = forms.ModelChoiceField(
        label=_("Issue"), queryset=Issue.objects.none(), required=False, empty_label=_("none")
    )
    picture = PictureChoiceField(
        label=_("Picture"),
        queryset=Exhibit.objects.none(),
        required=False,
        empty_label=_("none"),
        help_text=_("An exhibit that is a picture and says what it shows."),
    )
    new_picture = forms.FileField(
        label=_("Or a new picture"),
        required=False,
        help_text=_("Kept as an exhibit of the session's table."),
    )
    picture_shows = forms.CharField(
        label=_("What the new picture shows"),
        max_length=500,
        required=False,
        help_text=_("In a sentence, for those who cannot see it."),
    )
    source = forms.CharField(label=_("Source"), max_length=500, required=False)
    union_id = forms.TypedChoiceField(
        label=_("Who may read it"), coerce=int, empty_value=None, required=False
    )

    def __init__(
        self,
        *args: Any,
        choices: Choices,
        unions: Sequence[Affiliate],
        common: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = choices.sessions  # type: ignore[attr-defined]
        self.fields["issue"].queryset = choices.issues  # type: ignore[attr-defined]
        self.fields["picture"].queryset = choices.pictures  # type: ignore[attr-defined]
        owners: list[tuple[str, Any]] = [
            (str(union.union_id), _("%s only") % union.name) for union in unions
        ]
        if common:
            owners.insert(0, ("", _("The whole coalition")))
        if len(owners) < 2 and common:  # noqa: PLR2004 - one choice is none
            del self.fields["union_id"]
        else:
            self.fields["union_id"].choices = owners  # type: ignore[attr-defined]


class CorrectionForm(StatementForm):
    reason = forms.CharField(label=_("What was wrong"), widget=lines(2))


class WordingForm(forms.Form):
    wording = forms.CharField(label=_("Approved wording"), widget=lines(4))
    consent = forms.BooleanField(
        label=_("We have consent: the speaker's, or the words were public already"), required=False
    )
    public = forms.BooleanField(
        label=_("May be used in public"), required=False, help_text=_("Needs consent.")
    )


class WithdrawalForm(forms.Form):
    reason = forms.CharField(label=_("Why"), widget=lines(2), required=False)


class NarrowingForm(forms.Form):
    """The filter above a list of statements. What cannot be read narrows nothing."""

    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All kinds")), *StatementKind.choices]
    )
    side = forms.ChoiceField(
        label=_("Side"), required=False, choices=[("", _("Both sides")), *Side.choices]
    )
    issue = forms.ModelChoiceField(
        label=_("Issue"),
        queryset=Issue.objects.none(),
        required=False,
        empty_label=_("All issues"),
    )
    session = SessionChoiceField(
        label=_("Session"),
        queryset=BargainingSession.objects.none(),
        required=False,
        empty_label=_("All sessions"),
    )
    speaker = forms.CharField(label=_("Speaker"), required=False)

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["issue"].queryset = choices.issues  # type: ignore[attr-defined]
        self.fields["session"].queryset = choices.sessions  # type: ignore[attr-defined]

    @property
    def narrowing(self) -> Narrowing:
        self.is_valid()
        facts = self.cleaned_data
        issue, session = facts.get("issue"), facts.get("session")
        return Narrowing(
            kind=facts.get("kind", ""),
            side=facts.get("side", ""),
            issue_id=issue.pk if issue else None,
            session_id=session.pk if session else None,
            speaker=facts.get("speaker", ""),
        )


class InterestForm(forms.Form):
    issue = forms.ModelChoiceField(label=_("Issue"), queryset=Issue.objects.none())
    side = forms.ChoiceField(
        label=_("Whose interest"), choices=Side.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Why it matters to them"), widget=lines(3), help_text=_("A reason, not a position.")
    )

    def __init__(self, *args: Any, issues: QuerySet[Issue], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["issue"].queryset = issues  # type: ignore[attr-defined]


class OptionForm(forms.Form):
    issue = forms.ModelChoiceField(label=_("Issue"), queryset=Issue.objects.none())
    text = forms.CharField(
        label=_("What might be done"),
        widget=lines(3),
        help_text=_("Nobody's proposal: it never counts as a position."),
    )
    raised_on = DayField(label=_("Raised on"))

    def __init__(self, *args: Any, issues: QuerySet[Issue], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["issue"].queryset = issues  # type: ignore[attr-defined]


class NoteForm(forms.Form):
    union_id = forms.TypedChoiceField(label=_("Note of"), coerce=int)
    text = forms.CharField(label=_("Note"), widget=lines(3))

    def __init__(self, *args: Any, unions: Sequence[Affiliate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["union_id"].choices = [  # type: ignore[attr-defined]
            (str(union.union_id), union.name) for union in unions
        ]
