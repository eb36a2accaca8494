"""The arrows of the house: who may import whom, who reads the clock, who speaks and listens.

Data flows one way: cli → importing → actions → programme, register; reports → register,
programme; output knows report rows and never SQL; programme imports nothing of ours.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "steg_cli"
SOURCES = sorted(PACKAGE.rglob("*.py"))
LONGEST_FILE, LONGEST_FUNCTION = 450, 50

# What each folder may import of ours. A trailing name is one module of a folder.
ARROWS: dict[str, set[str]] = {
    "programme": {"programme"},
    "register": {"register", "programme", "files"},
    "actions": {"actions", "programme", "register", "reports.digests", "reports.due"},
    "reports": {"reports", "register", "programme"},
    "exchange": {"exchange", "programme"},
    "importing": {"importing", "actions", "exchange", "programme", "register", "texts"},
    "mail": {"mail", "output", "reports", "programme", "texts"},
    "demo": {"demo", "actions", "programme", "register"},
    "texts": {"texts", "programme"},
    # Results are rows too: the one renderer for verbs shows what an action returned.
    "output": {"output", "reports", "actions.results", "programme", "texts", "__version__"},
}
NEVER = {
    "programme": {"sqlite3", "sqlite_utils", "typer", "rich", "gettext", "os", "sys", "pathlib"},
    "output": {"sqlite3", "sqlite_utils", "typer"},
    "actions": {"typer", "rich", "gettext", "sqlite_utils"},
    "exchange": {"sqlite3", "sqlite_utils", "typer", "rich", "gettext"},
    "importing": {"typer", "rich", "gettext", "sqlite_utils"},
    "mail": {"sqlite3", "sqlite_utils", "typer", "rich"},
    "reports": {"typer", "rich", "gettext", "sqlite_utils"},
    "demo": {"typer", "rich", "gettext", "sqlite_utils"},
    "register": {"typer", "rich", "gettext"},
    "texts": {"sqlite3", "sqlite_utils", "rich"},
}
CLOCKS = {
    *("date.today", "datetime.now", "datetime.today", "datetime.utcnow", "time.time"),
    *("time.localtime", "time.gmtime", "time.time_ns", "time.monotonic"),
}
# What prints, asks, ends the program, or reads what only the face may know.
FACE = {"print", "input", "breakpoint", "exit", "quit", "getpass.getpass"}
OUTSIDE = {"sys.stdout", "sys.stderr", "sys.stdin", "sys.argv", "sys.exit"}
WRITERS = {"insert", "update", "delete"}
ENVIRONMENT = {"os.environ", "os.getenv", "os.environb", "os.putenv"}


def name_of(path: Path) -> str:
    """Return where a file stands in the package: register/file.py."""
    return path.relative_to(PACKAGE).as_posix()


def folder_of(path: Path) -> str:
    """Return the folder of the package that a file belongs to, or "" at the top."""
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else ""


def tree_of(path: Path) -> ast.Module:
    """Return a file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imports_of(path: Path) -> Iterator[tuple[int, str]]:
    """Yield every module that a file imports, inside functions too, with its line."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}:{node.lineno} imports relatively"
            assert node.module is not None
            for alias in node.names:
                yield node.lineno, f"{node.module}.{alias.name}"


def is_within(module: str, allowed: str) -> bool:
    """Say whether a module is what is allowed, or inside it."""
    return module == allowed or module.startswith(f"{allowed}.")


def scoped(tree: ast.AST, scope: str = "") -> Iterator[tuple[str, ast.AST]]:
    """Yield every node with the name of the function or class that it stands in."""
    for node in ast.iter_child_nodes(tree):
        inner = scope
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            inner = f"{scope}.{node.name}".lstrip(".")
        yield inner, node
        yield from scoped(node, inner)


@cache
def names_in(path: Path) -> list[tuple[str, str]]:
    """Return every name in a file, dotted or not, behind the function that uses it."""
    return [
        (scope, ast.unparse(node))
        for scope, node in scoped(tree_of(path))
        if isinstance(node, ast.Attribute | ast.Name)
    ]


def uses_of(path: Path, wanted: set[str]) -> Iterator[tuple[str, str]]:
    """Yield where in a file (its function) something wanted is used, and what."""
    for scope, used in names_in(path):
        # A dotted name is found behind its module too: datetime.date.today is date.today.
        if any(used == one or ("." in one and used.endswith(f".{one}")) for one in wanted):
            yield scope, used


def everywhere(wanted: set[str], besides: str) -> set[tuple[str, str, str]]:
    """Return every use of something wanted outside one folder: file, function, and what."""
    return {
        (name_of(path), scope, used)
        for path in SOURCES
        if folder_of(path) != besides
        for scope, used in uses_of(path, wanted)
    }


def test_every_folder_has_its_arrows() -> None:
    folders = {folder_of(path) for path in SOURCES} - {"", "cli"}
    assert folders - set(ARROWS) == set(), "say in ARROWS what the new folder may import"


@pytest.mark.parametrize("folder", ARROWS)
def test_imports_point_downwards_only(folder: str) -> None:
    wrong = [
        f"{name_of(path)}:{line} imports {module}"
        for path in SOURCES
        if folder_of(path) == folder
        for line, module in imports_of(path)
        if is_within(module, "steg_cli")
        and not any(is_within(module, f"steg_cli.{one}") for one in ARROWS[folder])
    ]
    assert wrong == []


@pytest.mark.parametrize("folder", NEVER)
def test_what_a_folder_never_imports(folder: str) -> None:
    wrong = [
        f"{name_of(path)}:{line} imports {module}"
        for path in SOURCES
        if folder_of(path) == folder
        for line, module in imports_of(path)
        if any(is_within(module, one) for one in NEVER[folder])
    ]
    assert wrong == []


def test_nobody_imports_the_face_but_the_face() -> None:
    wrong = [
        f"{name_of(path)}:{line} imports {module}"
        for path in SOURCES
        if folder_of(path) != "cli"
        for line, module in imports_of(path)
        if is_within(module, "steg_cli.cli")
    ]
    assert wrong == []


def test_only_the_face_reads_the_clock() -> None:
    assert everywhere(CLOCKS, besides="cli") == {
        ("register/file.py", "wall_clock", "datetime.now"),
    }


def test_the_face_reads_the_clock_once() -> None:
    found = [
        (name_of(path), used)
        for path in SOURCES
        if folder_of(path) == "cli"
        for _, used in uses_of(path, CLOCKS)
    ]
    assert found == [("cli/face.py", "date.today")]


def test_only_the_face_prints_asks_and_ends() -> None:
    assert everywhere(FACE | OUTSIDE, besides="cli") == set()


def test_only_the_face_reads_the_environment() -> None:
    assert everywhere(ENVIRONMENT, besides="cli") == set()


def test_sql_is_written_in_few_folders_alone() -> None:
    wrong = sorted(
        name_of(path)
        for path in SOURCES
        if folder_of(path) not in ("register", "actions", "importing", "reports", "demo")
        for _, node in scoped(tree_of(path))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.lstrip().startswith(("SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM "))
    )
    assert wrong == []


OF_PEOPLE = "participant|enrolment|stay|extension|placement|follow_up|pause|support|deadline"
WRITTEN = re.compile(rf"(?:INSERT INTO|UPDATE|DELETE FROM) (?:{OF_PEOPLE})\b")


def test_a_person_s_rows_are_written_by_saving_alone() -> None:
    wrong = []
    for path in SOURCES:
        for _, node in scoped(tree_of(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                wrong += [name_of(path)] * bool(WRITTEN.search(node.value))
            if isinstance(node, ast.Call) and ast.unparse(node.func) in WRITERS:
                tables = [one.value for one in node.args if isinstance(one, ast.Constant)]
                wrong += [name_of(path)] * bool(set(tables) & set(OF_PEOPLE.split("|")))
    assert wrong == ["register/version_3.py"]  # which says in newer words what was there


def test_no_file_is_longer_than_one_sitting() -> None:
    long = {
        name_of(path): lines
        for path in SOURCES
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert long == {}


def body_of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the line on which a function's body begins: a command's options are its signature."""
    return node.body[0].lineno


def test_no_function_is_longer_than_a_screen() -> None:
    long = {
        f"{name_of(path)}:{node.lineno} {scope}": node.end_lineno - body_of(node) + 1
        for path in SOURCES
        for scope, node in scoped(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - body_of(node) + 1 > LONGEST_FUNCTION
    }
    assert long == {}
