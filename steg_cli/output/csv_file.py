"""CSV: as Excel opens it, or plain as RFC 4180 has it.

For Excel: UTF-8 with a byte order mark, the language's headings, and `;` in Swedish. Plain:
comma, English keys, no mark. In both a text that a spreadsheet would run as a formula gets an
apostrophe in front.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace
from typing import Any

from steg_cli.output.columns import ReportCell, flat, headers, heading
from steg_cli.output.harmless import harmless
from steg_cli.output.values import shown
from steg_cli.programme.words import FORMULA, Amount
from steg_cli.reports.report import Report
from steg_cli.texts import Texts

BYTE_ORDER_MARK = "\ufeff"
_runs = re.compile(FORMULA).match


def report_csv(report: Report[Any], t: Texts, *, plain: bool = False) -> str:
    """Return the report's rows as CSV with CRLF line ends, headings first."""
    return "".join(csv_pieces(report, t, plain=plain))


def csv_pieces(report: Report[Any], t: Texts, *, plain: bool = False) -> Iterator[str]:
    """Yield the CSV line by line."""
    handing_back = SimpleNamespace(write=str)  # whatever the writer writes it returns
    writer = csv.writer(handing_back, delimiter="," if plain or t.language != "sv" else ";")
    if not plain:
        yield BYTE_ORDER_MARK
    names = (_key(cell) if plain else heading(cell, t, report.form) for cell in headers(report))
    yield writer.writerow([_defused(name) for name in names])
    for row in report.rows:
        yield writer.writerow([_cell(cell, t, plain=plain) for cell in flat(row)])


def _key(cell: ReportCell) -> str:
    return f"{cell.key}.{cell.part}" if cell.part else cell.key


def _cell(cell: ReportCell, t: Texts, *, plain: bool) -> str:
    if cell.value is None or isinstance(cell.value, date):
        return str(cell.value or "")
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        return str(cell.value) if plain else shown(cell.value, t)
    if isinstance(cell.value, Amount):
        return cell.value if plain or t.language != "sv" else cell.value.replace(".", ",")
    if plain and isinstance(cell.value, bool):
        return "true" if cell.value else "false"
    if plain and isinstance(cell.value, str):
        return _defused(harmless(cell.value))
    return _defused(shown(cell.value, t, "" if plain else cell.key))


def _defused(text: str) -> str:
    return f"'{text}" if _runs(text) else text
