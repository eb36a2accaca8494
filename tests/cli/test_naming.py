"""Names and values as they are typed, in both languages: collected from the app itself.

An option that is added tomorrow, or a word that is chosen for one, is met here without being named.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from steg_cli.cli.app import RootGroup, app
from steg_cli.cli.commands import COMMANDS
from steg_cli.cli.naming import METAVARS, choice_of, near_commands, near_names
from steg_cli.importing.kinds import KINDS
from steg_cli.programme.amending import NUMBERED
from steg_cli.programme.field import Field
from steg_cli.programme.fields import FIELDS
from steg_cli.programme.ladder import DEFAULT_LADDER, Ladder, ladder_from
from steg_cli.programme.settings import SETTINGS
from steg_cli.programme.values import plain
from steg_cli.programme.vocabulary import SHEETS
from steg_cli.reports.registry import REPORTS
from steg_cli.texts import LANGUAGES, texts
from steg_cli.texts.fields import OF_PERSON
from steg_cli.texts.swedish import OPTIONS, in_swedish, ways_to_type, words_of

if TYPE_CHECKING:
    from tests.cli.conftest import Dump, Steg

EXAMPLES = Path(__file__).parents[2] / "examples"
SAME_IN_ENGLISH = {"--status", "--format", "--region", "--organisation", "--budget", "--version"}
SAME_METAVARS = {"N", "TEXT"}  # in both languages


@cache
def every_command(lang: str) -> dict[tuple[str, ...], TyperCommand | TyperGroup]:
    """Return every command as it is built when somebody calls it, by its English names."""
    root = typer.main.get_group(app)
    assert isinstance(root, RootGroup)
    found: dict[tuple[str, ...], Any] = {}
    with root.make_context("steg", ["--lang", lang], resilient_parsing=True) as ctx:
        found[()] = root
        for name in COMMANDS:
            command = root.get_command(ctx, name)
            found[name,] = command
            for inner, one in getattr(command, "commands", {}).items():
                found[name, inner] = one
    return found


def options_of(command: TyperCommand | TyperGroup) -> list[TyperOption]:
    return [one for one in command.params if isinstance(one, TyperOption)]


def english_options(words: tuple[str, ...]) -> list[str]:
    command = every_command("en")[words]
    return [name for one in options_of(command) for name in (*one.opts, *one.secondary_opts)]


EVERY = list(every_command("en"))


# Names


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
def test_a_file_that_cannot_be_read_is_not_taken_for_a_mistake_on_the_line(
    words: tuple[str, ...],
) -> None:
    """Typer would say so with exit 2; whoever reads the file says it with the system's reason."""
    params = every_command("en")[words].params
    assert [one.name for one in params if getattr(one.type, "readable", False)] == []


def test_every_command_has_a_swedish_name_and_no_two_alike() -> None:
    families = {words[:-1] for words in EVERY if words}
    for family in families:
        names = [words[-1] for words in EVERY if words and words[:-1] == family]
        assert [name for name in names if not words_of(name)] == []
        swedish = [plain(in_swedish(name)) for name in names]
        assert len(set(swedish)) == len(swedish), family


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
def test_every_option_has_a_swedish_name_and_no_two_of_a_command_alike(
    words: tuple[str, ...],
) -> None:
    names = [*english_options(words), "--help"]
    assert [name for name in names if not OPTIONS.get(name)] == []
    swedish = [plain(in_swedish(name)) for name in names]
    assert len(set(swedish)) == len(swedish)
    same = {name for name in names if in_swedish(name) == name}
    assert same <= SAME_IN_ENGLISH


def test_every_report_has_a_swedish_name_and_no_two_alike() -> None:
    assert [name for name in REPORTS if not words_of(name)] == []
    assert len({plain(in_swedish(name)) for name in REPORTS}) == len(REPORTS)


@pytest.mark.parametrize("words", [words for words in EVERY if words], ids=" ".join)
def test_each_name_is_understood_in_each_language_however_it_is_spelt(
    steg: Steg, words: tuple[str, ...]
) -> None:
    swedish = [in_swedish(word) for word in words]
    bare = [word.upper().replace("Å", "A").replace("Ä", "A").replace("Ö", "O") for word in swedish]
    for lang in LANGUAGES:
        told = steg(*words, "--help", lang=lang)
        assert told[0] == 0
        assert steg(*swedish, "--hjälp", lang=lang) == told
        assert steg(*bare, "--HJALP", lang=lang) == told


