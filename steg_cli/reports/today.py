"""What needs the administrator now, each with the command that shows or settles it.

The ends are those of `ends`, as the reminders tell them. Decided here, since the domain does not
say it:

- Notice is told of from two weeks before the day by which it helps, until it is given or the last
  day has come.
- Without a workplace is who is on a step of adapted or ordinary operations and neither placed nor
  to be placed later.
- Long on a step is who has been there for `today.long` months without a planned last day. A
  limited step has its months in all instead. One that the sector pays for is where the ladder
  leads: nobody is there too long.
- A step whose end is registered, and one that is still to begin, need nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from steg_cli.programme.cases import reference_of
from steg_cli.programme.codes import Need, NeedState
from steg_cli.programme.errors import N_
from steg_cli.programme.frozen import frozen, made_from
from steg_cli.programme.periods import ONE_DAY, add_months
from steg_cli.register.arrays import array_of
from steg_cli.register.file import Register
from steg_cli.register.outbox import STATUS, last_run
from steg_cli.register.surroundings import setting
from steg_cli.register.watching import whom_to_look_at
from steg_cli.reports.ends import Ending, earlier, endings
from steg_cli.reports.people import PLACED
from steg_cli.reports.report import LIVES_IN, Column, Form, Mark, Report

NOTICE_AHEAD = timedelta(days=14)


@frozen
class Needed:
    """Something that needs somebody: an end, a person without an end, or the reminders themselves.

    `day` is the one to act by: by which notice helps if `state` is `notice`, else that of the end.
    Where nothing ends it is since when, and `days_left`, `last_day` and `state` are None. What
    `command` leaves out is asked for at a terminal. `text` is what is to be done by a deadline.
    """

    what: Need
    reference: str | None = None
    name: str | None = None
    step: str | None = None
    workplace: str | None = None
    municipality: str | None = None
    day: date | None = None
    days_left: int | None = None
    last_day: date | None = None
    state: NeedState | None = None
    command: str = ""
    protected: bool = False
    text: str | None = None


# Under which heading something stands, in the order of the headings.
GROUPS = {
    "overdue": N_("Overdue"),
    "notice": N_("Notice helps by"),
    "ending": N_("Coming up"),
    "no-workplace": N_("Without a workplace, since"),
    "long": N_("On one step for {long} months or more, since"),
    "": N_("The reminders"),
}


def _group(row: Needed) -> str:
    return next(key for key in (row.state, row.what, "") if key in GROUPS)


def _heading(row: Needed) -> str:
    return GROUPS[_group(row)]


def _mark(row: Needed) -> Mark:
    return {"overdue": "now", "notice": "soon"}.get(row.state or "", "")  # type: ignore[return-value]


def _rest(row: Needed) -> str:
    """Return the command that shows everything in the group of a row."""
    return "steg report expiries" if row.state else "steg today --format plain"


TODAY = Form(
    "today",
    Needed,
    sheet=N_("Today"),
    title=N_("What needs you on {day}"),
    empty=N_("Nothing needs you today."),
    columns=(
        Column("day"),
        Column("what", N_("about")),
        *map(Column, ("reference", "name", "command")),
    ),
    left_out=("name", "what", "reference"),
    folded=("name",),
    mark=_mark,
    group=_heading,
    aside="text",
    rest=_rest,
)

# Who is on a step on the day that has not been registered as ended. The stays are found by index:
# those that are open, and those that end on the day or later.
_ON_A_STEP = f"""
SELECT participant.id AS case_number, participant.name, protected, step.code,
    {LIVES_IN} AS municipality,
    (SELECT group_concat(name, ', ') FROM (SELECT workplace.name {PLACED})) AS workplace,
    max(stay.first_day, ifnull(
        (SELECT date(max(last_day), '+1 day') FROM placement
         WHERE enrolment_id = enrolment.id AND last_day < :day), '')) AS unplaced_since,
    stay.first_day
