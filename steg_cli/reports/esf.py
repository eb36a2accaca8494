"""The indicators of the fund, of a project's people: planned against actual, by sex and place.

See `indicators` for what is counted. Somebody who comes back to the same cohort counts once, with
the first entry's facts and the last exit's results; in another cohort of the project they count
again, as in `cohorts`. Entries and exits are those of the period; left is who is past the last day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from steg_cli.programme.codes import Outcome, Programme
from steg_cli.programme.errors import N_, Malformed, Note, Refused, note
from steg_cli.programme.identity import stored_identity
from steg_cli.programme.indicators import (
    ALL_PARTICIPANTS,
    INDICATORS,
    NOT_RECORDED,
    Indicator,
    Participation,
)
from steg_cli.programme.people import reference_of
from steg_cli.programme.periods import add_months, settles_follow_up
from steg_cli.programme.words import Word
from steg_cli.register.file import Register
from steg_cli.register.surroundings import (
    Project,
    day_from,
    find_municipality,
    municipalities,
)
from steg_cli.reports.chosen import EVERYBODY, IS_CHOSEN, Chosen, chosen_by
from steg_cli.reports.project_card import CardLine, card_of, card_report, project_of
from steg_cli.reports.report import Adds, Column, Counted, Form, Report, Spot

MONTHS_AFTER = 6
Period = tuple[date | None, date | None]  # first and last day; None for no bound


@dataclass(frozen=True)
class IndicatorRow:
    """How many one indicator counts: in all, or who lived in a municipality on the first day.

    `unknown` is of how many the register does not tell. An indicator that it never tells has no
    counts, and an `explanation`.
    """

    indicator: str | None
    meaning: Word
    municipality: str | None
    women: int | None
    men: int | None
    total: int | None
    unknown: int | None
    planned: int | None
    explanation: Word | None = None


@dataclass(frozen=True)
class MissingFollowUp:
    """Somebody who left, and was not followed up six months later, on the day `due`."""

    reference: str
    name: str | None
    cohort: str
    last_day: date
    due: date
    protected: bool


@dataclass(frozen=True)
class _Time:
    """A time in a cohort, with whose it is and where they lived on the first day."""

    case: int
    name: str
    protected: bool
    cohort: str
    municipality: str
    facts: Participation

    @property
    def due(self) -> date | None:
        """When the follow-up of the exit is due; None before the exit."""
        return add_months(self.facts.left_on, MONTHS_AFTER) if self.facts.left_on else None

    def is_asked(self, as_of: date) -> bool:
        """Say whether the state six months after is known, or should be."""
        return self.due is not None and (self.facts.six_months is not None or self.due <= as_of)


def _missing(report: Report[Any]) -> Report[MissingFollowUp]:
    rows = report.totals["missing_follow_ups"]
    assert isinstance(rows, tuple)
    return Report(MISSING, report.as_of, rows, report.totals)


def _card(report: Report[Any]) -> Report[CardLine]:
    card = report.totals["card"]
    assert isinstance(card, dict)
    return card_report(card, report.as_of)


OFFICIAL = N_(
    "ESF statistics are for steering: the official figures come from Statistics Sweden, which "
    "derives them from registers."
)
MISSING = Form(
    "missing follow-ups",
    MissingFollowUp,
    sheet=N_("Missing follow-ups"),
    title=N_("Follow-ups that are missing, six months after"),
    columns=tuple(map(Column, ("due", "reference", "name", "cohort", "last_day"))),
    below=_card,
)
# Of whom everybody is one, or unknown: on the labour market, and by education.
PARTITIONS = (
    ("CO01", "CO03", "CO05"),
    ("CO09", "CO10", "CO11"),
    ("EECO02", "EECO04", "EECO05"),
    ("EECO09", "EECO10", "EECO11"),
)
AGES = (("CO06", "CO07"), ("EECO06", "EECO07", "EECO08"))


def sums_of(report: Report[IndicatorRow]) -> Iterator[tuple[Spot, list[Spot]]]:
    """Yield which indicators add up to all participants, in each municipality and in all."""
    for place in {row.municipality for row in report.rows}:
        here = {
            row.indicator: at for at, row in enumerate(report.rows) if row.municipality == place
        }
        whole = here.get("EECO01", here.get(None))
        for codes in (*PARTITIONS, *AGES):
            if whole is None or not all(code in here for code in codes):
                continue
            for key in ("women", "men"):
                yield (whole, key), [(here[code], key) for code in codes]
            unknown: list[Spot] = [(here[codes[0]], "unknown")] if codes in PARTITIONS else []
            yield (whole, "total"), [*((here[code], "total") for code in codes), *unknown]


ESF = Form(
    "esf",
    IndicatorRow,
    sheet=N_("ESF indicators"),
    title=N_("ESF indicators of {project} ({programme}) on {day}"),
    closing=OFFICIAL,
    nowhere=N_("all"),
    columns=(
        Column("indicator", N_("code")),
        Column("meaning"),
        Column("municipality"),
        *map(Column, ("women", "men", "total", "unknown", "planned")),
        Column("explanation", ""),
    ),
    folded=("meaning", "explanation"),
    left_out=("explanation", "planned"),
    below=_missing,
    explains=(
        N_("Counted as of {day}: who began, and who left, in the period ({period})."),
        N_(
            "Who came back to the same cohort counts once, with the first entry's facts and the "
            "last exit's results. Age, labour status and municipality are those of the first day."
        ),
        N_(
            "Unknown is how many the register does not tell it of; {missing} follow-ups are "
            "missing. People with a protected identity are counted in all, and in a municipality "
            "only if they are asked for."
        ),
        N_("Source: regulation {regulation}, Annex I."),
        OFFICIAL,
    ),
    compares=True,
    counted=Counted(
        (Adds("total", ("women", "men")),),
        harmless=("planned", "missing", "card"),
        sums=sums_of,
    ),
)
REGULATION: Mapping[Programme, str] = {
    "2014-2020": "(EU) 1304/2013",
    "2021-2027": "(EU) 2021/1057",
}

# All enrolments in a cohort that had begun are one time in it; is one of them chosen, it counts.
ENROLMENTS = f"""
SELECT cohort_id, kind, number, sex, birth_year, participant.name, protected,
    cohort.name AS cohort, enrolment.*, {IS_CHOSEN} AS is_chosen
