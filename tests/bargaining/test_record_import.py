"""A published record, entered from a file: what is placed, what is not, and what is refused."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from cast import Cast, assemble, enter
from commontable.bargaining.models import (
    Campaign,
    CampaignEvent,
    Issue,
    Proposal,
    Settlement,
    Term,
)
from commontable.bargaining.selectors.gaps import gap_board_of
from commontable.bargaining.services.record_import import (
    BrokenRecordError,
    import_record,
    read_record,
)
from commontable.bargaining.words import TermKind
from commontable.common.errors import CommontableError, NotAllowedError
from commontable.engines import comparison

REAL = Path(__file__).parents[3] / "shared" / "real" / "kaiser-public-record.yaml"
real_record = pytest.mark.skipif(
    not REAL.exists(), reason="the public record is not laid beside this checkout"
)
SMALL = """\
employer: Harbor Health
regions: {NORTH: North Shore, SOUTH: South Bay}
campaigns:
- coalition: Harbor Health Unions
  year: 2020
  members: 900
  sessions:
  - {dates: [2020-03-02, 2020-03-03], place: Oakland}
  proposals:
  - side: employer
    passed: 2020-03-03
    channel: e-mail
    terms:
    - {issue: wages, regions: [NORTH], raises: [3, 2], ls: [0, 1]}
    - {issue: benefits, text: maintained}
  strike: {from: 2020-04-01, to: 2020-04-03, workers: 800}
