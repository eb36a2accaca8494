"""A person with a protected identity: no name, number, workplace or municipality, anywhere.

For them where they are is the dangerous fact. They are still counted, and shown by reference.
"""

from __future__ import annotations

import email
import email.policy
import json
import sqlite3
import zipfile
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Installed, Steg

CONVERT = "convert-to-enhetsassistent"
FORMATS = ("table", "plain", "json", "csv", "html")
VERB_FORMATS = ("plain", "json")
ALSO = ("--include-protected",)

REPORTS: list[tuple[str, ...]] = [
    ("list",),
    ("list", "--all"),
    ("list", "--ending", "3"),
    ("list", "--cohort", "STEG"),
    ("list", "--workplace", "hemliga HUSET"),
    ("list", "--municipality", "Skövde"),
    ("list", "--municipality", "karlsBORG"),
    ("report", "cohorts"),
    ("report", "expiries"),
    ("report", "expiries", "--as-of", "2024-03-01"),
    ("report", "placements", "--cohort", "STEG"),
    ("report", "placements", "--workplace", "Hemliga huset"),
    ("report", "timeline"),
    ("report", "timeline", "--by", "workplace"),
    ("report", "timeline", "--by", "municipality"),
    ("log",),
    ("log", "3"),
]
# Commands about S-0003, with what they need beside it; they succeed or are refused.
VERBS: list[tuple[str, ...]] = [
    ("show", "3"),
    ("show", "zäta q"),
    ("show", "197209149819"),
    ("advance", "3", "--to", "enhetsassistent"),
    ("advance", "3", "--to", "arbetsprovning", "--exception", "needs more time"),
    ("advance", "3", "--to", "utredning"),
    ("advance", "3", "--on", "2023-01-01"),
    ("advance", "3", "--to", "praktik", "--exception", "why not", "--workplace", "Snickeriet"),
    ("place", "3", "Solgården"),
    ("place", "3", "hemliga HUSET", "--percent", "50"),
    ("place", "3", "Snickeriet"),
    ("place", "3", "Solgården", "--from", "2020-01-01"),
    ("extend", "3", "--months", "6"),
    ("extend", "3", "--months", "99"),
    (CONVERT, "3"),
    (CONVERT, "3", "1"),
    (CONVERT, "3", "--on", "2022-12-31"),
    (CONVERT, "3", "4"),
    (CONVERT, "--sector", "Vård och omsorg", "--all", "--yes"),
    ("leave", "3", "--to", "employment"),
    ("leave", "3", "--to", "employment", "--on", "2020-01-01"),
    ("follow-up", "3", "--status", "employment"),
    ("amend", "3", "name", "Någon Annan"),
    ("amend", "3", "name", ""),
    ("amend", "3", "identity", "19900101-9810"),
    ("amend", "3", "municipality", "Tibro"),
    ("amend", "3", "municipality", ""),
    ("amend", "3", "enrolment.1.municipality", "Tibro"),
    ("amend", "3", "protected", "no"),
    ("amend", "3", "placement.1.workplace", "Solgården"),
    ("amend", "3", "placement.1.workplace", "Snickeriet"),
    ("amend", "3", "placement.1.percent", "50"),
    ("amend", "3", "placement.1.first-day", "2020-01-01"),
    ("amend", "3", "stay.2.step", "arbetsprovning"),
    ("amend", "3", "stay.2.step", "enhetsassistent"),
    ("amend", "3", "last-day", "2024-01-01"),
    ("amend", "3", "nam", "X"),
    ("amend", "1", "identity", "720914-9819"),
    ("undo", "--yes"),
]
REMINDERS: list[tuple[str, ...]] = [
    ("remind",),
    ("remind", "--within", "0"),
    ("remind", "--within", "120"),
    ("remind", "--outbox"),
    ("remind", "--send"),
]
# Nothing here may name the workplace together with the person's reference either.
AROUND: list[tuple[str, ...]] = [
    ("sector", "edit", "Vård och omsorg", "--employs-from", "", *ALSO),
    ("workplace", "edit", "hemliga huset", "--adapted", *ALSO),
]


