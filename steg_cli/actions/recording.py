"""What every verb does around its move: check the whole person, save, say what is worth knowing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date

from steg_cli.programme import remedies
from steg_cli.programme.checks import new_problems
from steg_cli.programme.errors import N_, Note, Refused, StegError, note
from steg_cli.programme.fields import HIDDEN, WHERE
from steg_cli.programme.frozen import replace
from steg_cli.programme.people import NEW, Person, Stay
from steg_cli.programme.periods import add_months
from steg_cli.programme.values import plain
from steg_cli.programme.words import Keyword, Plural
from steg_cli.programme.workplace import Workplace
from steg_cli.register.file import Register
from steg_cli.register.people import load_people
from steg_cli.register.saving import save_person
from steg_cli.register.surroundings import find_post, ladder_of, people_at

AT_ONCE = 500  # people whose ways are in memory together
# What makes a workplace do that does not, whoever is to be there.
OF_ITSELF = (
    *(remedies.AN_OPEN_WORKPLACE, remedies.AN_ORDINARY_WORKPLACE, remedies.AN_ADAPTED_WORKPLACE),
    *(remedies.A_SECTOR_THAT_EMPLOYS, remedies.THE_SECTORS_FIRST_DAY),
)
OF_THE_NAMED = N_(
    "That is the workplace you named: steg workplace list and steg sector list tell more of it."
)
OF_THEIRS = N_("steg show {reference} --include-protected shows where.")
CROWDED = N_("{workplace} has {places} and now {people}.")


def record(register: Register, before: Person | None, after: Person) -> Person:
    """Save what is different of a person, and return them with their case.

    Raises the first thing that a rule refuses and that was not wrong before.
    """
    after = after.in_order()
    for problem in new_problems(before, after, ladder_of(register)):
        raise problem.error
    case = save_person(register, before, after)
    return replace(after, participant=replace(after.participant, id=case))


def check_everybody(register: Register, before: Iterable[Person]) -> None:
    """Raise the first thing wrong for any of `before` that was not wrong before.

    Used when something that surrounds them was changed. A protected person is not named: together
    with the workplace that changed, the name would tell where they are.
    """
    people, ladder = {person.participant.id: person for person in before}, ladder_of(register)
    for after in load_people(register, people):
        person = people[after.participant.id]
        for problem in new_problems(person, after, ladder):
            raise _contradicted(person, problem.error)


def record_everybody(
    register: Register, cases: Sequence[int], move: Callable[[Person], Person]
) -> None:
    """Save everybody among these cases as `move` makes them.

    Raises the first thing wrong for any of them that was not wrong before; see `check_everybody`.
    """
    for start in range(0, len(cases), AT_ONCE):
        for person in load_people(register, cases[start : start + AT_ONCE]):
            try:
                record(register, person, move(person))
            except StegError as error:
                raise _contradicted(person, error) from None


def _contradicted(person: Person, error: StegError) -> StegError:
    """Return the refusal of what would contradict somebody's way."""
    if person.participant.protected:
        return of_somebody_protected()
    named = about(person, error)
    return Refused(
        named.message,
        N_("Correct what is recorded first: steg show {reference}"),
        **(named.values | {"reference": person.participant.reference}),
    )


def check_something(changes: object, table: str) -> None:
    """Raise Refused when a thing of the kind `table` is edited and no change is named."""
    if not changes:
        raise Refused(
            N_("There is nothing to change."),
            N_("Name what shall change: steg {table} edit --help"),
            table=Keyword(table),
        )


def of_somebody_protected() -> Refused:
    """Return the refusal of what somebody with a protected identity stands in the way of.

    It does not say so: together with what was tried that would tell where they are.
    """
    return Refused(
        N_("Something that is recorded contradicts this, and is not shown here."),
        N_(
            "steg list --include-protected shows who is where; correct what is recorded of them, "
            "and do this again."
        ),
    )


def about(person: Person, error: StegError) -> StegError:
    """Name the person in an error that does not name anybody."""
    if "who" in error.values:
        return error
    return Refused(
        N_("{who}: {problem}"),
        error.remedy or error.hint,
        who=person.participant.label,
        problem=error,
        **({"reference": person.participant.reference} | error.values),
    )


