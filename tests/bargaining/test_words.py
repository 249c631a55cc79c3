"""The record's words and the engine's are the same lists."""

from __future__ import annotations

from enum import StrEnum

import pytest
from django.db.models import TextChoices

from commontable.bargaining import words
from commontable.engines import comparison


@pytest.mark.parametrize(
    ("ours", "engines"),
    [
        (words.Side, comparison.Side),
        (words.ProposalKind, comparison.ProposalKind),
        (words.TermKind, comparison.TermKind),
        (words.Better, comparison.Better),
        (words.Bound, comparison.Bound),
    ],
    ids=lambda listed: f"{listed.__module__.split('.')[1]}.{listed.__name__}",
)
def test_every_word_of_the_record_is_one_of_the_engine(
    ours: type[TextChoices], engines: type[StrEnum]
) -> None:
    assert {word.value for word in ours} == {word.value for word in engines}


def test_both_agree_which_kinds_are_measured_from() -> None:
    from commontable.bargaining.models import Proposal

    for kind in comparison.ProposalKind:
        assert Proposal(kind=kind.value).is_baseline == kind.is_baseline
