"""Registers in memory, and a slow, obvious model of every kind of end.

The model is written from the domain's "Ends that are watched", "Months in all" and "Notice": facts
in lists, walked through person by person, with its own months and its own almanac.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.actions.advance import advance
from steg_cli.actions.convert import convert_people
from steg_cli.actions.deadlines import add_deadline, finish_deadline
from steg_cli.actions.enrol import Application, enrol
from steg_cli.actions.extend import extend
from steg_cli.actions.follow_up import follow_up
from steg_cli.actions.leave import leave
from steg_cli.actions.municipalities import add_municipality
from steg_cli.actions.pause import pause
from steg_cli.actions.place import place
from steg_cli.actions.rates import set_rate
from steg_cli.actions.retention import add_rule, hold
from steg_cli.actions.supports import add_support
from steg_cli.actions.surroundings import CONTACT, POST, WORKPLACE, add, edit, set_setting
from steg_cli.programme.identity import Identity, other_identity, parse_identity
from steg_cli.programme.people import Deadline, Enrolment, Person, Placement, Stay, Support
from steg_cli.register.file import Register
from steg_cli.reports.ends import Ending, Expiry

if TYPE_CHECKING:
    from tests.conftest import NumberOf

# slow_ends(people, day, within, leads={}): every end that is to be told of on that day.
SlowEnds = Callable[..., list[Ending]]
# telling_days(people, within): the days around which an answer can change by itself.
TellingDays = Callable[[Iterable[Person], int], set[date]]

DAY = timedelta(days=1)
D = date.fromisoformat
TODAY = D("2024-01-15")


@pytest.fixture(scope="session")
def slow_ends() -> SlowEnds:
    """Count out every end from people as values."""
    return _slow_ends


@pytest.fixture(scope="session")
def telling_days() -> TellingDays:
    """Find the days that are worth asking about."""
    return _telling_days


# --- months ---------------------------------------------------------------------------------------


def months_later(day: date, months: int) -> tuple[date, bool]:
    """Return the same-numbered day, or the month's last day and False where there is none."""
    year, month = day.year, day.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        if month == 13:
            year, month = year + 1, 1
        if month == 0:
            year, month = year - 1, 12
    number = day.day
    while True:
        try:
            return date(year, month, number), number == day.day
        except ValueError:
            number -= 1


def end_of(first: date, months: int) -> date:
    day, is_same_numbered = months_later(first, months)
    return day - DAY if is_same_numbered else day


def months_held(first: date, last: date) -> int:
    months = 0
    while end_of(first, months + 1) <= last:
        months += 1
    return months


def used_before(person: Person, stay: Stay) -> tuple[int, int]:
    """Return the whole months and the days left over of all earlier periods on the step."""
    months = days = 0
    for enrolment in person.enrolments:
        for earlier in enrolment.stays:
            if earlier.step.code == stay.step.code and earlier.first_day < stay.first_day:
                last = earlier.last_day or earlier.planned_last_day
                assert last is not None
                whole = months_held(earlier.first_day, last)
                months += whole
                days += (last - end_of(earlier.first_day, whole)).days
    return months + days // 30, days % 30


def latest_of(person: Person, stay: Stay) -> date | None:
    months, days = used_before(person, stay)
    if months >= 24:
        return None
    if days == 0:
        return end_of(stay.first_day, 24 - months)
    return end_of(stay.first_day, 24 - months - 1) + timedelta(30 - days)


def in_all(person: Person, stay: Stay, plan: date) -> int:
    months, days = used_before(person, stay)
    whole = months_held(stay.first_day, plan)
    days += (plan - end_of(stay.first_day, whole)).days
    return months + whole + days // 30


def left_to_extend(stay: Stay, plan: date, latest: date | None) -> int:
    held, more = months_held(stay.first_day, plan), 0
    while latest is not None and end_of(stay.first_day, held + more + 1) <= latest:
        more += 1
    return more


# --- notice ---------------------------------------------------------------------------------------

# From an almanac: the days off that are no Saturdays or Sundays, but for those of every year.
MOVABLE = {
    *("2021-04-02", "2021-04-05", "2021-05-13", "2021-06-25"),
    *("2022-04-15", "2022-04-18", "2022-05-26", "2022-06-24"),
    *("2023-04-07", "2023-04-10", "2023-05-18", "2023-06-23"),
    *("2024-03-29", "2024-04-01", "2024-05-09", "2024-06-21"),
    *("2025-04-18", "2025-04-21", "2025-05-29", "2025-06-20"),
    *("2026-04-03", "2026-04-06", "2026-05-14", "2026-06-19"),
    *("2027-03-26", "2027-03-29", "2027-05-06", "2027-06-25"),
    *("2028-04-14", "2028-04-17", "2028-05-25", "2028-06-23"),
    *("2029-03-30", "2029-04-02", "2029-05-10", "2029-06-22"),
    *("2030-04-19", "2030-04-22", "2030-05-30", "2030-06-21"),
}
EVERY_YEAR = {"01-01", "01-06", "05-01", "06-06", "12-24", "12-25", "12-26", "12-31"}


