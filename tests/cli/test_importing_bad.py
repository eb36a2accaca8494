"""Files that are no list: a sentence that says what is wrong, a way out, and nothing changed."""

from __future__ import annotations

import os
import shutil
import struct
import tempfile
import zipfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.cli.conftest import Installed, Rows, SaveList, Steg

pytestmark = pytest.mark.usefixtures("nothing_changed")

MEGABYTE = 2**20
NOBODY = 65534
LANGUAGES = ("en", "sv")
ERROR = {"en": "Error: ", "sv": "Fel: "}

HEADINGS = (
    *("Personnr", "Namn", "Omgång", "Kommun", "Startdatum", "Status", "Funktionsnedsättning"),
    *("Arbetsplats", "Steg", "På steget sedan"),
)
SARA = (
    *("19850101-9809", "Sara Ek", "STEG", "Skövde", "2023-01-02", "arbetslös", "ja"),
    *("", "", ""),
)
TEXT = "".join(";".join(row) + "\r\n" for row in (HEADINGS, SARA)).encode()


# Files


def protected_workbook(path: Path) -> None:
    """Write what Excel writes when a workbook gets a password: an OLE file of two streams."""
    free, end, table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    sectors = [table, end, *range(3, 10), end, *range(11, 18), end]
    header = struct.pack(
        "<8s16xHHHHH6x9I",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        *(0x3E, 3, 0xFFFE, 9, 6),
        *(0, 1, 1, 0, 4096, end, 0, end, 0),
    )
    header += struct.pack("<109I", 0, *[free] * 108)

    def entry(name: str, kind: int, links: tuple[int, int], start: int, size: int) -> bytes:
        text = name.encode("utf-16-le")
        about = (text, len(text) + 2 if text else 0, kind, 1, free, *links, start, size)
        return struct.pack("<64sHBBIII36xIQ", *about)

    folder = [
        entry("Root Entry", 5, (free, 1), end, 0),
        entry("EncryptionInfo", 2, (2, free), 2, 4096),
        entry("EncryptedPackage", 2, (free, free), 10, 4096),
        entry("", 0, (free, free), 0, 0),
    ]
    fat = struct.pack("<128I", *sectors, *[free] * (128 - len(sectors)))
    path.write_bytes(header + fat + b"".join(folder) + bytes(8192))


def protected_ods(path: Path) -> None:
    """Write what LibreOffice writes when a workbook gets a password."""
    names = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest {names}><manifest:file-entry manifest:full-path="content.xml" '
            'manifest:media-type="text/xml"><manifest:encryption-data '
            'manifest:checksum-type="SHA1/1K" manifest:checksum="AAAA"/></manifest:file-entry>'
            "</manifest:manifest>",
        )
        packed.writestr("content.xml", b"\x99\x01 scrambled")


def document(path: Path) -> None:
    """Write a .docx as Word does, at least as far as its parts go."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        )
        packed.writestr("word/document.xml", "<w:document/>")


def bomb(path: Path) -> None:
    """Write eleven parts of 100 MB, all of them the same place in a small file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", bytes(100 * MEGABYTE))
        packed.filelist *= 11


