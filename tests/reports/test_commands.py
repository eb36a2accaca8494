"""The commands that would settle an end: each is typed, on the day, into the register."""

from __future__ import annotations

import io
import shlex
import shutil
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout, suppress
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steg_cli.actions.advance import advance
from steg_cli.actions.convert import convert_people
from steg_cli.actions.enrol import Application, enrol
from steg_cli.actions.extend import extend
from steg_cli.actions.follow_up import follow_up
from steg_cli.actions.leave import leave
from steg_cli.actions.place import place
from steg_cli.actions.surroundings import SECTOR, WORKPLACE, add, edit
from steg_cli.cli.app import main
from steg_cli.programme.errors import Refused
from steg_cli.programme.identity import Identity
from steg_cli.programme.ladder import DEFAULT_LADDER
from steg_cli.programme.people import NEW, Deadline, Inside, Pause, Support
from steg_cli.register.file import Register, open_register
from steg_cli.register.people import find_person
from steg_cli.reports.digests import digests
from steg_cli.reports.due import Case
from tests.at_random import AT_RANDOM
from tests.conftest import WORKPLACES, Give

if TYPE_CHECKING:
    from tests.conftest import OnStep

D = date.fromisoformat
TODAY = date(2024, 1, 15)
SHOWING = ("show", "support list", "report")  # what writes nothing knows no --dry-run


def filled_in(command: str, case: Case, today: date, workplace: str) -> list[str]:
    """Return the words of a command, with what somebody could have decided for each …."""
    program, *words = shlex.split(command)
    assert program == "steg"
    later = str(max(case.last_day, today) + timedelta(30))
    steps = [step.code for step in DEFAULT_LADDER]
    following = dict(pairwise(steps)).get(case.step or "", "")
    decided = {
        "leave": ["employment"],
        "follow-up": ["employment"],
        "extend": [later],
        "advance": [following],
        "place": [workplace],
        "support": ["osa", later],
    }.get(words[0], [])
    assert words.count("…") in (0, len(decided))
    return [decided.pop(0) if word == "…" else word for word in words]


def refusal_of(path: Path, words: list[str], today: date) -> str | None:
    """Type a command of a mail on a day as a dry run; return what it says if it is refused."""
    before = path.read_bytes()
    said, complained = io.StringIO(), io.StringIO()
    options = ["--db", str(path), "--lang", "en", "--today", f"{today}"]
    shows = " ".join(words).startswith(SHOWING)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LANGUAGE", "en")  # what the command leaves there is taken back
        with redirect_stdout(said), redirect_stderr(complained):
            code = main([*options, *words, *([] if shows else ["--dry-run"])])
    assert path.read_bytes() == before
    if code != 0:
        return complained.getvalue()
    assert said.getvalue()
    assert shows or "Dry run: nothing was written.\n" in complained.getvalue()
    return None


def refused_of(register: Register, today: date) -> dict[str, str]:
    """Type every command of every case of a day's digest; return what is refused, and why.

    A workplace to move to is any that suits.
    """
    refused: dict[str, str] = {}
    for digest in digests(register, today, within=24):
        for case in digest.cases:
            for command in case.commands:
                said = [
                    refusal_of(register.path, filled_in(command, case, today, workplace), today)
                    for workplace in (WORKPLACES if " place " in command else ("",))
                ]
                if None not in said:
                    refused[command] = str(said[0])
        if digest.shows_them:
            assert refusal_of(register.path, shlex.split(digest.shows_them)[1:], today) is None
    return refused


# Periods


def later_at_another_sector(register: Register) -> None:
    place(register, "S-0001", "Björkskolan", TODAY, first=D("2024-02-01"))


def later_at_the_same_sector(register: Register) -> None:
    about = {"sector": "Vård och omsorg", "municipality": "Skövde"}
    add(register, WORKPLACE, "Ängen", about, TODAY)
    place(register, "S-0001", "Ängen", TODAY, first=D("2024-02-01"))


def away_for_a_week(register: Register) -> None:
    place(register, "S-0001", "Björkskolan", TODAY, first=D("2024-01-10"), last=D("2024-01-20"))