def spellings(name: str) -> list[str]:
    """Return ways to write an option: its names, in capitals, and without å, ä and ö."""
    plainly = str.maketrans("åäöÅÄÖ", "aaoAAO")
    return [
        spelt
        for one in (name, *words_of(name)[:1])
        for spelt in (one, one.upper(), one.translate(plainly))
    ]


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_option_is_taken_by_both_its_names(words: tuple[str, ...], lang: str) -> None:
    command = every_command(lang)[words]
    root = every_command(lang)[()]
    with root.make_context("steg", ["--lang", lang], resilient_parsing=True) as above:
        ctx = command.context_class(command, parent=above)
        parser = command.make_parser(ctx)
        for english in options_of(every_command("en")[words]):
            for name in (*english.opts, *english.secondary_opts):
                for spelt in spellings(name):
                    given = [spelt] if english.is_flag else [spelt, "x"]
                    values, rest, _ = parser.parse_args(given)
                    assert (next(iter(values)), rest) == (english.name, []), spelt


def test_help_shows_swedish_names_beside_the_english_ones_in_swedish_alone(steg: Steg) -> None:
    swedish = steg("lista", "--hjälp", lang="sv")[1]
    english = steg("lista", "--hjälp", lang="en")[1]
    assert "\n  --kommun, --municipality NAMN " in swedish
    assert "\n  --municipality NAME " in english
    assert "--kommun" not in english
    assert "\n  visa, show   " in steg("--hjälp", lang="sv")[1]
    assert "visa" not in steg("--hjälp", lang="en")[1]


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
def test_swedish_help_has_no_english_stand_ins(words: tuple[str, ...]) -> None:
    english, swedish = every_command("en")[words], every_command("sv")[words]
    for one, other in zip(english.params, swedish.params, strict=True):
        metavar, shown = (str(getattr(param, "metavar", "")) for param in (one, other))
        stand_ins = set(re.findall(r"\b[A-Z]+\b", metavar)) - SAME_METAVARS
        choice = choice_of(one)
        if choice is None:
            assert stand_ins <= set(METAVARS), metavar
            assert not stand_ins & set(re.findall(r"\b[A-Z]+\b", shown)), shown
        else:
            named = [texts("sv")(label) for label in choice.labels.values()]
            assert shown in ("|".join(named).replace(" ", "-"), texts("sv")(metavar))


def test_errors_name_an_option_as_the_language_does(steg: Steg) -> None:
    assert steg("skriv-in", "19850101-9809", lang="sv")[2] == (
        "Fel: --namn saknas.\nsteg skriv-in --hjälp visar hur det används.\n"
    )
    assert steg("skriv-in", "19850101-9809", lang="en")[2] == (
        "Error: --name is missing.\nsteg enrol --help shows how it is used.\n"
    )
    assert steg("lista", "--alla", "--slutar", "1", lang="sv")[2] == (
        "Fel: --alla går inte ihop med --slutar.\nUtelämna ett av dem.\n"
    )
    assert steg("rapport", "omgangar", "--inom", "3", lang="sv")[2] == (
        "Fel: --inom går inte ihop med rapport omgångar.\nUtelämna ett av dem.\n"
    )


def test_a_command_in_swedish_does_and_records_the_same(steg: Steg) -> None:
    words = ("placera", "1", "Björkskolan", "--från", "2024-01-20", "--FORMAT", "json")
    code, out, err = steg(*words, lang="sv")
    assert (code, json.loads(out)["command"]) == (0, "place"), err
    last = json.loads(steg("logg", "--högst", "1", "--format", "json", lang="sv")[1])["rows"][0]
    assert last["command"] == "place"
    assert steg("lägg-till", lang="sv")[0] == 2, "what is done with a family alone is none"


def test_what_looks_like_an_option_is_none_behind_one_dash_or_as_a_value(steg: Steg) -> None:
    assert steg("list", "-kommun", "Hjo")[0] == 2
    _, out, _ = steg("amend", "1", "name", "--kommun", "--format", "json")
    assert json.loads(out)["result"]["after"] == "--kommun"


# What was perhaps meant


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("exend", "extend"),
        ("forlng", "förläng"),
        ("plaec", "place"),
        ("placrea", "placera"),
        ("lst", "list"),
        ("rapprt", "rapport"),
        ("lista-ut", "lista"),
        ("vis", "visa"),
        ("convert", "convert-to-enhetsassistent"),
    ],
)
def test_the_nearest_command_is_named_in_the_language_typed(typed: str, nearest: str) -> None:
    assert near_commands(typed, COMMANDS)[0] == nearest