# What mails may say when they may name people, and of whom: nothing of S-0003 all the same.
LOOSEST = {"mail.to": "ame@kommun.se", "mail.managers": "on", "mail.names": "full"}
NOBODY_S = "hemlig.chef@kommun.se"
# What no mail may ever say of the others, whatever the settings are. Bo Berg and Anna Alm are due.
FORBIDDEN = (
    *("19900101", "1990-01-01", "900101", "9802", "19850101", "1985-01-01", "850101", "9817"),
    *("Solgården", "Björkskolan", "Vård och omsorg", "Barn och utbildning", "Skövde", "Tibro"),
    *("Kim Konsult", "disability", "long-term", "unemployed", "woman", "STEG", "Pilot 2016"),
)


def unseen(secrets: tuple[str, ...], arguments: tuple[str, ...], text: str) -> list[str]:
    """Return the secrets in `text`; what the administrator typed in the same letters is known."""
    return [one for one in secrets if one in text and one not in " ".join(arguments)]


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("command", REPORTS, ids=" ".join)
def test_no_report_shows_a_protected_person(
    steg: Steg, secrets: tuple[str, ...], command: tuple[str, ...], format_: str
) -> None:
    code, out, err = steg(*command, "--format", format_)
    assert code == 0
    # A list of places, or the log of their founding, says nothing about who is there.
    if command == ("log",):
        founding = ("workplace add", "workplace, new:")
        lines = [line for line in out.splitlines() if not any(one in line for one in founding)]
        assert any("S-0003" in line for line in lines)
        out = "\n".join(lines)
        places = ("Hemliga huset", "Karlsborg") if format_ == "json" else ()
        secrets = tuple(one for one in secrets if one not in places)
    assert unseen(secrets, command, out + err) == []


@pytest.mark.parametrize("filters", [(), ("--workplace", "hemliga huset")])
def test_the_workplace_of_a_protected_person_looks_as_if_nobody_were_there(
    steg: Steg, filters: tuple[str, ...]
) -> None:
    command = ("report", "placements", *filters, "--format", "json")
    found, asked = (json.loads(steg(*command, *also)[1])["rows"] for also in ((), ALSO))
    assert not any(row["reference"] == "S-0003" or row["protected"] for row in found)
    (there,) = (row for row in found if row["workplace"] == "Hemliga huset")
    assert (there["taken"], there["reference"]) == (0, None)
    (there,) = (row for row in asked if row["workplace"] == "Hemliga huset")
    assert (there["taken"], there["name"]) == (1, "Zäta Qvarnskog")


@pytest.mark.parametrize("format_", VERB_FORMATS)
@pytest.mark.parametrize("command", VERBS, ids=" ".join)
def test_no_answer_or_refusal_shows_a_protected_person(
    steg: Steg, secrets: tuple[str, ...], command: tuple[str, ...], format_: str
) -> None:
    code, out, err = steg(*command, "--format", format_)
    assert code in (0, 1)
    assert out or err
    assert unseen(secrets, command, out + err) == []


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("command", [one for one in VERBS if one[0] != "show"], ids=" ".join)
def test_no_dry_run_shows_a_protected_person(
    steg: Steg, secrets: tuple[str, ...], command: tuple[str, ...], lang: str
) -> None:
    _, out, err = steg(*command, "--dry-run", lang=lang)
    assert unseen(secrets, command, out + err) == []


@pytest.mark.parametrize("command", AROUND, ids=" ".join)
def test_a_refused_change_around_them_does_not_tell_where_they_are(
    steg: Steg, command: tuple[str, ...]
) -> None:
    steg("leave", "1", "--to", "other")
    steg("leave", "6", "--to", "other")
    steg(CONVERT, "3", "--on", "2024-01-10")
    code, out, err = steg(*command)
    assert (code, out) == (1, "")
    assert "Hemliga huset" not in err
    assert "Qvarnskog" not in err


def test_conversion_where_the_sector_does_not_employ_its_own_does_not_tell_where(
    steg: Steg,
) -> None:
    steg("place", "3", "Björkskolan")
    code, out, err = steg(CONVERT, "3")
    assert (code, out) == (1, "")
    assert "S-0003" in err
    assert "Björkskolan" not in err
    assert "Björkskolan" not in steg("show", "3")[1]


