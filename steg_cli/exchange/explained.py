"""What the template's columns are for, in words for the person who fills them in."""

from __future__ import annotations

from collections.abc import Mapping

from steg_cli.programme.errors import N_

# Which columns the template has, by kind, in their order.
TEMPLATE: Mapping[str, tuple[str, ...]] = {
    "people": (
        *("number", "name", "cohort", "municipality", "first_day", "status", "disability"),
        *("long_term_unemployed", "step", "since", "planned_last_day", "workplace", "percent"),
        *("supervisor", "consultant", "education", "protected", "last_day", "left_to"),
        *("qualification", "exception", "identity", "birth_year", "sex"),
    ),
    "stays": (
        *("number", "name", "step", "first_day", "planned_last_day", "last_day", "agreement"),
        *("weekends", "exception", "decided_by"),
    ),
    "placements": (
        *("number", "name", "workplace", "first_day", "last_day", "percent", "supervisor"),
    ),
    "workplaces": (
        *("workplace", "sector", "municipality", "adapted", "manager", "manager_email", "places"),
    ),
}
ABOUT = (
    N_("Fill in the sheets, save the workbook, and type: steg import FILE --dry-run"),
    N_("That shows what would come in and what is wrong, and writes nothing."),
    N_("Only the sheet of people is needed. A row is one person and one time in the programme."),
    N_("The sheet of steps is for who has been on several: one row for each step."),
    N_("A cell that you leave empty leaves what is registered as it is."),
)
WHO = {
    "number": N_("Personnummer or samordningsnummer, with or without century and dash."),
    "name": N_("The name as it is registered; it is compared, so that a slip hits nobody else."),
}
PLANNED = N_("The last day of the period that is planned: 12 to 24 months for a serviceassistent.")
COLUMNS: Mapping[tuple[str, str], str] = {
    ("people", "number"): WHO["number"],
    ("people", "name"): N_("First and last name."),
    ("people", "cohort"): N_("The cohort, as steg cohort list calls it."),
    ("people", "municipality"): N_("Where the person is registered as living."),
    ("people", "first_day"): N_("The first day in the programme."),
    ("people", "status"): N_("Unemployed, or far from the labour market."),
    ("people", "disability"): N_("Yes if the person has a disability; empty means no."),
    ("people", "long_term_unemployed"): N_("Yes if long-term unemployed; empty means no."),
    ("people", "step"): N_("The step that the person is on now; empty means the first one."),
    ("people", "since"): N_("The first day on that step, if it is not the first day of all."),
    ("people", "planned_last_day"): PLANNED,
    ("people", "workplace"): N_("Where the person is now, as steg workplace list calls it."),
    ("people", "percent"): N_("How much of full time, 1 to 100."),
    ("people", "supervisor"): N_("Who supervises at the workplace."),
    ("people", "consultant"): N_("Who at the labour market unit is responsible."),
    ("people", "education"): N_("The highest education."),
    ("people", "protected"): N_("Yes for somebody with a protected identity."),
    ("people", "last_day"): N_("For somebody who left: the last day in the programme."),
    ("people", "left_to"): N_("For somebody who left: to what."),
    ("people", "qualification"): N_("For somebody who left: yes if with a qualification."),
    ("people", "exception"): N_("Why somebody is enrolled who does not meet the conditions."),
    ("people", "identity"): N_("Only for somebody without a usable number: choose the last one."),
    ("people", "birth_year"): N_("Only together with such an id."),
    ("people", "sex"): N_("Only together with such an id."),
    **{("stays", key): text for key, text in WHO.items()},
    ("stays", "step"): N_("One step of the ladder."),
    ("stays", "first_day"): N_("The first day on that step."),
    ("stays", "planned_last_day"): PLANNED,
    ("stays", "last_day"): N_(
        "The last day on it; empty where the next step begins or it goes on."
    ),
    ("stays", "agreement"): N_("The agreement of an employment."),
    ("stays", "weekends"): N_("Yes if the schedule of an employment has weekends."),
    ("stays", "exception"): N_("Why a step was skipped or taken again."),
    ("stays", "decided_by"): N_("Who decided it."),
    **{("placements", key): text for key, text in WHO.items()},
    ("placements", "workplace"): N_("The workplace, as steg workplace list calls it."),
    ("placements", "first_day"): N_("The first day there."),
    ("placements", "last_day"): N_("The last day there; empty while it goes on."),
    ("placements", "percent"): N_("How much of full time, 1 to 100."),
    ("placements", "supervisor"): N_("Who supervises at the workplace."),
    ("workplaces", "workplace"): N_("What it is called, each name once."),
    ("workplaces", "sector"): N_("The sector, as steg sector list calls it."),
    ("workplaces", "municipality"): N_("Where it is."),
    ("workplaces", "adapted"): N_("Yes for the labour market unit's own adapted operations."),
    ("workplaces", "manager"): N_("Who manages it."),
    ("workplaces", "manager_email"): N_("Where reminders of the manager's cases can go."),
    ("workplaces", "places"): N_("How many people can be there at once."),
}
