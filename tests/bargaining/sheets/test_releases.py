"""What goes out: only what somebody with authority signed for, until it is withdrawn."""

from __future__ import annotations

import hashlib
import json

import pytest
from django.db import DatabaseError, transaction

from bargaining.passing import passes, raises
from bargaining.sheets.arranged import (
    ago,
    arranged,
    cell,
    frozen,
    offers,
    released,
    said,
    view_of,
)
from cast import Cast, enter
from commontable.audit.selectors import history_of
from commontable.bargaining.models import (
    PublicEdition,
    SheetRelease,
    SheetReleaseWithdrawal,
    SheetVersion,
)
from commontable.bargaining.selectors.sheets.public import published_at, published_file
from commontable.bargaining.services.sheets.definitions import word_row
from commontable.bargaining.services.sheets.releases import (
    release_sheet,
    what_would_go_out,
    withdraw_release,
)
from commontable.bargaining.words import ProposalKind, Side
from commontable.coalition import tenancy
from commontable.common.errors import (
    CommontableError,
    ConflictError,
    NotAllowedError,
    NotFoundError,
)
from commontable.engines.sheets import Mark, digest, to_json

PUBLIC = {"union", "employer"}


def version_of_both(cast: Cast) -> SheetVersion:
    """Both sides spoke to wages, ours to staffing too; something was said off the record."""
    offers(cast, Side.UNION, "6", "6", at=ago(hours=6))
    offers(cast, Side.EMPLOYER, "2", "2", at=ago(hours=5))
    passes(cast, Side.UNION, [cast.staffing], title="One nurse to four", passed_at=ago(hours=4))
    offers(cast, Side.EMPLOYER, "7", "7", at=ago(hours=3), kind=ProposalKind.SUPPOSAL)
    return frozen(cast, arranged(cast))


def wages_row(cast: Cast) -> set[str]:
    return {f"issue-{cast.wages.pk}"}


def test_a_release_is_a_dated_signed_fact(cast: Cast) -> None:
    version = version_of_both(cast)
    release = released(cast, version, rows=wages_row(cast), columns=PUBLIC)
    assert (release.number, release.signed_as) == (1, "Ada Chief")
    assert release.columns == ["union", "employer"]
    assert digest(view_of(release)) == release.sha256
    (entry,) = history_of(release)
    assert entry.verb == "release_sheet"
    assert entry.after["rows"] == ["Wages"]
    assert entry.after["sha256"] == release.sha256
    with pytest.raises(DatabaseError), transaction.atomic():
        SheetRelease.objects.filter(pk=release.pk).update(rows=["issue-1", "issue-2"])


def test_the_public_reads_what_was_released_and_not_a_word_more(cast: Cast) -> None:
    release = released(cast, version_of_both(cast), rows=wages_row(cast), columns=PUBLIC)
    published = published_at(release.address)
    assert published.view is not None
    assert published.sha256 == release.sha256
    text = to_json(published.view)
    assert [row.name for row in published.view.rows] == ["Wages"]
    assert said(published.view, cast.wages, "employer") == "2 / 2 % (E-1)"
    for hidden in ("One nurse", "Staffing", "7 / 7", "E-2", "Ada Chief", "crossings", "issue/"):
        assert hidden not in text
    assert "proposal-" not in text


def test_the_files_hold_the_same_and_no_more(cast: Cast) -> None:
    import io
    import zipfile

    import pymupdf

    release = released(cast, version_of_both(cast), rows=wages_row(cast), columns=PUBLIC)
    content = {
        kind: published_file(release.address, 1, kind)
        for kind in ("letter", "a4", "word", "workbook")
    }
    texts = {
        kind: "".join(
            page.get_text() for page in pymupdf.open(stream=content[kind], filetype="pdf")
        )
        for kind in ("letter", "a4")
    }
    for kind in ("word", "workbook"):
        with zipfile.ZipFile(io.BytesIO(content[kind])) as file:
            texts[kind] = "".join(file.read(n).decode() for n in file.namelist() if "xml" in n)
    for kind, text in texts.items():
        assert "Wages" in text, kind
        assert release.sha256 in text.replace("\n", ""), kind
        for hidden in ("One nurse", "Staffing", "7 / 7", "E-2", "Ada Chief", "Team edition"):
            assert hidden not in text, (kind, hidden)


