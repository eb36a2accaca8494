"""Building the demo register, and telling one from a register in use."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path

from steg_cli.actions.enrol import Application, enrol
from steg_cli.actions.init import found
from steg_cli.actions.results import Done
from steg_cli.demo.plot import FOUNDED, tell_story
from steg_cli.demo.story import Story
from steg_cli.programme.frozen import frozen, replace
from steg_cli.register.file import Register, new_register
from steg_cli.register.glance import peek


@frozen
class DemoBuilt:
    """A demo register and how much is in it."""

    path: str
    people: int
    cohorts: int
    workplaces: int
    seed: int


def build_demo(
    path: Path, today: date, seed: int = 2016, *, language: str = "", replacing: bool = False
) -> Done[DemoBuilt]:
    """Build the demo register at `path`: all or nothing.

    Nothing in it has a day after `today`. The same seed and day give the same file, byte by byte.
    From 2026 on there is something of everything on `today`: people on every step, periods that
    are ending, one that ends today and one that is overdue. Raises RegisterError when anything
    is at `path` already, unless `replacing` it was agreed to.
    """
    story = tell_story(today, seed)
    with new_register(path, replacing=replacing) as register:
        done = _write(register, story, seed, language)
    return Done(done.command, done.change, replace(done.result, path=str(path)))


def is_demo(path: Path) -> bool:
    """Say whether the file at `path` is a register that was built as a demo."""
    return _marks(path) is not None


def is_untouched_demo(path: Path) -> bool:
    """Say whether the file at `path` is a demo in which nobody has written since it was built."""
    marks = _marks(path)
    return marks is not None and marks[0] == marks[1]


def _marks(path: Path) -> tuple[str, str] | None:
    """Return the number of the last change as it was when the demo was built, and as it is."""
    row = peek(
        path,
        "SELECT summary, (SELECT max(id) FROM change WHERE command <> 'upgrade'), command "
        "FROM change ORDER BY id LIMIT 1",
    )
    return (row[0], str(row[1])) if row and row[2] == "demo" else None


def _write(register: Register, story: Story, seed: int, language: str) -> Done[DemoBuilt]:
    """Write the story down: one transaction, in which each command is a change of its own."""
    with register.transaction():
        founded = min(FOUNDED, story.today)
        register.clock = partial(_noon, founded)
        number = found(register, founded, language=language, command="demo")
        _run(register, story)
        # What is_untouched_demo compares with; the log itself is not logged.
        register.execute(
            "UPDATE change SET summary = (SELECT max(id) FROM change) WHERE id = ?", (number,)
        )
        # The only moment of the real clock in the file: when its tables were made.
        register.execute(
            "UPDATE _sqlite_migrations SET applied_at = ?",
            (f"{_noon(founded):%Y-%m-%d %H:%M:%S}.000000+00:00",),
        )
    register.execute("VACUUM")
    people, cohorts, workplaces = (
        register.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("participant", "cohort", "workplace")
    )
    result = DemoBuilt(str(register.path), people, cohorts, workplaces, seed)
    return Done("demo", number, result)


def _run(register: Register, story: Story) -> None:
    """Run the commands of the story up to today, each on its own day."""
    references: dict[int | None, str] = {}
    # Sorting is stable: what one person does on one day stays in its order.
    for deed in sorted(story.deeds, key=lambda deed: deed.day):
        if deed.day > story.today:
            return
        register.clock = partial(_noon, deed.day)
        if isinstance(deed.command, Application):
            done = enrol(register, deed.command, deed.day)
            references[deed.who] = done.result.reference
        elif deed.who is None:
            deed.command(register=register, today=deed.day)
        else:
            deed.command(register=register, who=references[deed.who], today=deed.day)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
