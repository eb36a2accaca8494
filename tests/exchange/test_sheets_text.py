"""Text files that are broken or in other letters: what is refused, and where the mistake is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from steg_cli.exchange.sheets import Cell, read_sheets
from tests.exchange.refused import refusal

SAVE_AS_TEXT = "Save the list once more as .xlsx, or as .csv in UTF-8, and import that file."


# Letters


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850", "cp437"])
@pytest.mark.parametrize(
    "text",
    [
        "Personnr;Namn;Kommun\n900101-9802;Björn Ek;Skövde\n",
        "Personnr;Förnamn;Efternamn\n900101-9802;Anna;Ek\n",
        "Personnr;Namn\n900101-9802;Pål Åman\n",
        "Personnr;Namn\n900101-9802;Östen Ärlig\n",
    ],
)
def test_letters_of_a_macintosh_or_of_ms_dos_are_not_read_as_windows_has_them(
    tmp_path: Path, encoding: str, text: str
) -> None:
    """Excel offers both when it saves CSV. Björn would come in as Bjšrn or Bj”rn."""
    (tmp_path / "lista.csv").write_bytes(text.encode(encoding))
    assert refusal(tmp_path / "lista.csv") == (
        "The letters å, ä and ö of FILE are written as on a Macintosh or in MS-DOS.",
        SAVE_AS_TEXT,
    )


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850", "cp437"])
def test_their_capital_a_with_a_ring_is_no_text_anywhere_else(
    tmp_path: Path, encoding: str
) -> None:
    (tmp_path / "lista.csv").write_bytes("Personnr;Namn\n900101-9802;Åsa Ek\n".encode(encoding))
    assert refusal(tmp_path / "lista.csv") == (
        "Line 2 of FILE holds bytes that are no text.",
        SAVE_AS_TEXT,
    )


# The delimiter


@pytest.mark.parametrize(
    "rows", [["a;b"] * 25 + ["a,b"] * 26, ["a,b"] * 25 + ["a;b"] * 25], ids=["51 rows", "50 rows"]
)
def test_the_delimiter_is_what_cuts_most_of_the_first_fifty_rows(
    tmp_path: Path, rows: list[str]
) -> None:
    (tmp_path / "lista.csv").write_text("\n".join(rows))
    ((sheet,),) = [read_sheets(tmp_path / "lista.csv")]
    assert {line.cells for line in sheet.lines} == {("a", "b"), ("a,b",)}


# Quotation marks

LONG = b"x" * 140_000  # more than Python's reader of CSV takes as one cell
MEND_QUOTES = "Mend it in your spreadsheet program, or save the list as .xlsx and import that."


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (LONG, 1),
        (b"A;B\nx;" + LONG + b"\n", 2),
        (b"A;B\n" * 60 + LONG, 61),
        (b"sep=;\nA;B\nx;" + LONG + b"\n", 3),
        # A quotation mark without its second one: all that follows is in that cell.
        (b'A;B\n1;"x\n2;y\n3;z\n', 2),
        (b'A;B\n1;x\n2;y\n3;"', 4),
        (b'A;B\r1;"x\r2;y\r', 2),
        (b'sep=;\nA;B\n1;"x\n2;y\n', 3),
        ('A;B\n1;x\n2;"y\n'.encode("utf-16"), 3),
        # The next one, rows below, closes it.
        (b'A;B;C\n1;"x;y\n2;"z;w\n', 2),
        (b'A;B;C\n1;x;"y\n2;z;w\n3;u;"v\n', 2),
        (b'A;B;C\n1;x;"y\n2;z;w\n3;u;v"\n', 2),
        (b'A,B,C\n1,x,"y\n2,z,w"\n3,u,v\n', 2),
        # In the next row, in the same column.
        (b'A;B;C\n1;"x;y\n2;z";w\n', 2),
        (b'A;B;C\n"1;x;y\n2";z;w\n', 2),
        # Below rows without anything.
        (b'A;B\n;\n\n1;"x\n2;y\n', 4),
        (b'\n\nA;B\n;\n1;"x;y\n2;"z;w\n', 5),
        (b'sep=;\n\nA;B\n;\n1;"x\n2;y\n', 5),
        # What stands after the second one.
        (b'A;B\n1;"x" y\n', 2),
    ],
)
def test_a_cell_without_an_end_is_refused_with_the_line_on_which_it_begins(
    tmp_path: Path, data: bytes, line: int
) -> None:
    (tmp_path / "lista.csv").write_bytes(data)
    sentence = f"A cell that begins on line {line} of FILE has a quotation mark too few or many."
    assert refusal(tmp_path / "lista.csv") == (sentence, MEND_QUOTES)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('A;B;C\n1;"Storgatan 1\nHjo";x\n', [["A", "B", "C"], ["1", "Storgatan 1\nHjo", "x"]]),
        (
            'A;B;C;D\n1;"Box 1; vån 2\nHjo";x;y\n',
            [["A", "B", "C", "D"], ["1", "Box 1; vån 2\nHjo", "x", "y"]],
        ),
        ('A;B\n1;"x;y;z"\n', [["A", "B"], ["1", "x;y;z"]]),
        ('A;B\n1;5" rör\n', [["A", "B"], ["1", '5" rör']]),
        ('A;B\n1;""\n', [["A", "B"], ["1"]]),
        # A sentence has spaces after its commas, and so do the pieces of an address.
        (
            'A,B,C\n"Solgården, hus B,\nvid torget",Skola,Hjo\n',
            [["A", "B", "C"], ["Solgården, hus B,\nvid torget", "Skola", "Hjo"]],
        ),
        # A program that quotes every cell means what it quotes.
        ('A;B;C\n"x;y;z\nu";"v";"w"\n', [["A", "B", "C"], ["x;y;z\nu", "v", "w"]]),
        # The pieces would not be rows as wide as the others.
        ('A;B;C\n"x;y\nz";v;w\n', [["A", "B", "C"], ["x;y\nz", "v", "w"]]),
        ('A;B\n"x\n2;y";z\n', [["A", "B"], ["x\n2;y", "z"]]),
    ],
)
def test_a_cell_of_several_lines_is_one_cell(
    tmp_path: Path, text: str, rows: Sequence[Sequence[Cell]]
) -> None:
    (tmp_path / "lista.csv").write_bytes(text.encode())
    (sheet,) = read_sheets(tmp_path / "lista.csv")
    assert [line.cells for line in sheet.lines] == list(map(tuple, rows))
