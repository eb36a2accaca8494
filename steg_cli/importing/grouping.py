"""Whose rows they are: the rows of a list by the person whom they tell of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from steg_cli.importing.listed import FormerNumberValues, PersonValues, Row, of_somebody
from steg_cli.importing.problems import in_a_list
from steg_cli.programme.cases import reference_of
from steg_cli.programme.errors import N_, Refused, StegError
from steg_cli.programme.lists import OF_PEOPLE
from steg_cli.programme.words import fold
from steg_cli.register.file import Register
from steg_cli.register.people import check_another_person

ORDER: Mapping[str, int] = {kind: place for place, kind in enumerate(OF_PEOPLE)}


@dataclass(slots=True)
class Group:
    """The rows of one person, in the order in which they are taken in; `case` if registered."""

    case: int | None
    new_case: int | None = None  # which the list gives to somebody new
    protected: bool = False
    rows: list[Row] = field(default_factory=list)


@dataclass
class Grouped:
    """The rows by person, and each row that does not show whose it is, with the field and why."""

    groups: list[Group]
    refused: list[tuple[Row, str, StegError]]
    protected: set[Row]  # of whom nothing may be shown


class _Directory:
    """Who is who, in the register and on the list: by case and by number."""

    def __init__(self, register: Register) -> None:
        rows = register.execute("SELECT * FROM participant WHERE id > 0").fetchall()
        self.register = register
        former = register.execute("SELECT number, participant_id FROM former_number")
        self.cases = {str(number): int(case) for number, case in former}
        self.cases |= {row["number"]: int(row["id"]) for row in rows}
        merged = register.execute("SELECT former_case, participant_id FROM former_case")
        self.merged: dict[int | None, int] = {int(case): int(into) for case, into in merged}
        self.former: dict[
            str | int, Group
        ] = {}  # by a number or case that somebody had on the list
        self.names = {int(row["id"]): str(row["name"]) for row in rows}
        self.protected = {int(row["id"]) for row in rows if row["protected"]}
        self.protected_names = {fold(row["name"]) for row in rows if row["protected"]}
        self.groups: dict[int | str, Group] = {}  # by registered case, or by number
        self.new_cases: dict[int, Group] = {}  # by a case that the list gives to somebody new

    def group(self, key: int | str) -> Group:
        """Return the group of a registered case, or of a number that is not registered."""
        if (group := self.groups.get(key)) is None:
            case = key if isinstance(key, int) else None
            group = self.groups[key] = Group(case, protected=key in self.protected)
        return group

    def case_of(self, row: Row) -> int | None:
        """Return the case that a row says; of one that was merged, that which it is part of."""
        case = of_somebody(row).reference
        return self.merged.get(case, case)

    def group_of(self, row: Row) -> Group:
        """Return whose row it is. Raises Refused when number and case do not agree."""
        group = self._group_of(row)
        if isinstance(row.values, FormerNumberValues) and row.values.former_number is not None:
            self._check_nobody_else_s(row.values.former_number, group)
        merged: int | None = getattr(row.values, "former_case", None)
        if merged is not None:
            self._check_merged(merged, group)
        return group

    def _check_merged(self, case: int, group: Group) -> None:
        """Raise Refused for a merged case that is somebody's own, or part of another one."""
        others = self.merged.get(case, group.case) != group.case
        others = others or self.former.setdefault(case, group) is not group
        if others or case in self.names or case in self.new_cases:
            raise Refused(
                N_("{reference} is a case of its own here, or part of another one."),
                N_("Leave the row out."),
                reference=reference_of(case),
            )

    def _check_nobody_else_s(self, number: str, group: Group) -> None:
        """Raise Refused for a number that somebody had, if it is or was another one's."""
        owner = self.groups.get(number, group)
        others = self.cases.get(number, group.case) != group.case or owner is not group
        if others or self.former.setdefault(number, group) is not group:
            raise Refused(
                N_("The former number is somebody else's, now or before."),
                N_("Check the number, or leave the row out."),
            )

    def _group_of(self, row: Row) -> Group:
        case, who = self.case_of(row), of_somebody(row).who
        if who is None and case is not None:
            return self.group(case) if case in self.names else self._new_case(case, row)
        if who is None:
            raise Refused(N_("Nothing is filled in."), N_("Fill it in."))
        registered = self.cases.get(who.number)
        if registered is not None:
            if case not in (None, registered):
                raise _of_another_case(registered, case)
            return self.group(registered)
        if case in self.names:
            self._check_same(case, row)
            self.cases[who.number] = case  # the number is new, and other rows may have it alone
            return self.group(case)
        self._check_another_person(row)
        group = self.group(who.number)
        if case is not None and group.new_case not in (None, case):
            raise _of_another_case(group.new_case or 0, case)
        group.new_case = case or group.new_case
        if case is not None and self.new_cases.setdefault(case, group) is not group:
            raise Refused(
                N_("{reference} is at another number on the list, too."),
                N_('Correct the row, or leave the case out: --map "Heading=-".'),
                reference=reference_of(case),
            )
        return group

    def is_protected(self, row: Row) -> bool:
        """Say whether a row may be somebody's who is protected. A doubt is a yes."""
        values = of_somebody(row)
        who, name = values.who, values.name
        cases = {self.case_of(row), self.cases.get(who.number) if who else None}
        return (
            bool(values.protected)
            or bool(cases & self.protected)
            or (who is None and name is not None and fold(name) in self.protected_names)
            or "protected" in row.unread
        )

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

    def _check_another_person(self, row: Row) -> None:
        """Raise Refused for a new number whose name and birth date are registered with another."""
        values = of_somebody(row)
        if values.who is not None and values.name is not None:
            try:
                check_another_person(self.register, values.name, values.who)
            except Refused as error:
                raise in_a_list(error) from None

    def _check_same(self, case: int, row: Row) -> None:
        """Raise Refused for a case with another number, unless the name is that of the case."""
        name = of_somebody(row).name
        if name is None or fold(name) != fold(self.names[case]):
            raise Refused(
                N_("{reference} is somebody else in this register.")
                if name is None
                else N_("{reference} is {who} in the register, and {name} in the list."),
                N_('Leave the case out: --map "Heading=-". A new one is given then.'),
                reference=reference_of(case),
                who=self.names[case],
                name=name,
            )


