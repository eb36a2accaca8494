"""The indicators of the fund, of a project's people: planned against actual, by sex and place.

See `indicators` for what is counted. Somebody who comes back to the same cohort counts once, with
the first entry's facts and the last exit's results; in another cohort of the project they count
again, as in `cohorts`. Entries and exits are those of the period; left is who is past the last day.

People with a protected identity are counted in all, and in no municipality unless they are asked
for. Whoever takes the municipalities from all has what is left: their sex, education, disability
and where they left to. So those in no row of a municipality are nobody or FEWEST and more, of those
who began, of those who left and of those who are asked six months later: where they would be fewer,
the rows of one more municipality are left out, the smallest that is enough, or else of all.

That holds within one answer. `--municipality M` for each, one after the other, tells together what
one answer leaves out; so do two periods or two days between which a single person began or left.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from steg_cli.programme.cases import reference_of
from steg_cli.programme.codes import Programme
from steg_cli.programme.errors import N_, Malformed, Note, Refused, note
from steg_cli.programme.frozen import frozen, replace
from steg_cli.programme.indicators import (
    ALL_PARTICIPANTS,
    INDICATORS,
    NOT_RECORDED,
    Indicator,
    Participation,
)
from steg_cli.programme.words import Word
from steg_cli.register.file import Register
from steg_cli.register.surroundings import Project, municipalities, municipality_named
from steg_cli.reports.chosen import EVERYBODY, Chosen
from steg_cli.reports.project_card import CardLine, card_of, card_report, project_of
from steg_cli.reports.report import Adds, Column, Counted, Few, Form, Report, Spot, is_of_erased
from steg_cli.reports.times import Period, Time, asked_of, is_in, times_of, untold_places


@frozen
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


@frozen
class MissingFollowUp:
    """Somebody who left, and was not followed up six months later, on the day `due`."""

    reference: str
    name: str | None
    cohort: str
    last_day: date
    due: date
    protected: bool


def _missing(report: Report[Any]) -> Report[MissingFollowUp]:
    rows = report.totals["missing_follow_ups"]
    assert isinstance(rows, tuple)
    untold = isinstance(report.totals["missing"], Few)
    form = replace(MISSING, empty=NOT_LISTED) if untold else MISSING
    return Report(form, report.as_of, rows, report.totals)


def _card(report: Report[Any]) -> Report[CardLine]:
    card = report.totals["card"]
    assert isinstance(card, dict)
    return card_report(card, report.as_of)


NOT_LISTED = N_("They are not listed where their number is hidden.")
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
    """Yield which indicators add up to all participants, in each municipality and in all.

    Those whose state six months after is unknown are those whose follow-up is missing.
    """
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
    at = {(row.indicator, row.municipality): number for number, row in enumerate(report.rows)}
    after = at.get(("EECR05", None), at.get(("CR06", None)))
    if after is not None:
        yield (None, "missing"), [(after, "unknown")]


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
    key=("indicator", "meaning", "municipality"),
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
    counted=Counted((Adds("total", ("women", "men")),), harmless=("planned", "card"), sums=sums_of),
)
REGULATION: Mapping[Programme, str] = {
    "2014-2020": "(EU) 1304/2013",
    "2021-2027": "(EU) 2021/1057",
}


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
        place = chosen.municipality and municipality_named(register, chosen.municipality).name
        times = times_of(register, ours, chosen, as_of)
        plans = {
            one.name: one.planned[ours.name]
            for one in municipalities(register)
            if ours.name in one.planned
        }
    placed = [one for one in times if chosen.include_protected or not one.protected]
    places = [place] if place else sorted({*plans, *(one.municipality for one in placed)})
    by_place = {name: [one for one in placed if one.municipality == name] for name in places}
    hidden = [] if place or chosen.include_protected else [one for one in times if one.protected]
    untold = untold_places(by_place, hidden, INDICATORS[programme], (first, last), as_of)
    groups: list[tuple[str | None, list[Time], int | None]] = [
        (name, people, plans.get(name)) for name, people in by_place.items() if name not in untold
    ]
    if not place:
        groups.insert(0, (None, times, ours.planned))
    if chosen.cohort or chosen.workplace or chosen.sex:  # a plan is of all people of the project
        groups = [(name, people, None) for name, people, _ in groups]
    rows = [
        _row(indicator, name, asked_of(people, indicator, (first, last), as_of), planned)
        for name, people, planned in groups
        for indicator in INDICATORS[programme]
        if indicator.counts or name == groups[0][0]
    ]
    missing = tuple(_missing_of(groups[0][1], (first, last), as_of, chosen))
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
            "missing_follow_ups": tuple(row for row in missing if not is_of_erased(row)),
            "card": card_of(ours),
        },
        tuple(_left_out(untold)),
    )


def _left_out(places: Collection[str]) -> Iterator[Note]:
    if places:
        yield note(
            N_(
                "Left out by municipality: {places}. It would tell of the few with a protected "
                "identity. steg report esf --include-protected shows all."
            ),
            places=", ".join(sorted(places)),
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
    people: Sequence[Time], period: Period, as_of: date, chosen: Chosen
) -> Iterator[MissingFollowUp]:
    """Yield whose follow-up is missing of those who left in the period, the earliest first."""
    wanting = [
        one
        for one in people
        if one.facts.six_months is None and one.is_asked(as_of) and is_in(one.facts.left_on, period)
    ]
    for one in sorted(wanting, key=lambda one: (one.due, one.case)):
        assert one.facts.left_on is not None
        assert one.due is not None
        name = None if one.protected and not chosen.include_protected else one.name
        yield MissingFollowUp(
            reference_of(one.case), name, one.cohort, one.facts.left_on, one.due, one.protected
        )
