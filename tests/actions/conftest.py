"""Doing verbs that are refused: neither a dry run nor the verb itself may touch the file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from steg_cli.programme.errors import Refused, Several, StegError
from steg_cli.register.file import Register
from steg_cli.texts import texts

if TYPE_CHECKING:
    from tests.conftest import Dump

TODAY = date(2024, 1, 15)


class Refuses:
    """Does a verb that is refused, as a dry run and really: neither may touch the file."""

    def __init__(self, register: Register, dump: Callable[[], Dump]) -> None:
        self.register, self.dump = register, dump

    def __call__(
        self,
        verb: Callable[..., object],
        *values: object,
        kind: type[StegError] = Refused,
        **options: object,
    ) -> tuple[str, ...]:
        """Return the sentence and the hint of the refusal; for several, each one's sentence.

        The error itself is kept as `error`.
        """
        before, told = self.dump(), []
        for dry_run in (True, False):
            with pytest.raises(StegError) as caught:
                verb(self.register, *values, **options, dry_run=dry_run)
            self.error = error = caught.value
            assert type(error) is kind
            assert self.dump() == before
            several = error.errors if isinstance(error, Several) else ()
            told.append((str(error), texts("en").hint(error), *map(str, several)))
        assert told[0] == told[1]
        return told[0]


@pytest.fixture
def refuses(register: Register, dump: Callable[[], Dump]) -> Refuses:
    """Do a verb that is refused."""
    return Refuses(register, dump)
