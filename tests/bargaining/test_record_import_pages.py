"""Importing a record on screen: looked over first, then entered."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bargaining.browsing import browser_of
from bargaining.test_record_import import SMALL
from cast import Cast, assemble, enter
from commontable.bargaining.models import Campaign

UPLOAD, CONFIRM = "/import/record", "/import/record/confirm"


@pytest.fixture
def cast(db: None) -> Cast:
    return assemble()


def a_file(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("record.yaml", text.encode(), content_type="text/yaml")


def test_a_record_is_looked_over_before_it_is_entered(cast: Cast) -> None:
    client = browser_of(cast.chief)
    page = client.post(UPLOAD, {"file": a_file(SMALL)}).content.decode()
    assert "What record.yaml would place" in page
    assert "E-1, passed 2020-03-03" in page
    enter(cast.chief)
    assert not Campaign.objects.filter(year=2020).exists()
    done = client.post(CONFIRM, {"text": SMALL})
    assert "session 1: 2020-03-02" in done.content.decode()
    enter(cast.chief)
    assert Campaign.objects.filter(year=2020).exists()
    again = client.post(UPLOAD, {"file": a_file(SMALL)}).content.decode()
    assert "In the record already" in again
    assert "Enter this record" not in again


def test_a_broken_file_is_told_line_by_line_and_kept_nowhere(cast: Cast) -> None:
    client = browser_of(cast.chief)
    broken = SMALL.replace("2020-03-03\n", "2020-02-30\n").replace("[NORTH]", "[NROTH]")
    for answer in (
        client.post(UPLOAD, {"file": a_file(broken)}),
        client.post(CONFIRM, {"text": broken}),
    ):
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "line 11" in page
        assert "line 14" in page
    enter(cast.chief)
    assert not Campaign.objects.filter(year=2020).exists()


def test_whoever_may_not_open_campaigns_finds_no_import(cast: Cast) -> None:
    assert browser_of(cast.research).get(UPLOAD).status_code == 404
    assert browser_of(cast.stranger).get(UPLOAD).status_code == 200  # their own coalition's
    answer = browser_of(cast.nurses_officer).post(UPLOAD, {"file": a_file(SMALL)})
    assert answer.status_code == 403
