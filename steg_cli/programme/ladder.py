"""The career ladder (karriärtrappa) as data, and which moves it allows.

Another municipality loads its own ladder from a TOML file when it creates its register, so
nothing here asks for a step by its name: what a step means stands in its fields.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from steg_cli.programme import remedies
from steg_cli.programme.abbreviations import is_short_for
from steg_cli.programme.errors import N_, NotFound, Refused
from steg_cli.programme.frozen import frozen
from steg_cli.programme.nearness import nearest
from steg_cli.programme.notice import AGREEMENTS
from steg_cli.programme.periods import MOST_MONTHS, MonthLimit
from steg_cli.programme.values import plain
from steg_cli.programme.words import clean_text, fold

Operations = Literal["ame", "adapted", "ordinary"]
Payer = Literal["AME", "sector"]


@frozen
class Step:
    """One step: where it takes place, who pays, and how long a period on it may be.

    `own_sector`: only at a workplace whose sector has decided to employ its own, from that
    sector's first day. Conversion enters such a step from the step before it; coming from
    another one, as with every skipped step, is an exception with a reason.

    `training`: only somebody who completed it goes on to the next step without an exception.
    """

    code: str
    swedish: str
    english: str
    where: Operations
    payer: Payer | None = None
    limit: MonthLimit | None = None
    agreement: str | None = None
    own_sector: bool = False
    training: bool = False

    def __str__(self) -> str:
        return self.code

    @property
    def names(self) -> tuple[str, str, str]:
        """Everything that the step can be called."""
        return self.code, self.swedish, self.english

    def label(self, language: str) -> str:
        """The step's name in `language` ("sv", otherwise English)."""
        return self.swedish if language == "sv" else self.english


class Steps(tuple[Step, ...]):
    """Several steps as one value of a message: their names in the reader's language."""

    __slots__ = ()

    def __str__(self) -> str:
        return ", ".join(step.code for step in self)


@frozen
class Ladder:
    """The steps from the first to the last."""

    steps: tuple[Step, ...]

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps)

    def step(self, code: str) -> Step:
        """Return the step with this code or name, or the only one that it can be short for.

        Raises NotFound, naming the nearest code.
        """
        for step in self.steps:  # mostly it is a step's own
            if step.code == code:
                return step
        meant = self.meant_by(code)
        if len(meant) == 1:
            return meant[0]
        by_name = {name: step for step in self.steps for name in step.names}
        near = nearest(code.rstrip(" ."), list(by_name))
        likely = Steps(meant or ([by_name[near]] if near else ()))
        raise NotFound(
            N_("There is no step {code} on the ladder."),
            N_("Did you mean {near}? The steps are {steps}.")
            if likely
            else N_("The steps are {steps}."),
            code=code,
            near=likely,
            steps=Steps(self.steps),
        )

    def meant_by(self, name: str) -> tuple[Step, ...]:
        """Return the step of a code or a name, or else all that it can be short for: SA, usk.

        A name without its accents and signs can be that of several: what is written as it is, but
        for the case, goes before that.
        """
        for form in (fold, plain):
            wanted = form(name)
            if found := [step for step in self.steps if wanted == form(step.code)]:
                return tuple(found)
            if found := [step for step in self.steps if wanted in map(form, step.names)]:
                return tuple(found)
        return tuple(
            step for step in self.steps if any(is_short_for(name, one) for one in step.names)
        )

    def position(self, code: str) -> int:
        """Return the step's place on the ladder, the first being 0."""
        return [step.code for step in self.steps].index(self.step(code).code)

    def after(self, code: str) -> Step:
        """Return the next step. Raises Refused at the ladder's end."""
        place = self.position(code) + 1
        if place == len(self.steps):
            raise Refused(
                N_("{step} is the last step of the ladder."),
                remedies.LEAVING_THE_PROGRAMME,
                step=self.step(code),
            )
        return self.steps[place]

    def before(self, step: Step) -> Step:
        """Return the step below a step that is not the first."""
        return self.steps[self.position(step.code) - 1]

    @property
    def converted(self) -> Step | None:
        """The step entered by conversion (enhetsassistent), or None on a ladder without one."""
        return next((step for step in self.steps if step.own_sector), None)

    def check_move(self, old: str | None, new: str, exception: str | None) -> None:
        """Raise Refused unless going from `old` to `new` is the next step or an exception.

        `old` is None at enrolment, which begins on the first step. The same step again is a new
        period where the step has a limit. The ladder is individually adapted: skipping or going
        back is allowed with a recorded reason.
        """
        target = self.step(new)
        if old is not None and self.step(old) is target:
            if target.limit:
                return
            raise Refused(
                N_("The person is already on {step}."), remedies.ANOTHER_STEP, step=target
            )
        expected = self.steps[0] if old is None else self._next_or_none(old)
        if target == expected or exception:
            return
        if old is not None and self.position(new) < self.position(old):
            raise Refused(
                N_("{new} comes before {old} on the ladder."),
                remedies.GOING_BACK_FOR_A_REASON,
                new=target,
                old=self.step(old),
            )
        raise Refused(
            N_("{new} is not the next step: {expected} is."),
            remedies.SKIPPING_FOR_A_REASON,
            new=target,
            expected=expected or "-",
        )

    def _next_or_none(self, code: str) -> Step | None:
        place = self.position(code) + 1
        return self.steps[place] if place < len(self.steps) else None


