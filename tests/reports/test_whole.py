"""The whole register as lists: nothing is forgotten, and a protected person is masked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

from steg_cli.programme.ladder import DEFAULT_LADDER
from steg_cli.programme.words import Amount
from steg_cli.register.file import Register
from steg_cli.reports.rates import RateRow, rate_list
from steg_cli.reports.report import Report
from steg_cli.reports.surroundings import (
    CohortRow,
    ContactRow,
    MunicipalityRow,
    ProjectRow,
    SectorRow,
    SettingRow,
    WorkplaceRow,
    cohort_list,
    contact_list,
    municipality_list,
    project_list,
    sector_list,
    setting_list,
    workplace_list,
)
from steg_cli.reports.whole import ROWS, whole_register

if TYPE_CHECKING:
    from tests.conftest import Outside

PersonRow, StayRow, ExtensionRow, PlacementRow, FollowUpRow, *_ = ROWS.values()
PauseRow, SupportRow, DeadlineRow = (ROWS[name] for name in ("pauses", "supports", "deadlines"))
MoveRow, NoteRow = ROWS["moves"], ROWS["notes"]
PostRow, StepRow = ROWS["post list"], ROWS["steps"]

R = TypeVar("R")
D = date.fromisoformat
TODAY = date(2024, 1, 15)
NAMES = [
    *("people", "stays", "extensions", "placements", "follow-ups", "pauses", "supports"),
    *("deadlines", "moves", "former numbers", "former cases", "holds", "workplace list"),
    *("municipality list", "post list", "contact list"),
    *("sector list", "cohort list", "project list", "steps", "setting", "rate list"),
    "retention rules",
]

# Which rows tell of a table.
TOLD_BY: dict[str, type[Any]] = {
    "setting": SettingRow,
    "rate": RateRow,
    "project": ProjectRow,
    "cohort": CohortRow,
    "step": StepRow,
    "sector": SectorRow,
    "workplace": WorkplaceRow,
    "participant": PersonRow,
    "enrolment": PersonRow,
    "stay": StayRow,
    "extension": ExtensionRow,
    "placement": PlacementRow,
    "follow_up": FollowUpRow,
    "pause": PauseRow,
    "support": SupportRow,
    "deadline": DeadlineRow,
    "residence": MoveRow,
    "remark": NoteRow,
    "former_number": ROWS["former numbers"],
    "former_case": ROWS["former cases"],
    "hold": ROWS["holds"],
    "retention_rule": ROWS["retention rules"],
    "municipality": MunicipalityRow,
    "municipality_plan": MunicipalityRow,
    "post": PostRow,
    "contact": ContactRow,
}
# What belongs to this register alone: its history, its mails, and the version of its tables.
LEFT_BEHIND = {
    *("change", "log_row", "outbox", "reminder", "reminder_run", "import_answers"),
    *("reading", "reading_of", "erasure", "backup", "log_layout", "name_word"),
    "watched",
}
OF_THE_FILE = {"sqlite_sequence", "sqlite_stat1", "_sqlite_migrations"}
# Columns that a row calls by what people read: a case for a number, a name for an id.
CALLED = {
    "project.name": "project",
    "cohort.name": "cohort",
    "cohort.project_id": "project",
    "sector.name": "sector",
    "workplace.name": "workplace",
    "workplace.sector_id": "sector",
    "participant.id": "reference",
    "participant.kind": "identity",
    "former_number.participant_id": "reference",
    "hold.participant_id": "reference",
    "former_number.kind": "identity",
    "former_number.number": "former_number",
    "former_case.participant_id": "reference",
    "enrolment.participant_id": "reference",
    "enrolment.cohort_id": "cohort",
    "stay.enrolment_id": "enrolment",
    "stay.step_id": "step",
    "extension.stay_id": "period",
    "placement.enrolment_id": "enrolment",
    "placement.workplace_id": "workplace",
    "follow_up.enrolment_id": "enrolment",
    "pause.enrolment_id": "enrolment",
    "support.enrolment_id": "enrolment",
    "deadline.enrolment_id": "enrolment",
    "residence.enrolment_id": "enrolment",
    "remark.participant_id": "reference",
    "municipality.name": "municipality",
    "municipality_plan.municipality_id": "municipality",
    "municipality_plan.project_id": "project",
    "post.workplace_id": "workplace",
    "contact.name": "contact",
    "contact.project_id": "project",
    "stay.post_id": "post",
}
# Ids that say nothing: their rows are known by a name, a key or a day.
IDS = {
    *("setting.id", "rate.id", "project.id", "cohort.id", "step.id", "sector.id", "workplace.id"),
    *("enrolment.id", "stay.id", "extension.id", "placement.id", "follow_up.id", "pause.id"),
    *("support.id", "deadline.id", "municipality.id", "municipality_plan.id", "post.id"),
    *("contact.id", "residence.id", "remark.id", "former_number.id", "former_case.id"),
    *("hold.id", "retention_rule.id"),
}


def columns_of(register: Register) -> dict[str, list[str]]:
    """Return the columns of every table as the file has them."""
    tables = register.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    return {
        table: [row["name"] for row in register.execute(f"PRAGMA table_info({table})")]
        for (table,) in map(tuple, tables)
    }


def rows_of(reports: list[Report[Any]], name: str) -> Sequence[Any]:
    """Return the rows of the report called `name`."""
    (found,) = (report.rows for report in reports if report.name == name)
    return found


def test_every_table_is_exported_or_known_to_stay_behind(register: Register) -> None:
    assert set(columns_of(register)) - OF_THE_FILE == set(TOLD_BY) | LEFT_BEHIND


def test_every_column_is_exported_or_an_id_that_says_nothing(register: Register) -> None:
    stored = {
        f"{table}.{column}": column
        for table, columns in columns_of(register).items()
        if table in TOLD_BY
        for column in columns
    }
    keys = {table: {field.name for field in fields(row)} for table, row in TOLD_BY.items()}
    missing = {
        name
        for name, column in stored.items()
        if CALLED.get(name, column) not in keys[name.partition(".")[0]]
    }
    assert missing == IDS
    assert set(CALLED) <= set(stored)


def test_a_new_column_that_no_row_tells_of_is_noticed(register: Register, outside: Outside) -> None:
    outside().execute("ALTER TABLE placement ADD COLUMN shift TEXT")
    with pytest.raises(AssertionError, match=r"placement\.shift"):
        test_every_column_is_exported_or_an_id_that_says_nothing(register)


def test_an_export_is_reports_of_today_the_people_first(filled: Register) -> None:
    reports = whole_register(filled, TODAY)
    assert [report.name for report in reports] == NAMES
    assert {report.as_of for report in reports} == {TODAY}
    assert [type(row) for report in reports for row in report.rows] == [
        report.form.row_type for report in reports for _ in report.rows
    ]
    assert [dict(report.totals) for report in reports[:8]] == [
        {"rows": count} for count in (6, 9, 3, 4, 3, 3, 3, 3)
    ]


def row(row_type: Callable[..., R], *values: object) -> R:
    """Return a row of these values."""
    return row_type(*values)


ANNA = ("S-0001", "19800101-9804", "personnummer", "Anna Alm", "woman", 1980, False)
ZATA = ("S-0005", "19720914-9801", "personnummer", "Zäta Qvarnskog", "woman", 1972, True)
IN_STEG = ("STEG", "Skövde")
STILL = (None, None, False)
USUAL = ("unemployed", False, True, None, None)


def people(protected: Any) -> tuple[Any, ...]:
    """Return everybody who is enrolled in `filled`."""
    bo = ("S-0002", "X-77", "other", "Bo Berg", "man", 1970, False)
    cem = ("S-0003", "19850060-9816", "samordningsnummer", "Cem Can", "man", 1985, False)
    dia = ("S-0004", "19880460-9827", "samordningsnummer", "Dia Dahl", "woman", 1988, False)
    first = (D("2019-05-01"), D("2020-06-30"), "education", True)
    second = ("Pilot 2016", "Tibro", D("2021-01-10"), *STILL, "far-from-labour-market", True, False)
    return (
        row(PersonRow, *ANNA, *IN_STEG, *first, *USUAL, "compulsory", None, None),
        row(PersonRow, *ANNA, *second, None, None, "tertiary", "Kim Konsult", None),
        row(
            PersonRow,
            *(*bo, *IN_STEG, D("2023-02-01"), *STILL, "other", False, False),
            *(None, None, None, None, "prövas"),
        ),
        row(PersonRow, *cem, *IN_STEG, D("2023-03-01"), *STILL, *USUAL, None, None, None),
        row(PersonRow, *dia, *IN_STEG, D("2023-03-02"), *STILL, *USUAL, None, None, None),
        protected,
    )


def stay(who: str, enrolment: str, step: str, first: str, *more: object) -> Any:
    """Return a stay: planned last day, last day, day of its entry, agreement and the rest.

    Nobody in `filled` is trained or has a post.
    """
    return row(StayRow, who, D(enrolment), step, D(first), *more, *[None] * 6)


def stays(exception: str | None, decided_by: str | None) -> tuple[Any, ...]:
    """Return everybody's way in `filled`, the protected person's with these free texts."""
    anna, zata = ("S-0001", "2021-01-10"), ("S-0005", "2022-01-03")
    bare, start = (None, None, None, None), "kartlaggning"
    still = (None, None, None, *bare)
    served = (D("2023-02-28"), D("2022-12-31"), TODAY, "BEA", None, "som i piloten", "Chefen")
    secret = (D("2024-01-31"), D("2023-06-30"), TODAY, "BEA", None, exception, decided_by)
    return (
        stay("S-0001", "2019-05-01", start, "2019-05-01", None, D("2020-06-30"), TODAY, *bare),
        stay(*anna, start, "2021-01-10", None, D("2021-02-28"), TODAY, *bare),
        stay(*anna, "serviceassistent", "2021-03-01", *served),
        stay(*anna, "enhetsassistent", "2023-01-01", None, None, None, "AB", True, None, None),
        stay("S-0002", "2023-02-01", start, "2023-02-01", *still),
        stay("S-0003", "2023-03-01", start, "2023-03-01", *still),
        stay("S-0004", "2023-03-02", start, "2023-03-02", *still),
        stay(*zata, start, "2022-01-03", None, D("2022-01-31"), TODAY, *bare),
        stay(*zata, "serviceassistent", "2022-02-01", *secret),
    )


def extensions(decided_by: str | None) -> tuple[Any, ...]:
    """Return what was extended in `filled`, and who decided on the protected person's."""
    anna = ("S-0001", D("2021-03-01"))
    zata = ("S-0005", D("2022-02-01"))
    return (
        row(
            ExtensionRow, *anna, D("2022-01-10"), D("2022-02-28"), D("2022-08-31"), "Nämnden", None
        ),
        row(ExtensionRow, *anna, D("2022-07-01"), D("2022-08-31"), D("2023-02-28"), None, None),
        row(
            ExtensionRow, *zata, D("2022-12-01"), D("2023-01-31"), D("2024-01-31"), decided_by, None
        ),
    )


