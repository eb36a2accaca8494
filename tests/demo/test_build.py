"""The demo: a register of invented people that tells the published story, on any day."""

from __future__ import annotations

import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from steg_cli.actions.init import CARE, init
from steg_cli.actions.results import Done
from steg_cli.actions.surroundings import set_setting
from steg_cli.demo import build
from steg_cli.demo.build import DemoBuilt, build_demo, is_demo, is_untouched_demo
from steg_cli.demo.plot import tell_story
from steg_cli.programme.checks import check_person
from steg_cli.programme.errors import Refused
from steg_cli.programme.identity import luhn_digit
from steg_cli.programme.ladder import DEFAULT_LADDER
from steg_cli.programme.people import Person, Placement, Stay
from steg_cli.programme.periods import last_day_of
from steg_cli.programme.settings import SETTINGS
from steg_cli.register.errors import RegisterError
from steg_cli.register.file import Register, open_register
from steg_cli.register.people import load_people
from steg_cli.register.surroundings import settings_of, workplaces
from steg_cli.reports.chosen import Chosen
from steg_cli.reports.cohorts import CohortStatus, cohort_status
from steg_cli.reports.digests import digests, without_address
from steg_cli.reports.ends import Expiry
from steg_cli.reports.expiries import expiries

D = date.fromisoformat
TODAYS = ("2026-11-22", "2028-02-29")
STEPS = tuple(step.code for step in DEFAULT_LADDER)


@dataclass(frozen=True)
class Built:
    """A demo as it was built for `today`, open for reading."""

    today: date
    done: Done[DemoBuilt]
    register: Register
    people: tuple[Person, ...]

    def status(self, cohort: str, day: date) -> CohortStatus:
        return cohort_status(self.register, day, chosen=Chosen(cohort)).rows[0]

    @property
    def ending(self) -> Sequence[Expiry]:
        return expiries(self.register, self.today).rows


@pytest.fixture(scope="module", params=TODAYS)
def built(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Built]:
    today = D(request.param)
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    done = build_demo(path, today, language="sv")
    with open_register(path) as register:
        cases = [row[0] for row in register.execute("SELECT id FROM participant ORDER BY id")]
        yield Built(today, done, register, tuple(load_people(register, cases)))


def test_the_result_counts_what_is_in_the_file(built: Built) -> None:
    cohorts = cohort_status(built.register, built.today).rows
    assert built.done.command == "demo"
    assert built.done.change == 1
    assert built.done.result == DemoBuilt(
        str(built.register.path), len(built.people), len(cohorts), 36, 2016
    )
    assert settings_of(built.register) == {key: one.default for key, one in SETTINGS.items()} | {
        "language": "sv",
        "mail.to": "ame@kommun.example",
    }


def test_the_pilot_was_25_people_who_went_straight_to_serviceassistent(built: Built) -> None:
    pilot = [p for p in built.people if p.enrolments[0].cohort == "Pilot 2016"]
    assert len(pilot) == 25
    for person in pilot:
        mapping, service = person.stays
        assert (mapping.step.code, service.step.code) == ("kartlaggning", "serviceassistent")
        assert service.exception
        assert service.first_day.year == 2016
        assert {p.workplace.sector.name for p in person.placements} == {"Barn och utbildning"}
    status = built.status("Pilot 2016", built.today)
    assert (status.planned, status.enrolled, status.active) == (25, 25, 0)


def test_steg_enrolled_231_of_230_planned_in_four_municipalities(built: Built) -> None:
    status = built.status("STEG", built.today)
    assert (status.planned, status.enrolled) == (230, 231)
    steg = [p.enrolments[0] for p in built.people if p.enrolments[0].cohort == "STEG"]
    assert all(D("2019-04-01") <= e.first_day <= D("2022-03-31") for e in steg)
    sizes = [
        sum(e.municipality == name for e in steg)
        for name in ("Skövde", "Mariestad", "Töreboda", "Gullspång")
    ]
    assert sizes == [137, 60, 23, 11]


