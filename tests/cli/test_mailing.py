"""steg report --mail: the status report to the contacts, in numbers alone."""

from __future__ import annotations

import email
import email.policy
import sqlite3
from contextlib import closing
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Dump, Steg

EVA, KIM = "eva@kommun.example", "kim@kommun.example"
NAMES = ("Anna", "Berg", "Ceder", "Solgården", "Björkskolan", "Hemliga", "S-00")


@pytest.fixture
def working_group(steg: Steg) -> None:
    """Three contacts, of whom one has no address, and two have the same."""
    for name, address in (("Eva", EVA), ("Kim", KIM), ("Ola", None), ("Eva igen", EVA.upper())):
        about = ("--email", address) if address else ()
        words = ("--role", "chef", "--organisation", "Vård", *about)
        assert steg("contact", "add", name, *words)[0] == 0


def mails(folder: Path) -> dict[str, EmailMessage]:
    """Return the mails in the folder of the story's register by their recipients."""
    found = {}
    for path in sorted(folder.glob("*-mail/*.eml")):
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        found[str(message["To"])] = message
    return found


def waiting(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as file:
        query = "SELECT recipient, message_id FROM outbox WHERE sent_at IS NULL ORDER BY id"
        return file.execute(query).fetchall()


def test_each_contact_with_an_address_gets_it_once_a_day(
    steg: Steg, working_group: None, tmp_path: Path
) -> None:
    code, out, err = steg("report", "--mail", "--yes")
    assert (code, [line.partition(". ")[0] for line in out.splitlines()]) == (
        *(0, [f"Written for {EVA}, not sent", f"Written for {KIM}, not sent"]),
    )
    assert err.startswith("Note: the mails lie in ")
    assert steg("report", "--mail", "--yes") == (
        0,
        "",
        "It was written for everybody today already.\n",
    )
    _, out, _ = steg("--today", "2024-01-16", "report", "--mail", "--yes")
    assert len(out.splitlines()) == 2


def test_the_mail_has_counts_alone_and_the_page_as_a_file(
    steg: Steg, working_group: None, story: Path
) -> None:
    steg("report", "--mail", "--yes")
    message = mails(story.parent)[EVA]
    body = message.get_body()
    assert body is not None
    text, (page,) = body.get_content(), message.iter_attachments()
    assert (message["Subject"], page.get_filename()) == ("Status on 2024-01-15", "status.html")
    assert text.splitlines()[0] == "Cohorts on 2024-01-15"
    assert "Pilot 2016       25        <5      <5     0  serviceassistent <5" in text
    assert "Costs from 2024-01-01 to 2024-01-31" in text.splitlines()
    whole = message.as_string() + text + page.get_content()
    assert [name for name in NAMES if name in whole] == []
    assert "<svg" in page.get_content()


def test_a_project_s_own_contacts_can_be_chosen(
    steg: Steg, working_group: None, story: Path
) -> None:
    assert steg("report", "--mail", "--project", "steg", "--yes") == (
        1,
        "",
        "Error: No contact of STEG has an address.\n"
        'Say who gets it: steg contact edit NAME --project "STEG" --email ADDRESS\n',
    )
    assert steg("contact", "edit", "Kim", "--project", "STEG")[0] == 0
    assert steg("report", "--mail", "--project", "nothing", "--yes")[0] == 1
    assert steg("report", "--mail", "--project", "steg", "--yes")[0] == 0
    assert [*mails(story.parent)] == [KIM]


def test_it_asks_first(steg: Steg, working_group: None, dump: Dump) -> None:
    before = dump()
    code, out, err = steg("report", "--mail")
    assert (code, out) == (2, "")
    assert "Add --yes when you are sure." in err
    assert dump() == before


def test_what_was_not_delivered_waits_for_the_next_time_that_day(
    steg: Steg, working_group: None, story: Path
) -> None:
    for key, value in (("transport", "smtp"), ("to", "me@kommun.example"), ("port", "1")):
        steg("setting", f"mail.{key}", value)
    steg("setting", "mail.host", "127.0.0.1")
    code, out, err = steg("report", "--mail", "--yes")
    assert (code, out) == (4, "")
    assert "0 sent, 2 failed. steg remind --outbox shows what waits." in err
    first = waiting(story)
    assert [recipient for recipient, _ in first] == [EVA, KIM]
    steg("setting", "mail.transport", "folder")
    steg("remind", "--send")  # it leaves these alone
    assert waiting(story) == first
    assert len(steg("report", "--mail", "--yes")[1].splitlines()) == 2
    assert waiting(story) == []
    assert {str(mails(story.parent)[who]["Message-ID"]) for who in (EVA, KIM)} == {
        message_id for _, message_id in first
    }


def test_a_report_of_yesterday_that_never_left_does_not_leave_today(
    steg: Steg, working_group: None, story: Path
) -> None:
    for key, value in (("transport", "smtp"), ("to", "me@kommun.example"), ("port", "1")):
        steg("setting", f"mail.{key}", value)
    steg("setting", "mail.host", "127.0.0.1")
    steg("report", "--mail", "--yes")
    first = waiting(story)
    steg("--today", "2024-01-16", "report", "--mail", "--yes")
    assert [recipient for recipient, _ in waiting(story)] == [EVA, KIM]
    assert {*waiting(story)} & {*first} == set()


def test_what_was_tried_out_with_a_folder_is_sent_when_mails_leave(
    steg: Steg, working_group: None, story: Path
) -> None:
    steg("report", "--mail", "--yes")
    for key, value in (("transport", "smtp"), ("to", "me@kommun.example"), ("port", "1")):
        steg("setting", f"mail.{key}", value)
    steg("setting", "mail.host", "127.0.0.1")
    assert steg("report", "--mail", "--yes")[0] == 4
    assert len(waiting(story)) == 2


def test_nobody_to_send_it_to_is_told(steg: Steg) -> None:
    assert steg("report", "--mail", "--yes") == (
        1,
        "",
        "Error: No contact has an address.\n"
        "Say who gets it: steg contact add NAME --role ROLE --organisation NAME --email ADDRESS\n",
    )


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("--mail", "--format", "csv"), "--mail does not go with --format."),
        (("--mail", "--from", "2024-01-01"), "--mail does not go with --from."),
        (("--mail", "--all"), "--mail does not go with --all."),
    ],
)
def test_what_does_not_go_with_it(steg: Steg, words: tuple[str, ...], error: str) -> None:
    expected = f"Error: {error}\nLeave one of them out.\n"
    assert steg("report", *words) == (2, "", expected)


@pytest.mark.parametrize("name", ["cohorts", "eva@kommun.example"])
def test_neither_a_report_nor_a_recipient_is_chosen(steg: Steg, name: str) -> None:
    assert steg("report", "--mail", name) == (
        2,
        "",
        f"Error: --mail sends the status report to the contacts: {name} does not go with it.\n"
        "Write it alone: steg report --mail\n",
    )
