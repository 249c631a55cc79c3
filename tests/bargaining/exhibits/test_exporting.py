"""Archives: what is in them, with whose authority, what is entered, and what is refused."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from bargaining.browsing import browser_of
from bargaining.exhibits.files import alter, index_of, keep, lose, names_in, three
from cast import Cast, Member, enter
from commontable.audit.models import Entry
from commontable.bargaining.models import CustodyEntry, Exhibit, ExhibitExport, Table
from commontable.bargaining.selectors.exports import EXPORTS
from commontable.bargaining.services.custody import Event, record_custody
from commontable.bargaining.services.exporting import Choice, export_exhibits
from commontable.bargaining.tasks import make_export, make_stamped_copy, remove_old_exports
from commontable.bargaining.words import CustodyKind
from commontable.coalition.models import Authority
from commontable.common import dates
from commontable.common.errors import CommontableError, NotAllowedError, NotFoundError
from commontable.engines.exhibits import Written, verify
from engines.exhibits.samples import text_of

pytestmark = pytest.mark.usefixtures("own_store")


def export(
    member: Member, table: Table, exhibits: list[Exhibit], path: Path, **choice: Any
) -> Written:
    with path.open("wb+") as target:
        return export_exhibits(
            actor=enter(member),
            table=table,
            exhibits=exhibits,
            choice=Choice(**choice),
            target=target,
        )


def test_it_holds_every_exhibit_with_its_copy_and_is_whole(cast: Cast, tmp_path: Path) -> None:
    export(cast.chief, cast.common, three(cast), tmp_path / "all.zip")
    assert names_in(tmp_path / "all.zip") == {
        "INDEX.html",
        "README.txt",
        "SHA256SUMS",
        "index.csv",
        "originals/E-001-letter.txt",
        "originals/E-002-offer.pdf",
        "originals/U-001-rates.xlsx",
        "stamped/E-001-stamped.pdf",
        "stamped/E-002-stamped.pdf",
        "stamped/U-001-stamped.pdf",
    }
    rows = {row["number"]: row for row in index_of(tmp_path / "all.zip")}
    assert rows["E-1"]["from"] == "Colin Marsh"
    assert "received from Colin Marsh by Ada Chief" in rows["E-1"]["custody"]
    assert rows["E-1"]["remark"] == "words set anew"
    assert rows["E-2"]["pages"] == "3"
    assert rows["U-1"]["remark"].startswith("slip: A file of this kind has no pages")
    assert verify(tmp_path / "all.zip").is_sound


def test_running_numbers_go_over_all_pages_and_into_the_custody(cast: Cast, tmp_path: Path) -> None:
    exhibits = three(cast)
    export(cast.chief, cast.common, exhibits, tmp_path / "all.zip", prefix="TW", first_number=100)
    rows = {row["number"]: row for row in index_of(tmp_path / "all.zip")}
    numbers = {
        number: (row["first page number"], row["last page number"]) for number, row in rows.items()
    }
    assert numbers == {
        "E-1": ("TW000100", "TW000100"),
        "E-2": ("TW000101", "TW000103"),
        "U-1": ("TW000104", "TW000104"),
    }
    entry = CustodyEntry.objects.get(kind="exported", exhibit=exhibits[1])
    assert (entry.first_page_number, entry.last_page_number) == ("TW000101", "TW000103")
    assert entry.copy_sha256 == rows["E-2"]["stamped copy sha256"]
    # Numbered pages are of this archive alone: the record's own stamped copy is another thing.
    assert not CustodyEntry.objects.filter(kind="page_stamped").exists()


def test_each_export_is_in_the_custody_of_each_exhibit_and_in_the_log(
    cast: Cast, tmp_path: Path
) -> None:
    exhibits = three(cast)
    written = export(cast.team, cast.common, exhibits, tmp_path / "all.zip")
    entries = CustodyEntry.objects.filter(kind="exported")
    assert {one.exhibit_id for one in entries} == {one.pk for one in exhibits}
    assert {(one.by, one.archive_sha256, one.sums_sha256) for one in entries} == {
        ("Ben Team", written.sha256, written.sums_sha256)
    }
    logged = Entry.objects.latest("pk")
    assert logged.verb == "export_exhibits"
    assert logged.after["exhibits"] == ["E-1", "E-2", "U-1"]
    assert logged.after["archive"] == written.sha256


def test_the_archive_of_an_unchanged_record_is_the_same_however_often_it_is_made(
    cast: Cast, tmp_path: Path
) -> None:
    """Also when it was exported in between: to whom copies went is not in it."""
    exhibits = three(cast)
    first = export(cast.chief, cast.common, exhibits, tmp_path / "first.zip")
    export(cast.team, cast.common, exhibits[:1], tmp_path / "one.zip")
    second = export(cast.chief, cast.common, exhibits, tmp_path / "second.zip")
    assert first == second
    numbered = {
        export(cast.chief, cast.common, exhibits, tmp_path / f"{turn}.zip", prefix="TW").sha256
        for turn in range(2)
    }
    assert len(numbered) == 1


def test_the_other_side_is_told_how_a_file_was_received_and_no_more(
    cast: Cast, tmp_path: Path
) -> None:
    exhibits = three(cast)
    event = Event(CustodyKind.HANDED_ON, dates.now(), "Ada Chief", to_whom="Our counsel")
    record_custody(actor=enter(cast.chief), exhibit=exhibits[0], event=event)
    export(cast.chief, cast.common, exhibits, tmp_path / "ours.zip")
    export(cast.chief, cast.common, exhibits, tmp_path / "theirs.zip", receipt_only=True)
    ours, theirs = (index_of(tmp_path / f"{who}.zip")[0]["custody"] for who in ("ours", "theirs"))
    assert "handed on by Ada Chief to Our counsel" in ours
    assert "received from Colin Marsh" in theirs
    assert "counsel" not in theirs


def test_a_missing_or_altered_file_is_named_and_nothing_is_exported(
    cast: Cast, tmp_path: Path
) -> None:
    exhibits = three(cast)
    lose(exhibits[0])
    alter(exhibits[2])
    with pytest.raises(CommontableError) as refused:
        export(cast.chief, cast.common, exhibits, tmp_path / "all.zip")
    assert "E-1: MISSING in the store; U-1: ALTERED in the store" in str(refused.value)
    assert "Nothing was exported." in str(refused.value)
    assert not CustodyEntry.objects.filter(kind="exported").exists()


def test_an_export_that_goes_on_marks_what_is_missing(cast: Cast, tmp_path: Path) -> None:
    exhibits = three(cast)
    lose(exhibits[0])
    export(cast.chief, cast.common, exhibits, tmp_path / "all.zip", without_faulty=True)
    rows = {row["number"]: row for row in index_of(tmp_path / "all.zip")}
    assert rows["E-1"]["remark"] == "MISSING in the store"
    assert rows["E-1"]["file"] == rows["E-1"]["stamped copy"] == ""
    assert "originals/E-002-offer.pdf" in names_in(tmp_path / "all.zip")
    assert CustodyEntry.objects.get(kind="exported", exhibit=exhibits[0]).note.startswith("MISSING")
    assert Entry.objects.latest("pk").after["left out"] == ["E-1"]
    assert verify(tmp_path / "all.zip").is_sound


def test_a_stamped_copy_that_was_lost_is_made_again(cast: Cast, tmp_path: Path) -> None:
    exhibits = three(cast)
    first = export(cast.chief, cast.common, exhibits, tmp_path / "first.zip")
    for entry in CustodyEntry.objects.filter(kind="page_stamped"):
        (EXPORTS.root.parent / "exhibits" / entry.copy_sha256[:2] / entry.copy_sha256).unlink()
    assert export(cast.chief, cast.common, exhibits, tmp_path / "second.zip") == first


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ({"prefix": "tw"}, "no prefix for page numbers"),
        ({"prefix": "T W"}, "no prefix for page numbers"),
        ({"prefix": "TW)\n(x"}, "no prefix for page numbers"),
        ({"first_number": 0}, "Page numbers have six figures"),
        ({"prefix": "TW", "first_number": 999_999}, "The running numbers end within E-2"),
    ],
)
def test_numbers_that_cannot_be_are_refused(
    cast: Cast, tmp_path: Path, choice: dict[str, Any], said: str
) -> None:
    with pytest.raises(CommontableError, match=said):
        export(cast.chief, cast.common, three(cast), tmp_path / "all.zip", **choice)


def test_only_who_records_at_the_table_exports(cast: Cast, tmp_path: Path) -> None:
    exhibits = three(cast)
    for member in (cast.observer, cast.communications, cast.nurses_officer):
        with pytest.raises(NotAllowedError):
            export(member, cast.common, exhibits, tmp_path / "all.zip")
    own = [keep(cast.nurses_officer, cast.nurses_local)]
    export(cast.nurses_officer, cast.nurses_local, own, tmp_path / "own.zip")
    with pytest.raises(NotFoundError):
        export(cast.technicians_officer, cast.nurses_local, own, tmp_path / "x.zip")


def test_names_that_mislead_stay_in_the_index_and_do_no_harm(cast: Cast, tmp_path: Path) -> None:
    name = "\u202egpj.offer «march» " + "x" * 300 + ".txt"
    exhibits = [
        keep(cast.chief, cast.common, name=name, title="=1+1"),
        keep(cast.chief, cast.common, name="../../letter.txt"),
        keep(cast.chief, cast.common, name="letter.txt"),
    ]
    export(cast.chief, cast.common, exhibits, tmp_path / "all.zip")
    rows = index_of(tmp_path / "all.zip")
    assert rows[0]["original name"] == exhibits[0].file_name
    assert rows[0]["title"] == "'=1+1"
    for row in rows:
        assert re.fullmatch(r"originals/E-\d{3}-[\w.-]+\.txt", row["file"])
    assert len({row["file"] for row in rows}) == 3


# On the screen: asked for, made by the worker, fetched.


def asked(member: Member, table: Table, chosen: list[Exhibit], **sent: Any) -> Any:
    facts = {"exhibits": [one.pk for one in chosen], "first_number": "1"} | sent
    return browser_of(member).post(f"/tables/{table.pk}/exhibits/export", facts)


def worked(cast: Cast, export_id: int, member: Member | None = None) -> ExhibitExport:
    """What the worker makes of it."""
    who = member or cast.chief
    enter(who)
    wanted = ExhibitExport.objects.get(pk=export_id)
    make_export(
        export_id=export_id,
        coalition_id=wanted.coalition_id,
        union_id=wanted.union_id,
        user_id=who.user.pk,
    )
    enter(who)
    return ExhibitExport.objects.get(pk=export_id)


def test_what_is_chosen_is_made_by_the_worker_and_handed_out(cast: Cast, tmp_path: Path) -> None:
    exhibits = three(cast)
    answer = asked(cast.chief, cast.common, exhibits[:2], numbers="tw")
    assert answer.status_code == 303
    enter(cast.chief)
    waiting = ExhibitExport.objects.get()
    client = browser_of(cast.chief)
    shown = client.get(answer.headers["Location"]).content.decode()
    assert "Waiting for the worker" in shown
    assert 'hx-trigger="every 2s"' in shown
    assert client.get(f"/exports/{waiting.pk}/file").status_code == 404
    made = worked(cast, waiting.pk)
    assert (made.status, made.done, made.prefix) == ("done", 2, "TW")
    shown = client.get(answer.headers["Location"]).content.decode()
    assert "sha256sum -c SHA256SUMS" in shown
    assert made.sha256 in shown
    assert "hx-trigger" not in shown
    answer = client.get(f"/exports/{made.pk}/file")
    assert "harbor-2026-2026-common-table-exhibits.zip" in answer.headers["Content-Disposition"]
    (tmp_path / "fetched.zip").write_bytes(b"".join(answer.streaming_content))
    assert verify(tmp_path / "fetched.zip").sha256 == made.sha256
    assert [row["number"] for row in index_of(tmp_path / "fetched.zip")] == ["E-1", "E-2"]


def test_a_form_that_cannot_be_comes_back(cast: Cast) -> None:
    exhibits = three(cast)
    for sent, said in (
        ({"exhibits": []}, "Choose one exhibit or more."),
        ({"exhibits": [999_999]}, "Select a valid choice"),
        ({"numbers": "T W"}, "no prefix for page numbers"),
        ({"first_number": "1000000"}, "less than or equal to 999999"),
    ):
        answer = asked(cast.chief, cast.common, exhibits, **sent)
        assert answer.status_code == 422
        assert said in answer.content.decode()
    enter(cast.chief)
    assert not ExhibitExport.objects.exists()


def test_without_an_exhibit_the_page_says_so(cast: Cast) -> None:
    shown = browser_of(cast.chief).get(f"/tables/{cast.common.pk}/exhibits/export")
    assert "Nothing to export yet" in shown.content.decode()


def test_what_went_wrong_is_told_where_it_was_asked_for(cast: Cast) -> None:
    exhibits = three(cast)
    answer = asked(cast.chief, cast.common, exhibits)
    lose(exhibits[1])
    enter(cast.chief)
    made = worked(cast, ExhibitExport.objects.get().pk)
    assert made.status == "failed"
    shown = browser_of(cast.chief).get(answer.headers["Location"]).content.decode()
    assert "E-2: MISSING in the store" in shown
    assert "Choose again" in shown


def test_whoever_lost_the_authority_meanwhile_gets_nothing(cast: Cast) -> None:
    asked(cast.team, cast.common, three(cast))
    enter(cast.chief)
    wanted = ExhibitExport.objects.get()
    Authority.objects.filter(person=cast.team.person).delete()
    worked(cast, wanted.pk, cast.team)
    enter(cast.chief)
    wanted.refresh_from_db()
    assert wanted.status == "failed"
    assert "authority" in wanted.failure
    assert not CustodyEntry.objects.filter(kind="exported").exists()


def test_a_stamped_copy_is_made_by_the_worker(cast: Cast) -> None:
    exhibit = three(cast)[1]
    client = browser_of(cast.chief)
    answer = client.post(f"/exhibits/{exhibit.pk}/stamp")
    assert answer.status_code == 303
    make_stamped_copy(
        exhibit_id=exhibit.pk, coalition_id=cast.coalition.pk, user_id=cast.chief.user.pk
    )
    copy = b"".join(client.get(f"/exhibits/{exhibit.pk}/stamped").streaming_content)
    assert "E-2  page 3 of 3" in text_of(copy)
    shown = client.get(f"/exhibits/{exhibit.pk}/").content.decode()
    assert "3 pages, as PDF" in shown
    assert "Page-stamped by Ada Chief" in shown


def test_archives_are_removed_after_a_week_and_can_be_asked_for_again(cast: Cast) -> None:
    asked(cast.chief, cast.common, three(cast))
    enter(cast.chief)
    made = worked(cast, ExhibitExport.objects.get().pk)
    assert remove_old_exports(timestamp=0) == 0
    enter(cast.chief)
    ExhibitExport.objects.update(moved_at="2026-01-01T00:00:00Z")
    assert remove_old_exports(timestamp=0) == 1
    assert not EXPORTS.path_of(made.sha256).exists()
    enter(cast.chief)
    assert ExhibitExport.objects.get().status == "expired"


def test_an_archive_can_be_written_to_any_open_file(cast: Cast) -> None:
    target = BytesIO()
    written = export_exhibits(
        actor=enter(cast.chief),
        table=cast.common,
        exhibits=three(cast)[:1],
        choice=Choice(),
        target=target,
    )
    assert written.size == len(target.getvalue())
