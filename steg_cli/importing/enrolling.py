"""A row of people, translated: who somebody is, and which enrolment the row tells of.

What a list cannot prove comes in as an exception with a reason; what it contradicts is a problem.
"""

from __future__ import annotations

from datetime import date

from steg_cli.importing.exact import OF_WHO, EnrolmentRows, ExactRow
from steg_cli.importing.known import LeftOpen
from steg_cli.importing.listed import OF_PLACEMENT, PersonValues, Row
from steg_cli.importing.problems import in_a_list, lacking
from steg_cli.importing.translating import Present, Translation
from steg_cli.programme.checks import Situation, ineligible
from steg_cli.programme.errors import N_, Refused, note
from steg_cli.programme.fields import ENROLMENT
from steg_cli.programme.frozen import replace
from steg_cli.programme.people import Participant, Placement, Stay, covers
from steg_cli.programme.periods import ONE_DAY, add_months
from steg_cli.programme.words import fold
from steg_cli.register.surroundings import Cohort

SHORT_WORD = 3  # letters of de, la and von
OF_ENROLMENT = tuple(one.key for one in ENROLMENT if one.key != "first_day")
OF_STEP = ("step", "planned_last_day", "agreement", "exception", "workplace", *OF_PLACEMENT)


def take_person(work: Translation, row: Row, values: PersonValues) -> None:
    """Take a row of people in."""
    if _is_masked(values):
        if not _shows_who(work, values):
            work.problem(
                row,
                "reference",
                Refused(
                    N_("The list was written with protected people masked."),
                    N_("Export it once more with --include-protected, or leave the row out."),
                ),
            )
            return
    elif work.somebody is None and (wanting := lacking(row)):
        for key, error in wanting:
            work.problem(row, key, error)
        return
    if _take_who(work, row, values) and (found := _enrolment_of(work, row, values)):
        _take_enrolment(work, found[0], row, found[1])


def _take_enrolment(
    work: Translation, enrolment: EnrolmentRows, row: Row, values: PersonValues
) -> None:
    if _goes_on(work, enrolment, row, values):
        return
    if (moved := _where_they_moved(work, enrolment, row, values)) is None:
        return
    values = moved
    values, present = _what_ends(work, enrolment, values)
    of_enrolment = values
    if values.exception and values.first_day not in (None, enrolment.first_day):
        of_enrolment = replace(values, exception=None)  # it is about the step from that day
    work.say(row, enrolment.person, of_enrolment, OF_ENROLMENT)
    if (enrolment.last_day is None) != (enrolment.left_to is None):
        work.missing(row, "last_day" if enrolment.last_day is None else "left_to")
    _remember(work, enrolment, row, values, present)


def _where_they_moved(
    work: Translation, enrolment: EnrolmentRows, row: Row, values: PersonValues
) -> PersonValues | None:
    """Return what a row says, without the municipality where somebody who moved lives now.

    An export tells of the first day, a list that people keep of today. One from before the move has
    a municipality where they lived; any other is another move, of which the list has no day. None
    when that is noted.
    """
    recorded, today = enrolment.recorded, work.known.today
    if recorded is None or not recorded.residences or values.municipality is None or row.literal:
        return values
    lived = {one.municipality for one in recorded.residences if one.first_day <= today}
    if values.municipality in lived | {recorded.municipality, recorded.municipality_on(today)}:
        is_former = values.municipality != recorded.municipality_on(today)
        work.left_open[LeftOpen.LIVED] += is_former
        return replace(values, municipality=None)
    work.problem(
        row,
        "municipality",
        Refused(
            N_("{who} moved on {day}; a list does not tell from which day it is another one."),
            N_("Record the move, and then import: steg move {reference} MUNICIPALITY --on DAY"),
            who=work.reference,
            day=recorded.residences[-1].first_day,
            reference=work.reference,
        ),
    )
    return None


# Who it is


