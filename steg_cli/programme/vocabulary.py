"""What the sheets of a workbook are called, as message ids."""

from __future__ import annotations

from steg_cli.programme.errors import N_

# A list that an export writes and an import reads, by its report: the sheet of a workbook.
SHEETS = {
    "cohort list": N_("Cohorts"),
    "contact list": N_("Contacts"),
    "deadlines": N_("Deadlines"),
    "extensions": N_("Extensions"),
    "follow-ups": N_("Follow-ups"),
    "former cases": N_("Merged cases"),
    "former numbers": N_("Former numbers"),
    "holds": N_("Holds on erasing"),
    "moves": N_("Moves"),
    "municipality list": N_("Municipalities"),
    "notes": N_("Notes"),
    "pauses": N_("Pauses"),
    "people": N_("People"),
    "placements": N_("Placements"),
    "post list": N_("Posts"),
    "project list": N_("Projects"),
    "rate list": N_("Wages and on-costs"),
    "retention rules": N_("Rules of retention"),
    "sector list": N_("Sectors"),
    "setting": N_("Settings"),
    "stays": N_("Stays"),
    "steps": N_("Ladder"),
    "supports": N_("Supports"),
    "workplace list": N_("Workplaces"),
}
