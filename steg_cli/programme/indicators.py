"""The fund's common indicators that the register can answer, of one time in a project.

Regulation 1304/2013, Annex I, for projects of 2014–2020, and regulation 2021/1057, Annex I, for
those of 2021–2027. An answer is yes, no, or None for what nobody recorded. Decided here, since the
regulations do not say it:

- Over 12 months is more than to the same-numbered day: unemployed since 2020-03-01, somebody who
  begins on 2021-03-01 is not long-term unemployed, and on 2021-03-02 is.
- In employment is with support and without, also one of the municipality's own labour market.
- In education is with student finance and without.
- Who left to something else, moved away or left for their health is none of these: nobody recorded
  a result, and none is guessed.
- Six months after is what the first follow-up says that settles the one that is due. Before that
  day nobody is asked, and nobody counts as unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal, NamedTuple, get_args

from steg_cli.programme.codes import Education, LabourStatus, Outcome, Programme
from steg_cli.programme.errors import N_
from steg_cli.programme.frozen import frozen
from steg_cli.programme.identity import Identity
from steg_cli.programme.periods import add_months

Answer = bool | None
When = Literal["entry", "exit", "six months"]

EMPLOYED: tuple[Outcome, ...] = ("employment", "employment-subsidised", "employment-municipal")
STUDYING: tuple[Outcome, ...] = ("education", "education-other")
LONG, LONG_FOR_THE_YOUNG, YOUNG = 12, 6, 25  # months, months below this age
NOT_RECORDED = N_("not recorded in the register")


@frozen
class Participation:
    """Somebody's time in a cohort: what held on the first day, and what the last exit led to.

    `left_on` is None as long as the person is there; `six_months` as long as no follow-up tells.
    """

    identity: Identity
    first_day: date
    labour_status: LabourStatus | None
    unemployed_since: date | None
    long_term_ground: bool
    disability: bool
    education: Education | None
    left_on: date | None
    left_to: Outcome | None
    qualification: bool
    six_months: Outcome | None


class Indicator(NamedTuple):
    """One indicator. `counts` answers it of a time in a project; None: the register cannot.

    `when` says of which day it is: of the first, of the exit, or of six months after it.
    """

    code: str | None
    meaning: str
    when: When
    counts: Callable[[Participation], Answer] | None


def both(*answers: Answer) -> Answer:
    """Return whether all hold: no if one does not, unknown if one is and none says no."""
    if False in answers:
        return False
    return None if None in answers else True


def takes_part(_: Participation) -> Answer:
    """Return yes of everybody."""
    return True


def aged(one: Participation, least: int, most: int = 999) -> Answer:
    """Return whether the person is from `least` to `most` years old on the first day."""
    lowest, highest = one.identity.ages_on(one.first_day)
    possible = {least <= age <= most for age in range(lowest, highest + 1)}
    return possible.pop() if len(possible) == 1 else None


def has_status(one: Participation, status: LabourStatus) -> Answer:
    """Return whether the person had this labour status on the first day."""
    return None if one.labour_status is None else one.labour_status == status


def is_long_term(one: Participation) -> Answer:
    """Return whether somebody unemployed on the first day had been so for long.

    Over 12 months, or over 6 below 25 years; without the day the recorded ground counts.
    """
    return both(has_status(one, "unemployed"), _for_long(one))


def _for_long(one: Participation) -> Answer:
    since = one.unemployed_since
    if since is None:
        return one.long_term_ground
    if one.first_day > add_months(since, LONG):
        return True
    return one.first_day > add_months(since, LONG_FOR_THE_YOUNG) and aged(one, 0, YOUNG - 1)


def has_education(one: Participation, education: Education) -> Answer:
    """Return whether this was the highest education on the first day."""
    return None if one.education is None else one.education == education


def now_seeks_work(one: Participation) -> Answer:
    """Return whether somebody inactive on the first day left to look for work."""
    return both(has_status(one, "inactive"), one.left_to == "job-search")


def is_employed_later(one: Participation) -> Answer:
    """Return whether the person had work six months after."""
    return None if one.six_months is None else one.six_months in EMPLOYED


ALL_PARTICIPANTS = N_("participants in all")
_Code = str | None
_Row = tuple[_Code, _Code, str, When, Callable[[Participation], Answer] | None]
# fmt: off
# What an indicator is called in 2014–2020 and in 2021–2027 (None: the programme does not have it),
# what it means, of which day it is, and what answers it; None there: the register cannot.
_TABLE: tuple[_Row, ...] = (
    ("", "EECO01", ALL_PARTICIPANTS, "entry", takes_part),
    ("CO01", "EECO02", N_("unemployed, including long-term"), "entry",
     lambda one: has_status(one, "unemployed")),
    ("CO02", "EECO03", N_("unemployed, long-term"), "entry", is_long_term),
    ("CO03", "EECO04", N_("inactive"), "entry", lambda one: has_status(one, "inactive")),
    ("CO05", "EECO05", N_("employed, including self-employed"), "entry",
     lambda one: has_status(one, "employed")),
    ("CO06", None, N_("below 25 years"), "entry", lambda one: aged(one, 0, 24)),
    ("CO07", None, N_("above 54 years"), "entry", lambda one: aged(one, 55)),
    (None, "EECO06", N_("below 18 years"), "entry", lambda one: aged(one, 0, 17)),
    (None, "EECO07", N_("18 to 29 years"), "entry", lambda one: aged(one, 18, 29)),
    (None, "EECO08", N_("55 years and over"), "entry", lambda one: aged(one, 55)),
    ("CO09", None, N_("compulsory school (ISCED 1–2)"), "entry",
     lambda one: has_education(one, "compulsory")),
    (None, "EECO09", N_("at most compulsory school (ISCED 0–2)"), "entry",
     lambda one: has_education(one, "compulsory")),
    ("CO10", "EECO10", N_("upper secondary (ISCED 3–4)"), "entry",
     lambda one: has_education(one, "upper-secondary")),
    ("CO11", "EECO11", N_("higher education (ISCED 5–8)"), "entry",
     lambda one: has_education(one, "tertiary")),
    ("CO16", "EECO12", N_("disability"), "entry", lambda one: one.disability),
    ("CO12–14", None, N_("household without work, or with one adult"), "entry", None),
    ("CO15", None, N_("foreign background or minority"), "entry", None),
    ("CO18", None, N_("homeless"), "entry", None),
    (None, "EECO13", N_("citizen of a country outside the EU"), "entry", None),
    (None, "EECO14", N_("foreign background"), "entry", None),
    (None, "EECO15", N_("minority"), "entry", None),
    (None, "EECO16", N_("homeless"), "entry", None),
    (None, "EECO17", N_("from a rural area"), "entry", None),
    ("CR01", None, N_("inactive, now seeking work"), "exit", now_seeks_work),
    (None, "EECR01", N_("in job search"), "exit", lambda one: one.left_to == "job-search"),
    ("CR02", "EECR02", N_("in education"), "exit", lambda one: one.left_to in STUDYING),
    ("CR03", "EECR03", N_("gained a qualification"), "exit", lambda one: one.qualification),
    ("CR04", "EECR04", N_("in employment"), "exit", lambda one: one.left_to in EMPLOYED),
    ("CR06", "EECR05", N_("in employment six months after"), "six months", is_employed_later),
    ("CR08", None, N_("above 54 years and in employment six months after"), "six months",
     lambda one: both(aged(one, 55), is_employed_later(one))),
    (None, "EECR06", N_("better situation six months after"), "six months", None),
)
# fmt: on
INDICATORS: Mapping[Programme, tuple[Indicator, ...]] = {
    programme: tuple(
        Indicator(code or None, meaning, when, counts)
        for *codes, meaning, when, counts in _TABLE
        if (code := codes[at]) is not None
    )
    for at, programme in enumerate(get_args(Programme))
}
