"""A letter of notice for each period that ends, from a template that the municipality can change.

The letter states what the register knows; what the law makes of it is left to HR.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from html import escape
from importlib.resources import files
from string import Template

from steg_cli.output.values import shown
from steg_cli.programme.errors import N_, Refused
from steg_cli.reports.notices import NoticeRow
from steg_cli.texts import Texts

KINDS = ("html", "txt")
PLACES = (
    *("reference", "name", "workplace", "municipality", "cohort", "step", "first_day", "last_day"),
    *("months_in_all", "agreement", "notice_by"),
)
TODAY = "today"
UNKNOWN = "–"


def template_name(kind: str) -> str:
    """Return what the template of a kind of letter is called in its folder."""
    return f"brev.{kind}"


def letter_name(row: NoticeRow, kind: str) -> str:
    """Return what a letter is called: its case and last day, S-0042-2027-01-31.html."""
    return f"{row.reference}-{row.last_day}.{kind}"


def usual_template(kind: str, language: str) -> str:
    """Return the template that steg brings along."""
    folder = files("steg_cli.output") / "letters" / language
    return (folder / template_name(kind)).read_text(encoding="utf-8")


def check_template(text: str, name: str) -> None:
    """Raise Refused for a place in a template that is unknown, or is not written as one."""
    template, known = Template(text), (*PLACES, TODAY)
    for found in template.pattern.finditer(text):
        if found["invalid"] is not None:
            raise Refused(
                N_("In {template}, line {line}, a $ stands before something that is no place."),
                N_("Write $$ for a dollar sign. The places are {places}."),
                template=name,
                line=text.count("\n", 0, found.start()) + 1,
                places=_listed(known),
            )
    for place in template.get_identifiers():
        if place not in known:
            raise Refused(
                N_("{template} has the place {place}, which no letter knows."),
                N_("The places are {places}."),
                template=name,
                place=f"${place}",
                places=_listed(known),
            )


def _listed(places: tuple[str, ...]) -> str:
    return ", ".join(f"${place}" for place in places)


def letter(row: NoticeRow, kind: str, template: str, today: date, t: Texts) -> str:
    """Return a letter. What is not known of somebody is a dash in it."""
    written: Callable[[str], str] = escape if kind == "html" else str
    values: Mapping[str, str] = {
        **{place: shown(getattr(row, place), t, place) or UNKNOWN for place in PLACES},
        TODAY: today.isoformat(),
    }
    return Template(template).substitute({key: written(text) for key, text in values.items()})
