"""Erasing a person: nothing of them is left but what counts count, and that is nobody's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.actions.advance import advance
from steg_cli.actions.amend import amend
from steg_cli.actions.convert import convert_people
from steg_cli.actions.erase import erase
from steg_cli.actions.extend import extend
from steg_cli.actions.follow_up import follow_up
from steg_cli.actions.leave import leave
from steg_cli.actions.merge import merge
from steg_cli.actions.municipalities import edit_municipality
from steg_cli.actions.note import note
from steg_cli.actions.place import place
from steg_cli.actions.retention import add_rule, end, hold
from steg_cli.actions.surroundings import PROJECT, WORKPLACE, edit, set_setting
from steg_cli.actions.undo import reverse_last
from steg_cli.programme.errors import Malformed, NotFound, Refused
from steg_cli.programme.people import NEW, Deadline, Pause, Support
from steg_cli.register.answers import all_answers, keep_answers
from steg_cli.register.file import Register, open_register
from steg_cli.register.mentions import OF_SURROUNDINGS
from steg_cli.register.people import find_case, load_person
from steg_cli.reports.digests import digests
from steg_cli.reports.log import log
from steg_cli.reports.retention import ErasedRow, erased
from steg_cli.reports.today import today as needs
from steg_cli.reports.whole import whole_register

if TYPE_CHECKING:
    from tests.conftest import EnrolSomebody, Give, NumberOf, OnStep, Outside

D = date.fromisoformat
TODAY = D("2024-06-30")
LATER = D("2035-01-15")
RULE: dict[str, Any] = {"years": 10, "decision": "KS-2024-1", "decided_on": TODAY}
# What tells who Rut is: each stands in a place of its own.
SECRETS = (
    *("Rut Rönnkvist", "Konsult Kvick", "undantagsskäl", "Handledare Hage", "Dnr 4711"),
    *("hemligt samtal", "vill gärna odla", "Beslutare Berg", "stegskäl", "anteckning två"),
    *("gammalt skäl", "S-0001", "S-0003"),
)


@pytest.fixture
def numbers(number_of: NumberOf) -> tuple[str, ...]:
    """The numbers that Rut has, had, and had in another case, in every written form."""
    known = number_of("19800101"), number_of("19800101", "982"), number_of("19800161")
    return tuple(
        form for n in known for form in (n, n[2:], f"{n[:8]}-{n[8:]}", f"{n[2:8]}-{n[8:]}")
    )


@pytest.fixture
def rich(
    register: Register,
    on_step: OnStep,
    enrol_somebody: EnrolSomebody,
    give: Give,
    number_of: NumberOf,
) -> str:
    """Rut (S-0001), of whom there is something of every kind. Siv (S-0002) was there too."""
    who = on_step("utbildningspraktik", "Rut Rönnkvist", workplace="Solgården")
    siv = on_step("utbildningspraktik", "Siv Sund", workplace="Solgården")
    for one in (who, siv):
        advance(register, one, TODAY, on=D("2024-01-01"), months=12, decided_by="Beslutare Berg")
    amend(register, who, "exception", "undantagsskäl", TODAY)
    amend(register, who, "stay.2.exception", "stegskäl", TODAY)
    extend(register, who, TODAY, months=6, on=D("2024-05-01"), decided_by="Beslutare Berg")
    place(register, who, "Solgården", TODAY, first=D("2024-03-01"), supervisor="Handledare Hage")
    give(
        who,
        Pause(NEW, D("2024-02-01"), D("2024-02-29"), paid=False),
        Support(NEW, "lonebidrag", D("2024-01-01"), D("2024-12-31"), 60, 15000, "Dnr 4711"),
        Deadline(NEW, "hemligt samtal", D("2024-05-05")),
    )
    note(register, who, "vill gärna odla", TODAY)
    note(register, who, "anteckning två", TODAY)
    amend(register, who, "note.2", "", TODAY)
    amend(register, who, "consultant", "Konsult Kvick", TODAY)
    amend(register, who, "identity", number_of("19800101", "982"), TODAY)
    convert_people(register, [who, siv], TODAY, on=D("2024-06-15"), weekends=True)
    leave(register, who, TODAY, to="employment", on=D("2024-06-20"))
    old = enrol_somebody(
        "Rut Rönnkvist",
        number=number_of("19800161"),
        on=D("2018-01-01"),
        exception="gammalt skäl",
    )
    leave(register, old, TODAY, to="job-search", on=D("2018-06-30"))
    follow_up(register, old, TODAY, status="employment", on=D("2018-12-30"))
    merge(register, old, who, TODAY)
    for (copy,) in register.execute("DELETE FROM backup RETURNING path").fetchall():
        Path(copy).unlink()
    keep_answers(register, "a", '{"words": {"Rut R\\u00f6nnkvist": "name"}}')
    keep_answers(register, "b", '{"words": {"x": "name"}}')
    _remind(register)
    add_rule(register, "participant", RULE, TODAY)
    return who


def _remind(register: Register) -> None:
    """Write a mail that was sent, one that may have arrived, a draft, and a reading of Rut."""
    mails = [
        (1, "a", None, "2024-06-01T08:00:00Z", 0),
        (2, "b", "S-0001 Rut Rönnkvist", None, 1),
        (3, "c", "S-0001 Rut Rönnkvist", None, 0),
    ]
    for mail, address, message, sent, begun in mails:
        register.execute(
            "INSERT INTO outbox (id, message_id, recipient, day, at, subject, message, sent_at, "
            "begun) VALUES (?, ?, ?, '2024-06-01', '', '1 case', ?, ?, ?)",
            (mail, f"<{mail}>", address, message and message.encode(), sent, begun),
        )
        register.execute(
            "INSERT INTO reminder (outbox_id, recipient, month, participant_id, what, thing_id, "
            "last_day) VALUES (?, ?, '2024-06', ?, 'period', 1, '2024-06-30')",
            (mail, address, 3 if mail == 1 else 1),
        )
    register.execute(
        "INSERT INTO reading VALUES (1, '', '2024-06-01', 'kim', 'extract', 'extract S-0001')"
    )
    register.execute("INSERT INTO reading_of VALUES (1, 1, 1)")


def bytes_left(path: Path, *texts: str) -> list[str]:
    """Return which texts stand in a file, in UTF-8 or UTF-16."""
    content = path.read_bytes()
    forms = ("utf-8", "utf-16-le", "utf-16-be")
    return [text for text in texts if any(text.encode(form) in content for form in forms)]


def everything(register: Register, outside: Outside) -> str:
    """Return everything that the file holds, as SQL."""
    return "\n".join(outside(register.path).iterdump())


def test_nothing_that_tells_who_it_was_is_left(
    register: Register, outside: Outside, rich: str, numbers: tuple[str, ...], tmp_path: Path
) -> None:
    told = bytes_left(register.path, *SECRETS, *numbers)
    assert set(SECRETS) <= set(told)  # or the search below would find nothing anyhow
    done = erase(register, rich, LATER, decision="KS-2035-7")
    gone = dict(done.result.gone)
    assert gone.pop("change_row") > 30
    assert " ".join(f"{table} {count}" for table, count in sorted(gone.items())) == (
        "deadline 1 enrolment 2 extension 1 follow_up 1 former_case 1 former_number 2 "
        "participant 1 pause 1 placement 2 remark 1 reminder 3 stay 5 support 1"
    )
    dumped = everything(register, outside)
    assert [one for one in (*SECRETS, *numbers) if one in dumped] == ["Beslutare Berg"]  # Siv's
    assert bytes_left(register.path, "ronnkvist") == []  # as names are compared
    assert bytes_left(register.path, *SECRETS, *numbers) == ["Beslutare Berg"]
    # Beside it there is only the copy that was made before, which is named.
    (copy,) = (path for path in tmp_path.iterdir() if path != register.path)
    assert done.result.copies == (str(copy),)
    assert copy.stat().st_mode & 0o777 == 0o600
    assert bytes_left(copy, "Rut Rönnkvist") == ["Rut Rönnkvist"]


def test_the_record_says_which_decision_and_not_who(
    register: Register, rich: str, outside: Outside
) -> None:
    done = erase(register, rich, LATER, decision="KS-2035-7")
    assert erased(register, LATER).rows == (
        ErasedRow("2024-01-15T09:00:00Z", "", "retention", "KS-2035-7"),
    )
    (row,) = log(register, LATER, limit=1).rows
    assert (row.change, row.command, row.summary, row.rows) == (
        done.change,
        "erase",
        "KS-2035-7",
        0,
    )
    assert all("S-0001" not in one.summary for one in log(register, LATER).rows)
    assert list(outside().execute("SELECT id, answers FROM import_answers")) == [
        (2, '{"words": {"x": "name"}}')
    ]
    assert all_answers(register).keys() == {"b"}
    assert list(outside().execute("SELECT id, sent_at FROM outbox")) == [
        (1, "2024-06-01T08:00:00Z")
    ]
    assert list(outside().execute("SELECT command FROM reading")) == [("extract –",)]
    assert list(outside().execute("SELECT * FROM reading_of")) == []


def test_what_is_left_is_nobody_s(register: Register, rich: str, numbers: tuple[str, ...]) -> None:
    before = load_person(register, 1)
    erase(register, rich, LATER, decision="KS-2035-7")
    for text in ("S-0001", "S-0003", "1", "Rut Rönnkvist", "–", *numbers[::4]):
        with pytest.raises(NotFound):
            find_case(register, text, LATER)
    after = load_person(register, -2)
    assert (after.participant.name, after.participant.identity.kind) == ("–", "other")
    assert after.participant.identity.born[0] != before.participant.identity.born[0]
    days = [(s.step.code, s.first_day, s.last_day) for s in before.stays]
    assert [(s.step.code, s.first_day, s.last_day) for s in after.stays] == days
    with pytest.raises(NotFound):
        find_case(register, after.participant.identity.number, LATER)
    told = [row for one in whole_register(register, LATER, include_notes=True) for row in one.rows]
    assert [row.reference for row in told if hasattr(row, "cohort") and hasattr(row, "sex")] == [
        "S-0002"
    ]
    assert not [row for row in told if "S--" in str(row) or "–'" in str(row)]


def deadlines_told(register: Register) -> list[int]:
    """Return how many deadlines a mail, steg today and the view for other programs tell of."""
    mailed = [case for one in digests(register, LATER, within=24) for case in one.cases]
    query = "SELECT count(*) FROM period_expiry WHERE what = 'deadline'"
    return [
        sum(case.what == "deadline" for case in mailed),
        sum(row.what == "deadline" for row in needs(register, LATER).rows),
        register.execute(query).fetchone()[0],
    ]


def test_a_deadline_that_was_never_done_needs_nobody_any_more(
    register: Register, rich: str
) -> None:
    set_setting(register, "mail.to", "ame@skovde.example", TODAY)
    assert deadlines_told(register) == [1, 1, 1]
    erase(register, rich, LATER, decision="KS-2035-7")
    assert deadlines_told(register) == [0, 0, 0]


def test_what_surrounds_them_can_still_be_changed_and_taken_back(
    register: Register, rich: str
) -> None:
    erase(register, rich, LATER, decision="KS-2035-7")
    edit_municipality(register, "Skövde", LATER, new_name="Nya Skövde")
    assert load_person(register, -2).enrolments[0].municipality == "Nya Skövde"
    (row,) = log(register, LATER, limit=1).rows
    assert {one.reference for one in row.fields or ()} == {None, "S-0002"}
    reverse_last(register, "undo", LATER)
    assert load_person(register, -2).enrolments[0].municipality == "Skövde"


def test_a_number_is_given_to_nobody_again(
    register: Register, rich: str, enrol_somebody: EnrolSomebody
) -> None:
    erase(register, rich, LATER, decision="KS-2035-7")
    assert enrol_somebody("Nya Nylund") == "S-0004"


def test_of_somebody_registered_by_mistake_nothing_is_left(
    register: Register, on_step: OnStep, outside: Outside
) -> None:
    who = on_step("praktik", "Felix Fel", workplace="Solgården")
    done = erase(register, who, TODAY, decision=None, wrongly_registered=True)
    assert (done.change, done.result.ground, done.result.decision) == (
        *(None, "wrongly-registered"),
        "",
    )
    tables = ("participant", "enrolment", "stay", "placement")
    left = [outside().execute(f"SELECT count(*) FROM {one}").fetchone()[0] for one in tables]
    assert left == [0, 0, 0, 0]
    assert bytes_left(register.path, "Felix Fel") == []
    assert [row.ground for row in erased(register, TODAY).rows] == ["wrongly-registered"]


def never_left(register: Register, rich: str) -> str:
    return "S-0002"


def nothing(register: Register, rich: str) -> str:
    return rich


def on_hold(register: Register, rich: str) -> str:
    hold(register, rich, "överklagat", TODAY)
    return rich


def kept_by_the_project(register: Register, rich: str) -> str:
    edit(register, PROJECT, "STEG", {"keep_until": LATER}, TODAY)
    return rich


@pytest.mark.parametrize(
    ("made", "day", "message"),
    [
        (never_left, "2035-01-15", "{who} has not left: an enrolment is open."),
        (on_hold, "2035-01-15", "{who} is on hold since {day}: nothing may be erased."),
        (
            nothing,
            "2034-06-20",
            "{who} left on {left}, and is kept until {day} by {decision}.",
        ),
        (
            kept_by_the_project,
            "2035-01-15",
            "Everything of the project {project} is kept until {day}.",
        ),
    ],
)
def test_what_keeps_somebody(
    register: Register,
    rich: str,
    outside: Outside,
    tmp_path: Path,
    made: Callable[[Register, str], str],
    day: str,
    message: str,
) -> None:
    who = made(register, rich)
    before = everything(register, outside)
    with pytest.raises(Refused) as refused:
        erase(register, who, D(day), decision="KS-2035-7")
    assert refused.value.message == message
    assert everything(register, outside) == before
    assert list(tmp_path.iterdir()) == [register.path]


def test_the_day_after_the_time_is_over_is_late_enough(register: Register, rich: str) -> None:
    assert erase(register, rich, D("2034-06-21"), decision="KS-2035-7", dry_run=True).result


def test_without_a_rule_nobody_goes_and_without_a_decision_neither(
    register: Register, on_step: OnStep
) -> None:
    who = on_step("praktik", workplace="Solgården")
    leave(register, who, TODAY, to="other", on=TODAY)
    with pytest.raises(Refused, match="No rule of retention"):
        erase(register, who, LATER, decision="KS-2035-7")
    with pytest.raises(Malformed, match="the reference of the decision"):
        erase(register, who, LATER, decision=None)


def test_a_hold_stops_a_correction_too_until_it_ends(register: Register, on_step: OnStep) -> None:
    who = on_step("praktik", workplace="Solgården")
    hold(register, who, "överklagat", TODAY)
    with pytest.raises(Refused, match="on hold"):
        erase(register, who, TODAY, decision=None, wrongly_registered=True)
    end(register, who, TODAY)
    assert erase(register, who, TODAY, decision=None, wrongly_registered=True, dry_run=True)


def test_what_was_done_to_them_cannot_be_undone_and_the_rest_can(
    register: Register, rich: str
) -> None:
    changes = {row.summary: row.change for row in log(register, TODAY).rows}
    together = max(n for text, n in changes.items() if "S-0002" in text)  # the conversion of both
    done = erase(register, rich, LATER, decision="KS-2035-7")
    with pytest.raises(Refused, match="concerned somebody who was erased"):
        reverse_last(register, "undo", LATER, older=together)
    with pytest.raises(Refused, match="erased somebody, and cannot be taken back"):
        reverse_last(register, "undo", LATER, older=done.change)
    after = note(register, "S-0002", "en rad", LATER).change
    assert reverse_last(register, "undo", LATER).result.reversed == after
    assert reverse_last(register, "redo", LATER).result.reversed == after


def test_an_undo_that_was_theirs_cannot_be_redone(register: Register, rich: str) -> None:
    note(register, rich, "en rad", TODAY)
    reverse_last(register, "undo", TODAY)
    erase(register, rich, LATER, decision="KS-2035-7")
    with pytest.raises(Refused, match="concerned somebody who was erased"):
        reverse_last(register, "redo", LATER)


def test_two_cases_set_apart_again_keep_their_own(
    register: Register, on_step: OnStep, number_of: NumberOf, enrol_somebody: EnrolSomebody
) -> None:
    """What was logged of one case while it was the other one's goes with the one it is of."""
    old = on_step("praktik", "Rut Rönnkvist", workplace="Solgården")
    leave(register, old, TODAY, to="other", on=D("2024-01-31"))
    new = enrol_somebody("Rut Rönnkvist", number=number_of("19800161"), on=D("2024-02-01"))
    amend(register, new, "consultant", "Konsult Kvick", TODAY)
    merge(register, old, new, TODAY)
    amend(register, new, "placement.1.supervisor", "Handledare Hage", TODAY)
    for _ in range(2):
        reverse_last(register, "undo", TODAY)
    add_rule(register, "participant", RULE, TODAY)
    erase(register, old, LATER, decision="KS-2035-7")
    assert bytes_left(register.path, "Handledare Hage", number_of("19800101")) == []
    assert load_person(register, 2).enrolments[0].consultant == "Konsult Kvick"
    assert [row.command for row in log(register, LATER, who=new).rows] == ["amend", "enrol"]