def employs_its_own_from(day: str) -> Callable[[Register], None]:
    def employs(register: Register) -> None:
        edit(register, SECTOR, "Barn och utbildning", {"employs_from": D(day)}, TODAY)

    return employs


def extended_before(register: Register) -> None:
    extend(register, "S-0001", TODAY, months=3, on=D("2024-01-15"))


A_YEAR = "--months 12"

# What a period is: (first day, last day, workplace, what happens to it, today), then the extension
# that its mail offers and whether it offers a conversion.
OFFERED = {
    "extendable": (
        "2023-02-01",
        "2024-01-31",
        "Björkskolan",
        None,
        "2024-01-15",
        A_YEAR,
        False,
    ),
    "a last day of its own": (
        "2022-12-01",
        "2024-02-10",
        None,
        None,
        "2024-01-15",
        "--months 10",
        False,
    ),
    "one month left": (
        "2022-02-15",
        "2024-01-20",
        "Björkskolan",
        None,
        "2024-01-15",
        "--months 1",
        False,
    ),
    "nothing left": ("2022-02-01", "2024-01-31", "Björkskolan", None, "2024-01-15", "", False),
    "convertible": ("2022-02-01", "2024-01-31", "Solgården", None, "2024-01-15", "", True),
    "both": ("2023-02-01", "2024-01-31", "Solgården", None, "2024-01-15", A_YEAR, True),
    "overdue": ("2022-12-01", "2023-11-30", "Solgården", None, "2024-01-15", A_YEAR, True),
    "overdue for long": ("2022-12-01", "2023-11-30", "Solgården", None, "2033-11-30", "", True),
    "overdue, used up": ("2022-12-01", "2024-11-30", "Björkskolan", None, "2024-12-24", "", False),
    "ending today": (
        "2023-01-16",
        "2024-01-15",
        "Solgården",
        None,
        "2024-01-15",
        A_YEAR,
        True,
    ),
    "ended yesterday": (
        "2023-01-15",
        "2024-01-14",
        "Björkskolan",
        None,
        "2024-01-15",
        A_YEAR,
        False,
    ),
    "from the 31st": (
        "2023-08-31",
        "2024-08-30",
        "Björkskolan",
        None,
        "2024-08-01",
        A_YEAR,
        False,
    ),
    "from the leap day": (
        "2024-02-29",
        "2025-02-28",
        "Solgården",
        None,
        "2025-02-28",
        A_YEAR,
        True,
    ),
    "the day before the sector employs its own": (
        *("2022-01-15", "2023-01-14", "Solgården", None, "2022-12-31", A_YEAR, False),
    ),
    "the sector's first day": (
        *("2022-01-15", "2023-01-14", "Solgården", None, "2023-01-01", A_YEAR, True),
    ),
    "another sector employs its own from today": (
        *("2023-02-01", "2024-01-31", "Björkskolan"),
        *(employs_its_own_from("2024-01-15"), "2024-01-15", A_YEAR, True),
    ),
    "another sector employs its own from tomorrow": (
        *("2023-02-01", "2024-01-31", "Björkskolan"),
        *(employs_its_own_from("2024-01-16"), "2024-01-15", A_YEAR, False),
    ),
    "extended before": (
        *(
            "2023-02-01",
            "2024-01-31",
            "Björkskolan",
            extended_before,
            "2024-02-15",
            "--months 9",
            False,
        ),
    ),
    "moving within the sector later": (
        *("2023-02-01", "2024-01-31", "Solgården", later_at_the_same_sector),
        *("2024-01-15", A_YEAR, True),
    ),
    "at another sector this week": (
        *(
            "2023-02-01",
            "2024-01-31",
            "Solgården",
            away_for_a_week,
            "2024-01-15",
            A_YEAR,
            False,
        ),
    ),
    "moving to another sector later": (
        *("2023-02-01", "2024-01-31", "Solgården", later_at_another_sector),
        *("2024-01-15", A_YEAR, False),
    ),
    "the last day on which an extension lies ahead": (
        *("2022-02-01", "2023-01-31", "Björkskolan", None, "2024-01-30", A_YEAR, False),
    ),
    "the first day on which none does": (
        *("2022-02-01", "2023-01-31", "Björkskolan", None, "2024-01-31", "", False),
    ),
    "begun today, asked for a year ahead": (
        *("2024-01-15", "2025-01-14", "Solgården", None, "2024-01-15", A_YEAR, False),
    ),
}