def test_138_of_steg_became_serviceassistent_and_seven_of_ten_went_on(built: Built) -> None:
    steg = [p for p in built.people if p.enrolments[0].cohort == "STEG"]
    served = [p for p in steg if "serviceassistent" in {s.step.code for s in p.stays}]
    assert len(served) == 138
    outcomes = built.status("STEG", built.today).outcomes
    ordinary = ("employment", "employment-subsidised", "education")
    went_on = sum(outcomes[code] for code in ordinary) / sum(outcomes.values())
    assert 0.65 <= went_on <= 0.75
    assert all(outcomes.values())


def _begun_on(
    people: tuple[Person, ...], step: str, day: date
) -> list[tuple[Stay, Placement | None]]:
    return [
        (stay, next(iter(enrolment.placements_on(day)), None))
        for person in people
        for enrolment in person.enrolments
        for stay in enrolment.stays
        if stay.step.code == step and stay.first_day == day
    ]


def test_the_care_sector_converted_its_own_in_one_command_on_2023_01_01(built: Built) -> None:
    before, after = (built.status("STEG", D(day)) for day in ("2022-12-31", "2023-01-01"))
    assert (before.converted, before.steps["enhetsassistent"]) == (0, 0)
    assert (after.converted, after.steps["enhetsassistent"]) == (34, 34)
    assert before.steps["serviceassistent"] - after.steps["serviceassistent"] == 34
    assert before.active - after.active <= 1
    changes = built.register.execute(
        "SELECT day FROM change WHERE command = 'convert-to-enhetsassistent' ORDER BY id"
    ).fetchall()
    assert [row[0] for row in changes].count("2023-01-01") == 1
    assert changes[0][0] == "2023-01-01"
    together = [
        (stay.weekends, stay.agreement, placement.workplace.sector.name if placement else None)
        for stay, placement in _begun_on(built.people, "enhetsassistent", D("2023-01-01"))
    ]
    assert together == [(True, "AB", CARE)] * 34
    old = expiries(built.register, D("2022-12-31"), what=["period"])
    assert old.totals["overdue"] == 0


def test_no_rule_finds_anything_wrong_with_anybody(built: Built) -> None:
    problems = [
        (person.participant.reference, str(problem))
        for person in built.people
        for problem in check_person(person, DEFAULT_LADDER)
    ]
    assert problems == []


def test_nothing_happens_after_today(built: Built) -> None:
    days = [
        built.register.execute(f"SELECT max({column}) FROM {table}").fetchone()[0]
        for table, column in (
            ("change", "day"),
            ("enrolment", "first_day"),
            ("enrolment", "last_day"),
            ("stay", "first_day"),
            ("stay", "last_day"),
            ("placement", "first_day"),
            ("extension", "decided_on"),
            ("follow_up", "day"),
        )
    ]
    assert max(days) <= built.today.isoformat()


def test_there_are_people_on_every_step(built: Built) -> None:
    steps = cohort_status(built.register, built.today).totals["steps"]
    assert isinstance(steps, dict)
    assert tuple(steps) == STEPS
    assert min(steps.values()) >= 2


def test_one_period_is_overdue_one_ends_today_and_several_end_soon(built: Built) -> None:
    periods = [row for row in built.ending if row.what == "period"]
    overdue = [row for row in periods if row.state == "overdue"]
    assert [row.step for row in overdue] == ["serviceassistent"]
    assert -31 <= overdue[0].days_left <= -14
    assert sum(row.days_left == 0 for row in built.ending) == 1
    ending = [row for row in periods if row.state == "ending"]
    assert len(ending) >= 6
    assert any((row.months, row.months_left_to_extend) == (24, 0) for row in ending)
    assert [(row.name, row.workplace) for row in ending if row.protected] == [(None, None)]


def test_there_is_an_end_of_every_kind(built: Built) -> None:
    kinds = Counter(row.what for row in built.ending if row.what != "period")
    assert kinds.pop("follow-up") >= 1
    assert kinds == {"support": 2, "deadline": 2, "step": 1, "placement": 1}
    assert [row.what for row in built.ending if row.state == "overdue"] == ["period", "deadline"]


