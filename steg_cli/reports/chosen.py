"""Whom a report is about: everybody, or those of a cohort, a municipality, a workplace or a sex."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from steg_cli.programme.frozen import frozen
from steg_cli.programme.identity import Sex
from steg_cli.register.file import Register
from steg_cli.register.surroundings import find_cohort, find_workplace, municipality_named
from steg_cli.reports.report import LIVES_IN


@frozen
class Chosen:
    """Those of all these; None is any. Names are as they are typed.

    People with a protected identity are neither shown nor counted under a municipality or a
    workplace, unless `include_protected`: that would tell where they are. No answer depends on
    where they are, so neither do several, taken from each other. By sex and cohort they are chosen
    as anybody is: `steg show` tells both of any case. So what is left when all
    municipalities, asked for one after the other, are taken from everybody is theirs. Within one
    answer nobody is told of so (see `times.untold_places`); over several answers that could only be
    held by counting nobody under protection at all.
    """

    cohort: str | None = None
    municipality: str | None = None
    workplace: str | None = None
    sex: Sex | None = None
    include_protected: bool = False


EVERYBODY = Chosen()
# The condition of those chosen by cohort and sex alone, and of whom the choice leaves out since it
# would tell where they are.
IS_CHOSEN_ANYWHERE = """(:chosen_cohort IS NULL OR enrolment.cohort_id = :chosen_cohort)
    AND (:chosen_sex IS NULL OR participant.sex = :chosen_sex)
    AND (:chosen_unmasked OR NOT participant.protected
        OR (:chosen_municipality IS NULL AND :chosen_workplace IS NULL))"""
# The condition of those chosen, in a query that has the tables participant and enrolment and the
# parameters of `chosen_by`: where they live, and are placed, on :day. The plus keeps SQLite from
# looking for a person among everybody at the workplace instead of among their own placements.
IS_CHOSEN = f"""{IS_CHOSEN_ANYWHERE}
    AND (:chosen_municipality IS NULL OR {LIVES_IN} = :chosen_municipality)
    AND (:chosen_workplace IS NULL OR EXISTS (
        SELECT 1 FROM placement WHERE placement.enrolment_id = enrolment.id
            AND +placement.workplace_id = :chosen_workplace AND placement.first_day <= :day
            AND (placement.last_day IS NULL OR placement.last_day >= :day)))"""


def chosen_by(register: Register, chosen: Chosen, day: date) -> Mapping[str, object]:
    """Return the parameters of IS_CHOSEN on `day`.

    Raises NotFound for an unknown cohort, municipality or workplace.
    """
    cohort, municipality, workplace = chosen.cohort, chosen.municipality, chosen.workplace
    return {
        "day": day.isoformat(),
        "chosen_cohort": None if cohort is None else find_cohort(register, cohort).id,
        "chosen_municipality": None
        if municipality is None
        else municipality_named(register, municipality).name,
        "chosen_workplace": None if workplace is None else find_workplace(register, workplace).id,
        "chosen_sex": chosen.sex,
        "chosen_unmasked": chosen.include_protected,
    }