FROM (
    {{stays}} AND last_day IS NULL UNION ALL {{stays}} AND last_day >= :day
) AS on_step
CROSS JOIN stay ON stay.id = on_step.id
CROSS JOIN step ON step.id = step_id
CROSS JOIN enrolment ON enrolment.id = stay.enrolment_id
CROSS JOIN participant ON participant.id = participant_id
WHERE participant.id > 0 AND (closed_on IS NULL OR closed_on > :day)"""
_UNPLACED = f"""SELECT id FROM stay
    WHERE enrolment_id IN ({whom_to_look_at("no-workplace")}) AND first_day <= :day
        AND +step_id IN (SELECT id FROM step WHERE location <> 'ame')
        AND NOT EXISTS (
            SELECT 1 FROM placement
            WHERE enrolment_id = stay.enrolment_id AND placement.last_day IS NULL)
        AND NOT EXISTS (
            SELECT 1 FROM placement
            WHERE enrolment_id = stay.enrolment_id AND placement.last_day >= :day)"""
_WITHOUT_WORKPLACE = f"""{_ON_A_STEP.format(stays=_UNPLACED)}
ORDER BY unplaced_since, participant.id"""
_LONG_THERE = """SELECT id FROM stay
    WHERE step_id IN (
        SELECT id FROM step WHERE most_months IS NULL AND payer IS NOT 'sector')
        AND first_day <= :long_ago"""
_LONG = f"""{_ON_A_STEP.format(stays=_LONG_THERE)} AND planned_last_day IS NULL
ORDER BY stay.first_day, participant.id"""


def today(register: Register, as_of: date, *, include_protected: bool = False) -> Report[Needed]:
    """Return what needs somebody: what is overdue first, and each kind by its day.

    Ends are near as the setting remind.months has it. A protected person's name and places are
    None unless they are asked for.
    """
    with register.snapshot():
        within = int(setting(register, "remind.months"))
        months = int(setting(register, "today.long"))
        found = endings(register, as_of, within=within)
        texts = _texts(register, (one.thing for one in found if one.expiry.what == "deadline"))
        ends = [_of_end(one, as_of, texts, include_protected=include_protected) for one in found]
        values = {"day": str(as_of), "long_ago": str(earlier(as_of, months))}
        people = [
            Needed(
                what=what,
                reference=reference_of(row["case_number"]),
                name=row["name"] if shown else None,
                step=row["code"],
                workplace=row["workplace"] if shown else None,
                municipality=row["municipality"] if shown else None,
                day=date.fromisoformat(row[since]),
                command=f"{command} {reference_of(row['case_number'])}",
                protected=bool(row["protected"]),
            )
            for what, since, command, query in _PEOPLE
            for row in register.execute(query, values)
            for shown in [include_protected or not row["protected"]]
        ]
        needs = [*ends, *people, *of_the_reminders(register, as_of)]
    order = list(GROUPS)
    rows = tuple(
        sorted(
            needs,
            key=lambda row: (order.index(_group(row)), row.day or date.min, row.reference or ""),
        )
    )
    totals = {
        "needs": len(rows),
        "overdue": sum(row.state == "overdue" for row in rows),
        "within": within,
        "long": months,
    }
    return Report(TODAY, as_of, rows, totals)


_PEOPLE: tuple[tuple[Need, str, str, str], ...] = (
    ("no-workplace", "unplaced_since", "steg place", _WITHOUT_WORKPLACE),
    ("long", "first_day", "steg show", _LONG),
)


def _texts(register: Register, deadlines: Iterable[int]) -> Mapping[int, str]:
    """Return what is to be done by each of these deadlines."""
    rows = register.execute(
        "SELECT id, text FROM deadline WHERE id IN (SELECT value FROM json_each(?))",
        (array_of(deadlines),),
    )
    return dict(tuple(row) for row in rows)


def _of_end(
    end: Ending, as_of: date, texts: Mapping[int, str], *, include_protected: bool
) -> Needed:
    row = end.expiry if include_protected else end.masked
    is_told = row.what == "deadline" and (include_protected or not row.protected)
    by = end.notice_due
    is_notice = row.state == "ending" and by is not None and by <= as_of + NOTICE_AHEAD
    day = by if is_notice and by else row.last_day
    return made_from(
        Needed,
        row,
        day=day,
        days_left=(day - as_of).days,
        state="notice" if is_notice else row.state,
        command=_command(end),
        text=texts[end.thing] if is_told else None,
    )


def _command(end: Ending) -> str:
    """Return what settles an end where only one thing does, and what shows it elsewhere."""
    row = end.expiry
    match row.what:
        case "placement" if row.last_day < date.max:
            return f"steg place {row.reference} --from {row.last_day + ONE_DAY}"
        case "support":
            return f"steg support list {row.reference}"
        case "follow-up":
            return f"steg follow-up {row.reference}"
        case "deadline":
            return f"steg deadline done {row.reference} {end.number}"
    return f"steg show {row.reference}"


def of_the_reminders(register: Register, as_of: date) -> Iterator[Needed]:
    """Yield why somebody may hear nothing: no address, no run for a month, mails that wait.

    Or mails that were written into a folder, from where nothing sends them.
    """
    if not setting(register, "mail.to"):
        yield Needed("no-address", command="steg setting mail.to")
    run = last_run(register)
    if run is None and setting(register, "mail.to"):
        yield Needed("never-sent", command="steg remind --send")
    elif run is not None and add_months(run.day, 1) < as_of:
        yield Needed("not-sent", day=run.day, command="steg remind --send")
    left = (run and run.last_sent_at) or ""
    written = "SELECT max(day) FROM outbox WHERE way = 'folder' AND guise <> ? AND sent_at > ?"
    if in_folder := register.execute(written, (STATUS, left)).fetchone()[0]:
        is_tried = setting(register, "mail.transport") == "folder"
        command = "steg setting mail.transport" if is_tried else "steg remind --send"
        yield Needed("only-in-folder", day=date.fromisoformat(in_folder), command=command)
    unsent = "SELECT min(day) FROM outbox WHERE sent_at IS NULL AND guise <> ?"
    oldest = register.execute(unsent, (STATUS,)).fetchone()[0]
    if oldest:
        day = date.fromisoformat(oldest)
        yield Needed("undelivered", day=day, command="steg remind --outbox")
