"""Random ways through the programme, beside a slow and obvious model of it.

The model keeps each person as plain lists and counts months one by one. After every command the
register holds what the model does; a command that is refused changes nothing; everybody passes
every rule. In the end everything is undone to the beginning and done again.

A few ways here. Hundreds: `AT_RANDOM=30 pytest -s` with this file's name.
"""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from contextlib import suppress
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steg_cli.actions import deadlines, pause, supports
from steg_cli.actions.advance import advance
from steg_cli.actions.amend import amend
from steg_cli.actions.convert import convert_people
from steg_cli.actions.enrol import Application, enrol
from steg_cli.actions.extend import extend
from steg_cli.actions.follow_up import follow_up
from steg_cli.actions.leave import leave
from steg_cli.actions.merge import merge
from steg_cli.actions.move import move
from steg_cli.actions.note import note
from steg_cli.actions.notice import notice
from steg_cli.actions.place import place
from steg_cli.actions.undo import reverse_last
from steg_cli.programme.checks import check_person
from steg_cli.programme.errors import StegError
from steg_cli.programme.identity import parse_identity
from steg_cli.register.file import Register, open_register
from steg_cli.register.people import find_case, load_people
from steg_cli.register.surroundings import ladder_of
from steg_cli.register.watching import not_watched_right
from tests.at_random import AT_RANDOM
from tests.undoing import undo_and_redo

if TYPE_CHECKING:
    from tests.conftest import NumberOf

EXAMPLES = 10 * AT_RANDOM
BEGIN = date(2023, 1, 2)
NOW = datetime(2024, 1, 15, 9, 0, tzinfo=UTC)
ONE = timedelta(1)
PEOPLE = 3
STEPS = (
    *("kartlaggning", "utredning", "arbetsprovning", "praktik", "utbildningspraktik"),
    *("serviceassistent", "enhetsassistent", "underskoterska", "sjukskoterska"),
)
IN_AME = STEPS[:3]  # at adapted workplaces; the others in ordinary operations
OF_THE_SECTOR = STEPS[6:7]
PLACES = ("Snickeriet", "Solgården", "Björkskolan")
Enrolment = dict[str, Any]
People = dict[int, dict[str, Any]]


def suits(step: str, workplace: str) -> bool:
    """Say whether a step can take place at a workplace; one sector employs its own."""
    if step in IN_AME:
        return workplace == "Snickeriet"
    return workplace == "Solgården" or (workplace == "Björkskolan" and step not in OF_THE_SECTOR)


