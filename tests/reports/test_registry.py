"""Every report that `steg report` shows: what it says of itself fits together."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest

from steg_cli.output.columns import explained
from steg_cli.register.file import Register
from steg_cli.reports.nameless import is_of_people
from steg_cli.reports.registry import BESIDE, REPORTS, STATUS, SUMMARY, query_of
from steg_cli.texts import Texts, texts


@pytest.mark.parametrize("name", [*REPORTS, *BESIDE])
def test_a_report_has_a_name_a_title_and_a_sheet_and_speaks_of_its_own_columns(
    register: Register, name: str
) -> None:
    report = query_of(name)(register, date(2024, 1, 15))
    whole = report.form
    known = (name.split("-", maxsplit=1)[0], True, True)
    assert (whole.name, bool(whole.title), bool(whole.sheet)) == known
    for form in (whole, whole.below(report).form if whole.below else whole):
        held = {field.name for field in fields(form.row_type)}
        bars = {part for column in form.columns for part in column.bar or ()}
        assert {one.key for one in form.columns if not one.bar} | bars <= held
        assert {*form.left_out, *form.folded} <= ({one.key for one in form.columns} or held)


@pytest.mark.parametrize("t", [texts("en"), texts("sv")], ids=lambda t: t.language)
@pytest.mark.parametrize("name", REPORTS)
def test_a_report_says_in_a_few_sentences_what_it_counts(
    register: Register, name: str, t: Texts
) -> None:
    sentences = explained(query_of(name)(register, date(2024, 1, 15)), t)
    assert 2 <= len(sentences) <= 8
    assert [one for one in sentences if not one.endswith((".", ")")) or "{" in one] == []


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_compared_with_a_year_before_or_says_why_not(
    register: Register, name: str
) -> None:
    """One of cases is by its counts, which are no cases; one that is not says what to ask for."""
    report = query_of(name)(register, date(2024, 1, 15))
    assert (name in ("scb", "employment", "timeline")) is bool(report.form.incomparable)
    if report.form.incomparable:
        assert "steg report" in report.form.incomparable[1]
    elif is_of_people(report):
        assert report.counts is not None
        assert report.counts.form.counted is not None
        assert not is_of_people(report.counts)


def test_the_summary_is_of_reports_in_the_list() -> None:
    assert {*SUMMARY, *STATUS} <= {*REPORTS, *BESIDE}