def grouped(register: Register, rows: Iterable[Row]) -> Grouped:
    """Return the rows by person: by number, by case reference, or by both."""
    directory = _Directory(register)
    refused: list[tuple[Row, str, StegError]] = []
    protected: set[Row] = set()
    ordered = sorted(rows, key=_order)
    for row in ordered:
        values = of_somebody(row)
        if row.kind == "people" and values.reference is not None and values.who is not None:
            with suppress(Refused):  # what is wrong is told below
                directory.group_of(row)
    # Cases that the list gives to somebody else than the register does, and who may be protected.
    others: dict[int, bool] = {}
    for row in ordered:
        if directory.is_protected(row):
            protected.add(row)
        case = directory.case_of(row)
        try:
            if row.kind != "people" and case in others:
                protected.update({row} if others[case] else ())
                raise _not_that_person(case)
            group = directory.group_of(row)
            group.rows.append(row)
            group.protected = group.protected or row in protected
        except Refused as error:
            key = "number" if case is None else "reference"
            refused.append((row, key, error))
            if row.kind == "people" and case is not None:
                others[case] = others.get(case, False) or row in protected
    groups = [group for group in directory.groups.values() if group.rows]
    for group in groups:
        group.rows.sort(key=_in_time)
        protected.update(group.rows if group.protected else ())
    # Cases that the list gives come before those that are counted, which would take them.
    groups.sort(key=lambda group: group.new_case is None)
    return Grouped(groups, refused, protected)


def _of_another_case(case: int, other: int) -> Refused:
    return Refused(
        N_("The number is that of {reference}, and the row says {other}."),
        N_('Correct the row, or leave the case out: --map "Heading=-".'),
        reference=reference_of(case),
        other=reference_of(other),
    )


def _not_that_person(case: int) -> Refused:
    return Refused(
        N_("Whose row this is does not show: {reference} is somebody else on the list of people."),
        N_("Mend the row of that person first."),
        reference=reference_of(case),
    )


def _in_time(row: Row) -> tuple[int, date]:
    """Return where a row comes among those of a person, by day: a list can be the newest first."""
    return _order(row), _day_of(row) or date.min


def _order(row: Row) -> int:
    """Return where a row comes: people first, and of these last those without a day.

    They are about the last enrolment, which other rows may tell of.
    """
    return -1 if row.kind == "people" and _day_of(row) is not None else ORDER[row.kind]


def _day_of(row: Row) -> date | None:
    values = row.values
    if isinstance(values, PersonValues):
        return values.first_day or values.since
    return getattr(values, "first_day", None)