@pytest.mark.parametrize(
    "typed", ["remove", "rm", "delete", "ta-bort", "radera", "edo", "undone", "redoing", "reundo"]
)
def test_a_change_is_not_offered_for_a_word_far_from_it(typed: str) -> None:
    changes = {"undo", "redo", "amend", "enrol", "leave", "advance"}
    near = near_commands(typed, COMMANDS)
    assert not set(near) & (changes - ({"redo"} if typed == "edo" else set()))


OF_ENROL = ["--long-term-unemployed", "--other-id", "--name", "--on"]


@pytest.mark.parametrize(
    ("typed", "names", "swedish"),
    [
        ("--langtids", OF_ENROL, ["--långtidsarbetslös"]),
        ("--annat", OF_ENROL, ["--annat-id"]),
        ("--nam", OF_ENROL, ["--namn"]),
        ("--avslutade", ["--ending", "--step"], []),
        ("skriv", COMMANDS, ["skriv-ut", "skriv-in"]),
        ("skriv-i", COMMANDS, ["skriv-in"]),
        ("gå", COMMANDS, ["gallring", "gå-vidare", "gå-över"]),
        ("ga", COMMANDS, ["gallring", "gå-vidare", "gå-över"]),
        ("konverter", COMMANDS, ["konvertera"]),
        ("utgang", REPORTS, ["utgångar"]),
        ("framåt", COMMANDS, []),
    ],
)
def test_what_begins_so_is_named_by_that_word_and_what_is_far_off_is_not(
    typed: str, names: list[str], swedish: list[str]
) -> None:
    near = near_commands if "undo" in names else near_names
    assert sorted(near(typed, names)) == sorted(swedish)


@pytest.mark.parametrize(
    ("line", "first"),
    [
        (["gå", "vidare", "--help"], "steg gå-vidare"),
        (["skriv", "in", "--help"], "steg skriv-in"),
        (["slå", "ihop", "--help"], "steg slå-ihop"),
        (["följ", "upp", "--help"], "steg följ-upp"),
        (["kommun", "lägg", "till", "--help"], "steg kommun lägg-till"),
        (["kommun", "ta", "bort", "--help"], "steg kommun ta-bort"),
        (["hjälp"], "steg "),
        (["hjälp", "placera"], "steg placera"),
        (["help", "kommun", "lägg-till"], "steg kommun lägg-till"),
        (["kommun", "hjälp"], "steg kommun "),
        (["hitta", "--help"], "steg visa"),
        (["sök", "--help"], "steg visa"),
        (["konvertera", "--help"], "steg gå-över"),
    ],
)
def test_a_command_is_found_by_what_one_would_say(steg: Steg, line: list[str], first: str) -> None:
    code, out, err = steg(*line, lang="sv")
    assert (code, out.partition("\n")[0].startswith(f"Användning: {first}"), err) == (0, True, "")


@pytest.mark.parametrize(
    ("command", "typed", "meant"),
    [
        ("advance", "--datum", "--on"),
        ("advance", "--slutdatum", "--until"),
        ("advance", "--skäl", "--exception"),
        ("place", "--startdatum", "--from"),
        ("log", "--antal", "--limit"),
        ("remind", "--månader", "--within"),
    ],
)
def test_an_option_is_known_by_what_one_would_say(command: str, typed: str, meant: str) -> None:
    assert ways_to_type(english_options((command,)))[typed] == meant


@pytest.mark.parametrize(
    ("line", "quoted"),
    [
        (["visa", "sofia", "a"], "sofia a"),
        (["visa", "sofia", "a", "--visa-skyddade"], "sofia a"),
        (["visa", "--visa-skyddade", "sofia", "a"], "sofia a"),
        (["placera", "sofia", "a", "Ekbacken"], "sofia a"),
        (["paus", "3", "--från", "i", "dag"], "i dag"),
        (["lista", "--omgång", "HT", "2026"], "HT 2026"),
        (["kommun", "lägg-till", "Norra", "Tibro"], "Norra Tibro"),
        (["rätta", "1", "namn", "Anna", "Alm"], "Anna Alm"),
        (["inställning", "notice.BEA", "2", "månader"], "2 månader"),
        (["anteckna", "S-0001", "kom", "till", "mötet"], "kom till mötet"),
        (["arbetsplats", "ändra", "2", "B-huset", "--platser", "3"], "2 B-huset"),
        (["förläng", "1", "--till", "1", "mar", "2026"], "1 mar 2026"),
        (["lista", "--omgång=HT", "2026"], None),
    ],
)
def test_words_that_are_one_value_are_shown_in_quotes(
    steg: Steg, line: list[str], quoted: str | None
) -> None:
    code, out, err = steg(*line, lang="sv")
    hint = f'Det som är flera ord skrivs inom citattecken: "{quoted}"'
    hint = hint if quoted else "steg lista --hjälp visar hur det används."
    assert (code, out, err.splitlines()[1:]) == (2, "", [hint])


