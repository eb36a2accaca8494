"""Setting a wage or on-costs from a day on; see `programme.rates`."""

from __future__ import annotations

from datetime import date

from steg_cli.actions.results import Done
from steg_cli.programme.errors import N_, NotFound
from steg_cli.programme.frozen import frozen
from steg_cli.programme.rates import find_rate, meaning_of, read_amount
from steg_cli.register.file import Register
from steg_cli.register.surroundings import ladder_of
from steg_cli.register.writing import delete, insert, update


@frozen
class RateValue:
    """A wage or on-costs, what it means (a message id), and from when it counts.

    The value is empty where it was taken away.
    """

    key: str
    value: str
    meaning: str
    first_day: date


def set_rate(
    register: Register, key: str, value: str, first_day: date, today: date, *, dry_run: bool = False
) -> Done[RateValue]:
    """Set a wage or on-costs from `first_day` on; "" takes the one of that day away.

    What begins on another day stays. Raises NotFound for an unknown key or step, or where there is
    nothing to take away, and Refused for a step that nobody pays and for a bad amount.
    """
    with register.change("setting", today, dry_run=dry_run) as change:
        key = find_rate(key, ladder_of(register))
        amount = read_amount(key, value) if value else ""
        if not amount and _row_of(register, key, first_day) is None:
            raise NotFound(
                N_("There is no {key} that begins on {day}."),
                N_("Those there are, with their days: steg setting {key}"),
                key=key,
                day=first_day,
            )
        write_rate(register, key, first_day, amount)
        change.summary = f"{key} {first_day} = {amount}"
    return Done("setting", change.id, RateValue(key, amount, meaning_of(key), first_day))


def write_rate(register: Register, key: str, first_day: date, amount: str) -> None:
    """Write what counts from a day on, or take it away when it is ""; it is not checked here."""
    row = _row_of(register, key, first_day)
    if row is None:
        insert(register, "rate", key=key, first_day=first_day, amount=amount)
    elif amount:
        update(register, "rate", row, amount=amount)
    else:
        delete(register, "rate", row)


def _row_of(register: Register, key: str, first_day: date) -> int | None:
    row = register.execute(
        "SELECT id FROM rate WHERE key = ? AND first_day = ?", (key, str(first_day))
    ).fetchone()
    return None if row is None else int(row[0])