def months_on(first: date, months: int) -> date:
    """Return the last day of so many months: the day before the same-numbered one."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    try:
        return date(year, month + 1, first.day) - ONE
    except ValueError:  # the month's own last day
        return date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - ONE


def whole(first: date, last: date) -> int:
    """Return how many whole months there are, counted one by one."""
    months = 0
    while months_on(first, months + 1) <= last:
        months += 1
    return months


def used(spans: list[tuple[date, date]]) -> tuple[int, int]:
    """Return months and days in all."""
    months = days = 0
    for first, last in spans:
        held = whole(first, last)
        end = months_on(first, held) if held else first - ONE
        months, days = months + held, days + (last - end).days
    return months + days // 30, days % 30


def filled(first: date, before: tuple[int, int], most: int) -> date | None:
    """Return on which day there are so many months in all; None if they are used already."""
    months, days = before
    if most - months < 1:
        return None
    if not days:
        return months_on(first, most - months)
    left = most - months - 1
    return (months_on(first, left) if left else first - ONE) + timedelta(30 - days)


def without(spans: list[list[Any]], first: date, last: date | None) -> list[list[Any]]:
    """Return placements without some days: what is before stays, what is after resumes."""
    kept = []
    for workplace, begin, end, percent in spans:
        if (end is not None and end < first) or (last is not None and begin > last):
            kept.append([workplace, begin, end, percent])
            continue
        if begin < first:
            kept.append([workplace, begin, first - ONE, percent])
        if last is not None and (end is None or end > last):
            kept.append([workplace, last + ONE, end, percent])
    return kept


def there(spans: list[list[Any]], day: date) -> list[list[Any]]:
    """Return the placements of a day."""
    return [one for one in spans if one[1] <= day and (one[2] is None or day <= one[2])]


def cut(spans: list[list[Any]], last: date) -> list[list[Any]]:
    """Return what has begun by a day, ended then: first and last day stand second and third."""
    return [
        [what, first, last if end is None or end > last else end, *more]
        for what, first, end, *more in spans
        if first <= last
    ]


class Model:
    """What the register should hold, and what each verb does to it."""

    def __init__(self) -> None:
        self.people: People = {}

    def present(self, who: int) -> Enrolment:
        """Return the open enrolment."""
        (found,) = [one for one in self.people[who]["enrolments"] if one["last"] is None]
        return cast("Enrolment", found)

    def on(self, who: int, day: date) -> Enrolment:
        """Return the enrolment of a day."""
        (found,) = [
            one
            for one in self.people[who]["enrolments"]
            if one["first"] <= day and (one["last"] is None or day <= one["last"])
        ]
        return cast("Enrolment", found)

    def enrol(self, who: int, name: str, day: date) -> None:
        person = self.people.setdefault(who, {"name": name, "notes": [], "enrolments": []})
        empty: Enrolment = {
            key: [] for key in ("placements", "pauses", "supports", "deadlines", "moves", "follow")
        }
        stays = [[STEPS[0], day, None, None]]
        person["enrolments"].append(
            {"first": day, "last": None, "to": None, "stays": stays, **empty}
        )

    def begin(
        self, who: int, step: str, day: date, until: date | None, months: int | None,
        workplace: str | None, percent: int | None,
    ) -> None:  # fmt: skip
        enrolment = self.present(who)
        before = [
            (first, last or planned)
            for one in self.people[who]["enrolments"]
            for code, first, last, planned in one["stays"]
            if code == step and one is not enrolment
        ]
        enrolment["stays"][-1][2] = day - ONE
        before += [(first, last) for code, first, last, _ in enrolment["stays"] if code == step]
        planned = until if months is None else months_on(day, months)
        if step == "serviceassistent" and planned is None:
            so_far = used(sorted(before))
            earliest = filled(day, so_far, 12) or day
            latest = filled(day, so_far, 24) or date.max
            planned = max(min(months_on(day, 12), latest), earliest)
        enrolment["stays"].append([step, day, None, planned])
        self.settle(enrolment, step, day, workplace, percent)

    def settle(
        self, enrolment: Enrolment, step: str, day: date, workplace: str | None, percent: int | None
    ) -> None:
        """Let somebody be where a step can take place, from its first day on."""
        spans = [one for one in enrolment["placements"] if one[1] <= day or suits(step, one[0])]
        here = there(spans, day)
        if workplace is None and percent is not None:
            ((workplace, *_),) = [one for one in here if suits(step, one[0])]
        if workplace is None:
            stay = [one for one in here if suits(step, one[0])]
        else:
            stay = [one for one in here if one[0] == workplace and percent in (None, one[3])]
        elsewhere = [one for one in spans if one not in here]
        ended = [
            [where, first, day - ONE, share]
            for where, first, _, share in here
            if [where, first, _, share] not in stay and first < day
        ]
        spans = elsewhere + stay + ended
        if workplace is not None and not stay:
            share = percent or min(sum(one[3] for one in here), 100) or 100
            same = [one[2] for one in here if one[0] == workplace]
            last = same[0] if same else None
            later = [one[1] - ONE for one in elsewhere if one[1] > day]
            ends = [one for one in (last, *later) if one is not None]
            spans.append([workplace, day, min(ends, default=None), share])
        enrolment["placements"] = spans

    def place(
        self, who: int, workplace: str, first: date, last: date | None, percent: int | None,
        *, beside: bool,
    ) -> None:  # fmt: skip
        enrolment = self.present(who)
        spans = enrolment["placements"]
        if beside:
            begun = {one[1] for one in spans if one[1] >= first}
            days = {first} | {day for day in begun if last is None or day <= last}
            taken = max(sum(one[3] for one in there(spans, day)) for day in days)
            spans.append([workplace, first, last, percent or 100 - taken])
            return
        share = percent or min(sum(one[3] for one in there(spans, first)), 100) or 100
        enrolment["placements"] = [*without(spans, first, last), [workplace, first, last, share]]

    def extend(self, who: int, months: int | None, until: date | None) -> None:
        stay = self.present(who)["stays"][-1]
        stay[3] = until or months_on(stay[1], whole(stay[1], stay[3]) + (months or 0))

    def leave(self, who: int, to: str, day: date) -> None:
        one = self.present(who)
        one["last"] = one["stays"][-1][2] = day
        one["to"] = to
        for key in ("placements", "pauses", "supports"):
            one[key] = cut(one[key], day)
        one["moves"] = [moved for moved in one["moves"] if moved[1] <= day]

    def follow_up(self, who: int, status: str, day: date) -> None:
        ended = [one for one in self.people[who]["enrolments"] if one["last"] and one["last"] < day]
        ended[-1]["follow"].append([status, day])

    def merge(self, who: int, into: int) -> None:
        gone = self.people.pop(who)
        kept = self.people[into]
        kept["enrolments"] = sorted(
            kept["enrolments"] + gone["enrolments"], key=lambda one: one["first"]
        )
        kept["notes"] += gone["notes"]


def plain(people: People) -> People:
    """Return people with everything in a fixed order, so that they can be compared."""
    people = deepcopy(people)
    for person in people.values():
        person["notes"].sort()
        for one in person["enrolments"]:
            for key in ("placements", "pauses", "supports", "deadlines", "moves", "follow"):
                one[key].sort(key=str)
    return people


def recorded(register: Register) -> People:
    """Return everybody as the register has them, and see that they pass every rule."""
    assert register.execute("PRAGMA foreign_key_check").fetchall() == []
    ladder, found = ladder_of(register), {}
    cases = [row[0] for row in register.execute("SELECT id FROM participant")]
    for person in load_people(register, cases):
        assert check_person(person, ladder) == ()
        found[person.participant.id] = {
            "name": person.participant.name,
            "notes": [[one.note, one.day] for one in person.remarks],
            "enrolments": [
                {
                    "first": e.first_day,
                    "last": e.last_day,
                    "to": e.left_to,
                    "stays": [
                        [s.step.code, s.first_day, s.last_day, s.planned_last_day] for s in e.stays
                    ],
                    "placements": [
                        [p.workplace.name, p.first_day, p.last_day, p.percent] for p in e.placements
                    ],
                    "pauses": [[p.paid, p.first_day, p.last_day] for p in e.pauses],
                    "supports": [[s.kind, s.first_day, s.last_day] for s in e.supports],
                    "deadlines": [[d.text, d.day, d.done_on] for d in e.deadlines],
                    "moves": [[r.municipality, r.first_day] for r in e.residences],
                    "follow": [[f.status, f.day] for f in e.follow_ups],
                }
                for e in person.enrolments
            ],
        }
    return found


def content(register: Register) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row but those of the history itself."""
    tables = register.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    beside = ("change", "log_row", "backup")  # a backup stays made
    return {
        name: sorted((tuple(row) for row in register.execute(f"SELECT * FROM {name}")), key=str)
        for (name,) in map(tuple, tables)
        if name not in beside and not name.startswith(("sqlite_", "_"))
    }


