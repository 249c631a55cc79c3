"""From a file to a census: looked over first, kept as a whole, and nothing left of what was not."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.db import connection, transaction
from django.test import override_settings
from procrastinate.contrib.django.models import ProcrastinateJob

from bargaining.browsing import browser_of
from cast import Cast, enter
from commontable.audit.models import Entry
from commontable.coalition import tenancy
from commontable.coalition.services.headcounts import record_headcount
from commontable.common import dates
from commontable.common.errors import (
    CommontableError,
    ConflictError,
    NotAllowedError,
    NotFoundError,
)
from commontable.workforce.folders import UploadFolder
from commontable.workforce.models import Census, PseudonymKey, Source, Upload
from commontable.workforce.selectors.columns import columns_of
from commontable.workforce.selectors.differences import differences_between, differences_it_makes
from commontable.workforce.selectors.impacts import brought_by
from commontable.workforce.selectors.rows import open_rows
from commontable.workforce.selectors.uploads import get_upload
from commontable.workforce.services import reading
from commontable.workforce.services.censuses import bring_in_census
from commontable.workforce.services.uploads import Correction, begin_import, discard, say_values
from commontable.workforce.store import CENSUSES
from commontable.workforce.tasks import advance_upload, forget_uploads
from commontable.workforce.words import ImportKind, UploadStatus
from workforce.brought import DAY, ROWS, a_file, census_of, moved_on, named, read, taken_up
from workforce.sheets import HEADINGS, as_csv


def files(media: Path) -> list[Path]:
    return sorted(path.relative_to(media) for path in media.rglob("*") if path.is_file())


def brought_in(cast: Cast, content: bytes | None = None, **changes: object) -> Census:
    actor = enter(cast.research)
    upload = read(actor, taken_up(actor, content), **changes)
    return bring_in_census(actor=actor, upload=upload)


def test_a_census_is_kept_under_its_hash_and_nothing_else_of_the_file(
    cast: Cast, media: Path, django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        census = brought_in(cast)
    assert (census.workers, census.refused_rows, census.as_of) == (5, 0, DAY)
    kept = Path("censuses") / census.sha256[:2] / census.sha256
    assert files(media) == [kept]
    assert pq.read_metadata(media / kept).num_rows == 5
    assert Upload.objects.count() == 0


def test_nothing_is_kept_before_somebody_confirms(cast: Cast, media: Path) -> None:
    actor = enter(cast.research)
    upload = read(actor, taken_up(actor))
    assert upload.status == UploadStatus.READ
    assert not Census.objects.exists()
    assert not [path for path in files(media) if path.parts[0] == "censuses"]
    discard(actor=actor, upload=upload)
    assert not Upload.objects.exists()


def test_what_was_discarded_leaves_no_file(
    cast: Cast, media: Path, django_capture_on_commit_callbacks: object
) -> None:
    actor = enter(cast.research)
    upload = read(actor, taken_up(actor))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        discard(actor=actor, upload=upload)
    assert files(media) == []


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "a.csv", "empty"),
        (b"%PDF-1.7", "a.csv", "not what the name says"),
        (b"ID\n1\n", "a.exe", "not read"),
    ],
)
def test_a_file_of_no_use_is_refused_at_once_and_leaves_nothing(
    cast: Cast, media: Path, content: bytes, name: str, said: str
) -> None:
    with pytest.raises(CommontableError, match=said):
        taken_up(enter(cast.research), content, name=name)
    assert files(media) == []
    assert not Upload.objects.exists()


def test_a_file_that_is_too_large_leaves_nothing(cast: Cast, media: Path) -> None:
    with (
        override_settings(CENSUS_LIMIT_BYTES=100),
        pytest.raises(CommontableError, match="too large"),
    ):
        taken_up(enter(cast.research), as_csv(ROWS * 10))
    assert files(media) == []


def test_a_file_that_turns_out_broken_says_why_and_keeps_nothing(cast: Cast) -> None:
    actor = enter(cast.research)
    upload = taken_up(actor, b"PK\x03\x04 no workbook at all", name="a.xlsx")
    assert upload.status == UploadStatus.FAILED
    assert "Expected an .xlsx file" in upload.fault
    assert "Nothing was kept" in upload.fault
    with pytest.raises(ConflictError):
        bring_in_census(actor=actor, upload=upload)


def test_numbers_become_pseudonyms_that_are_the_same_next_time(cast: Cast) -> None:
    first, second = brought_in(cast), brought_in(cast, as_csv(ROWS[:4]))
    actor = enter(cast.research)
    numbers = [
        open_rows(actor, census).table(["employee_id"])["employee_id"].to_pylist()
        for census in (first, second)
    ]
    assert numbers[0][:4] == numbers[1]
    assert "101" not in numbers[0]
    assert (first.pseudonyms, PseudonymKey.objects.count()) == (True, 1)
    found = differences_between(actor, first, second)
    assert (found.added, found.removed, found.stayed) == (0, 1, 4)


def test_a_unions_own_census_has_pseudonyms_of_its_own(cast: Cast) -> None:
    common = brought_in(cast, as_csv(ROWS[:3]))
    grace = enter(cast.nurses_officer)
    upload = read(grace, taken_up(grace, as_csv(ROWS[:3]), union_id=cast.nurses.pk))
    own = bring_in_census(actor=grace, upload=upload)
    mine = set(open_rows(grace, own).table(["employee_id"])["employee_id"].to_pylist())
    ours = open_rows(grace, common).table(["employee_id"])["employee_id"].to_pylist()
    assert not mine & set(ours)


def test_a_unions_own_file_may_name_that_union_only(cast: Cast) -> None:
    grace = enter(cast.nurses_officer)
    upload = read(grace, taken_up(grace, union_id=cast.nurses.pk))
    impact = UploadFolder(upload).impact()
    assert (impact.taken, impact.refused_rows) == (3, 2)
    assert {one.expected for one in impact.refused} == {"a union of the coalition: NUR"}


def test_a_source_is_read_the_next_time_as_it_was_read_before(cast: Cast) -> None:
    headings = ("Who", *HEADINGS[1:4], "Klass", *HEADINGS[5:])
    rows = [(r[0], {"NUR": "Local 9", "TEC": "TEC"}[r[1]], *r[2:]) for r in ROWS]
    content = as_csv(rows, headings)
    actor = enter(cast.research)
    upload = taken_up(actor, content)
    found = {one.heading: one.key for one in columns_of(actor, upload).columns}
    assert (found["Who"], found["Klass"]) == ("", "")
    upload = read(
        actor, upload, **_with(upload, actor, {"Who": "employee_id", "Klass": "classification"})
    )
    assert UploadFolder(upload).impact().unknown["union"] == {"Local 9": 3}
    upload = moved_on(
        say_values(
            actor=actor, upload=upload, values={"union": {"Local 9": "NUR"}}, keep_unknown=False
        )
    )
    assert upload.facts == {"read": 5, "taken": 5, "refused": 0}
    bring_in_census(actor=actor, upload=upload)
    again = taken_up(actor, as_csv(rows[:2], headings))
    columns = columns_of(actor, again)
    assert columns.remembered == Source.objects.get()
    assert {one.heading: one.key for one in columns.columns}["Klass"] == "classification"
    assert read(actor, again).facts["taken"] == 2
    other = taken_up(actor, content, source="Somebody else")
    assert columns_of(actor, other).remembered is None


def _with(upload: Upload, actor: object, said: dict[str, str]) -> dict[str, object]:
    columns = columns_of(actor, upload).columns  # type: ignore[arg-type]
    keys = {one.heading: one.key or said.get(one.heading, "") for one in columns}
    places = {one.heading: one.place for one in columns}
    return {
        "columns": {key: places[heading] for heading, key in keys.items() if key},
        "headings": {key: heading for heading, key in keys.items() if key},
    }


def test_a_column_that_tells_who_somebody_is_cannot_be_chosen(cast: Cast) -> None:
    actor = enter(cast.research)
    rows = [(r[0], "Ada Nurse", *r[2:]) for r in ROWS]
    upload = taken_up(actor, as_csv(rows, (HEADINGS[0], "Employee Name", *HEADINGS[2:])))
    columns = columns_of(actor, upload)
    assert [one.heading for one in columns.personal] == ["Employee Name"]
    chosen = {one.key: one.place for one in columns.columns if one.key} | {"union": 1}
    with pytest.raises(CommontableError, match="tells who somebody is"):
        read(actor, upload, columns=chosen)


def test_columns_that_are_missing_are_named(cast: Cast) -> None:
    actor = enter(cast.research)
    upload = taken_up(actor, as_csv([r[:5] for r in ROWS], HEADINGS[:5]))
    with pytest.raises(CommontableError) as missing:
        read(actor, upload)
    assert missing.value.expected == "Hired, Regular hours or share of full time"


def test_what_it_brings_stands_beside_the_last_census_and_the_directory(cast: Cast) -> None:
    actor = enter(cast.research)
    census_of(actor, named("n", 12, "NUR", "NORTH", "Nurse"), as_of=DAY - timedelta(days=30))
    record_headcount(
        actor=enter(cast.chief), of=cast.nurses, counted_on=DAY, workers=9, source="roll"
    )
    actor = enter(cast.research)
    upload = read(actor, taken_up(actor))
    brought = brought_by(actor, upload)
    nurses, technicians = brought.by["union"]
    assert (nurses.name, nurses.now.workers, nurses.change, nurses.off) == ("NUR", 3, -9, -6)
    assert (technicians.now.workers, technicians.before, technicians.counted) == (2, None, None)
    assert brought.total.change == -7
    assert brought.total.now.fte_hundredths == 430


def test_a_correction_is_a_new_census_with_its_differences_and_the_old_one_stays(
    cast: Cast,
) -> None:
    first = brought_in(cast, pseudonyms=False)
    actor = enter(cast.research)
    rows = [*ROWS[1:], ("106", *ROWS[0][1:])]
    rows[0] = (*rows[0][:9], "44.00", *rows[0][10:])
    upload = read(
        actor,
        taken_up(actor, as_csv(rows), correction=Correction(first, "one was missing")),
        pseudonyms=False,
    )
    shown = differences_it_makes(actor, upload)
    assert shown is not None
    assert (shown.added, shown.removed, shown.stayed, shown.changed_cells) == (1, 1, 4, 1)
    assert [(c.employee_id, c.before, c.after) for c in shown.columns[0].shown] == [
        ("102", 42_000, 44_000)
    ]
    second = bring_in_census(actor=actor, upload=upload)
    assert second.corrects == first
    assert differences_between(actor, first, second) == shown
    assert open_rows(actor, first).table(["employee_id"]).num_rows == 5
    with pytest.raises(ConflictError, match="corrected already"):
        taken_up(actor, as_csv(rows), correction=Correction(first, "once more"))


def test_the_same_census_is_not_kept_twice(cast: Cast) -> None:
    brought_in(cast)
    actor = enter(cast.research)
    upload = read(actor, taken_up(actor))
    with pytest.raises(ConflictError, match="there already"), transaction.atomic():
        bring_in_census(actor=actor, upload=upload)
    assert get_upload(actor, upload.pk).status == UploadStatus.READ


def test_a_census_is_never_changed_nor_removed(cast: Cast) -> None:
    census = brought_in(cast)
    for statement in ("UPDATE workforce_census SET workers = 1", "DELETE FROM workforce_census"):
        with (
            pytest.raises(Exception, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    assert Census.objects.get().workers == census.workers


def test_the_log_tells_of_taking_up_keeping_and_discarding(cast: Cast) -> None:
    census = brought_in(cast)
    actor = enter(cast.research)
    discard(actor=actor, upload=taken_up(actor))
    verbs = list(Entry.objects.order_by("position").values_list("verb", flat=True))
    assert verbs[-4:] == ["begin_import", "bring_in_census", "begin_import", "discard_import"]
    kept = Entry.objects.get(verb="bring_in_census")
    assert kept.after["sha256"] == census.sha256
    assert kept.after["workers"] == 5


@pytest.mark.parametrize("who", ["team", "observer", "nurses_officer"])
def test_only_the_research_team_brings_in_for_the_coalition(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowedError):
        taken_up(enter(getattr(cast, who)))


def test_an_upload_of_another_union_is_not_there(cast: Cast) -> None:
    grace = enter(cast.nurses_officer)
    upload = taken_up(grace, union_id=cast.nurses.pk)
    for member in (cast.research, cast.technicians_officer, cast.stranger):
        with pytest.raises(NotFoundError):
            get_upload(enter(member), upload.pk)


def test_a_day_to_come_and_a_source_of_nobody_are_refused(cast: Cast) -> None:
    actor = enter(cast.research)
    with pytest.raises(CommontableError, match="still to come"):
        taken_up(actor, as_of=actor.on + timedelta(days=1))
    with pytest.raises(CommontableError, match="rumour"):
        taken_up(actor, source=" ")


def test_a_large_file_is_read_in_the_background_and_says_how_far_it_is(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "AT_ONCE_BYTES", 100)
    client = browser_of(cast.research)
    sent = {"source": "Payroll", "as_of": DAY.isoformat(), "file": a_file(as_csv(ROWS)), "home": ""}
    answer = client.post("/workforce/censuses/new", sent)
    enter(cast.research)
    upload = Upload.objects.get()
    assert answer.headers["Location"] == f"/workforce/imports/{upload.pk}/"
    assert upload.status == UploadStatus.WAITING
    page = client.get(answer.headers["Location"]).content.decode()
    assert "The file is being opened" in page
    job = ProcrastinateJob.objects.get(task_name="advance_upload")
    assert job.args == {
        "coalition_id": cast.coalition.pk,
        "union_id": None,
        "upload_id": upload.pk,
    }
    tenancy.set_scope(coalition_id=None)
    advance_upload(**job.args)
    enter(cast.research)
    assert Upload.objects.get().status == UploadStatus.OPENED
    Upload.objects.update(status=UploadStatus.READING, permille=420, rows=35_000)
    page = client.get(answer.headers["Location"]).content.decode()
    assert "35,000 rows read, 42% of the file" in page


def test_an_upload_that_was_discarded_while_it_was_read_is_left_alone(cast: Cast) -> None:
    actor = enter(cast.research)
    upload = taken_up(actor)
    discard(actor=actor, upload=upload)
    advance_upload(coalition_id=cast.coalition.pk, union_id=None, upload_id=upload.pk or 1)


def test_the_worker_reads_with_no_more_than_the_upload_was_taken_up_with(cast: Cast) -> None:
    grace = enter(cast.nurses_officer)
    upload = taken_up(grace, union_id=cast.nurses.pk)
    reader = reading.reader_of(upload)
    assert reader.unions == {cast.nurses.pk}
    assert [grant.union_id for grant in reader.grants] == [cast.nurses.pk]
    tenancy.set_scope(coalition_id=None)
    # Without its union the job finds nothing, and does nothing.
    advance_upload(coalition_id=cast.coalition.pk, union_id=None, upload_id=upload.pk)
    advance_upload(
        coalition_id=cast.coalition.pk, union_id=cast.technicians.pk, upload_id=upload.pk
    )
    enter(cast.nurses_officer)
    assert Upload.objects.get(pk=upload.pk).status == UploadStatus.OPENED


def test_what_nobody_confirmed_is_forgotten_after_a_week(
    cast: Cast, media: Path, django_capture_on_commit_callbacks: object
) -> None:
    actor = enter(cast.research)
    old, new = taken_up(actor), taken_up(actor, source="Another")
    grace = enter(cast.nurses_officer)
    private = taken_up(grace, union_id=cast.nurses.pk)
    week = dates.now() - timedelta(days=8)
    Upload.objects.filter(pk=private.pk).update(moved_at=week)
    enter(cast.research)
    Upload.objects.filter(pk=old.pk).update(moved_at=week)
    tenancy.set_scope(coalition_id=None)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert forget_uploads(timestamp=0) == 2
    assert {path.parts[1] for path in files(media)} == {new.folder}


def test_full_time_is_what_was_said(cast: Cast) -> None:
    census = brought_in(cast, full_time_hours="75")
    hours = open_rows(enter(cast.research), census).table(["regular_quarter_hours"])
    assert hours["regular_quarter_hours"][0].as_py() == 75 * 4
    actor = enter(cast.research)
    upload = read(actor, taken_up(actor), full_time_hours="0")
    assert upload.status == UploadStatus.FAILED
    assert "Expected hours such as 80" in upload.fault


def test_a_file_is_looked_at_before_it_is_kept_on_screen(cast: Cast) -> None:
    client = browser_of(cast.research)
    rows = [*ROWS, ROWS[0]]
    sent = {"source": "Payroll", "as_of": DAY.isoformat(), "file": a_file(as_csv(rows)), "home": ""}
    page = client.post("/workforce/censuses/new", sent, follow=True)
    assert page.redirect_chain[-1][0].endswith("/columns")
    form = page.context["form"]
    typed = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    typed = {name: value for name, value in typed.items() if value is not False}
    page = client.post(page.redirect_chain[-1][0], typed, follow=True).content.decode()
    assert "1 row is refused" in page
    assert "101, already in row 2" in page
    assert "Keep this census of 5 workers" in page
    enter(cast.research)
    upload = Upload.objects.get()
    refused = client.get(f"/workforce/imports/{upload.pk}/refused.csv")
    lines = b"".join(refused.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert lines[1].startswith('7,employee_id,"101, already in row 2",every worker once')
    kept = client.post(f"/workforce/imports/{upload.pk}/keep", follow=True)
    assert "The census is kept." in kept.content.decode()
    enter(cast.research)
    assert CENSUSES.path_of(Census.objects.get().sha256).is_file()


def test_a_refused_cell_that_looks_like_a_formula_is_opened_as_text(cast: Cast) -> None:
    actor = enter(cast.research)
    rows = [("101", "=HYPERLINK(1)", *ROWS[0][2:])]
    upload = read(actor, taken_up(actor, as_csv(rows)))
    assert "'=HYPERLINK(1)" in UploadFolder(upload).refusals.read_text()


def test_money_of_the_impact_is_exact(cast: Cast) -> None:
    actor = enter(cast.research)
    upload = read(actor, taken_up(actor))
    exact = Decimal(0)
    for row in ROWS:
        share = {"1.0": 1, "1": 1, "80%": Decimal("0.8"), "0.5": Decimal("0.5")}[row[7]]
        exact += Decimal(row[9].lstrip("$")) * 80 * share * 26
    assert UploadFolder(upload).impact().total.cents_a_year == exact * 100


def test_begin_import_asks_the_policy_before_it_writes_anything(cast: Cast, media: Path) -> None:
    with pytest.raises(NotFoundError):
        begin_import(
            actor=enter(cast.technicians_officer),
            kind=ImportKind.CENSUS,
            union_id=cast.nurses.pk,
            source="Payroll",
            as_of=DAY,
            file=a_file(as_csv(ROWS)),
        )
    assert files(media) == []