def test_somebody_who_left_and_comes_back_stays_protected(
    steg: Steg, secrets: tuple[str, ...]
) -> None:
    steg("leave", "3", "--to", "other", "--on", "2024-01-10")
    arguments = (
        *("enrol", "720914-9819", "--name", "Z Q", "--cohort", "STEG"),
        *("--municipality", "Skövde", "--status", "unemployed", "--disability"),
    )
    code, out, err = steg(*arguments)
    assert code == 0
    assert unseen(secrets, arguments, out + err) == []
    assert "S-0003" in out


def test_a_new_enrolment_of_somebody_protected_is_answered_without_where(
    steg: Steg, secrets: tuple[str, ...]
) -> None:
    arguments = (
        *("enrol", "19930307-9827", "--name", "Y X", "--cohort", "STEG", "--protected"),
        *("--municipality", "karlsborg", "--status", "unemployed", "--disability"),
    )
    for format_ in VERB_FORMATS:
        code, out, err = steg(*arguments, "--dry-run", "--format", format_)
        assert code == 0
        assert [one for one in (*secrets, "karlsborg", "19930307") if one in out + err] == []


def test_a_second_enrolment_is_refused_by_reference(steg: Steg, secrets: tuple[str, ...]) -> None:
    arguments = (
        *("enrol", "720914-9819", "--name", "Z Q", "--cohort", "STEG"),
        *("--municipality", "Skövde", "--status", "unemployed", "--disability"),
    )
    code, out, err = steg(*arguments)
    assert (code, out) == (1, "")
    assert err.startswith("Error: S-0003 is already enrolled")
    assert unseen(secrets, arguments, err) == []


@pytest.mark.parametrize(
    "where", [("--workplace", "Hemliga huset"), ("--municipality", "Karlsborg")]
)
@pytest.mark.parametrize("format_", FORMATS)
def test_a_filter_by_where_they_are_does_not_give_them_away(
    steg: Steg, where: tuple[str, str], format_: str
) -> None:
    """Not by a row, nor by a count: they are alone there."""
    code, out, err = steg("list", "--all", *where, "--format", format_)
    assert code == 0
    assert "S-0003" not in out + err
    if format_ == "json":
        assert json.loads(out)["totals"] == {"people": 0}
    assert "S-0003" in steg("list", *where, "--include-protected", "--format", format_)[1]


@pytest.mark.parametrize(
    ("command", "is_told"),
    [
        (("list", "--workplace", "Solgården"), True),  # nobody protected is there
        (("list", "--municipality", "Tibro"), True),
        (("list", "--ending", "3", "--municipality", "Tibro"), True),
        (("list", "--municipality", "Tibro", "--include-protected"), False),
        (("list", "--step", "serviceassistent"), False),
        (("list",), False),
    ],
)
def test_a_list_says_whom_it_leaves_out_whether_there_is_anybody_or_not(
    steg: Steg, command: tuple[str, ...], *, is_told: bool
) -> None:
    told = "--include-protected shows everybody.\n"
    assert (told in steg(*command, "--format", "json")[2]) == is_told


def test_undoing_and_redoing_names_cases_alone(steg: Steg, secrets: tuple[str, ...]) -> None:
    steg("place", "3", "Solgården")
    steg("amend", "3", "name", "Zäta Qvarnskog Å")
    for command in ("undo", "undo", "redo", "redo"):
        code, out, err = steg(command, "--yes")
        assert code == 0
        assert unseen(secrets, (), out + err) == []
        assert "S-0003" in out


def test_they_are_still_counted(steg: Steg) -> None:
    _, out, _ = steg("report", "--format", "json")
    cohorts, expiries = json.loads(out)["reports"]
    assert cohorts["rows"][1]["steps"]["serviceassistent"] == 2
    assert expiries["totals"]["ending"] == 2


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize(
    "command",
    [
        ("list",),
        ("list", "--workplace", "hemliga huset"),
        ("list", "--municipality", "karlsborg"),
        ("report", "expiries"),
    ],
)
def test_whoever_asks_explicitly_sees_them(
    steg: Steg, command: tuple[str, ...], format_: str
) -> None:
    code, out, _ = steg(*command, "--include-protected", "--format", format_)
    assert code == 0
    assert [one for one in ("Zäta Qvarnskog", "Hemliga huset", "Karlsborg") if one not in out] == []