def test_an_interrupted_erasure_is_finished_by_whoever_opens_the_register_next(
    register: Register, rich: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def killed(_: Register) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("steg_cli.actions.erase.finish", killed)
        with pytest.raises(Killed):
            erase(register, rich, LATER, decision="KS-2035-7")
    assert [row.at for row in erased(register, LATER).rows] == [""]
    register.close()
    with open_register(register.path) as again:
        assert [row.at for row in erased(again, LATER).rows] != [""]
        assert again.execute("PRAGMA freelist_count").fetchone()[0] == 0
    assert bytes_left(register.path, *SECRETS) == ["Beslutare Berg"]


def test_a_file_that_cannot_be_built_anew_now_is_told_of(
    register: Register, rich: str, monkeypatch: pytest.MonkeyPatch, outside: Outside
) -> None:
    reader = outside()
    reader.execute("BEGIN")
    with monkeypatch.context() as patch:
        patch.setattr("steg_cli.actions.erase.back_up", lambda *_: None)
        real = register.execute
        register.execute("PRAGMA busy_timeout = 0")

        def read_meanwhile(query: str, *values: Any) -> Any:
            if query == "VACUUM":
                reader.execute("SELECT * FROM participant").fetchall()
            return real(query, *values)

        patch.setattr(register, "execute", read_meanwhile)
        done = erase(register, rich, LATER, decision="KS-2035-7")
    assert [one.message for one in done.notes] == [
        "The file could not be built anew, which the next command does: steg retention"
    ]
    reader.execute("ROLLBACK")
    register.close()
    with open_register(register.path) as again:
        assert [row.at for row in erased(again, LATER).rows] != [""]


def test_copies_elsewhere_are_named_and_others_are_not(
    register: Register, rich: str, tmp_path: Path, outside: Outside
) -> None:
    folder = tmp_path / "kopior"
    folder.mkdir()
    for name in ("med.db", "utan.db", "trasig.db"):
        (folder / name).write_bytes(register.path.read_bytes() if name != "trasig.db" else b"x")
        register.execute(
            "INSERT INTO backup (at, day, by, path, reason) VALUES ('', '2024-06-01', '', ?, '')",
            (str(folder / name),),
        )
    register.execute(
        "INSERT INTO backup (at, day, by, path, reason) VALUES ('', '2024-06-01', '', ?, '')",
        (str(folder / "borta.db"),),
    )
    with open_register(folder / "utan.db") as other:
        other.execute("UPDATE participant SET kind = 'other', number = 'X' WHERE id = 1")
    done = erase(register, rich, LATER, decision="KS-2035-7", dry_run=True)
    assert done.result.copies == (str(folder / "med.db"),)


def test_a_copy_is_named_where_they_have_another_number_or_the_list_does_not_know_it(
    register: Register, rich: str, tmp_path: Path, number_of: NumberOf
) -> None:
    folder = tmp_path / "kopior"
    folder.mkdir()
    set_setting(register, "backup.folder", "kopior", TODAY)
    copies = (folder / "efter.db", folder / "innan.db", tmp_path / "bredvid.db")
    for copy in copies:
        copy.write_bytes(register.path.read_bytes())
    with open_register(folder / "innan.db") as older:
        older.execute("DELETE FROM former_number")
        older.execute("UPDATE participant SET number = ? WHERE id = 1", (number_of("19800101"),))
    done = erase(register, rich, LATER, decision="KS-2035-7", dry_run=True)
    assert sorted(done.result.copies) == sorted(map(str, copies))


NAMED = (
    "What is or was written about {cases} names the person, and stays: look there, "
    "steg show {first}"
)


def test_who_else_s_texts_name_the_person_is_told(
    register: Register, rich: str, enrol_somebody: EnrolSomebody
) -> None:
    amend(register, rich, "name", "Rut Ros", TODAY)
    enrol_somebody("Rut Rönnkvist")  # called the same: nothing of hers is about Rut
    note(register, "S-0002", "Rut Rönnkvistsson är en annan", TODAY)
    before = erase(register, rich, LATER, decision="KS-2035-7", dry_run=True)
    assert NAMED not in [one.message for one in before.notes]
    note(register, "S-0002", "granne med RUT ROS (S-0001)", TODAY)
    note(register, "S-0002", "syster till Rut Rönnkvist", TODAY)
    amend(register, "S-0002", "note.3", "", TODAY)
    done = erase(register, rich, LATER, decision="KS-2035-7")
    told = [(one.message, dict(one.values)) for one in done.notes]
    assert (NAMED, {"cases": "S-0002", "first": "S-0002"}) in told
    assert bytes_left(register.path, "RUT ROS", "Rut Rönnkvist") == ["RUT ROS", "Rut Rönnkvist"]


def test_what_surrounds_people_and_names_the_person_is_told(register: Register, rich: str) -> None:
    edit(register, WORKPLACE, "Solgården", {"manager": 'Kim "Rut RÖNNKVIST" Ek'}, TODAY)
    (change,) = register.execute("SELECT max(id) FROM change").fetchone()
    edit(register, WORKPLACE, "Solgården", {"manager": "Ruta Rönnkvistsson"}, TODAY)
    done = erase(register, rich, LATER, decision="KS-2035-7")
    told = [dict(one.values) for one in done.notes if one.message == OF_SURROUNDINGS]
    assert told == [{"change": change + 1}]


def test_a_list_and_a_copy_called_after_the_person_are_not_named_any_more(
    register: Register, rich: str, tmp_path: Path
) -> None:
    with register.change("import", TODAY) as change:
        register.execute("UPDATE participant SET name = 'Siv Sundh' WHERE id = 2")
        change.summary = "rut rönnkvist, 2024.xlsx +0 ~1"
    for name in ("Rut Ro\u0308nnkvist.db", "kopia.db"):
        register.execute(
            "INSERT INTO backup (at, day, by, path, reason) VALUES ('', '2024-06-01', '', ?, '')",
            (str(tmp_path / name),),
        )
    erase(register, rich, LATER, decision="KS-2035-7")
    (summary,) = register.execute(
        "SELECT summary FROM change WHERE id = ?", (change.id,)
    ).fetchone()
    paths = [Path(row[0]).name for row in register.execute("SELECT path FROM backup ORDER BY id")]
    assert (summary, paths) == (
        "–, 2024.xlsx +0 ~1",
        ["kopia.db", "steg-2035-01-15-erase.db"],
    )
    assert bytes_left(register.path, "rut rönnkvist", "Rut Ro\u0308nnkvist") == []


def test_answers_that_hold_what_they_were_called_before_are_forgotten(
    register: Register, rich: str
) -> None:
    amend(register, rich, "name", "Rut Ros", TODAY)
    erase(register, rich, LATER, decision="KS-2035-7")
    assert all_answers(register).keys() == {"b"}


def test_a_dry_run_says_the_same_and_leaves_everything(
    register: Register, rich: str, outside: Outside, tmp_path: Path
) -> None:
    before = everything(register, outside)
    planned = erase(register, rich, LATER, decision="KS-2035-7", dry_run=True)
    assert everything(register, outside) == before
    assert list(tmp_path.iterdir()) == [register.path]
    done = erase(register, rich, LATER, decision="KS-2035-7")
    assert replace(done.result, copies=()) == planned.result
