"""Everything that is stored on one person, for that person (GDPR article 15; registerutdrag).

Nothing is left out because it is old, hidden elsewhere or about work: what stands in the tables,
what the change history says was there, which reminders spoke of them, who read about them. Of
what else stands beside them in the register (a cohort's plan, a workplace's manager) there is
nothing in it, nor the sentence that sums up a change: that one names other cases too.

Others are named in it: those who decided, supervised, wrote and read. Whether the person may know
their names is decided for each of them by the law on secrecy (OSL 2009:400); `reviewed` is the
copy to hand out, in which they are called by what they did. That readers need not be named to
the person has been tried (EU court, C-579/21).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from steg_cli.programme.cases import reference_of
from steg_cli.programme.errors import N_
from steg_cli.programme.field import Field
from steg_cli.programme.fields import ENROLMENT, PARTICIPANT
from steg_cli.programme.frozen import frozen, replace
from steg_cli.programme.words import Word
from steg_cli.register.file import Register
from steg_cli.register.outbox import WHOSE
from steg_cli.register.people import find_case
from steg_cli.register.readings import SHOWN
from steg_cli.register.surroundings import setting
from steg_cli.reports.log import log
from steg_cli.reports.reads import WHAT
from steg_cli.reports.report import Form, Report
from steg_cli.reports.touched import ChangedField
from steg_cli.reports.whole import LISTS, values_of

# What the law wants told, by its setting `extract.…`: what is said where that one is empty.
ABOUT = {
    "controller": Word(
        N_(
            "The municipal board that is responsible for the labour market unit. The unit tells "
            "you how to reach the board and its data protection officer."
        )
    ),
    "purpose": Word(
        N_(
            "To plan and follow your way to work or studies with the labour market unit, to watch "
            "the last days of your employment, and to account for the work to the municipality "
            "and to those who fund it."
        )
    ),
    "legal-basis": Word(
        N_(
            "A task of public interest: what the municipality may do for its members (GDPR article "
            "6.1 e; kommunallagen 2017:725, chapter 2). For an employment the contract and the "
            "employer's duties (article 6.1 b and c). That you "
            "have a disability is kept where the case needs it (article 9.2 g; "
            "dataskyddslagen 2018:218, chapter 3 section 3), and your identity number because "
            "nobody may be mistaken for another (chapter 3 section 10)."
        )
    ),
    "recipients": Word(
        N_(
            "Those at the labour market unit who work with you. The manager of your workplace is "
            "reminded of last days. Arbetsförmedlingen decides on support for your wage. If a "
            "project of the European Social Fund pays: Svenska ESF-rådet and Statistics Sweden."
        )
    ),
    "retention": Word(
        N_(
            "The register is a public record. What stands in it is deleted when the municipality's "
            "decision on retention says so, and not before the last day that the fund of a project "
            "names."
        )
    ),
    "source": Word(
        N_(
            "You yourself, those at the labour market unit who work with you, your workplaces, "
            "and Arbetsförmedlingen."
        )
    ),
    "rights": Word(
        N_(
            "You can ask the labour market unit to correct what is wrong, to use it less for a "
            "time, and to stop, and you are then told what was decided and why. What the law on "
            "archives says must be kept cannot be deleted on request. No decision about you is "
            "made by a computer alone. You can complain to Integritetsskyddsmyndigheten (imy.se)."
        )
    ),
}
# Fields that name somebody else, and what these are called in the copy to hand out.
OTHERS = {
    "consultant": Word(N_("(consultant)")),
    "decided_by": Word(N_("(who decided)")),
    "supervisor": Word(N_("(supervisor)")),
    "by": Word(N_("(user of the register)")),
    "recipient": Word(N_("(recipient)")),
}
# Fields that hold what somebody wrote, in which anybody can be named.
FREE_TEXTS = ("note", "text", "exception", "reason")

Row = Mapping[str, Any]

_OF_PERSON: dict[str, tuple[tuple[Field, ...], str]] = {
    "person": (PARTICIPANT, "SELECT *, kind AS identity, id AS case_number FROM participant"),
    "enrolments": (
        ENROLMENT,
        """SELECT enrolment.*, cohort.name AS cohort, participant_id AS case_number
        FROM enrolment JOIN cohort ON cohort.id = cohort_id ORDER BY enrolment.first_day""",
    ),
    **{
        name.replace("-", "_").replace(" ", "_"): one
        for name, one in LISTS.items()
        if name not in ("people", "post list", "steps", "retention rules")
    },
}


@frozen
class Happened:
    """A change that touched something of the person's: when, by whom, and what it did to them."""

    at: str
    by: str
    command: str
    undone: bool
    fields: tuple[ChangedField, ...]


@frozen
class Told:
    """A reminder that spoke of the person: what it was about, and when it left (None: it waits)."""

    day: date
    what: str
    last_day: date
    recipient: str
    sent_at: str | None