def test_what_is_signed_is_what_was_seen(cast: Cast) -> None:
    version = version_of_both(cast)
    choice = {"title": "For members", "rows": wages_row(cast), "columns": PUBLIC}
    actor = enter(cast.communications)
    seen = digest(what_would_go_out(actor=actor, version=version, **choice))
    word_row(actor=actor, sheet=version.sheet, row=f"issue-{cast.wages.pk}", text="Fair raises")
    sign = {"actor": actor, "version": version, "signature": "Eve Communications"}
    with pytest.raises(ConflictError, match="changed since you looked"):
        release_sheet(**sign, **choice, seen=seen)
    assert not SheetRelease.objects.exists()
    seen = digest(what_would_go_out(actor=actor, version=version, **choice))
    release = release_sheet(**sign, **choice, seen=seen)
    assert view_of(release).rows[0].wording == "Fair raises"


@pytest.mark.parametrize("signature", ["", "Somebody Else", "Ada"])
def test_a_release_is_signed_with_ones_own_name(cast: Cast, signature: str) -> None:
    version = version_of_both(cast)
    choice = {"title": "For members", "rows": wages_row(cast), "columns": PUBLIC}
    actor = enter(cast.chief)
    seen = digest(what_would_go_out(actor=actor, version=version, **choice))
    with pytest.raises(CommontableError, match="Ada Chief"):
        release_sheet(actor=actor, version=version, seen=seen, signature=signature, **choice)
    assert not PublicEdition.objects.exists()


@pytest.mark.parametrize("who", ["team", "research", "observer", "organizer", "nurses_officer"])
def test_who_may_not_speak_to_the_public_lets_nothing_out(cast: Cast, who: str) -> None:
    version = version_of_both(cast)
    actor = enter(getattr(cast, who))
    choice = {"title": "For members", "rows": wages_row(cast), "columns": PUBLIC}
    with pytest.raises(NotAllowedError, match="approve wording for the public"):
        what_would_go_out(actor=actor, version=version, **choice)
    with pytest.raises(NotAllowedError):
        release_sheet(actor=actor, version=version, seen="", signature=actor.name, **choice)


def test_what_was_said_aside_cannot_be_let_out(cast: Cast) -> None:
    with pytest.raises(CommontableError, match="for the team only"):
        released(cast, version_of_both(cast), columns={"union", "aside"})


@pytest.mark.parametrize("choice", [{"rows": set()}, {"columns": set()}, {"rows": {"issue-0"}}])
def test_by_default_nothing_goes_out(cast: Cast, choice: dict[str, set[str]]) -> None:
    version = version_of_both(cast)
    with pytest.raises(CommontableError):
        released(cast, version, **choice)
    assert not PublicEdition.objects.exists()


def test_a_withdrawn_release_leaves_nothing_to_read(cast: Cast) -> None:
    release = released(cast, version_of_both(cast), rows=wages_row(cast), columns=PUBLIC)
    withdraw_release(actor=enter(cast.chief), release=release, reason="Too early.")
    published = published_at(release.address)
    assert published.view is None
    assert published.withdrawn_at is not None
    for kind in ("letter", "a4", "word", "workbook"):
        with pytest.raises(NotFoundError):
            published_file(release.address, 1, kind)
    enter(cast.chief)
    edition = PublicEdition.objects.get()
    assert (edition.content, edition.letter, edition.a4, edition.word, edition.workbook) == (
        None,
        None,
        None,
        None,
        None,
    )
    withdrawal = SheetReleaseWithdrawal.objects.get()
    assert withdrawal.reason == "Too early."
    assert view_of(release).rows, "that it was released, and what, stays recorded"
    with pytest.raises(ConflictError, match="already"):
        withdraw_release(actor=enter(cast.chief), release=release)


def test_the_database_keeps_no_content_beside_a_withdrawal(cast: Cast) -> None:
    released(cast, version_of_both(cast), rows=wages_row(cast), columns=PUBLIC)
    with pytest.raises(DatabaseError, match="a_withdrawn_edition_is_empty"), transaction.atomic():
        PublicEdition.objects.update(withdrawn_at=ago(hours=1))


def test_a_later_edition_keeps_the_address_and_tells_changes_against_the_public_one_alone(
    cast: Cast,
) -> None:
    first_version = version_of_both(cast)
    first = released(cast, first_version, rows=wages_row(cast), columns={"employer"})
    offers(cast, Side.EMPLOYER, "3", "3", at=ago(hours=2))
    frozen(cast, first_version.sheet)  # a version that never goes out
    offers(cast, Side.EMPLOYER, "4", "4", at=ago(hours=1))
    second = released(
        cast, frozen(cast, first_version.sheet), rows=wages_row(cast), columns={"employer"}
    )
    assert (second.address, second.number) == (first.address, 2)
    view = view_of(second)
    assert cell(view, cast.wages, "employer").mark is Mark.CHANGED
    (change,) = view.changes
    assert "2 / 2" in change.before
    assert "3 / 3" not in to_json(view)
    assert published_at(first.address).number == 2
    old = published_at(first.address, 1)
    assert (old.number, old.newest) == (1, 2)
    assert old.view is not None