def notice_for(last: date, agreement: str | None, leads: Mapping[str, str]) -> date | None:
    if agreement not in ("AB", "BEA"):
        return None
    lead = leads.get(agreement, "1 month")
    if lead == "none":
        return None
    day = months_later(last, -1)[0] if lead == "1 month" else last - timedelta(days=14)
    assert lead in ("1 month", "14 days")
    assert 2021 <= day.year <= 2030, "the almanac ends"
    while day.weekday() in (5, 6) or f"{day}" in MOVABLE or f"{day:%m-%d}" in EVERY_YEAR:
        day -= DAY
    return day


# --- ends -----------------------------------------------------------------------------------------


def is_within(span: Enrolment | Stay | Placement | Support, day: date) -> bool:
    return span.first_day <= day and (span.last_day is None or span.last_day >= day)


def plan_on(stay: Stay, day: date) -> date | None:
    """Return the plan as of `day`: the first one from the start, an extension from its decision."""
    plan = stay.extensions[0].old_last_day if stay.extensions else stay.planned_last_day
    for extension in stay.extensions:
        if extension.decided_on <= day:
            plan = extension.new_last_day
    return plan


def tells_of_stay(stay: Stay, day: date, horizon: date) -> bool:
    plan = plan_on(stay, day)
    if plan is None or plan > horizon or not is_within(stay, day):
        return False
    return stay.closed_on is None or stay.closed_on > day


def tells_of_placement(
    placement: Placement, enrolment: Enrolment, day: date, horizon: date
) -> bool:
    last = placement.last_day
    if last is None or not day <= last <= horizon:
        return False
    if any(another.first_day == last + DAY for another in enrolment.placements):
        return False
    for stay in enrolment.stays:
        if is_within(stay, last):
            plan = plan_on(stay, day)
            return stay.last_day != last and (plan is None or plan > last)
    return False


def tells_of_support(support: Support, enrolment: Enrolment, day: date, horizon: date) -> bool:
    last = support.last_day
    if support.first_day > day or last > horizon:
        return False
    if last >= day:
        return True
    if any(another.last_day > last for another in enrolment.supports):
        return False
    return any(is_within(stay, last) and is_within(stay, day) for stay in enrolment.stays)


def follow_up_day(enrolment: Enrolment, day: date) -> date | None:
    """Return the day of a follow-up that is to be told of on `day`."""
    if enrolment.last_day is None:
        return None
    due = months_later(enrolment.last_day, 6)[0]
    opens, given_up = months_later(due, -1)[0], months_later(due, 12)[0]
    done = [one.day for one in enrolment.follow_ups if opens <= one.day <= day]
    return due if opens <= day <= given_up and not done else None


def tells_of_deadline(deadline: Deadline, day: date) -> bool:
    if day < months_later(deadline.day, -deadline.lead)[0]:
        return False
    return deadline.done_on is None or deadline.done_on > day


def _slow_ends(
    people: Iterable[Person],
    day: date,
    within: int,
    leads: Mapping[str, str] = {},
) -> list[Ending]:
    horizon = months_later(day, within)[0]
    found: list[Ending] = []
    for person in people:
        for enrolment in person.enrolments:
            found += _of_enrolment(person, enrolment, day, horizon, leads)
    return sorted(
        found,
        key=lambda one: (one.expiry.last_day, one.participant, one.expiry.what, one.thing),
    )


def _of_enrolment(
    person: Person, enrolment: Enrolment, day: date, horizon: date, leads: Mapping[str, str]
) -> Iterator[Ending]:
    here = [one for one in enrolment.placements if is_within(one, day)]
    for stay in enrolment.stays:
        if tells_of_stay(stay, day, horizon):
            yield _end_of_stay(person, enrolment, stay, here, day, leads)
    for one in enrolment.placements:
        if one.last_day and tells_of_placement(one, enrolment, day, horizon):
            yield _end("placement", one, one.last_day, person, enrolment, [one], day)
    for support in enrolment.supports:
        if tells_of_support(support, enrolment, day, horizon):
            yield _end("support", support, support.last_day, person, enrolment, here, day)
    if due := follow_up_day(enrolment, day):
        yield _end("follow-up", enrolment, due, person, enrolment, here, day)
    for deadline in enrolment.deadlines:
        if tells_of_deadline(deadline, day):
            yield _end("deadline", deadline, deadline.day, person, enrolment, here, day)


