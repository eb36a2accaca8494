"""steg export: the whole register as a workbook, a folder of CSV files, or JSON."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
import stat
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from python_calamine import CalamineWorkbook

from steg_cli.texts import texts

if TYPE_CHECKING:
    from tests.cli.conftest import AtTerminal, Dump, Steg

KINDS = (
    *("people", "stays", "extensions", "placements", "follow-ups", "pauses", "supports"),
    *(
        "deadlines",
        "moves",
        "former-numbers",
        "former-cases",
        "holds",
        "workplace-list",
        "municipality-list",
        "post-list",
        "contact-list",
    ),
    *("sector-list", "cohort-list", "project-list", "steps", "setting", "rate-list"),
    "retention-rules",
)
FILES = [f"{kind}.csv" for kind in KINDS]
SHEETS = {
    "en": [
        *("People", "Stays", "Extensions", "Placements", "Follow-ups", "Pauses", "Supports"),
        *(
            "Deadlines",
            "Moves",
            "Former numbers",
            "Merged cases",
            "Holds on erasing",
            "Workplaces",
            "Municipalities",
            "Posts",
            "Contacts",
        ),
        *("Sectors", "Cohorts", "Projects", "Ladder", "Settings", "Wages and on-costs"),
        "Rules of retention",
    ],
    "sv": [
        *("Personer", "Steg", "Förlängningar", "Placeringar", "Uppföljningar", "Pauser"),
        *(
            "Stöd",
            "Bevakningar",
            "Flyttar",
            "Tidigare nummer",
            "Sammanslagna ärenden",
            "Gallringsstopp",
            "Arbetsplatser",
            "Kommuner",
            "Tjänster",
            "Kontakter",
        ),
        *("Sektorer", "Omgångar", "Projekt", "Stege", "Inställningar", "Löner och PO-pålägg"),
        "Gallringsregler",
    ],
}
NOTE = (
    "Note: what was written is as sensitive as the register. Keep it where you alone can read it, "
    "and delete it when it has served."
)
NOTES = {
    "en": "Written to {path}.\n" + NOTE + "\n",
    "sv": (
        "Skrivet till {path}.\nObs: det som skrevs är lika känsligt som registret. Förvara det där "
        "bara du kan läsa det, och ta bort det när det har gjort sitt.\n"
    ),
}
TARGETS = ("all.xlsx", "all.json", "folder")

# What nobody may see of S-0003, also where the story has nothing yet.
SECRETS = """
UPDATE enrolment SET consultant = 'Dold Konsult', exception = 'Dolt skäl' WHERE participant_id = 3;
INSERT INTO post (id, title, tasks, relieves, workplace_id, places)
    SELECT 1, 'Dold tjänst', 'köket', 'lärare', min(id), 1 FROM workplace;
UPDATE stay SET exception = 'Dold väg', decided_by = 'Dold Beslutare', post_id = 1
    WHERE enrolment_id IN (SELECT id FROM enrolment WHERE participant_id = 3);
INSERT INTO extension (stay_id, decided_on, old_last_day, new_last_day, decided_by, exception)
    SELECT max(id), '2023-12-01', '2024-01-31', '2024-05-31', 'Dold Nämnd', 'Dold mer' FROM stay
    WHERE enrolment_id IN (SELECT id FROM enrolment WHERE participant_id = 3);
UPDATE placement SET supervisor = 'Dold Handledare', exception = 'Dold tid'
    WHERE enrolment_id IN (SELECT id FROM enrolment WHERE participant_id = 3);
INSERT INTO follow_up (enrolment_id, day, status)
    SELECT id, '2024-01-10', 'other' FROM enrolment WHERE participant_id = 3;
INSERT INTO pause (enrolment_id, first_day, paid)
    SELECT id, '2024-01-08', 0 FROM enrolment WHERE participant_id = 3;
INSERT INTO support (enrolment_id, kind, first_day, last_day, percent, cap, decision)
    SELECT id, 'lonebidrag', '2023-02-01', '2024-01-31', 80, 98765, 'Dold dnr'
    FROM enrolment WHERE participant_id = 3;