def test_when_the_newest_is_withdrawn_no_older_one_comes_back_by_itself(cast: Cast) -> None:
    version = version_of_both(cast)
    first = released(cast, version, rows=wages_row(cast), columns=PUBLIC)
    second = released(cast, version, rows=wages_row(cast), columns={"union"})
    withdraw_release(actor=enter(cast.chief), release=second)
    assert published_at(first.address).view is None
    enter(cast.chief)
    third = released(cast, version, rows=wages_row(cast), columns=PUBLIC)
    assert view_of(third).changes == ()
    assert view_of(third).previous.startswith("public edition 1"), "never against what was recalled"


def test_the_public_address_does_not_go_back_in_time(cast: Cast) -> None:
    first = version_of_both(cast)
    second = frozen(cast, first.sheet)
    out = released(cast, second, rows=wages_row(cast), columns=PUBLIC)
    with pytest.raises(ConflictError, match="shows version 2"):
        released(cast, first, rows=wages_row(cast), columns=PUBLIC)
    withdraw_release(actor=enter(cast.chief), release=out)
    assert released(cast, first, rows=wages_row(cast), columns=PUBLIC).number == 2


def test_an_address_cannot_be_guessed_from_the_title(cast: Cast) -> None:
    version = version_of_both(cast)
    release = released(cast, version, rows=wages_row(cast), columns=PUBLIC, title="Wages & more!")
    name, _, secret = release.address.rpartition("-")
    assert name == "wages-more"
    assert len(secret) == 16
    with pytest.raises(NotFoundError):
        published_at(name)
    with pytest.raises(NotFoundError):
        published_at(release.address, 2)


def test_nobody_without_a_seat_reads_anything_but_the_address_they_name(cast: Cast) -> None:
    """Row security alone: no filter of ours stands between this and the table."""
    version = version_of_both(cast)
    release = released(cast, version, rows=wages_row(cast), columns=PUBLIC)
    other = released(cast, frozen(cast, arranged(cast, title="Another")), columns=PUBLIC)
    assert other.address != release.address
    tenancy.set_scope(coalition_id=None)
    assert list(PublicEdition.objects.all()) == []
    tenancy.ask_for_public_address(release.address)
    assert [each.address for each in PublicEdition.objects.all()] == [release.address]
    assert not SheetRelease.objects.exists()
    assert not SheetVersion.objects.exists()
    assert PublicEdition.objects.update(number=7) == 0
    tenancy.ask_for_public_address("")
    assert list(PublicEdition.objects.all()) == []


def test_two_editions_of_one_choice_have_the_same_figures_and_the_hash_of_their_json(
    cast: Cast,
) -> None:
    release = released(cast, version_of_both(cast), rows=wages_row(cast), columns=PUBLIC)
    enter(cast.chief)
    view = view_of(release)
    written = json.dumps(release.content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert hashlib.sha256(written.encode()).hexdigest() == release.sha256
    assert to_json(view) == written


def test_a_local_tables_edition_is_public_where_its_officer_let_it_out(cast: Cast) -> None:
    from bargaining.passing import passing
    from commontable.bargaining.services.proposals import pass_proposal
    from commontable.bargaining.services.sheets.definitions import make_sheet
    from commontable.bargaining.services.sheets.versions import make_version
    from commontable.bargaining.sheet_definition import Definition

    officer = enter(cast.nurses_officer)
    pass_proposal(
        actor=officer,
        table=cast.nurses_local,
        passing=passing(Side.UNION, [cast.wages], terms=raises(cast.wages, "9.99")),
    )
    sheet = make_sheet(
        actor=officer, table=cast.nurses_local, title="Ours", definition=Definition()
    )
    version = make_version(actor=officer, sheet=sheet)
    choice = {"title": "Ours", "rows": wages_row(cast), "columns": {"union"}}
    with pytest.raises(NotFoundError):
        what_would_go_out(actor=enter(cast.chief), version=version, **choice)
    officer = enter(cast.nurses_officer)
    seen = digest(what_would_go_out(actor=officer, version=version, **choice))
    release = release_sheet(
        actor=officer, version=version, seen=seen, signature=officer.name, **choice
    )
    enter(cast.chief)
    assert not PublicEdition.objects.exists(), "the chief sees it as anybody does, by its address"
    view = published_at(release.address).view
    assert view is not None
    assert "9.99" in to_json(view)
