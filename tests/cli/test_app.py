"""`steg` itself: global options, help in both languages, errors in one place, a light start."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typer

import steg_cli
from steg_cli.cli.app import RootGroup, app, main
from steg_cli.cli.commands import COMMANDS, SECTIONS
from steg_cli.cli.naming import both
from steg_cli.register import file
from steg_cli.texts import texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import Dump, Environment, Steg

README = Path(__file__).parents[2] / "README.md"
DEADLINE = 30
DOCUMENTED = (
    *("init", "demo", "enrol", "advance", "place", "extend", "convert-to-enhetsassistent"),
    *("leave", "follow-up", "show", "list", "amend", "report", "cohort", "workplace", "sector"),
    *("project", "setting", "log", "undo", "redo", "remind", "pause", "support", "deadline"),
    *("notice", "check"),
)
FAMILIES = {
    "cohort": ["add", "close", "edit", "list", "merge", "open", "remove"],
    "workplace": ["add", "close", "edit", "list", "merge", "open", "remove"],
    "municipality": ["add", "edit", "list", "merge", "remove"],
    "sector": ["add", "edit", "list", "remove"],
    "project": ["add", "edit", "list", "remove"],
    "support": ["add", "edit", "end", "list"],
    "deadline": ["add", "done", "list"],
}
# What only few commands need, and all would wait for.
HEAVY = {
    *("rich", "sqlite_utils", "email", "smtplib", "ssl", "icalendar", "jinja2", "python_calamine"),
    *("openpyxl", "xlrd", "xlsxwriter", "asyncio", "multiprocessing", "pydantic", "babel"),
}
ENROL = (
    *("enrol", "19850101-9809", "--name", "Sara Ek", "--cohort", "STEG", "--disability"),
    *("--municipality", "Skövde", "--status", "unemployed"),
)
EVERY = [(name,) for name in COMMANDS] + [
    (family, name) for family, names in FAMILIES.items() for name in names
]


def built(words: tuple[str, ...], lang: str) -> typer.core.TyperCommand | typer.core.TyperGroup:
    """Return a command as it is built when somebody calls it."""
    root = typer.main.get_group(app)
    assert isinstance(root, RootGroup)
    with root.make_context("steg", ["--lang", lang], resilient_parsing=True) as ctx:
        found = root.get_command(ctx, words[0])
        for word in words[1:]:
            assert isinstance(found, typer.core.TyperGroup)
            found = found.commands[word]
    assert isinstance(found, typer.core.TyperCommand | typer.core.TyperGroup)
    return found


def described(words: tuple[str, ...], lang: str) -> Iterator[tuple[str, str]]:
    """Yield what each thing in a command's help is called, and what is said about it."""
    command = built(words, lang)
    yield "the command", command.help or ""
    if len(words) == 1:
        yield "its short help", command.get_short_help_str(100)
    for param in command.params:
        yield str(param.name), getattr(param, "help", None) or ""


def test_every_documented_command_is_there() -> None:
    assert [name for name in DOCUMENTED if name not in COMMANDS] == []
    families = {family: built((family,), "en") for family in FAMILIES}
    assert {
        name: sorted(family.commands)
        for name, family in families.items()
        if isinstance(family, typer.core.TyperGroup)
    } == FAMILIES


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("words", EVERY, ids=" ".join)
def test_every_command_and_every_option_is_described(words: tuple[str, ...], lang: str) -> None:
    bare = [thing for thing, text in described(words, lang) if len(text) < 3]
    assert bare == []


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
def test_every_command_is_described_in_swedish(words: tuple[str, ...]) -> None:
    same = {"region"}  # what is called the same in both languages
    untranslated = [
        thing
        for (thing, english), (_, swedish) in zip(
            described(words, "en"), described(words, "sv"), strict=True
        )
        if english == swedish and english not in same
    ]
    assert untranslated == []


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("words", EVERY, ids=" ".join)
def test_help_tells_how_a_command_is_called(steg: Steg, words: tuple[str, ...], lang: str) -> None:
    code, out, err = steg(*words, "--help", lang=lang)
    t = texts(lang)
    assert (code, err) == (0, "")
    assert out.startswith(f"{t('Usage: ')}steg {' '.join(map(t.name, words))} ")
    assert f"\n{t('Options')}:\n" in out
    assert "\x1b" not in out
    long = [line.lstrip() for line in out.splitlines() if len(line) > 80]
    assert [line for line in long if not line.startswith("steg ")] == []  # an example is whole
    whole = "".join(out.split())
    missing = [
        thing
        for thing, text in described(words, lang)
        if thing != "its short help" and "".join(text.split()) not in whole
    ]
    assert missing == []


