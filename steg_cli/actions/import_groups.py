"""Whose rows they are: the rows of a list by the person whom they tell of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from steg_cli.programme.errors import N_, Refused, StegError
from steg_cli.programme.lists import OF_PEOPLE, Row
from steg_cli.programme.people import reference_of
from steg_cli.programme.vocabulary import HEADINGS
from steg_cli.programme.words import Word, fold
from steg_cli.register.file import Register


@dataclass
class Group:
    """The rows of one person, in the order in which they are taken in; `case` if registered."""

    case: int | None
    rows: list[Row] = field(default_factory=list)


@dataclass
class Grouped:
    """The rows by person, and those that could be anybody's: with the field and why."""

    groups: list[Group]
    refused: list[tuple[Row, str, StegError]]


class _Directory:
    """Who is who, in the register and on the list: by case and by number."""

    def __init__(self, register: Register) -> None:
        rows = register.execute("SELECT id, number, name FROM participant").fetchall()
        self.cases = {row["number"]: int(row["id"]) for row in rows}
        self.names = {int(row["id"]): str(row["name"]) for row in rows}
        self.groups: dict[int | str, Group] = {}  # by registered case, or by number
        self.new_cases: dict[int, Group] = {}  # by a case that the list gives to somebody new

    def group(self, key: int | str) -> Group:
        """Return the group of a registered case, or of a number that is not registered."""
        return self.groups.setdefault(key, Group(key if isinstance(key, int) else None))

    def group_of(self, row: Row) -> Group:
        """Return whose row it is. Raises Refused when number and case do not agree."""
        case, who = row.values.get("reference"), row.values.get("who")
        if who is None and case is not None:
            return self.group(case) if case in self.names else self._new_case(case, row)
        if who is None:
            raise Refused(
                N_("{field}: nothing is filled in."),
                N_("Fill it in."),
                field=Word(HEADINGS["number"]),
            )
        registered = self.cases.get(who.number)
        if registered is not None:
            if case not in (None, registered):
                raise Refused(
                    N_("The number is that of {reference}, and the row says {other}."),
                    N_('Correct the row, or leave the case out: --map "Heading=-".'),
                    reference=reference_of(registered),
                    other=reference_of(case),
                )
            return self.group(registered)
        if case in self.names:
            self._check_same(case, row)
            return self.group(case)
        group = self.group(who.number)
        if case is not None and self.new_cases.setdefault(case, group) is not group:
            raise Refused(
                N_("{reference} is at another number on the list, too."),
                N_('Correct the row, or leave the case out: --map "Heading=-".'),
                reference=reference_of(case),
            )
        return group

    def _new_case(self, case: int, row: Row) -> Group:
        if case in self.new_cases:
            return self.new_cases[case]
        if row.kind == "people":
            return self.new_cases.setdefault(case, self.group(f"case {case}"))
        raise Refused(
            N_("{reference} is neither in the register nor on the list of people."),
            N_("Check it, or add the person to the list of people."),
            reference=reference_of(case),
        )

    def _check_same(self, case: int, row: Row) -> None:
        """A case with another number is the same person only if the name says so too."""
        name = row.values.get("name")
        if name is None or fold(name) != fold(self.names[case]):
            raise Refused(
                N_("{reference} is somebody else in this register."),
                N_('Leave the case out: --map "Heading=-". A new one is given then.'),
                reference=reference_of(case),
            )


def grouped(register: Register, rows: Iterable[Row]) -> Grouped:
    """Return the rows by person: by number, by case reference, and both where both are told."""
    directory = _Directory(register)
    refused: list[tuple[Row, str, StegError]] = []
    for row in sorted(rows, key=lambda row: OF_PEOPLE.index(row.kind)):
        try:
            directory.group_of(row).rows.append(row)
        except Refused as error:
            key = "number" if row.values.get("reference") is None else "reference"
            refused.append((row, key, error))
    groups = {id(group): group for group in directory.groups.values() if group.rows}
    return Grouped(list(groups.values()), refused)
