"""Whole dialogues at a terminal, in Swedish: what is asked, how it is answered, what came of it.

The register is the story's, on 2024-01-15; see `story` in conftest.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import AtTerminal, Dump, Steg

CTRL_C, CTRL_D = "\x03", "\x04"
GO = "Ska det göras? [J/n]: "
OUTCOMES = """\
   1  arbete
   2  anställning med stöd
   3  kommunal arbetsmarknadsanställning
   4  studier
   5  studier utan studiestöd
   6  söker arbete
   7  hälsa
   8  flyttat
   9  annat
Nummer eller namn: """
STEPS = """\
Vilket steg?
   1  kartläggning
   2  utredning
   3  arbetsprövning
   4  praktik
   5  utbildningspraktik
   6  serviceassistent
   7  enhetsassistent
   8  undersköterska
   9  sjuksköterska
"""


def played(terminal: Any, *lines: tuple[str, str]) -> tuple[int, str]:
    """Answer each question in turn, and return the exit code and the screen."""
    for question, answer in lines:
        terminal.answer(question, answer if answer in (CTRL_C, CTRL_D) else f"{answer}\n")
    code, shown = terminal.finish()
    return code, shown


def shown_of(steg: Steg, who: str) -> dict[str, Any]:
    """Return what is recorded of somebody."""
    _, out, _ = steg("show", who, "--format", "json", "--include-protected")
    result: dict[str, Any] = json.loads(out)["result"]
    return result


def test_enrol_alone_asks_for_everything_one_by_one(at_terminal: AtTerminal, steg: Steg) -> None:
    code, shown = played(
        at_terminal("enrol", lang="sv"),
        ("samordningsnummer? ", "850101-9809"),
        ("efternamn? ", "Sara Ek"),
        ("Nummer eller namn", "steg"),
        ("Nummer eller namn", "sk"),
        ("Nummer eller namn [1 arbetslös]: ", ""),
        ("funktionsnedsättning? [j/N]: ", ""),
        ("långtidsarbetslös? [j/N]: ", "ja"),
        ("första dagen? [2024-01-15]: ", "2022-03-01"),
        ("Nummer eller namn [1 arbetslös]: ", ""),
        ("sedan vilken dag? [inte känt]: ", "2022-03-02"),
        ("sedan vilken dag? [inte känt]: ", "1/2 2020"),
        (GO, ""),
    )
    assert (code, shown) == (
        0,
        "Personnummer eller samordningsnummer? 850101-9809\n"
        "För- och efternamn? Sara Ek\n"
        "Vilken omgång?\n"
        "   1  Pilot 2016  2016-01-01 till 2016-12-31\n"
        "   2  STEG        2019-04-01 till 2022-03-31\n"
        "Nummer eller namn: steg\n"
        "Vilken hemkommun?\n"
        "   1  Gullspång\n"
        "   2  Hjo\n"
        "   3  Karlsborg\n"
        "   4  Mariestad\n"
        "   5  Skövde\n"
        "   6  Tibro\n"
        "   7  Töreboda\n"
        "Nummer eller namn: sk\n"
        "Vilken status?\n"
        "   1  arbetslös\n"
        "   2  långt från arbetsmarknaden\n"
        "   3  annat\n"
        "Nummer eller namn [1 arbetslös]: \n"
        "Har personen en funktionsnedsättning? [j/N]: \n"
        "Är personen långtidsarbetslös? [j/N]: ja\n"
        "Vilken är första dagen? [2024-01-15]: 2022-03-01\n"
        "Vilken är arbetskraftsstatusen första dagen?\n"
        "   1  arbetslös\n"
        "   2  utanför arbetskraften\n"
        "   3  sysselsatt\n"
        "Nummer eller namn [1 arbetslös]: \n"
        "Arbetslös sedan vilken dag? [inte känt]: 2022-03-02\n"
        "Inskrivningen börjar 2022-03-01, och arbetslösheten kan inte ha börjat först 2022-03-02. "
        "Ange dagen då arbetslösheten började, eller utelämna den om den inte är\n  känd.\n"
        "Arbetslös sedan vilken dag? [inte känt]: 1/2 2020\n"
        "1/2 2020 lästes som 2020-02-01.\n"
        "Sara Ek (S-0007) skrivs in i STEG från 2022-03-01, på steget kartläggning.\n"
        f"{GO}\n"
        "Sara Ek (S-0007) är på steget kartläggning från 2022-03-01.\n"
        "  omgång: STEG\n"
        "Ändring 18. steg ångra tar tillbaka den.\n",
    )
    (enrolment,) = shown_of(steg, "7")["enrolments"]
    assert (enrolment["cohort"], enrolment["first_day"]) == ("STEG", "2022-03-01")


def test_every_wrong_answer_is_told_and_only_that_question_asked_again(
    at_terminal: AtTerminal, steg: Steg
) -> None:
    code, shown = played(
        at_terminal("enrol", lang="sv"),
        ("samordningsnummer? ", ""),
        ("samordningsnummer? ", "850101-9808"),
        ("samordningsnummer? ", "19900101-9802"),
        ("samordningsnummer? ", "20080116-9806"),
        ("Skäl för undantag", ""),
        ("samordningsnummer? ", "19850101-9809"),
        ("efternamn? ", ""),
        ("efternamn? ", "Sara Ek"),
        ("namn: ", "3"),
        ("namn: ", "2023"),
        ("namn: ", "pilot"),
        ("namn: ", "t"),
        ("namn: ", "Tibro"),
        ("arbetslös]: ", "anställd"),
        ("arbetslös]: ", "far-from-labour-market"),
        ("funktionsnedsättning? [j/N]: ", "kanske"),
        ("funktionsnedsättning? [j/N]: ", "nej"),
        ("långtidsarbetslös? [j/N]: ", ""),
        ("Skäl för undantag", ""),
        ("arbetslös]: ", "2"),
        ("funktionsnedsättning? [j/N]: ", ""),
        ("långtidsarbetslös? [j/N]: ", "JA"),
        ("[2024-01-15]: ", "31/2 2024"),
        ("[2024-01-15]: ", "1980-01-01"),
        ("[2024-01-15]: ", "1/3 2016"),
        ("[inte känt]: ", "vet inte"),
        ("[inte känt]: ", ""),
        (GO, "kanske"),
        (GO, "j"),
    )
    assert code == 0
    for reason in (
        "Här har Enter inget förval: skriv ett svar.",
        "850101-9808 är inget giltigt nummer: kontrollsiffran stämmer inte.",
        "Anna Alm (S-0001) är redan inskriven, i STEG från 2022-01-10.",
        "Personen är 15 år den 2024-01-15; insatsen är för den som är 16 till 64 år.",
        "3 finns inte bland valen.",
        "2023 finns inte bland valen.",
        "t kan vara Tibro, Töreboda. Skriv mer av namnet, eller numret.",
        "anställd finns inte bland valen.",
        "kanske är varken ja eller nej. Skriv ja eller nej.\nHar personen",
        "Insatsen är för den som har en funktionsnedsättning eller är långtidsarbetslös.",
        "31/2 2024 är ingen dag i kalendern.",
        "Personen var inte född",
        f"kanske är varken ja eller nej. Skriv ja eller nej.\n{GO}j\n",
    ):
        assert reason in shown, (reason, shown)
    (enrolment,) = shown_of(steg, "7")["enrolments"]
    assert (enrolment["cohort"], enrolment["first_day"]) == ("Pilot 2016", "2016-03-01")


def test_a_reason_makes_an_exception_of_what_a_rule_refuses(
    at_terminal: AtTerminal, steg: Steg
) -> None:
    code, shown = played(
        at_terminal("enrol", "20080116-9806", "--name", "Sara Ek", "--cohort=STEG", lang="sv"),
        ("Skäl för undantag", "ja"),
        ("Skäl för undantag", "2024"),
        ("Skäl för undantag", "fyller 16 i morgon"),
        ("Nummer eller namn: ", "5"),
        ("arbetslös]: ", "3"),
        ("Skäl för undantag", "studerar"),
        ("funktionsnedsättning?", ""),
        ("långtidsarbetslös?", ""),
        ("Skäl för undantag", "fyller 16 i morgon"),
        ("första dagen?", ""),
        ("[inte känt]: ", ""),
        (GO, ""),
    )
    assert code == 0
    assert "ja säger inte varför ett undantag görs." in shown
    assert "2024 säger inte varför ett undantag görs." in shown
    assert (
        "på steget kartläggning.\n"
        "Undantag: Personen är 15 år den 2024-01-15; insatsen är för den som är 16 till 64 år. "
        "Skäl: fyller 16 i morgon\n"
        "Undantag: Insatsen är för den som är arbetslös eller långt från arbetsmarknaden. "
        "Skäl: studerar\n"
        "Undantag: Insatsen är för den som har en funktionsnedsättning eller är "
        "långtidsarbetslös. Skäl: fyller 16 i morgon\n"
    ) in shown
    assert "fyller 16 i morgon; studerar" in steg("show", "7")[1]


@pytest.mark.parametrize(
    ("command", "answers", "last"),
    [
        (  # a step, at the question of why one is skipped
            ("advance", "4", "--dry-run"),
            [("[2 utredning]: ", "praktik"), ("Skäl", "utr"), ("dag?", "2024-02-01")],
            "på steget utredning från 2024-02-01",
        ),
        (  # months and a day, at the question of why a period is so long
            ("extend", "1", "--dry-run"),
            [("till 2025-02-28]: ", "24 mån"), ("Skäl", "30"), ("Skäl", "2024-12-31")],
            "planerat till 2024-12-31",
        ),
        (  # the same where the first answer stands on the line
            ("advance", "4", "--to", "praktik", "--dry-run"),
            [("Skäl", "2"), ("dag?", "2024-02-01")],
            "på steget utredning från 2024-02-01",
        ),
        (  # percent
            ("place", "1", "--dry-run"),
            [("namn: ", "björk"), ("dag? ", ""), ("dag? ", ""), ("[100]: ", "101"), ("]: ", "50")],
            "på steget serviceassistent",
        ),
    ],
)
def test_another_answer_is_no_reason_for_the_one_that_was_refused(
    at_terminal: AtTerminal, command: tuple[str, ...], answers: list[tuple[str, str]], last: str
) -> None:
    terminal = at_terminal(*command, lang="sv")
    if command[0] == "advance":
        answers = [*answers, ("[ingen]: ", "")]
    code, shown = played(terminal, *answers)
    assert (code, last in shown, "Undantag:" in shown) == (0, True, False)
    taken = [answer for question, answer in answers if question == "Skäl"]
    for answer in taken:
        assert f"{answer} läses som ett svar på frågan, inte som ett skäl.\n" in shown


def test_no_is_no_reason_and_yes_is_no_answer_to_another_question(
    at_terminal: AtTerminal, steg: Steg
) -> None:
    code, shown = played(
        at_terminal("enrol", "850101-9809", "--name", "Sara Ek", "--cohort=STEG", lang="sv"),
        ("Nummer eller namn: ", "5"),
        ("arbetslös]: ", ""),
        ("funktionsnedsättning?", ""),
        ("långtidsarbetslös?", ""),
        ("Skäl för undantag", "ja"),
        ("Skäl för undantag", "nej"),
        ("arbetslös]: ", "1"),
        ("funktionsnedsättning?", ""),
        ("långtidsarbetslös?", "ja"),
        ("första dagen?", ""),
        ("arbetslös]: ", "2"),
        (GO, ""),
    )
    assert (code, "Undantag:" in shown) == (0, False)
    assert steg("show", "7")[1].count("undantag") == 0


def test_a_reason_for_skipping_a_step_is_none_for_more_months(
    at_terminal: AtTerminal, steg: Steg
) -> None:
    code, shown = played(
        at_terminal("advance", "4", lang="sv"),
        ("[2 utredning]: ", "serviceassistent"),
        ("Skäl för undantag", "kan yrket"),
        ("Från vilken dag? [2024-01-15]: ", ""),
        ("[2025-01-14]: ", "36"),
        ("Skäl för undantag", ""),
        ("[2025-01-14]: ", "36"),
        ("Skäl för undantag", "enligt facket"),
        ("[ingen]: ", ""),
        (GO, ""),
    )
    assert code == 0
    assert (
        "planerat till 2027-01-14.\n"
        "Undantag: Steget serviceassistent är inte nästa steg: det är utredning. Skäl: kan yrket\n"
        "Undantag: En period på 36 månader går inte: den är 12–24 månader. Skäl: enligt facket\n"
    ) in shown
    assert "kan yrket; enligt facket" in steg("show", "4")[1]


def test_months_on_the_line_are_asked_about_too(at_terminal: AtTerminal) -> None:
    code, shown = played(
        at_terminal("advance", "4", "--months", "36", "--dry-run", lang="sv"),
        ("[2 utredning]: ", "serviceassistent"),
        ("Skäl för undantag", "kan yrket"),
        ("Från vilken dag? [2024-01-15]: ", ""),
        ("Skäl för undantag", ""),
    )
    assert (code, shown.endswith("Inget ändrades.\n")) == (1, True)


def test_a_reason_on_the_line_covers_all_and_is_told_at_the_end(at_terminal: AtTerminal) -> None:
    code, shown = played(
        at_terminal("advance", "4", "--to", "serviceassistent", "--exception", "x", lang="sv"),
        ("Från vilken dag?", ""),
        ("[2025-01-14]: ", "36"),
        ("[ingen]: ", ""),
        (GO, "n"),
    )
    assert (code, shown.count("Skäl för undantag: x\n")) == (1, 1)


def test_somebody_who_comes_back_keeps_their_name(at_terminal: AtTerminal, steg: Steg) -> None:
    code, shown = played(
        at_terminal("enrol", "19991224-9811", lang="sv"),
        ("Nummer eller namn: ", "STEG"),
        ("Nummer eller namn: ", "skövde"),
        ("arbetslös]: ", "1"),
        ("funktionsnedsättning?", "j"),
        ("långtidsarbetslös?", "n"),
        ("första dagen?", "2023-06-30"),
        ("första dagen?", ""),
        ("arbetslös]: ", ""),
        ("sedan vilken dag?", ""),
        (GO, ""),
    )
    assert code == 0
    assert shown.startswith("Dan Ceder (S-0005) ")
    assert "efternamn?" not in shown
    assert len(shown_of(steg, "5")["enrolments"]) == 2


def test_advance_asks_for_the_day_and_where(at_terminal: AtTerminal, steg: Steg) -> None:
    code, shown = played(
        at_terminal("advance", "S-0004", lang="sv"),
        ("Nummer eller namn [2 utredning]: ", "prak"),
        ("Skäl för undantag (Enter: inget undantag): ", "kan yrket"),
        ("Från vilken dag? [2024-01-15]: ", "2024-01-02"),
        ("Från vilken dag? [2024-01-15]: ", "1/2 2024"),
        ("Nummer eller namn [ingen]: ", "snick"),
        ("Nummer eller namn [ingen]: ", "björk"),
        (GO, ""),
    )
    assert (code, shown) == (
        0,
        "Anna Ek (S-0004) är på steget kartläggning från 2024-01-02.\n"
        f"{STEPS}"
        "Nummer eller namn [2 utredning]: prak\n"
        "Steget praktik är inte nästa steg: det är utredning.\n"
        "Skäl för undantag (Enter: inget undantag): kan yrket\n"
        "Från vilken dag? [2024-01-15]: 2024-01-02\n"
        "Anna Ek (S-0004) är på steget kartläggning från 2024-01-02; nästa steg kan inte börja "
        "2024-01-02.\n"
        "Från vilken dag? [2024-01-15]: 1/2 2024\n"
        "Vilken arbetsplats?\n"
        "   1  Björkskolan\n"
        "   2  Hemliga huset\n"
        "   3  Solgården\n"
        "Nummer eller namn [ingen]: snick\n"
        "Snickeriet är en anpassad arbetsplats; steget praktik görs i ordinarie verksamhet.\n"
        "Nummer eller namn [ingen]: björk\n"
        "Anna Ek (S-0004) är på steget praktik från 2024-02-01. Arbetsplats: Björkskolan.\n"
        "Undantag: Steget praktik är inte nästa steg: det är utredning. Skäl: kan yrket\n"
        f"{GO}\n"
        "Anna Ek (S-0004) är på steget praktik från 2024-02-01.\n"
        "  omgång: STEG\n"
        "  arbetsplats: Björkskolan\n"
        "Ändring 18. steg ångra tar tillbaka den.\n",
    )
    assert "kan yrket" in steg("show", "4")[1]


def test_a_placement_still_to_come_does_not_hinder_the_next_step(
    at_terminal: AtTerminal, steg: Steg
) -> None:
    steg("place", "4", "Snickeriet", "--from", "2024-02-01")
    code, shown = played(
        at_terminal("advance", "S-0004", "--exception", "kan yrket"),
        ("[2 investigation]: ", "praktik"),
        ("From which day? [2024-01-15]: ", ""),
        ("[no workplace]: ", "björk"),
        ("Go ahead? [Y/n]", ""),
    )
    told = (
        "Snickeriet does not suit work placement: the placement there from 2024-02-01 was taken "
        "away."
    )
    assert (code, told in " ".join(shown.split())) == (0, True)


def test_advance_to_a_limited_step_asks_for_how_long(at_terminal: AtTerminal, steg: Steg) -> None:
    steg("advance", "4", "--to", "utbildningspraktik", "--on", "2024-01-10", "--exception", "x")
    code, shown = played(
        at_terminal("advance", "4", lang="sv"),
        ("[6 serviceassistent]: ", ""),
        ("Från vilken dag? [2024-01-15]: ", ""),
        ("till vilken dag? [2025-01-14]: ", "25"),
        ("Skäl för undantag", ""),
        ("till vilken dag? [2025-01-14]: ", "18 månader"),
        ("[ingen]: ", "3"),
        (GO, "j"),
    )
    assert code == 0
    assert "En period på 25 månader går inte: den är 12–24 månader.\n" in shown
    assert (
        "Anna Ek (S-0004) är på steget serviceassistent från 2024-01-15, planerat till 2025-07-14. "
        f"Arbetsplats: Solgården.\n{GO}" in shown
    )
    assert shown_of(steg, "4")["enrolments"][0]["stays"][-1]["planned_last_day"] == "2025-07-14"


def test_a_closed_workplace_is_told_at_once_and_asked_again(
    at_terminal: AtTerminal, steg: Steg
) -> None:
    where = ("--sector", "Vård och omsorg", "--municipality", "Skövde")
    assert steg("workplace", "add", "Eken", *where)[0] == 0
    assert steg("workplace", "close", "Eken", "--on", "2024-01-14", "--include-protected")[0] == 0
    for command, *before in (
        ("place", "S-0001"),
        ("place", "S-0003"),
        ("advance", "S-0006", "--to", "serviceassistent", "--exception", "x", "--months", "12"),
    ):
        days = [("Från vilken dag?", "")] if command == "advance" else []
        code, shown = played(
            at_terminal(command, *before, lang="sv"),
            *days,
            ("Nummer eller namn", "eken"),
            ("Nummer eller namn", CTRL_C),
        )
        assert (code, "  Eken" in shown) == (130, False)
        assert (
            "Sista dagen på Eken är 2024-01-14: ingen kan vara placerad där 2024-01-15.\n"
        ) in shown


@pytest.mark.parametrize(
    ("before", "command", "answers", "offered"),
    [
        (  # began today: the next step begins tomorrow at the earliest
            ("advance", "4", "--on", "2024-01-15"),
            ("advance", "4", "--to", "arbetsprovning"),
            [],
            "Från vilken dag? [2024-01-16]: ",
        ),
        (  # begins later
            ("advance", "4", "--on", "2024-02-01"),
            ("leave", "4"),
            [("Nummer eller namn: ", "arbete")],
            "Vilken är sista dagen? [2024-02-01]: ",
        ),
        (  # followed up today already: nothing is offered
            ("follow-up", "5", "--status", "arbete"),
            ("follow-up", "5"),
            [("Nummer eller namn: ", "1")],
            "Vilken dag gällde det?",
        ),
        (  # left today: comes back tomorrow at the earliest
            ("leave", "1", "--to", "arbete"),
            ("enrol", "19900101-9802", "--municipality", "Hjo", "--disability"),
            [("Nummer eller namn: ", "STEG"), ("arbetslös]: ", ""), ("långtids", "")],
            "Vilken är första dagen? [2024-01-16]: ",
        ),
        (  # the cohort is closed
            ("cohort", "close", "STEG", "--on", "2024-01-14"),
            ("enrol", "850101-9809", "--name", "Sara Ek", "--municipality", "Hjo", "--disability"),
            [("Nummer eller namn: ", "STEG"), ("arbetslös]: ", ""), ("långtids", "")],
            "Vilken är första dagen?",
        ),
    ],
)
def test_enter_is_never_what_would_be_refused(
    at_terminal: AtTerminal,
    steg: Steg,
    before: tuple[str, ...],
    command: tuple[str, ...],
    answers: list[tuple[str, str]],
    offered: str,
) -> None:
    assert steg(*before)[0] == 0
    code, shown = played(at_terminal(*command, lang="sv"), *answers, (offered, CTRL_C))
    assert (code, shown.splitlines()[-2].startswith(offered)) == (130, True)


def test_who_leaves_today_cannot_be_followed_up_yet_and_that_is_told_at_once(
    at_terminal: AtTerminal, steg: Steg
) -> None:
    assert steg("leave", "4", "--to", "arbete")[0] == 0
    code, shown = played(at_terminal("follow-up", lang="sv"), ("Vem?", "4"), ("Vem?", CTRL_C))
    assert (code, "är för tidig" in shown or "för tidigt" in shown) == (130, True)


def test_a_week_is_no_last_day_at_a_question_either(at_terminal: AtTerminal) -> None:
    code, shown = played(
        at_terminal("leave", "4", lang="sv"),
        ("Nummer eller namn: ", "arbete"),
        ("Vilken är sista dagen? [2024-01-15]: ", "v. 4"),
        ("Vilken är sista dagen? [2024-01-15]: ", CTRL_C),
    )
    assert (code, "v. 4 kan vara 2024-01-26 eller 2024-01-28." in shown) == (130, True)


def test_what_ended_a_placement_offers_the_next_one_with_its_day(
    at_terminal: AtTerminal, steg: Steg
) -> None:
    steg("place", "4", "Snickeriet")
    code, shown = played(
        at_terminal("advance", "4", "--to", "praktik", "--exception", "x", lang="sv"),
        ("Från vilken dag?", "2024-09-01"),
        ("Nummer eller namn [ingen]: ", ""),
        (GO, ""),
    )
    assert code == 0
    told = (
        "Obs: Snickeriet passar inte för steget praktik: placeringen där slutar 2024-08-31. "
        "Ange en ny med: steg placera S-0004 --från 2024-09-01\n"
    )
    assert shown.count(told) == 2  # before the question, and at the end, where it is typed
    code, shown = played(
        at_terminal("place", "S-0004", "--from", "2024-09-01", lang="sv"),
        ("Nummer eller namn: ", "sol"),
        ("Till vilken dag? [ingen]: ", ""),
        ("av heltid? [100]: ", ""),
        (GO, ""),
    )
    assert code == 0
    assert f"Anna Ek (S-0004) är på Solgården från 2024-09-01, 100 %.\n{GO}" in shown


def test_place_asks_where_and_tells_what_ends(at_terminal: AtTerminal, steg: Steg) -> None:
    steg("workplace", "edit", "Björkskolan", "--places", "3")
    code, shown = played(
        at_terminal("place", "1", lang="sv"),
        ("Nummer eller namn: ", "snickeriet"),
        ("Nummer eller namn: ", "1"),
        ("Från vilken dag? [2024-01-15]: ", "2021-01-01"),
        ("Från vilken dag? [2024-01-15]: ", "+1m"),
        ("Till vilken dag? [ingen]: ", "1/2"),
        ("Till vilken dag? [ingen]: ", ""),
        ("av heltid? [100]: ", "101"),
        ("av heltid? [100]: ", "50 %"),
        (GO, ""),
    )
    assert (code, shown.partition("Vilken arbetsplats?")[2]) == (
        0,
        "\n"
        "   1  Björkskolan    2 av 3 lediga\n"
        "   2  Hemliga huset\n"
        "   3  Solgården\n"
        "Nummer eller namn: snickeriet\n"
        "Snickeriet är en anpassad arbetsplats; steget serviceassistent görs i ordinarie "
        "verksamhet.\n"
        "Nummer eller namn: 1\n"
        "Från vilken dag? [2024-01-15]: 2021-01-01\n"
        "Anna Alm (S-0001) är inskriven från 2022-01-10; en placering kan inte börja redan "
        "2021-01-01.\n"
        "Från vilken dag? [2024-01-15]: +1m\n"
        "Till vilken dag? [ingen]: 1/2\n"
        "En placering från 2024-02-15 kan inte sluta 2024-02-01. Skriv året: 1/2 lästes som "
        "2024-02-01; 2025-02-01 kommer i ordning.\n"
        "Till vilken dag? [ingen]: \n"
        "Hur många procent av heltid? [100]: 101\n"
        "101 är inget heltal från 1 till 100. Skriv ett tal däremellan, med bara siffror.\n"
        "Hur många procent av heltid? [100]: 50 %\n"
        "Anna Alm (S-0001) är på Björkskolan från 2024-02-15, 50 %.\n"
        "Obs: Placeringen på Solgården slutar 2024-02-14.\n"
        f"{GO}\n"
        "Anna Alm (S-0001) är på steget serviceassistent från 2023-03-01, planerat till "
        "2024-02-29.\n"
        "  omgång: STEG\n"
        "  arbetsplats: Björkskolan\n"
        "  betalar: AME\n"
        "  avtal: BEA\n"
        "  besked senast: 2024-01-29\n"
        "  månader totalt: 12\n"
        "  kan förlängas (mån): 12\n"
        "Ändring 19. steg ångra tar tillbaka den.\n",
    )


def test_where_a_protected_person_is_stands_on_no_screen(
    at_terminal: AtTerminal, secrets: tuple[str, ...]
) -> None:
    code, shown = played(
        at_terminal("advance", "3", lang="sv"),
        ("[7 enhetsassistent]: ", ""),
        ("Från vilken dag?", ""),
        ("Nummer eller namn [som nu: (skyddad)]: ", ""),
        (GO, "n"),
    )
    assert (code, shown.endswith("Inget ändrades.\n")) == (1, True)
    # The list of workplaces names every one that suits, whoever is asked about.
    shown = shown.replace("Hemliga huset", "", 1)
    assert [secret for secret in secrets if secret in shown] == []


@pytest.mark.parametrize(
    ("answers", "last"),
    [
        ([("[12, till 2025-02-28]: ", "")], "2025-02-28"),
        ([("[12, till 2025-02-28]: ", "1 år")], "2025-02-28"),
        ([("[12, till 2025-02-28]: ", "x"), ("2025-02-28]: ", "6")], "2024-08-31"),
        ([("[12, till 2025-02-28]: ", "13"), ("Skäl", ""), ("]: ", "2024-10-31")], "2024-10-31"),
        ([("[12, till 2025-02-28]: ", "13"), ("Skäl", "sjuk länge")], "2025-03-31"),
    ],
)
def test_extend_asks_for_months_and_offers_what_is_left(
    at_terminal: AtTerminal, steg: Steg, answers: list[tuple[str, str]], last: str
) -> None:
    code, shown = played(at_terminal("extend", "1", lang="sv"), *answers, (GO, ""))
    sentence = (
        f"Anna Alm (S-0001) är på steget serviceassistent från 2023-03-01, planerat till {last} "
        "i stället för 2024-02-29."
    )
    assert code == 0
    assert shown.count(sentence) == 2  # before the yes and after it
    assert shown_of(steg, "1")["enrolments"][0]["stays"][-1]["planned_last_day"] == last


def test_extend_alone_asks_who_and_tells_at_once_that_it_cannot_be(at_terminal: AtTerminal) -> None:
    extend = at_terminal("extend", lang="sv")
    code, shown = played(
        extend,
        ("Vem? (ärende, personnummer eller namn): ", "Ingen Alls"),
        ("namn): ", "S-0004"),
        ("namn): ", "Dan Ceder"),
        ("namn): ", "Bo"),
        ("till vilken dag? [12, till 2024-08-31]: ", CTRL_C),
    )
    assert code == 130
    assert shown.endswith("Avbrutet. Inget ändrades.\n")
    assert "där finns ingen planerad sista dag att flytta." in shown


def test_leave_asks_to_what_and_when_and_enter_alone_ends_nothing(
    at_terminal: AtTerminal, steg: Steg, dump: Dump
) -> None:
    before = dump()
    words = (("Nummer eller namn: ", "arb"), ("namn: ", "hem"), ("namn: ", "arbete"))
    days = (("sista dagen? [2024-01-15]: ", "2023-01-01"), ("[2024-01-15]: ", ""))
    ending = "Ska det göras? [j/N]: "
    code, shown = played(at_terminal("leave", "S-0001", lang="sv"), *words, *days, (ending, ""))
    assert (code, dump() == before) == (1, True)
    assert shown == (
        "Anna Alm (S-0001) är på steget serviceassistent från 2023-03-01, planerat till "
        "2024-02-29.\n"
        f"Vad går personen till?\n{OUTCOMES}arb\n"
        "arb kan vara arbete, kommunal arbetsmarknadsanställning, söker arbete. Skriv mer av "
        "namnet, eller numret.\n"
        "Nummer eller namn: hem\n"
        "hem finns inte bland valen. Skriv ett nummer, eller början av ett namn.\n"
        "Nummer eller namn: arbete\n"
        "Vilken är sista dagen? [2024-01-15]: 2023-01-01\n"
        "Anna Alm (S-0001) är på steget serviceassistent från 2023-03-01; sista dagen kan inte "
        "vara 2023-01-01.\n"
        "Vilken är sista dagen? [2024-01-15]: \n"
        "Anna Alm (S-0001) slutar på steget serviceassistent 2024-01-15. Därefter: arbete.\n"
        f"{ending}\n"
        "Inget ändrades.\n"
    )
    code, _ = played(at_terminal("leave", "1", lang="sv"), *words[2:], *days[1:], (ending, "ja"))
    assert (code, shown_of(steg, "1")["enrolments"][0]["left_to"]) == (0, "employment")


def test_leaving_training_is_asked_whether_it_was_completed(
    at_terminal: AtTerminal, steg: Steg
) -> None:
    steg("advance", "4", "--to", "utbildningspraktik", "--exception", "x", "--on", "2024-01-10")
    code, shown = played(
        at_terminal("leave", "4", "--on", "2024-01-14", lang="sv"),
        ("Nummer eller namn: ", "employment"),
        ("Slutfördes utbildningen? [j/N]: ", "ja"),
        ("[j/N]: ", "j"),
    )
    assert (code, "sista dagen?" in shown) == (0, False)
    assert shown_of(steg, "4")["enrolments"][0]["stays"][-1]["completed"] is True


def test_follow_up_asks_who_what_and_when(at_terminal: AtTerminal, steg: Steg) -> None:
    code, shown = played(
        at_terminal("follow-up", lang="sv"),
        ("Vem?", "1"),
        ("Vem?", "dan"),
        ("Nummer eller namn: ", "6"),
        ("Vilken dag gällde det? [2024-01-15]: ", "2023-06-01"),
        ("Vilken dag gällde det? [2024-01-15]: ", "imorgon"),
        ("Vilken dag gällde det? [2024-01-15]: ", "2024-01-10"),
        (GO, ""),
    )
    assert code == 0
    assert "Anna Alm (S-0001) har inte slutat" in shown
    assert "Dan Ceder (S-0005) slutade på steget" in shown
    assert f"S-0005, 2024-01-10: söker arbete.\n{GO}" in shown
    _, out, _ = steg("log", "--limit", "1", "--format", "json")
    assert json.loads(out)["rows"][0]["summary"] == "S-0005 job-search 2024-01-10"


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D], ids=["Ctrl-C", "Ctrl-D"])
@pytest.mark.parametrize(
    ("command", "answers"),
    [
        (("enrol",), [("samordningsnummer? ", "19850101-9809"), ("efternamn? ", "")]),
        (("advance", "4"), [("Nummer eller namn", "")]),
        (("leave", "1"), [("Nummer eller namn", "1"), ("sista dagen?", "")]),
    ],
)
def test_leaving_any_question_changes_nothing(
    at_terminal: AtTerminal,
    dump: Dump,
    command: tuple[str, ...],
    answers: list[tuple[str, str]],
    key: str,
) -> None:
    before = dump()
    code, shown = played(at_terminal(*command, lang="sv"), *answers, ("? ", key))
    assert (code, shown.endswith("\nAvbrutet. Inget ändrades.\n")) == (130, True)
    assert dump() == before


def test_yes_leaves_the_last_question_out_and_a_dry_run_all_of_it(
    at_terminal: AtTerminal, steg: Steg, dump: Dump
) -> None:
    before = dump()
    code, shown = played(
        at_terminal("extend", "1", "--dry-run", lang="sv"), ("till vilken dag?", "")
    )
    assert (code, GO in shown, dump() == before) == (0, False, True)
    assert shown.endswith("Provkörning: inget har sparats.\n")
    code, shown = played(at_terminal("extend", "1", "--yes", lang="sv"), ("till vilken dag?", ""))
    assert (code, GO in shown) == (0, False)
    assert shown_of(steg, "1")["enrolments"][0]["stays"][-1]["planned_last_day"] == "2025-02-28"


@pytest.mark.parametrize(
    "command",
    [
        ("advance", "4", "--on", "today"),
        ("place", "1", "Björkskolan"),
        ("extend", "1", "--months", "1"),
        ("leave", "1", "--to", "arbete"),
        ("follow-up", "5", "--status", "arbete"),
        (
            *("enrol", "19850101-9809", "--name", "Sara Ek", "--cohort", "STEG", "--status"),
            *("arbetslös", "--municipality", "Skövde", "--disability"),
        ),
    ],
    ids=lambda command: command[0],
)
def test_a_whole_command_is_asked_about_nothing(
    at_terminal: AtTerminal, command: tuple[str, ...]
) -> None:
    code, shown = at_terminal(*command, lang="sv").finish()
    assert (code, "?" in shown, "steg ångra tar tillbaka den." in shown) == (0, False, True)


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (("advance", "4", "--to", "praktik", "--on", "today"), "Det brådskar"),
        (("extend", "1", "--months", "13"), "Väntar på utbildning"),
    ],
)
def test_a_whole_command_that_an_exception_allows_asks_for_its_reason(
    at_terminal: AtTerminal, dump: Dump, command: tuple[str, ...], reason: str
) -> None:
    before = dump()
    code, shown = played(at_terminal(*command, lang="sv"), ("Skäl för undantag", ""))
    assert (code, dump()) == (1, before)
    code, shown = played(at_terminal(*command, lang="sv"), ("Skäl för undantag", reason))
    assert (code, "steg ångra tar tillbaka den." in shown) == (0, True)
    assert "Ska det göras?" not in shown


def test_a_value_on_the_line_that_will_not_do_ends_the_questions(
    at_terminal: AtTerminal, dump: Dump
) -> None:
    before = dump()
    code, shown = at_terminal("enrol", "850101-9808", lang="sv").finish()
    assert (code, shown.startswith("Fel: 850101-9808 är inget giltigt nummer")) == (1, True)
    assert dump() == before


def test_answers_from_a_pipe_are_none(installed: Any) -> None:
    code, out, err = installed("advance", lang="sv")
    assert (code, out, err.splitlines()[0]) == (2, "", "Fel: VEM saknas.")


def test_cohorts_that_have_ended_stand_last(at_terminal: AtTerminal, steg: Steg) -> None:
    steg("cohort", "add", "VT 2024", "--from", "2024-01-01")
    about = (
        "--municipality",
        "Hjo",
        "--status",
        "unemployed",
        "--disability",
        "--long-term-unemployed",
        "--labour-status",
        "employed",
    )
    asked = at_terminal(
        "enrol", "19850101-9809", "--name", "Sara Ek", *about, "--on", "2024-01-15", lang="sv"
    )
    code, shown = played(asked, ("[1 VT 2024]: ", ""), (GO, ""))
    assert code == 0
    assert (
        "   1  VT 2024     2024-01-01 till …\n"
        "   2  Pilot 2016  2016-01-01 till 2016-12-31\n"
        "   3  STEG        2019-04-01 till 2022-03-31\n"
    ) in shown


def test_it_is_asked_whether_identity_numbers_are_written(
    at_terminal: AtTerminal, tmp_path: Path
) -> None:
    path = tmp_path / "scb.csv"
    for answer, expected in (("", 1), ("n", 1), ("j", 0)):
        terminal = at_terminal(
            "report", "scb", "--month", "2022-01", "--output", str(path), lang="sv"
        )
        code, shown = played(terminal, ("Ska den skrivas? [j/N]: ", answer))
        assert (code, path.exists(), "19900101" in shown) == (expected, expected == 0, False)
    assert b"199001019802" in path.read_bytes()


@pytest.mark.parametrize("word", ["nej", "Avbryt", "q"])
def test_whoever_wants_to_break_off_is_told_how(at_terminal: AtTerminal, word: str) -> None:
    code, shown = played(
        at_terminal("förläng", "1", lang="sv"),
        ("[12, till 2025-02-28]: ", word),
        ("[12, till 2025-02-28]: ", CTRL_C),
    )
    assert code == 130
    assert f"{word} är inte skrivet som en dag." in shown
    assert "Ctrl-C avbryter; inget ändras.\n" in shown