def test_an_example_in_the_help_is_whole_so_that_it_can_be_copied(steg: Steg) -> None:
    assert steg("retention", "rule", "add", "--help")[1].endswith(
        "\n\n  Example:\n"
        "    steg retention rule add participant --years 10 --decision KS-2026-14 --decided-on "
        "2026-02-03\n"
    )


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_help_of_steg_lists_every_command_by_what_it_is_for(steg: Steg, lang: str) -> None:
    t = texts(lang)
    code, out, err = steg("--help", lang=lang)
    assert (code, err) == (0, "")
    commands = out.partition("--help")[2].partition("\n\n")[2]
    listed = re.findall(r"^  (\w[\w-]+(?:, [a-z-]+)?)(?: {2,}\S|$)", commands, re.MULTILINE)
    assert listed == [both(name, t) for name in COMMANDS]
    assert [title for title in SECTIONS if f"\n{t(title)}:\n" not in out] == []


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("family", ["", *FAMILIES])
def test_what_a_listed_command_is_for_is_a_whole_sentence(
    steg: Steg, family: str, lang: str
) -> None:
    assert "..." not in steg(*family.split(), "--help", lang=lang)[1].replace("]...", "")


def test_help_works_without_a_register(steg: Steg, tmp_path: Path) -> None:
    for command in ("enrol", "report", "undo"):
        assert steg(command, "--help", db=tmp_path / "none.db")[0] == 0


def test_every_command_is_documented_in_the_readme() -> None:
    readme = README.read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"steg {name}" not in readme] == []


def test_without_a_home_the_register_has_to_be_named(
    steg: Steg, monkeypatch: pytest.MonkeyPatch
) -> None:
    def homeless(*_: object, **__: object) -> None:
        raise RuntimeError("could not determine the home directory")

    monkeypatch.setattr("platformdirs.user_data_path", homeless)
    assert steg("list", environment={"STEG_DB": ""}) == (
        3,
        "",
        "Error: It is not known where your own data folder is: the variable HOME is not set.\n"
        "Name the register with --db FILE or STEG_DB.\n",
    )
    assert steg("list")[0] == 0


def test_the_version(steg: Steg) -> None:
    assert steg("--version") == (0, f"steg {steg_cli.__version__}\n", "")


