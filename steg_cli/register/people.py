"""Reading people: one person's whole way, and finding who is meant by what somebody types.

Of somebody who was erased a row with a negative number is left, which counts count (see
`programme.erasing`). It is nobody's: no word finds it.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import lru_cache, partial
from itertools import islice
from typing import Any, TypeVar, get_args

from steg_cli.programme import codes
from steg_cli.programme.cases import reference_of
from steg_cli.programme.errors import N_, Ambiguous, NotFound, Refused
from steg_cli.programme.holds import Hold
from steg_cli.programme.identity import (
    LONG,
    REFERENCE,
    SHORT,
    Identity,
    parse_identity,
    stored_identity,
)
from steg_cli.programme.names import same_words
from steg_cli.programme.people import (
    Deadline,
    Enrolment,
    Extension,
    FollowUp,
    FormerCase,
    FormerNumber,
    Part,
    Participant,
    Pause,
    Person,
    Placement,
    Remark,
    Residence,
    Stay,
    Support,
)
from steg_cli.programme.remedies import ANOTHER_PERSON
from steg_cli.programme.words import fold
from steg_cli.register.arrays import array_of
from steg_cli.register.file import Register
from steg_cli.register.name_words import beginning_so, nearly_so, same_name
from steg_cli.register.surroundings import day_from, flag_from, ladder_of, workplaces

CANDIDATES_SHOWN = 8
NEAR_SHOWN = 3

T = TypeVar("T", bound=Part)
V = TypeVar("V")


class SeveralPeople(Ambiguous):
    """A name that several people have. `cases` are theirs; `people` the rows of the first."""

    def __init__(self, who: str, cases: Sequence[int], people: Sequence[sqlite3.Row]) -> None:
        super().__init__(
            N_("{who} can be {count} people: {candidates}."),
            N_("Nothing was changed. Use the case reference of the right one, such as {first}."),
            who=who,
            count=len(cases),
            candidates=listed(people),
            first=reference_of(people[0]["id"]),
        )
        self.who = who
        self.cases = cases


def find_person(register: Register, who: str, today: date, *, reading: bool = False) -> Person:
    """Return the one person meant by a case reference, an identity number or words of a name.

    Raises NotFound, or SeveralPeople. People with a protected identity are found like everybody
    else, so that nobody acts on a namesake; their names are not shown. With `reading`, where
    nothing comes to harm, an error also names those who have the text inside of a name.
    """
    return load_person(register, find_case(register, who, today, reading=reading))


def find_case(register: Register, who: str, today: date, *, reading: bool = False) -> int:
    """Return the case number of the one person meant by `who`; see `find_person`.

    A case that was merged and a number that was replaced still find the person.
    """
    if reference := re.fullmatch(REFERENCE, who):
        return _known(case_of_reference(register, int(reference[1])), who)
    if re.fullmatch(LONG, who) or re.fullmatch(SHORT, who):
        return _known(case_of_number(register, parse_identity(who, today).number), who)
    if (case := _case_of_other_id(register, who)) is not None:
        return case
    connection = register.connection
    found = same_name(connection, who) or beginning_so(connection, who)
    if len(found) == 1:
        return found[0]
    if found:
        raise SeveralPeople(who, found, _rows(register, found[: CANDIDATES_SHOWN + 1]))
    near = list(islice(_near(register, who, inside=reading), NEAR_SHOWN))
    raise NotFound(
        N_("There is nobody called {who} in the register."),
        N_("Did you mean {near}?") if near else N_("steg list shows who is there."),
        who=who,
        near=", ".join(f"{row['name']} ({reference_of(row['id'])})" for row in near),
    )


def _near(register: Register, who: str, *, inside: bool) -> Iterator[sqlite3.Row]:
    """Yield who may be offered for a name that nobody has."""
    for case in nearly_so(register.connection, who, inside=inside):
        yield from (row for row in _rows(register, [case]) if not row["protected"])


def _rows(register: Register, cases: Sequence[int]) -> list[sqlite3.Row]:
    """Return the rows of some cases, in order."""
    query = "SELECT * FROM participant WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
    return register.execute(query, (array_of(cases),)).fetchall()


def case_of_reference(register: Register, case: int) -> int | None:
    """Return the case that goes by a case number: its own, or that of one merged into it."""
    row = register.execute(
        "SELECT id FROM participant WHERE id = :case "
        "UNION ALL SELECT participant_id FROM former_case WHERE former_case = :case",
        {"case": case},
    ).fetchone()
    return None if row is None else int(row[0])


def case_of_number(register: Register, number: str) -> int | None:
    """Return the case that a number belongs to, or belonged to before it was replaced."""
    row = register.execute(
        "SELECT id, 1 AS present FROM participant WHERE number = :number "
        "UNION ALL SELECT participant_id, 0 FROM former_number WHERE number = :number "
        "ORDER BY present DESC",
        {"number": number},
    ).fetchone()
    return None if row is None else int(row[0])


def check_another_person(register: Register, name: str, identity: Identity) -> None:
    """Raise Refused for a new number whose name and birth date somebody has with another one.

    It is most likely the same person, known by an older number. Where the birth date is not
    established nothing can be said.
    """
    born = identity.birth_date
    if born is None:
        return
    # A samordningsnummer has 60 more for the day.
    days = [f"{born:%Y%m}{day:02}" for day in (born.day, born.day + 60)]
    rows = register.execute(
        "SELECT * FROM participant WHERE (number BETWEEN ? AND ? OR number BETWEEN ? AND ?) "
        "AND number <> ? AND kind <> 'other' ORDER BY id",
        (*(end for day in days for end in (day, day + "~")), identity.number),
    )
    for known in map(participant_from, rows):
        if known.identity.birth_date == born and same_words(known.name, name):
            raise Refused(
                N_("{reference} has the same name and birth date, and another number."),
                ANOTHER_PERSON,
                reference=known.reference,
            )


def namesakes(register: Register, person: Participant) -> list[Participant]:
    """Return who else has the same name; nobody who is protected, and nobody for such a person."""
    if person.protected:
        return []
    others = [one for one in same_name(register.connection, person.name) if one != person.id]
    return [participant_from(row) for row in _rows(register, others) if not row["protected"]]


def _case_of_other_id(register: Register, who: str) -> int | None:
    """Return whose id it is that is no identity number, in whatever letters it is typed."""
    queries = (
        f"SELECT {whose}, number FROM {table} WHERE kind = 'other' AND +{whose} > 0 AND {which}"
        for table, whose in (("participant", "id"), ("former_number", "participant_id"))
        for which in ("number = :who COLLATE NOCASE", "number GLOB '*[^!-~]*'")
    )
    rows = register.execute(" UNION ALL ".join(queries), {"who": fold(who)})
    cases = {int(case) for case, number in rows if fold(number) == fold(who)}
    return cases.pop() if len(cases) == 1 else None


def listed(rows: Sequence[sqlite3.Row]) -> str:
    """Return the first of some people in a sentence, the protected by reference alone."""
    shown = [
        reference_of(row["id"]) + ("" if row["protected"] else f" {row['name']}")
        for row in rows[:CANDIDATES_SHOWN]
    ]
    return ", ".join(shown) + (" …" if len(rows) > CANDIDATES_SHOWN else "")


def _known(case: int | None, who: str) -> int:
    if case is None:
        raise NotFound(
            N_("{who} is not in the register."),
            N_("Check the digits; steg list shows who is there."),
            who=who,
        )
    return case


def load_person(register: Register, case: int) -> Person:
    """Return the person with this case number and their whole way."""
    return load_people(register, [case])[0]


def load_people(register: Register, cases: Iterable[int]) -> list[Person]:
    """Return the people with these case numbers, in their order, each with their whole way.

    Raises Refused for somebody whose enrolment or first step is missing.
    """
    wanted = list(cases)
    marks = ", ".join(str(int(case)) for case in wanted)
    people = register.execute(f"SELECT * FROM participant WHERE id IN ({marks})").fetchall()
    enrolments = _enrolments(register, marks)

    def of_person(kind: Callable[..., T], table: str) -> Mapping[int, list[T]]:
        query = f"SELECT * FROM {table} WHERE participant_id IN ({marks}) ORDER BY id"
        return _by("participant_id", register.execute(query), kind)

    remarks, former = of_person(Remark, "remark"), of_person(FormerNumber, "former_number")
    merged, holds = of_person(FormerCase, "former_case"), of_person(Hold, "hold")
    by_case = {
        row["id"]: Person(
            participant_from(row),
            tuple(enrolments[row["id"]]),
            tuple(remarks[row["id"]]),
            tuple(former[row["id"]]),
            tuple(merged[row["id"]]),
            tuple(holds[row["id"]]),
        )
        for row in people
    }
    for person in by_case.values():
        _check_whole(person)
    return [by_case[case] for case in wanted]


def _check_whole(person: Person) -> None:
    """Raise Refused for somebody whom another program left without an enrolment or its steps."""
    if person.enrolments and all(enrolment.stays for enrolment in person.enrolments):
        return
    raise Refused(
        N_("{who} is incomplete in the register: an enrolment or its first step is missing."),
        N_(
            "Another program left it so. steg log {reference} shows the change's number, and "
            "steg undo NUMBER takes it back."
        ),
        who=person.participant.label,
        reference=person.participant.reference,
    )


def participant_from(row: sqlite3.Row) -> Participant:
    """Return the participant in a row of the table `participant`."""
    identity = stored_identity(row["kind"], row["number"], row["sex"], row["birth_year"])
    name, protected = _of_type(str, row["name"]), flag_from(row["protected"])
    if name is None or protected is None:
        raise TypeError("a name, or whether it is protected, is missing")
    return Participant(row["id"], identity, name, protected)


def _enrolments(register: Register, cases: str) -> Mapping[int, list[Enrolment]]:
    """Return the enrolments of these cases by case, with everything in them, the earliest first."""
    chosen = f"SELECT id FROM enrolment WHERE participant_id IN ({cases})"
    stays = _stays(register, chosen)
    placements = _placements(register, chosen)

    def plain(kind: Callable[..., T], table: str, order: str) -> Mapping[int, list[T]]:
        query = f"SELECT * FROM {table} WHERE enrolment_id IN ({chosen}) ORDER BY {order}"
        return _by("enrolment_id", register.execute(query), kind)

    follow_ups = plain(FollowUp, "follow_up", "day")
    pauses = plain(Pause, "pause", "first_day, id")
    supports = plain(Support, "support", "first_day, id")
    deadlines = plain(Deadline, "deadline", "id")
    residences = plain(Residence, "residence", "first_day")
    rows = register.execute(
        "SELECT enrolment.*, cohort.name AS cohort, cohort.open_until AS cohort_open_until "
        "FROM enrolment "
        "LEFT JOIN cohort ON cohort.id = cohort_id "
        f"WHERE participant_id IN ({cases}) ORDER BY enrolment.first_day, enrolment.id"
    )
    found: defaultdict[int, list[Enrolment]] = defaultdict(list)
    for row in rows:
        if row["cohort"] is None:  # left out of an inner join, the enrolment would not be missed
            raise LookupError("an enrolment's cohort is missing")
        found[row["participant_id"]].append(
            _made(
                Enrolment,
                row,
                stays=tuple(stays[row["id"]]),
                placements=tuple(placements[row["id"]]),
                follow_ups=tuple(follow_ups[row["id"]]),
                pauses=tuple(pauses[row["id"]]),
                supports=tuple(supports[row["id"]]),
                deadlines=tuple(deadlines[row["id"]]),
                residences=tuple(residences[row["id"]]),
            )
        )
    return found


def _stays(register: Register, chosen: str) -> Mapping[int, list[Stay]]:
    """Return the steps of the chosen enrolments by enrolment, with their extensions."""
    steps = {step.code: step for step in ladder_of(register)}
    extensions = _by(
        "stay_id",
        register.execute(
            "SELECT * FROM extension WHERE stay_id IN "
            f"(SELECT id FROM stay WHERE enrolment_id IN ({chosen})) ORDER BY decided_on, id"
        ),
        Extension,
    )
    found: defaultdict[int, list[Stay]] = defaultdict(list)
    for row in register.execute(
        "SELECT stay.*, step.code AS step, post.title AS post FROM stay "
        "LEFT JOIN step ON step.id = step_id LEFT JOIN post ON post.id = post_id "
        f"WHERE enrolment_id IN ({chosen}) ORDER BY first_day, stay.id"
    ):
        found[row["enrolment_id"]].append(
            _made(Stay, row, step=steps[row["step"]], extensions=tuple(extensions[row["id"]]))
        )
    return found


def _placements(register: Register, chosen: str) -> Mapping[int, list[Placement]]:
    """Return the placements in the chosen enrolments by enrolment."""
    rows = register.execute(
        f"SELECT * FROM placement WHERE enrolment_id IN ({chosen}) ORDER BY first_day, id"
    ).fetchall()
    placed = {row["workplace_id"] for row in rows}
    places = {place.id: place for place in workplaces(register, placed)} if placed else {}
    found: defaultdict[int, list[Placement]] = defaultdict(list)
    for row in rows:
        found[row["enrolment_id"]].append(
            _made(Placement, row, workplace=places[row["workplace_id"]])
        )
    return found


def _by(column: str, rows: Iterable[sqlite3.Row], kind: Callable[..., T]) -> Mapping[int, list[T]]:
    found: defaultdict[int, list[T]] = defaultdict(list)
    for row in rows:
        found[row[column]].append(_made(kind, row))
    return found


def _made(kind: Callable[..., T], row: sqlite3.Row, **given: object) -> T:
    """Return the thing in a row, read by its fields; `given` are those that are things too.

    Raises ValueError or TypeError for a value that no steg wrote.
    """
    values = {
        name: given[name] if name in given else read(row[name]) for name, read in _readers(kind)
    }
    return kind(**values)


@lru_cache
def _readers(kind: Any) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """Return the fields of a kind of thing, each with what reads it from its column."""

    def reader(type_: str) -> Callable[[Any], Any]:
        name = type_.removesuffix(" | None")
        return kind_of(name) if name != type_ else partial(_there, kind_of(name))

    def kind_of(name: str) -> Callable[[Any], Any]:
        if name == "date":
            return day_from
        if name == "bool":
            return flag_from
        known = get_args(getattr(codes, name, None))
        return partial(_code, known) if known else partial(_of_type, int if name == "int" else str)

    return tuple((one.name, reader(str(one.type))) for one in fields(kind))


def _there(read: Callable[[Any], Any], value: Any) -> Any:
    """Return what is read of a value. Raises TypeError where there is none."""
    if value is None:
        raise TypeError("a value is missing")
    return read(value)


def _code(known: Collection[str], value: str | None) -> str | None:
    """Return a code, or None. Raises ValueError for one that there is not."""
    if value is not None and value not in known:
        raise ValueError("no such code")
    return value


def _of_type(type_: type[V], value: V | None) -> V | None:
    """Return a text or a number, or None. Raises TypeError for what is neither."""
    if value is not None and not isinstance(value, type_):
        raise TypeError("a text or a number is something else")
    return value
