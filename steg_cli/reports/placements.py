"""By sector and workplace: who is there, in which step and post, since when, and the free places.

Decided here, since the domain does not say it:

- Somebody at two workplaces at once stands under both, and counts once in all.
- `taken` and `free` are of the whole workplace, whomever the report is about. A filter by person
  leaves out the workplaces where none of them is.
- People with a protected identity stand under no workplace and are counted at none, so that more
  places can be free on paper than there are. How many of them are placed in all is told only
  where it tells nothing of where: not by workplace or municipality, and only while people could be
  in one of several municipalities.
- The last day is the first that is known of: that of the placement or of the stay, as it was
  planned or registered on the day. It can have passed; somebody then stays on without a decision.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import partial

from steg_cli.programme.cases import reference_of
from steg_cli.programme.errors import N_
from steg_cli.programme.frozen import frozen, replace
from steg_cli.programme.notice import Leads, notice_by
from steg_cli.programme.workplace import Workplace
from steg_cli.register.file import Register
from steg_cli.register.surroundings import (
    day_from,
    find_workplace,
    is_open,
    ladder_of,
    leads_of,
    workplaces,
)
from steg_cli.reports.chosen import EVERYBODY, IS_CHOSEN, Chosen, chosen_by
from steg_cli.reports.expiries import SOON_DAYS
from steg_cli.reports.report import END_ON_THE_DAY, Adds, Column, Counted, Form, Mark, Report


@frozen
class Placed:
    """Somebody at a workplace; a workplace without anybody has one row without a person.

    `places`, `taken` and `free` are of the workplace; places and free are None where it is not
    known how many there are. `first_day` and `last_day` are those of the time there.
    """

    workplace: str
    sector: str
    municipality: str
    places: int | None
    taken: int
    free: int | None
    reference: str | None = None
    name: str | None = None
    step: str | None = None
    post: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    percent: int | None = None
    payer: str | None = None
    supervisor: str | None = None
    notice_by: date | None = None
    protected: bool = False


# By whether it is known how many places there are, and whether protected people are told of.
CLOSINGS = {
    (True, False): N_("People: {people}. Places: {places}, of which free: {free}."),
    (True, True): N_(
        "People: {people}. Places: {places}, of which free: {free}. With a protected identity, at "
        "a workplace that is not told: {protected}."
    ),
    (False, False): N_("People: {people}. How many places there are is not recorded."),
    (False, True): N_(
        "People: {people}. How many places there are is not recorded. With a protected identity, "
        "at a workplace that is not told: {protected}."
    ),
}
SINCE, UNTIL = Column("first_day", N_("since")), Column("last_day", N_("until"))
PLACEMENTS = Form(
    "placements",
    Placed,
    sheet=N_("Placements"),
    title=N_("Who is where on {day}"),
    closing=CLOSINGS[True, False],
    columns=(
        *map(Column, ("workplace", "places", "free", "reference", "name", "step", "post")),
        *(SINCE, UNTIL),
        *map(Column, ("percent", "payer", "sector", "municipality")),
    ),
    left_out=(
        *("municipality", "payer", "sector", "places", "percent", "post", "first_day"),
        *("last_day", "free"),
    ),
    folded=("workplace", "name", "post", "sector"),
    key=("workplace", "reference"),
    once=("workplace", "places", "free", "sector", "municipality"),
    explains=(
        N_("Counted: who is at a workplace on {day}; who is at two counts once in all."),
        N_(
            "Free places are those of the whole workplace; where it is not known how many there "
            "are they are left empty."
        ),
        N_("Left out: workplaces that are closed, unless somebody is still there."),
        N_(
            "People with a protected identity are neither shown nor counted at a workplace: it "
            "would tell where they are. A place that looks free can be theirs."
        ),
    ),
)
# One page for a unit manager.
AT_A_WORKPLACE = replace(
    PLACEMENTS,
    title=N_("{workplace} on {day}"),
    columns=(
        *map(Column, ("name", "reference", "step")),
        *(SINCE, UNTIL),
        *map(Column, ("percent", "supervisor", "post", "notice_by")),
    ),
    left_out=("post", "percent", "supervisor", "first_day", "notice_by"),
    folded=("name", "supervisor", "post"),
    key=("reference",),
    once=(),
)


@frozen
class PlacedOnStep:
    """How many of those on a step are at a workplace: in all, and of each sector.

    Who is at two workplaces counts once in all, and in the sector of each.
    """

    step: str
    people: int
    sectors: Mapping[str, int]


COUNTS = Form(
    "placements counted",
    PlacedOnStep,
    sheet=N_("Placements counted"),
    title=N_("How many are placed on {day}, by step and sector"),
    columns=(
        Column("step"),
        Column("people", N_("all"), style="bold"),
        Column("sectors", spread=True),
    ),
    left_out=("sectors",),
    total=N_("all"),
    explains=PLACEMENTS.explains,
    counted=Counted((Adds("people", ("sectors",)),)),
)

PLACED = f"""
SELECT placement.workplace_id, participant.id AS case_number, participant.name, protected,
    step.code, step.payer, post.title AS post, placement.first_day, percent, supervisor,
    placement.last_day AS placed_until, {END_ON_THE_DAY} AS stays_until,
    stay.agreement, stay.closed_on <= :day AS is_closed, {IS_CHOSEN} AS is_chosen
FROM placement
JOIN enrolment ON enrolment.id = placement.enrolment_id
JOIN participant ON participant.id = participant_id
LEFT JOIN stay ON stay.enrolment_id = enrolment.id AND stay.first_day <= :day
    AND (stay.last_day IS NULL OR stay.last_day >= :day)
