"""No answer differs by where somebody with a protected identity is.

Two registers differ in that alone, and every command that reads or tries something is asked in
both: exit code, stdout and stderr are the same.
"""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.actions.advance import advance
from steg_cli.actions.convert import convert_people
from steg_cli.actions.enrol import Application, enrol
from steg_cli.actions.leave import leave
from steg_cli.actions.move import move
from steg_cli.actions.surroundings import POST, SECTOR, WORKPLACE, Typed, add
from steg_cli.programme.identity import parse_identity
from steg_cli.register.file import Register, open_register
from tests.cli.conftest import NOW, TODAY
from tests.conftest import _number_of

if TYPE_CHECKING:
    from tests.cli.conftest import Steg

D = date.fromisoformat
CONVERT = "convert-to-enhetsassistent"
# Each pair is alike: at the first two only the protected are placed, at the others somebody else
# is as well, and there are posts. name: its sector, and where those who are there live.
PLACES = {
    "Asken": ("Park", "Hjo"),
    "Almen": ("Gata", "Tibro"),
    "Eken": ("Kök", "Karlsborg"),
    "Linden": ("Tvätt", "Mariestad"),
}
POSTS = {"Eken": "Kock", "Linden": "Vävare"}


def build(register: Register, here: str, also: str) -> None:
    """Fill a register: people with a protected identity are at `here` and `also`."""
    for name, (sector, _) in PLACES.items():
        add(register, SECTOR, sector, {"employs_from": D("2023-01-01")}, TODAY)
        about: dict[str, Typed | None] = {
            "sector": sector,
            "municipality": "Skövde",
            "places": 1,
        }
        about |= {"manager": f"Chef {name}", "manager_email": f"{name.lower()}@kommun.se"}
        add(register, WORKPLACE, name, about, TODAY)
        post: dict[str, Typed | None] = {
            "tasks": "disk",
            "relieves": "kock",
            "workplace": name,
            "places": 1,
        }
        if name in POSTS:
            add(register, POST, POSTS[name], post, TODAY)
    born = iter(f"1980{month:02}01" for month in range(1, 13))

    def somebody(name: str, municipality: str, *, protected: bool = True) -> str:
        application = Application(
            parse_identity(_number_of(next(born)), TODAY),
            name,
            "STEG",
            municipality,
            "unemployed",
            D("2022-01-10"),
            long_term_unemployed=True,
            protected=protected,
        )
        return enrol(register, application, TODAY).result.reference

    def begin(who: str, step: str, on: str, workplace: str, **more: Any) -> None:
        advance(
            register, who, TODAY, to=step, on=D(on), workplace=workplace, exception="so", **more
        )

    for name, municipality in (("Eken", "Karlsborg"), ("Linden", "Mariestad")):
        who = somebody(f"Bo {name}", municipality, protected=False)
        begin(who, "serviceassistent", "2023-03-01", name, months=12)
    for place_ in (here, also):
        home = PLACES[place_][1]
        one = somebody("Hilma Hemberg", home)
        about_it = {"post": POSTS.get(place_), "months": 12}
        begin(one, "serviceassistent", "2023-03-01", place_, **about_it)
        two = somebody("Hulda Hemberg", home)
        begin(two, "serviceassistent", "2023-02-01", place_, months=12)
        convert_people(register, [two], TODAY, on=D("2023-06-01"))
        three = somebody("Hilda Hemberg", "Skövde")
        begin(three, "praktik", "2023-06-01", place_)
        move(register, three, home, TODAY, on=D("2023-09-01"))
        four = somebody("Herta Hemberg", home)
        begin(four, "serviceassistent", "2022-03-01", place_)
        leave(register, four, TODAY, to="employment", on=D("2023-07-31"))