def test_somebody_is_not_listed_but_shown(steg: Steg) -> None:
    for name in (["frida"], ["frida", "modig"]):
        code, out, err = steg("lista", *name, lang="sv")
        hint = f'En person visas med: steg visa "{" ".join(name)}"'
        assert (code, out, err.splitlines()[1:]) == (2, "", [hint])
    code, out, err = steg("arbetsplats", "lista", "frida", lang="sv")
    hint = "steg arbetsplats lista --hjälp visar hur det används."
    assert (code, out, err.splitlines()[1:]) == (2, "", [hint])


@pytest.mark.parametrize(
    ("line", "usage"),
    [
        (["visa", "301", "302"], "steg visa VEM"),
        (["visa", "301", "sofia"], "steg visa VEM"),
        (["visa", "19900101-9802", "S-0042"], "steg visa VEM"),
        (["placera", "1", "2", "Ekbacken"], "steg placera VEM ARBETSPLATS"),
        (["gå-vidare", "1", "2", "--till", "praktik"], "steg gå-vidare VEM"),
        (["ångra", "1", "2"], "steg ångra ÄNDRING"),
    ],
)
def test_several_where_one_is_taken_are_to_be_told_one_at_a_time(
    steg: Steg, line: list[str], usage: str
) -> None:
    code, out, err = steg(*line, lang="sv")
    assert (code, out, err.splitlines()[1:]) == (2, "", [f"En i taget: {usage}"])


@pytest.mark.parametrize(
    ("line", "usage"),
    [
        (["placera", "amina", "--arbetsplats", "Ekbacken"], "steg placera VEM ARBETSPLATS"),
        (["flytta", "amina", "--kommun", "Hjo"], "steg flytta VEM KOMMUN"),
        (["kommun", "lägg-till", "--namn", "Hjo"], "steg kommun lägg-till NAMN"),
    ],
)
def test_what_stands_alone_is_not_taken_for_an_option(
    steg: Steg, line: list[str], usage: str
) -> None:
    code, out, err = steg(*line, lang="sv")
    assert (code, out, err.splitlines()[1:]) == (2, "", [f"I den här ordningen: {usage}"])


def test_at_most_three_are_named() -> None:
    names = ["alfa", "alfb", "alfc", "alfd", "beta"]
    assert len(near_names("alf", names)) == 3