FROM enrolment JOIN participant ON participant.id = participant_id
JOIN cohort ON cohort.id = cohort_id
WHERE project_id = :project AND enrolment.first_day <= :day
ORDER BY participant_id, cohort_id, enrolment.first_day"""

FOLLOW_UPS = """
SELECT enrolment_id, follow_up.day, follow_up.status
FROM follow_up JOIN enrolment ON enrolment.id = enrolment_id
JOIN cohort ON cohort.id = cohort_id
WHERE project_id = :project AND follow_up.day <= :day
ORDER BY follow_up.day"""


def esf(
    register: Register,
    as_of: date,
    *,
    project: str | None = None,
    first: date | None = None,
    last: date | None = None,
    chosen: Chosen = EVERYBODY,
) -> Report[IndicatorRow]:
    """Return each indicator in all, and for each municipality with a plan or with somebody from it.

    Entries and exits from `first` to `last`; the whole project without them. Raises NotFound when
    no project is meant, and Refused when its programme is not known.
    """
    period = _period(first, last)
    with register.snapshot():
        ours = project_of(register, project)
        programme = _programme_of(ours)
        place = chosen.municipality and find_municipality(register, chosen.municipality).name
        times = _times(register, ours, chosen, as_of)
        plans = {
            one.name: one.planned[ours.name]
            for one in municipalities(register)
            if ours.name in one.planned
        }
    placed = [one for one in times if chosen.include_protected or not one.protected]
    places = [place] if place else sorted({*plans, *(one.municipality for one in placed)})
    groups: list[tuple[str | None, list[_Time], int | None]] = [
        (name, [one for one in placed if one.municipality == name], plans.get(name))
        for name in places
    ]
    if not place:
        groups.insert(0, (None, times, ours.planned))
    if chosen.cohort or chosen.workplace or chosen.sex:  # a plan is of all people of the project
        groups = [(name, people, None) for name, people, _ in groups]
    rows = [
        _row(indicator, name, _asked(people, indicator, (first, last), as_of), planned)
        for name, people, planned in groups
        for indicator in INDICATORS[programme]
        if indicator.counts or name == groups[0][0]
    ]
    everybody = groups[0][1]
    missing = tuple(_missing_of(everybody, (first, last), as_of, chosen))
    return Report(
        ESF,
        as_of,
        tuple(rows),
        {
            "project": ours.name,
            "programme": programme,
            "regulation": REGULATION[programme],
            "period": period,
            "missing": len(missing),
            "missing_follow_ups": missing,
            "card": card_of(ours),
        },
    )


def _period(first: date | None, last: date | None) -> Word | Note:
    """Return what the period is called. Raises Malformed for one that ends before it begins."""
    if first is None and last is None:
        return Word(N_("the whole project"))
    if first is not None and last is not None and last < first:
        raise Malformed(
            N_("{first} comes after {last}."), N_("Give days in order."), first=first, last=last
        )
    return note(N_("{first} to {last}"), first=first or "…", last=last or "…")


def _programme_of(project: Project) -> Programme:
    if project.programme is not None:
        return project.programme
    raise Refused(
        N_("Which programme of the fund {project} belongs to is not known."),
        N_('Say it: steg project edit "{project}" --programme 2021-2027 (or 2014-2020)'),
        project=project.name,
    )


# People


def _times(register: Register, project: Project, chosen: Chosen, as_of: date) -> list[_Time]:
    """Return the times of those chosen in the project's cohorts, but for the municipality.

    That is the one of the first day, and looked at later.
    """
    anywhere = replace(chosen, municipality=None)
    values = {**chosen_by(register, anywhere, as_of), "project": project.id}
    later = defaultdict[int, list[tuple[date, Outcome]]](list)
    for enrolment, day, status in register.execute(FOLLOW_UPS, values):
        later[enrolment].append((date.fromisoformat(day), status))
    rows = register.execute(ENROLMENTS, values).fetchall()
    return [
        _time(group, later, as_of)
        for group in (
            list(found)
            for _, found in groupby(rows, lambda row: (row["participant_id"], row["cohort_id"]))
        )
        if any(row["is_chosen"] for row in group)
    ]


def _time(
    rows: Sequence[Any], later: Mapping[int, Sequence[tuple[date, Outcome]]], as_of: date
) -> _Time:
    """Return a time in a cohort from its enrolments: the first one's facts, the last one's exit."""
    entry, end = rows[0], rows[-1]
    left = day_from(end["last_day"])
    has_left = left is not None and left < as_of
    due = add_months(left, MONTHS_AFTER) if left is not None and has_left else None
    six = (
        status for day, status in later.get(end["id"], ()) if due and settles_follow_up(day, due)
    )
    return _Time(
        entry["participant_id"],
        entry["name"],
        bool(entry["protected"]),
        entry["cohort"],
        entry["municipality"],
        Participation(
            identity=stored_identity(
                entry["kind"], entry["number"], entry["sex"], entry["birth_year"]
            ),
            first_day=date.fromisoformat(entry["first_day"]),
            labour_status=entry["labour_status"],
            unemployed_since=day_from(entry["unemployed_since"]),
            long_term_ground=bool(entry["long_term_unemployed"]),
            disability=bool(entry["disability"]),
            education=entry["education"],
            left_on=left if has_left else None,
            left_to=end["left_to"] if has_left else None,
            qualification=has_left and bool(end["qualification"]),
            six_months=next(six, None),
        ),
    )


def _asked(
    people: Sequence[_Time], indicator: Indicator, period: Period, as_of: date
) -> list[Participation]:
    """Return of whom an indicator is asked: who began, or left, in the period."""
    day: Callable[[_Time], date | None] = (
        (lambda one: one.facts.first_day)
        if indicator.when == "entry"
        else (lambda one: one.facts.left_on)
    )
    return [
        one.facts
        for one in people
        if _is_in(day(one), period) and (indicator.when != "six months" or one.is_asked(as_of))
    ]


def _is_in(day: date | None, period: Period) -> bool:
    first, last = period
    return day is not None and (first or day) <= day <= (last or day)


# Rows


def _row(
    indicator: Indicator,
    municipality: str | None,
    asked: Sequence[Participation],
    planned: int | None,
) -> IndicatorRow:
    meaning = Word(indicator.meaning)
    if indicator.counts is None:
        explanation = Word(NOT_RECORDED)
        return IndicatorRow(
            indicator.code, meaning, municipality, None, None, None, None, None, explanation
        )
    answers = [(one.identity.sex, indicator.counts(one)) for one in asked]
    women, men = (answers.count((sex, True)) for sex in ("woman", "man"))
    return IndicatorRow(
        indicator.code,
        meaning,
        municipality,
        women,
        men,
        women + men,
        sum(answer is None for _, answer in answers),
        planned if indicator.meaning == ALL_PARTICIPANTS else None,
    )


def _missing_of(
    people: Sequence[_Time], period: Period, as_of: date, chosen: Chosen
) -> Iterator[MissingFollowUp]:
    """Yield whose follow-up is missing of those who left in the period, the earliest first."""
    wanting = [
        one
        for one in people
        if one.facts.six_months is None
        and one.is_asked(as_of)
        and _is_in(one.facts.left_on, period)
    ]
    for one in sorted(wanting, key=lambda one: (one.due, one.case)):
        assert one.facts.left_on is not None
        assert one.due is not None
        name = None if one.protected and not chosen.include_protected else one.name
        yield MissingFollowUp(
            reference_of(one.case), name, one.cohort, one.facts.left_on, one.due, one.protected
        )
