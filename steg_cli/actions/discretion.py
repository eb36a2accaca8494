"""What is only answered when it is asked for: whether somebody under protection is somewhere.

Where somebody with a protected identity is stands in no answer, and no answer may differ by it
either: neither whether something is refused, nor how many it concerns, nor what a dry run says.
Whoever may run steg could otherwise try a change at one workplace after the other. Four ways hold
that, the first that does:

- The protected are left out, and that is said everywhere alike: lists and reports by workplace or
  municipality, free places, how many come along, a whole sector that is converted.
- Nothing can be refused for where they are: a municipality, or anything else, gets another name.
- A rule asks where they are: a workplace closes, changes its kind or sector, is put into another or
  taken away; a sector's first day moves; an older change is taken back. Without --include-protected
  it is refused as soon as anybody in the register is protected, wherever they are. With it the rule
  decides. A list that is imported cannot ask, so that such a row is done by hand.
- They are moved to a place themselves, or it is corrected: a dry run needs --include-protected, and
  where nothing is changed, since they are there or a rule says no, that is recorded as a reading.
  So it is with a step that asks whether the sector where they are employs its own, begun or
  corrected, with the days of a placement, since its workplace can be closing, and with the
  questions at a terminal, where they end in nothing. See `cli.trying`. What is changed stands in
  the log.

What cannot be held against whoever may run steg on the whole register: --include-protected itself
and the file, which holds everything. What any other step of somebody protected tells of the kind
of place where they are: adapted or ordinary. A list of people that names a workplace for somebody
protected, and is compared with the register. The beginning of a name, which tells the cases that
are called so, and with that a name letter by letter. Sums: over all municipalities, asked for one
after the other, those that are left out are missing (see `reports.chosen`). And what changed of the
totals between two days on which one person moved.
"""

from __future__ import annotations

from steg_cli.programme.errors import N_, Refused
from steg_cli.register.file import Register

# What decides who can be at a workplace.
OF_PLACEMENTS = frozenset({"adapted", "sector", "employs_from"})


def anybody_protected(register: Register) -> bool:
    """Say whether anybody in the register has a protected identity."""
    found = register.execute("SELECT EXISTS (SELECT 1 FROM participant WHERE protected)")
    return bool(found.fetchone()[0])


def check_may_tell(register: Register, *, include_protected: bool) -> None:
    """Raise Refused where the answer could tell where somebody is, and is not asked for."""
    if not include_protected and anybody_protected(register):
        raise untold()


def untold() -> Refused:
    """Return the refusal of an answer that could tell where somebody protected is."""
    return Refused(
        N_("Whether this can be done could tell where somebody with a protected identity is."),
        N_("To do it all the same, add --include-protected."),
    )