"""


@pytest.fixture
def cast(db: None) -> Cast:
    return assemble()


def faults_of(text: str | bytes) -> list[str]:
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(BrokenRecordError) as caught:
        read_record(data)
    return [str(fault) for fault in caught.value.faults]


def the_only_fault(text: str | bytes) -> str:
    faults = faults_of(text)
    assert len(faults) == 1, faults
    return faults[0]


def figures(proposal: Proposal, region: str, kind: TermKind) -> list[Decimal | None]:
    terms = Term.objects.filter(proposal=proposal, kind=kind, issue__name="wages").order_by(
        "contract_year"
    )
    return [term.value for term in terms if not term.regions or region in term.regions]


@real_record
def test_the_real_record_of_2023_stands_as_it_was_published(cast: Cast) -> None:
    actor = enter(cast.chief)
    report = import_record(actor=actor, data=REAL.read_bytes())
    campaign = Campaign.objects.get(name="Coalition of Kaiser Permanente Unions", year=2023)
    table = campaign.tables.get()
    union_first, employer_first, union_last, employer_last = table.proposals.order_by("sequence")
    for region in ("NCAL", "SCAL", "NW", "KPWA", "CO", "MAS", "HI"):
        assert figures(union_first, region, TermKind.RAISE) == [
            Decimal(7),
            Decimal(7),
            Decimal("6.25"),
            Decimal("6.25"),
        ]
        assert figures(union_last, region, TermKind.RAISE) == [
            Decimal("6.5"),
            Decimal("6.5"),
            Decimal("5.75"),
            Decimal("5.75"),
        ]
    assert figures(employer_first, "SCAL", TermKind.RAISE) == [3, 3, 2, 2]
    assert figures(employer_first, "SCAL", TermKind.LUMP_SUM) == [0, 0, 2, 2]
    assert figures(employer_last, "SCAL", TermKind.RAISE) == [3, 3, 3, 3]
    assert figures(employer_last, "SCAL", TermKind.LUMP_SUM) == []
    assert employer_last.passed_on is None
    assert str(employer_last.standing_on) == "2023-09-30"
    assert any("raises_total" in remark.text for remark in report.unplaced)
    assert any("less than half" in remark.text for remark in report.unplaced)
    assert CampaignEvent.objects.filter(campaign=campaign, kind="strike").exists()


@real_record
def test_the_distance_left_in_2023_is_computed_per_region_and_year(cast: Cast) -> None:
    actor = enter(cast.chief)
    import_record(actor=actor, data=REAL.read_bytes())
    table = Campaign.objects.get(name__startswith="Coalition", year=2023).tables.get()
    wages = next(gap for gap in gap_board_of(actor, table).issues if gap.issue.name == "wages")
    left = {
        (region, apart.year): apart.distance
        for apart in wages.apart
        for region in apart.regions
        if apart.measure.kind == comparison.TermKind.RAISE and not apart.compounded
    }
    expected = {"SCAL": ["3.5", "3.5", "2.75", "2.75"], "NCAL": ["2.5", "2.5", "2.75", "2.75"]}
    for region, years in expected.items():
        assert [left[region, year] for year in (1, 2, 3, 4)] == [Decimal(each) for each in years]


@real_record
def test_the_same_file_twice_says_so_and_adds_nothing(cast: Cast) -> None:
    actor = enter(cast.chief)
    import_record(actor=actor, data=REAL.read_bytes())
    before = [Campaign.objects.count(), Proposal.objects.count(), Issue.objects.count()]
    report = import_record(actor=actor, data=REAL.read_bytes())
    assert report.added_nothing
    assert len(report.already) == 3
    assert before == [Campaign.objects.count(), Proposal.objects.count(), Issue.objects.count()]


@real_record
def test_the_command_prints_what_it_placed_and_what_not(cast: Cast) -> None:
    out = io.StringIO()
    call_command("import_record", str(REAL), coalition="harbor", stdout=out)
    printed = out.getvalue()
    assert "Placed:" in printed
    assert "E-2, standing on 2023-09-30" in printed
    assert "raises_total 21 percent over four years has no split by years" in printed
    assert "numbered from 1 to 5 in the order of the file" in printed
    assert "settlement of 2019-09-24" in printed


def test_a_trial_run_tells_what_would_be_placed_and_keeps_nothing(cast: Cast) -> None:
    actor = enter(cast.chief)
    report = import_record(actor=actor, data=SMALL.encode(), keep=False)
    assert any("E-1, passed 2020-03-03" in line for line in report.placed)
    assert not Campaign.objects.filter(year=2020).exists()
    import_record(actor=actor, data=SMALL.encode())
    assert Campaign.objects.get(year=2020).workers == 900


def test_only_somebody_who_may_open_campaigns_may_import(cast: Cast) -> None:
    with pytest.raises(NotAllowedError):
        import_record(actor=enter(cast.research), data=SMALL.encode())


def test_the_command_asks_whose_record_it_is_and_refuses_strangers(
    cast: Cast, tmp_path: Path
) -> None:
    file = tmp_path / "record.yaml"
    file.write_text(SMALL)
    with pytest.raises(CommandError, match="--coalition harbor or river"):
        call_command("import_record", str(file))
    with pytest.raises(CommandError, match="no seat in that coalition"):
        call_command("import_record", str(file), coalition="harbor", email="zoe@river.test")
    out = io.StringIO()
    call_command(
        "import_record", str(file), coalition="harbor", email="ada@harbor.test", stdout=out
    )
    enter(cast.chief)
    assert Proposal.objects.filter(
        entered_by=cast.chief.person, table__campaign__year=2020
    ).exists()


def test_a_broken_file_writes_nothing_and_tells_every_fault(cast: Cast, tmp_path: Path) -> None:
    broken = SMALL.replace("passed: 2020-03-03", "passed: 2023-02-30").replace(
        "raises: [3, 2]", "raises: [three, 2]"
    )
    file = tmp_path / "record.yaml"
    file.write_text(broken)
    with pytest.raises(CommandError) as caught:
        call_command("import_record", str(file), coalition="harbor")
    assert "Line 11: There is no day “2023-02-30”" in str(caught.value)
    assert "Line 14: “raises” takes a number; got “three”" in str(caught.value)
    assert "Nothing was written" in str(caught.value)
    enter(cast.chief)
    assert not Campaign.objects.filter(year=2020).exists()
    assert not Settlement.objects.exists()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "regions: [NORTH]",
            "regions: [NROTH]",
            "Line 14: There is no region “NROTH”. Was",
        ),
        ("year: 2020", "year: soon", "Line 5: “year” takes a number; got “soon”"),
        ("members: 900", "members: many", "Line 6: “members” takes a number"),
        (
            "members: 900",
            "membres: 900",
            "A campaign has no “membres”. Was “members” meant?",
        ),
        ("members: 900", "year: 2021", "Line 6: “year” stands here again; it stood on line 5"),
        ("side: employer", "side: boss", "Line 10: “side” takes one of union, employer"),
        ("dates: [2020-03-02", "dates: [2020-13-02", "Line 8: There is no day"),
        ("text: maintained", "text: [a, b]", "Line 15: “text” takes words; got a list"),
        ("text: maintained", "value: 5", "Line 15: A value needs its “unit”"),
        ("text: maintained", "value: .nan, unit: USD", "Line 15: “value” takes a number"),
        ("ls: [0, 1]", "ls: [0, 300]", "Line 14: “ls” is in percent"),
        ("ls: [0, 1]", "text: kept", "Line 14: A term says one thing"),
        ("to: 2020-04-03", "to: 2020-03-03", "Line 16: The strike ends"),
        ("employer: Harbor Health", "employer: [", "This is not YAML"),
        ("  year: 2020\n", "", "Line 4: A campaign needs “year”"),
    ],
)
def test_each_fault_is_told_with_its_line(old: str, new: str, said: str) -> None:
    assert old in SMALL
    assert any(said in fault for fault in faults_of(SMALL.replace(old, new)))


def test_yaml_that_expands_without_end_is_refused_at_its_first_anchor() -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "\n".join(
        f"{after}: &{after} [{', '.join([f'*{before}'] * 9)}]"
        for before, after in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert the_only_fault(bomb).startswith("Line 1: Anchors and aliases")
    assert "Line 1: Anchors" in the_only_fault("a: &a [*a]")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"[" * 5000, "Line 1: Nested deeper than 20 levels"),
        (b"{a: " * 5000, "Nested deeper than 20 levels"),
        (b"x" * 600_000, "The file has 600,000 bytes"),
        (b"- a\n" * 100_000, "More than 50,000 entries"),
        (b"employer: caf\xe9\n", "Line 1: This is not UTF-8"),
        (b"a: 1\nb: \x07\n", "control character"),
        (b"a: 1\nb: \0\n", "control character"),
        (b"", "The file is empty"),
        (b"- one\n- two\n", "A record is a mapping"),
        (b"--- 1\n--- 2\n", "This is not YAML"),
        (b"!!python/object/apply:os.system [ls]\n", "A record is a mapping"),
    ],
)
def test_a_hostile_or_foreign_file_is_refused(data: bytes, said: str) -> None:
    assert said in the_only_fault(data)


def is_read_or_told(data: bytes) -> bool:
    try:
        read_record(data)
    except BrokenRecordError as error:
        return bool(error.faults)
    return True


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    assert is_read_or_told(data)


SLIPS = ["[", "{", ":", "- ", "\n", "'", '"', "&a ", "*a", "9" * 40, "é", "\t", "2020-99-99"]


@given(st.integers(0, len(SMALL) - 1), st.sampled_from(SLIPS))
def test_a_slip_anywhere_in_a_record_never_breaks_the_reader(at: int, slip: str) -> None:
    assert is_read_or_told((SMALL[:at] + slip + SMALL[at:]).encode())


@pytest.mark.parametrize(
    ("written", "line", "code"),
    [('"Oak\\0land"', 8, "U+0000"), ('"Oak\\bland"', 8, "U+0008"), ('"Oak\\ud800"', 8, "U+D800")],
)
def test_a_control_character_that_is_written_out_is_told_with_its_line(
    written: str, line: int, code: str
) -> None:
    text = SMALL.replace("place: Oakland", f"place: {written}")
    said = f"A control character ({code}) stands here: leave it out."
    if code == "U+D800":  # refused by YAML itself
        said = "This is not YAML: while parsing a quoted scalar found invalid Unicode character"
    assert the_only_fault(text).startswith(f"Line {line}: {said}")


def test_a_control_character_in_a_key_is_told_too() -> None:
    text = SMALL.replace("{NORTH: North Shore,", '{"NOR\\0TH": North Shore,').replace(
        "[NORTH]", "all"
    )
    assert the_only_fault(text).startswith("Line 2: A control character (U+0000)")


@pytest.mark.parametrize(
    ("was", "becomes", "fault"),
    [
        (
            "passed: 2020-03-03",
            "passed: 2093-09-07",
            "Line 11: “passed” is a day that has come,",
        ),
        (
            "passed: 2020-03-03",
            "standing_on: 2093-09-07",
            "Line 11: “standing_on” is a day that has come,",
        ),
        (
            "raises: [3, 2]",
            "raises: [3.123456789012345, 2]",
            "Line 14: “raises” takes a number of at most 14 digits and 6 decimals;",
        ),
        (
            "  strike:",
            "  settlement: {date: 2093-10-13, terms: [{issue: wages, raises: [3]}]}\n  strike:",
            "Line 16: “date” is a day that has come,",
        ),
    ],
)
def test_what_cannot_be_kept_is_told_with_its_line_and_nothing_is_written(
    cast: Cast, was: str, becomes: str, fault: str
) -> None:
    text = SMALL.replace(was, becomes)
    with pytest.raises(BrokenRecordError) as caught:
        import_record(actor=enter(cast.chief), data=text.encode())
    assert [str(one)[: len(fault)] for one in caught.value.faults] == [fault]
    assert not Campaign.objects.filter(year=2020).exists()


def test_what_a_service_says_against_an_item_is_told_with_its_line(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> None:
        raise CommontableError("That cannot be.", expected="something else", came="this")

    monkeypatch.setattr(
        "commontable.bargaining.services.record_import.writing.pass_proposal", refuse
    )
    with pytest.raises(BrokenRecordError) as caught:
        import_record(actor=enter(cast.chief), data=SMALL.encode())
    told = "Line 10: That cannot be. Expected something else. Got this."
    assert [str(one) for one in caught.value.faults] == [told]
