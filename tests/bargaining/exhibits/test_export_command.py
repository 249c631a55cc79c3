"""``commontable exhibits export`` on the demonstration's exhibits."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from bargaining.exhibits.files import index_of
from commontable.bargaining.models import CustodyEntry
from commontable.coalition import tenancy
from commontable.engines.exhibits import verify
from database import Database


def test_the_command_writes_an_archive_that_verify_knows(
    demo_database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "all.zip"
    call_command("exhibits_export", "Common table", "--output", str(target), "--bates", "TW")
    said = capsys.readouterr().out
    verdict = verify(target)
    assert verdict.is_sound
    assert verdict.sha256 in said
    numbers = [row["number"] for row in index_of(target)]
    assert len(numbers) >= 5
    call_command(
        "exhibits_export",
        "Common table",
        *("--output", str(tmp_path / "two.zip"), "--exhibits", f"{numbers[1]}, {numbers[0]}"),
        *("--as", "chief@tidewater.example"),
    )
    assert [row["number"] for row in index_of(tmp_path / "two.zip")] == numbers[1::-1]
    with transaction.atomic(), tenancy.scope(coalition_id=1):
        assert CustodyEntry.objects.filter(kind="exported", by="Marisol Vega").count() == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["Nowhere"], "no table is called Nowhere"),
        (["Common table", "--exhibits", "E-999"], "has no exhibit E-999"),
        (["Common table", "--as", "nobody@x.test"], "Nobody signs in as"),
        (["Common table", "--coalition", "none"], "There is no coalition none"),
        (["Common table", "--bates", "t w"], "no prefix for page numbers"),
        (["Partnership table"], "There is nothing to export"),
    ],
)
def test_a_command_that_cannot_be_says_why_and_leaves_no_file(
    demo_database: Database, tmp_path: Path, arguments: list[str], said: str
) -> None:
    with pytest.raises(CommandError, match=said):
        call_command("exhibits_export", *arguments, "--output", str(tmp_path / "a.zip"))
    assert list(tmp_path.glob("*.zip*")) + list(tmp_path.glob(".*")) == []


def test_an_archive_is_never_written_over(demo_database: Database, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"mine")
    with pytest.raises(CommandError, match="exists"):
        call_command("exhibits_export", "Common table", "--output", str(tmp_path / "a.zip"))
    assert (tmp_path / "a.zip").read_bytes() == b"mine"
