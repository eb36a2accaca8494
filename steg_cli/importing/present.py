"""The present step and workplace, as rows of people tell them, translated.

A list of people has a row for the present step, or one for each step. What it does not tell
follows from what is recorded, from the lists of steps and placements, and from the rules.
"""

from __future__ import annotations

from datetime import date

from steg_cli.importing.exact import EnrolmentRows, ExactRow
from steg_cli.importing.known import LeftOpen
from steg_cli.importing.listed import OF_PLACEMENT, PlacementValues, Said, StayValues, said, saying
from steg_cli.importing.translating import Present, Translation
from steg_cli.programme.checks import allows_period
from steg_cli.programme.errors import N_, Refused, allows
from steg_cli.programme.fields import HEADINGS, HIDDEN
from steg_cli.programme.frozen import replace
from steg_cli.programme.ladder import Step
from steg_cli.programme.people import NEW, Placement, Stay
from steg_cli.programme.periods import ONE_DAY, plan_period
from steg_cli.programme.placement_rules import suits
from steg_cli.programme.words import Word


def complete(work: Translation, one: EnrolmentRows) -> None:
    """Add the steps and placements that rows of people tell of, and what no row tells of a step."""
    _begin_with_the_enrolment(work, one)
    presents = work.presents.get(one.first_day, [])
    presents.sort(key=lambda present: present.since or one.first_day)
    found = []
    for place, present in enumerate(presents, 1):
        step = _PresentStep(work, one, present)
        step.find(presents[place].since if place < len(presents) else None)
        if work.problems:
            return
        found.append(step)
    for step in found:
        step.check_never()
        step.describe()
    _fill(work, one)


def _begin_with_the_enrolment(work: Translation, one: EnrolmentRows) -> None:
    """Begin a new enrolment on the first step, where rows tell of later steps alone."""
    told = one.stay_rows()
    if one.recorded is None and told and min(told) > one.first_day:
        first = work.known.ladder.steps[0]
        work.left_open[LeftOpen.BEGINNERS] += 1
        one.stay(one.first_day).fill(step=first.code)
        one.stay(one.first_day).rows.append(one.person.rows[0])