@pytest.fixture(scope="session")
def built(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The two registers. No command of the table changes them."""
    paths = []
    for here, also in (("Asken", "Eken"), ("Almen", "Linden")):
        path = tmp_path_factory.mktemp(here) / "steg.db"
        shutil.copy(founded, path)
        with open_register(path, clock=lambda: NOW) as register:
            build(register, here, also)
        paths.append(path)
    return paths[0], paths[1]


DRY = "--dry-run"
IN_PLACES = [
    command
    for workplace, (sector, municipality) in PLACES.items()
    for command in (
        ("workplace", "edit", workplace, "--adapted", DRY),
        ("workplace", "edit", workplace, "--sector", "Arbetsmarknad", DRY),
        ("workplace", "edit", workplace, "--name", "Nya", DRY),
        ("workplace", "close", workplace, DRY),
        ("workplace", "close", workplace, "--on", "2022-06-01", DRY),
        ("workplace", "remove", workplace, DRY),
        ("workplace", "merge", workplace, "--into", "Snickeriet", DRY),
        ("workplace", "merge", "Solgården", "--into", workplace, DRY),
        ("list", "--workplace", workplace, "--all"),
        ("list", "--workplace", workplace, "--ending", "12"),
        ("report", "placements", "--workplace", workplace, "--format", "json"),
        ("report", "timeline", "--workplace", workplace),
        ("sector", "edit", sector, "--employs-from", "", DRY),
        ("sector", "remove", sector, DRY),
        (CONVERT, "--sector", sector, "--all", DRY),
        (CONVERT, "--sector", sector, "--all"),
        ("municipality", "edit", municipality, "--name", "Nya", DRY),
        ("municipality", "remove", municipality, DRY),
        ("municipality", "merge", municipality, "--into", "Skövde", DRY),
        ("list", "--municipality", municipality),
        ("report", "flow", "--municipality", municipality),
        ("place", "S-0002", workplace, DRY),
        ("place", "S-0003", workplace, DRY),
        ("place", "S-0003", workplace, "--beside", "--percent", "1", DRY),
        ("place", "Hilma", workplace, "--from", "2023-06-01", DRY, "--format", "json"),
        ("advance", "S-0003", "--to", "enhetsassistent", "--workplace", workplace, DRY),
        (CONVERT, "S-0003", "--workplace", workplace, DRY),
        (CONVERT, "S-0001", "S-0003", "--workplace", workplace, DRY),
        ("move", "S-0005", municipality, DRY),
        ("amend", "S-0005", "municipality", municipality, DRY),
        ("amend", "S-0005", "move.1.municipality", municipality, DRY),
        ("amend", "S-0005", "placement.1.workplace", workplace, DRY),
    )
]
ANYWHERE = [
    *(("post", "remove", post, DRY) for post in POSTS.values()),
    *(("undo", str(change), DRY) for change in range(1, 24)),
    *(("amend", "S-0003", "stay.2.post", post, DRY) for post in POSTS.values()),
    *(("show", "S-0003"), ("log", "S-0003"), (CONVERT, "S-0003", DRY)),
    ("merge", "S-0003", "--into", "S-0001", DRY),
    *(("workplace", "list"), ("municipality", "list"), ("post", "list"), ("sector", "list")),
    *(("today",), ("remind",), ("list", "--all"), ("log", "--limit", "99", "--format", "json")),
    *(("report", one, "--format", "json") for one in ("placements", "costs", "kolada", "flow")),
    *(("report", one, "--format", "json") for one in ("forecast", "expiries", "notices")),
    ("report", "timeline", "--by", "workplace"),
    ("cohort", "close", "STEG", "--on", "2021-12-31", DRY),
]


@pytest.mark.parametrize("command", [*IN_PLACES, *ANYWHERE], ids=" ".join)
def test_no_answer_differs_by_where_somebody_protected_is(
    steg: Steg, built: tuple[Path, Path], command: tuple[str, ...]
) -> None:
    here, there = (steg(*command, db=path) for path in built)
    assert here == there


@pytest.mark.parametrize(
    "command",
    [
        ("workplace", "edit", "Asken", "--adapted"),
        ("workplace", "close", "Asken"),
        ("workplace", "remove", "Asken"),
        ("workplace", "merge", "Asken", "--into", "Snickeriet"),
        ("sector", "edit", "Park", "--employs-from", ""),
        ("municipality", "remove", "Hjo"),
        ("undo", "5"),
        ("post", "remove", "Kock"),
        ("place", "S-0003", "Asken"),
        ("move", "S-0005", "Hjo"),
    ],
    ids=" ".join,
)
def test_whoever_asks_explicitly_is_answered_by_the_rule(
    steg: Steg, built: tuple[Path, Path], command: tuple[str, ...]
) -> None:
    path, _ = built
    code, out, err = steg(*command, DRY, db=path)
    assert (code, out, err) == (
        1,
        "",
        "Error: Whether this can be done could tell where somebody with a protected identity is.\n"
        "To do it all the same, add --include-protected.\n",
    )
    code, out, asked = steg(*command, DRY, "--include-protected", db=path)
    assert (code, out) == (1, "")
    assert asked != err


def test_a_merge_counts_no_rows_of_somebody_protected(
    steg: Steg, built: tuple[Path, Path], tmp_path: Path
) -> None:
    told = []
    for number, path in enumerate(built):
        copy = tmp_path / f"{number}.db"
        shutil.copy(path, copy)
        merge = ("workplace", "merge", "Eken", "--into", "Solgården", "--include-protected")
        assert steg(*merge, "--yes", db=copy)[0] == 0
        assert steg("municipality", "merge", "Hjo", "--into", "Skövde", "--yes", db=copy)[0] == 0
        logged = steg("log", "--limit", "2", "--format", "json", db=copy)[1]
        told.append([{**one, "at": None} for one in json.loads(logged)["rows"]])
    assert told[0] == told[1]