def corners(path: Path) -> None:
    """Write two cells as far apart as they can be: a small file, which is read as it is."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("lista")
        sheet.write("A1", "x")
        sheet.write("XFD1048576", "x")


def sparse(path: Path) -> None:
    """Write 300 MB of nothing behind a heading, without a disk to hold them."""
    path.write_bytes(b"Personnr;Namn\r\n")
    os.truncate(path, 300 * MEGABYTE)


def holding(data: bytes) -> Callable[[Path], None]:
    """Return what writes these bytes."""

    def write(path: Path) -> None:
        path.write_bytes(data)

    return write


def sheets(**by_name: Rows) -> Callable[[Path], None]:
    """Return what writes a workbook."""

    def write(path: Path) -> None:
        with xlsxwriter.Workbook(path) as book:
            for name, rows in by_name.items():
                sheet = book.add_worksheet(name)
                for number, cells in enumerate(rows):
                    sheet.write_row(number, 0, cells)

    return write


PASSWORD = {
    "en": (
        "FILE is protected with a password.\n"
        "Save it without a password where only you can read it, and import that file.\n"
    ),
    "sv": (
        "FILE är skyddad med ett lösenord.\n"
        "Spara den utan lösenord där bara du kan läsa den, och läs in den filen.\n"
    ),
}
NO_WORKBOOK = {
    "en": (
        "FILE cannot be read as a spreadsheet.\n"
        "Open it in your spreadsheet program, save it as .xlsx, and import that file.\n"
    ),
    "sv": (
        "FILE går inte att läsa som kalkylblad.\n"
        "Öppna den i ditt kalkylprogram, spara den som .xlsx, och läs in den filen.\n"
    ),
}
EMPTY = {
    "en": "FILE is empty.\nSave the list once more, then import it.\n",
    "sv": "FILE är tom.\nSpara listan en gång till, och läs in den sedan.\n",
}
LARGE = {
    "en": (
        "FILE is far larger than a list of people.\n"
        "Save the list alone, without pictures and other sheets, and import that.\n"
    ),
    "sv": (
        "FILE är långt större än en lista över personer.\n"
        "Spara bara listan, utan bilder och andra blad, och läs in den.\n"
    ),
}
NOTHING = {
    "en": "There is nothing on the sheets.\nSave the list, then import it.\n",
    "sv": "Det finns inget på bladen.\nSpara listan, och läs sedan in den.\n",
}
NO_ROWS = {
    "en": (
        "There are headings on SHEET, and no rows below them.\n"
        "Save the list with its rows, then import it.\n"
    ),
    "sv": (
        "Det finns rubriker på SHEET, men inga rader under dem.\n"
        "Spara listan med sina rader, och läs sedan in den.\n"
    ),
}
NO_NUMBER = {
    "en": (
        "SHEET has no column for number; its headings are Namn, Kommun.\n"
        'Say which it is: --map "Heading=number".\n'
    ),
    "sv": (
        "SHEET har ingen kolumn för nummer; rubrikerna är Namn, Kommun.\n"
        'Ange vilken det är: --kolumn "Rubrik=number".\n'
    ),
}
NO_HEADINGS = {
    "en": (
        "No headings were found on SHEET, such as case, number, kind of number, name.\n"
        'Write headings above the columns, or name them: --map "Heading=field". '
        "steg import --template FILE.xlsx writes a list to fill in.\n"
    ),
    "sv": (
        "Inga rubriker hittades på SHEET, som ärende, nummer, slags nummer, namn.\n"
        'Skriv rubriker över kolumnerna, eller säg vad de är: --kolumn "Rubrik=fält". '
        "steg importera --mall FIL.xlsx skriver en lista att fylla i.\n"
    ),
}
NO_TEXT = {
    "en": (
        "Line 3 of FILE holds bytes that are no text.\n"
        "Save the list once more as .xlsx, or as .csv in UTF-8, and import that file.\n"
    ),
    "sv": (
        "Rad 3 i FILE innehåller tecken som inte är text.\n"
        "Spara listan en gång till som .xlsx, eller som .csv i UTF-8, och läs in den filen.\n"
    ),
}
QUOTED = {
    "en": (
        "A cell that begins on line 3 of FILE has a quotation mark too few or many.\n"
        "Mend it in your spreadsheet program, or save the list as .xlsx and import that.\n"
    ),
    "sv": (
        "En cell som börjar på rad 3 i FILE har ett citattecken för lite eller för mycket.\n"
        "Rätta den i ditt kalkylprogram, eller spara listan som .xlsx och läs in den.\n"
    ),
}
PERHAPS_PROTECTED = {
    "en": (
        "Skyddsnivå on SHEET may tell who is protected, and is not known.\n"
        'Say so: --map "B=protected", or leave it out: --map "B=-".\n'
    ),
    "sv": (
        "Skyddsnivå på SHEET visar kanske vem som är skyddad, och är inte känd.\n"
        'Säg det: --kolumn "B=skyddad", eller utelämna den: --kolumn "B=-".\n'
    ),
}
NO_LIST = {
    "en": (
        "FILE is not a spreadsheet that can be read.\n"
        "Save the list as .xlsx, .ods, .xls or .csv, and import that file.\n"
    ),
    "sv": (
        "FILE är inget kalkylblad som går att läsa.\n"
        "Spara listan som .xlsx, .ods, .xls eller .csv, och läs in den filen.\n"
    ),
}
TWICE = {
    "en": (
        "Two columns on SHEET are for number: Personnr (A) and Pers.nr (B).\n"
        'Leave one out: --map "B=-", or say what it is: --map "B=field".\n'
    ),
    "sv": (
        "Två kolumner på SHEET gäller nummer: Personnr (A) och Pers.nr (B).\n"
        'Utelämna en: --kolumn "B=-", eller säg vad den är: --kolumn "B=fält".\n'
    ),
}

FILES: list[tuple[str, Callable[[Path], None], dict[str, str]]] = [
    ("lista.xlsx", protected_workbook, PASSWORD),
    ("lista.ods", protected_ods, PASSWORD),
    ("lista.xlsx", document, NO_WORKBOOK),
    ("lista.csv", document, NO_WORKBOOK),
    ("lista.xlsx", holding(TEXT), NO_WORKBOOK),
    ("lista.xls", holding(b"<html><table></table></html>"), NO_WORKBOOK),
    ("lista.xlsx", holding(b""), EMPTY),
    ("lista.csv", holding(b""), EMPTY),
    ("lista.csv", sparse, LARGE),
    ("lista.xlsx", sparse, LARGE),
    ("lista.xlsx", bomb, LARGE),
    ("lista.xlsx", corners, NO_HEADINGS),
    ("lista.xlsx", sheets(Blad1=[]), NOTHING),
    ("lista.csv", holding(b"\xef\xbb\xbf\r\n;;\r\n"), NOTHING),
    ("lista.csv", holding(TEXT.splitlines()[0]), NO_ROWS),
    ("lista.xlsx", sheets(lista=[HEADINGS]), NO_ROWS),
    ("lista.xlsx", sheets(lista=[HEADINGS, (), HEADINGS], Blad2=[]), NO_ROWS),
    ("lista.csv", holding(TEXT.splitlines()[1]), NO_HEADINGS),
    ("lista.csv", holding(b"Personnr\r\n19850101-9809\r\n"), NO_HEADINGS),
    ("lista.xlsx", sheets(lista=[("Namn", "Kommun"), ("Sara", "Hjo")]), NO_NUMBER),
    ("lista.csv", holding(TEXT + b"1985\x00;x\r\n"), NO_TEXT),
    ("lista.csv", holding(TEXT + b"\xc3\xa5;\xe5\r\n"), NO_TEXT),
    ("lista.csv", holding(b"\xef\xbb\xbf" + TEXT + b"\xff\r\n"), NO_TEXT),
    ("lista.csv", holding(TEXT.replace(b"Namn", b"Pers.nr")), TWICE),
    ("lista.csv", holding(TEXT + TEXT.splitlines()[1].replace(b"Sara", b'"Sara')), QUOTED),
    ("lista.csv", holding(TEXT.replace(b"Namn", "Skyddsnivå".encode())), PERHAPS_PROTECTED),
    ("lista.pdf", holding(b"%PDF-1.7"), NO_LIST),
    ("lista", holding(TEXT), NO_LIST),
]


# With every language another way of asking: none of them writes anything.
WAYS = {"en": ("--partly", "--errors", "fel.xlsx"), "sv": ("--dry-run", "--format", "json")}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("name", "write", "said"), FILES)
def test_a_file_that_is_no_list_is_refused_with_a_way_out(
    steg: Steg,
    here: Path,
    name: str,
    write: Callable[[Path], None],
    said: dict[str, str],
    lang: str,
) -> None:
    write(here / name)
    before = (here / name).stat()
    sentence = said[lang].replace("FILE ", f"{name} ", 1).replace("SHEET", "lista")
    assert steg("import", name, *WAYS[lang], lang=lang) == (1, "", ERROR[lang] + sentence)
    after = (here / name).stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert sorted(one.name for one in here.iterdir()) == sorted([name, "steg.db"])


def test_a_huge_file_is_refused_at_once_by_the_installed_program(
    installed: Installed, here: Path
) -> None:
    """It may take no more memory than the 300 MB: not even they are read."""
    sparse(here / "lista.csv")
    code, out, err = installed("import", "lista.csv", lang="sv")
    assert (code, out) == (1, "")
    assert err == "Fel: " + LARGE["sv"].replace("FILE", "lista.csv", 1)


def test_several_sheets_that_cannot_be_read_are_all_told_of(
    steg: Steg, here: Path, save_list: SaveList
) -> None:
    twice = ("Personnr", "Pers.nr", "Namn")
    path = save_list(
        "lista.xlsx",
        {"Personer": [twice, ("1", "2", "3")], "Steg": [("Anteckning",), ("x",)]},
    )
    code, out, err = steg("import", path)
    assert (code, out) == (1, "")
    assert err == (
        "Error: The list cannot be read yet; nothing was changed.\n"
        "  Two columns on Personer are for number: Personnr (A) and Pers.nr (B).\n"
        '    Leave one out: --map "B=-", or say what it is: --map "B=field".\n'
        "  No headings were found on Steg, such as case, number, name, first name.\n"
        '    Write headings above the columns, or name them: --map "Heading=field". '
        "steg import --template FILE.xlsx writes a list to fill in.\n"
    )


# Where the file is


def test_a_file_that_is_not_there_is_named(steg: Steg, here: Path) -> None:
    said = {
        "en": (
            "Error: nowhere/lista.xlsx could not be read or written: No such file or directory.\n"
            "Check that the file and its folder are there and that you may use them.\n"
        ),
        "sv": (
            "Fel: nowhere/lista.xlsx gick inte att läsa eller skriva: filen eller mappen finns "
            "inte.\n"
            "Kontrollera att filen och dess mapp finns och att du får använda dem.\n"
        ),
    }
    for lang, sentence in said.items():
        assert steg("import", "nowhere/lista.xlsx", lang=lang) == (3, "", sentence)


def test_a_file_that_is_not_there_is_not_said_to_be_no_spreadsheet(steg: Steg, here: Path) -> None:
    assert steg("import", "deltagare") == (
        3,
        "",
        "Error: deltagare was not found.\nCheck that the file and its folder are there and that "
        "you may use them.\n",
    )


def test_a_folder_without_lists_is_refused(steg: Steg, here: Path) -> None:
    (here / "mapp").mkdir()
    (here / "mapp" / "lista.xlsx").write_bytes(b"")
    (here / "mapp" / "tom.csv").write_bytes(b"")
    said = {
        "en": (
            "Error: The folder mapp holds no .csv files.\n"
            "Name the file of your list, or the folder that steg export wrote.\n"
        ),
        "sv": (
            "Fel: Mappen mapp innehåller inga .csv-filer.\n"
            "Ange filen med din lista, eller mappen som steg exportera har skrivit.\n"
        ),
    }
    for lang, sentence in said.items():
        assert steg("import", "mapp", lang=lang) == (1, "", sentence)


@pytest.mark.parametrize("name", ["steg.db", "lista.xlsx", "lista.csv", "lista.json"])
def test_a_register_is_no_list(steg: Steg, story: Path, here: Path, name: str) -> None:
    if name != "steg.db":
        (here / name).symlink_to(story)
    code, out, err = steg("import", name, "--yes")
    assert (code, out) == (1, "")
    assert err.splitlines()[0] in (
        f"Error: {name} is not a spreadsheet that can be read.",
        f"Error: {name} cannot be read as a spreadsheet.",
        f"Error: Line 1 of {name} holds bytes that are no text.",
        f"Error: {name} is not what steg export writes.",
    )


@contextmanager
def no_administrator() -> Iterator[None]:
    """Be an ordinary user for a while: to root every file is open, whatever its mode.

    The real user too: os.access asks for that one.
    """
    root = os.geteuid() == 0
    if root:
        os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        if root:
            os.setresuid(0, 0, 0)


@pytest.fixture
def guarded(story: Path) -> Iterator[Path]:
    """The story's register in a folder of its own, for an ordinary user to have."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(story, folder / "steg.db")
        if os.geteuid() == 0:
            os.chown(folder, NOBODY, NOBODY)
            os.chown(folder / "steg.db", NOBODY, NOBODY)
        yield folder / "steg.db"
        folder.chmod(0o700)