@pytest.mark.usefixtures("steg")
def test_the_version_asks_no_register(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr("steg_cli.cli.face.glance_at", lambda *_: asked.append(1))
    monkeypatch.delenv("STEG_LANG", raising=False)
    assert (main(["--version"]), asked) == (0, [])
    assert (main(["--help"]), asked) == (0, [1])


def test_typers_own_words_are_in_the_language_spoken(steg: Steg) -> None:
    for lang, word in (("sv", "Val"), ("en", "Options")):
        assert f"\n{word}:\n" in steg("list", "--help", lang=lang)[1]


def test_without_a_command_the_help_is_an_answer_to_a_mistake(steg: Steg) -> None:
    code, out, err = steg()
    assert (code, out) == (2, "")
    assert err == steg("--help")[1]


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_without_a_verb_shows_its_verbs(steg: Steg, family: str) -> None:
    code, out, err = steg(family)
    assert (code, out) == (2, "")
    assert err == steg(family, "--help")[1]


def test_db_is_stronger_than_the_environment(steg: Steg, tmp_path: Path) -> None:
    code, out, err = steg("--db", tmp_path / "other.db", "list")
    assert (code, out) == (3, "")
    assert str(tmp_path / "other.db") in err


def test_today_is_stronger_than_the_environment(steg: Steg) -> None:
    _, out, _ = steg("--today", "2022-08-20", "report", "cohorts", "--format", "json")
    assert '"as_of": "2022-08-20"' in out
    _, out, _ = steg("--today=20220820", "report", "cohorts", "--format", "json")
    assert '"as_of": "2022-08-20"' in out


@pytest.mark.parametrize(
    ("lang", "setting", "locale", "spoken"),
    [
        (("--lang", "en"), "sv", {"STEG_LANG": "sv"}, "en"),
        ((), "sv", {"STEG_LANG": "en"}, "en"),
        ((), "sv", {"LANG": "en_GB.UTF-8"}, "sv"),
        ((), None, {"LANG": "sv_SE.UTF-8"}, "sv"),
        ((), None, {"LC_ALL": "sv_SE.UTF-8", "LANG": "en_GB.UTF-8"}, "sv"),
        ((), None, {"LANGUAGE": "sv:en", "LANG": "en_GB.UTF-8"}, "sv"),
        ((), None, {"LANG": "de_DE.UTF-8"}, "en"),
        ((), None, {"LANG": "C"}, "en"),
        ((), None, {}, "en"),
    ],
)
def test_which_language_is_spoken(
    steg: Steg,
    lang: tuple[str, ...],
    setting: str | None,
    locale: dict[str, str],
    spoken: str,
) -> None:
    if setting:
        steg("setting", "language", setting)
    out = steg(*lang, "sector", "list", lang=None, environment=locale)[1]
    assert out.split()[0] == texts(spoken)("sector")


def test_an_error_is_told_in_swedish_with_its_way_out(steg: Steg) -> None:
    sv = texts("sv")
    sentence = sv("There is no {what} {name}.", what=sv("cohort"), name="STEK")
    error, hint = (
        sv("Error: {sentence}", sentence=sentence),
        sv("Did you mean {near}?", near="STEG"),
    )
    assert steg("list", "--cohort", "STEK", lang="sv") == (1, "", f"{error}\n{hint}\n")


def test_a_mistake_before_the_language_is_known_is_told_in_the_locale_s(steg: Steg) -> None:
    sv = texts("sv")
    _, _, err = steg("list", today="soon", lang=None, environment={"LANG": "sv_SE.UTF-8"})
    sentence = sv("{text} is not written as a day.", text="soon")
    assert err.splitlines()[0] == sv("Error: {sentence}", sentence=sentence)


def test_ctrl_c_is_told_and_nothing_is_changed(
    steg: Steg, dump: Dump, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    before = dump()
    monkeypatch.setattr("steg_cli.actions.recording.save_person", interrupted)
    code, out, err = steg("advance", "4")
    assert (code, out) == (130, "")
    assert "Interrupted." in err
    assert dump() == before


def test_options_may_stand_before_or_after_what_they_belong_to(steg: Steg) -> None:
    assert steg("extend", "--months", "1", "1", "--dry-run") == steg(
        "extend", "1", "--dry-run", "--months=1"
    )


def test_the_program_can_be_called_again_and_again_in_one_process(steg: Steg) -> None:
    first = steg("list", lang="sv")
    steg("list", lang="en")
    steg("list", "--cohort", "none")
    assert steg("list", lang="sv") == first


def imported(environment: dict[str, str], *arguments: str) -> set[str]:
    """Return what the installed program has imported after a run."""
    program = Path(sys.executable).with_name("steg")
    done = subprocess.run(
        [sys.executable, "-v", program, *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        timeout=DEADLINE,
    )
    return set(re.findall(r"^import '?([\w.]+)'? #", done.stderr.decode(), re.MULTILINE))


def heavy(modules: set[str]) -> set[str]:
    """Return what of a run's imports is too much for a command that is typed often."""
    return {name for name in modules if name.partition(".")[0] in HEAVY} | (
        modules & {"typer.rich_utils"}
    )


@pytest.mark.parametrize(
    ("line", "file"),
    [
        (("--version",), None),
        (("--help",), None),
        (("list",), "looking"),
        (("show", "1"), "looking"),
        (("today",), "today"),
        (("report",), "reporting"),
        (("report", "--format", "table"), "reporting"),
        (("remind",), "reminding"),
        (("remind", "--outbox"), "reminding"),
        (("remind", "--cron-line"), "reminding"),
        (("advance", "4"), "moving"),
        (ENROL, "enrolling"),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, tuple) else None,
)
def test_a_command_starts_without_what_only_others_need(
    environment: Environment, line: tuple[str, ...], file: str | None
) -> None:
    modules = imported(environment(), *line)
    assert "steg_cli.cli.app" in modules
    assert heavy(modules) == set()
    families = {f"steg_cli.cli.{one.file}" for one in COMMANDS.values()} & modules
    assert families == ({f"steg_cli.cli.{file}"} if file else set())


@pytest.mark.parametrize("file", sorted({one.file for one in COMMANDS.values()}))
def test_what_stands_beside_parameters_is_not_compiled_at_each_start(file: str) -> None:
    family = import_module(f"steg_cli.cli.{file}").app
    inner = [group.typer_instance for group in family.registered_groups]
    commands = [one for each in (family, *inner) for one in each.registered_commands]
    functions = [one.callback for one in (app.registered_callback, *commands)]
    beside = {name: kind for one in functions for name, kind in one.__annotations__.items()}
    assert beside
    assert [name for name, kind in beside.items() if isinstance(kind, str)] == []


@pytest.mark.parametrize(
    "line", [("list",), ("report",), ("today",), ("remind",), ENROL], ids=lambda line: line[0]
)
def test_what_is_typed_most_needs_nothing_of_other_work(
    environment: Environment, line: tuple[str, ...]
) -> None:
    unneeded = {
        *("json", "tempfile", "random", "hashlib", "shlex", "dateutil.relativedelta"),
        *("steg_cli.register.schema", "steg_cli.cli.faults", "steg_cli.texts.remedies"),
    }
    assert imported(environment(), *line) & unneeded == set()


def test_a_list_needs_no_person_s_whole_way_and_english_no_catalogue(
    environment: Environment,
) -> None:
    unneeded = {"steg_cli.programme.people", "steg_cli.texts.catalogue"}
    assert imported(environment(), "--lang", "en", "list") & unneeded == set()
    assert imported(environment(), "--lang", "sv", "list") & unneeded == {
        "steg_cli.texts.catalogue"
    }


def test_a_command_connects_to_the_register_once_also_where_it_is_asked_for_the_language(
    steg: Steg, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert steg("setting", "language", "sv")[0] == 0
    connected: list[Path] = []
    connect = file.connect

    def counted(path: Path) -> sqlite3.Connection:
        connected.append(path)
        return connect(path)

    monkeypatch.setattr(file, "connect", counted)
    monkeypatch.delenv("STEG_LANG", raising=False)
    assert main(["list"]) == 0
    assert len(connected) == 1


def test_reminders_of_which_none_is_due_need_nothing_that_writes_mails(
    environment: Environment,
) -> None:
    modules = imported(environment(), "remind", "--send")
    assert {"jinja2", "email.message"} <= modules
    assert {"smtplib", "ssl", "steg_cli.mail.sendmail"} & modules == set()
    assert heavy(imported(environment(), "remind", "--send")) == set()


def test_a_report_starts_without_the_other_reports(environment: Environment) -> None:
    modules = imported(environment(), "report", "cohorts")
    reports = {name for name in modules if name.startswith("steg_cli.reports.")}
    assert reports == {
        f"steg_cli.reports.{one}" for one in ("chosen", "cohorts", "registry", "report")
    }