class _PresentStep:
    """Makes exact rows of steps and placements of one `Present`."""

    def __init__(self, work: Translation, one: EnrolmentRows, present: Present) -> None:
        self.work, self.one, self.present = work, one, present
        self.values, self.row = present.values, present.exact.rows[0]
        self.first = one.first_day  # of the step that the rows name
        self.begun = False  # it is new
        self.older = False  # the list is older than what is recorded

    def find(self, until: date | None) -> None:
        """Find the step that the rows name, or begin it, and place the person.

        On the day `until` begins the one that the next rows tell of, if there are any.
        """
        values, work = self.values, self.work
        if not self.one.inside["stays"] and not self.one.recorded:
            self._begin()
        elif values.step is not None:
            self._compare(work.stays_of(self.one), work.known.ladder.step(values.step), until)
            work.left_open[LeftOpen.OLDER] += self.older and until is None
        elif self._describes:
            self.first = work.stays_of(self.one)[-1].first_day
        if work.problems:
            return
        if self.older:
            if self.present.since is not None:
                self._compare_earlier_place(self.present.since)
        elif values.workplace is not None:
            self._place(values.workplace)
        elif any(getattr(values, key) is not None for key in OF_PLACEMENT):
            work.left_open[LeftOpen.NOWHERE] += 1

    @property
    def _describes(self) -> bool:
        """Whether the rows say more of the step than which one it is."""
        values = self.values
        return any((values.planned_last_day, self.present.until, values.agreement))

    # Steps

    def _begin(self) -> None:
        """Begin the way: on the first step, and on the present one since its own first day."""
        ladder, enrolled = self.work.known.ladder, self.one.first_day
        first, since = ladder.steps[0], self.present.since or enrolled
        step = first if self.values.step is None else ladder.step(self.values.step)
        if since < enrolled:
            error = Refused(
                N_("The step would begin before the enrolment, on {day}."),
                N_("Correct the days."),
                day=since,
            )
            self.work.problem(self.row, "since", error)
            return
        self.work.left_open[LeftOpen.BEGINNERS] += self.values.step is None
        if step == first:
            since = enrolled
        elif since > enrolled:
            self._begin_step(first, enrolled)
        self._begin_step(step, since)

    def _begin_step(self, step: Step, day: date) -> None:
        self.begun, self.first = True, day
        self.work.say(self.row, self.one.stay(day), StayValues(step=step.code))

    def _compare(self, stays: list[Stay], step: Step, until: date | None) -> None:
        """Compare the step that the rows name with those recorded before the day `until`."""
        since, last = self.present.since, stays[-1]
        before = [stay for stay in stays if until is None or stay.first_day < until]
        same = [s for s in before if s.step == step and since in (None, s.first_day)]
        if step == self.work.known.ladder.steps[0] == stays[0].step:
            same = same or stays[:1]  # the first step begins with the enrolment
        if same:
            self.older = same[-1] is not last
            self.first = same[-1].first_day
        elif since is None or since <= last.first_day or self._is_within(last, step, since):
            error = Refused(
                N_("The person is on {step} since {day}; the list says {other}.")
                if since is None
                else N_(
                    "The person is on {step} since {day}; the list says {other} since {since}."
                ),
                N_("If the list is right, fill in the column “{since}” with a later day.")
                if since is None
                else N_("Correct the list, or the register: steg amend --help"),
                step=last.step,
                day=last.first_day,
                other=step,
                since=since or Word(HEADINGS["since"]),
            )
            self.work.problem(self.row, "since" if since else "step", error)
        else:
            self._leave(step, since)
            self._begin_step(step, since)

    def _is_within(self, last: Stay, step: Step, since: date) -> bool:
        """Say whether a step would begin inside a stay on it, at no other workplace.

        Of two rows that differ in its first day alone, one is wrong.
        """
        if last.step != step or (last.end is not None and since > last.end):
            return False
        places = {one.workplace.name for one in self.work.placements_of(self.one)}
        return self.values.workplace is None or self.values.workplace in places

    def check_never(self) -> None:
        """Note it when a row says that the step never ends, and it does."""
        for row in self.present.exact.rows:
            if row.never and not self.older:
                stays = self.work.stays_of(self.one)
                stay = next(stay for stay in stays if stay.first_day == self.first)
                self.work.check_never(row, stay.step, stay.planned_last_day)

    def describe(self) -> None:
        """Give the step what the rows say of it, when all steps are known."""
        if not self._describes:
            return
        stays = self.work.stays_of(self.one)
        stay = next(stay for stay in stays if stay.first_day == self.first)
        dated = bool(self.present.since) or not self.older
        planned = None if self.older else self.values.planned_last_day
        agreement, until, ends = self.values.agreement if dated else None, self.present.until, None
        if until is not None and stay is not stays[-1]:
            ends = until
            as_planned = replace(stay, planned_last_day=until)
            if planned == ends and not allows_period(self.work.so_far(), as_planned):
                planned = None
        elif until is not None and stay.step.limit is not None:
            planned = planned or until
        elif until is not None and self.values.workplace is None:
            self._shows_no_end(stay, until)
        if planned is not None and self.work.has_former_plan(stay, planned):
            self.work.left_open[LeftOpen.OLDER] += planned != stay.planned_last_day
            planned = None
        if agreement is not None and stay.step.payer is None:
            self.work.left_open[LeftOpen.UNPAID] += 1
            agreement = None
        values = StayValues(planned_last_day=planned, last_day=ends, agreement=agreement)
        as_told = replace(stay, planned_last_day=planned or stay.planned_last_day)
        if self.values.exception and not allows_period(self.work.so_far(), as_told):
            values = replace(values, exception=self.values.exception)  # it says why
        for row in self.present.exact.rows:
            self.work.say(row, self.one.stay(self.first), values)

    def _shows_no_end(self, stay: Stay, day: date) -> None:
        error = Refused(
            N_("It does not show what ends on {day}: {step} has no period."),
            N_(
                "If the person left, fill in the column “{left_to}”; if it is the "
                "placement, the column “{workplace}”; if it is planned, “{planned}”."
            ),
            day=day,
            step=stay.step,
            left_to=Word(HEADINGS["left_to"]),
            workplace=Word(HEADINGS["workplace"]),
            planned=Word(HEADINGS["planned_last_day"]),
        )
        self.work.problem(self.row, "end", error, day)

    # Workplaces

    def _place(self, workplace: str) -> None:
        """Compare the workplace that the rows name with what is recorded, or place them there."""
        places = self.work.placements_of(self.one)
        here = [one for one in places if one.workplace.name == workplace and not one.last_day]
        last = (here or places)[-1] if places else None
        goes_on = last is not None and last.workplace.name == workplace
        if self.begun and last and goes_on and self._is_said_by_another(last):
            goes_on = self._as_said(last) == last  # or else in another way from now on
        if last and goes_on and not (self.begun and last.last_day):
            self._say_place(self.one.row_of(last))
        elif self.begun or last is None:
            self._begin_place(workplace)
        elif all(one.workplace.name != workplace for one in places):
            error = Refused(
                N_("The register has another workplace, {workplace} from {day}."),
                N_("Record the move first: steg place {who} …, or a row on a sheet of placements."),
                workplace=HIDDEN if self.work.protected else last.workplace.name,
                day=last.first_day,
                who=self.work.somebody.reference if self.work.somebody else "WHO",
            )
            self.work.problem(self.row, "workplace", error)
        else:
            self.work.left_open[LeftOpen.MOVED] += 1

    def _begin_place(self, workplace: str) -> None:
        """Place the person from the first day of the step that the rows begin, or of today's.

        What is planned after it can be another kind of step; the placement ends before that.
        """
        work, stays = self.work, self.work.stays_of(self.one)
        now = [stay for stay in stays if stay.first_day <= work.known.today]
        first = (stays if self.begun or not now else now)[-1].first_day
        place = self.one.placement(first, workplace)
        self._say_place(place)
        there = work.known.workplace(workplace)
        later = (stay for stay in stays if stay.first_day > first)
        other = next((s for s in later if not suits(s.step, there, s.first_day)), None)
        if other is not None and self.present.placed_until is None:
            place.fill(last_day=other.first_day - ONE_DAY)

    def _compare_earlier_place(self, since: date) -> None:
        """Compare what a dated row says of an earlier workplace with what is recorded of it."""
        places, workplace = self.work.placements_of(self.one), self.values.workplace
        since_then = [one for one in places if one.first_day == since]
        here = [one for one in since_then if workplace in (None, one.workplace.name)]
        if since_then:
            self._say_place(self.one.row_of((here or since_then)[0]), workplace)
        elif workplace is not None and all(one.workplace.name != workplace for one in places):
            self.work.left_open[LeftOpen.MOVED] += 1

    def _is_said_by_another(self, place: Placement) -> bool:
        rows = self.one.row_of(place).rows
        return bool(rows) and rows[0] not in self.present.exact.rows

    def _as_said(self, place: Placement) -> Placement:
        """Return a placement with what the rows say of it."""
        told = said(self._placement(None))
        # PlacementValues has the names of Placement; a type checker cannot follow names.
        return replace(place, **told)  # type: ignore[arg-type]

    def _placement(self, workplace: str | None) -> PlacementValues:
        """Return what the rows say of a placement, at `workplace` if that is to be said too."""
        values = PlacementValues(workplace=workplace, last_day=self.present.placed_until)
        told = said(self.values)
        return saying(values, {key: told[key] for key in OF_PLACEMENT if key in told})

    def _say_place(self, place: ExactRow[PlacementValues], workplace: str | None = None) -> None:
        for row in self.present.exact.rows:
            self.work.say(row, place, self._placement(workplace))

    def _leave(self, step: Step, day: date) -> None:
        """End a placement that does not suit the new step, or that the rows move away from."""
        for place in self.work.placements_of(self.one):
            open_then = place.last_day is None and place.first_day < day
            moved = self.values.workplace not in (None, place.workplace.name)
            if open_then and (moved or not suits(step, place.workplace, day)):
                ended = PlacementValues(last_day=day - ONE_DAY)
                self.work.say(self.row, self.one.row_of(place), ended)