@pytest.mark.parametrize("format_", VERB_FORMATS)
def test_show_unmasks_on_request(steg: Steg, format_: str) -> None:
    code, out, _ = steg("show", "3", "--include-protected", "--format", format_)
    assert code == 0
    shown = ("Zäta Qvarnskog", "19720914-9819", "Hemliga huset", "Karlsborg")
    assert [one for one in shown if one not in out] == []


def test_masked_values_are_null_for_a_program(steg: Steg) -> None:
    _, out, _ = steg("show", "3", "--format", "json")
    told = json.loads(out)["result"]
    keys = ("reference", "name", "identity", "birth_date", "municipality", "protected")
    assert [told[key] for key in keys] == ["S-0003", None, None, None, None, True]
    assert told["enrolments"][0]["placements"] == [
        {"workplace": None, "first_day": "2023-02-01", "last_day": None, "percent": 100}
    ]


def test_a_file_written_for_others_does_not_show_them(
    steg: Steg, tmp_path: Path, secrets: tuple[str, ...]
) -> None:
    for name in ("list.csv", "list.json", "list.txt"):
        steg("list", "--output", tmp_path / name)
        assert unseen(secrets, (), (tmp_path / name).read_text(encoding="utf-8")) == []


def written_in(path: Path) -> str:
    """Return everything that a workbook, a file of text or a folder of such files says."""
    if path.is_dir():
        return "\n".join(f"{one.name}\n{written_in(one)}" for one in path.iterdir())
    if path.suffix != ".xlsx":
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as parts:
        return "\n".join(parts.read(name).decode() for name in parts.namelist())


@pytest.mark.parametrize("command", REPORTS, ids=" ".join)
def test_no_workbook_shows_a_protected_person(
    steg: Steg, tmp_path: Path, secrets: tuple[str, ...], command: tuple[str, ...]
) -> None:
    path = tmp_path / "report.xlsx"
    code, out, err = steg(*command, "--output", path)
    assert (code, out) == (0, "")
    # The log of their founding names workplaces, and says nothing about who is there.
    if command == ("log",):
        secrets = tuple(one for one in secrets if one != "Hemliga huset")
    assert unseen(secrets, command, written_in(path) + err) == []


@pytest.mark.parametrize("command", [("list",), ("report", "expiries")], ids=" ".join)
def test_a_workbook_shows_them_to_whoever_asks_explicitly(
    steg: Steg, tmp_path: Path, command: tuple[str, ...]
) -> None:
    path = tmp_path / "report.xlsx"
    assert steg(*command, "--include-protected", "--output", path)[0] == 0
    shown = ("Zäta Qvarnskog", "Hemliga huset", "Karlsborg")
    assert [one for one in shown if one not in written_in(path)] == []


@pytest.mark.parametrize("format_", FORMATS)
def test_the_log_shows_them_to_whoever_asks_explicitly(steg: Steg, format_: str) -> None:
    steg("amend", "3", "name", "Zäta Qvarnäng")
    told = {one: steg("log", "3", *one, "--format", format_)[1] for one in ((), ALSO)}
    shown = ("Zäta Qvarnskog", "Zäta Qvarnäng", "Hemliga huset", "Karlsborg", "19720914-9819")
    assert [one for one in shown if one in told[()]] == []
    assert [one for one in shown if one not in told[ALSO]] == []


@pytest.mark.parametrize("name", ["all.xlsx", "all.json", "folder"])
def test_an_export_does_not_show_them(
    steg: Steg, tmp_path: Path, secrets: tuple[str, ...], name: str
) -> None:
    code, out, err = steg("export", tmp_path / name)
    assert (code, out) == (0, "")
    everything = written_in(tmp_path / name)
    assert "S-0003" in everything
    # The lists of places say nothing about who is there: theirs stand there alone.
    assert unseen(secrets, (), everything + err) == ["Hemliga huset", "Karlsborg"]
    assert [everything.count(place) for place in ("Hemliga huset", "Karlsborg")] == [1, 1]


