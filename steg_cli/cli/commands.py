"""Every command: what it is for, in one line, and which file holds it.

A command's file is imported when that command is called; help lists them all without it.
"""

from __future__ import annotations

from collections.abc import Mapping

from steg_cli.programme.errors import N_
from steg_cli.programme.frozen import frozen


@frozen
class Listed:
    """A command as the help lists it."""

    file: str
    what: str


SECTIONS: Mapping[str, Mapping[str, Listed]] = {
    N_("Starting"): {
        "init": Listed("starting", N_("create the register")),
        "demo": Listed("starting", N_("build a register of invented people, and show its report")),
        "check": Listed("checking", N_("check the register and what is around it")),
    },
    N_("A person's way"): {
        "enrol": Listed("enrolling", N_("enrol somebody on the ladder's first step")),
        "advance": Listed("moving", N_("begin the next step of the ladder")),
        "place": Listed("moving", N_("move somebody to a workplace, or add one")),
        "extend": Listed("moving", N_("extend somebody's period")),
        "notice": Listed("noticing", N_("record that notice of a period's end was given")),
        "convert-to-enhetsassistent": Listed(
            "converting", N_("convert serviceassistenter to enhetsassistenter")
        ),
        "pause": Listed("pausing", N_("record a leave of absence, without its cause")),
        "support": Listed("supports", N_("decisions on support: add, list, edit, end")),
        "deadline": Listed("deadlines", N_("days of your own: add, list, done")),
        "leave": Listed("leaving", N_("record that somebody leaves the programme")),
        "follow-up": Listed(
            "leaving", N_("record what somebody who left is doing six months later")
        ),
        "move": Listed("residing", N_("somebody moves to another municipality")),
        "note": Listed("noting", N_("write a note about somebody, for yourself")),
    },
    N_("Looking"): {
        "today": Listed("today", N_("what needs you today")),
        "show": Listed("looking", N_("one person's whole way, and what comes next")),
        "list": Listed("looking", N_("who is on which step today, and where")),
        "report": Listed("reporting", N_("how the cohorts stand, and what is running out")),
    },
    N_("Reminding"): {
        "remind": Listed("reminding", N_("show or send the monthly reminders")),
    },
    N_("Spreadsheets"): {
        "import": Listed(
            "importing", N_("take in the list that you have: Excel, LibreOffice or CSV")
        ),
        "export": Listed(
            "exporting", N_("write the whole register as a workbook, CSV files or JSON")
        ),
    },
    N_("Correcting"): {
        "amend": Listed("correcting", N_("correct a mistake found later")),
        "merge": Listed("merging", N_("bring two cases of one person together")),
        "log": Listed("correcting", N_("the change history, and who read what")),
        "undo": Listed("correcting", N_("take back the last change, or an older one")),
        "redo": Listed("correcting", N_("bring back what the last undo took")),
    },
    N_("Safety"): {
        "backup": Listed("backing_up", N_("copy the register, verified, under a dated name")),
        "restore": Listed("backing_up", N_("go back to a backup; the present register is kept")),
    },
    N_("Rights and archives"): {
        "extract": Listed("extracting", N_("everything stored on one person, for that person")),
        "retention": Listed("retaining", N_("who may be erased by the rules of retention")),
        "hold": Listed("retaining", N_("let nothing of somebody be erased")),
        "erase": Listed("erasing", N_("take somebody out for ever, by a decision on retention")),
    },
    N_("Surroundings"): {
        "cohort": Listed("cohorts", N_("cohorts: add, edit, close, merge …")),
        "workplace": Listed("workplaces", N_("workplaces: add, edit, close, merge …")),
        "sector": Listed("sectors", N_("sectors: add, list, edit")),
        "municipality": Listed("municipalities", N_("municipalities: add, edit, merge …")),
        "post": Listed("posts", N_("posts: add, list, edit")),
        "contact": Listed("contacts", N_("contacts: add, list, edit")),
        "project": Listed("projects", N_("projects: add, list, edit")),
        "setting": Listed("settings", N_("show or set the register's settings")),
    },
}
COMMANDS = {name: one for section in SECTIONS.values() for name, one in section.items()}
