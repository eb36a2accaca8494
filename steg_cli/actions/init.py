"""Creating a register: its ladder, and the surroundings to start from."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from steg_cli.actions.results import Done
from steg_cli.programme.frozen import frozen, replace
from steg_cli.programme.ladder import DEFAULT_LADDER, Ladder
from steg_cli.register.file import (
    Clock,
    Login,
    Register,
    check_nothing_at,
    new_register,
    nobody,
    wall_clock,
)
from steg_cli.register.surroundings import add_ladder
from steg_cli.register.version_3 import OF_STEG
from steg_cli.register.writing import insert

CARE = "Vård och omsorg"

SECTORS: tuple[tuple[str, date | None], ...] = (
    ("Arbetsmarknad", None),
    ("Barn och utbildning", None),
    (CARE, date(2023, 1, 1)),
)

MUNICIPALITIES = OF_STEG


@frozen
class Created:
    """A new register and how many of each thing it starts with."""

    path: str
    steps: int
    sectors: int
    cohorts: int
    municipalities: int


def init(
    path: Path,
    today: date,
    *,
    ladder: Ladder = DEFAULT_LADDER,
    language: str = "",
    empty: bool = False,
    clock: Clock = wall_clock,
    login: Login = nobody,
    dry_run: bool = False,
) -> Done[Created]:
    """Create a register at `path`, with the ladder alone if `empty`.

    Otherwise with the municipality's sectors, and the STEG project with its cohorts and
    municipalities. Raises RegisterError when anything is there already.
    """
    if dry_run:
        check_nothing_at(path)
        with TemporaryDirectory() as folder:
            done = init(
                Path(folder) / path.name, today, ladder=ladder, language=language, empty=empty
            )
        return Done("init", None, replace(done.result, path=str(path)))
    with new_register(path, clock, login) as register:
        number = found(register, today, ladder=ladder, language=language, empty=empty)
        counts = (
            register.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("step", "sector", "cohort", "municipality")
        )
        result = Created(str(path), *counts)
    return Done("init", number, result)


def found(
    register: Register,
    today: date,
    *,
    ladder: Ladder = DEFAULT_LADDER,
    language: str = "",
    empty: bool = False,
    command: str = "init",
) -> int | None:
    """Write what a new register starts with, as its first change."""
    with register.change(command, today) as change:
        add_ladder(register, ladder)
        if language:
            insert(register, "setting", key="language", value=language)
        if not empty:
            for name, employs_from in SECTORS:
                insert(register, "sector", name=name, employs_from=employs_from)
            for name in MUNICIPALITIES:
                insert(register, "municipality", name=name)
            _steg_project(register)
    return change.id


def _steg_project(register: Register) -> None:
    """The ESF project as the project bank shows it, with the pilot before it.

    The bank also shows a contact person and an address: fields to fill in with steg project edit.
    """
    insert(
        register,
        "cohort",
        name="Pilot 2016",
        planned=25,
        first_day=date(2016, 1, 1),
        last_day=date(2016, 12, 31),
    )
    project = insert(
        register,
        "project",
        name="STEG",
        number="2018/00439",
        region="Västsverige",
        owner="Mariestads kommun",
        partners="Skövde, Töreboda, Gullspång, Arbetsförmedlingen",
        objective="2.1",
        first_day=date(2019, 4, 1),
        last_day=date(2022, 3, 31),
        programme="2014-2020",
        planned=230,
        budget=25_945_842,
        granted=12_190_112,
        reported_cost=0,
    )
    insert(
        register,
        "cohort",
        name="STEG",
        planned=230,
        first_day=date(2019, 4, 1),
        last_day=date(2022, 3, 31),
        project_id=project,
    )