@pytest.mark.parametrize(
    ("since", "until", "workplace", "arrange", "today", "extension", "convertible"),
    OFFERED.values(),
    ids=OFFERED,
)
def test_every_command_about_a_period_is_accepted(
    register: Register,
    on_step: OnStep,
    since: str,
    until: str,
    workplace: str | None,
    arrange: Callable[[Register], None] | None,
    today: str,
    extension: str,
    convertible: bool,
) -> None:
    on_step("serviceassistent", since=D(since), until=D(until), workplace=workplace)
    if arrange is not None:
        arrange(register)
    (digest,) = digests(register, D(today), within=12)
    (case,) = (one for one in digest.cases if one.what == "period")
    assert case.commands == (
        "steg show S-0001",
        *([f"steg extend S-0001 {extension}"] if extension else []),
        *(["steg convert-to-enhetsassistent S-0001"] if convertible else []),
        f"steg leave S-0001 --on {case.last_day} --to …",
    )
    assert refused_of(register, D(today)) == {}


def test_the_months_in_all_are_used_up_by_every_period_on_the_step(
    register: Register, on_step: OnStep
) -> None:
    """A year before, then half a year elsewhere: the second period can be a year at most."""
    on_step("serviceassistent", since=D("2022-01-01"), months=12, workplace="Solgården")
    first = D("2023-06-01")
    advance(register, "1", TODAY, to="praktik", on=D("2023-01-01"), exception="paus")
    advance(register, "1", TODAY, to="serviceassistent", on=first, months=8, exception="igen")
    told = {}
    for day in (TODAY, D("2024-05-30"), D("2024-05-31"), D("2024-06-01")):
        (digest,) = digests(register, day)
        (case,) = digest.cases
        assert (case.months_in_all, case.most_months) == (20, 24)
        assert case.used_up_on == D("2024-05-31")
        told[str(day)] = [one for one in case.commands if "extend" in one]
        assert refused_of(register, day) == {}
    assert told == {
        "2024-01-15": ["steg extend S-0001 --months 4"],
        "2024-05-30": ["steg extend S-0001 --months 4"],
        "2024-05-31": [],
        "2024-06-01": [],
    }


def test_days_that_are_left_of_the_months_in_all_are_offered_by_their_last_day(
    register: Register, on_step: OnStep
) -> None:
    """6 months and 17 days before: the second period ends by 2026-04-13 (the domain's table)."""
    on_step("serviceassistent", since=D("2024-01-15"), until=D("2025-01-14"))
    advance(register, "1", TODAY, to="praktik", on=D("2024-08-01"), exception="paus")
    advance(register, "1", TODAY, to="utbildningspraktik", on=D("2024-09-01"))
    first, day = D("2024-11-01"), D("2026-04-01")
    advance(register, "1", day, to="serviceassistent", on=first, until=D("2026-04-10"))
    (digest,) = digests(register, day)
    (case,) = digest.cases
    assert (case.months_in_all, case.months_left_to_extend) == (23, 0)
    assert case.used_up_on == D("2026-04-13")
    assert case.commands == (
        "steg show S-0001",
        "steg extend S-0001 --until 2026-04-13",
        "steg leave S-0001 --on 2026-04-10 --to …",
    )
    assert refused_of(register, day) == {}


def test_months_that_were_used_up_by_an_earlier_period_say_when(
    register: Register, on_step: OnStep
) -> None:
    """Two periods by exception, 36 months in all: the 24 ended within the second."""
    on_step("serviceassistent", since=D("2021-06-01"), months=18, workplace="Björkskolan")
    advance(register, "1", TODAY, to="praktik", on=D("2022-12-01"), exception="paus")
    for day, until in (("2023-01-01", "2023-12-31"), ("2024-01-10", "2024-02-09")):
        advance(
            register, "1", TODAY, to="serviceassistent", on=D(day), until=D(until), exception="igen"
        )
    (digest,) = digests(register, TODAY)
    (case,) = digest.cases
    assert (case.months_in_all, case.used_up_on) == (31, D("2023-06-30"))
    assert case.commands == ("steg show S-0001", "steg leave S-0001 --on 2024-02-09 --to …")
    assert refused_of(register, TODAY) == {}