def test_somebody_is_renewed_paused_and_supported_before_and_with_the_period(built: Built) -> None:
    renewed = [row for row in built.ending if row.months_in_all != row.months and row.months_in_all]
    assert [(row.months, row.months_in_all, row.months_left_to_extend) for row in renewed] == [
        (8, 20, 4)
    ]
    assert [p.last_day for person in built.people for p in person.pauses] == [None]
    left = [
        (stay.planned_last_day - support.last_day).days
        for person in built.people
        for support in person.supports
        for stay in [person.stays[-1]]
        if stay.planned_last_day
    ]
    assert sorted(left) == [0, 97]


def test_the_administrator_is_reminded_of_everything_that_the_report_shows(built: Built) -> None:
    (digest,) = digests(built.register, built.today)
    shown = {(row.reference, row.what, row.last_day) for row in built.ending if not row.protected}
    assert {(case.reference, case.what, case.last_day) for case in digest.cases} == shown
    assert digest.recipient == "ame@kommun.example"
    assert digest.without_details == sum(row.protected for row in built.ending)
    assert (digest.count("overdue"), digest.without_details) == (2, 1)


def test_every_manager_in_the_demo_can_be_reminded(built: Built) -> None:
    with built.register.transaction(keep=False):
        set_setting(built.register, "mail.managers", "on", built.today)
        assert without_address(built.register, built.today) == []
        to_managers = [one for one in digests(built.register, built.today) if one.to_manager]
    told = {case.reference for digest in to_managers for case in digest.cases}
    at_work = ("period", "step", "placement")
    assert told == {row.reference for row in built.ending if row.workplace and row.what in at_work}
    assert all(one.recipient.endswith("@kommun.example") for one in to_managers)


def test_a_contract_may_have_a_last_day_of_its_own(built: Built) -> None:
    own = [
        row.days_left
        for row in built.ending
        if row.what == "period" and row.first_day and row.months
        if row.last_day != last_day_of(row.first_day, row.months)
    ]
    assert own == [0, 47]


def test_people_left_to_every_outcome_and_were_followed_up(built: Built) -> None:
    outcomes = cohort_status(built.register, built.today).totals["outcomes"]
    assert isinstance(outcomes, dict)
    assert min(outcomes.values()) > 0
    assert built.register.execute("SELECT count(*) FROM follow_up").fetchone()[0] > 100


def test_next_years_cohort_is_empty_and_an_earlier_one_under_filled(built: Built) -> None:
    next_year = built.status(str(built.today.year + 1), built.today)
    assert next_year.planned
    assert next_year.enrolled == 0
    earlier = built.status(str(built.today.year - 2), built.today)
    assert (earlier.planned, earlier.enrolled) == (30, 17)


def test_numbers_are_test_numbers_and_each_belongs_to_one_person(built: Built) -> None:
    identities = [person.participant.identity for person in built.people]
    assert len({identity.number for identity in identities}) == len(identities)
    for identity in identities:
        if identity.kind == "other":
            continue
        allowed = ("981",) if identity.sex == "man" else ("980", "982")
        assert identity.number[8:11] in allowed
        assert luhn_digit(identity.number[2:11]) == int(identity.number[11])
    assert [i.number[4:8] for i in identities if i.number[4:8] == "0060"] == ["0060"]
    assert [i.kind for i in identities].count("other") == 1
    assert [i.kind for i in identities].count("samordningsnummer") > 1


def test_something_unusual_of_each_kind_can_be_found(built: Built) -> None:
    open_stays = [s for p in built.people for s in p.stays if s.last_day is None]
    placements = [p for person in built.people for p in person.placements]
    assert sum(p.participant.protected for p in built.people) == 2
    assert [len(p.enrolments) for p in built.people].count(2) == 1
    assert sum(bool(e.exception) for p in built.people for e in p.enrolments) == 1
    assert {s.weekends for s in open_stays} == {None, False, True}
    assert {p.percent for p in placements} == {50, 75, 100}
    assert any(
        s.step.code == "arbetsprovning" and s.exception and s.last_day is None for s in open_stays
    )
    alone = [
        s.first_day
        for p in built.people
        for s in p.stays
        if s.step.code == "enhetsassistent" and s.first_day > D("2023-01-01")
    ]
    assert len(alone) >= 2


def test_workplaces_suit_their_sectors_and_have_reserved_addresses(built: Built) -> None:
    for place in workplaces(built.register):
        assert place.adapted == (place.sector.name == "Arbetsmarknad")
        assert place.manager
        assert place.places
        assert place.manager_email
        assert place.manager_email.endswith("@kommun.example")