LEFT JOIN step ON step.id = step_id
LEFT JOIN post ON post.id = post_id
WHERE placement.first_day <= :day AND (placement.last_day IS NULL OR placement.last_day >= :day)
ORDER BY participant.id, placement.first_day, placement.id"""


def placements(register: Register, as_of: date, *, chosen: Chosen = EVERYBODY) -> Report[Placed]:
    """Return who is at each workplace, and each open one without anybody, or one workplace alone.

    Those chosen are as `chosen` has them. Raises NotFound for an unknown cohort, municipality or
    workplace.
    """
    with register.snapshot():
        rows = register.execute(PLACED, chosen_by(register, chosen, as_of)).fetchall()
        known, leads = workplaces(register), leads_of(register)
        codes = [step.code for step in ladder_of(register)]
        only = find_workplace(register, chosen.workplace) if chosen.workplace is not None else None
    counted = [row for row in rows if chosen.include_protected or not row["protected"]]
    at = defaultdict[int, list[sqlite3.Row]](list)
    for row in counted:
        at[row["workplace_id"]].append(row)
    is_of_some = chosen.cohort is not None or chosen.municipality is not None or chosen.sex
    found, people = list[Placed](), set[int]()
    for one in sorted(known, key=lambda one: (one.sector.name, one.name)):
        if only is not None and one.id != only.id:
            continue
        whole = _whole(one, at[one.id])
        chosen_here = [row for row in at[one.id] if row["is_chosen"]]
        people |= {row["case_number"] for row in chosen_here}
        # Where only those who were erased are, the workplace stands without anybody.
        here = [_placed(whole, row, leads) for row in chosen_here if row["case_number"] > 0]
        here = here or ([whole] if chosen_here else [])
        if not here and not is_of_some and (is_open(one, as_of) or only is not None):
            here = [whole]
        found += here
    is_told = only is None and chosen.municipality is None and not chosen.include_protected
    is_told = is_told and len({one.municipality for one in known if is_open(one, as_of)}) > 1
    protected = {row["case_number"] for row in rows if row["protected"] and row["is_chosen"]}
    report = _report(as_of, found, only, len(people), len(protected) if is_told else None)
    of = {one.id: one for one in known if only is None or one.id == only.id}
    placed = [
        (one["code"], one["case_number"], of[one["workplace_id"]].sector.name)
        for one in counted
        if one["is_chosen"] and one["workplace_id"] in of
    ]
    sectors = sorted({one.sector.name for one in known})
    return replace(report, counts=_counts(as_of, placed, codes, sectors))


def _counts(
    as_of: date,
    placed: Collection[tuple[str | None, int, str]],
    codes: Sequence[str],
    sectors: Sequence[str],
) -> Report[PlacedOnStep]:
    """Return how many are placed, from the step, case and sector of each placement."""
    people = defaultdict[tuple[str | None, str], set[int]](set)
    for code, case, sector in placed:
        people[code, sector].add(case)
    rows = tuple(
        PlacedOnStep(
            code,
            len({case for on, case, _ in placed if on == code}),
            {sector: len(people[code, sector]) for sector in sectors},
        )
        for code in codes
    )
    totals = {
        "people": sum(row.people for row in rows),
        "sectors": {one: sum(row.sectors[one] for row in rows) for one in sectors},
    }
    return Report(COUNTS, as_of, rows, totals)


def _report(
    as_of: date, rows: list[Placed], only: Workplace | None, people: int, protected: int | None
) -> Report[Placed]:
    known = [row for row in {row.workplace: row for row in rows}.values() if row.places is not None]
    totals: dict[str, object] = {
        "people": people,
        "places": sum(row.places or 0 for row in known) if known else None,
        "free": sum(row.free or 0 for row in known) if known else None,
        "protected": protected,
    }
    form = PLACEMENTS
    if only is not None:
        totals["workplace"] = only.name
        form = replace(AT_A_WORKPLACE, mark=partial(_mark, as_of)) if people else form
    if only is not None or protected:
        told = CLOSINGS[bool(known), False] if only is None else ""
        form = replace(form, nameless=replace(PLACEMENTS, closing=told, mark=form.mark))
    form = replace(form, closing=CLOSINGS[bool(known), bool(protected)])
    return Report(form, as_of, tuple(rows), totals)


def _mark(as_of: date, row: Placed) -> Mark:
    if row.last_day is None:
        return ""
    left = (row.last_day - as_of).days
    return "now" if left < 0 else "soon" if left <= SOON_DAYS else ""


def _whole(workplace: Workplace, here: list[sqlite3.Row]) -> Placed:
    """Return a workplace and how many are there, without anybody."""
    taken = len({row["case_number"] for row in here})
    return Placed(
        workplace=workplace.name,
        sector=workplace.sector.name,
        municipality=workplace.municipality,
        places=workplace.places,
        taken=taken,
        free=None if workplace.places is None else max(workplace.places - taken, 0),
    )


def _placed(whole: Placed, row: sqlite3.Row, leads: Leads) -> Placed:
    """Return somebody at a workplace."""
    stays_until = day_from(row["stays_until"])
    ends = [day for day in (stays_until, day_from(row["placed_until"])) if day]
    return replace(
        whole,
        reference=reference_of(row["case_number"]),
        name=row["name"],
        step=row["code"],
        post=row["post"],
        first_day=day_from(row["first_day"]),
        last_day=min(ends, default=None),
        percent=row["percent"],
        payer=row["payer"],
        supervisor=row["supervisor"],
        notice_by=notice_by(stays_until, row["agreement"], leads)
        if stays_until and not row["is_closed"]
        else None,
        protected=bool(row["protected"]),
    )