class Life:
    """Does a command in the register and, if it was not refused, in the model."""

    met: ClassVar[Counter[tuple[str, str]]] = Counter()

    def __init__(self, register: Register, number_of: NumberOf) -> None:
        self.register, self.number_of = register, number_of
        self.model, self.today = Model(), BEGIN
        self.founded = self.undoable()

    def undoable(self) -> list[int]:
        """Return the changes that are in effect, the one that undo takes back last."""
        log = self.register.execute("SELECT id, command, reverses FROM change ORDER BY id")
        return undo_and_redo([tuple(row) for row in log])[0]

    def do(self, verb: str, values: dict[str, Any]) -> None:
        before = content(self.register)
        if verb != "enrol":  # a case that was merged still finds the person
            for name in values.keys() & {"who", "into"}:
                with suppress(StegError):
                    case = find_case(self.register, str(values[name]), self.today)
                    values = values | {name: case}
        expected = Expected(self).of(verb, values)
        try:
            getattr(self, verb)(**values)
        except StegError:
            self.met[verb, "refused"] += 1
            assert not expected, (verb, values)
            assert content(self.register) == before
            return
        self.met[verb, "done"] += 1
        assert expected is not False, (verb, values)
        assert plain(self.model.people) == plain(recorded(self.register)), (verb, values)

    def day(self, days: int) -> date:
        return self.today + timedelta(days)

    def enrol(self, who: int, days: int, protected: bool) -> None:
        day = self.day(days)
        # The first two can be one person: born on the same day.
        numbers = (("19800102", "980"), ("19800102", "982"), ("19810103", "981"))
        born, birth_number = numbers[who - 1]
        application = Application(
            parse_identity(self.number_of(born, birth_number), self.today), f"Person {who}",
            "STEG", "Skövde", "unemployed", day, long_term_unemployed=True, protected=protected,
            another_person=True,
        )  # fmt: skip
        done = enrol(self.register, application, self.today)
        self.model.enrol(int(done.result.reference[2:]), f"Person {who}", day)

    def advance(
        self, who: int, to: str | None, days: int, months: int | None, until: int | None,
        workplace: str | None, percent: int | None, why: str | None,
    ) -> None:  # fmt: skip
        day, last = self.day(days), None if until is None else self.day(until)
        step = to
        if step is None and who in self.model.people:
            code = self.model.people[who]["enrolments"][-1]["stays"][-1][0]
            step = (*STEPS, None)[STEPS.index(code) + 1]
        months = None if last else months
        advance(
            self.register, str(who), self.today, to=to, on=day, months=months, until=last,
            workplace=workplace, percent=percent, exception=why,
        )  # fmt: skip
        assert step is not None
        self.model.begin(who, step, day, last, months, workplace, percent)

    def place(
        self, who: int, workplace: str, days: int, last: int | None, percent: int | None,
        beside: bool, why: str | None,
    ) -> None:  # fmt: skip
        first, end = self.day(days), None if last is None else self.day(last)
        place(
            self.register, str(who), workplace, self.today, first=first, last=end, percent=percent,
            beside=beside, exception=why,
        )  # fmt: skip
        self.model.place(who, workplace, first, end, percent, beside=beside)

    def extend(self, who: int, months: int | None, until: int | None, why: str | None) -> None:
        last = None if until is None else self.day(until)
        months = None if last else months
        extend(self.register, str(who), self.today, months=months, until=last, exception=why)
        self.model.extend(who, months, last)

    def convert(self, who: int, days: int, workplace: str | None, percent: int | None) -> None:
        day, known = self.day(days), str(who)
        convert_people(
            self.register, [known], self.today, on=day, workplace=workplace, percent=percent
        )
        assert self.model.present(who)["stays"][-1][0] == "serviceassistent"
        self.model.begin(who, "enhetsassistent", day, None, None, workplace, percent)

    def leave(self, who: int, days: int) -> None:
        leave(self.register, str(who), self.today, to="education", on=self.day(days))
        self.model.leave(who, "education", self.day(days))

    def follow_up(self, who: int, days: int) -> None:
        follow_up(self.register, str(who), self.today, status="job-search", on=self.day(days))
        self.model.follow_up(who, "job-search", self.day(days))

    def pause(self, who: int, days: int, last: int | None, paid: bool) -> None:
        first, end = self.day(days), None if last is None else self.day(last)
        pause.pause(self.register, str(who), self.today, first=first, last=end, paid=paid)
        self.model.on(who, first)["pauses"].append([paid, first, end])

    def end_pause(self, who: int, days: int) -> None:
        day = self.day(days)
        pause.end(self.register, str(who), self.today, last=day)
        spans = [one for e in self.model.people[who]["enrolments"] for one in e["pauses"]]
        (there(spans, day) or [one for one in spans if one[2] is None])[0][2] = day

    def support(self, who: int, kind: Any, days: int, last: int) -> None:
        first, end = self.day(days), self.day(last)
        supports.add_support(self.register, str(who), kind, self.today, first=first, last=end)
        self.model.on(who, first)["supports"].append([kind, first, end])

    def deadline(self, who: int, days: int) -> None:
        deadlines.add_deadline(self.register, str(who), "permit", self.today, day=self.day(days))
        self.model.present(who)["deadlines"].append(["permit", self.day(days), None])

    def finish(self, who: int, number: int, days: int) -> None:
        deadlines.finish_deadline(self.register, str(who), number, self.today, on=self.day(days))
        every = [one for e in self.model.people[who]["enrolments"] for one in e["deadlines"]]
        every[number - 1][2] = self.day(days)

    def move(self, who: int, municipality: str, days: int) -> None:
        move(self.register, str(who), municipality, self.today, on=self.day(days))
        self.model.on(who, self.day(days))["moves"].append([municipality, self.day(days)])

    def note(self, who: int, text: str) -> None:
        note(self.register, str(who), text, self.today)
        self.model.people[who]["notes"].append([text, self.today])

    def notice(self, who: int, days: int) -> None:
        notice(self.register, str(who), self.today, given=self.day(days))

    def merge(self, who: int, into: int) -> None:
        merge(self.register, str(who), str(into), self.today)
        self.model.merge(who, into)

    def amend(self, who: int, field: str, value: str) -> None:
        amend(self.register, who=str(who), field=field, value=value, today=self.today)
        # What a correction moves along is what tests/actions/test_amend_days.py is about.
        self.model.people = recorded(self.register)

    def undo(self, older: int | None) -> None:
        ours = [one for one in self.undoable() if one not in self.founded]
        if not ours:
            return
        number = None if older is None else ours[-1 - older % len(ours)]
        reverse_last(self.register, "undo", self.today, older=number, include_protected=True)
        self.model.people = recorded(self.register)

    def redo(self) -> None:
        reverse_last(self.register, "redo", self.today)
        self.model.people = recorded(self.register)