def placements(workplace: str | None, supervisor: str | None) -> tuple[Any, ...]:
    """Return who was where in `filled`, the protected person at this workplace."""
    anna, zata = ("S-0001", D("2021-01-10")), ("S-0005", D("2022-01-03"))
    second = (D("2021-09-01"), D("2022-02-28"), 75, "Pia Palm", None)
    secret = (D("2022-02-01"), D("2023-06-30"), 50, supervisor, None)
    return (
        row(PlacementRow, *anna, "Solgården", D("2021-03-01"), D("2021-08-31"), 100, None, None),
        row(PlacementRow, *anna, "Björkskolan", *second),
        row(PlacementRow, *anna, "Solgården", D("2022-03-01"), None, 100, None, None),
        row(PlacementRow, *zata, workplace, *secret),
    )


LEFT = (D("2022-01-03"), D("2023-06-30"), "employment", False)
FOLLOW_UPS = (
    FollowUpRow("S-0001", D("2019-05-01"), D("2020-07-28"), "job-search"),
    FollowUpRow("S-0001", D("2019-05-01"), D("2020-12-30"), "employment"),
    FollowUpRow("S-0005", D("2022-01-03"), D("2023-12-30"), "other"),
)


def supports(kind: str | None, cap: int | None, decision: str | None) -> tuple[Any, ...]:
    """Return the supports in `filled`, of the protected person of this kind."""
    anna, zata = ("S-0001", D("2021-01-10")), ("S-0005", D("2022-01-03"))
    first = (D("2021-03-01"), D("2022-02-28"), 80, 14100, "Dnr 7")
    return (
        row(SupportRow, *anna, "nystartsjobb", *first),
        row(SupportRow, *anna, "osa", D("2023-01-01"), D("2023-12-31"), None, None, None),
        row(SupportRow, *zata, kind, D("2022-02-01"), D("2023-01-31"), 60, cap, decision),
    )


