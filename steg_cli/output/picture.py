"""A person's way as a picture of time: bars under a month axis, and the deadlines below it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from steg_cli.output.harmless import harmless_lines
from steg_cli.output.time_axis import (
    BLOCKS,
    Glyphs,
    axis_between,
    axis_lines,
    period_bar,
    plain_bar,
)
from steg_cli.output.values import shown
from steg_cli.output.width import width as columns
from steg_cli.programme.errors import N_
from steg_cli.programme.fields import HIDDEN
from steg_cli.programme.identity import written_number
from steg_cli.programme.noticing import has_notice
from steg_cli.programme.parts import number_of
from steg_cli.programme.people import Enrolment, Extension, Pause, Placement, Stay, Support
from steg_cli.programme.periods import whole_months
from steg_cli.programme.residences import moves_of
from steg_cli.reports.way import Way
from steg_cli.texts import Texts

Bar = Stay | Placement | Pause | Support

ABOUT, PERCENTAGE = 27, 6  # columns for the days behind a bar, and for a percentage
MONTH_NAME = 4  # columns that the last name on the axis can reach beyond it


def picture(way: Way, t: Texts, today: date, *, width: int, glyphs: Glyphs = BLOCKS) -> str:
    """Return who the person is, each enrolment as bars in time, and what comes next."""
    lines = [_heading(way, t), *_former_numbers(way, t)]
    first_stay = first_placement = 1
    for enrolment in way.person.enrolments:
        drawing = _Drawing(way, enrolment, t, today, width, glyphs)
        lines += ["", *drawing.lines(first_stay, first_placement)]
        first_stay += len(enrolment.stays)
        first_placement += len(enrolment.placements)
    lines += [*_remarks(way, t), *_hold(way, t), "", *(t.note(note) for note in way.next)]
    return harmless_lines("\n".join(line.rstrip() for line in lines))


def _heading(way: Way, t: Texts) -> str:
    person = way.shown
    parts = [person.reference]
    if person.protected:
        parts.append(t(N_("(protected identity)")))
    if not way.masked:
        parts += [shown(person.name, t), shown(person.identity, t)]
    parts.append(shown(person.sex, t, "sex"))
    if not way.masked:
        parts.append(shown(person.municipality, t))
    return "  ".join(parts)


def _remarks(way: Way, t: Texts) -> Iterator[str]:
    if way.person.remarks:
        yield from ("", t(N_("notes")))
    for number, one in enumerate(way.person.remarks, 1):
        text = t(HIDDEN) if way.masked else shown(one.note, t)
        yield f"{number:>2}  {one.day}  {text}"


def _hold(way: Way, t: Texts) -> Iterator[str]:
    if hold := way.shown.hold:
        reason = t(HIDDEN) if hold.reason is None else shown(hold.reason, t)
        yield from ("", t(N_("Hold on erasing since {day}: {reason}"), day=hold.day, reason=reason))


def _former_numbers(way: Way, t: Texts) -> Iterator[str]:
    """Yield the numbers that the person had before, with those that amend knows them by."""
    for number, one in enumerate(way.person.former_numbers, 1):
        yield t(
            N_("former number {number}: {former}, replaced on {day}"),
            number=number,
            former=t(HIDDEN) if way.masked else shown(written_number(one.kind, one.number), t),
            day=one.replaced_on,
        )


class _Drawing:
    """One enrolment on its axis."""

    def __init__(
        self, way: Way, enrolment: Enrolment, t: Texts, today: date, width: int, glyphs: Glyphs
    ) -> None:
        self.enrolment, self.t, self.today, self.glyphs = enrolment, t, today, glyphs
        self.person, self.masked = way.person, way.masked
        plans = [s.planned_last_day for s in enrolment.stays if s.last_day is None]
        plans += [pause.last_day for pause in enrolment.pauses]
        plans += [support.last_day for support in enrolment.supports]
        spans: tuple[Bar, ...] = (*enrolment.stays, *enrolment.placements, *enrolment.pauses)
        begun = [span.first_day for span in spans]
        self.end = enrolment.last_day or max(today, *begun, *filter(None, plans))
        labels = [stay.step.label(t.language) for stay in enrolment.stays]
        labels += [self._place(placement) for placement in enrolment.placements]
        labels += [self._pay(pause) for pause in enrolment.pauses]
        labels += [self._kind(support) for support in enrolment.supports]
        self.label = max(columns(label) for label in labels) + 5
        part_time = any(placement.percent != 100 for placement in enrolment.placements)
        room = width - self.label - ABOUT - (PERCENTAGE if part_time else 0)
        self.axis = axis_between(enrolment.first_day, self.end, room)
        self.below = self.axis.length > max(room, 0) + 1  # the days stand below the bars
        if self.below:
            room = width - self.label - MONTH_NAME
            self.axis = axis_between(enrolment.first_day, self.end, room)

    def lines(self, first_stay: int, first_placement: int) -> list[str]:
        """Return the drawing; stays and placements carry the numbers that amend knows them by."""
        enrolment, gap = self.enrolment, " " * self.label
        lines = [self._title(), *(gap + line for line in axis_lines(self.axis, self.t))]
        for number, stay in enumerate(enrolment.stays, first_stay):
            lines.append(
                self._line(number, stay.step.label(self.t.language), self._stay_bar(stay), stay)
            )
            if stay.planned_last_day:
                lines.append(gap + self._plan(stay, stay.planned_last_day))
            lines += [gap + line for line in self._told(stay)]
        if enrolment.placements:
            lines.append(self.t(N_("workplaces")))
        for number, placement in enumerate(enrolment.placements, first_placement):
            bar = self._bar(placement, self.glyphs.placed)
            lines.append(self._line(number, self._place(placement), bar, placement))
            lines += [gap + line for line in self._exceptions(placement)]
        lines += [*self._pauses(), *self._supports()]
        if enrolment.first_day <= self.today <= self.end:
            lines.append(gap + self._pointer())
        return [*lines, *self._moves(), *self._deadlines()]

    def _moves(self) -> Iterator[str]:
        if self.enrolment.residences:
            yield self.t(N_("moves"))
        for number, one in enumerate(moves_of(self.person), 1):
            if one in self.enrolment.residences:
                where = self.t(HIDDEN) if self.masked else shown(one.municipality, self.t)
                yield f"{number:>2}  {one.first_day}  {where}"

    def _pointer(self) -> str:
        """Return a sign below today, and the day beside it: before it where that is narrow."""
        cell, today = self.axis.cell(self.today), f"{self.t(N_('today'))} {self.today}"
        if self.below and cell > len(today):
            return f"{today:>{cell - 1}} {self.glyphs.today}"
        return f"{' ' * cell}{self.glyphs.today} {today}"

    def _pauses(self) -> Iterator[str]:
        if self.enrolment.pauses:
            yield self.t(N_("pauses"))
        for pause in self.enrolment.pauses:
            number = number_of(self.person.pauses, pause)
            bar = self._bar(pause, self.glyphs.paused)
            yield self._line(number, self._pay(pause), bar, pause)

    def _supports(self) -> Iterator[str]:
        t = self.t
        if self.enrolment.supports:
            yield t(N_("supports"))
        for support in self.enrolment.supports:
            number = number_of(self.person.supports, support)
            bar = self._bar(support, self.glyphs.supported)
            yield self._line(number, self._kind(support), bar, support)
            about = []
            if support.percent is not None:
                about.append(t(N_("{percent} percent of the wage"), percent=support.percent))
            if support.cap is not None and not self.masked:
                cap = shown(support.cap, t, "cap")
                about.append(t(N_("at most {cap} SEK a month"), cap=cap))
            if support.decision and not self.masked:
                about.append(shown(support.decision, t))
            if about:
                yield " " * self.label + ", ".join(about)

    def _deadlines(self) -> Iterator[str]:
        t = self.t
        if self.enrolment.deadlines:
            yield t(N_("deadlines"))
        for deadline in self.enrolment.deadlines:
            number = number_of(self.person.deadlines, deadline)
            text = t(HIDDEN) if self.masked else shown(deadline.text, t)
            done = t(N_("done on {day}"), day=deadline.done_on) if deadline.done_on else ""
            yield f"{number:>2}  {deadline.day}  {text}  {done}"

    def _pay(self, pause: Pause) -> str:
        return self.t(N_("with pay")) if pause.paid else self.t(N_("without pay"))

    def _kind(self, support: Support) -> str:
        return self.t(HIDDEN) if self.masked else shown(support.kind, self.t, "kind")

    def _told(self, stay: Stay) -> Iterator[str]:
        """Yield what else is recorded of a step: its training, its post, and its exceptions."""
        t = self.t
        if stay.completed and stay.certificate_day:
            yield t(N_("completed, certificate of {day}"), day=stay.certificate_day)
        elif stay.completed is not None:
            yield t(N_("completed")) if stay.completed else t(N_("not completed"))
        if stay.notice_given:
            yield from self._notice(stay)
        if self.masked:
            return
        if stay.post:
            yield t(N_("post: {title}"), title=shown(stay.post, t))
        yield from self._exceptions(stay, *stay.extensions)

    def _notice(self, stay: Stay) -> Iterator[str]:
        """Yield when notice was given of which planned last day, and when the union was told."""
        t = self.t
        told = N_("notice given on {day}") if has_notice(stay) else N_("notice of {of} on {day}")
        notice = t(told, day=stay.notice_given, of=stay.notice_of)
        union = stay.union_notified
        yield ", ".join([notice, *([t(N_("union told on {day}"), day=union)] if union else [])])
        if not has_notice(stay) and stay.last_day is None:
            yield t(N_("the plan has changed since then: a new notice is needed"))

    def _exceptions(self, *things: Stay | Extension | Placement) -> Iterator[str]:
        """Yield why exceptions were made."""
        for one in things:
            if one.exception and not self.masked:
                yield self.t(N_("exception: {reason}"), reason=shown(one.exception, self.t))

    def _title(self) -> str:
        enrolment, t = self.enrolment, self.t
        parts = [shown(enrolment.cohort, t), self._days(enrolment)]
        if enrolment.left_to:
            parts.append(t(N_("left to {where}"), where=shown(enrolment.left_to, t, "left_to")))
        if enrolment.consultant and not self.masked:
            parts.append(t(N_("consultant {name}"), name=shown(enrolment.consultant, t)))
        if enrolment.exception and not self.masked:
            parts.append(t(N_("exception: {reason}"), reason=shown(enrolment.exception, t)))
        return "  ".join(parts)

    def _place(self, placement: Placement) -> str:
        return self.t(HIDDEN) if self.masked else shown(placement.workplace.name, self.t)

    def _line(self, number: int, label: str, bar: str, span: Bar) -> str:
        space = " " * (self.label - 4 - columns(label))
        line = f"{number:>2}  {label}{space}{bar:<{self.axis.length}}"
        if self.below:
            return f"{line.rstrip()}\n{' ' * self.label}{self._about(span)}"
        return f"{line}  {self._about(span)}"

    def _about(self, span: Bar) -> str:
        text = self._days(span)
        if isinstance(span, Placement) and span.percent != 100:
            return f"{text}  {span.percent} %"
        return text

    def _plan(self, stay: Stay, last: date) -> str:
        months = whole_months(stay.first_day, last)
        if not months:
            days = (last - stay.first_day).days + 1
            return self.t.plural(
                "planned to {day} ({count} day)", "planned to {day} ({count} days)", days, day=last
            )
        return self.t.plural(
            "planned to {day} ({count} month)",
            "planned to {day} ({count} months)",
            months,
            day=last,
        )

    def _days(self, span: Enrolment | Bar) -> str:
        return f"{span.first_day} {self.glyphs.dash} {span.last_day or ''}".rstrip()

    def _stay_bar(self, stay: Stay) -> str:
        plan = stay.last_day or stay.planned_last_day
        if plan is None or (stay.last_day is not None and stay.last_day <= self.today):
            is_to_come = stay.first_day > self.today
            return self._bar(stay, self.glyphs.planned if is_to_come else self.glyphs.been)
        return period_bar(self.axis, self.glyphs, stay.first_day, plan, self.today)

    def _bar(self, span: Bar, glyph: str) -> str:
        last = span.last_day or max(self.today, span.first_day)
        return plain_bar(self.axis, glyph, span.first_day, last)
