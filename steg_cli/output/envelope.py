"""The JSON that programs read: one envelope, keys in English whatever the language.

A report's is written in pieces, one for each row: a long list is never there as a whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from datetime import date
from functools import cache
from itertools import chain, repeat
from typing import Any

from steg_cli.actions.results import Done
from steg_cli.programme.errors import Note
from steg_cli.programme.frozen import names_of
from steg_cli.programme.words import is_unshowable
from steg_cli.reports.report import Few, Report

VERSION = 1
INDENT = "  "
_encoded = json.JSONEncoder(ensure_ascii=False).encode


def report_json(report: Report[Any]) -> str:
    """Return a report's envelope: its rows and totals as of its day."""
    return "".join(report_pieces(report))


def report_pieces(report: Report[Any]) -> Iterator[str]:
    """Yield a report's envelope in pieces."""
    return _pieces(_report(report))


def reports_json(reports: Sequence[Report[Any]], name: str = "summary") -> str:
    """Return one envelope, called `name`, around several reports of the same day."""
    return "".join(reports_pieces(reports, name))


def reports_pieces(reports: Sequence[Report[Any]], name: str = "summary") -> Iterator[str]:
    """Yield the envelope around several reports in pieces."""
    envelope = {
        "steg": VERSION,
        "report": name,
        "as_of": reports[0].as_of,
        "reports": [_report(report) for report in reports],
    }
    return _pieces(envelope)


def done_json(done: Done[Any]) -> str:
    """Return a command's envelope: its change (null when nothing was written) and result."""
    return _text(
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


def _pieces(value: object, margin: str = "\n") -> Iterator[str]:
    """Yield a value as `_text` returns it, what holds others in a piece for each of them."""
    inner = margin + INDENT
    if isinstance(value, dict) and value:
        for before, (key, one) in zip(chain("{", repeat(",")), value.items(), strict=False):
            yield f"{before}{inner}{_quoted(key)}: "
            yield from _pieces(one, inner)
        yield margin + "}"
    elif isinstance(value, Sequence) and not isinstance(value, str) and value:
        for before, one in zip(chain("[", repeat(",")), value, strict=False):
            yield before + inner
            yield from _pieces(one, inner)
        yield margin + "]"
    else:
        yield _text(value, margin)


def _text(value: object, margin: str = "\n") -> str:
    """Return a value as JSON whose lines, but for the first, begin after `margin`."""
    if isinstance(value, str):
        return _quoted(value)
    if value is None:
        return "null"
    if isinstance(value, date | Note | Few):
        return _quoted(value.isoformat() if isinstance(value, date) else str(value))
    inner = margin + INDENT
    if is_dataclass(value):
        kind: Any = type(value)
        members = [key + _text(getattr(value, name), inner) for name, key in _keys(kind, inner)]
    elif isinstance(value, Mapping):
        members = [f"{inner}{_quoted(str(key))}: {_text(value[key], inner)}" for key in value]
    elif isinstance(value, Sequence):
        inside = ",".join(inner + _text(one, inner) for one in value)
        return f"[{inside}{margin}]" if value else "[]"
    else:
        return _encoded(value)
    return f"{{{','.join(members)}{margin}}}" if members else "{}"


@cache
def _keys(kind: Any, margin: str) -> list[tuple[str, str]]:
    """Return a row's fields, each with how it begins its line."""
    return [(name, f"{margin}{_quoted(name)}: ") for name in names_of(kind)]


def _quoted(text: str) -> str:
    quoted = _encoded(text)
    if quoted.isprintable():  # as almost every text is
        return quoted
    return "".join(_escaped(c) if is_unshowable(c) else c for c in quoted)


def _escaped(character: str) -> str:
    """Return a character that could steer the terminal on which the JSON is looked at, as ASCII."""
    return json.dumps(character)[1:-1]