# Ends of every other kind: what happens, on which day it is told, then what, and the commands
# after the one that shows the case.

Arrange = Callable[[Register, "OnStep", Give], object]


def on_praktik(on_step: OnStep, until: str | None = None) -> str:
    return on_step(
        "praktik", since=D("2023-06-01"), until=D(until) if until else None, workplace="Solgården"
    )


def a_step(until: str) -> Arrange:
    return lambda register, on_step, give: on_praktik(on_step, until)


def the_last_step(register: Register, on_step: OnStep, give: Give) -> None:
    on_step("sjukskoterska", until=D("2024-02-29"), workplace="Solgården")


def placed(register: Register, on_step: OnStep, *, until: str) -> None:
    on_step("praktik", since=D("2023-06-01"))
    place(register, "1", "Solgården", TODAY, first=D("2023-06-01"), last=D(until))


def a_placement(register: Register, on_step: OnStep, give: Give) -> None:
    placed(register, on_step, until="2024-02-20")


def a_placement_and_a_later_one(register: Register, on_step: OnStep, give: Give) -> None:
    placed(register, on_step, until="2024-02-20")
    place(register, "1", "Björkskolan", TODAY, first=D("2024-03-10"))


def supported(*spans: tuple[str, str]) -> Arrange:
    def arrange(register: Register, on_step: OnStep, give: Give) -> None:
        on_step("serviceassistent", since=D("2023-08-01"), months=18, workplace="Solgården")
        give("1", *(Support(NEW, "osa", D(first), D(last)) for first, last in spans))

    return arrange


def supported_and_leaving(register: Register, on_step: OnStep, give: Give) -> None:
    supported(("2023-08-01", "2024-01-31"))(register, on_step, give)
    leave(register, "1", TODAY, to="other", on=D("2024-03-01"))


def left(register: Register, on_step: OnStep, give: Give) -> None:
    on_praktik(on_step)
    leave(register, "1", TODAY, to="other", on=D("2023-07-31"))


def back(register: Register, day: date) -> None:
    identity = find_person(register, "1", day).participant.identity
    enrol(
        register,
        Application(identity, "Anna", "STEG", "Skövde", "unemployed", day, disability=True),
        day,
    )


def left_and_back(register: Register, on_step: OnStep, give: Give) -> None:
    left(register, on_step, give)
    back(register, D("2023-11-01"))


def left_twice(register: Register, on_step: OnStep, give: Give) -> None:
    left_and_back(register, on_step, give)
    leave(register, "1", TODAY, to="other", on=D("2024-01-10"))


def left_twice_soon(register: Register, on_step: OnStep, give: Give) -> None:
    """Any day on which the first time could still be followed up is one of the second by now."""
    left_and_back(register, on_step, give)
    leave(register, "1", TODAY, to="other", on=D("2023-12-10"))


def to_be_done(register: Register, on_step: OnStep, give: Give) -> None:
    on_praktik(on_step)
    dones = (TODAY, None, None)
    give(
        "1",
        *(Deadline(NEW, f"samtal {n}", D("2024-02-01"), 1, done) for n, done in enumerate(dones)),
    )


def to_be_done_and_left(register: Register, on_step: OnStep, give: Give) -> None:
    on_praktik(on_step)
    give("1", Deadline(NEW, "samtal", D("2024-01-01")))
    leave(register, "1", TODAY, to="other", on=TODAY)


