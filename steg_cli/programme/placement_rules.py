"""What must hold of placements: workplaces that suit the step, and full time at most.

Each rule is one function, which raises Refused; see `checks`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from steg_cli.programme import remedies
from steg_cli.programme.errors import N_, Refused, allows
from steg_cli.programme.ladder import Step
from steg_cli.programme.people import FULL_TIME, Enrolment, Placement, covers
from steg_cli.programme.workplace import Sector, Workplace


def check_workplace(step: Step, workplace: Workplace, day: date) -> None:
    """Raise Refused unless the workplace suits the step on `day`.

    Ordinary operations for the steps that take place there, AME's adapted ones for the others;
    and for a step in a sector's own employment, a sector that employs its own by then. None suits
    after its last day.
    """
    if workplace.open_until is not None and day > workplace.open_until:
        raise Refused(
            N_("The last day at {workplace} is {open_until}: nobody can be placed there on {day}."),
            remedies.AN_OPEN_WORKPLACE,
            workplace=workplace.name,
            open_until=workplace.open_until,
            day=day,
        )
    if workplace.adapted and step.where == "ordinary":
        raise Refused(
            N_("{workplace} is an adapted workplace; {step} takes place in ordinary operations."),
            remedies.AN_ORDINARY_WORKPLACE,
            workplace=workplace.name,
            step=step,
        )
    if not workplace.adapted and step.where != "ordinary":
        raise Refused(
            N_("{workplace} is an ordinary workplace; {step} takes place in AME's operations."),
            remedies.AN_ADAPTED_WORKPLACE,
            workplace=workplace.name,
            step=step,
        )
    if not step.own_sector or workplace.sector.employs_its_own_on(day):
        return
    if workplace.sector.employs_from is None:
        raise Refused(
            N_("{workplace} belongs to {sector}, which does not employ its own assistants."),
            remedies.A_SECTOR_THAT_EMPLOYS,
            workplace=workplace.name,
            sector=workplace.sector.name,
        )
    raise Refused(
        N_(
            "{workplace} belongs to {sector}, which employs its own assistants from "
            "{employs_from}, not {day}."
        ),
        remedies.THE_SECTORS_FIRST_DAY,
        workplace=workplace.name,
        sector=workplace.sector.name,
        employs_from=workplace.sector.employs_from,
        day=day,
    )


def check_employs_its_own(sector: Sector, day: date) -> None:
    """Raise Refused unless the sector employs its own assistants by `day`."""
    if sector.employs_its_own_on(day):
        return
    if sector.employs_from is None:
        raise Refused(
            N_("{sector} does not employ its own assistants."),
            remedies.A_SECTOR_THAT_EMPLOYS,
            sector=sector.name,
        )
    raise Refused(
        N_("{sector} employs its own assistants from {employs_from}, not {day}."),
        remedies.THE_SECTORS_FIRST_DAY,
        sector=sector.name,
        employs_from=sector.employs_from,
        day=day,
    )


def check_ends_by_closing(placement: Placement) -> None:
    """Raise Refused when a placement goes on after the last day of its workplace."""
    closing, last = placement.workplace.open_until, placement.last_day
    if closing is None or placement.first_day > closing or (last is not None and last <= closing):
        return
    raise Refused(
        N_("The last day at {workplace} is {open_until}: nobody can be placed there after it."),
        remedies.ENDING_BY_CLOSING,
        workplace=placement.workplace.name,
        open_until=closing,
    )


def check_own_employment(step: Step, placement: Placement | None, day: date) -> None:
    """Raise Refused when the step needs a sector that employs its own and nobody is placed."""
    if step.own_sector and placement is None:
        raise Refused(
            N_("There is no workplace on {day}, so no sector that could employ the person."),
            remedies.A_WORKPLACE,
            day=day,
        )
    if placement is not None:
        check_workplace(step, placement.workplace, day)


def check_full_time(enrolment: Enrolment, day: date) -> None:
    """Raise Refused when all placements of `day` are more than full time, without an exception."""
    percent = enrolment.percent_on(day)
    if percent > FULL_TIME and not any(one.exception for one in enrolment.placements_on(day)):
        raise Refused(
            N_("Together the placements on {day} would be more than full time: {percent} %."),
            remedies.LESS_THAN_FULL_TIME_OR_REASON,
            day=day,
            percent=percent,
        )


def check_apart(others: Iterable[Placement], placement: Placement) -> None:
    """Raise Refused when one of the others has days at the same workplace as the placement."""
    for other in others:
        day = max(other.first_day, placement.first_day)
        if other.workplace == placement.workplace and covers(other, day) and covers(placement, day):
            raise Refused(
                N_("There would be two placements at {workplace} at once, from {day}."),
                N_("End the other one first, or correct its percentage or days."),
                workplace=placement.workplace.name,
                day=day,
            )


def suits(step: Step, workplace: Workplace, day: date) -> bool:
    """Say whether the workplace suits the step on `day`; see `check_workplace`."""
    return allows(check_workplace, step, workplace, day)