def _take_who(work: Translation, row: Row, values: PersonValues) -> bool:
    """Take in who the person is. Return whether the rest of the row can be taken in."""
    known = work.somebody
    if known is None:
        assert values.who is not None
        assert values.name is not None
        known = Participant(work.rows.case, values.who, values.name, bool(values.protected))
        _doubt_name(work, row, values.name)
    elif values.protected is False and work.protected:
        # An old list would take it away, and harm the person.
        work.problem(
            row,
            "protected",
            Refused(
                N_("The person has a protected identity, which no list takes away."),
                N_("Correct the list; or, if it is over: steg amend WHO protected no"),
            ),
        )
        return False
    elif not _is_same_name(work, row, values):
        return False
    identity, name = values.who or known.identity, values.name or known.name
    work.somebody = Participant(known.id, identity, name, known.protected)
    work.rows.case = work.rows.case or values.reference or 0
    work.say(row, work.rows.who, values, OF_WHO)
    return True


def _doubt_name(work: Translation, row: Row, name: str) -> None:
    """Tell of a name that may not be written as it should."""
    work.left_open[LeftOpen.COMMA] += "," in name
    if "?" in name:
        work.notes.append(
            note(
                N_("Row {row} of {sheet}: is the ? in the name a letter that was lost?"),
                row=row.number,
                sheet=row.sheet,
            )
        )


def _is_same_name(work: Translation, row: Row, values: PersonValues) -> bool:
    """Return whether a name shares a word with the registered one; note it if not.

    Then the number may be mistyped.
    """
    old = work.before.participant if work.before else None
    if old is None or values.name is None or fold(values.name) == fold(old.name):
        return True
    if _words(values.name) & _words(old.name):
        return True
    work.problem(
        row,
        "name",
        Refused(
            N_("The number is that of {who}."),
            N_('Check the number. If the name is new: steg amend {reference} name "…" first.'),
            who=old.label,
            reference=old.reference,
        ),
    )
    return False


def _words(name: str) -> set[str]:
    """Return what of a name tells people apart: not de, la and von, unless there is no more."""
    words = set(fold(name).replace("-", " ").split())
    return {word for word in words if len(word) > SHORT_WORD} or words


def _is_masked(values: PersonValues) -> bool:
    """Say whether a row is of an export that masked a protected person."""
    return bool(values.protected) and values.who is None and values.name is None


def _shows_who(work: Translation, values: PersonValues) -> bool:
    """Say whether a masked row fits the registered person; it then changes nothing of them."""
    if work.before is None or not work.before.participant.protected:
        return False
    return any(
        enrolment.first_day == values.first_day
        and all(getattr(values, key) in (None, getattr(enrolment, key)) for key in OF_ENROLMENT)
        for enrolment in work.before.enrolments
    )


# Which enrolment


def _enrolment_of(
    work: Translation, row: Row, values: PersonValues
) -> tuple[EnrolmentRows, PersonValues] | None:
    """Return the enrolment that a row is about: by its first day, or the last one; or a new one.

    A row for another step within an enrolment tells when that step began.
    """
    first = values.first_day or values.since
    if first is None:
        if work.rows.enrolments:
            return work.rows.enrolments[-1], values
        work.has(row, values, "first_day", "cohort", "municipality")
        return None
    for one in reversed(work.rows.enrolments):
        if one.first_day > first:
            continue
        same = one.first_day == first or values.first_day is None
        renewed = not same and _is_new_period(work, one, values, first)
        if same or (not renewed and _follows(work, one, values, first)):
            return one, values
        if not renewed and (began := _made_longer(one, values, first)) is not None:
            return one, replace(values, since=began)
        if values.since is None and (renewed or _is_another_step(work, one, values, first)):
            return one, replace(values, since=first)
    new = _new_enrolment(work, row, values, first)
    return None if new is None else (new, values)


def _follows(work: Translation, one: EnrolmentRows, values: PersonValues, day: date) -> bool:
    """Say whether a row goes on where the row before it ends, on the same step."""
    return any(
        present.values.step == values.step is not None
        and (present.until or present.values.planned_last_day) == day - ONE_DAY
        for present in work.presents.get(one.first_day, ())
    )