@pytest.mark.parametrize(
    ("words", "lang", "said"),
    [
        (("flytt", "4"), "sv", "Det finns inget kommando flytt."),
        (("workplace", "ad"), "en", "There is no command ad.\nDid you mean add?"),
        (("arbetsplats", "lägg"), "sv", "Det finns inget kommando lägg.\nMenade du lägg-till?"),
        (
            ("list", "--kommn", "Hjo"),
            "sv",
            "Det finns inget val --kommn.\nMenade du --kommun?",
        ),
        (
            ("list", "--municipalty", "Hjo"),
            "en",
            "There is no option --municipalty.\nDid you mean --municipality?",
        ),
        (
            ("list", "--municipalty", "Hjo"),
            "sv",
            "Det finns inget val --municipalty.\nMenade du --municipality?",
        ),
        (
            ("leave", "1", "--reason", "work"),
            "en",
            "There is no option --reason.\nDid you mean --to?",
        ),
        (
            ("påminn", "--förhandsgranska", "brev.html"),
            "sv",
            "Det finns inget val --förhandsgranska.\nMenade du --förhandsvisa?",
        ),
        (
            ("omgång", "ändra", "STEG", "--sista-dag", "2026-12-31"),
            "sv",
            "Det finns inget val --sista-dag.\nMenade du --t-o-m?",
        ),
        (
            ("avsluta", "1", "--orsak", "arbete"),
            "sv",
            "Det finns inget val --orsak.\nMenade du --till?",
        ),
        (
            ("advance", "1", "--reason", "x"),
            "en",
            "There is no option --reason.\nDid you mean --exception?",
        ),
        (("extend", "1", "--to", "i dag"), "en", "There is no option --to.\nDid you mean --until?"),
        (
            ("follow-up", "1", "--to", "x"),
            "en",
            "There is no option --to.\nDid you mean --status?",
        ),
        (
            ("pause", "1", "--reason", "x"),
            "en",
            "There is no option --reason.\nsteg pause --help shows how it is used.",
        ),
        (("report", "omgangr"), "sv", "Det finns ingen rapport omgangr.\nMenade du omgångar?"),
        (
            ("report", "xyz"),
            "sv",
            "Det finns ingen rapport xyz.\nVälj mellan omgångar, slutdagar, ",
        ),
    ],
    ids=str,
)
def test_what_is_not_there_is_answered_with_what_is_near(
    steg: Steg, words: tuple[str, ...], lang: str, said: str, dump: Dump
) -> None:
    before = dump()
    code, out, err = steg(*words, lang=lang)
    assert (code, out) == (2, "")
    assert err.partition(": ")[2].startswith(said)
    assert len(err) < 200
    assert dump() == before


# Values


def words_for(label: str, code: str) -> Iterator[str]:
    """Yield what can be typed for a code: itself, and what each language calls it."""
    for written in (code, *(texts(language)(label) for language in LANGUAGES)):
        yield from (written, written.upper(), written.replace(" ", "-"))
        yield written.translate(str.maketrans("åäö", "aao"))


def refused(codes: dict[str, str], read: Callable[[str], object]) -> list[str]:
    """Return every word for some codes that is not read as its code."""
    return [
        word
        for code, label in codes.items()
        for word in words_for(label, code)
        if str(read(word)) != code
    ]


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
def test_every_choice_of_every_option_is_typed_in_both_languages(words: tuple[str, ...]) -> None:
    for lang in LANGUAGES:
        for param in every_command(lang)[words].params:
            choice = choice_of(param)
            metavar = str(getattr(param, "metavar", None) or "")
            # What lists its values can be chosen from, unless it is read elsewhere.
            assert choice or "|" not in metavar or param.name in ("lang", "name"), param.name
            if choice is not None:
                assert refused(dict(choice.labels), param.type) == [], param.name


def read_typed(field: Field) -> Callable[[str], object]:
    return lambda word: field.read(word, date(2024, 1, 15))


def test_every_choice_of_every_field_is_typed_in_both_languages() -> None:
    of_amend = [*OF_PERSON.values(), *(f for one in NUMBERED.values() for f in one.fields.values())]
    chosen = [
        one for one in (*of_amend, *(f for own in FIELDS.values() for f in own)) if one.choice
    ]
    assert len(chosen) > 10
    for field in chosen:
        assert field.choice is not None
        assert refused(dict(field.choice.labels), read_typed(field)) == [], field.key
    yes_or_no = [one for one in of_amend if one.is_flag]
    for field in yes_or_no:
        read = read_typed(field)
        assert [read(word) for word in ("yes", "ja", "Ja", "no", "nej", "NEJ")] == [
            *(True, True, True, False, False, False)
        ]


def test_every_choice_of_every_setting_is_typed_in_both_languages() -> None:
    chosen = {key: one for key, one in SETTINGS.items() if hasattr(one.reader, "labels")}
    assert set(chosen) >= {"language", "mail.managers", "mail.names", "mail.security"}
    for key, one in chosen.items():
        assert refused(dict(one.reader.labels), one.read) == [], key  # type: ignore[attr-defined]
    managers = SETTINGS["mail.managers"].read
    on_and_off = ("on", "yes", "ja", "på", "PÅ", "off", "no", "nej", "av")
    assert [managers(word) for word in on_and_off] == ["on"] * 5 + ["off"] * 4


def other_ladder() -> Ladder:
    """Return the ladder of another municipality, as it stands among the examples."""
    return ladder_from(tomllib.loads((EXAMPLES / "ladder-mariestad.toml").read_text("utf-8")))