class Expected:
    """Which commands the rules allow, where the model alone can tell."""

    def __init__(self, life: Life) -> None:
        self.life, self.people = life, life.model.people

    def of(self, verb: str, values: dict[str, Any]) -> bool | None:
        """Return whether a command is to be done or to be refused; None where it is not said."""
        rule = getattr(self, verb, None)
        if rule is None or verb == "enrol":
            return None if rule is None else rule(**values)
        person = self.people.get(values["who"])
        return None if person is None else rule(person, **values)

    def open(self, person: dict[str, Any]) -> Enrolment | None:
        one: Enrolment = person["enrolments"][-1]
        return one if one["last"] is None else None

    def enrol(self, who: int, days: int, protected: bool) -> bool | None:
        if self.life.register.execute("SELECT 1 FROM former_number").fetchone():
            return None  # a number that was replaced finds the person too
        if {one["name"] for one in self.people.values()} - {f"Person {n}" for n in (1, 2, 3)}:
            return None  # a name was corrected, by which the model knows whose number it is
        known = [one for one in self.people.values() if one["name"] == f"Person {who}"]
        if not known:
            return True
        last = known[0]["enrolments"][-1]["last"]
        return last is not None and self.life.day(days) > last

    def extend(
        self, person: dict[str, Any], who: int, months: int, until: int | None, why: str | None
    ) -> bool | None:
        one = self.open(person)
        step, first, _, planned = one["stays"][-1] if one else ("", date.max, None, None)
        if planned is None:
            return False
        if first > self.life.today:
            return None  # nothing is decided of it yet
        new = self.life.day(until) if until is not None else None
        if new is None and months > 0:
            new = months_on(first, whole(first, planned) + months)
        if new is None or new <= planned:
            return False
        before = sorted(
            (begin, last or plan)
            for time in person["enrolments"]
            for code, begin, last, plan in time["stays"]
            if code == step and begin < first
        )
        latest = filled(first, used(before), 24)
        limited = step == "serviceassistent" and why is None
        return not limited or (latest is not None and new <= latest)

    def leave(self, person: dict[str, Any], who: int, days: int) -> bool:
        one = self.open(person)
        return one is not None and self.life.day(days) >= one["stays"][-1][1]

    def follow_up(self, person: dict[str, Any], who: int, days: int) -> bool:
        day = self.life.day(days)
        ended = [one for one in person["enrolments"] if one["last"] and one["last"] < day]
        known = [one for one in ended[-1:] if day in [when for _, when in one["follow"]]]
        return day <= self.life.today and bool(ended) and not known

    def deadline(self, person: dict[str, Any], who: int, days: int) -> bool:
        return self.open(person) is not None

    def finish(self, person: dict[str, Any], who: int, number: int, days: int) -> bool:
        every = [one for time in person["enrolments"] for one in time["deadlines"]]
        if not 1 <= number <= len(every):
            return False
        return every[number - 1][2] is None and days <= 0

    def note(self, person: dict[str, Any], who: int, text: str) -> bool:
        return 1 <= len(text) <= 200 and [text, self.life.today] not in person["notes"]