def _is_new_period(work: Translation, one: EnrolmentRows, values: PersonValues, day: date) -> bool:
    """Say whether a row tells of a new period on the same limited step, after the one before.

    From the next day at the same workplace it makes that one longer instead.
    """
    step = work.known.ladder.step(values.step) if values.step else None
    if step is None or step.limit is None or (one.last_day is not None and one.last_day < day):
        return False
    known = [
        (
            present.since or one.first_day,
            present.values.step,
            present.until or present.values.planned_last_day,
            {present.values.workplace},
        )
        for present in work.presents.get(one.first_day, ())
    ]
    for stay in one.recorded_of(Stay):
        then = stay.end or stay.first_day
        places = (p for p in one.recorded_of(Placement) if covers(p, then))
        known.append((stay.first_day, stay.step.code, stay.end, {p.workplace.name for p in places}))
    before = [period for period in known if period[0] < day]
    if not before:
        return False
    _, code, end, where = max(before, key=lambda period: period[0])
    elsewhere = values.workplace is not None and where not in (set(), {None}, {values.workplace})
    if code != step.code or end is None:
        return False
    return end < day if elsewhere else end < day - ONE_DAY


def _goes_on(work: Translation, one: EnrolmentRows, row: Row, values: PersonValues) -> bool:
    """Join a row for a further year of a period (1+1 years) to the row of its first year.

    Return whether the row was one.
    """
    end, first = values.end or values.planned_last_day, values.first_day
    if (
        first is None
        or end is None
        or not values.step
        or not work.known.ladder.step(values.step).limit
    ):
        return False
    for present in work.presents.get(one.first_day, ()):
        ended = present.until or present.values.planned_last_day
        elsewhere = values.workplace not in (None, present.values.workplace)
        if ended != first - ONE_DAY or present.values.step != values.step or elsewhere:
            continue
        if values.left_to is not None:
            work.otherwise(row, present.exact.rows[0], "left_to", values.left_to)
        present.exact.rows.append(row)
        present.exact.fill(planned_last_day=end)
        present.until = end
        return True
    return False


def _made_longer(one: EnrolmentRows, values: PersonValues, day: date) -> date | None:
    """Return when a registered period began that a row for a further year makes longer."""
    end = values.end or values.planned_last_day
    stay = one.recorded.stays[-1] if one.recorded else None
    if stay is None or stay.planned_last_day is None or end is None or stay.first_day == day:
        return None
    same = stay.step.code == values.step and stay.last_day is None
    goes_on = stay.planned_last_day in (day - ONE_DAY, end)
    return stay.first_day if same and goes_on else None


def _is_another_step(
    work: Translation, one: EnrolmentRows, values: PersonValues, day: date
) -> bool:
    """Say whether a row tells of a step that began on `day`, within an enrolment."""
    if values.step is None or (one.last_day is not None and one.last_day < day):
        return False
    known = [(stay.first_day, stay.step.code) for stay in one.recorded_of(Stay)]
    if (day, values.step) in known:
        return True
    known += [
        (present.since or one.first_day, present.values.step)
        for present in work.presents.get(one.first_day, ())
        if present.values.step
    ]
    before = [step for began, step in sorted(known) if began < day]
    return bool(before) and before[-1] != values.step


def _new_enrolment(
    work: Translation, row: Row, values: PersonValues, first: date
) -> EnrolmentRows | None:
    """Begin an enrolment on the day `first`."""
    if not work.has(row, values, "cohort", "municipality") or values.cohort is None:
        return None
    if _is_enrolled(work, row, values, first):
        return None
    new = EnrolmentRows(first)
    work.rows.enrolments.append(new)
    work.rows.enrolments.sort(key=lambda one: one.first_day)
    work.left_open[LeftOpen.OUTSIDE] += _is_outside(work.known.cohorts[fold(values.cohort)], first)
    today = work.known.today
    if first > today and first > add_months(today, 12):
        work.notes.append(
            note(
                N_("Row {row} of {sheet} begins on {day}, more than a year ahead."),
                row=row.number,
                sheet=row.sheet,
                day=first,
            )
        )
    return new


