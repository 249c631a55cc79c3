"""The public address: the same for everybody, without cookies: what was released, no more."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bargaining.browsing import browser_of
from bargaining.passing import passes
from bargaining.sheets.arranged import ago, arranged, frozen, offers, released
from cast import Cast, enter
from commontable.bargaining.models import SheetRelease
from commontable.bargaining.services.sheets.releases import withdraw_release
from commontable.bargaining.words import Side

SECRETS = ("heron", "Staffing", "U-2", "E-1", "Ada Chief", "proposal-", "Team edition")
FILES = ("letter", "a4", "word", "workbook", "data")


@pytest.fixture
def release(cast: Cast) -> SheetRelease:
    """Of two issues and two sides, ours on wages went out."""
    offers(cast, Side.UNION, "6", "5", at=ago(hours=5))
    passes(cast, Side.UNION, [cast.staffing], title="A heron on every unit", passed_at=ago(hours=4))
    offers(cast, Side.EMPLOYER, "2", "2", at=ago(hours=3))
    version = frozen(cast, arranged(cast, title="The heron sheet"))
    return released(cast, version, rows={f"issue-{cast.wages.pk}"}, columns={"union"})


def address(release: SheetRelease, name: str = "sheet") -> str:
    numbered = () if name == "sheet" else (release.number,)
    return reverse(f"public:{name}", args=[release.address, *numbered])


def test_anybody_reads_it_and_a_cache_may_keep_it(release: SheetRelease) -> None:
    answer = Client().get(address(release))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "6 / 5\u00a0%" in text
    assert "For members" in text
    for secret in SECRETS:
        assert secret not in text
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert not answer.cookies
    assert "csrf" not in text.lower()
    assert "/tables/" not in text


def test_somebody_signed_in_gets_the_very_same_bytes(cast: Cast, release: SheetRelease) -> None:
    everybody = [
        Client(),
        browser_of(cast.chief),
        browser_of(cast.observer),
        browser_of(cast.technicians_officer),
        browser_of(cast.stranger),
    ]
    for name in ("sheet", "edition", *FILES):
        answers = [each.get(address(release, name)) for each in everybody]
        assert {answer.status_code for answer in answers} == {200}
        assert len({bytes(answer.content) for answer in answers}) == 1, name
        assert all(not answer.cookies for answer in answers)


def test_unchanged_it_is_not_sent_again(release: SheetRelease) -> None:
    first = Client().get(address(release))
    again = Client().get(address(release), headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.content == b""


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_byte_for_byte_the_one_released(release: SheetRelease, name: str) -> None:
    answers = [Client().get(address(release, name)) for _ in range(2)]
    assert answers[0].content == answers[1].content
    assert "for-members-1." in answers[0].headers["Content-Disposition"]
    for secret in ("heron", "Staffing"):
        assert secret.encode() not in answers[0].content


def test_an_address_never_given_is_not_found_whatever_it_looks_like(release: SheetRelease) -> None:
    for wrong in (
        f"/public/sheets/{release.address[:-1]}/",
        f"/public/sheets/{release.address}x/",
        f"/public/sheets/{release.address.upper()}/",
        f"/public/sheets/{release.address}/2/",
        f"/public/sheets/{release.address}/0/sheet.pdf",
        f"/public/sheets/{release.address}/1/sheet.txt",
        "/public/sheets/%25/",
        "/public/sheets/_/",
        "/public/",
        "/public/sheets/",
    ):
        answer = Client().get(wrong)
        assert answer.status_code == 404, wrong
        assert "public" not in answer.headers.get("Cache-Control", "")


def test_no_address_of_the_team_shows_anything_to_a_visitor(
    cast: Cast, release: SheetRelease
) -> None:
    sheet, version = release.version.sheet_id, release.version_id
    for name, args in (
        ("sheets", [cast.common.pk]),
        ("sheet", [sheet]),
        ("sheet_version", [version]),
        ("sheet_pdf", [version]),
        ("sheet_word", [version]),
        ("sheet_workbook", [version]),
        ("sheet_data", [version]),
        ("release_sheet", [version]),
        ("withdraw_release", [release.pk]),
    ):
        answer = Client().get(reverse(f"bargaining:{name}", args=args))
        assert answer.status_code == 404, name


def test_a_withdrawn_edition_says_so_and_nothing_else(cast: Cast, release: SheetRelease) -> None:
    enter(cast.chief)
    withdraw_release(actor=cast.chief.actor, release=release, reason="a heron too many")
    for name in ("sheet", "edition", *FILES):
        answer = Client().get(address(release, name))
        assert answer.status_code == 410, name
        text = answer.content.decode()
        assert "This sheet was withdrawn" in text
        for secret in (*SECRETS, "6 / 5", "For members", "Wages"):
            assert secret not in text, name


def test_an_older_edition_points_to_the_newest(cast: Cast, release: SheetRelease) -> None:
    version = frozen(cast, release.version.sheet)
    released(cast, version, rows={f"issue-{cast.wages.pk}"}, columns={"union"})
    old = Client().get(address(release, "edition")).content.decode()
    assert "There is a newer edition" in old
    newest = Client().get(address(release)).content.decode()
    assert "Public edition 2" in newest
    assert "There is a newer edition" not in newest


def test_a_visitors_language_or_query_changes_nothing_of_the_figures(release: SheetRelease) -> None:
    plain = Client().get(address(release)).content
    for query, headers in (
        ({"number": "2", "address": "x", "as_of": "2020"}, {}),
        ({}, {"Accept-Language": "fr"}),
        ({}, {"Cookie": "sessionid=forged; csrftoken=forged"}),
        ({}, {"Authorization": "Basic eDp5"}),
    ):
        extra: dict[str, Any] = {"headers": headers}
        assert Client().get(address(release), query, **extra).content == plain


def test_it_takes_no_post(release: SheetRelease) -> None:
    assert Client().post(address(release)).status_code == 405
