"""Reading .csv, .tsv and .txt: which letters, which delimiter, and where a cell ends."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from steg_cli.exchange.sheets import Grid, Lines, too_large
from steg_cli.programme.errors import N_, Refused

UTF_8_MARK, UTF_16_MARKS = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")
# å, ä, ö and their like in UTF-8. In Windows-1252 it would be Ã and a sign, which nobody writes.
UTF_8_LETTER = re.compile(rb"\xc3[\x80-\xbf]")
# å, ä and ö of Windows-1252, and those of a Macintosh or MS-DOS, which are other signs in it.
SWEDISH = re.compile(rb"[\xe5\xe4\xf6\xc5\xc4\xd6]")
OTHER_ALPHABET = re.compile(rb"[A-Za-z][\x8a\x8c\x9a\x86\x84\x94]|[\x80\x85\x8e\x99][A-Za-z]")
SEPARATOR_LINE = re.compile(r"sep=([;,\t|])(?:\r\n?|\n)")  # what some programs write for Excel
KEPT_AS_TEXT = re.compile(r'="([^"]*)"')  # how programs keep Excel from making a number of 0123
DELIMITERS = ";\t,|"
GUESSED_FROM = 50  # rows
LINE_END = re.compile(rb"\r\n?|\n")
LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
LINE_BREAK = re.compile(r"\r\n?|\n")


def text_lines(path: Path, texts: dict[str, str]) -> Lines:
    """Return the rows of a text file that hold anything; what is among the `texts` is kept once.

    Raises Refused for bytes that are no text and for a quotation mark too few or many, naming
    the line.
    """
    text = _decoded(path, path.read_bytes())
    if "\0" in text:
        raise _broken_line(path, text[: text.index("\0")].encode())
    said = SEPARATOR_LINE.match(text)
    above = int(bool(said))
    grid = Grid(texts)
    rows = Rows(text[said.end() :] if said else text, said[1] if said else _delimiter(text))
    try:
        for number, row in enumerate(rows.whole(), start=1):
            for column, cell in enumerate(row):
                kept = KEPT_AS_TEXT.fullmatch(cell)
                grid.put(number, column, kept[1] if kept else cell)
    except csv.Error:
        raise Refused(
            N_("A cell that begins on line {line} of {path} has a quotation mark too few or many."),
            N_("Mend it in your spreadsheet program, or save the list as .xlsx and import that."),
            path=path,
            line=rows.read + above + 1,
        ) from None
    except MemoryError:
        raise too_large(path) from None
    return grid.lines()


class Rows:
    """The rows of a text. `read` is how many lines those that were handed out took."""

    def __init__(self, text: str, delimiter: str) -> None:
        self._lines = _lines_of(text)
        self._delimiter = delimiter
        self._raw: list[str] = []  # the lines of the row that is being read
        self._widths: set[int] = set()
        self.read = 0

    def whole(self) -> Iterator[list[str]]:
        """Yield rows, and raise csv.Error for a cell that took whole rows into itself."""
        reader = csv.reader(self._fed(), delimiter=self._delimiter, strict=True)
        for row in reader:
            self._widths.add(len(row))
            if len(self._raw) > 1 and self._looks_swallowed(row):
                raise csv.Error
            self._raw.clear()
            yield row
            self.read = reader.line_num

    def _fed(self) -> Iterator[str]:
        for line in self._lines:
            self._raw.append(line)
            yield line

    def _looks_swallowed(self, row: list[str]) -> bool:
        """Say whether a cell of several lines is rather rows between two stray quotation marks.

        It is when its pieces and the cells beside it make rows as wide as others. But a sentence
        has spaces after its commas; and a program that quotes other cells of the row meant it.
        """
        marks = "".join(self._raw).replace('""', "").count('"')
        for before, cell in enumerate(row):
            first, *between = LINE_BREAK.split(cell)
            if not between or marks > 2 or not re.search(rf"{re.escape(self._delimiter)}\S", cell):
                continue
            last = between.pop()
            widths = {before + 1 + first.count(self._delimiter)}
            widths |= {1 + line.count(self._delimiter) for line in between if line.strip()}
            widths.add(len(row) - before + last.count(self._delimiter))
            if widths <= self._widths - {1}:
                return True
        return False


def _lines_of(text: str) -> Iterator[str]:
    """Yield the lines of a text with their ends, one by one: a buffer would take four times it."""
    return (found[0] for found in LINE.finditer(text))


def _decoded(path: Path, data: bytes) -> str:
    """Return a text file's text: UTF-8, UTF-16 with a mark, or Windows-1252 as Excel has it."""
    if data.startswith(UTF_16_MARKS):
        encoding = "utf-16"
    elif data.startswith(UTF_8_MARK) or UTF_8_LETTER.search(data):
        data, encoding = data.removeprefix(UTF_8_MARK), "utf-8"
    else:
        encoding = "ascii" if data.isascii() else "cp1252"
        with suppress(UnicodeDecodeError):
            return data.decode("utf-8")
        if OTHER_ALPHABET.search(data) and not SWEDISH.search(data):
            raise Refused(
                N_("The letters å, ä and ö of {path} are written as on a Macintosh or in MS-DOS."),
                N_("Save the list once more as .xlsx, or as .csv in UTF-8, and import that file."),
                path=path,
            )
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        readable = data[: error.start].decode(encoding, "ignore")
        raise _broken_line(path, readable.encode()) from None


def _broken_line(path: Path, before: bytes) -> Refused:
    return Refused(
        N_("Line {line} of {path} holds bytes that are no text."),
        N_("Save the list once more as .xlsx, or as .csv in UTF-8, and import that file."),
        path=path,
        line=len(LINE_END.findall(before)) + 1,
    )


def _delimiter(text: str) -> str:
    """Return what stands between the cells: what cuts most rows into equally many."""

    def cut(delimiter: str) -> tuple[float, int]:
        reader = csv.reader(_lines_of(text), delimiter=delimiter)
        try:
            rows = [row for row in islice(reader, GUESSED_FROM) if row]
        except csv.Error:
            return (0, 0)
        widths = Counter(len(row) for row in rows if len(row) > 1)
        return max(((count / len(rows), width) for width, count in widths.items()), default=(0, 0))

    return max(DELIMITERS, key=cut)