def test_the_views_for_other_programs_do_not_show_them(
    story: Path, secrets: tuple[str, ...]
) -> None:
    connection = sqlite3.connect(story)
    # But for the history as it was kept until version 6, which is whole as the tables are, and
    # what the history is written through, which shows nothing.
    views = [
        row[0]
        for row in connection.execute("SELECT name FROM sqlite_schema WHERE type='view'")
        if row[0] not in ("change_row", "new_log_row")
    ]
    shown = {view: str(connection.execute(f"SELECT * FROM {view}").fetchall()) for view in views}
    connection.close()
    known = ["cohort_status", "current_participant", "period_expiry", "to_watch"]
    assert sorted(shown) == known
    assert [view for view, text in shown.items() if unseen(secrets, (), text)] == []


def test_the_installed_program_does_not_show_them(
    installed: Installed, secrets: tuple[str, ...]
) -> None:
    for command in (("list",), ("report",), ("show", "3")):
        code, out, err = installed(*command)
        assert (code, unseen(secrets, command, out + err)) == (0, [])


@pytest.fixture
def loosest(steg: Steg) -> None:
    """Let mails say as much as they can, and every workplace have a manager's address."""
    for key, value in LOOSEST.items():
        steg("setting", key, value)
    steg("workplace", "edit", "Hemliga huset", "--manager-email", NOBODY_S)
    for number, workplace in enumerate(("Solgården", "Björkskolan")):
        steg("workplace", "edit", workplace, "--manager-email", f"chef{number}@kommun.se")


def told_in(file: Path) -> list[str]:
    """Return everything that a mail says: as it is, and as it is read."""
    raw = file.read_bytes()
    texts = [file.name, raw.decode("ascii")]
    for part in email.message_from_bytes(raw, policy=email.policy.default).walk():
        texts += [f"{key}: {value}" for key, value in part.items()]
        if not part.is_multipart():
            texts.append(str(part.get_content()))
    return texts


def told(folder: Path) -> list[str]:
    """Return everything that the mails in a folder say."""
    return [text for file in folder.iterdir() for text in told_in(file)]


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("format_", VERB_FORMATS)
@pytest.mark.parametrize("command", REMINDERS, ids=" ".join)
def test_no_reminder_shows_a_protected_person(
    steg: Steg,
    loosest: None,
    secrets: tuple[str, ...],
    command: tuple[str, ...],
    format_: str,
    lang: str,
) -> None:
    code, out, err = steg(*command, "--format", format_, lang=lang)
    assert code == 0
    shown = (*secrets, "S-0003", NOBODY_S)
    assert unseen(shown, command, out + err) == []


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_no_mail_says_more_of_a_protected_person_than_that_there_is_one(
    steg: Steg, story: Path, loosest: None, secrets: tuple[str, ...], lang: str
) -> None:
    assert steg("remind", "--send", lang=lang)[0] == 0
    folder = story.with_name("steg-mail")
    assert len(list(folder.iterdir())) == 3
    everything = "\n".join(told(folder))
    assert unseen((*secrets, "S-0003", NOBODY_S, "hemlig"), (), everything) == []
    folded = tuple(one.casefold() for one in secrets)
    assert unseen(folded, (), everything.casefold()) == []
    counted = {"sv": "1 ärende utan uppgifter", "en": "1 case without details"}[lang]
    # In the administrator's mail alone: in the subject, the text and the HTML.
    assert [
        file.read_text(encoding="ascii").count("To: ame@kommun.se")
        for file in folder.iterdir()
        if counted in "\n".join(told_in(file))
    ] == [1]