SETTLED: dict[str, tuple[Arrange, str, list[tuple[str, tuple[str, ...]]]]] = {
    "a step": (
        *(a_step("2024-02-29"), "2024-01-15"),
        [
            (
                "step",
                (
                    "steg extend S-0001 --until …",
                    "steg advance S-0001 --to … --on 2024-03-01",
                    "steg leave S-0001 --on 2024-02-29 --to …",
                ),
            )
        ],
    ),
    "a step that is overdue": (
        *(a_step("2023-12-31"), "2024-01-15"),
        [
            (
                "step",
                (
                    "steg extend S-0001 --until …",
                    "steg advance S-0001 --to … --on 2024-01-01",
                    "steg leave S-0001 --on 2023-12-31 --to …",
                ),
            )
        ],
    ),
    "the last step": (
        *(the_last_step, "2024-01-15"),
        [
            (
                "step",
                ("steg extend S-0001 --until …", "steg leave S-0001 --on 2024-02-29 --to …"),
            )
        ],
    ),
    "a placement": (
        *(a_placement, "2024-01-15"),
        [("placement", ("steg place S-0001 … --from 2024-02-21",))],
    ),
    "a placement before a later one": (
        *(a_placement_and_a_later_one, "2024-01-15"),
        [("placement", ("steg place S-0001 … --from 2024-02-21 --until 2024-03-09",))],
    ),
    "a decision": (
        *(supported(("2023-08-01", "2024-01-31")), "2024-01-15"),
        [
            (
                "support",
                (
                    "steg support list S-0001",
                    "steg support add S-0001 … --from 2024-02-01 --until …",
                ),
            )
        ],
    ),
    "a decision that is overdue": (
        *(supported(("2023-08-01", "2023-10-31")), "2024-01-15"),
        [
            (
                "support",
                (
                    "steg support list S-0001",
                    "steg support add S-0001 … --from 2023-11-01 --until …",
                ),
            )
        ],
    ),
    "a decision with the next one": (
        *(supported(("2023-08-01", "2024-01-31"), ("2024-02-01", "2024-12-31")), "2024-01-15"),
        [("support", ("steg support list S-0001",))],
    ),
    "a decision about somebody who leaves": (
        *(supported_and_leaving, "2024-01-15"),
        [("support", ("steg support list S-0001",))],
    ),
    "a follow-up": (
        *(left, "2024-01-15"),
        [("follow-up", ("steg follow-up S-0001 --status …",))],
    ),
    "a follow-up that is overdue": (
        *(left, "2024-12-15"),
        [("follow-up", ("steg follow-up S-0001 --status …",))],
    ),
    "a follow-up of somebody who came back": (
        *(left_and_back, "2024-01-15"),
        [("follow-up", ("steg follow-up S-0001 --status …",))],
    ),
    "a follow-up of somebody who came back and left": (
        *(left_twice, "2024-01-15"),
        [("follow-up", ("steg follow-up S-0001 --status … --on 2024-01-10",))],
    ),
    "a follow-up that cannot be made any more": (
        *(left_twice_soon, "2024-01-15"),
        [("follow-up", ())],
    ),
    "deadlines": (
        *(to_be_done, "2024-01-15"),
        [
            ("deadline", ("steg deadline done S-0001 2",)),
            ("deadline", ("steg deadline done S-0001 3",)),
        ],
    ),
    "a deadline of somebody who left": (
        *(to_be_done_and_left, "2024-01-16"),
        [("deadline", ("steg deadline done S-0001 1",))],
    ),
}


@pytest.mark.parametrize(("arrange", "today", "told"), SETTLED.values(), ids=SETTLED)
def test_every_command_about_an_end_is_accepted(
    register: Register,
    on_step: OnStep,
    give: Give,
    arrange: Arrange,
    today: str,
    told: list[tuple[str, tuple[str, ...]]],
) -> None:
    arrange(register, on_step, give)
    (digest,) = digests(register, D(today))
    assert [(case.what, case.commands) for case in digest.cases] == [
        (what, ("steg show S-0001", *commands)) for what, commands in told
    ]
    assert refused_of(register, D(today)) == {}


def test_a_follow_up_settles_what_it_was_told_for(
    register: Register, on_step: OnStep, give: Give
) -> None:
    left_twice(register, on_step, give)
    follow_up(register, "1", TODAY, status="other", on=D("2024-01-10"))
    assert digests(register, TODAY) == []