def _is_outside(cohort: Cohort, day: date) -> bool:
    early = cohort.first_day is not None and day < cohort.first_day
    return early or (cohort.last_day is not None and day > cohort.last_day)


def _is_enrolled(work: Translation, row: Row, values: PersonValues, first: date) -> bool:
    """Return whether the person is enrolled already at the time of a row; note it if so."""
    end = values.last_day or (values.end if values.left_to else None)
    for one in work.rows.enrolments:
        if (one.last_day is None or first <= one.last_day) and (
            end is None or one.first_day <= end
        ):
            work.problem(
                row,
                "first_day" if values.first_day else "since",
                Refused(
                    N_("The person is enrolled already, since {day}."),
                    N_(
                        "Write that day, if it is the same time in the programme; or correct the "
                        "register: steg amend {who} first-day {first}. Who came back has a last "
                        "day before."
                    ),
                    day=one.first_day,
                    who=work.reference,
                    first=first,
                ),
                first,
            )
            return True
    return False


def prove(work: Translation, one: EnrolmentRows) -> None:
    """Record an exception for a new enrolment whose rows do not tell both status and ground.

    What they do tell must still allow it.
    """
    if one.recorded is not None or work.somebody is None:
        return
    values, row = one.person.values, one.person.rows[0]
    disability, long_term = (
        False if getattr(values, key) is None and key in row.columns else getattr(values, key)
        for key in ("disability", "long_term_unemployed")
    )
    status = values.status or ("unemployed" if long_term else None)
    proven = status is not None and (disability is not None or long_term is not None)
    if not proven and values.exception is None:
        work.left_open[LeftOpen.UNPROVEN] += 1
        grounds = (disability is None and long_term is None) or disability or long_term
        situation = Situation(status or "unemployed", bool(grounds), bool(grounds))
        if found := ineligible(work.somebody.identity, one.first_day, situation, None):
            key, error = found
            work.problem(row, key if key in row.columns else "number", in_a_list(error))
    if values.status is None:
        one.person.fill(status=status or "other")
    if values.exception is None and not proven:
        one.person.fill(exception=work.known.reason)


# What ends, and what the row tells of a step


def _what_ends(
    work: Translation, one: EnrolmentRows, values: PersonValues
) -> tuple[PersonValues, Present]:
    """Give an end date to what it ends; return the row's other values, and what it tells of a step.

    For somebody who left it ends the programme, otherwise the period, or the placement on a step
    without one. On a list with a row for each step it may end the step: see `Present.until`.
    """
    planned, until, placed_until = values.planned_last_day, None, None
    recorded = one.recorded.stays[-1].step if one.recorded else work.known.ladder.steps[0]
    step = work.known.ladder.step(values.step) if values.step else recorded
    if values.end is not None:
        end = values.end
        if values.left_to and values.last_day is None:
            values = replace(values, last_day=end)
        elif one.recorded is not None and one.recorded.last_day is not None:
            # Nothing is planned for who left by now.
            work.left_open[LeftOpen.OLDER] += values.left_to is None
        else:
            until = end
            planned = planned or (end if step.limit else None)
            placed_until = end if values.workplace and not step.limit else None
    present = Present(values.since, ExactRow(PersonValues()), until, placed_until)
    if planned != values.planned_last_day:
        values = replace(values, planned_last_day=planned)
    return values, present


def _remember(
    work: Translation, one: EnrolmentRows, row: Row, values: PersonValues, new: Present
) -> None:
    """Keep what a row tells of a step, with what other rows tell of the same one."""
    presents = work.presents.setdefault(one.first_day, [])
    present = next((known for known in presents if known.since == new.since), new)
    if present is new:
        presents.append(new)
    present.until = present.until or new.until
    present.placed_until = present.placed_until or new.placed_until
    work.say(row, present.exact, values, OF_STEP)