def test_a_protected_person_alone_is_a_mail_without_a_calendar(
    steg: Steg, story: Path, loosest: None, secrets: tuple[str, ...]
) -> None:
    for who in ("1", "2"):
        steg("leave", who, "--to", "other", "--on", "2024-01-10")
    steg("follow-up", "5", "--status", "other")
    code, out, _ = steg("remind", "--send")
    (file,) = story.with_name("steg-mail").iterdir()
    assert (code, out) == (0, f"Written for ame@kommun.se, not sent: 1 case. {file}\n")
    message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    assert message["Subject"] == "steg: 1 case without details"
    kinds = [part.get_content_type() for part in message.walk() if not part.is_multipart()]
    assert kinds == ["text/plain", "text/html"]
    assert unseen((*secrets, "S-0003", "2024-01-31"), (), "\n".join(told_in(file))) == []


def test_a_workplace_without_an_address_is_not_noted_for_a_protected_person(
    steg: Steg, loosest: None
) -> None:
    steg("workplace", "edit", "Hemliga huset", "--manager-email", "")
    for command in (("remind",), ("remind", "--send")):
        code, out, err = steg(*command)
        assert code == 0
        assert "Hemliga" not in out + err


def test_the_preview_does_not_show_them(
    steg: Steg, loosest: None, secrets: tuple[str, ...], tmp_path: Path
) -> None:
    file = tmp_path / "preview.html"
    assert steg("remind", "--preview", file)[0] == 0
    html = file.read_text(encoding="utf-8")
    assert unseen((*secrets, "S-0003", NOBODY_S), (), html) == []
    assert "1 case without details. The register shows it:" in html


@pytest.mark.parametrize(
    ("names", "said"), [("none", []), ("initials", ["BB", "AA"]), ("full", ["Bo Berg", "Anna Alm"])]
)
def test_no_mail_says_of_anybody_what_a_postcard_may_not(
    steg: Steg, story: Path, loosest: None, names: str, said: list[str]
) -> None:
    steg("setting", "mail.names", names)
    assert steg("remind", "--send")[0] == 0
    everything = "\n".join(told(story.with_name("steg-mail")))
    assert unseen(FORBIDDEN, (), everything) == []
    everybody = ("Bo Berg", "Anna Alm", "· BB ·", "· AA ·")
    assert [name for name in everybody if name in everything] == [
        name for name in everybody if name.strip("· ") in said
    ]


def test_no_count_tells_that_a_protected_person_is_at_a_workplace_or_a_post(steg: Steg) -> None:
    """One more in a note than the list shows would say that they are there."""
    steg("workplace", "edit", "Hemliga huset", "--places", "1")
    post = ("post", "add", "Värd", "--tasks", "kaffe", "--relieves", "lärare")
    steg(*post, "--workplace", "Hemliga huset", "--places", "1", "--approved-on", "2020-01-01")
    assert steg("amend", "3", "stay.2.post", "Värd")[0] == 0
    _, _, err = steg("place", "2", "Hemliga huset", "--dry-run")
    assert "places" not in err
    assert "1 place" not in err
    # A step of today, when she is on it: two would be at a post of one place.
    again = ("advance", "2", "--to", "serviceassistent", "--months", "12", "--exception", "x")
    code, _, err = steg(*again, "--post", "Värd", "--dry-run")
    assert (code, "place" in err) == (0, False)
    assert steg("amend", "3", "protected", "no")[0] == 0
    assert (
        "The post has 1 place and now 2 people." in steg(*again, "--post", "Värd", "--dry-run")[2]
    )


def test_the_ends_of_one_protected_person_are_one_case(steg: Steg, loosest: None) -> None:
    steg("deadline", "add", "3", "samtal", "--on", "2024-01-20")
    steg("follow-up", "5", "--status", "other")
    for who in ("1", "2"):
        steg("leave", who, "--to", "other", "--on", "2024-01-10")
    assert "1 case without details" in steg("remind")[1]


def test_the_mail_names_who_is_on_an_open_pause_but_nobody_protected(
    steg: Steg, loosest: None
) -> None:
    for who in ("1", "3"):
        assert steg("pause", who, "--from", "2024-01-03")[0] == 0
    told = steg("remind")[1]
    assert "On pause, since the day beside them: S-0001 (2024-01-03)." in told
    assert told.count("On pause, since the day beside them") == 1  # managers are not told
