"""People on any step, as plain values, and what a move changes of their way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest

from steg_cli.programme.identity import Identity
from steg_cli.programme.ladder import DEFAULT_LADDER
from steg_cli.programme.people import (
    Enrolment,
    Extension,
    Moved,
    Participant,
    Person,
    Placement,
    Span,
    Stay,
)
from steg_cli.programme.periods import ONE_DAY, add_months, last_day_of
from steg_cli.programme.workplace import Sector, Workplace

D = date.fromisoformat
JUNE = D("2023-06-01")

# climbed(step, since=JUNE, at=None, protected=False): Anna on a step since that day,
# a month on each step before it; at the workplace called `at` from then, or from conversion, on.
Climbed = Callable[..., Person]
# changes(before, moved): what is otherwise of the way, as lines; None for what is gone.
Changes = Callable[[Person, Person | Moved], dict[str, str | None]]

IDENTITY = Identity("other", "LMA 12-345", "woman", (D("1990-01-01"), D("1990-12-31")))


@pytest.fixture(scope="session")
def workplaces() -> dict[str, Workplace]:
    """An adapted workplace, and two ordinary ones: care employs its own from 2023-01-01."""
    sectors = {
        "Snickeriet": Sector(1, "Arbetsmarknad", None),
        "Solgården": Sector(2, "Vård och omsorg", D("2023-01-01")),
        "Björkskolan": Sector(3, "Barn och utbildning", None),
    }
    return {
        name: Workplace(number, name, sector, "Skövde", name == "Snickeriet", None, None, None)
        for number, (name, sector) in enumerate(sectors.items(), 1)
    }


@pytest.fixture(scope="session")
def climbed(workplaces: dict[str, Workplace]) -> Climbed:
    """Let Anna climb the ladder step by step, without an exception."""

    def climbed(
        code: str, since: date = JUNE, at: str | None = None, *, protected: bool = False
    ) -> Person:
        steps = DEFAULT_LADDER.steps[: DEFAULT_LADDER.position(code) + 1]
        days = [add_months(since, number - len(steps) + 1) for number in range(len(steps))]
        ends = [day - ONE_DAY for day in days[1:]]
        stays = tuple(
            Stay(
                number,
                step,
                day,
                last_day_of(day, step.limit.least) if step.limit else None,
                end,
                end,
                step.agreement,
                completed=True if step.training and end else None,
            )
            for number, (step, day, end) in enumerate(zip(steps, days, [*ends, None], strict=True))
        )
        begun = next((stay.first_day for stay in stays if stay.step.own_sector), since)
        placements = (Placement(1, workplaces[at], begun, None, 100, None),) if at else ()
        enrolment = Enrolment(
            id=1,
            cohort="STEG",
            municipality="Skövde",
            first_day=days[0],
            last_day=None,
            left_to=None,
            qualification=False,
            status="unemployed",
            disability=False,
            long_term_unemployed=True,
            education=None,
            consultant=None,
            exception=None,
            stays=stays,
            placements=placements,
        )
        return Person(Participant(1, IDENTITY, "Anna", protected), (enrolment,))

    return climbed


@pytest.fixture(scope="session")
def anna(climbed: Climbed, workplaces: dict[str, Workplace]) -> Person:
    """Anna: serviceassistent for 12 months and 6 more, at one workplace after another."""
    person = climbed("serviceassistent", at="Solgården")
    stay, first = person.stays[-1], person.placements[0]
    extension = Extension(1, D("2024-01-15"), D("2024-05-31"), D("2024-11-30"), None)
    person = person.with_(
        stay, replace(stay, planned_last_day=D("2024-11-30"), extensions=(extension,))
    )
    return person.with_(
        first,
        replace(first, last_day=D("2023-09-30"), percent=75),
        Placement(2, workplaces["Björkskolan"], D("2023-10-01"), None, 50, "Maria"),
    )


@pytest.fixture(scope="session")
def changes() -> Changes:
    """Compare a way before and after a move."""

    def changes(before: Person, moved: Person | Moved) -> dict[str, str | None]:
        after = moved.person if isinstance(moved, Moved) else moved
        old, new = dict(_lines(before.in_order())), dict(_lines(after.in_order()))
        return {key: new.get(key) for key in {**old, **new} if old.get(key) != new.get(key)}

    return changes


def _lines(person: Person) -> Iterator[tuple[str, str]]:
    for number, enrolment in enumerate(person.enrolments, 1):
        qualified = enrolment.qualification and "qualified"
        yield f"enrolment.{number}", _line(_days(enrolment), enrolment.left_to, qualified)
    for number, stay in enumerate(person.stays, 1):
        yield (
            f"stay.{number}",
            _line(
                stay.step.code,
                _days(stay),
                stay.closed_on and f"closed {stay.closed_on}",
                stay.planned_last_day and f"planned {stay.planned_last_day}",
                stay.agreement,
                stay.weekends is not None and f"weekends {stay.weekends}",
                stay.exception and f"!{stay.exception}",
                stay.decided_by,
                stay.completed is not None and ("completed" if stay.completed else "not completed"),
                stay.certificate_day and f"certificate {stay.certificate_day}",
            ),
        )
        for place, extension in enumerate(stay.extensions, 1):
            plans = f"{extension.old_last_day} > {extension.new_last_day}"
            reason = extension.exception and f"!{extension.exception}"
            line = _line(f"{extension.decided_on}:", plans, extension.decided_by, reason)
            yield f"stay.{number}.extension.{place}", line
    for number, placement in enumerate(person.placements, 1):
        where = placement.workplace.name
        line = _line(where, _days(placement), f"{placement.percent} %", placement.supervisor)
        yield f"placement.{number}", line
    for number, follow_up in enumerate(person.follow_ups, 1):
        yield f"follow-up.{number}", f"{follow_up.day} {follow_up.status}"
    for number, pause in enumerate(person.pauses, 1):
        yield f"pause.{number}", _line(_days(pause), not pause.paid and "unpaid")
    for number, support in enumerate(person.supports, 1):
        percent = support.percent and f"{support.percent} %"
        line = _line(support.kind, _days(support), percent, support.cap, support.decision)
        yield f"support.{number}", line
    for number, one in enumerate(person.deadlines, 1):
        line = _line(one.day, f"lead {one.lead}", one.text, one.done_on and f"done {one.done_on}")
        yield f"deadline.{number}", line


def _days(span: Span) -> str:
    return f"{span.first_day}–{span.last_day or ''}"


def _line(*words: object) -> str:
    return " ".join(str(word) for word in words if word)
