"""What a change did, field by field: in words of today, and hidden of protected people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from steg_cli.actions.amend import amend
from steg_cli.actions.extend import extend
from steg_cli.actions.leave import leave
from steg_cli.actions.place import place
from steg_cli.actions.surroundings import WORKPLACE, add, edit, set_setting
from steg_cli.actions.undo import reverse_last
from steg_cli.programme.fields import FIELDS
from steg_cli.register.file import Register
from steg_cli.register.version_6 import LOGGED_6
from steg_cli.reports.log import log
from steg_cli.reports.touched import NAMED_BY, WHOSE, ChangedField, field_key, thing_of

if TYPE_CHECKING:
    from tests.conftest import EnrolSomebody, OnStep, Outside

D = date.fromisoformat
TODAY = date(2024, 1, 15)

# what thing it is, what tells it from others, and its fields: before and after
Told = list[tuple[str, str | None, str, dict[str, tuple[object, object]]]]
# latest(who=None, include_protected=False): the latest change, thing by thing.
Latest = Callable[..., Told]


def by_thing(fields: tuple[ChangedField, ...]) -> Told:
    found: Told = []
    for one in fields:
        thing = (" ".join(filter(None, (one.reference, one.thing))), one.which, one.event)
        if not found or found[-1][:3] != thing or one.field in found[-1][3]:
            found.append((*thing, {}))
        found[-1][3][one.field] = (one.before, one.after)
    return found


@pytest.fixture
def latest(register: Register) -> Latest:
    def latest(who: str | None = None, *, include_protected: bool = False) -> Told:
        found = log(register, TODAY, who=who, limit=1, include_protected=include_protected)
        assert found.rows[0].fields is not None
        return by_thing(found.rows[0].fields)

    return latest


def test_what_is_new_is_told_with_everything_that_it_has_and_whose_it_is(
    enrol_somebody: EnrolSomebody, latest: Latest
) -> None:
    enrol_somebody("Anna Andersson", on=D("2024-01-01"))
    assert latest() == [
        (
            *("S-0001 participant", None, "new"),
            {
                "number": (None, "19800101-9804"),
                "identity": (None, "personnummer"),
                "name": (None, "Anna Andersson"),
                "sex": (None, "woman"),
                "birth_year": (None, 1980),
                "protected": (None, False),
            },
        ),
        (
            *("S-0001 enrolment", "2024-01-01", "new"),
            {
                "cohort": (None, "STEG"),
                "municipality": (None, "Skövde"),
                "first_day": (None, "2024-01-01"),
                "qualification": (None, False),
                "status": (None, "unemployed"),
                "disability": (None, False),
                "long_term_unemployed": (None, True),
            },
        ),
        (
            *("S-0001 stay", "2024-01-01", "new"),
            {"step": (None, "kartlaggning"), "first_day": (None, "2024-01-01")},
        ),
    ]


def test_what_is_changed_is_told_by_the_fields_that_became_other(
    register: Register, on_step: OnStep, latest: Latest
) -> None:
    on_step("serviceassistent", workplace="Solgården")
    extend(register, "S-0001", TODAY, months=6, decided_by="Eva")
    assert latest() == [
        (
            *("S-0001 stay", "2023-06-01", "changed"),
            {"planned_last_day": ("2024-05-31", "2024-11-30")},
        ),
        (
            *("S-0001 extension", "2024-01-15", "new"),
            {
                "decided_on": (None, "2024-01-15"),
                "old_last_day": (None, "2024-05-31"),
                "new_last_day": (None, "2024-11-30"),
                "decided_by": (None, "Eva"),
            },
        ),
    ]
    place(register, "S-0001", "Björkskolan", TODAY, percent=50)
    ended = ("S-0001 placement", "2023-06-01", "changed", {"last_day": (None, "2024-01-14")})
    began = {
        "workplace": (None, "Björkskolan"),
        "first_day": (None, "2024-01-15"),
        "percent": (None, 50),
    }
    assert latest() == [ended, ("S-0001 placement", "2024-01-15", "new", began)]
    leave(register, "S-0001", TODAY, to="education")
    assert latest()[0] == (
        *("S-0001 enrolment", "2021-03-01", "changed"),
        {"last_day": (None, "2024-01-15"), "left_to": (None, "education")},
    )
    amend(register, "S-0001", "qualification", "ja", TODAY)
    assert latest() == [
        ("S-0001 enrolment", "2021-03-01", "changed", {"qualification": (False, True)})
    ]


def test_what_is_taken_away_is_told_as_it_was(
    register: Register, on_step: OnStep, latest: Latest
) -> None:
    on_step("serviceassistent", workplace="Solgården")
    place(register, "S-0001", "Björkskolan", TODAY)
    reverse_last(register, "undo", TODAY)
    assert latest() == [
        (
            *("S-0001 placement", "2024-01-15", "removed"),
            {
                "workplace": ("Björkskolan", None),
                "first_day": ("2024-01-15", None),
                "percent": (100, None),
            },
        ),
        ("S-0001 placement", "2023-06-01", "changed", {"last_day": ("2024-01-14", None)}),
    ]


def test_what_surrounds_people_is_told_by_its_name(register: Register, latest: Latest) -> None:
    add(register, WORKPLACE, "Ängen", {"sector": "Arbetsmarknad", "municipality": "Hjo"}, TODAY)
    assert latest() == [
        (
            *("workplace", "Ängen", "new"),
            {
                "workplace": (None, "Ängen"),
                "sector": (None, "Arbetsmarknad"),
                "municipality": (None, "Hjo"),
                "adapted": (None, False),
            },
        )
    ]
    edit(register, WORKPLACE, "Ängen", {"name": "Backen", "places": 3}, TODAY)
    changed = {"workplace": ("Ängen", "Backen"), "places": (None, 3)}
    assert latest() == [("workplace", "Ängen", "changed", changed)]
    set_setting(register, "remind.months", "4", TODAY)
    told = {"key": (None, "remind.months"), "value": (None, "4")}
    assert latest() == [("setting", "remind.months", "new", told)]


def test_other_rows_are_named_as_they_are_called_now_or_were_last(
    register: Register, on_step: OnStep, latest: Latest, outside: Outside
) -> None:
    on_step("serviceassistent", workplace="Solgården")
    edit(register, WORKPLACE, "Solgården", {"name": "Solbacken"}, TODAY)
    told = log(register, TODAY, who="S-0001", limit=1).rows[0].fields
    assert [one.after for one in told or () if one.field == "workplace"] == ["Solbacken"]
    outside().execute("DELETE FROM workplace WHERE name = 'Solbacken'")  # holds no foreign keys
    told = log(register, TODAY, who="S-0001", limit=1).rows[0].fields
    assert [one.after for one in told or () if one.field == "workplace"] == ["Solbacken"]
    outside().execute("UPDATE placement SET workplace_id = 77")
    told_ = {"workplace": ("Solbacken", "77")}
    assert latest() == [("S-0001 placement", "2023-06-01", "changed", told_)]


def test_whose_something_is_is_told_when_that_changes(
    enrol_somebody: EnrolSomebody, latest: Latest, outside: Outside
) -> None:
    enrol_somebody("Anna", on=D("2024-01-01"))
    enrol_somebody("Bo", on=D("2024-01-02"))
    tool = outside()
    tool.execute(
        "UPDATE stay SET enrolment_id = 2, last_day = '2024-01-03', closed_on = "
        "'2024-01-03' WHERE id = 1"
    )
    assert latest() == [
        (
            *("S-0002 stay", "2024-01-01", "changed"),
            {
                "last_day": (None, "2024-01-03"),
                "closed_on": (None, "2024-01-03"),
                "enrolment": ("2024-01-01", "2024-01-02"),
            },
        )
    ]
    tool.execute(
        "UPDATE enrolment SET participant_id = 1, last_day = '2024-01-03', "
        "left_to = 'other' WHERE id = 2"
    )
    assert latest()[0][3]["reference"] == ("S-0002", "S-0001")


def test_of_one_person_only_their_own_rows_are_told(
    register: Register, enrol_somebody: EnrolSomebody, latest: Latest
) -> None:
    for name in ("Anna", "Bo"):
        enrol_somebody(name, on=D("2024-01-01"))
    with register.change("both", TODAY):
        register.execute("UPDATE participant SET name = name || ' Ek'")
    assert [one[0] for one in latest()] == ["S-0001 participant", "S-0002 participant"]
    assert latest("S-0002") == [("S-0002 participant", None, "changed", {"name": ("Bo", "Bo Ek")})]


def test_a_row_from_before_a_column_was_there_is_told_without_it(
    register: Register, enrol_somebody: EnrolSomebody, latest: Latest
) -> None:
    enrol_somebody("Anna", on=D("2024-01-01"))
    register.execute(
        """INSERT INTO log_layout (id, table_name, columns)
        VALUES (-1, 'stay', '{"a":"enrolment_id","b":"step_id","c":"first_day"}')"""
    )
    register.execute(
        "UPDATE log_row SET layout_id = -1 WHERE id = "
        "(SELECT id FROM change_row WHERE table_name = 'stay')"
    )
    register.execute("UPDATE change SET login = ''")
    told = {"step": (None, "kartlaggning"), "first_day": (None, "2024-01-01")}
    assert latest()[-1] == ("S-0001 stay", "2024-01-01", "new", told)


# Protected people

HIDDEN = (None, None)


def test_of_a_protected_person_only_the_hidden_fields_names_are_told(
    register: Register, on_step: OnStep, latest: Latest
) -> None:
    on_step("serviceassistent", workplace="Solgården", protected=True)
    placed = {"workplace": HIDDEN, "first_day": (None, "2023-06-01"), "percent": (None, 100)}
    assert latest()[-1] == ("S-0001 placement", "2023-06-01", "new", placed)
    assert latest(include_protected=True)[-1][3]["workplace"] == (None, "Solgården")
    for field, value in (("name", "Någon Annan"), ("municipality", "Hjo"), ("consultant", "Kim")):
        amend(register, "S-0001", field, value, TODAY)
        ((*_, told),) = latest()
        assert told == {field: HIDDEN}
    assert latest(include_protected=True)[0][3] == {"consultant": (None, "Kim")}
    leave(register, "S-0001", TODAY, to="education")
    assert latest()[0][3] == {"last_day": (None, "2024-01-15"), "left_to": (None, "education")}


def test_who_is_protected_now_is_masked_in_rows_from_before_and_who_is_not_any_more_is_not(
    register: Register, enrol_somebody: EnrolSomebody, latest: Latest
) -> None:
    enrol_somebody("Anna Andersson")
    assert latest()[0][3]["name"] == (None, "Anna Andersson")
    amend(register, "S-0001", "protected", "ja", TODAY)
    assert latest() == [("S-0001 participant", None, "changed", {"protected": (False, True)})]
    founding = log(register, TODAY, who="S-0001").rows[-1]
    assert by_thing(founding.fields or ())[0][3] == {
        "number": HIDDEN,
        "identity": (None, "personnummer"),
        "name": HIDDEN,
        "sex": (None, "woman"),
        "birth_year": HIDDEN,
        "protected": (None, False),
    }
    amend(register, "S-0001", "protected", "nej", TODAY)
    founding = log(register, TODAY, who="S-0001").rows[-1]
    assert by_thing(founding.fields or ())[0][3]["name"] == (None, "Anna Andersson")


def test_a_change_is_masked_if_somebody_was_protected_right_before_or_after_it(
    register: Register, enrol_somebody: EnrolSomebody
) -> None:
    enrol_somebody("Anna Andersson", protected=True)
    for field, value in (
        *(("protected", "nej"), ("municipality", "Hjo"), ("protected", "ja")),
        *(("municipality", "Tibro"), ("protected", "nej"), ("municipality", "Mariestad")),
    ):
        amend(register, "S-0001", field, value, TODAY)
    rows = log(register, TODAY, who="S-0001", limit=None).rows
    *amended, founding = [by_thing(row.fields or ()) for row in rows]
    assert founding[0][3]["name"] == HIDDEN
    assert [one[0][3] for one in amended] == [
        {"municipality": ("Tibro", "Mariestad")},
        {"protected": (True, False)},
        {"municipality": HIDDEN},
        {"protected": (False, True)},
        {"municipality": ("Skövde", "Hjo")},
        {"protected": (True, False)},
    ]


def test_who_is_gone_is_masked_as_they_were_last(
    register: Register, enrol_somebody: EnrolSomebody, latest: Latest
) -> None:
    for protected, name in ((True, HIDDEN), (False, ("Anna", None))):
        enrol_somebody("Anna", protected=protected)
        reverse_last(register, "undo", TODAY)
        assert latest()[-1][3]["name"] == name


def test_rows_of_nobody_known_are_masked(latest: Latest, outside: Outside) -> None:
    outside().execute(
        "INSERT INTO placement (enrolment_id, workplace_id, first_day, supervisor) "
        "VALUES (99, 1, '2024-01-01', 'Eva')"
    )
    ((thing, _, _, told),) = latest()
    assert (thing, told["workplace"], told["supervisor"]) == ("placement", HIDDEN, HIDDEN)
    assert latest(include_protected=True)[0][3]["supervisor"] == (None, "Eva")


def test_where_a_workplace_lies_is_no_secret(
    register: Register, on_step: OnStep, latest: Latest
) -> None:
    on_step("serviceassistent", workplace="Solgården", protected=True)
    edit(register, WORKPLACE, "Solgården", {"municipality": "Hjo"}, TODAY)
    told = {"municipality": ("Skövde", "Hjo")}
    assert latest() == [("workplace", "Solgården", "changed", told)]


def test_beside_a_place_a_protected_person_is_left_out_and_so_is_that_from_their_log(
    register: Register, enrol_somebody: EnrolSomebody
) -> None:
    """Two municipalities that become one: whoever lived in the smaller one would be told."""
    enrol_somebody("Anna")
    enrol_somebody("Bo", protected=True)
    for command in ("municipality edit", "import"):
        with register.change(command, TODAY) as change:
            change.summary = "Skövde > Hjo"
            register.execute("INSERT INTO municipality (name) VALUES (?)", (command,))
            register.execute("UPDATE enrolment SET municipality = ?", (command,))

    def told(who: str | None, change: int, *, include_protected: bool = False) -> list[str]:
        found = log(register, TODAY, who=who, include_protected=include_protected).rows
        fields = [row.fields or () for row in found if row.change == change]
        return sorted({one.reference or one.thing for one in sum(fields, ())})

    edited, imported = 7, 8
    assert told(None, edited) == told(None, imported) == ["S-0001", "municipality"]
    everybody = ["S-0001", "S-0002", "municipality"]
    assert told(None, edited, include_protected=True) == everybody
    for who, seen, everything in (("S-0001", 7, [8, 7, 5]), ("S-0002", 6, [8, 7, 6])):
        shown = log(register, TODAY, who=who, include_protected=True).rows
        assert [row.change for row in shown] == everything
        assert told(who, edited) == ([who] if who == "S-0001" else [])
        assert log(register, TODAY, who=who).rows[1].change == seen
    assert told("S-0002", imported) == ["S-0002"]


# The words


def test_every_column_that_is_logged_is_a_field_that_is_described(register: Register) -> None:
    for table in LOGGED_6:
        thing = thing_of(table)
        keys = {field.key for field in FIELDS[thing]}
        columns = [row[1] for row in register.execute(f"PRAGMA table_info({table})")]
        unknown = [
            column
            for column in columns
            if column not in ("id", *WHOSE) and field_key(thing, column) not in keys
        ]
        assert (table, unknown) == (table, [])
        others = [column for column in columns if column.endswith("_id")]
        assert set(others) <= {*NAMED_BY, "participant_id"}