INSERT INTO deadline (enrolment_id, text, day, lead)
    SELECT id, 'Dold dag', '2024-02-01', 1 FROM enrolment WHERE participant_id = 3;
INSERT INTO hold (participant_id, reason, day) VALUES (3, 'Dolt stopp', '2024-01-02');
"""
FREE_TEXTS = (
    *("Dold Konsult", "Dolt skäl", "Dold väg", "Dold Beslutare", "Dold Nämnd", "Dold Handledare"),
    *("Dold tjänst", "Dold mer", "Dold tid", "Dold dnr", "Dold dag", "98765"),
    "Dolt stopp",
)
RUNS = """
UPDATE participant SET name = '=1+1' WHERE id = 1;
UPDATE enrolment SET municipality = '+46', consultant = '-x', exception = '@a';
UPDATE stay SET exception = '=2', decided_by = '+3';
INSERT INTO extension (stay_id, decided_on, old_last_day, new_last_day, decided_by)
    SELECT id, '2023-12-01', planned_last_day, '2026-05-31', '=4' FROM stay
    WHERE planned_last_day IS NOT NULL;
UPDATE placement SET supervisor = '=5';
UPDATE workplace SET manager = '@6', manager_email = '-7' WHERE name = 'Solgården';
UPDATE workplace SET name = '=8' WHERE name = 'Björkskolan';
UPDATE sector SET name = '=9' WHERE name = 'Vård och omsorg';
UPDATE cohort SET name = '=10' WHERE name = 'STEG';
UPDATE project SET name = '=11', contact = '@12', email = '+13', number = '-14', region = '=15',
    owner = '=16', partners = '=17', objective = '=18';
UPDATE step SET swedish = '=19', english = '=20' WHERE code = 'kartlaggning';
INSERT INTO setting (key, value) VALUES ('mail.folder', '=21');
INSERT INTO rate (key, first_day, amount) VALUES ('on-costs', '2024-01-01', '43.75');
INSERT INTO pause (enrolment_id, first_day) SELECT id, first_day FROM enrolment LIMIT 1;
INSERT INTO support (enrolment_id, kind, first_day, last_day, decision)
    SELECT id, 'osa', first_day, first_day, '=22' FROM enrolment LIMIT 1;
INSERT INTO deadline (enrolment_id, text, day, lead) SELECT id, '=23', first_day, 1 FROM enrolment;
INSERT INTO municipality (name) VALUES ('=24');
INSERT INTO post (title, tasks, relieves, workplace_id, places, approved_on, approved_by, approval)
    SELECT '=25', '=26', '=27', min(id), 1, '2024-01-01', '=28', '=29' FROM workplace;
INSERT INTO contact (name, role, organisation) VALUES ('=30', '=31', '=32');
INSERT INTO hold (participant_id, reason, day) VALUES (1, '=33', '2024-01-02');
INSERT INTO retention_rule (kept, years, decision, decided_on)
    VALUES ('participant', 10, '=34', '2024-01-02');
