"""Sides, states and movement speak by more than colour."""

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string

from commontable.web.templatetags.sides import SIDES, other_side, side_badge
from commontable.web.templatetags.states import KINDS, MOVEMENTS, STATUSES


def shown(source: str, **context: object) -> str:
    return Template("{% load sides states %}" + source).render(Context(context))


def test_a_side_has_its_letter_its_word_and_its_number() -> None:
    html = side_badge("employer", 12)
    assert ">E<" in html
    assert "employer proposal" in html
    assert "E-12" in html


def test_a_number_that_has_its_letter_keeps_one() -> None:
    assert "U-U-" not in side_badge("union", "U-12")
    assert "U-12" in side_badge("union", "U-12")


def test_a_third_side_is_refused_with_the_two_there_are() -> None:
    with pytest.raises(ValueError, match="union, employer; got 'mediator'"):
        side_badge("mediator")


def test_across_the_table_from_each_side_sits_the_other() -> None:
    assert {other_side(side) for side in SIDES} == set(SIDES)
    assert other_side("union") == "employer"


@pytest.mark.parametrize(
    ("tag", "table"),
    [("status_badge", STATUSES), ("kind_badge", KINDS), ("movement", MOVEMENTS)],
)
def test_every_mark_has_a_sign_of_its_own_and_a_word(
    tag: str, table: dict[str, tuple[str, object]]
) -> None:
    signs = [sign for sign, _ in table.values()]
    assert len(set(signs)) == len(signs)
    for key, (sign, word) in table.items():
        html = shown("{% " + tag + " key %}", key=key)
        assert sign in html
        assert str(word) in html


def test_a_movement_says_its_meaning_beside_its_figure() -> None:
    html = shown("{% movement 'worse' 'a full point' %}")
    assert "worse for members" in html
    assert "a full point" in html


def test_a_name_from_the_record_cannot_become_markup() -> None:
    assert "<script>" not in shown("{% movement 'same' text %}", text="<script>x</script>")


def test_an_unknown_status_names_those_there_are() -> None:
    with pytest.raises(ValueError, match="tentatively_agreed"):
        shown("{% status_badge 'agreed-ish' %}")


def test_owing_says_who_and_how_long_and_owing_nothing_is_said() -> None:
    assert "employer owes an answer" in shown("{% owes 'employer' 12 %}")
    assert "12\u00a0days" in shown("{% owes 'employer' 12 %}")
    assert "no answer owed" in shown("{% owes '' %}")


def test_the_flag_always_carries_its_caution() -> None:
    html = render_to_string(
        "web/components/flag.html",
        {"side": "employer", "amount": "1 pt", "earlier": "E-22", "later": "E-29"},
    )
    assert "worse by 1 pt" in " ".join(html.split())
    assert "A flag, not a finding" in html
