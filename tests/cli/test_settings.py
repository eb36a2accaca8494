"""steg setting: showing and setting."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from steg_cli.programme.ladder import DEFAULT_LADDER
from steg_cli.programme.rates import meaning_of, rate_keys
from steg_cli.programme.settings import SETTINGS
from steg_cli.texts import texts

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Dump, Steg

AHEAD = SETTINGS["remind.months"].meaning


def test_every_setting_is_shown_with_its_value_and_meaning(steg: Steg) -> None:
    code, out, err = steg("setting", "--format", "json")
    assert (code, err) == (0, "")
    envelope = json.loads(out)
    assert list(envelope) == ["steg", "report", "as_of", "rows", "totals"]
    plain = [
        {"key": key, "value": one.default, "meaning": one.meaning, "first_day": None}
        for key, one in SETTINGS.items()
    ]
    rates = [
        {"key": key, "value": "", "meaning": meaning_of(key), "first_day": None}
        for key in rate_keys(DEFAULT_LADDER)
    ]
    assert envelope["rows"] == plain + rates
    assert envelope["totals"] == {"settings": len(SETTINGS) + 5}


def test_settings_are_shown_by_how_they_begin(steg: Steg) -> None:
    assert steg("setting", "remind.m") == (
        0,
        f"setting        value  {'meaning':{len(AHEAD)}}  first day\n"
        f"remind.months  3      {AHEAD}\n",
        "",
    )


@pytest.mark.parametrize(
    ("lang", "word", "keys"),
    [
        ("sv", "lön", ["on-costs", *rate_keys(DEFAULT_LADDER)[1:]]),
        ("sv", "löner", rate_keys(DEFAULT_LADDER)),
        ("en", "wages", rate_keys(DEFAULT_LADDER)),
        ("sv", "BESKED", ["notice.AB", "notice.BEA"]),
        ("en", "reminders", ["mail.to"]),
        ("en", "lön", ["on-costs", *rate_keys(DEFAULT_LADDER)[1:]]),
        ("sv", "wages", rate_keys(DEFAULT_LADDER)),
        ("en", "besked", ["notice.AB", "notice.BEA"]),
        ("sv", "reminders", ["mail.to"]),
        ("en", "säkerhetskopia", ["backup.folder"]),
        ("sv", "kopia", ["backup.folder"]),
    ],
)
def test_settings_are_found_by_a_word_of_what_they_mean(
    steg: Steg, lang: str, word: str, keys: list[str]
) -> None:
    code, out, err = steg("setting", word, "--format", "json", lang=lang)
    assert (code, err) == (0, "")
    envelope = json.loads(out)
    assert [row["key"] for row in envelope["rows"]] == keys
    assert envelope["totals"] == {"settings": len(keys)}


def test_a_setting_is_set(steg: Steg) -> None:
    assert steg("setting", "remind.months", "4") == (
        0,
        f"setting: remind.months\nvalue: 4\nmeaning: {AHEAD}\n",
        steg.undoable(18),
    )
    assert steg("setting", "remind.months")[1].split()[5:7] == ["remind.months", "4"]


def test_setting_one_answers_a_program(steg: Steg) -> None:
    code, out, err = steg("setting", "remind.months", "4", "--format", "json")
    assert (code, err) == (0, "")
    assert list(json.loads(out).items()) == [
        ("steg", 1),
        ("command", "setting"),
        ("change", 18),
        ("result", {"key": "remind.months", "value": "4", "meaning": AHEAD}),
    ]


def test_the_register_s_language_is_spoken_when_nothing_else_says_so(steg: Steg) -> None:
    steg("setting", "language", "sv")
    sv = texts("sv")
    heading = steg("sector", "list", lang=None)[1].splitlines()[0]
    assert heading.split()[0] == sv("sector")
    assert steg("sector", "list", lang="en")[1].splitlines()[0].split()[0] == "sector"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("remind.months", "0"), "0 is not a whole number from 1 to 24."),
        (("language", "fi"), "Swedish, English"),
        (("remind.moths", "3"), "Did you mean remind.months?"),
        (("lagnuage",), "Did you mean language?"),
        (("språk", "sv"), "There is no setting språk.\nDid you mean language?\n"),
        (("zzz",), "There is no setting zzz."),
        (("mail.to", "ame@kommun.se\nBcc: x@y.se"), "is not an e-mail address."),
        (("mail.from", "ame@kommun.se, chef@kommun.se"), "is not an e-mail address."),
        (("mail.host", "smtp..se"), "smtp..se is not the name of a mail server."),
        (("mail.port", "65536"), "65536 is not a whole number from 1 to 65535."),
        (("mail.user", "a\nb"), "holds a character that cannot be shown (U+000A)"),
        (("mail.password", "hemligt"), "There is no setting mail.password."),
    ],
)
def test_what_cannot_be_is_refused(
    steg: Steg, dump: Dump, words: tuple[str, ...], said: str
) -> None:
    before = dump()
    code, out, err = steg("setting", *words)
    assert (code, out) == (1, "")
    assert said in err
    assert dump() == before


SA, OF_SA = "wage.serviceassistent", "wage in SEK a month at full time, from its first day on"


def test_a_wage_counts_from_a_day_on_and_is_listed_with_its_day(steg: Steg) -> None:
    assert steg("setting", "wage.SA", "24 000", "--from", "2023-04-01") == (
        0,
        f"setting: {SA}\nvalue: 24,000\nmeaning: {OF_SA}\nfirst day: 2023-04-01\n",
        steg.undoable(18),
    )
    words = ("inställning", SA, "24650,50 kr", "--från", "20240401", "--format", "json")
    code, out, err = steg(*words, lang="sv")
    assert (code, err, json.loads(out)["result"]) == (
        0,
        "",
        {"key": SA, "value": "24650.50", "meaning": OF_SA, "first_day": "2024-04-01"},
    )
    assert steg("setting", "wage.serv") == (
        0,
        f"setting                value      {'meaning':{len(OF_SA)}}  first day\n"
        f"{SA}  24,000     {OF_SA}  2023-04-01\n"
        f"{SA}  24,650.50  {OF_SA}  2024-04-01\n",
        "",
    )
    told = steg("log", "--limit", "1")[1]
    assert f"{SA} 2024-04-01 = 24650.50" in told
    assert steg("undo", "--yes")[0] == 0
    assert steg("setting", SA, "", "--from", "2023-04-01")[0] == 0
    assert json.loads(steg("setting", SA, "--format", "json")[1])["rows"] == [
        {"key": SA, "value": "", "meaning": OF_SA, "first_day": None}
    ]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((SA, "24500"), 2, f"{SA} counts from a day on, and none is given."),
        ((SA, "--from", "2024-01-01"), 2, f"--from does not go with setting {SA}."),
        (("remind.months", "4", "--from", "2024-01-01"), 2, "--from does not go with setting"),
        (("--from", "2024-01-01"), 2, "--from does not go with setting."),
        ((SA, "24.500", "--from", "2024-01-01"), 1, "24.500 is not a number from 0 to 200000."),
        ((SA, "--from", "2024-01-01", "--", "-1"), 1, "-1 is not a number from 0 to 200000."),
        (("on-costs", "4375", "--from", "2024-01-01"), 1, "4375 is not a number from 0 to 100."),
        (("wage.praktik", "1", "--from", "2024-01-01"), 1, "Nobody is paid on work placement"),
        (("wage.xyz", "1", "--from", "2024-01-01"), 1, "There is no step xyz on the ladder."),
        (("wage.xyz",), 1, "There is no step xyz on the ladder."),
        (("oncosts",), 1, "Did you mean on-costs?"),
        (("on-cost", "40", "--from", "2024-01-01"), 1, "Did you mean on-costs?"),
        (("wage.", "40"), 2, "wage. counts from a day on, and none is given."),
        (
            *(("wage", "24500", "--from", "2024-01-01"), 1),
            "Did you mean wage.serviceassistent, wage.enhetsassistent, wage.underskoterska …?",
        ),
        (("wage", "24500"), 1, "Did you mean wage.serviceassistent, wage.enhetsassistent, "),
        ((SA, "", "--from", "2024-01-01"), 1, f"There is no {SA} that begins on 2024-01-01."),
        ((SA, "1", "--from", "2024-02-30"), 2, "2024-02-30"),
    ],
)
def test_a_wage_that_cannot_be_is_refused(
    steg: Steg, dump: Dump, words: tuple[str, ...], code: int, said: str
) -> None:
    before = dump()
    assert (steg("setting", *words)[:2], said in steg("setting", *words)[2]) == ((code, ""), True)
    assert dump() == before


def test_a_wage_that_another_program_spoilt_is_told(steg: Steg, story: Path) -> None:
    with closing(sqlite3.connect(story)) as outside:
        outside.execute(
            "INSERT INTO rate (key, first_day, amount) VALUES (?, '2024-01-01', 'x')", (SA,)
        )
        outside.commit()
    for command in (("setting",), ("report", "costs"), ("export",)):
        assert steg(*command) == (
            1,
            "",
            f"Error: The setting {SA} is x, which cannot be used.\n"
            f"Another program wrote it so. Mend it: steg setting {SA} VALUE --from 2024-01-01\n",
        )
    assert steg("setting", SA, "24500", "--from", "2024-01-01")[0] == 0
    assert steg("report", "costs")[0] == 0


def test_the_settings_for_mail_are_listed_with_their_meaning(steg: Steg) -> None:
    steg("setting", "mail.to", "ame@kommun.se")
    code, out, err = steg("setting", "mail.", "--format", "json")
    assert (code, err) == (0, "")
    mail = [key for key in SETTINGS if key.startswith("mail.")]
    assert [(row["key"], row["value"]) for row in json.loads(out)["rows"]] == [
        (key, "ame@kommun.se" if key == "mail.to" else SETTINGS[key].default) for key in mail
    ]
    sv = texts("sv")
    shown = steg("setting", "mail.", lang="sv")[1]
    assert [key for key in mail if sv(SETTINGS[key].meaning) not in shown] == []


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("mail.to", "a@kommun.se; Bo@kommun.se, A@kommun.se", "A@kommun.se, Bo@kommun.se"),
        ("mail.transport", "smtp", "smtp"),
        ("mail.port", "0025", "25"),
        ("mail.user", "åsa", "åsa"),
    ],
)
def test_a_mail_setting_is_set_and_cleared_again(
    steg: Steg, key: str, typed: str, value: str
) -> None:
    code, out, _ = steg("setting", key, typed)
    assert (code, out.splitlines()[:2]) == (
        0,
        [f"setting: {key}", f"value: {value}"],
    )
    assert json.loads(steg("setting", key, "--format", "json")[1])["rows"][0]["value"] == value
    assert steg("setting", key, "")[0] == 0
    default = SETTINGS[key].default
    assert json.loads(steg("setting", key, "--format", "json")[1])["rows"][0]["value"] == default
    assert steg("undo", "--yes")[0] == 0
    assert json.loads(steg("setting", key, "--format", "json")[1])["rows"][0]["value"] == value


@pytest.mark.parametrize("key", ["backup.folder", "mail.folder"])
def test_a_folder_that_is_not_there_is_told_when_it_is_set(
    steg: Steg, here: Path, key: str
) -> None:
    told = f"Note: There is no folder {here / 'kopoir'} yet. It is made when something is "
    for more, ending in (
        (("--dry-run",), steg.DRY),
        ((), steg.undoable(18)),
    ):
        _, _, err = steg("setting", key, "kopoir", *more)
        assert err == f"{told}written into it.\n{ending}"
    (here / "kopior").mkdir()
    assert steg("setting", key, "kopior")[2] == steg.undoable(19)
    assert steg("setting", key, "")[2] == steg.undoable(20)
    path = here / "steg.db"
    told = f"Note: {path} is no folder: nothing can be written into it.\n"
    assert steg("setting", key, "steg.db")[2] == told + steg.undoable(21)


def test_a_backup_s_folder_in_a_folder_that_is_not_there_is_told(steg: Steg, here: Path) -> None:
    told = f"Note: There is no folder {here / 'usb'}: no backup can be made in it until you make "
    assert steg("setting", "backup.folder", "usb/steg")[2] == f"{told}it.\n" + steg.undoable(18)
    assert steg("backup")[0] == 3


@pytest.mark.parametrize(
    ("typed", "en", "sv"),
    [
        ("2 mån", "2 months", "2 månader"),
        ("1 month", "1 month", "1 månad"),
        ("21 dagar", "21 days", "21 dagar"),
        ("1 dag", "1 day", "1 dag"),
        ("inget", "none", "inget"),
    ],
)
def test_a_lead_is_shown_in_the_readers_language(steg: Steg, typed: str, en: str, sv: str) -> None:
    assert json.loads(steg("setting", "notice.AB", typed, "--format", "json")[1])["result"][
        "value"
    ] == (en)
    for lang, shown in (("en", en), ("sv", sv)):
        told = " ".join(steg("setting", "notice.AB", lang=lang)[1].split())
        assert f" notice.AB {shown} " in told
        if typed != "1 month":  # which it was
            assert f"notice.AB = {shown}" in steg("log", "--limit", "1", lang=lang)[1]


def test_what_another_program_wrote_is_told_when_it_cannot_be_used(steg: Steg, story: Path) -> None:
    with closing(sqlite3.connect(story)) as outside:
        outside.execute("INSERT INTO setting (key, value) VALUES ('mail.to', 'kim')")
        outside.commit()
    for command in (("remind",), ("remind", "--send"), ("setting",)):
        assert steg(*command) == (
            1,
            "",
            "Error: The setting mail.to is kim, which cannot be used.\n"
            "Another program wrote it so. Mend it: steg setting mail.to VALUE\n",
        )
    assert steg("setting", "mail.to", "kim@kommun.se")[0] == 0
    assert steg("remind", "--send")[0] == 0