def _end_of_stay(
    person: Person,
    enrolment: Enrolment,
    stay: Stay,
    here: list[Placement],
    day: date,
    leads: Mapping[str, str],
) -> Ending:
    plan, what, latest = plan_on(stay, day), "step", None
    assert plan is not None
    about: dict[str, Any] = {
        "agreement": stay.agreement,
        "payer": stay.step.payer,
        "notice_by": notice_for(plan, stay.agreement, leads),
    }
    if stay.step.code == "serviceassistent":
        what, latest = "period", latest_of(person, stay)
        about["months_in_all"] = in_all(person, stay, plan)
        about["months_left_to_extend"] = left_to_extend(stay, plan, latest)
    return _end(what, stay, plan, person, enrolment, here, day, latest=latest, **about)


def _end(
    what: Any,
    thing: Any,
    last: date,
    person: Person,
    enrolment: Enrolment,
    places: list[Placement],
    day: date,
    *,
    latest: date | None = None,
    **about: Any,
) -> Ending:
    """Return an end; only spans have a first day and months, and only stays what is `about` them.

    A manager is told of what concerns the workplace: periods, steps and placements.
    """
    first = thing.first_day if what in ("period", "step", "placement", "support") else None
    steps = [stay.step.code for stay in enrolment.stays if is_within(stay, day)]
    nothing: dict[str, Any] = dict.fromkeys(
        ("months_in_all", "months_left_to_extend", "agreement", "payer", "notice_by")
    )
    expiry = Expiry(
        what=what,
        reference=f"S-{person.participant.id:04}",
        name=person.participant.name,
        workplace=", ".join(place.workplace.name for place in places) or None,
        municipality=enrolment.municipality,
        cohort=enrolment.cohort,
        step=steps[0] if steps else None,
        first_day=first,
        last_day=last,
        months=months_held(first, last) if first else None,
        days_left=(last - day).days,
        state="overdue" if last < day else "ending",
        protected=person.participant.protected,
        **{**nothing, **about},
    )
    emails = [place.workplace.manager_email for place in places]
    return Ending(
        participant=person.participant.id,
        thing=thing.id,
        number=[one.id for one in person.deadlines].index(thing.id) + 1
        if what == "deadline"
        else None,
        expiry=expiry,
        workplaces=tuple(place.workplace.name for place in places),
        manager_emails=tuple(
            email for email in emails if email and what in ("period", "step", "placement")
        ),
        latest=latest,
    )


# --- days worth asking about ----------------------------------------------------------------------


def _telling_days(people: Iterable[Person], within: int) -> set[date]:
    return {
        near
        for person in people
        for day in _turning_points(person, within)
        for near in (day - DAY, day, day + DAY)
    }


def _turning_points(person: Person, within: int) -> Iterator[date]:
    for enrolment in person.enrolments:
        ends = [enrolment.last_day]
        spans: list[Stay | Placement | Support] = [*enrolment.stays, *enrolment.placements]
        for span in [*spans, *enrolment.supports]:
            yield span.first_day
            ends.append(span.last_day)
        for stay in enrolment.stays:
            ends.append(stay.planned_last_day)
            yield from (day for day in (stay.closed_on,) if day)
            for extension in stay.extensions:
                yield extension.decided_on
                ends += [extension.old_last_day, extension.new_last_day]
        for day in filter(None, ends):
            yield from (day, months_later(day, -within)[0])
        if enrolment.last_day is not None:
            due = months_later(enrolment.last_day, 6)[0]
            yield from (months_later(due, months)[0] for months in (-1, 0, 12))
        yield from (one.day for one in enrolment.follow_ups)
        for deadline in enrolment.deadlines:
            yield from (deadline.day, months_later(deadline.day, -deadline.lead)[0])
            yield from (day for day in (deadline.done_on,) if day)


# --- a register with everything in it ------------------------------------------------------------


def _enrolled(register: Register, identity: Identity, name: str, on: date, **about: object) -> str:
    """Enrol somebody in Skövde who fits, unless `about` says otherwise."""
    known: dict[str, object] = {
        "cohort": "STEG",
        "municipality": "Skövde",
        "status": "unemployed",
        "long_term_unemployed": True,
    }
    application = Application(identity, name, on=on, **(known | about))  # type: ignore[arg-type]
    return enrol(register, application, TODAY).result.reference


