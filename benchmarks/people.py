"""Invented names and test numbers, as many as are wanted."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from steg_cli.demo.story import NAMES, numbered
from steg_cli.programme.identity import Sex

NUMBERS = 100_000  # people with a test number; there are about 120,000 of them (980–982)
KNOWN_NAME = "Torgny Säregen"  # the one person who is found by a part of the name

# Family names are put together, so that a million people have few namesakes.
_BEGINNINGS = (
    "Al Alm Asp Berg Björk Blom Dal Ek Fors Gran Gyll Hag Hall Hed Hell Holm Häll Lager Lilj "
    "Lind Lund Löv Mal Moss Nord Ny Näs Rosen Sand Sjö Skog Sten Strand Ström Sund Söder Tall "
    "Vik Väst Åker Ång Öst"
)
_ENDINGS = (
    "berg blad borg by dahl fors gren hag hammar holm kvist larsson lid lind lund löf man mark "
    "nell qvist rot sköld stedt strand ström stam säter vall"
)
BEGINNINGS, ENDINGS = _BEGINNINGS.split(), _ENDINGS.split()
FIRST_NAMES: dict[Sex, list[str]] = {
    "woman": [name for _, women, _, _ in NAMES for name in women.split()],
    "man": [name for _, _, men, _ in NAMES for name in men.split()],
}


class Crowd:
    """Draws people, so many in all; no two have the same number."""

    def __init__(self, rng: Random, people: int) -> None:
        self.rng, self.people = rng, people
        self.taken: set[str] = set()

    def name(self, sex: Sex) -> str:
        """Return a name, which a few others can have too."""
        rng = self.rng
        return f"{rng.choice(FIRST_NAMES[sex])} {rng.choice(BEGINNINGS)}{rng.choice(ENDINGS)}"

    def identity(self, number: int, day: date) -> tuple[str, str, Sex, int]:
        """Return kind, number, sex and birth year of somebody who is 17 to 63 years old on `day`.

        Of more people than there are test numbers, the others have an id that is none.
        """
        rng = self.rng
        while rng.random() < NUMBERS / self.people:
            birth = day - timedelta(rng.randint(17 * 366, 63 * 365))
            coordinated = rng.random() < (0.05 if self.people < NUMBERS // 3 else 0.5)
            tail = rng.choice(("980", "981", "982"))
            written = numbered(f"{birth:%Y%m}{birth.day + 60 * coordinated:02}{tail}")
            if written not in self.taken:
                self.taken.add(written)
                kind = "samordningsnummer" if coordinated else "personnummer"
                return kind, written, "man" if tail == "981" else "woman", birth.year
        sex: Sex = "woman" if rng.random() < 0.55 else "man"
        return "other", f"X-{number + 1:07}", sex, day.year - rng.randint(18, 62)
