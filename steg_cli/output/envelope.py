"""The JSON that programs read: one envelope, keys in English whatever the language."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from steg_cli.actions.results import Done
from steg_cli.programme.errors import Note
from steg_cli.programme.words import is_unshowable
from steg_cli.reports.report import Few, Report

VERSION = 1


def report_json(report: Report[Any]) -> str:
    """Return a report's envelope: its rows and totals as of its day."""
    return _written(_report(report))


def reports_json(reports: list[Report[Any]], name: str = "summary") -> str:
    """Return one envelope, called `name`, around several reports of the same day."""
    return _written(
        {
            "steg": VERSION,
            "report": name,
            "as_of": reports[0].as_of,
            "reports": [_report(report) for report in reports],
        }
    )


def done_json(done: Done[Any]) -> str:
    """Return a command's envelope: its change (null when nothing was written) and result."""
    return _written(
        {"steg": VERSION, "command": done.command, "change": done.change, "result": done.result}
    )


def _report(report: Report[Any]) -> dict[str, object]:
    return {
        "steg": VERSION,
        "report": report.name,
        **_answer(report),
        **({"before": _answer(before)} if (before := report.before) else {}),
    }


def _answer(report: Report[Any]) -> dict[str, object]:
    return {"as_of": report.as_of, "rows": report.rows, "totals": report.totals}


def _written(envelope: dict[str, object]) -> str:
    text = json.dumps(_plain(envelope), ensure_ascii=False, indent=2)
    if "".join(text.split("\n")).isprintable():  # as almost every text is
        return text
    return "".join(_escaped(c) if c != "\n" and is_unshowable(c) else c for c in text)


def _escaped(character: str) -> str:
    """Return a character that could steer the terminal on which the JSON is looked at, as ASCII."""
    return json.dumps(character)[1:-1]


def _plain(value: object) -> object:
    if isinstance(value, Note | Few):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value