DEFAULT_LADDER = Ladder(
    (
        Step("kartlaggning", "kartläggning", "mapping", "ame"),
        Step("utredning", "utredning", "investigation", "ame"),
        Step("arbetsprovning", "arbetsprövning", "work trial", "adapted"),
        Step("praktik", "praktik", "work placement", "ordinary"),
        Step(
            "utbildningspraktik",
            "utbildningspraktik",
            "training in placement",
            "ordinary",
            training=True,
        ),
        Step(
            "serviceassistent",
            "serviceassistent",
            "serviceassistent",
            "ordinary",
            payer="AME",
            limit=MonthLimit(12, 24),
            agreement="BEA",
        ),
        Step(
            "enhetsassistent",
            "enhetsassistent",
            "enhetsassistent",
            "ordinary",
            payer="sector",
            agreement="AB",
            own_sector=True,
        ),
        Step("underskoterska", "undersköterska", "undersköterska", "ordinary", payer="sector"),
        Step("sjukskoterska", "sjuksköterska", "sjuksköterska", "ordinary", payer="sector"),
    )
)

STEP_KEYS = {"code", "sv", "en", "where", "payer", "months", "agreement", "own_sector", "training"}


def ladder_from(data: dict[str, Any]) -> Ladder:
    """Read a ladder from the parsed TOML of another municipality: one `[[step]]` table a step.

    Keys: code, sv, en, where (ame, adapted, ordinary), payer (AME, sector), months
    ([least, most]), agreement (BEA, AB), own_sector, training. Raises Refused, naming step and key.
    """
    tables = data.get("step")
    if not isinstance(tables, list) or not tables or set(data) != {"step"}:
        raise Refused(
            N_("The ladder file does not hold a list of steps."),
            N_("Write one [[step]] table for each step; examples/ladder-mariestad.toml shows how."),
        )
    steps = tuple(_step_from(table, number) for number, table in enumerate(tables, 1))
    codes = [step.code for step in steps]
    if len(set(codes)) != len(codes):
        raise _bad_step(next(i for i, c in enumerate(codes) if c in codes[:i]) + 1, "code")
    if sum(step.own_sector for step in steps) > 1 or steps[0].own_sector:
        raise Refused(
            N_("A ladder has at most one step with own_sector, and it is not the first."),
            N_("Keep own_sector on the step that people are converted to."),
        )
    return Ladder(steps)


def _step_from(table: object, number: int) -> Step:
    if not isinstance(table, dict):
        raise _bad_step(number, "step")
    for unknown in sorted(set(table) - STEP_KEYS):
        raise _bad_step(number, unknown)
    code = table.get("code")
    if not (isinstance(code, str) and code.isascii() and code.isidentifier() and code.islower()):
        raise _bad_step(number, "code")
    swedish, english = (_name_from(table.get(key, code), number, key) for key in ("sv", "en"))
    where, payer, agreement = table.get("where"), table.get("payer"), table.get("agreement")
    if where not in ("ame", "adapted", "ordinary"):
        raise _bad_step(number, "where")
    if payer not in (None, "AME", "sector"):
        raise _bad_step(number, "payer")
    if agreement is not None and agreement not in AGREEMENTS:
        raise _bad_step(number, "agreement")
    for flag in ("own_sector", "training"):
        if not isinstance(table.get(flag, False), bool):
            raise _bad_step(number, flag)
    return Step(
        code,
        swedish,
        english,
        where,
        payer,
        _limit_from(table.get("months"), number),
        agreement,
        table.get("own_sector", False),
        table.get("training", False),
    )


def _name_from(value: object, number: int, key: str) -> str:
    if not isinstance(value, str):
        raise _bad_step(number, key)
    try:
        return clean_text(value, N_("name"))
    except Refused:
        raise _bad_step(number, key) from None


def _limit_from(months: object, number: int) -> MonthLimit | None:
    if months is None:
        return None
    match months:
        case [int(least), int(most)] if (
            least is not True and most is not True and 1 <= least <= most <= MOST_MONTHS
        ):
            return MonthLimit(least, most)
    raise _bad_step(number, "months")


def _bad_step(number: int, key: str) -> Refused:
    return Refused(
        N_("Step {number} of the ladder file: {key} cannot be read."),
        N_(
            "code: lower-case ASCII, each once; sv and en: names; where: ame, adapted or "
            "ordinary; payer: AME or sector; months: [least, most]; agreement: BEA or AB; "
            "own_sector and training: true or false."
        ),
        number=number,
        key=key,
    )