@frozen
class ReadBy:
    """A reading that showed the person; see `reads`."""

    at: str
    by: str
    what: Word
    command: str


@frozen
class Extract:
    """Everything on one person. `about` are the texts of ABOUT, `records` rows by their list.

    `names_others` are the fields that name somebody else; with `reviewed` they do not.
    """

    reference: str
    name: str
    protected: bool
    made_on: date
    reviewed: bool
    names_others: tuple[str, ...]
    about: Mapping[str, str]
    person: Row
    records: Mapping[str, tuple[Row, ...]]
    history: tuple[Happened, ...]
    reminders: tuple[Told, ...]
    reads: tuple[ReadBy, ...]

    @property
    def case(self) -> int:
        """The person's case number."""
        return int(self.reference.removeprefix("S-"))


def extract(register: Register, who: str, today: date, *, reviewed: bool = False) -> Extract:
    """Return everything that is stored on the one person meant by `who`.

    Raises NotFound or Ambiguous.
    """
    with register.snapshot():
        case = find_case(register, who, today, reading=True)
        reference = reference_of(case)
        records = {name: _rows(register, name, case) for name in _OF_PERSON}
        (person,) = records.pop("person")
        changes = log(register, today, who=reference, include_protected=True, tells_notes=True).rows
        whole = Extract(
            reference,
            person["name"],
            person["protected"],
            today,
            reviewed,
            tuple(OTHERS),
            {key: setting(register, f"extract.{key}") or usual for key, usual in ABOUT.items()},
            person,
            records,
            tuple(
                Happened(one.at, one.by, one.command, one.undone, one.fields or ())
                for one in reversed(changes)
            ),
            _reminders(register, case),
            _reads(register, case),
        )
    return _without_others(whole) if reviewed else whole


REMINDERS = Form("reminders", Told, sheet=N_("Reminders"), title=N_("Reminders about the person"))


def reminders_of(register: Register, today: date, who: str) -> Report[Told]:
    """Return the reminders that spoke of a person. Raises NotFound or Ambiguous."""
    with register.snapshot():
        rows = _reminders(register, find_case(register, who, today, reading=True))
    return Report(REMINDERS, today, rows, {"rows": len(rows)})


def free_texts(whole: Extract) -> int:
    """Return how many texts there are that somebody has to read, for whom they name."""
    rows = [row for rows in whole.records.values() for row in rows]
    told = [row[key] for row in rows for key in FREE_TEXTS if row.get(key)]
    changed = [
        value
        for one in whole.history
        for field in one.fields
        if field.field in FREE_TEXTS
        for value in (field.before, field.after)
        if value
    ]
    return len({*told, *changed})


def _rows(register: Register, name: str, case: int) -> tuple[Row, ...]:
    fields, query = _OF_PERSON[name]
    keys = [field.key for field in fields]
    rows = register.execute(f"SELECT * FROM ({query}) WHERE case_number = ?", (case,))
    return tuple(dict(zip(keys, values_of(row, fields), strict=True)) for row in rows)


def _reminders(register: Register, case: int) -> tuple[Told, ...]:
    rows = register.execute(
        f"""SELECT outbox.day, what, last_day, reminder.recipient, sent_at
        FROM reminder JOIN outbox ON outbox.id = outbox_id WHERE {WHOSE} = ?
        ORDER BY outbox.day, reminder.id""",
        (case,),
    )
    return tuple(
        Told(date.fromisoformat(day), what, date.fromisoformat(last), recipient, sent)
        for day, what, last, recipient, sent in rows
    )


def _reads(register: Register, case: int) -> tuple[ReadBy, ...]:
    rows = register.execute(
        f"""SELECT DISTINCT reading.id, at, by, what, command
        FROM reading JOIN reading_of ON reading_id = reading.id WHERE {SHOWN} = ?
        ORDER BY reading.id""",
        (case,),
    )
    return tuple(ReadBy(at, by, WHAT[what], command) for _, at, by, what, command in rows)


def _without_others(whole: Extract) -> Extract:
    """Return the extract with everybody else called by what they did."""

    def row_of(row: Row) -> Row:
        return {
            key: OTHERS[key] if value and key in OTHERS else value for key, value in row.items()
        }

    def field_of(one: ChangedField) -> ChangedField:
        role = OTHERS.get(one.field)
        before, after = (role if role and value else value for value in (one.before, one.after))
        return replace(one, before=before, after=after)

    by = OTHERS["by"]
    return replace(
        whole,
        records={name: tuple(map(row_of, rows)) for name, rows in whole.records.items()},
        history=tuple(
            replace(one, by=one.by and by, fields=tuple(map(field_of, one.fields)))
            for one in whole.history
        ),
        reminders=tuple(replace(one, recipient=OTHERS["recipient"]) for one in whole.reminders),
        reads=tuple(replace(one, by=one.by and by) for one in whole.reads),
    )