@pytest.mark.parametrize("name", ["lista.csv", "lista.xlsx"])
def test_a_list_that_may_not_be_read_is_named(steg: Steg, guarded: Path, name: str) -> None:
    path = guarded.with_name(name)
    path.write_bytes(TEXT)
    path.chmod(0o000)
    steg("import", "lista.pdf")  # what is imported is imported by now
    with no_administrator():
        code, out, err = steg("import", path, db=guarded)
    assert (code, out) == (3, "")
    assert err.startswith(f"Error: {path} could not be read or written: Permission denied.\n")


def test_into_a_register_that_can_only_be_read_nothing_is_imported(
    steg: Steg, guarded: Path
) -> None:
    path = guarded.with_name("lista.csv")
    path.write_bytes(TEXT)
    guarded.chmod(0o444)
    guarded.parent.chmod(0o555)
    before = guarded.read_bytes()
    steg("import", path, "--dry-run")  # what is imported is imported by now
    with no_administrator():
        code, out, err = steg("import", path, db=guarded)
    assert (code, out) == (3, "")
    assert f"Error: The register {guarded} can be read but not changed." in err
    assert guarded.read_bytes() == before


def test_without_a_register_it_is_said_before_the_list_is_read(steg: Steg, here: Path) -> None:
    said = {
        "en": (
            "Error: There is no register at none.db.\n"
            "Create one with steg init, or name the right file with --db FILE or STEG_DB.\n"
        ),
        "sv": (
            "Fel: Det finns inget register på none.db.\n"
            "Skapa ett med steg starta, eller ange rätt fil med --register FIL eller STEG_DB.\n"
        ),
    }
    for lang, sentence in said.items():
        for name in ("nowhere.csv", "lista.pdf"):
            assert steg("import", name, db=Path("none.db"), lang=lang) == (3, "", sentence)
    assert not (here / "none.db").exists()
