"""Sheets in every kind that comes: read the same, row by row, or refused as a whole."""

from __future__ import annotations

import contextlib
import csv
import io
import zipfile
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commontable.workforce.files import BrokenFileError, Ragged, open_sheet
from commontable.workforce.files import workbook as workbook_module
from workforce.sheets import as_parquet, as_xlsx


def cells(path: Path, *places: int, heading_row: int = 1) -> list[list[str]]:
    """Row number first, then the cells asked for."""
    sheet = open_sheet(path, name=path.name)
    found = []
    for batch in sheet.batches(0 if sheet.has_headings else heading_row, places):
        for row in zip(batch.rows.tolist(), *(c.to_pylist() for c in batch.columns), strict=True):
            found += [[str(row[0]), *row[1:]]]
    return found


def write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found_by_looking(tmp_path: Path, separator: str) -> None:
    lines = [["ID", "Name, of job", "FTE"], ["1", "Nurse; II", "0.8"], ["2", "Clerk", "1"]]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(lines)
    path = write(tmp_path / "a.csv", text.getvalue().encode())
    assert cells(path, 0, 1) == [["2", "1", "Nurse; II"], ["3", "2", "Clerk"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_the_encoding_it_came_in(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path / "a.csv", "ID,Job\n1,Soins généraux\n2,Nurse\n".encode(encoding))
    assert cells(path, 0, 1) == [["2", "1", "Soins généraux"], ["3", "2", "Nurse"]]
    remarks = open_sheet(path, name="a.csv").remarks
    assert bool(remarks) == (encoding == "cp1252")


def test_a_row_keeps_the_number_a_spreadsheet_shows(tmp_path: Path) -> None:
    text = (
        'Census of all,,\n"as of\nMarch",,\nID,Job,FTE\n'
        '1,Nurse,1\n,,\n\n2,"Two\nlines",1\n3,Clerk\n4,Clerk,1\n'
    )
    path = write(tmp_path / "a.csv", text.encode())
    sheet = open_sheet(path, name="a.csv")
    batches = list(sheet.batches(3, (0, 1)))
    rows = [number for batch in batches for number in batch.rows.tolist()]
    assert rows == [4, 7, 9]
    assert [one for batch in batches for one in batch.ragged] == [Ragged(8, 3, 2)]


def test_rows_may_be_wider_than_their_headings(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", b"ID,Job\n1,Nurse,\n2,Clerk,\n")
    assert cells(path, 0, 1) == [["2", "1", "Nurse"], ["3", "2", "Clerk"]]


def test_headings_may_be_wider_than_the_rows_below_them(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", b"ID,Job,Note,More\n1,Nurse\n2,Clerk\n")
    assert cells(path, 0, 1, 3) == [["2", "1", "Nurse", ""], ["3", "2", "Clerk", ""]]


@pytest.mark.parametrize("lines", [20, 1_500_000, 4_000_000])
def test_an_unclosed_quotation_mark_swallows_nothing_unsaid(tmp_path: Path, lines: int) -> None:
    path = write(tmp_path / "a.csv", b'ID,Job\n1,"Nurse\n' + b"2,A clerk\n" * lines)
    with pytest.raises(BrokenFileError, match=r"A row does not end.*quotation mark"):
        cells(path, 0, 1)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"", "is empty"),
        ("a.csv", b"\n\n ,, \n", "is empty"),
        ("a.csv", b"PK\x03\x04 and so on", "not what the name says"),
        ("a.csv", b"ID,Job\n1,\x00\n", "not what the name says"),
        ("a.csv", b"ID,Job\n1,\x81\n", "no text"),
        ("a.xlsx", b"ID,Job\n1,Nurse\n", "not what the name says"),
        ("a.xlsx", b"PK\x03\x04 and so on", "cannot be read"),
        ("a.parquet", b"PAR1 and so on", "cannot be read"),
        ("a.xls", b"\xd0\xcf\x11\xe0", r"Save the sheet as \.xlsx"),
        ("a.exe", b"MZ", r"\.csv, \.xlsx or \.parquet"),
    ],
)
def test_a_file_of_another_kind_is_refused_and_says_what_was_expected(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    path = write(tmp_path / name, content)
    with pytest.raises(BrokenFileError, match=said) as refused:
        open_sheet(path, name=name)
    assert "Nothing was kept." in str(refused.value)


def test_zero_bytes_far_into_a_text_are_found(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", b"ID,Job\n" + b"1,Nurse\n" * 200_000 + b"2,\x00\n")
    with pytest.raises(BrokenFileError, match="no text"):
        open_sheet(path, name="a.csv")


def test_a_workbook_is_read_from_its_first_sheet_with_anything_in_it(tmp_path: Path) -> None:
    rows = [(101, "NUR", 48.17 * 3, True, date(2014, 6, 30)), ("0102", "TEC", 0.1 + 0.2, False, "")]
    path = as_xlsx(tmp_path / "a.xlsx", rows, above=("Census", ""))
    sheet = open_sheet(path, name="a.xlsx")
    assert sheet.sheets == ("Notes", "Census")
    assert cells(path, 0, 2, 3, 4, heading_row=3) == [
        ["4", "101", "144.51", "TRUE", "2014-06-30"],
        ["5", "0102", "0.3", "FALSE", ""],
    ]


def test_a_sheet_that_is_not_in_the_workbook_is_refused_with_those_that_are(
    tmp_path: Path,
) -> None:
    path = as_xlsx(tmp_path / "a.xlsx", [("1",)])
    with pytest.raises(BrokenFileError, match="Notes or Census"):
        open_sheet(path, name="a.xlsx", sheet="Payroll")


def test_a_workbook_that_unpacks_beyond_measure_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook_module, "MOST_UNPACKED", 5_000_000)
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b" " * 20_000_000)
    lying = bytearray(path.read_bytes())
    # The directory says that it unpacks to one kilobyte.
    at = lying.rindex(b"PK\x01\x02") + 24
    lying[at : at + 4] = (1024).to_bytes(4, "little")
    for content in (path.read_bytes(), bytes(lying)):
        with pytest.raises(BrokenFileError, match="too large"):
            open_sheet(write(path, content), name="a.xlsx")


def test_parquet_gives_its_values_as_one_would_type_them(tmp_path: Path) -> None:
    path = as_parquet(
        tmp_path / "a.parquet",
        {
            "id": pa.array([1.0, 2.0]),
            "fte": pa.array([0.8, None], pa.float32()),
            "hired": pa.array([date(2014, 6, 30), None]),
            "at": pa.array([0, 86_400_000_000], pa.timestamp("us")),
            "job": pa.array(["Nurse", "Clerk"]).dictionary_encode(),
            "nested": pa.array([[1], [2]]),
        },  # type: ignore[arg-type]
    )
    assert cells(path, 0, 1, 2, 3, 4, 5) == [
        ["1", "1", "0.8", "2014-06-30", "1970-01-01", "Nurse", ""],
        ["2", "2", "", "", "1970-01-02", "Clerk", ""],
    ]


plain = st.text(st.sampled_from("ab9é;|\t' -"), max_size=8).map(str.strip)
quoted = st.builds(lambda a, b: f'{a}"\n,{b}', plain, plain)


@settings(deadline=None)
@given(st.lists(st.tuples(plain, plain | quoted, plain), min_size=1, max_size=20))
def test_any_csv_comes_back_cell_by_cell(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]]
) -> None:
    text = io.StringIO(newline="")
    # Cells always quoted: what separates them can then only be what does.
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([("ID", "Job", "Note"), *rows])
    path = write(tmp_path_factory.mktemp("any") / "a.csv", text.getvalue().encode())
    wanted = [
        [str(number), *row]
        for number, row in enumerate(rows, start=2)
        if any(cell.strip() for cell in row)
    ]
    assert cells(path, 0, 1, 2) == wanted


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_with_a_reason(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    folder = tmp_path_factory.mktemp("bytes")
    for name in ("a.csv", "a.xlsx", "a.parquet"):
        head = {"a.xlsx": b"PK\x03\x04", "a.parquet": b"PAR1"}.get(name, b"")
        path = write(folder / name, head + content)
        with contextlib.suppress(BrokenFileError):
            cells(path, 0)