def test_the_log_is_a_real_one_with_each_command_at_noon_of_its_day(built: Built) -> None:
    rows = built.register.execute("SELECT id, at, day, command FROM change ORDER BY id").fetchall()
    assert [row["id"] for row in rows] == list(range(1, len(rows) + 1))
    assert [row["at"] for row in rows] == [f"{row['day']}T12:00:00Z" for row in rows]
    assert [row["day"] for row in rows] == sorted(row["day"] for row in rows)
    assert {row["command"] for row in rows} == {
        "demo",
        "setting",
        "workplace add",
        "cohort add",
        "enrol",
        "advance",
        "place",
        "extend",
        "convert-to-enhetsassistent",
        "leave",
        "follow-up",
        "pause",
        "support add",
        "deadline add",
    }


def test_the_same_seed_and_day_give_the_same_file(tmp_path: Path) -> None:
    paths = [tmp_path / "one.db", tmp_path / "two.db"]
    for path in paths:
        build_demo(path, D("2019-12-31"))
    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert stat.S_IMODE(paths[0].stat().st_mode) == 0o600
    assert sorted(tmp_path.iterdir()) == paths


def test_no_moment_of_the_real_clock_is_in_the_file(built: Built) -> None:
    rows = built.register.execute("SELECT applied_at FROM _sqlite_migrations").fetchall()
    assert {row[0] for row in rows} == {"2016-01-04 12:00:00.000000+00:00"}


def test_another_seed_gives_other_people() -> None:
    one, two = (tell_story(D("2026-11-22"), seed).taken for seed in (1, 2))
    assert len(one & two) < len(one) / 2


@pytest.mark.parametrize(("today", "people"), [("2015-12-31", 0), ("2017-12-31", 25)])
def test_on_an_earlier_day_the_story_ends_there(tmp_path: Path, today: str, people: int) -> None:
    assert build_demo(tmp_path / "demo.db", D(today)).result.people == people


def test_a_demo_is_untouched_by_looking_and_until_somebody_writes_in_it(tmp_path: Path) -> None:
    path, edited, damaged = (tmp_path / name for name in ("demo.db", "edited.db", "damaged.db"))
    build_demo(path, D("2016-06-30"))
    before, written = path.read_bytes(), path.stat().st_mtime_ns
    assert (is_demo(path), is_untouched_demo(path)) == (True, True)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, written)
    assert list(tmp_path.iterdir()) == [path]

    edited.write_bytes(before)
    with open_register(edited) as register:
        register.execute("UPDATE workplace SET places = 99 WHERE id = 1")  # as another program
    assert (is_demo(edited), is_untouched_demo(edited)) == (True, False)
    with open_register(path) as register:
        set_setting(register, "remind.months", "4", D("2016-06-30"))
    assert (is_demo(path), is_untouched_demo(path)) == (True, False)
    damaged.write_bytes(before[:100] + b"\xff" * (len(before) - 100))
    assert is_demo(damaged) is False


def test_other_files_are_no_demo(tmp_path: Path) -> None:
    register, text = tmp_path / "steg.db", tmp_path / "notes.txt"
    init(register, D("2026-11-22"))
    text.write_text("SQLite format 3? No.")
    for path in (register, text, tmp_path, tmp_path / "nothing.db"):
        assert (is_demo(path), is_untouched_demo(path)) == (False, False)


def test_a_damaged_register_is_no_demo(tmp_path: Path) -> None:
    path = tmp_path / "demo.db"
    build_demo(path, D("2016-06-30"))
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xff" * (len(content) - 100))
    assert is_demo(path) is False


def test_nothing_is_written_over(tmp_path: Path) -> None:
    path = tmp_path / "steg.db"
    path.write_text("mine")
    with pytest.raises(RegisterError):
        build_demo(path, D("2016-06-30"))
    assert path.read_text() == "mine"


def test_a_half_built_demo_is_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise Refused("no")

    monkeypatch.setattr(build, "enrol", refuse)
    with pytest.raises(Refused):
        build_demo(tmp_path / "demo.db", D("2016-06-30"))
    assert list(tmp_path.iterdir()) == []
