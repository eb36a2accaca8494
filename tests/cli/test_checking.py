"""steg check, and a register with values that cannot be: what is said, and who is reminded."""

from __future__ import annotations

import json
import shlex
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Steg

TODAY = ("--today", "2024-01-15")
# Each: where a value is damaged, what it becomes, and what check says of it.
DAMAGES = (
    ("stay", "planned_last_day", "2024-02-2q"),
    ("stay", "first_day", "2022-0q-10"),
    ("stay", "step_id", 987654),
    ("step", "most_months", 2**62),
    ("enrolment", "first_day", "x"),
    ("placement", "first_day", "2023-13-01"),
    ("workplace", "sector_id", 987654),
    ("participant", "protected", 7),
    ("change", "at", "2024-01-15T09:00:0"),
    ("change", "reverses", 987654),
    ("log_layout", "columns", "7"),
    ("log_row", "after", "[]"),
)
READING = (
    *(("list",), ("report",), ("remind",)),
    ("extend", "S-0001", "--months", "1", "--dry-run"),
)

# What a query compares without reading it: the answer is another one, and check alone says so.
UNNOTICED = {
    ("enrolment", "first_day", "report"),
    ("step", "most_months", "list"),  # which calls steps by their codes then
    *(("participant", "protected", command) for command in ("list", "report", "remind", "extend")),
}