@contextmanager
def discreetly(person: Person, named: str | None = None) -> Iterator[None]:
    """Hide where a protected person is in whatever is refused inside.

    Where the workplace that was `named` does not suit, as it would not for others, that is said.
    """
    try:
        yield
    except StegError as error:
        values = without_where(error.values)
        if not person.participant.protected or values == error.values:
            raise
        at = str(error.values.get("workplace", ""))
        is_named = named is not None and error.remedy in OF_ITSELF and plain(at) == plain(named)
        raise Refused(
            error.message,
            OF_THE_NAMED if is_named else OF_THEIRS,
            **(values | {"reference": person.participant.reference}),
        ) from None


def without_where(values: Mapping[str, object]) -> dict[str, object]:
    """Return an error's values with those hidden that tell where somebody is.

    So does the day on which a workplace closes, or from which its sector employs its own.
    """
    secret = WHERE & values.keys()
    if "workplace" in secret:
        secret |= {"open_until", "employs_from"} & values.keys()
    return {**values, **dict.fromkeys(secret, HIDDEN)}


def far_ahead(day: date, today: date) -> tuple[Note, ...]:
    """Say so when a day is more than a year ahead: the year may be a slip of the hand."""
    if day <= add_months(today, 12):
        return ()
    return (note(N_("{day} is more than a year ahead. Is the year right?"), day=day),)


def crowded(register: Register, after: Person) -> tuple[Note, ...]:
    """Say so when more people than places are where somebody was just placed.

    Not of a protected person: it would tell where they are.
    """
    if after.participant.protected:
        return ()
    return tuple(
        one
        for place in after.placements
        if place.id == NEW
        for one in crowd(register, place.workplace, place.first_day)
    )


def crowd(register: Register, workplace: Workplace, day: date) -> tuple[Note, ...]:
    """Say so when more people than places are at a workplace on a day.

    People with a protected identity are not counted: one more than the list shows would tell.
    """
    if workplace.places is None:
        return ()
    people = people_at(register, day).get(workplace.id, 0)
    if people <= workplace.places:
        return ()
    return (
        note(
            CROWDED,
            workplace=workplace.name,
            places=Plural("{count} place", "{count} places", workplace.places),
            people=Plural("{count} person", "{count} people", people),
        ),
    )


def fullest(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Return each note once, and of those on how full a workplace is the one with most people."""
    most: dict[object, Note] = {}
    for one in notes:
        if one.message != CROWDED:
            most[one.message, str(one.values)] = one
            continue
        known = most.setdefault(one.values["workplace"], one)
        if _people(one) > _people(known):
            most[one.values["workplace"]] = one
    return tuple(most.values())


def _people(one: Note) -> int:
    people = one.values["people"]
    assert isinstance(people, Plural)
    return people.count


def at_a_post(register: Register, before: Person, after: Person) -> tuple[Note, ...]:
    """Say so when a post that somebody was just given is not approved, or has too few places.

    The post is not named: it would tell where a protected person is. Nor are others with a
    protected identity counted.
    """
    known = {(stay.id, stay.post) for stay in before.stays}
    return tuple(
        one
        for stay in after.stays
        if stay.post is not None and (stay.id, stay.post) not in known
        for one in _doubts(register, after, stay, stay.post)
    )


def _doubts(register: Register, person: Person, stay: Stay, title: str) -> Iterator[Note]:
    post, first = find_post(register, title), stay.first_day
    if post.approved_on is None:
        yield note(
            N_(
                "The description of the post is not approved yet. When it is: "
                'steg post edit "{title}" --approved-on DAY'
            ),
            title=HIDDEN if person.participant.protected else post.title,
        )
    elif post.approved_on > first:
        yield note(
            N_("The description of the post is approved on {day}, after the step begins, {first}."),
            day=post.approved_on,
            first=first,
        )
    people = register.execute(
        "SELECT count(*) FROM stay JOIN enrolment ON enrolment.id = enrolment_id "
        "JOIN participant ON participant.id = participant_id WHERE post_id = ? "
        "AND (NOT protected OR participant.id = ?) AND stay.first_day <= ? "
        "AND (stay.last_day IS NULL OR stay.last_day >= ?)",
        (post.id, person.participant.id, str(first), str(first)),
    ).fetchone()[0]
    if people > post.places:
        yield note(
            N_("The post has {places} and now {people}."),
            places=Plural("{count} place", "{count} places", post.places),
            people=Plural("{count} person", "{count} people", people),
        )
