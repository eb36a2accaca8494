"""Whose employment ends soon or is overdue, and whether notice of it was given.

The ends are those of `ends`: periods, and other paid steps with a planned last day. Notice counts
while it is of the plan; as of an earlier day it counts from the day on which it was given. Only the
last notice of a period is kept: as of a day before an extension the one before it is not known.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Literal, get_args

from steg_cli.programme.errors import N_
from steg_cli.programme.frozen import frozen, made_from
from steg_cli.programme.periods import add_months
from steg_cli.register.file import Register
from steg_cli.register.surroundings import setting
from steg_cli.reports.chosen import EVERYBODY, IS_CHOSEN, Chosen, chosen_by
from steg_cli.reports.ends import Ending, endings
from steg_cli.reports.report import Column, Counted, Form, Mark, Report, columns

NoticeState = Literal["done", "due", "late", "not-needed"]


@frozen
class NoticeRow:
    """A period that ends, and its notice.

    It is `done` once given, `due` until the day by which it helps, `late` after it, and not needed
    where HR has decided so (setting notice.AB, notice.BEA) or the agreement is not known.
    """

    reference: str
    name: str | None
    workplace: str | None
    municipality: str | None
    cohort: str
    step: str | None
    first_day: date | None
    last_day: date
    months_in_all: int | None
    agreement: str | None
    notice_by: date | None
    notice_given: date | None
    union_notified: date | None
    state: NoticeState
    protected: bool


def _mark(row: NoticeRow) -> Mark:
    return {"late": "now", "due": "soon"}.get(row.state, "")  # type: ignore[return-value]


NOTICES = Form(
    "notices",
    NoticeRow,
    sheet=N_("Notice"),
    title=N_("Notice of periods that are overdue or end by {until}"),
    closing=N_("{done} given, {due} to be given, {late} late, {not_needed} not needed."),
    columns=columns(
        *("notice_by", "state", "reference", "name", "last_day", "notice_given"),
        *("union_notified", "workplace", "municipality", "cohort", "step", "agreement"),
        "months_in_all",
    ),
    left_out=(
        *("cohort", "municipality", "step", "months_in_all", "agreement", "workplace"),
        "union_notified",
    ),
    folded=("name", "workplace"),
    mark=_mark,
    explains=(
        N_(
            "Employments that are overdue on {day} or are planned to end by {until}, as known on "
            "{day}. Those whose end is registered are left out, and steps without a wage."
        ),
        N_(
            "Notice (besked, LAS § 15) counts if it was given by {day} of the last day that was "
            "the plan then: an extension needs a new one. The union is told (varsel, LAS § 30) at "
            "the same time."
        ),
        N_(
            "The day by which notice helps is a month before the last day, or what the settings "
            "notice.AB and notice.BEA say, moved back to a working day. Without a known agreement "
            "there is none."
        ),
        N_(
            "Whether notice is needed depends on how long somebody has been employed, which steg "
            "report employment tells as far as it is known. HR decides."
        ),
    ),
)


@frozen
class NoticesInAState:
    """How many employments that end have their notice in a state."""

    state: NoticeState
    employments: int


COUNTS = Form(
    "notices counted",
    NoticesInAState,
    sheet=N_("Notice counted"),
    title=N_("Notice of how many periods that are overdue or end by {until}"),
    columns=(Column("state"), Column("employments", N_("employments"))),
    total=N_("all"),
    explains=NOTICES.explains,
    counted=Counted(harmless=("within",)),
)


def notices(
    register: Register, as_of: date, *, within: int | None = None, chosen: Chosen = EVERYBODY
) -> Report[NoticeRow]:
    """Return the employments that are overdue or end within `within` months, by their last day.

    `within` is the setting remind.months if None. A protected person's name and places are None
    unless they are asked for.
    """
    with register.snapshot():
        ahead = int(setting(register, "remind.months")) if within is None else within
        people = {
            row[0]
            for row in register.execute(
                "SELECT participant.id FROM enrolment JOIN participant "
                "ON participant.id = participant_id WHERE enrolment.first_day <= :day "
                "AND (enrolment.last_day IS NULL OR enrolment.last_day >= :day) "
                f"AND {IS_CHOSEN}",
                chosen_by(register, chosen, as_of),
            )
        }
        found = endings(register, as_of, within=ahead, what=("period", "step"), erased=True)
    rows = tuple(
        _row(one, as_of, unmasked=chosen.include_protected)
        for one in found
        if one.participant in people and one.expiry.payer is not None
    )
    states = Counter(row.state for row in rows)
    totals = {
        "done": states["done"],
        "due": states["due"],
        "late": states["late"],
        "not_needed": states["not-needed"],
        "within": ahead,
        "until": add_months(as_of, ahead),
    }
    counts = tuple(NoticesInAState(one, states[one]) for one in get_args(NoticeState))
    about = {"within": ahead, "until": totals["until"], "employments": len(rows)}
    return Report(NOTICES, as_of, rows, totals, counts=Report(COUNTS, as_of, counts, about))


def _row(end: Ending, as_of: date, *, unmasked: bool) -> NoticeRow:
    row = end.expiry if unmasked else end.masked
    return made_from(
        NoticeRow,
        row,
        notice_given=end.notice_given,
        union_notified=end.union_notified,
        state=_state(end, as_of),
    )


def _state(end: Ending, as_of: date) -> NoticeState:
    if end.notice_given is not None:
        return "done"
    if end.notice_due is None:
        return "not-needed"
    return "due" if end.notice_due >= as_of else "late"