@pytest.mark.parametrize("ladder", [DEFAULT_LADDER, other_ladder()], ids=["default", "another"])
def test_every_step_is_typed_by_what_each_language_calls_it(ladder: Ladder) -> None:
    for step in ladder:
        for name in (step.code, step.swedish, step.english):
            plainly = name.translate(str.maketrans("åäö", "aao"))
            for typed in (name, name.upper(), plainly, name.replace(" ", "-")):
                assert ladder.step(typed) == step


def test_every_kind_of_list_is_typed_by_what_each_language_calls_it() -> None:
    (kind,) = [one for one in every_command("sv")["import",].params if one.name == "kind"]
    assert refused({name: SHEETS[one.report] for name, one in KINDS.items()}, kind.type) == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("words", "key", "value"),
    [
        (("leave", "1", "--to", "arbete", "--on", "2024-01-10"), "left_to", "employment"),
        (
            ("avsluta", "1", "--till", "söker-arbete", "--den", "2024-01-10"),
            "left_to",
            "job-search",
        ),
        (
            ("support", "add", "1", "lönebidrag", "--från", "-1m", "--t-o-m", "+1m"),
            "kind",
            "lonebidrag",
        ),
        (("amend", "1", "kommun", "Hjo"), "after", "Hjo"),
        (("rätta", "1", "status", "långt från arbetsmarknaden"), "after", "far-from-labour-market"),
        (("rätta", "1", "skyddad", "ja"), "field", "protected"),
        (("setting", "mail.managers", "ja"), "value", "on"),
        (("inställning", "language", "svenska"), "value", "sv"),
        (("inställning", "mail.security", "inget"), "value", "none"),
        (("inställning", "notice.BEA", "14 dagar"), "value", "14 days"),
    ],
    ids=str,
)
def test_swedish_words_mean_the_same_whatever_the_language(
    steg: Steg, lang: str, words: tuple[str, ...], key: str, value: str
) -> None:
    code, out, err = steg(*words, "--format", "json", lang=lang)
    assert (code, err.count("Error")) == (0, 0), err
    assert json.loads(out)["result"][key] == value


def test_a_list_is_chosen_by_a_step_s_name(steg: Steg) -> None:
    chosen = [
        steg("list", "--step", name, "--format", "json")[1]
        for name in ("kartlaggning", "kartläggning", "KARTLÄGGNING", "mapping")
    ]
    assert len(json.loads(chosen[0])["rows"]) == 1
    assert set(chosen) == {chosen[0]}


def test_the_language_itself_can_be_named(steg: Steg) -> None:
    assert steg("--lang", "svenska", "sector", "list")[1].startswith("sektor")
    assert steg("--språk", "engelska", "sector", "list")[1].startswith("sector")
    assert steg("sector", "list", lang="svenska")[1].startswith("sektor")


def test_a_setting_that_was_just_made_is_shown_as_the_list_of_settings_shows_it(steg: Steg) -> None:
    for key, typed, shown in (
        ("mail.managers", "yes", "på"),
        ("mail.names", "none", "inget"),
        ("notice.BEA", "14 days", "14 dagar"),
        ("notice.AB", "none", "inget"),
    ):
        _, made, _ = steg("setting", key, typed, lang="sv")
        _, listed, _ = steg("setting", key, "--format", "csv", lang="sv")
        assert made.splitlines()[1] == f"värde: {shown}"
        assert listed.splitlines()[1].split(";")[1] == shown


def test_an_option_without_its_value_names_the_command_whose_help_tells(steg: Steg) -> None:
    assert steg("lista", "--omgång", lang="sv") == (
        2,
        "",
        "Fel: Valet --omgång behöver ett värde.\nsteg lista --hjälp visar hur det används.\n",
    )


@pytest.mark.parametrize(
    ("typed", "there"),
    [("--paid", "--unpaid"), ("--completed", "--not-completed"), ("--weekends", "--no-weekends")],
)
def test_the_opposite_of_what_was_typed_is_never_offered(typed: str, there: str) -> None:
    assert near_names(typed, [there]) == []
    assert near_names(typed[:-1] + "x", [there, typed]) == [typed]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("avancera", "S-0001", "--hjälp"), "steg gå-vidare"),
        (("lämna", "S-0001", "--hjälp"), "steg avsluta"),
        (("sammanfoga", "--hjälp"), "steg slå-ihop"),
    ],
)
def test_words_that_are_typed_for_a_command_are_known(
    steg: Steg, line: tuple[str, ...], said: str
) -> None:
    assert f"Användning: {said} " in steg(*line, lang="sv")[1]