def test_of_two_workplaces_the_one_that_ends_is_followed_beside_the_other(
    register: Register, on_step: OnStep, give: Give
) -> None:
    on_praktik(on_step)
    place(register, "1", "Solgården", TODAY, first=D("2023-06-01"), percent=60)
    days: dict[str, Any] = {"first": D("2023-07-01"), "last": D("2024-02-20")}
    place(register, "1", "Björkskolan", TODAY, **days, percent=40, beside=True)
    (digest,) = digests(register, TODAY)
    (case,) = digest.cases
    assert case.commands[1:] == ("steg place S-0001 … --from 2024-02-21 --percent 40 --beside",)
    assert refused_of(register, TODAY) == {}


def test_the_command_for_cases_without_details_shows_them(
    register: Register, on_step: OnStep, capsys: pytest.CaptureFixture[str]
) -> None:
    on_step("serviceassistent", "Zäta", since=D("2023-08-01"), months=12, protected=True)
    commands = {}
    for within in (None, 3, 7):
        found = digests(register, TODAY if within == 7 else D("2024-07-01"), within=within)
        commands[within] = found[0].shows_them
    assert commands == {
        None: "steg report expiries --include-protected",
        3: "steg report expiries --include-protected",
        7: "steg report expiries --include-protected --within 7",
    }
    words = shlex.split(commands[7] or "")[1:]
    assert main(["--db", str(register.path), "--today", f"{TODAY}", *words]) == 0
    assert "Zäta" in capsys.readouterr().out


# Any life

Deed = tuple[str, int, int]
USUAL = ("advance", "period", "place", "place", "place", "extend", "support", "pause", "deadline")
DEEDS = st.tuples(
    st.sampled_from((*USUAL, *USUAL, "convert", "leave", "shorten", "back", "back")),
    st.integers(0, 60),
    st.integers(1, 300),
)


def do_deed(register: Register, deed: str, day: date, length: int) -> None:
    """Do something on a day, for some days."""
    until, give = day + timedelta(length), Give(register)
    workplace = ("Solgården", "Björkskolan")[length % 2]
    there = workplace if length % 5 > 2 else None
    things: dict[str, Inside] = {
        "support": Support(NEW, ("osa", "nystartsjobb")[length % 2], day, until),
        "pause": Pause(NEW, day, until if length % 3 else None),
        "deadline": Deadline(NEW, "samtal", until),
    }
    match deed:
        case "advance":
            to = ("praktik", "utbildningspraktik", "enhetsassistent", "sjukskoterska")[length % 4]
            plan = until if length % 3 else None
            advance(register, "1", day, to=to, until=plan, workplace=there, exception="bedömd")
        case "period":
            advance(
                register,
                "1",
                day,
                to="serviceassistent",
                until=until,
                workplace=there,
                exception="bedömd",
            )
        case "place":
            last, beside = until if length % 4 else None, length % 3 == 0
            first, percent = day + timedelta(length % 4 * 30), (50, None)[length % 2]
            place(
                register,
                "1",
                workplace,
                day,
                first=first,
                last=last,
                percent=percent,
                beside=beside,
            )
        case "shorten":
            leave(register, "1", day, to="other", on=until)
        case "extend":
            extend(register, "1", day, until=until)
        case "convert":
            convert_people(register, ["1"], day)
        case "leave":
            leave(register, "1", day, to="other")
        case "back":
            back(register, day)
        case _:
            give("1", things[deed], today=day)


@settings(max_examples=50 * AT_RANDOM, deadline=None)
@given(deeds=st.lists(DEEDS, min_size=3, max_size=15), later=st.integers(0, 200))
def test_every_command_about_any_life_is_accepted(
    founded: Path, deeds: list[Deed], later: int
) -> None:
    day = date(2022, 6, 1)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "steg.db"
        shutil.copy(founded, path)
        with open_register(path, clock=lambda: datetime(2024, 1, 15, tzinfo=UTC)) as register:
            person = Identity("other", "LMA 1", "woman", (D("1980-01-01"), D("1980-12-31")))
            enrol(
                register,
                Application(person, "Anna", "STEG", "Skövde", "unemployed", day, disability=True),
                day,
            )
            for deed, wait, length in deeds:
                day += timedelta(wait)
                with suppress(Refused):
                    do_deed(register, deed, day, length)
            assert refused_of(register, day + timedelta(later)) == {}