def deadlines(text: str | None) -> tuple[Any, ...]:
    """Return the deadlines in `filled` by their numbers, of the protected person with this text."""
    anna, zata = ("S-0001", D("2021-01-10")), ("S-0005", D("2022-01-03"))
    return (
        row(DeadlineRow, *anna, "utdrag ur registret", D("2024-05-01"), 2, None),
        row(DeadlineRow, *anna, "samtal", D("2024-02-01"), 2, D("2024-01-10")),
        row(DeadlineRow, *zata, text, D("2024-06-01"), 1, None),
    )


PAUSES = (
    PauseRow("S-0001", D("2021-01-10"), D("2021-06-01"), D("2021-08-31"), False),
    PauseRow("S-0001", D("2021-01-10"), D("2024-01-08"), None, True),
    PauseRow("S-0005", D("2022-01-03"), D("2023-01-01"), D("2023-06-30"), True),
)


def test_a_protected_person_s_number_name_birth_year_places_and_free_texts_are_masked(
    filled: Register,
) -> None:
    hidden = ("S-0005", None, "personnummer", None, "woman", None, True)
    reports = whole_register(filled, TODAY)
    assert rows_of(reports, "people") == people(
        row(PersonRow, *hidden, "STEG", None, *LEFT, *USUAL, None, None, None)
    )
    assert rows_of(reports, "stays") == stays(None, None)
    assert rows_of(reports, "extensions") == extensions(None)
    assert rows_of(reports, "placements") == placements(None, None)
    assert rows_of(reports, "follow-ups") == FOLLOW_UPS
    assert rows_of(reports, "pauses") == PAUSES
    assert rows_of(reports, "supports") == supports(None, None, None)
    assert rows_of(reports, "deadlines") == deadlines(None)


