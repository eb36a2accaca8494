"""A new register: its ladder, and the surroundings to start from."""

from __future__ import annotations

import sqlite3
import stat
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from steg_cli.actions.init import Created, init
from steg_cli.actions.results import Done
from steg_cli.programme.ladder import DEFAULT_LADDER, Ladder, ladder_from
from steg_cli.programme.workplace import Sector
from steg_cli.register.errors import RegisterError
from steg_cli.register.file import open_register
from steg_cli.register.surroundings import (
    Cohort,
    Municipality,
    Project,
    cohorts,
    ladder_of,
    municipalities,
    projects,
    sectors,
    setting,
    workplaces,
)

if TYPE_CHECKING:
    from collections.abc import Callable

D = date.fromisoformat
TODAY = date(2024, 1, 15)


def test_a_register_starts_with_the_ladder_the_sectors_and_steg(tmp_path: Path) -> None:
    path = tmp_path / "steg.db"

    done = init(path, TODAY, clock=lambda: datetime(2024, 1, 15, 9, 30, tzinfo=UTC))

    assert done == Done(
        "init", 1, Created(str(path), steps=9, sectors=3, cohorts=2, municipalities=4)
    )
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]
    with open_register(path) as register:
        assert ladder_of(register) == DEFAULT_LADDER
        assert sectors(register) == [
            Sector(1, "Arbetsmarknad", None),
            Sector(2, "Barn och utbildning", None),
            Sector(3, "Vård och omsorg", D("2023-01-01")),
        ]
        assert cohorts(register) == [
            Cohort(1, "Pilot 2016", 25, D("2016-01-01"), D("2016-12-31"), None),
            Cohort(2, "STEG", 230, D("2019-04-01"), D("2022-03-31"), "STEG"),
        ]
        assert projects(register) == [
            Project(
                id=1,
                name="STEG",
                number="2018/00439",
                region="Västsverige",
                owner="Mariestads kommun",
                partners="Skövde, Töreboda, Gullspång, Arbetsförmedlingen",
                objective="2.1",
                first_day=D("2019-04-01"),
                last_day=D("2022-03-31"),
                programme="2014-2020",
                analysis_until=None,
                implementation_until=None,
                keep_until=None,
                planned=230,
                budget=25_945_842,
                granted=12_190_112,
                reported_cost=0,
                contact=None,
                email=None,
            )
        ]
        assert workplaces(register) == []
        assert municipalities(register) == [
            Municipality(4, "Gullspång", {}),
            Municipality(1, "Mariestad", {}),
            Municipality(2, "Skövde", {}),
            Municipality(3, "Töreboda", {}),
        ]
        assert setting(register, "language") == ""
        changes = register.execute("SELECT id, at, day, command, summary, is_open FROM change")
        assert [tuple(row) for row in changes] == [
            (1, "2024-01-15T09:30:00Z", "2024-01-15", "init", "", 0)
        ]


def test_an_empty_register_has_the_ladder_alone(tmp_path: Path) -> None:
    path = tmp_path / "steg.db"

    done = init(path, TODAY, empty=True, language="sv")

    assert done.result == Created(str(path), steps=9, sectors=0, cohorts=0, municipalities=0)
    with open_register(path) as register:
        assert (sectors(register), cohorts(register), projects(register)) == ([], [], [])
        assert municipalities(register) == []
        assert setting(register, "language") == "sv"


def test_another_municipality_brings_its_own_ladder(tmp_path: Path) -> None:
    path = tmp_path / "steg.db"
    ladder = ladder_from(
        {
            "step": [
                {"code": "start", "sv": "start", "en": "start", "where": "ame"},
                {
                    "code": "jobb",
                    "sv": "jobb på prov",
                    "en": "job on trial",
                    "where": "ordinary",
                    "payer": "AME",
                    "months": [3, 6],
                    "agreement": "AB",
                },
                {"code": "egen", "where": "ordinary", "payer": "sector", "own_sector": True},
            ]
        }
    )

    assert init(path, TODAY, ladder=ladder).result == Created(str(path), 3, 3, 2, 4)

    with open_register(path) as register:
        assert ladder_of(register) == ladder
        summary = register.execute("SELECT summary FROM change").fetchone()[0]
        assert summary == ""


@pytest.mark.parametrize("dry_run", [True, False])
@pytest.mark.parametrize("there", ["register", "file", "folder", "link"])
def test_what_is_there_already_is_left_as_it_is(tmp_path: Path, there: str, dry_run: bool) -> None:
    path = tmp_path / "steg.db"
    make: dict[str, Callable[[], object]] = {
        "register": lambda: init(path, TODAY),
        "file": lambda: path.write_text("viktigt"),
        "folder": path.mkdir,
        "link": lambda: path.symlink_to("nowhere"),
    }
    make[there]()
    before = path.read_bytes() if path.is_file() else None

    with pytest.raises(RegisterError) as caught:
        init(path, TODAY, dry_run=dry_run)

    assert str(caught.value) == f"There is already something at {path}; it was left as it is."
    assert (path.read_bytes() if path.is_file() else None) == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_dry_run_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "steg.db"

    rehearsed = init(path, TODAY, dry_run=True)

    assert rehearsed == Done("init", None, Created(str(path), 9, 3, 2, 4))
    assert list(tmp_path.iterdir()) == []


def test_a_register_that_cannot_be_filled_is_not_left_half_made(tmp_path: Path) -> None:
    twice = Ladder((*DEFAULT_LADDER.steps, DEFAULT_LADDER.steps[0]))

    with pytest.raises(sqlite3.IntegrityError):
        init(tmp_path / "steg.db", TODAY, ladder=twice)

    assert list(tmp_path.iterdir()) == []
