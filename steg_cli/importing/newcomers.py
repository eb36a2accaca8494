"""What a list names and the register does not have: told once, or added as part of the import.

Names that differ in case, accents, spaces and signs alone are one. A name that can be a slip for
another one is added only when the list's reader was told that it means itself (Ekbaken=Ekbaken).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from steg_cli.actions.results import Added
from steg_cli.importing.listed import Head, PersonValues, Row, Said, StayValues, said
from steg_cli.importing.surroundings import KINDS
from steg_cli.programme.errors import N_, Malformed, NotFound, Refused
from steg_cli.programme.frozen import frozen
from steg_cli.programme.ladder import Ladder, Step
from steg_cli.programme.nearness import near_one, nearest
from steg_cli.programme.values import plain
from steg_cli.register.file import Register
from steg_cli.register.surroundings import ladder_of, sectors

LISTED = {
    "sector": "sectors",
    "cohort": "cohorts",
    "municipality": "municipalities",
    "workplace": "workplaces",
}
PLACE = ("sector", "municipality")


@frozen
class Adding:
    """What may be added for a list.

    `kinds`: cohort, municipality, sector, workplace. New workplaces belong to `sector`. `meant` are
    names that are no slips.
    """

    kinds: frozenset[str] = frozenset()
    sector: str | None = None
    meant: frozenset[str] = frozenset()


NOTHING = Adding()


@dataclass
class Named:
    """A name that the register does not have, where it first stands, and of whom."""

    name: str
    row: Row
    shown: bool = False  # also of somebody who is not protected
    rows: list[Row] = field(default_factory=list)


def newcomers(
    register: Register, rows: Sequence[Row], adding: Adding, protected: Collection[Row]
) -> tuple[list[Row], list[Added]]:
    """Return the rows of surroundings that add what `rows` name, and what they add.

    Raises Malformed for workplaces whose sector was not said, and Refused for one of people under
    protection alone that could lie only where they live.
    """
    found: list[Row] = []
    added: list[Added] = []
    for kind, report in LISTED.items():
        if kind not in adding.kinds:
            continue
        known = {one.name for one in KINDS[report].all(register)}
        known |= {str(said(row.values).get(kind)) for row in rows if row.kind == report}
        wanted = _wanted(rows, kind, protected)
        if kind == "sector" and adding.sector:
            wanted[plain(adding.sector)] = Named(adding.sector, rows[0], shown=True)
        for one in _new(wanted, known, adding.meant):
            about: dict[str, Said] = {}
            if kind == "workplace":
                about = _of_workplace(register, one, rows, adding, protected)
            head = Head(report, one.row.sheet)
            found.append(Row(head, one.row.number, {kind: one.name, **about}))
            added.append(_added(kind, one, about))
    return found, added


def _added(kind: str, one: Named, about: Mapping[str, Said]) -> Added:
    """Return what is told of something new: nothing that shows where the protected are."""
    told = about if one.shown else {}
    sector, town = (None if key not in told else str(told[key]) for key in PLACE)
    return Added(kind, one.name if one.shown else None, sector, town, bool(told.get("adapted")))


def _wanted(rows: Iterable[Row], kind: str, protected: Collection[Row]) -> dict[str, Named]:
    """Return every name of a kind by how it is compared, the most frequent first."""
    found: dict[str, Named] = {}
    for row in rows:
        name = said(row.values).get(kind)
        if not isinstance(name, str) or row.kind == LISTED[kind]:
            continue
        one = found.setdefault(plain(name), Named(name, row))
        one.rows.append(row)
        one.shown = one.shown or row not in protected
    for one in found.values():  # as it is mostly written
        ((one.name, _),) = Counter(str(said(row.values)[kind]) for row in one.rows).most_common(1)
    return dict(sorted(found.items(), key=lambda item: -len(item[1].rows)))


def _new(wanted: Mapping[str, Named], known: Iterable[str], meant: Collection[str]) -> list[Named]:
    """Return what is to be added: what is not there, and no slip for another name."""
    names = {plain(name): name for name in known}
    found = []
    for key, one in wanted.items():
        if key in names or (near_one(one.name, names.values()) and key not in map(plain, meant)):
            continue
        names[key] = one.name
        found.append(one)
    return found


def _of_workplace(
    register: Register, one: Named, rows: Sequence[Row], adding: Adding, protected: Collection[Row]
) -> dict[str, Said]:
    """Return the sector, the municipality and the kind of operations of a new workplace.

    It lies where most people on the list live: where those live who are there would tell of them.
    It is adapted when the people there are on steps that take place in adapted operations alone.
    """
    if adding.sector is None:
        raise Malformed(
            N_("Which sector do the new workplaces belong to?"),
            N_("Say it: --sector NAME. The sectors are {names}."),
            names=", ".join(sector.name for sector in sectors(register)),
        )
    if "sector" not in adding.kinds:
        _check_sector(register, adding.sector, rows)
    ladder = ladder_of(register)
    places = {(row.sheet, row.number) for row in one.rows}
    here = [row for row in rows if (row.sheet, row.number) in places]
    values: dict[str, Said] = {"sector": adding.sector}
    told = (said(row.values) for row in rows if row not in protected)
    towns = Counter(one["municipality"] for one in told if "municipality" in one)
    if towns:
        values["municipality"] = towns.most_common(1)[0][0]
    elif not one.shown:
        raise Refused(
            N_(
                "A new workplace of people under protection has no municipality; it cannot be "
                "theirs, which would tell where they live."
            ),
            N_("Add the workplace first: steg workplace add --help; then import the list again."),
        )
    where = {step.where for row in one.rows for step in _steps(row, here, ladder)}
    if where and "ordinary" not in where:
        values["adapted"] = True
    return values


def _check_sector(register: Register, name: str, rows: Iterable[Row]) -> None:
    """Raise NotFound for a sector that neither the register nor the list has."""
    known = [one.name for one in sectors(register)]
    known += [str(said(row.values).get("sector")) for row in rows if row.kind == LISTED["sector"]]
    if plain(name) in map(plain, known):
        return
    near = nearest(name, known)
    raise NotFound(
        N_("There is no sector {name}."),
        N_("Did you mean {near}? Then: --sector {quoted}. If not, add it: --create sector")
        if near
        else N_("The sectors are {names}. To add it: --create sector"),
        name=name,
        near=near,
        quoted=f'"{near}"',
        names=", ".join(known),
    )


def _steps(row: Row, here: Iterable[Row], ladder: Ladder) -> Iterator[Step]:
    """Yield the step on which a row has somebody at a workplace, if it or its last stay tells."""
    stays = [
        (one.values.first_day or date.min, one.values.step)
        for one in here
        if (one.sheet, one.number) == (row.sheet, row.number) and isinstance(one.values, StayValues)
    ]
    step = row.values.step if isinstance(row.values, PersonValues) else None
    name = step or (max(stays)[1] if stays else None)
    with suppress(NotFound):
        if name is not None:
            yield ladder.step(name)
