"""What must hold of the register as a whole, between rows that no key or check ties together."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator

from steg_cli.programme.errors import N_, Refused
from steg_cli.programme.words import Word, spelling

NAMED = {
    "cohort": N_("cohort"),
    "workplace": N_("workplace"),
    "sector": N_("sector"),
    "municipality": N_("municipality"),
}


def check_sound(connection: sqlite3.Connection, before: frozenset[tuple[str, str]]) -> None:
    """Raise Refused for what does not hold and held `before`: see `unsound`."""
    for what, name in sorted(unsound(connection) - before):
        if what == "listed":
            raise Refused(
                N_("Somebody or something would be in {name}, which is not on the list."),
                N_("Add it first: steg municipality add {name}"),
                name=name,
            )
        if what == "number":
            raise Refused(
                N_("A number would be that of two people."), N_("steg log shows who has it now.")
            )
        raise Refused(
            N_("There would be two called {name} ({what})."),
            N_("Give the other one another name first."),
            name=name,
            what=Word(NAMED[what]),
        )


def unsound(connection: sqlite3.Connection) -> frozenset[tuple[str, str]]:
    """Return what does not hold: of which kind, and the name or number that it is about."""
    return frozenset(_unsound(connection))


def _unsound(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    for (name,) in connection.execute(
        """SELECT municipality FROM enrolment UNION SELECT municipality FROM workplace
        UNION SELECT municipality FROM residence EXCEPT SELECT name FROM municipality"""
    ):
        yield "listed", str(name)
    for (number,) in connection.execute(
        "SELECT former_number.number FROM former_number JOIN participant USING (number)"
    ):
        yield "number", str(number)
    for table in NAMED:
        names = [str(row[0]) for row in connection.execute(f"SELECT name FROM {table}")]
        alike = Counter(map(spelling, names))
        yield from ((table, name) for name in names if alike[spelling(name)] > 1)
