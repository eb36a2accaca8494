"""Where somebody stands after a command; a test replaces what is otherwise."""

from __future__ import annotations

from datetime import date

from steg_cli.actions.results import Standing

ANNA = Standing(
    reference="S-0001",
    name="Anna Andersson",
    protected=False,
    cohort="STEG",
    municipality="Skövde",
    step="kartlaggning",
    since=date(2024, 1, 15),
    planned_last_day=None,
    notice_by=None,
    months_in_all=None,
    months_left_to_extend=None,
    payer=None,
    agreement=None,
    workplace=None,
    last_day=None,
    left_to=None,
    exception=None,
)