@pytest.fixture
def filled(register: Register, number_of: NumberOf) -> Register:
    """A register with everything in it, the last person protected."""

    def known(born: str, birth_number: str = "980") -> Identity:
        return parse_identity(number_of(born, birth_number), TODAY)

    anna = known("19800101")
    who = _enrolled(register, anna, "Anna Alm", D("2019-05-01"), education="compulsory")
    leave(register, who, TODAY, to="education", on=D("2020-06-30"), qualification=True)
    follow_up(register, who, TODAY, status="job-search", on=D("2020-07-28"))
    follow_up(register, who, TODAY, status="employment", on=D("2020-12-30"))
    _enrolled(
        register,
        anna,
        "Anna Alm",
        D("2021-01-10"),
        status="far-from-labour-market",
        disability=True,
        long_term_unemployed=False,
        education="tertiary",
        consultant="Kim Konsult",
        cohort="Pilot 2016",
        municipality="Tibro",
    )
    advance(
        register,
        who,
        TODAY,
        to="serviceassistent",
        on=D("2021-03-01"),
        months=12,
        workplace="Solgården",
        decided_by="Chefen",
        exception="som i piloten",
    )
    extend(register, who, TODAY, months=6, on=D("2022-01-10"), decided_by="Nämnden")
    extend(register, who, TODAY, months=6, on=D("2022-07-01"))
    place(
        register,
        who,
        "Björkskolan",
        TODAY,
        first=D("2021-09-01"),
        last=D("2022-02-28"),
        percent=75,
        supervisor="Pia Palm",
    )
    convert_people(register, [who], TODAY, on=D("2023-01-01"), workplace="Solgården", weekends=True)

    other = other_identity("X-77", 1970, "man", TODAY)
    _enrolled(
        register,
        other,
        "Bo Berg",
        D("2023-02-01"),
        status="other",
        long_term_unemployed=False,
        exception="prövas",
    )
    _enrolled(register, known("19850060", "981"), "Cem Can", D("2023-03-01"))
    _enrolled(register, known("19880460", "982"), "Dia Dahl", D("2023-03-02"))

    secret = _enrolled(
        register,
        known("19720914"),
        "Zäta Qvarnskog",
        D("2022-01-03"),
        protected=True,
        consultant="Hemlig Handläggare",
        exception="hemligt skäl",
    )
    advance(
        register,
        secret,
        TODAY,
        to="serviceassistent",
        on=D("2022-02-01"),
        months=12,
        decided_by="Hemlig Beslutare",
        exception="hemlig väg",
    )
    place(
        register,
        secret,
        "Solgården",
        TODAY,
        first=D("2022-02-01"),
        percent=50,
        supervisor="Hemlig Handledare",
    )
    extend(register, secret, TODAY, months=12, on=D("2022-12-01"), decided_by="Hemlig Nämnd")
    pause(register, secret, TODAY, first=D("2023-01-01"))
    hidden: dict[str, Any] = {"percent": 60, "cap": 20000, "decision": "Hemligt dnr"}
    first, last = D("2022-02-01"), D("2023-01-31")
    add_support(register, secret, "lonebidrag", TODAY, first=first, last=last, **hidden)
    add_deadline(register, secret, "hemlig dag", TODAY, day=D("2024-06-01"))
    leave(register, secret, TODAY, to="employment", on=D("2023-06-30"))
    follow_up(register, secret, TODAY, status="other", on=D("2023-12-30"))

    pause(register, who, TODAY, first=D("2021-06-01"), last=D("2021-08-31"), paid=False)
    pause(register, who, TODAY, first=D("2024-01-08"))
    paid: dict[str, Any] = {"percent": 80, "cap": 14100, "decision": "Dnr 7"}
    first, last = D("2021-03-01"), D("2022-02-28")
    add_support(register, who, "nystartsjobb", TODAY, first=first, last=last, **paid)
    add_support(register, who, "osa", TODAY, first=D("2023-01-01"), last=D("2023-12-31"))
    for text, day in (("utdrag ur registret", "2024-05-01"), ("samtal", "2024-02-01")):
        add_deadline(register, who, text, TODAY, day=D(day), lead=2)
    finish_deadline(register, who, 2, TODAY, on=D("2024-01-10"))
    add_municipality(register, "Ystad", TODAY, plan=("STEG", 40))
    post: dict[str, Any] = {
        "tasks": "köket",
        "relieves": "kockar",
        "workplace": "Solgården",
        "places": 2,
    }
    add(register, POST, "Köksvärd", post, TODAY)
    contact: dict[str, Any] = {"role": "facket", "organisation": "Kommunal", "project": "STEG"}
    add(register, CONTACT, "Mia Möller", contact, TODAY)

    edit(
        register,
        WORKPLACE,
        "Solgården",
        {"manager": "Mia Möller", "manager_email": "mia@kommun.se", "places": 4},
        TODAY,
    )
    set_setting(register, "remind.months", "5", TODAY)
    set_setting(register, "mail.to", "ame@kommun.se", TODAY)
    set_rate(register, "wage.serviceassistent", "24000", D("2023-04-01"), TODAY)
    hold(register, who, "överklagat", TODAY)
    hold(register, secret, "hemligt mål", TODAY)
    rule: dict[str, Any] = {"years": 10, "decision": "KS-1", "decided_on": TODAY}
    add_rule(register, "participant", rule, TODAY)
    set_rate(register, "on-costs", "43,75", D("2024-01-01"), TODAY)
    return register