"""


def outside(path: Path, statement: str) -> None:
    """Edit the register as another SQLite tool would."""
    connection = sqlite3.connect(path)
    connection.executescript(statement)
    connection.close()


def read(path: Path) -> dict[str, list[list[Any]]]:
    """Return the cells of every sheet of a workbook."""
    workbook = CalamineWorkbook.from_path(path)
    return {name: workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names}


def rows_of(path: Path, *, delimiter: str = ",") -> list[list[str]]:
    """Return the rows of a CSV file, headings first."""
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


def parts_of(target: Path) -> dict[str, str]:
    """Return everything that was written, by the name of the file or of the part of a workbook."""
    if target.is_dir():
        return {one.name: one.read_bytes().decode() for one in target.iterdir()}
    raw = {target.name: target.read_bytes().decode("utf-8", errors="replace")}
    if target.suffix == ".xlsx":
        with zipfile.ZipFile(target) as parts:
            raw |= {name: parts.read(name).decode() for name in parts.namelist()}
    return raw


def mode_of(path: Path) -> int:
    """Return who may do what with a file."""
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Stand in a folder of the test's own, where others may read what nobody forbids them."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    before = os.umask(0o022)
    yield folder
    os.umask(before)


# Where to


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_without_a_name_a_workbook_of_the_day_is_written_here(
    steg: Steg, here: Path, dump: Dump, lang: str
) -> None:
    before = dump()
    name = "steg-2024-01-15.xlsx"
    assert steg("export", lang=lang) == (0, "", NOTES[lang].format(path=name))
    assert [one.name for one in here.iterdir()] == [name]
    assert list(read(here / name)) == SHEETS[lang]
    assert mode_of(here / name) == 0o600
    assert dump() == before


@pytest.mark.parametrize("format_", ["json", "csv"])
def test_without_a_name_the_format_names_what_is_written(
    steg: Steg, here: Path, format_: str
) -> None:
    name = {"json": "steg-2024-01-15.json", "csv": "steg-2024-01-15"}[format_]
    assert steg("export", "--format", format_) == (0, "", NOTES["en"].format(path=name))
    assert [one.name for one in here.iterdir()] == [name]
    assert (here / name).is_dir() == (format_ == "csv")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (("all.xlsx",), "xlsx"),
        (("ALL.XLSX",), "xlsx"),
        (("odd.name", "--format", "xlsx"), "xlsx"),
        (("all.json",), "json"),
        (("All.Json",), "json"),
        (("noname", "--format", "json"), "json"),
        (("folder",), "csv"),
        (("v1.2", "--format", "csv"), "csv"),
        (("a/b/c",), "csv"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else value,
)
def test_the_name_or_the_format_says_what_is_written(
    steg: Steg, here: Path, words: tuple[str, ...], kind: str
) -> None:
    target = here / words[0]
    assert steg("export", *words) == (0, "", NOTES["en"].format(path=words[0]))
    match kind:
        case "xlsx":
            assert list(read(target)) == SHEETS["en"]
        case "json":
            assert json.loads(target.read_bytes())["report"] == "export"
        case _:
            assert sorted(one.name for one in target.iterdir()) == sorted(FILES)


def test_a_folder_that_is_there_is_written_into_whatever_it_is_called(
    steg: Steg, here: Path
) -> None:
    folder = here / "2024.01"
    folder.mkdir(mode=0o755)
    (folder / "people.csv").write_text("old", encoding="utf-8")
    (folder / "people.csv").chmod(0o644)
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    assert steg("export", folder)[0] == 0
    assert sorted(one.name for one in folder.iterdir()) == sorted([*FILES, "notes.txt"])
    assert {mode_of(folder / name) for name in FILES} == {0o600}
    assert rows_of(folder / "people.csv")[0][0] == "case"
    assert (folder / "notes.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("target", ["all.xlsx", "all.json"])
def test_without_a_terminal_no_file_is_written_over_unless_told(
    steg: Steg, here: Path, target: str
) -> None:
    (here / target).write_bytes(b"of somebody else")
    assert steg("export", target) == (
        2,
        "",
        "Error: This asks for a confirmation, and there is no terminal to ask on.\n"
        "Add --yes when you are sure.\n",
    )
    assert (here / target).read_bytes() == b"of somebody else"
    assert [one.name for one in here.iterdir()] == [target]
    assert steg("export", target, "--yes") == (0, "", NOTES["en"].format(path=target))


@pytest.mark.parametrize(("answer", "code"), [("n\n", 1), ("\n", 1), ("y\n", 0)])
def test_whether_a_file_is_written_over_is_asked(
    at_terminal: AtTerminal, tmp_path: Path, answer: str, code: int
) -> None:
    (tmp_path / "all.json").write_bytes(b"of somebody else")
    terminal = at_terminal("export", "all.json")
    terminal.answer("all.json is there already. Write over it? [y/N]: ", answer)
    assert terminal.finish()[0] == code
    kept = (tmp_path / "all.json").read_bytes() == b"of somebody else"
    assert kept == (code == 1)


# What is refused


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("name", ["all.csv", "all.XLS", "all.ods", "all.txt", "steg.db", "v1.2"])
def test_a_file_that_is_not_written_names_those_that_are(
    steg: Steg, here: Path, name: str, lang: str
) -> None:
    suffix = Path(name).suffix.lower()
    assert steg("export", name, lang=lang) == (
        2,
        "",
        {
            "en": f"Error: {suffix} files are not written.\n"
            "Name it FILE.xlsx or FILE.json, or a folder for .csv files.\n",
            "sv": f"Fel: {suffix}-filer skrivs inte.\n"
            "Kalla den FIL.xlsx eller FIL.json, eller ange en mapp för .csv-filer.\n",
        }[lang],
    )
    assert list(here.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "format_"),
    [
        (("all.xlsx", "--plain-csv"), "xlsx"),
        (("all.json", "--plain-csv"), "json"),
        (("folder", "--plain-csv", "--format", "xlsx"), "xlsx"),
        (("folder", "--plain-csv", "--format", "json"), "json"),
    ],
)
def test_plain_csv_goes_with_csv_alone(
    steg: Steg, here: Path, words: tuple[str, ...], format_: str
) -> None:
    code, out, err = steg("export", *words)
    assert (code, out) == (2, "")
    assert err == (
        f"Error: --plain-csv does not go with --format {format_}.\nLeave one of them out.\n"
    )
    assert list(here.iterdir()) == []


@pytest.mark.parametrize("alias", ["itself", "symbolic link", "hard link", "another database"])
@pytest.mark.parametrize("format_", ["xlsx", "json"])
def test_a_register_is_never_written_over(
    steg: Steg, story: Path, here: Path, dump: Dump, alias: str, format_: str
) -> None:
    target = story if alias == "itself" else here / f"all.{format_}"
    match alias:
        case "symbolic link":
            target.symlink_to(story)
        case "hard link":
            target.hardlink_to(story)
        case "another database":
            outside(target, "CREATE TABLE t (x)")
    before, register = target.read_bytes(), dump()
    assert steg("export", target, "--format", format_) == (
        1,
        "",
        f"Error: {target} is a register, or another program's database; it was left as it is.\n"
        "Give the file another name.\n",
    )
    assert target.read_bytes() == before
    assert dump() == register


def test_a_register_called_as_one_of_the_folder_s_files_is_left_as_it_is(
    steg: Steg, story: Path, here: Path, dump: Dump
) -> None:
    (here / "folder").mkdir()
    (here / "folder" / "stays.csv").symlink_to(story)
    before = dump()
    code, out, err = steg("export", "folder")
    assert (code, out) == (1, "")
    assert err.startswith(f"Error: {Path('folder') / 'stays.csv'} is a register")
    assert "Written to" not in err
    assert dump() == before


@pytest.mark.parametrize("target", ["nowhere/all.xlsx", "nowhere/all.json"])
def test_a_folder_that_is_not_there_is_named(steg: Steg, here: Path, target: str) -> None:
    code, out, err = steg("export", target)
    assert (code, out) == (3, "")
    assert err.startswith(f"Error: {target} could not be ")


# What is in it


def test_a_folder_that_could_not_be_filled_is_not_left_behind(
    steg: Steg, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "people.csv")

    monkeypatch.setattr("steg_cli.cli.exporting.write_all", fill)
    (here / "mine").mkdir()
    assert [steg("export", one)[0] for one in ("new", "mine")] == [3, 3]
    assert [one.name for one in here.iterdir() if one.is_dir()] == ["mine"]


def test_json_is_one_envelope_of_every_report(steg: Steg, here: Path) -> None:
    for lang in ("en", "sv"):
        steg("export", f"{lang}.json", lang=lang)
    assert (here / "en.json").read_bytes() == (here / "sv.json").read_bytes()
    envelope = json.loads((here / "en.json").read_bytes())
    assert [(key, envelope[key]) for key in ("steg", "report", "as_of")] == [
        ("steg", 1),
        ("report", "export"),
        ("as_of", "2024-01-15"),
    ]
    assert list(envelope) == ["steg", "report", "as_of", "reports"]
    assert [one["report"].replace(" ", "-") for one in envelope["reports"]] == list(KINDS)
    people, stays, *_ = (one["rows"] for one in envelope["reports"])
    assert [row["reference"] for row in people] == [f"S-000{n}" for n in range(1, 7)]
    assert people[0] == {
        "reference": "S-0001",
        "number": "19900101-9802",
        "identity": "personnummer",
        "name": "Anna Alm",
        "sex": "woman",
        "birth_year": 1990,
        "protected": False,
        "cohort": "STEG",
        "municipality": "Skövde",
        "first_day": "2022-01-10",
        "last_day": None,
        "left_to": None,
        "qualification": False,
        "status": "unemployed",
        "disability": False,
        "long_term_unemployed": True,
        "labour_status": None,
        "unemployed_since": None,
        "education": None,
        "consultant": "Kim Konsult",
        "exception": None,
    }
    assert stays[2] == {
        "reference": "S-0001",
        "enrolment": "2022-01-10",
        "step": "serviceassistent",
        "first_day": "2023-03-01",
        "planned_last_day": "2024-02-29",
        "last_day": None,
        "closed_on": None,
        "agreement": "BEA",
        "weekends": None,
        "exception": "as in the pilot",
        "decided_by": None,
        "completed": None,
        "certificate_day": None,
        "post": None,
        "notice_of": None,
        "notice_given": None,
        "union_notified": None,
    }


def test_a_workbook_holds_days_numbers_and_words(steg: Steg, here: Path) -> None:
    steg("export", "en.xlsx")
    steg("export", "sv.xlsx", lang="sv")
    english, swedish = read(here / "en.xlsx"), read(here / "sv.xlsx")
    assert english["People"][0] == [
        *("case", "number", "kind of number", "name", "sex", "birth year", "protected", "cohort"),
        *("municipality", "first day", "last day", "left to", "qualification", "status"),
        *("disability", "long-term unemployed", "labour status", "unemployed since"),
        *("highest education", "consultant", "exception"),
    ]
    assert english["People"][5] == [
        *("S-0005", "19991224-9811", "personnummer", "Dan Ceder", "man", 1999, "no", "STEG"),
        *("Skövde", date(2023, 1, 2), date(2023, 6, 30), "education", "yes", "unemployed"),
        *("no", "yes", "", "", "", "", ""),
    ]
    assert swedish["Personer"][0] == [
        *("ärende", "nummer", "slags nummer", "namn", "kön", "födelseår", "skyddad", "omgång"),
        *("kommun", "första dag", "sista dag", "därefter", "kvalifikation", "status"),
        *("funktionsnedsättning", "långtidsarbetslös", "arbetskraftsstatus"),
        *("arbetslös fr.o.m.", "högsta utbildning", "handläggare", "undantag"),
    ]
    sv = texts("sv")
    assert swedish["Personer"][5] == [
        *("S-0005", "19991224-9811", "personnummer", "Dan Ceder", "man", 1999, "nej", "STEG"),
        *("Skövde", date(2023, 1, 2), date(2023, 6, 30), sv("education"), "ja", "arbetslös"),
        *("nej", "ja", "", "", "", "", ""),
    ]
    assert (english["Stays"][1][2], swedish["Steg"][1][2]) == ("mapping", "kartläggning")


def test_every_file_of_a_folder_is_as_excel_opens_it(steg: Steg, here: Path) -> None:
    steg("export", "en")
    steg("export", "sv", lang="sv")
    steg("export", "all.xlsx", lang="sv")
    for folder, mark in (("en", ","), ("sv", ";")):
        for name in FILES:
            raw = (here / folder / name).read_bytes()
            assert raw.startswith(b"\xef\xbb\xbf")
            assert (
                raw.count(b"\n")
                == raw.count(b"\r\n")
                == len(rows_of(here / folder / name, delimiter=mark))
            )
    # The same cells as the workbook has, as text; there a percentage is a part of the whole.
    sheets = list(read(here / "all.xlsx").values())

    def as_text(heading: str, cell: object) -> str:
        if isinstance(cell, float):
            return str(round(cell * 100 if heading == "procent" else cell))
        return str(cell)

    assert [rows_of(here / "sv" / name, delimiter=";") for name in FILES] == [
        [[as_text(*pair) for pair in zip(rows[0], row, strict=True)] for row in rows]
        for rows in sheets
    ]


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("more", [(), ("--format", "csv")])
def test_plain_csv_is_the_same_in_every_language_with_the_keys_of_json(
    steg: Steg, here: Path, lang: str, more: tuple[str, ...]
) -> None:
    steg("export", "all.json")
    code, out, err = steg("export", "folder", "--plain-csv", *more, lang=lang)
    assert (code, out, err) == (0, "", NOTES[lang].format(path="folder"))
    reports = json.loads((here / "all.json").read_bytes())["reports"]
    words = {None: "", True: "true", False: "false"}

    def written(value: object) -> str:
        return words[value] if value is None or isinstance(value, bool) else str(value)

    for report, name in zip(reports, FILES, strict=True):
        assert not (here / "folder" / name).read_bytes().startswith(b"\xef\xbb\xbf")
        keys, *rows = rows_of(here / "folder" / name)
        assert rows == [[written(value) for value in row.values()] for row in report["rows"]]
        assert [keys] * len(rows) == [list(row) for row in report["rows"]]


@pytest.mark.parametrize("plain", [True, False])
def test_what_a_spreadsheet_would_run_is_defused_in_every_file_of_the_folder(
    steg: Steg, story: Path, here: Path, plain: bool
) -> None:
    outside(story, RUNS)
    assert steg("export", "folder", *(["--plain-csv"] if plain else []))[0] == 0
    cells = {name: [c for row in rows_of(here / "folder" / name) for c in row] for name in FILES}
    runs = {
        name: [c for c in found if c.startswith(("=", "+", "-", "@"))]
        for name, found in cells.items()
    }
    assert runs == {name: [] for name in FILES}
    defused = {name: any(c.startswith("'") for c in found) for name, found in cells.items()}
    assert [name for name, one in defused.items() if not one] == [
        *("follow-ups.csv", "pauses.csv", "moves.csv", "former-numbers.csv", "former-cases.csv"),
        "rate-list.csv",  # keys and numbers alone
    ]
    everything = {c for found in cells.values() for c in found}
    assert {f"'={n}" for n in ("1+1", 2, 4, 5, 8, 9, 10, 11, *range(15, 35))} <= everything
    assert {"'+46", "'-x", "'@a", "'+3", "'@6", "'-7", "'@12", "'+13", "'-14"} <= everything


def test_what_a_spreadsheet_would_run_is_text_in_every_sheet(
    steg: Steg, story: Path, here: Path
) -> None:
    outside(story, RUNS)
    assert steg("export", "all.xlsx")[0] == 0
    sheets = parts_of(here / "all.xlsx")
    assert [name for name, xml in sheets.items() if "<f>" in xml or "<hyperlink" in xml] == []
    everything = {c for rows in read(here / "all.xlsx").values() for row in rows for c in row}
    assert {f"={n}" for n in ("1+1", 2, 4, 5, 8, 9, 10, 11, 15, 16, 17, 18, 19, 20, 21)} <= (
        everything
    )
    assert {"+46", "-x", "@a", "+3", "@6", "-7", "@12", "+13", "-14"} <= everything
    assert [cell for cell in everything if str(cell).startswith("'")] == []


def test_the_same_register_on_the_same_day_is_the_same_bytes(steg: Steg, here: Path) -> None:
    for target in ("one", "two"):
        for suffix in (".xlsx", ".json", ""):
            steg("export", target + suffix)
    for suffix in (".xlsx", ".json"):
        assert (here / f"one{suffix}").read_bytes() == (here / f"two{suffix}").read_bytes()
    assert parts_of(here / "one") == parts_of(here / "two")


@pytest.mark.parametrize("target", TARGETS)
def test_an_empty_register_is_exported(steg: Steg, here: Path, target: str) -> None:
    steg("init", db=here / "empty.db")
    assert steg("export", target, db=here / "empty.db") == (
        0,
        "",
        NOTES["en"].format(path=target),
    )
    match target:
        case "all.xlsx":
            sheets = read(here / target)
            assert [len(rows) for rows in sheets.values()][:10] == [1] * 10
            assert len(sheets["Ladder"]) == 10
        case "all.json":
            reports = json.loads((here / target).read_bytes())["reports"]
            assert [one["rows"] for one in reports][:10] == [[]] * 10
        case _:
            assert [len(rows_of(here / target / name)) for name in FILES][:10] == [1] * 10


def test_the_change_history_stays_behind(steg: Steg, here: Path, dump: Dump) -> None:
    steg("amend", "1", "name", "Felskriven")
    steg("amend", "1", "name", "Anna Alm")
    assert "Felskriven" in dump()
    for target in TARGETS:
        steg("export", target, "--include-protected")
        assert [n for n, text in parts_of(here / target).items() if "Felskriven" in text] == []


# A protected person


@pytest.fixture
def hidden(story: Path) -> Path:
    """The story, where S-0003 has every free text, and one of everything."""
    outside(story, SECRETS)
    return story


@pytest.mark.parametrize("words", [*((t,) for t in TARGETS), ("folder", "--plain-csv")], ids=str)
def test_a_protected_person_is_whole_on_request(
    steg: Steg, hidden: Path, here: Path, words: tuple[str, ...]
) -> None:
    code, out, err = steg("export", *words, "--include-protected")
    assert (code, out, err) == (0, "", NOTES["en"].format(path=words[0]))
    everything = "\n".join(parts_of(here / words[0]).values())
    shown = ("Zäta Qvarnskog", "19720914-9819", "Hemliga huset", "Karlsborg", *FREE_TEXTS)
    assert [one for one in shown if one not in everything] == []
    year = "<v>1972</v>" if words[0] == "all.xlsx" else "1972"
    assert year in everything


def test_which_cells_of_a_protected_person_are_empty(steg: Steg, hidden: Path, here: Path) -> None:
    steg("export", "masked.json")
    steg("export", "whole.json", "--include-protected")

    def theirs(name: str) -> list[tuple[str, dict[str, object]]]:
        reports = json.loads((here / name).read_bytes())["reports"]
        return [
            (one["report"], row)
            for one in reports
            for row in one["rows"]
            if row.get("reference") == "S-0003"
        ]

    masked, whole = theirs("masked.json"), theirs("whole.json")
    differ = [
        (kind, sorted(key for key in row if row[key] != other[key]))
        for (kind, row), (_, other) in zip(masked, whole, strict=True)
    ]
    assert differ == [
        ("people", ["birth_year", "consultant", "exception", "municipality", "name", "number"]),
        ("stays", ["decided_by", "exception", "post"]),
        ("stays", ["decided_by", "exception", "post"]),
        ("extensions", ["decided_by", "exception"]),
        ("placements", ["exception", "supervisor", "workplace"]),
        ("follow-ups", []),
        ("pauses", []),
        ("supports", ["cap", "decision", "kind"]),
        ("deadlines", ["text"]),
        ("holds", ["reason"]),
    ]
    assert [
        (kind, row[key])
        for (kind, row), (_, keys) in zip(masked, differ, strict=True)
        for key in keys
    ] == [(kind, None) for kind, keys in differ for _ in keys]


def test_a_register_is_no_folder(steg: Steg, story: Path, dump: Dump) -> None:
    before = dump()
    code, out, err = steg("export", story, "--format", "csv")
    assert (code in (1, 3), out, str(story) in err) == (True, "", True)
    assert dump() == before


def test_without_a_register_nothing_is_written(steg: Steg, here: Path) -> None:
    code, out, err = steg("export", db=here / "none.db")
    assert (code, out) == (3, "")
    assert err.startswith("Error: There is no register at ")
    assert list(here.iterdir()) == []
