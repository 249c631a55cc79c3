"""A choice among rows that were read for this actor: nothing else can be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import models


class RowField(forms.ChoiceField):
    """Cleaned to the chosen row itself, or to None where nothing was chosen."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.rows: dict[str, models.Model] = {}

    def offer(self, rows: Sequence[models.Model], *, none: str = "") -> None:
        """What may be chosen; ``none`` names the first choice, of nothing at all."""
        self.rows = {str(row.pk): row for row in rows}
        first = [("", none)] if none else []
        self.choices = [*first, *((key, str(row)) for key, row in self.rows.items())]

    def clean(self, value: Any) -> Any:
        return self.rows.get(super().clean(value))


def offer(form: forms.Form, name: str, rows: Sequence[models.Model], *, none: str = "") -> RowField:
    """Fill one field of a form with the rows it offers."""
    field = form.fields[name]
    if not isinstance(field, RowField):
        raise TypeError(f"{name} is no choice among rows")
    field.offer(rows, none=none)
    return field