# What no row tells


def _fill(work: Translation, one: EnrolmentRows) -> None:
    """Fill in what new steps have by the rules: the agreement, the plan, why others were skipped.

    A list cannot prove earlier steps that it does not have; that is an exception.
    """
    recorded = {stay.first_day: stay for stay in one.recorded_of(Stay)}
    rows, old = one.stay_rows(), None
    for first in sorted(recorded.keys() | rows.keys()):
        row, stay = rows.get(first), recorded.get(first)
        code = (row.values.step if row else None) or ""
        step = work.known.ladder.step(code) if code or stay is None else stay.step
        if stay is None and row is not None:
            is_column = row.rows[0].kind == "stays" and "agreement" in row.rows[0].columns
            filled: dict[str, Said] = {}
            if row.values.agreement is None and step.agreement and not is_column:
                filled["agreement"] = step.agreement
            if row.values.planned_last_day is None and step.limit:
                work.left_open[LeftOpen.PLANNED] += 1
                before = work.so_far().used_before(Stay(NEW, step, first))
                # Whether anything is left of the months is asked with everything else.
                reason = work.known.reason
                planned = plan_period(first, step.limit, before, exception=reason)
                filled["planned_last_day"] = planned
            skips = old != step.code and not allows(
                work.known.ladder.check_move, old, step.code, None
            )
            if row.values.exception is None and skips:
                work.left_open[LeftOpen.HISTORY] += 1
                filled["exception"] = work.known.reason
            row.fill(**filled)
        old = step.code