def damage(path: Path, table: str, column: str, value: object, which: str | None = None) -> int:
    """Write a value past every check and trigger, as a flipped bit would; return its row.

    In the first row that has a value there, or the one in which `which` holds.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        triggers = file.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            file.execute(f"DROP TRIGGER {name}")
        which = which or f"{column} IS NOT NULL OR '{column}' = 'reverses'"
        row = file.execute(f"SELECT min(id) FROM {table} WHERE {which}").fetchone()[0]
        table_is = "UPDATE sqlite_schema SET sql = ? WHERE name = ?"
        strict = file.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (table,)).fetchone()[
            0
        ]
        loose = strict.removesuffix(" STRICT").replace("TEXT NOT NULL", "TEXT")
        file.execute("PRAGMA writable_schema = ON")
        file.execute(table_is, (loose, table))
    with closing(sqlite3.connect(path, isolation_level=None)) as file:  # which reads it so
        file.execute("PRAGMA ignore_check_constraints = ON")
        new = "CAST(? AS TEXT)" if isinstance(value, bytes) else "?"  # then it is no text
        file.execute(f"UPDATE {table} SET {column} = {new} WHERE id = ?", (value, row))
        file.execute("PRAGMA writable_schema = ON")
        file.execute(table_is, (strict, table))
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        for _, sql in triggers:
            file.execute(sql)
    return int(row)


def findings(steg: Steg) -> list[dict[str, str]]:
    """Return what check finds of the register itself, not of what is around it."""
    rows = json.loads(steg(*TODAY, "check", "--format", "json")[1])["rows"]
    return [row for row in rows if row["what"] not in ("mail", "schedule", "backup", "place")]


def test_a_sound_register_has_only_findings_about_what_is_around_it(
    story: Path, steg: Steg
) -> None:
    told = json.loads(steg(*TODAY, "check", "--format", "json")[1])
    assert [(row["what"], row["way_out"]) for row in told["rows"]] == [
        ("mail", "steg setting mail.to"),
        ("backup", "steg backup"),
    ]
    assert told["totals"] == {
        "findings": 2,
        "last_backup": None,
        "last_backup_path": None,
        "reminders_last_ran": None,
        "last_mail_left": None,
    }


def test_a_fresh_backup_is_no_finding(story: Path, steg: Steg) -> None:
    with closing(sqlite3.connect(story)) as file, file:
        values = ("2024-01-15T09:00:00Z", "2024-01-14", str(story))
        file.execute(
            "INSERT INTO backup (at, day, path, reason) VALUES (?, ?, ?, 'by hand')", values
        )
    story.chmod(0o600)
    told = steg(*TODAY, "check")
    assert (told[0], told[1]) == (
        1,
        "Nobody gets the reminders: no address is set.\n    steg setting mail.to\n",
    )


@pytest.mark.parametrize(("table", "column", "value"), DAMAGES)
def test_a_damaged_value_is_named_and_never_a_traceback(
    story: Path, steg: Steg, table: str, column: str, value: object
) -> None:
    sound = {command: steg(*TODAY, *command) for command in READING}
    row = damage(story, table, column, value)
    named = f"In the table {table}, row {row} has a value in {column} that cannot be."
    told = [one["problem"] for one in findings(steg)]
    assert named in told
    for command in READING:
        done = steg(*TODAY, *command)
        assert "Traceback" not in done[2]
        assert "has a fault" not in done[2]
        if done[0] == 3:
            said = f"Error: {named}" if command[0] == "remind" else f"is damaged. {named}"
            assert said in done[2].replace("\n", " ")
        elif (table, column, command[0]) not in UNNOTICED:
            assert done == sound[command], command


@pytest.mark.parametrize(
    ("table", "column", "value", "row", "cases"),
    [
        ("stay", "planned_last_day", "2024-02-2q", "planned_last_day = '2024-02-29'", {1}),
        ("workplace", "open_until", "2024-02-2q", "name = 'Solgården'", {1, 6}),
        ("workplace", "sector_id", 987654, "name = 'Solgården'", {1, 6}),
        ("sector", "employs_from", "2023-01-0q", "name = 'Vård och omsorg'", {1, 3, 6}),
        ("step", "swedish", None, "code = 'sjukskoterska'", {6}),
        ("step", "most_months", 2**62, "code = 'serviceassistent'", {1, 2, 3}),
    ],
)
def test_everybody_else_is_reminded(
    story: Path,
    steg: Steg,
    table: str,
    column: str,
    value: object,
    row: str | None,
    cases: set[int],
) -> None:
    damage(story, table, column, value, row)
    told = steg(*TODAY, "remind", "--send")
    assert told[0] == 3
    left_out = ", ".join(f"S-{case:04}" for case in sorted(cases))
    assert f"Left out of the reminders: {left_out}." in told[2]
    with closing(sqlite3.connect(story)) as file:
        reminded = {row[0] for row in file.execute("SELECT participant_id FROM reminder")}
    assert reminded == {1, 2, 3, 5} - cases


def test_one_recipients_damaged_mails_keep_nobody_elses_back(story: Path, steg: Steg) -> None:
    steg("setting", "mail.to", "a@kommun.example, b@kommun.example, c@kommun.example")
    steg("setting", "mail.transport", "smtp")
    steg("setting", "mail.port", "1")
    steg(*TODAY, "remind", "--send")  # nobody listens there
    steg("setting", "mail.transport", "folder")
    with closing(sqlite3.connect(story)) as file, file:
        file.execute("UPDATE outbox SET begun = 1 WHERE id = 2")
    damage(
        story,
        "reminder",
        "last_day",
        "2024-02-2q",
        "id = (SELECT min(id) FROM reminder WHERE outbox_id = 2)",
    )
    code, out, err = steg(*TODAY, "remind", "--send")
    assert code == 3
    assert [line.split(",")[0] for line in out.splitlines()] == [
        "Written for a@kommun.example",
        "Written for c@kommun.example",
    ]
    assert "Not delivered to b@kommun.example: What is recorded of the mails to" in err


@pytest.mark.parametrize(
    ("column", "value"),
    [("step_id", 987654), ("agreement", b"\xff"), ("planned_last_day", ""), ("completed", 7)],
)
def test_nothing_is_written_on_top_of_a_damaged_step(
    story: Path, steg: Steg, column: str, value: object
) -> None:
    row = damage(
        story, "stay", column, value, "id = (SELECT max(id) FROM stay WHERE enrolment_id = 1)"
    )
    named = f"In the table stay, row {row} has a value in {column} that cannot be."
    for command in (
        ("show", "S-0001"),
        ("extend", "S-0001", "--months", "1"),
        ("leave", "S-0001", "--to", "employment", "--on", "2024-01-14"),
    ):
        done = steg(*TODAY, *command)
        assert (done[0], named in done[2].replace("\n", " ")) == (3, True), command


def test_the_last_day_of_the_calendar_is_damage_as_none_comes_after_it(
    story: Path, steg: Steg
) -> None:
    with closing(sqlite3.connect(story)) as file, file:
        file.execute("UPDATE placement SET last_day = '9999-12-31' WHERE id = 1")
        change = file.execute("SELECT max(id) FROM change").fetchone()[0]
    named = "In the table placement, row 1 has a value in last_day that cannot be."
    assert [(one["problem"], one["way_out"]) for one in findings(steg)] == [
        (named, f"steg undo {change}")
    ]
    for command in (("show", "1"), ("note", "1", "x"), ("extend", "1", "--months", "1")):
        done = steg(*TODAY, *command)
        assert (done[0], named in done[2].replace("\n", " ")) == (3, True), command
    done = steg(*TODAY, "remind", "--send")
    assert (done[0], "Left out of the reminders: S-0001." in done[2]) == (3, True)
    assert steg("undo", str(change), "--yes")[0] == 0
    assert findings(steg) == []


def test_a_step_that_cannot_be_read_keeps_nobody_from_checking(story: Path, steg: Steg) -> None:
    row = damage(story, "step", "code", None, "code = 'sjukskoterska'")
    told = findings(steg)
    assert f"In the table step, row {row} has a value in code that cannot be." in [
        one["problem"] for one in told
    ]


@pytest.mark.parametrize("words", [(), ("--preview", "m.html")], ids=["shown", "preview"])
def test_what_is_shown_leaves_out_whose_values_are_damaged_as_sending_does(
    story: Path, steg: Steg, here: Path, words: tuple[str, ...]
) -> None:
    steg("setting", "mail.to", "ame@skovde.example")
    damage(story, "stay", "planned_last_day", "2024-02-2q")
    with closing(sqlite3.connect(story)) as file:
        case = file.execute(
            "SELECT participant_id FROM stay JOIN enrolment ON enrolment.id = enrolment_id "
            "WHERE planned_last_day = '2024-02-2q'"
        ).fetchone()[0]
    code, out, err = steg(*TODAY, "remind", *words)
    shown = (here / "m.html").read_text() if words else out
    assert (code, f"S-{case:04}" in shown, "S-0002" in shown) == (3, False, True)
    assert f"Left out of the reminders: S-{case:04}." in err


def test_a_text_that_is_none_is_told_without_saying_it(story: Path, steg: Steg) -> None:
    with closing(sqlite3.connect(story)) as file, file:
        file.execute(
            "UPDATE name_word SET word = CAST(? AS TEXT) WHERE word = 'qvarnskog'",
            (b"qvarnskog\xff",),
        )
    code, out, err = steg(*TODAY, "check")
    assert (code, "In the table name_word, row 3 cannot be right." in out) == (1, True)
    damage(story, "participant", "name", b"Z Qvarnskog\xff", "id = 3")
    code, out, err = steg(*TODAY, "check")
    assert "varn" not in (out + err).casefold()


def test_what_the_history_does_not_tell_is_found(story: Path, steg: Steg) -> None:
    row = damage(story, "participant", "name", "Someone Else")
    assert findings(steg) == [
        {
            "what": "history",
            "reference": None,
            "problem": f"In the table participant, row {row} is not what the change history "
            "made of it.",
            "way_out": "steg restore FILE",
        }
    ]


def test_the_way_out_names_the_last_sound_backup_that_is_there(story: Path, steg: Steg) -> None:
    for name in ("k one.db", "two.db", "three.db", "four.db"):
        assert steg("backup", story.with_name(name))[0] == 0
    story.with_name("two.db").unlink()
    damage(story.with_name("three.db"), "participant", "name", "Someone Else")
    story.with_name("four.db").write_bytes(story.read_bytes()[:-4096])
    damage(story, "participant", "name", "Someone Else")
    (found,) = findings(steg)
    assert found["way_out"] == f"steg restore '{story.with_name('k one.db')}'"
    assert steg(*shlex.split(found["way_out"])[1:], "--yes")[0] == 0
    assert findings(steg) == []


# Each: what breaks a rule, of whom, what mends it, and the value to put in its place.
BROKEN = (
    (
        "UPDATE stay SET last_day = '2023-02-20' WHERE id = 2",
        ("steg amend S-0001 stay.3.first-day …", "2023-02-21"),
    ),
    (
        "UPDATE stay SET first_day = '2022-01-20' WHERE id = 1",
        ("steg amend S-0001 enrolment.1.first-day …", "2022-01-20"),
    ),
    (
        "UPDATE stay SET planned_last_day = NULL WHERE id = 3",
        ("steg amend S-0001 stay.3.planned-last-day …", "2024-02-29"),
    ),
    (
        "UPDATE stay SET exception = NULL WHERE id = 3",
        ("steg amend S-0001 stay.3.exception …", "as in the pilot"),
    ),
    (
        "UPDATE stay SET completed = 1 WHERE id = 2",
        ("steg show S-0001", None),
    ),
    (
        "UPDATE enrolment SET long_term_unemployed = 0 WHERE id = 1",
        ("steg amend S-0001 enrolment.1.exception …", "by agreement"),
    ),
    (
        "UPDATE enrolment SET unemployed_since = '2023-01-01' WHERE id = 1",
        ("steg amend S-0001 enrolment.1.unemployed-since …", "2021-01-01"),
    ),
    (
        "UPDATE workplace SET open_until = '2023-12-31' WHERE name = 'Björkskolan'",
        ("steg amend S-0002 placement.1.last-day …", "2023-12-31"),
    ),
    (
        "INSERT INTO placement (enrolment_id, workplace_id, first_day) VALUES (5, 1, '2023-02-01')",
        ("steg amend S-0005 placement.1.last-day …", "2023-06-30"),
    ),
    (
        "INSERT INTO placement (enrolment_id, workplace_id, first_day) VALUES (2, 2, '2023-02-01')",
        ("steg amend S-0002 placement.2.exception …", "both"),
    ),
    (
        "INSERT INTO pause (enrolment_id, first_day) VALUES (5, '2023-02-01')",
        ("steg amend S-0005 pause.1.last-day …", "2023-02-28"),
    ),
    (
        "INSERT INTO support (enrolment_id, kind, first_day, last_day) "
        "VALUES (5, 'osa', '2023-02-01', '2023-08-31')",
        ("steg support edit S-0005 1 --until …", "2023-06-30"),
    ),
    (
        "INSERT INTO follow_up (enrolment_id, day, status) VALUES (5, '2023-05-01', 'education')",
        ('steg amend S-0005 follow-up.1 ""', None),
    ),
    (
        "INSERT INTO extension (stay_id, decided_on, old_last_day, new_last_day) "
        "VALUES (3, '2023-09-01', '2024-01-31', '2024-02-20')",
        ("steg amend S-0001 stay.3.planned-last-day …", "2024-02-29"),
    ),
)


@pytest.mark.parametrize(("query", "mended_by"), BROKEN)
def test_a_broken_rule_is_told_with_the_command_that_mends_it(
    story: Path, steg: Steg, query: str, mended_by: tuple[str, str | None]
) -> None:
    with closing(sqlite3.connect(story)) as file, file:
        file.execute(query)
        change = file.execute("SELECT max(id) FROM change").fetchone()[0]
    outside = {one["way_out"] for one in findings(steg)}
    if "workplace" not in query.partition(" ")[2].partition("SET")[0].split():
        assert outside == {f"steg undo {change}"}
        assert steg("undo", str(change), "--yes")[0] == 0
        assert findings(steg) == []
        assert steg("redo", "--yes")[0] == 0
    with closing(sqlite3.connect(story)) as file, file:
        file.execute("UPDATE change SET command = 'test' WHERE command = 'outside'")
    way_out, value = mended_by
    assert {one["way_out"] for one in findings(steg)} == {way_out}
    if way_out != "steg show S-0001":
        words = [value if word == "…" else word for word in shlex.split(way_out)[1:]]
        done = steg(*TODAY, *map(str, words))
        assert done[0] == 0, done
        assert findings(steg) == []


@pytest.mark.parametrize(
    ("query", "told", "way_out"),
    [
        (
            "UPDATE stay SET planned_last_day = NULL WHERE id = {stay}",
            "serviceassistent must have a planned last day, since the ladder limits it.",
            "steg amend S-0003 stay.2.planned-last-day …",
        ),
        (
            "UPDATE stay SET first_day = '2023-02-05' WHERE id = {stay}",
            "There would be no step between 2023-01-31 and 2023-02-05.",
            "steg amend S-0003 stay.2.first-day …",
        ),
        (
            "UPDATE enrolment SET long_term_unemployed = 0 WHERE id = 3",
            "The programme is for people with a disability or long-term unemployment.",
            "steg amend S-0003 enrolment.1.exception …",
        ),
        ("UPDATE workplace SET open_until = '2023-12-31' WHERE name = 'Hemliga huset'", None, None),
        ("UPDATE workplace SET adapted = 1 WHERE name = 'Hemliga huset'", None, None),
        ("UPDATE placement SET first_day = '2022-01-01' WHERE enrolment_id = 3", None, None),
        (  # nowhere
            "DELETE FROM placement WHERE enrolment_id = 3; "
            "UPDATE stay SET step_id = (SELECT id FROM step WHERE own_sector) WHERE id = {stay}",
            None,
            None,
        ),
        (
            "INSERT INTO deadline (enrolment_id, day, lead, text) "
            "VALUES (3, '2024-03-01', 1, 'x\nQvarnskog')",
            None,
            None,
        ),
    ],
)
def test_of_somebody_protected_the_rule_is_told_that_holds_nothing_secret(
    story: Path, steg: Steg, secrets: tuple[str, ...], query: str, told: str | None, way_out: str
) -> None:
    with closing(sqlite3.connect(story)) as file, file:
        find = "SELECT max(id) FROM stay WHERE enrolment_id = 3"
        file.executescript(query.format(stay=file.execute(find).fetchone()[0]))
        file.execute("UPDATE change SET command = 'test' WHERE command = 'outside'")
    of_them = [one for one in findings(steg) if one["reference"] == "S-0003"]
    assert {(one["problem"], one["way_out"]) for one in of_them} == {
        (f"S-0003: {told}", way_out)
        if told
        else (
            "S-0003: something that is recorded breaks a rule.",
            "steg show S-0003 --include-protected",
        )
    }
    out = steg(*TODAY, "check")[1]
    assert [one for one in secrets if one in out] == []


def test_training_that_nobody_recorded_is_told(story: Path, steg: Steg) -> None:
    with closing(sqlite3.connect(story)) as file, file:
        file.execute("UPDATE stay SET step_id = 5 WHERE id = 2")
        file.execute("UPDATE stay SET exception = 'as in the pilot' WHERE id = 2")
        file.execute("UPDATE stay SET exception = NULL WHERE id = 3")
        file.execute("UPDATE change SET command = 'test' WHERE command = 'outside'")
    (found,) = findings(steg)
    assert (found["problem"], found["way_out"]) == (
        "S-0001: Nobody recorded that training on utbildningspraktik was completed, which "
        "serviceassistent needs.",
        "steg amend S-0001 stay.2.completed …",
    )
    assert steg(*shlex.split(found["way_out"])[1:-1], "yes")[0] == 0
    assert findings(steg) == []


def test_the_way_out_is_typed_in_the_readers_language(story: Path, steg: Steg) -> None:
    with closing(sqlite3.connect(story)) as file, file:
        file.execute("UPDATE stay SET exception = NULL WHERE id = 3")
        file.execute("UPDATE change SET command = 'test' WHERE command = 'outside'")
    damage(story, "participant", "name", "Someone Else", "id = 4")
    shown = steg(*TODAY, "--lang", "sv", "check")[1]
    assert "\n    steg återställ FIL\n" in shown
    assert "\n    steg visa S-0001\n" in shown  # not to be corrected in a file that is damaged
    damage(story, "participant", "name", "Anna Ek", "id = 4")
    assert "\n    steg rätta S-0001 steg.3.undantag …\n" in steg(*TODAY, "--lang", "sv", "check")[1]


def test_damage_that_another_program_did_is_taken_back(story: Path, steg: Steg) -> None:
    for query in (
        "INSERT INTO pause (enrolment_id, first_day) VALUES (987654, '2023-01-01')",
        "UPDATE stay SET id = 987654 WHERE id = 3",
        "UPDATE workplace SET id = 987654 WHERE id = 2",
    ):
        with closing(sqlite3.connect(story)) as file, file:
            file.execute(query)
            change = file.execute("SELECT max(id) FROM change").fetchone()[0]
        ways_out = {one["way_out"] for one in findings(steg)}
        assert ways_out <= {f"steg undo {change}"}, query
        assert steg("undo", str(change), "--yes")[0] == 0
        assert findings(steg) == []


def test_nobody_is_named_in_what_cron_mails(story: Path, steg: Steg) -> None:
    with closing(sqlite3.connect(story)) as file, file:
        file.execute("DELETE FROM stay WHERE enrolment_id = 4")
    assert [(one["problem"], one["way_out"]) for one in findings(steg)] == [
        (
            "S-0004 is incomplete in the register: an enrolment or its first step is missing.",
            "steg log S-0004",
        )
    ]


def test_a_missing_trigger_is_found(story: Path, steg: Steg) -> None:
    with closing(sqlite3.connect(story)) as file:
        file.execute("DROP TRIGGER stay_update_log")
    assert [one["problem"] for one in findings(steg)] == [
        "The trigger stay_update_log of the file is missing."
    ]
    shown = steg(*TODAY, "--lang", "sv", "check")[1]
    assert shown.startswith("Filens trigger stay_update_log saknas.\n    steg återställ FIL\n")


def test_a_missing_table_is_found_once(story: Path, steg: Steg) -> None:
    with closing(sqlite3.connect(story)) as file:
        file.execute("DROP TABLE pause")
    told = [one["problem"] for one in findings(steg)]
    assert [one for one in told if "table pause" in one] == [
        "The table pause of the file is missing."
    ]
    assert [one for one in told if "SQLite" in one] == []


def test_a_fault_is_told_without_its_message(
    story: Path, steg: Steg, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("199001019802 Anna Alm")

    monkeypatch.setattr("steg_cli.cli.face.Face.report", fail)
    told = steg(*TODAY, "list")
    assert told[0] == 1
    assert "RuntimeError in cli/" in told[2]
    assert "at steg list" in told[2]
    assert "Anna" not in told[2]


@pytest.mark.parametrize("at", [0.3, 0.95])
@pytest.mark.parametrize("how", ["flip", "cut"])
def test_a_broken_page_is_never_a_traceback(story: Path, steg: Steg, at: float, how: str) -> None:
    content = bytearray(story.read_bytes())
    place = int(len(content) * at) // 4096 * 4096 + 9
    if how == "flip":
        content[place] ^= 0xFF
    else:
        del content[place:]
    story.write_bytes(content)
    for command in (*READING, ("check",)):
        done = steg(*TODAY, *command)
        assert done[0] in (0, 1, 3), command
        assert "Traceback" not in done[2]
        assert "has a fault" not in done[2]