def some(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


who = st.integers(1, PEOPLE)
near = st.sampled_from((0, 0, 0, 0, 1, -1, -2, -7, 10, -30, 30))
ahead = st.integers(-10, 900)
percent = some(st.sampled_from((25, 50, 60, 100)))
why = st.sampled_from(("for a reason", "for a reason", None))
places = st.sampled_from((*PLACES, *PLACES[1:], *PLACES[1:]))
steps = st.sampled_from(STEPS)
AMENDMENTS = (
    ("name", "Person"), ("protected", "yes"), ("stay.1.first-day", "2023-01-20"),
    ("stay.2.first-day", "2023-03-01"), ("stay.3.first-day", "2023-06-01"), ("stay.2", ""),
    ("stay.2.planned-last-day", "2024-12-31"), ("stay.3.planned-last-day", ""), ("last-day", ""),
    ("placement.1.percent", "40"), ("placement.1.last-day", "2023-08-01"), ("placement.2", ""),
    ("placement.1.workplace", "Björkskolan"), ("pause.1", ""), ("deadline.1", ""), ("note.1", ""),
    ("move.1", ""), ("move.1.municipality", "Tibro"), ("last-day", "2023-09-01"), ("x", "y"),
)  # fmt: skip
COMMANDS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "enrol": {"who": who, "days": near, "protected": st.booleans()},
    "advance": {
        "who": who, "to": some(steps), "days": near, "months": some(st.integers(0, 26)),
        "until": some(ahead), "workplace": some(places), "percent": percent, "why": why,
    },
    "place": {
        "who": who, "workplace": places, "days": st.integers(-30, 90), "last": some(ahead),
        "percent": percent, "beside": st.sampled_from((False, False, True)), "why": why,
    },
    "extend": {"who": who, "months": st.integers(0, 14), "until": some(ahead), "why": why},
    "convert": {"who": who, "days": near, "workplace": some(places), "percent": percent},
    "leave": {"who": who, "days": near},
    "follow_up": {"who": who, "days": near},
    "pause": {"who": who, "days": near, "last": some(ahead), "paid": st.booleans()},
    "end_pause": {"who": who, "days": near},
    "support": {
        "who": who, "days": near, "last": ahead,
        "kind": st.sampled_from(("nystartsjobb", "lonebidrag")),
    },
    "deadline": {"who": who, "days": ahead},
    "finish": {"who": who, "number": st.integers(0, 3), "days": near},
    "move": {"who": who, "municipality": st.sampled_from(("Hjo", "Tibro", "Ort")), "days": near},
    "note": {"who": who, "text": st.sampled_from(("a", "b", "", "c" * 300))},
    "notice": {"who": who, "days": near},
    "merge": {"who": who, "into": who},
    "undo": {"older": some(st.integers(0, 5))},
    "redo": {},
}  # fmt: skip
# What makes a way is drawn more often.
OFTEN = (*COMMANDS, "amend", *["advance", "place"] * 4, "extend", "pause", "support")


