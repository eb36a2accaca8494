"""Backing the register up, and putting a backup in its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from steg_cli.actions.results import BackedUp, Done, Restored
from steg_cli.programme.errors import N_, Note, note
from steg_cli.register.backups import (
    Progress,
    check_place,
    copy_register,
    place_for,
    record_backup,
    remove_older,
    silent,
)
from steg_cli.register.file import Clock, Login, Register, nobody, wall_clock
from steg_cli.register.replay import first_problem
from steg_cli.register.restoring import Loss, Restoration
from steg_cli.register.strays import list_strays


def back_up(
    register: Register,
    today: date,
    *,
    place: Path | None = None,
    keep: int | None = None,
    progress: Progress = silent,
    dry_run: bool = False,
) -> Done[BackedUp]:
    """Back the register up to `place`, or under a dated name; then only `keep` dated ones stay.

    Nothing is written over. Copies that are on no list, since their run was killed, are put on it.
    Where a value in the register is damaged all older ones stay, since the last good one is among
    them. Raises RegisterError when it cannot be made or is not sound.
    """
    if place is not None:
        check_place(place)
    path = place or place_for(register, today, make=not dry_run)
    people, changes = (
        register.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("participant", "change")
    )
    if dry_run:
        pages, size = (
            register.execute(f"PRAGMA {one}").fetchone()[0] for one in ("page_count", "page_size")
        )
        older = [] if keep is None else remove_older(register, "backup", keep - 1, dry_run=True)
        removed = tuple(map(str, older))
        planned = BackedUp(str(path), pages * size, people, changes, removed, verified=False)
        return Done("backup", None, planned)
    list_strays(register)
    copy_register(register, today, place=path, progress=progress)
    record_backup(register, "backup" if place is None else "copy", today, path)
    damage = None if keep is None else first_problem(register.connection)
    older = [] if keep is None or damage else remove_older(register, "backup", keep)
    removed = tuple(map(str, older))
    result = BackedUp(str(path), path.stat().st_size, people, changes, removed, verified=True)
    return Done("backup", None, result, () if damage is None else (_kept_all(damage),))


def _kept_all(damage: Note) -> Note:
    return note(
        N_(
            "{damage} No older backup was removed, since a good one is among them: steg check "
            "shows what is wrong."
        ),
        damage=damage,
    )


def restore(
    restoration: Restoration,
    today: date,
    loss: Loss | None,
    *,
    clock: Clock = wall_clock,
    login: Login = nobody,
    dry_run: bool = False,
) -> Done[Restored]:
    """Put a backup in the register's place; `loss` is what was agreed to.

    Raises Refused when the register was changed since.
    """
    kept = None if dry_run else restoration.carry_out(today, clock, login, loss)
    result = Restored(
        str(restoration.path),
        str(restoration.file),
        restoration.last_day,
        restoration.people,
        None if kept is None else str(kept),
        0 if loss is None else loss.changes,
    )
    return Done("restore", None, result)
