"""What an export writes, read again: JSON, a folder of .csv, texts kept from being run."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from steg_cli.exchange.sheets import Line, Sheet, read_sheets
from tests.exchange.refused import refusal

if TYPE_CHECKING:
    from tests.exchange.conftest import Save


# JSON and folders


def from_json(folder: Path, reports: object) -> list[Sheet]:
    path = folder / "register.json"
    path.write_text(json.dumps({"steg": 1, "command": "export", "reports": reports}))
    return read_sheets(path)


def test_each_report_of_json_is_a_sheet_with_its_keys_as_headings(tmp_path: Path) -> None:
    assert from_json(
        tmp_path,
        [
            {
                "report": "people",
                "as_of": "2024-01-15",
                "rows": [
                    {"number": "19900101-9802", "name": "Åsa", "birth_year": 1990},
                    {"number": None, "name": "Bo", "birth_year": None},
                    {"number": "'=1", "name": "'", "birth_year": 0},
                ],
                "totals": {"rows": 3},
            },
            {"report": "stays", "rows": [], "totals": {"rows": 0}},
            {"report": "placements", "rows": [{"percent": 1, "weekends": True, "adapted": False}]},
        ],
    ) == [
        Sheet(
            "people",
            (
                Line(1, ("number", "name", "birth_year")),
                Line(2, ("19900101-9802", "Åsa", "1990")),
                Line(3, (None, "Bo", None)),
                Line(4, ("'=1", "'", "0")),  # nothing runs in JSON, so nothing was defused
            ),
        ),
        # A percentage is no part of the whole here.
        Sheet(
            "placements",
            (Line(1, ("percent", "weekends", "adapted")), Line(2, ("1", True, False))),
        ),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_json_is_read_in_every_encoding_that_it_can_have(tmp_path: Path, encoding: str) -> None:
    text = '{"reports": [{"report": "people", "rows": [{"name": "Åsa"}]}]}'
    (tmp_path / "register.json").write_bytes(text.encode(encoding))
    (sheet,) = read_sheets(tmp_path / "register.json")
    assert sheet.lines == (Line(1, ("name",)), Line(2, ("Åsa",)))


def test_rows_of_json_are_known_by_their_keys_whatever_their_order(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"number": "1", "name": "Anna"},
        {"name": "Bo", "number": "2"},
        {"name": "Cilla"},
        {"number": "4", "cohort": "STEG", "name": None},
    ]
    (sheet,) = from_json(tmp_path, [{"report": "people", "rows": rows}])
    assert sheet.lines == (
        Line(1, ("number", "name", "cohort")),
        Line(2, ("1", "Anna", None)),
        Line(3, ("2", "Bo", None)),
        Line(4, (None, "Cilla", None)),
        Line(5, ("4", None, "STEG")),
    )


def test_json_without_any_rows_has_no_sheets(tmp_path: Path) -> None:
    assert from_json(tmp_path, []) == []
    assert from_json(tmp_path, [{"report": "people", "rows": []}]) == []


@pytest.mark.parametrize(
    "data",
    [
        *(b"{", b"[]", b"{}", b"5", b"null", b'"reports"', b"Namn;Ort\r\n", b"\0", b" "),
        b'{"reports": null}',
        b'{"reports": 5}',
        b'{"reports": {"people": []}}',
        b'{"reports": ["people"]}',
        b'{"reports": [{"rows": [{"name": "x"}]}]}',
        b'{"reports": [{"report": "people"}]}',
        b'{"reports": [{"report": "people", "rows": 5}]}',
        b'{"reports": [{"report": "people", "rows": {"name": "x"}}]}',
        b'{"reports": [{"report": "people", "rows": ["x"]}]}',
        b'{"reports": [{"report": "people", "rows": [["x"]]}]}',
        b'{"reports": [{"report": "people", "rows": [{"name": "x"}, null]}]}',
        b'{"reports": [{"report": "people", "rows": [{"name": "x"}',
        b'{"reports": [{"report": "people", "rows": [{"name": "\xe5"}]}]}',
        pytest.param(
            b'{"reports": [{"report": "people", "rows": [{"name": %s}]}]}' % (b"9" * 5000),
            id="a number of 5000 digits",
        ),
        pytest.param(b"[" * 100_000, id="100 000 lists in each other"),
        # What steg list and steg enrol answer as JSON is no export.
        b'{"steg": 1, "report": "list", "as_of": "2024-01-15", "rows": [], "totals": {}}',
        b'{"steg": 1, "command": "enrol", "change": 1, "result": {}}',
        pytest.param(b"PK\x03\x04" + bytes(100), id="the beginning of a zip"),
    ],
)
def test_json_that_no_export_wrote_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "register.json").write_bytes(data)
    assert refusal(tmp_path / "register.json") == (
        "FILE is not what steg export writes.",
        "Export once more with steg export FILE.json, or import another kind of file.",
    )


def test_a_folder_is_its_csv_files_each_a_sheet(tmp_path: Path) -> None:
    (tmp_path / "stays.csv").write_text("case;step\nS-0001;praktik\n")
    (tmp_path / "people.csv").write_bytes(b"\xef\xbb\xbf" + "case,name\nS-0001,Åsa\n".encode())
    (tmp_path / "empty.csv").touch()
    (tmp_path / "notes.txt").write_text("not a list")
    (tmp_path / "older").mkdir()
    (tmp_path / "older" / "people.csv").write_text("case;name\nS-0002;Bo\n")
    assert read_sheets(tmp_path) == [
        Sheet("people", (Line(1, ("case", "name")), Line(2, ("S-0001", "Åsa"))), cut=True),
        Sheet("stays", (Line(1, ("case", "step")), Line(2, ("S-0001", "praktik"))), cut=True),
    ]


def test_files_of_a_folder_are_read_whatever_the_case_of_their_names(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("case;name\nS-0001;Bo\n")
    (tmp_path / "STAYS.CSV").write_text("case;step\nS-0001;praktik\n")
    (tmp_path / "older.csv").mkdir()
    assert [(sheet.name, sheet.lines[1].cells) for sheet in read_sheets(tmp_path)] == [
        ("STAYS", ("S-0001", "praktik")),
        ("people", ("S-0001", "Bo")),
    ]


@pytest.mark.parametrize("name", [None, "people.xlsx", "people.csv"])
def test_a_folder_without_csv_files_is_refused(tmp_path: Path, name: str | None) -> None:
    if name:
        (tmp_path / name).touch()
    assert refusal(tmp_path) == (
        "The folder FILE holds no .csv files.",
        "Name the file of your list, or the folder that steg export wrote.",
    )


def test_the_broken_line_of_a_folder_is_named_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("case;name\nS-0001;Bo\n")
    (tmp_path / "stays.csv").write_bytes(b"case;step\nS-0001;\0\n")
    assert refusal(tmp_path) == (
        "Line 2 of FILE/stays.csv holds bytes that are no text.",
        "Save the list once more as .xlsx, or as .csv in UTF-8, and import that file.",
    )


# How a text is kept from being run as a formula

DEFUSED = [
    ("'=1+1", "=1+1"),
    ("'+46 500 49 80 00", "+46 500 49 80 00"),
    ("'-", "-"),
    ("'@skovde", "@skovde"),
    ("'\t=1", "\t=1"),
    # A spreadsheet runs it also after spaces, and in full width.
    *((f"'{text}", text) for text in (" =1", "\u00a0+1", " \u200d@x", "＝1", "＋1", "－1", "＠x")),
    ("'' =1", "' =1"),
    # Its own apostrophes stay.
    ("''=1", "'=1"),
    ("'''-x", "''-x"),
    ("'='1", "='1"),
    # Any other is a part of the text.
    *((text, text) for text in ("'", "''", "'t Hooft", "'007", "'x=1", "x'=1")),
    *((text, text) for text in ("Rock 'n' roll", "O'-Brien", "=1+1", "-", " =1", "＝1")),
]


@pytest.mark.parametrize(("written", "text"), DEFUSED)
def test_one_apostrophe_that_defuses_a_formula_is_taken_off_in_csv(
    tmp_path: Path, written: str, text: str
) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["Namn", "Ort"], [written, "Skövde"]])
    (tmp_path / "lista.csv").write_text(out.getvalue(), newline="")
    (sheet,) = read_sheets(tmp_path / "lista.csv")
    assert sheet.lines[1] == Line(2, (text, "Skövde"))


@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".ods"])
def test_one_apostrophe_that_defuses_a_formula_is_taken_off_in_a_workbook(
    save: Save, suffix: str
) -> None:
    kept = [(written, text) for written, text in DEFUSED if "\t" not in written or suffix != ".ods"]
    (sheet,) = read_sheets(save(suffix, {"Blad1": [[written] for written, _ in kept]}))
    assert [line.cells for line in sheet.lines] == [(text,) for _, text in kept]