@st.composite
def a_command(draw: st.DrawFn) -> tuple[int, str, dict[str, Any]]:
    """Draw after how many days somebody types what."""
    days = draw(st.sampled_from((1, 5, 20, 60, 200)))
    verb = draw(st.sampled_from(OFTEN))
    if verb == "amend":
        field, value = draw(st.sampled_from(AMENDMENTS))
        return days, verb, {"who": draw(who), "field": field, "value": value}
    return days, verb, {name: draw(strategy) for name, strategy in COMMANDS[verb].items()}


# One left and came back under another number: merge finds out. Two are on their way.
REST = {"days": 0, "months": None, "until": None, "percent": None, "why": "as in the pilot"}
START: list[tuple[int, str, dict[str, Any]]] = [
    (0, "enrol", {"who": 2, "days": 0, "protected": False}),
    (9, "leave", {"who": 1, "days": 0}),
    (9, "enrol", {"who": 1, "days": 0, "protected": False}),
    (0, "enrol", {"who": 3, "days": 0, "protected": True}),
    (20, "advance", {"who": 2, "to": STEPS[5], "workplace": "Solgården", **REST}),
    (20, "advance", {"who": 3, "to": STEPS[3], "workplace": "Björkskolan", **REST}),
]


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(commands=st.lists(a_command(), min_size=25, max_size=45))
def test_the_register_holds_what_a_slow_model_does(
    founded: Path,
    tmp_path: Path,
    number_of: NumberOf,
    commands: list[tuple[int, str, dict[str, Any]]],
) -> None:
    path = tmp_path / "steg.db"
    shutil.copy(founded, path)
    with open_register(path, clock=lambda: NOW) as register:
        life, first = Life(register, number_of), content(register)
        for days, verb, values in (*START, *commands):
            life.today += timedelta(days)
            life.do(verb, values)
        last, undone = content(register), 0
        assert list(not_watched_right(register.connection)) == []
        while life.undoable() != life.founded:
            reverse_last(register, "undo", life.today, include_protected=True)
            undone += 1
        assert content(register) == first
        assert list(not_watched_right(register.connection)) == []
        for _ in range(undone):
            reverse_last(register, "redo", life.today)
        assert content(register) == last
    Life.met["way", "whole"] += 1
    if Life.met["way", "whole"] == EXAMPLES:
        sys.stdout.write(f"\n{sorted(Life.met.items())}\n")