def test_everybody_is_whole_on_request(filled: Register) -> None:
    reports = whole_register(filled, TODAY, include_protected=True)
    assert rows_of(reports, "people") == people(
        row(
            PersonRow,
            *(*ZATA, *IN_STEG, *LEFT, *USUAL, None, "Hemlig Handläggare", "hemligt skäl"),
        )
    )
    assert rows_of(reports, "stays") == stays("hemlig väg", "Hemlig Beslutare")
    assert rows_of(reports, "extensions") == extensions("Hemlig Nämnd")
    assert rows_of(reports, "placements") == placements("Solgården", "Hemlig Handledare")
    assert rows_of(reports, "follow-ups") == FOLLOW_UPS
    assert rows_of(reports, "pauses") == PAUSES
    assert rows_of(reports, "supports") == supports("lonebidrag", 20000, "Hemligt dnr")
    assert rows_of(reports, "deadlines") == deadlines("hemlig dag")


@pytest.mark.parametrize("include_protected", [True, False])
def test_what_surrounds_the_people_is_as_in_its_own_lists(
    filled: Register, include_protected: bool
) -> None:
    reports = whole_register(filled, TODAY, include_protected=include_protected)
    made_here = ("post list", "steps", "retention rules")
    assert [one for one in reports[12:] if one.name not in made_here] == [
        workplace_list(filled, TODAY),
        municipality_list(filled, TODAY),
        contact_list(filled, TODAY),
        sector_list(filled, TODAY),
        cohort_list(filled, TODAY),
        project_list(filled, TODAY),
        setting_list(filled, TODAY),
        rate_list(filled, TODAY),
    ]
    assert rows_of(reports, "retention rules") == (
        ROWS["retention rules"]("participant", 10, "KS-1", TODAY),
    )
    assert rows_of(reports, "holds") == (
        ROWS["holds"]("S-0001", "överklagat", TODAY),
        ROWS["holds"]("S-0005", "hemligt mål" if include_protected else None, TODAY),
    )
    assert rows_of(reports, "rate list") == (
        RateRow("on-costs", D("2024-01-01"), Amount("43.75")),
        RateRow("wage.serviceassistent", D("2023-04-01"), Amount("24000")),
    )
    assert WorkplaceRow(
        *("Solgården", "Vård och omsorg", "Skövde", False, "Mia Möller", "mia@kommun.se", 4)
    ) in rows_of(reports, "workplace list")
    assert rows_of(reports, "post list") == (
        PostRow("Köksvärd", "köket", "kockar", "Solgården", 2, None, None, None),
    )
    values = {row.key: row.value for row in rows_of(reports, "setting")}
    assert [values[key] for key in ("language", "remind.months", "mail.to")] == [
        *("", "5", "ame@kommun.se"),
    ]


def test_the_ladder_is_exported_in_its_order(register: Register) -> None:
    assert rows_of(whole_register(register, TODAY), "steps") == tuple(
        StepRow(
            *(step.code, step.swedish, step.english, step.where, step.payer),
            *((step.limit.least, step.limit.most) if step.limit else (None, None)),
            *(step.agreement, step.own_sector, step.training),
        )
        for step in DEFAULT_LADDER
    )


def test_an_empty_register_has_empty_lists_of_people(register: Register) -> None:
    reports = whole_register(register, TODAY)
    assert [report.name for report in reports] == NAMES
    assert [report.rows for report in reports[:12]] == [()] * 12
    assert [report.form.row_type for report in reports[:12]] == [
        *(PersonRow, StayRow, ExtensionRow, PlacementRow, FollowUpRow),
        *(PauseRow, SupportRow, DeadlineRow, MoveRow, ROWS["former numbers"], ROWS["former cases"]),
        ROWS["holds"],
    ]


def test_an_export_writes_nothing(filled: Register, outside: Outside) -> None:
    before = list(outside().iterdump())
    whole_register(filled, TODAY, include_protected=True)
    assert list(outside().iterdump()) == before


def test_a_number_spoilt_by_another_program_is_exported_all_the_same(
    filled: Register, outside: Outside
) -> None:
    """The file asks for twelve digits, not for a day in the calendar."""
    outside().execute("UPDATE participant SET number = '198002319804' WHERE id = 1")
    assert rows_of(whole_register(filled, TODAY), "people")[0].number == "19800231-9804"
