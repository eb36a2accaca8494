"""Who a row tells of: what several cells say together of a name and a number."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from steg_cli.exchange.cells import identity_in
from steg_cli.exchange.kinds import PEOPLE, label
from steg_cli.exchange.sheets import Cell
from steg_cli.programme.errors import N_, Refused
from steg_cli.programme.identity import Identity, other_identity
from steg_cli.programme.lists import Problem, Row
from steg_cli.programme.words import Word


def join_status(values: dict[str, Any]) -> None:
    """A status of "långtidsarbetslös" tells two things."""
    if values.get("status") == "long-term-unemployed":
        values["status"] = "unemployed"
        values.setdefault("long_term_unemployed", True)


def join_name(values: dict[str, Any], row: Row, problems: list[Problem]) -> None:
    """Make one name of first and last name. One of them alone is half a name."""
    first, last = values.pop("first_name", None), values.pop("last_name", None)
    turned = values.pop("turned_name", None)
    if "name" in values:
        return
    if turned:
        values["name"] = turned
    elif first and last:
        values["name"] = f"{first} {last}"
    elif first or last:
        missing = "last_name" if first else "first_name"
        if missing in row.columns and row.columns[missing] not in {p.column for p in problems}:
            problems.append(
                Problem(
                    row.sheet,
                    row.number,
                    row.columns[missing],
                    None,
                    Refused(N_("Half of the name is missing."), N_("Fill it in.")),
                )
            )
        values["name"] = first or last


def join_identity(
    values: dict[str, Any],
    cells: Mapping[str, Cell],
    today: date,
    *,
    broken: set[str | None],
    row: Row,
) -> None:
    """Put the person whom the number means into `values["who"]`. Raises what is wrong with it."""
    kind, year, sex = (values.pop(key, None) for key in ("identity", "birth_year", "sex"))
    text = values.pop("number", None)
    if text is None:
        return
    if kind == "other":
        if broken & {row.columns.get("birth_year"), row.columns.get("sex")} - {None}:
            return
        if year is None or sex is None:
            raise Refused(
                N_("Birth year and sex are missing, and an id that is no personnummer has none."),
                N_("Fill in the columns {year} and {sex}."),
                year=label(PEOPLE.field("birth_year")),
                sex=label(PEOPLE.field("sex")),
            )
        values["who"] = other_identity(text, year, sex, today)
        return
    try:
        identity = identity_in(cells["number"], today)
    except Refused as error:
        if "--other-id" in error.hint:
            error.hint = N_(
                "Write ÅÅMMDD-NNNN, ÅÅÅÅMMDD-NNNN or twelve digits. For somebody without a number "
                "write other in the column {kind}, and fill in {year} and {sex}."
            )
            error.values |= {
                name: label(PEOPLE.field(key))
                for name, key in (("kind", "identity"), ("year", "birth_year"), ("sex", "sex"))
            }
        raise
    _check_agrees(identity, year, sex)
    values["who"] = identity


def _check_agrees(identity: Identity, year: int | None, sex: str | None) -> None:
    """Raise Refused when the row says another sex or birth year than the number does."""
    if sex not in (None, identity.sex):
        raise Refused(
            N_("The number is of a {one}, and the row says {other}."),
            N_("Correct the one that is wrong; the number is what counts."),
            one=Word(_SEXES[identity.sex]),
            other=Word(_SEXES[sex or ""]),
        )
    if year not in (None, identity.born[0].year):
        raise Refused(
            N_("The number is of somebody born in {one}, and the row says {other}."),
            N_("Correct the one that is wrong; the number is what counts."),
            one=identity.born[0].year,
            other=year,
        )


_SEXES = {"woman": N_("woman"), "man": N_("man")}
