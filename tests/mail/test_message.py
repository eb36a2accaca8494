"""Messages for the network: what a mail program reads, the bytes on the way, and what is in none.

The last part writes the mails of a whole register and looks for everything that no mail may say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from steg_cli.actions.advance import advance
from steg_cli.actions.enrol import Application, enrol
from steg_cli.actions.place import place
from steg_cli.actions.remind import Postman, remind
from steg_cli.actions.surroundings import COHORT, WORKPLACE, Typed, add, edit, set_setting
from steg_cli.mail import message as messages
from steg_cli.mail.letter import letter_of
from steg_cli.mail.message import Envelope, message_of
from steg_cli.programme.choices import SUPPORT_KIND
from steg_cli.programme.codes import SUPPORT_KINDS, What
from steg_cli.programme.errors import Refused, StegError
from steg_cli.programme.identity import Identity, other_identity, parse_identity
from steg_cli.programme.people import NEW, Deadline, Pause, Support
from steg_cli.programme.words import clean_address, clean_text, is_unshowable
from steg_cli.register.file import Register
from steg_cli.register.surroundings import step_labels
from steg_cli.reports.digests import Digest
from steg_cli.reports.due import Case
from steg_cli.reports.ends import WHATS
from steg_cli.texts import Texts, texts

if TYPE_CHECKING:
    from tests.conftest import Give, NumberOf
    from tests.mail.conftest import CaseOf, DigestOf

TODAY = date(2024, 1, 15)
AT = datetime(2024, 1, 15, 9, 30, tzinfo=UTC)
STEPS = {"serviceassistent": "serviceassistent"}
EN, SV = texts("en").naming(STEPS), texts("sv").naming(STEPS)
MESSAGE_ID = "<steg.0123456789abcdef01234567@kommun.se>"
TO_ADMINISTRATOR = Envelope("steg@kommun.se", "ame@kommun.se", MESSAGE_ID, AT)
TO_MANAGER = Envelope(
    "steg@kommun.se", "rektor@kommun.se", MESSAGE_ID, AT, ("ame@kommun.se", "bo@kommun.se")
)


def written(digest: Digest, envelope: Envelope, t: Texts) -> bytes:
    return message_of(digest, letter_of(digest, t), envelope, t)


def parsed(raw: bytes) -> EmailMessage:
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert [part.defects for part in message.walk() if part.defects] == []
    return message


def content(message: EmailMessage, *wanted: str) -> str:
    """Return the text of the part that a mail program would show, with line feeds alone."""
    part = message.get_body(wanted)
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


@pytest.fixture
def digest(case_of: CaseOf, digest_of: DigestOf) -> Digest:
    """One overdue case, one that ends, and two without details."""
    return digest_of(
        case_of(2, -137, notice=14, months=12, commands=("steg extend S-0002 --months 12",)),
        case_of(1, 45, name="Åsa Öberg", commands=("steg leave S-0001 --to …", "and another")),
        without_details=2,
    )


# What a mail program reads


def test_the_headers_to_an_administrator(digest: Digest) -> None:
    assert parsed(written(digest, TO_ADMINISTRATOR, EN)).items() == [
        ("From", "steg <steg@kommun.se>"),
        ("To", "ame@kommun.se"),
        (
            "Subject",
            "steg: 1 overdue, 1 ending, on 2024-02-29, 2 cases without details",
        ),
        ("Date", "Mon, 15 Jan 2024 09:30:00 +0000"),
        ("Message-ID", MESSAGE_ID),
        ("Auto-Submitted", "auto-generated"),
        ("X-Auto-Response-Suppress", "OOF, AutoReply, RN, NRN"),
        ("MIME-Version", "1.0"),
        ("Content-Type", 'multipart/mixed; boundary="=0=steg.0123456789abcdef01234567="'),
        ("Content-Language", "en"),
    ]


def test_answers_of_a_manager_go_to_the_administrators(digest: Digest) -> None:
    assert parsed(written(digest, TO_MANAGER, SV)).items() == [
        ("From", "steg <steg@kommun.se>"),
        ("To", "rektor@kommun.se"),
        ("Reply-To", "ame@kommun.se, bo@kommun.se"),
        ("Subject", "steg: 1 har gått ut, 1 slutar snart, 2024-02-29, 2 ärenden utan uppgifter"),
        ("Date", "Mon, 15 Jan 2024 09:30:00 +0000"),
        ("Message-ID", MESSAGE_ID),
        ("Auto-Submitted", "auto-generated"),
        ("X-Auto-Response-Suppress", "OOF, AutoReply, RN, NRN"),
        ("MIME-Version", "1.0"),
        ("Content-Type", 'multipart/mixed; boundary="=0=steg.0123456789abcdef01234567="'),
        ("Content-Language", "sv"),
    ]


def shape(message: EmailMessage) -> list[tuple[str, str | None, str | None, str | None]]:
    """Return type, charset, transfer encoding and file name of each part, from the outside in."""
    return [
        (
            part.get_content_type(),
            part.get_content_charset(),
            part["Content-Transfer-Encoding"],
            part.get_filename(),
        )
        for part in message.walk()
    ]


@pytest.mark.parametrize(("t", "file_name"), [(EN, "last-days.ics"), (SV, "sista-dagar.ics")])
def test_text_and_html_are_alternatives_and_the_calendar_is_attached(
    digest: Digest, t: Texts, file_name: str
) -> None:
    message = parsed(written(digest, TO_ADMINISTRATOR, t))
    qp = "quoted-printable"
    assert shape(message) == [
        ("multipart/mixed", None, None, None),
        ("multipart/alternative", None, None, None),
        ("text/plain", "utf-8", qp, None),
        ("text/html", "utf-8", qp, None),
        ("text/calendar", "utf-8", qp, file_name),
    ]
    (attached,) = message.iter_attachments()
    assert attached.get_content_disposition() == "attachment"
    assert attached.get_param("method") == "PUBLISH"


@pytest.mark.parametrize("t", [EN, SV])
def test_both_parts_are_the_letter(digest: Digest, t: Texts) -> None:
    message, letter = parsed(written(digest, TO_ADMINISTRATOR, t)), letter_of(digest, t)
    assert content(message, "plain") == letter.text
    assert content(message, "html") == letter.html


def test_a_digest_without_details_has_no_calendar(digest_of: DigestOf) -> None:
    message = parsed(written(digest_of(without_details=2), TO_ADMINISTRATOR, SV))
    assert [kind for kind, *_ in shape(message)] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    assert message["Content-Language"] == "sv"


def events_of(message: EmailMessage) -> list[tuple[str, date, date, str, str]]:
    """Return UID, first day, the day after, summary and description of each event."""
    attached = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    events: list[Any] = [
        event
        for part in attached
        for event in Calendar.from_ical(part.get_content()).walk("VEVENT")
    ]
    return [
        (str(e["UID"]), e["DTSTART"].dt, e["DTEND"].dt, str(e["SUMMARY"]), str(e["DESCRIPTION"]))
        for e in events
    ]


def test_the_calendar_has_the_days_to_come_and_what_settles_each(
    case_of: CaseOf, digest_of: DigestOf
) -> None:
    """A day that has passed is no help in a calendar, and notice by is a day of its own."""
    digest = digest_of(
        case_of(2, -137, notice=30, commands=("steg extend S-0002 --months 12",)),
        case_of(3, 20, notice=30),
        case_of(4, 30, notice=30),
        case_of(1, 45, notice=30, name="Åsa Öberg", commands=("steg leave S-0001", "another")),
        case_of(5, 45, what="step"),
        case_of(6, 45, what="placement"),
        case_of(7, 45, what="support"),
        case_of(8, 0, what="follow-up"),
        case_of(9, 45, what="deadline", number=2),
    )
    found = events_of(parsed(written(digest, TO_ADMINISTRATOR, SV)))
    assert [(uid, str(first), summary, about) for uid, first, _, summary, about in found] == [
        ("uid-3@steg", "2024-02-04", "S-0003: sista dag (period)", ""),
        ("notice.uid-4@steg", "2024-01-15", "S-0004: besked senast idag (period)", ""),
        ("uid-4@steg", "2024-02-14", "S-0004: sista dag (period)", ""),
        (
            *("notice.uid-1@steg", "2024-01-30", "S-0001: besked senast idag (period)"),
            "steg avsluta S-0001\nanother",
        ),
        (
            *("uid-1@steg", "2024-02-29", "S-0001: sista dag (period)"),
            "steg avsluta S-0001\nanother",
        ),
        ("uid-5@steg", "2024-02-29", "S-0005: sista dag (steg)", ""),
        ("uid-6@steg", "2024-02-29", "S-0006: sista dag (placering)", ""),
        ("uid-7@steg", "2024-02-29", "S-0007: sista dag (beslut)", ""),
        ("uid-8@steg", "2024-01-15", "S-0008: uppföljning", ""),
        ("uid-9@steg", "2024-02-29", "S-0009: bevakning 2", ""),
    ]
    assert {last - first for _, first, last, _, _ in found} == {timedelta(1)}
    english = events_of(parsed(written(digest, TO_ADMINISTRATOR, EN)))
    assert [summary for *_, summary, _ in english][1:3] == [
        "S-0004: notice by today (period)",
        "S-0004: last day (period)",
    ]
    assert [summary for *_, summary, _ in english][-3:] == [
        "S-0007: last day (decision)",
        "S-0008: follow-up",
        "S-0009: deadline 2",
    ]


def test_days_that_have_passed_alone_make_no_calendar(case_of: CaseOf, digest_of: DigestOf) -> None:
    message = parsed(written(digest_of(case_of(2, -1, notice=30)), TO_ADMINISTRATOR, SV))
    assert "text/calendar" not in {kind for kind, *_ in shape(message)}


def test_a_step_whose_name_steers_a_terminal_does_so_nowhere_in_the_message(
    case_of: CaseOf, digest_of: DigestOf
) -> None:
    """Another program may have written it into the register."""
    digest = digest_of(case_of(1, 45, step="prak\x1b[31mtik\u202e\r\nBcc: all@x.se"))
    message = parsed(written(digest, TO_ADMINISTRATOR, EN))
    shown = [part.get_content() for part in message.walk() if not part.is_multipart()]
    assert [c for c in "".join(shown) if is_unshowable(c) and c not in "\r\n"] == []
    assert message["Bcc"] is None


@pytest.mark.parametrize(
    ("t", "subject", "text"),
    [
        (
            EN,
            "steg: test mail",
            "This is a test of steg's reminders. Since it arrived, they will arrive too.\n",
        ),
        (
            SV,
            "steg: provbrev",
            "Det här är ett test av påminnelserna från steg. "
            "När det här kom fram kommer de också fram.\n",
        ),
    ],
)
def test_a_test_mail_says_that_it_is_one(t: Texts, subject: str, text: str) -> None:
    raw = messages.test_message(TO_ADMINISTRATOR, t)
    message = parsed(raw)
    assert message.items() == [
        ("From", "steg <steg@kommun.se>"),
        ("To", "ame@kommun.se"),
        ("Subject", subject),
        ("Date", "Mon, 15 Jan 2024 09:30:00 +0000"),
        ("Message-ID", MESSAGE_ID),
        ("Auto-Submitted", "auto-generated"),
        ("X-Auto-Response-Suppress", "OOF, AutoReply, RN, NRN"),
        ("Content-Type", 'text/plain; charset="utf-8"'),
        ("Content-Transfer-Encoding", "quoted-printable"),
        ("MIME-Version", "1.0"),
        ("Content-Language", t.language),
    ]
    assert content(message, "plain") == text
    check_for_the_network(raw)


# The bytes on the way


def check_for_the_network(raw: bytes) -> None:
    """Check what RFC 5321 and 5322 ask: seven bits, lines and their ends, folded headers."""
    assert max(raw) < 128
    assert raw.endswith(b"\r\n")
    lines = raw.split(b"\r\n")
    assert not [line for line in lines if b"\r" in line or b"\n" in line]
    assert max(map(len, lines)) <= 998
    for line in raw.partition(b"\r\n\r\n")[0].split(b"\r\n"):
        # A longer one has nowhere to be folded: it is one word, after the header's name.
        assert len(line) <= 78 or b" " not in re.sub(rb"^(From: steg |[A-Za-z-]+: | )", b"", line)


@pytest.mark.parametrize("envelope", [TO_ADMINISTRATOR, TO_MANAGER])
@pytest.mark.parametrize("t", [EN, SV])
def test_the_bytes_are_what_every_server_takes(
    digest: Digest, envelope: Envelope, t: Texts
) -> None:
    raw = written(digest, envelope, t)
    check_for_the_network(raw)
    assert max(map(len, raw.split(b"\r\n"))) <= 78


def test_the_same_values_give_the_same_bytes(digest: Digest) -> None:
    assert written(digest, TO_MANAGER, SV) == written(digest, TO_MANAGER, SV)


@pytest.mark.parametrize(
    "address",
    [
        "a@b",
        "fornamn.efternamn+steg@ame.kommun.se",
        "!#$%&'*+/?=^_`{|}~-x@kommun.se",
        "a" * 64 + "@kommun.se",
        "bo@" + "a-long-part." * 15 + "se",
    ],
)
def test_every_address_that_may_be_entered_comes_back_whole(digest: Digest, address: str) -> None:
    assert clean_address(address) == address
    message_id = f"<steg.0123@{address.rpartition('@')[2]}>"
    envelope = Envelope(address, address, message_id, AT, (address, "ame@kommun.se"))
    raw = written(digest, envelope, SV)
    check_for_the_network(raw)
    message = parsed(raw)
    assert addresses(message, "From") == [address]
    assert addresses(message, "To") == [address]
    assert addresses(message, "Reply-To") == [address, "ame@kommun.se"]
    assert message["Message-ID"].strip() == message_id


def test_an_address_that_looks_encoded_is_refused_or_comes_back_whole(digest: Digest) -> None:
    address = "=?utf-8?q?bo?=@kommun.se"
    try:
        clean_address(address)
    except Refused:
        return
    raw = written(digest, Envelope("steg@kommun.se", address, MESSAGE_ID, AT), SV)
    assert addresses(parsed(raw), "To") == [address]


def addresses(message: EmailMessage, header: str) -> list[str]:
    return [one.addr_spec for one in message[header].addresses]


SHOWABLE = st.characters(exclude_categories=("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"))
WORDS = (
    st.text(SHOWABLE, min_size=1, max_size=60)
    .filter(lambda text: bool(text.strip()) and "\\N" not in text)
    .map(lambda text: clean_text(text, "text"))
)


@st.composite
def some_case(draw: st.DrawFn) -> Case:
    days = draw(st.integers(-400, 400))
    last = TODAY + timedelta(days)
    notice = draw(st.none() | st.integers(0, 60))
    number = draw(st.integers(1, 99_999))
    what: What = draw(st.sampled_from(WHATS))
    months = draw(st.integers(0, 60)) if what == "period" else None
    return Case(
        what=what,
        reference=f"S-{number:04}",
        number=draw(st.integers(1, 40)) if what == "deadline" else None,
        name=draw(st.none() | WORDS),
        step=draw(st.none() | WORDS),
        last_day=last,
        days_left=days,
        state="overdue" if days < 0 else "ending",
        notice_by=None if notice is None else last - timedelta(notice),
        months_in_all=months,
        most_months=None if months is None else 24,
        months_left_to_extend=None if months is None else draw(st.integers(0, 24)),
        used_up_on=None if months is None else last + timedelta(draw(st.integers(-400, 400))),
        paused_since=draw(st.none() | st.dates()),
        commands=tuple(draw(st.lists(WORDS, max_size=3))),
        uid=f"{number}@steg",
    )


@st.composite
def some_digest(draw: st.DrawFn) -> Digest:
    cases = sorted(draw(st.lists(some_case(), max_size=5)), key=lambda case: case.last_day)
    without_details = draw(st.integers(0 if cases else 1, 20))
    return Digest(
        recipient="ame@kommun.se",
        to_manager=draw(st.booleans()),
        as_of=TODAY,
        within=3,
        names="none",
        cases=tuple(cases),
        without_details=without_details,
        shows_them=draw(st.none() | WORDS),
        keys=(),
    )


@settings(deadline=None, max_examples=60)
@given(some_digest(), st.sampled_from([EN, SV]))
def test_whatever_a_digest_says_arrives_as_it_was_written(digest: Digest, t: Texts) -> None:
    letter = letter_of(digest, t)
    raw = message_of(digest, letter, TO_MANAGER, t)
    check_for_the_network(raw)
    message = parsed(raw)
    assert message["Subject"] == letter.subject
    assert content(message, "plain") == letter.text
    assert content(message, "html") == letter.html
    assert [(uid, first, text) for uid, first, _, _, text in events_of(message)] == [
        (uid, day, "\n".join(map(t.command, case.commands)))
        for case in digest.cases
        for uid, day in ((f"notice.{case.uid}", case.notice_by), (case.uid, case.last_day))
        if day and day >= TODAY
    ]


# What no mail may say

PEOPLE = {
    # name: (born, workplace, first day of the period, protected)
    "Aurora Blomstrand": ("19710317", "Solgården", date(2023, 3, 1), False),
    "Balder Citronfjäril": ("19820909", "Björkskolan", date(2022, 9, 1), False),
    "Cecilia Daggkåpa": ("19930521", "Hemliga huset", date(2023, 2, 2), True),
    "Didrik Enbuske": ("20041203", "Solgården", date(2023, 4, 4), True),
    "Embla Fjällviol": ("19680771", "Solgården", date(2023, 2, 10), False),
    "Frej Gullviva": ("", "Björkskolan", date(2023, 3, 6), False),
}
PROTECTED = ("S-0003", "S-0004")
OTHER_ID = "X-ledljus-77"
DNR, DEADLINE = "AF-2023/0815", "Samtal om tillståndet"
SECRETS = (
    *(DNR, DEADLINE, "tillstånd", "12 345", "12345"),
    *(
        word
        for code, label, also in SUPPORT_KIND.words
        if code != "other"
        for word in (code, label, *also)
    ),
)
SURROUNDINGS = (
    *("Solgården", "Björkskolan", "Hemliga huset", "Vård och omsorg", "Barn och utbildning"),
    *("Skövde", "Töreboda", "Gullspång", "Kull Granit", "Pilot 2016"),
    *("Konsultia", "Handledarsson", "Beslutsson", "undantagsskäl", "särskilt beslut", "Ledarström"),
    OTHER_ID,
)
ABOUT_PEOPLE = re.compile(
    r"\b(man|män|kvinna|kvinnor|male|female|woman|men|women|sex|kön|gender)\b"
    r"|disab|funktions|long-term|långtid|arbetslös|unemploy|far-from|compulsory|grundskol"
    r"|personnummer|samordning|protected|skydd"
)
MONTHS = {
    3: ("March", "mars"),
    5: ("May", "maj"),
    7: ("July", "juli"),
    9: ("September", "september"),
    12: ("December", "december"),
}
RECIPIENTS = ["ame@kommun.se", "chefina@kommun.se", "rektor@kommun.se"]


def birth_date(born: str) -> date:
    day = int(born[6:])
    return date(int(born[:4]), int(born[4:6]), day - 60 if day > 60 else day)


def forms_of_day(day: date) -> Iterable[str]:
    year, month, number = day.year, day.month, day.day
    for form in ("%Y-%m-%d", "%Y%m%d", "%y%m%d", "%y-%m-%d", "%Y/%m/%d", "%Y.%m.%d"):
        yield day.strftime(form)
    for first, second in ((number, month), (month, number)):
        yield from (f"{first}{mark}{second}{end}" for mark, end in product("/.-", ("", f" {year}")))
        yield from (f"{first:02}{mark}{second:02}{mark}{year}" for mark in "/.-")
    for name in MONTHS[month]:
        yield from (f"{number} {name}", f"{name} {number}", f"{name[:3]} {number}")


def forms_of_number(number: str) -> Iterable[str]:
    for digits in (number, number[2:]):
        yield from (digits, f"{digits[:-4]}-{digits[-4:]}", f"{digits[:-4]}+{digits[-4:]}")


@pytest.fixture
def numbers(number_of: NumberOf) -> dict[str, str]:
    """The identity number of each person who has one."""
    return {name: number_of(born) for name, (born, *_) in PEOPLE.items() if born}


@pytest.fixture
def told_everything(register: Register, numbers: dict[str, str], give: Give) -> Register:
    """A register with everything in it that a mail may not say, and managers to be told."""
    add(register, COHORT, "Kull Granit", {}, TODAY)
    about: dict[str, Typed | None] = {"sector": "Vård och omsorg", "municipality": "Gullspång"}
    add(register, WORKPLACE, "Hemliga huset", about, TODAY)
    managers = {"Solgården": "chefina", "Björkskolan": "rektor", "Hemliga huset": "husfar"}
    for workplace, address in managers.items():
        manager = {"manager": "Lo Ledarström", "manager_email": f"{address}@kommun.se"}
        edit(register, WORKPLACE, workplace, manager, TODAY)
    for number, name in enumerate(PEOPLE):
        identity = (
            parse_identity(numbers[name], TODAY)
            if name in numbers
            else other_identity(OTHER_ID, 1991, "man", TODAY)
        )
        begin_period(register, name, identity, is_even=number % 2 == 0)
        ended = date(2024, 3, 1 + 3 * number)
        give(
            f"S-{number + 1:04}",
            Support(NEW, SUPPORT_KINDS[number], date(2023, 9, 1), ended, 80, 12345, DNR),
            Deadline(NEW, DEADLINE, ended, 3),
            Pause(NEW, date(2023, 12, 1), None),
        )
    for key, value in (("mail.to", "ame@kommun.se"), ("mail.managers", "on")):
        set_setting(register, key, value, TODAY)
    return register


def begin_period(register: Register, name: str, identity: Identity, *, is_even: bool) -> None:
    """Enrol one of the PEOPLE with all that can be said of them, and begin their period."""
    _, workplace, first, protected = PEOPLE[name]
    application = Application(
        identity,
        name,
        cohort="Kull Granit" if is_even else "Pilot 2016",
        municipality="Töreboda" if is_even else "Gullspång",
        status="unemployed" if is_even else "far-from-labour-market",
        on=date(2022, 1, 10),
        disability=is_even,
        long_term_unemployed=not is_even,
        consultant="Kim Konsultia",
        education="compulsory",
        protected=protected,
        exception="ett undantagsskäl",
    )
    who = enrol(register, application, TODAY).result.reference
    advance(
        register,
        who,
        first,
        to="serviceassistent",
        workplace=workplace,
        decided_by="Bo Beslutsson",
        exception="särskilt beslut",
    )
    supervisor, later = "Hans Handledarsson", date(2023, 5, 2)
    place(register, who, workplace, TODAY, first=later, supervisor=supervisor)


def mails_of(register: Register, language: str) -> dict[str, bytes]:
    """Send all reminders and return the messages by recipient."""
    t = texts(language).naming(step_labels(register, language))
    mails: dict[str, bytes] = {}

    def write(digest: Digest, message_id: str, at: datetime) -> tuple[str, bytes]:
        answers = ("ame@kommun.se",) if digest.to_manager else ()
        envelope = Envelope("steg@kommun.se", digest.recipient, message_id, at, answers)
        letter = letter_of(digest, t)
        return letter.subject, message_of(digest, letter, envelope, t)

    def deliver(recipient: str, message_id: str, message: bytes) -> str:
        assert re.fullmatch(r"<steg\.[0-9a-f]{24}@kommun\.se>", message_id)
        mails[recipient] = message
        return "taken"

    def phrase(error: StegError) -> str:
        raise AssertionError(error)

    remind(register, TODAY, Postman(write, deliver, phrase, "kommun.se"))
    return mails


def everything_in(raw: bytes) -> str:
    """Return all that can be read in a message: its bytes, headers, parts and file names."""
    message = parsed(raw)
    found = [raw.decode("ascii"), raw.replace(b"=\r\n", b"").decode("ascii")]
    for part in message.walk():
        found += [f"{key}: {value}" for key, value in part.items()]
        if not part.is_multipart():
            found += [part.get_content(), part.get_content().replace("\r\n ", "")]
    return "\n".join(found).casefold()


def shown_in(raw: bytes) -> str:
    """Return what is shown to somebody: the subject, both parts and the calendar."""
    message = parsed(raw)
    parts = [part.get_content() for part in message.walk() if not part.is_multipart()]
    return "\n".join([message["Subject"], *parts]).replace("\r\n ", "").casefold()


def which(wanted: Iterable[str], text: str) -> list[str]:
    """Return which of the wanted words stand in a text, in small letters or large."""
    return [word for word in wanted if word.casefold() in text]


@pytest.mark.parametrize("language", ["en", "sv"])
@pytest.mark.parametrize("names", ["none", "initials", "full"])
def test_no_mail_says_what_a_mail_may_not_say(
    told_everything: Register, numbers: dict[str, str], names: str, language: str
) -> None:
    set_setting(told_everything, "mail.names", names, TODAY)
    mails = mails_of(told_everything, language)
    assert sorted(mails) == RECIPIENTS
    for raw in mails.values():
        everything, shown = everything_in(raw), shown_in(raw)
        assert which((*SURROUNDINGS, *SECRETS), everything) == []
        for number in numbers.values():
            assert which(forms_of_number(number), everything) == []
            days = map(re.escape, forms_of_day(birth_date(number[:8])))
            assert re.findall(rf"\b(?:{'|'.join(days)})\b", shown, re.IGNORECASE) == []
        assert re.findall(r"\b(?:19\d\d|200\d)\b", shown) == []  # years of birth
        # The one command that says it shows nobody: it is typed by an administrator.
        typed = texts(language).name("--include-protected")
        assert ABOUT_PEOPLE.findall(shown.replace(typed, "")) == []


@pytest.mark.parametrize("names", ["none", "initials", "full"])
def test_people_are_named_as_the_setting_says_and_protected_ones_never(
    told_everything: Register, names: str
) -> None:
    set_setting(told_everything, "mail.names", names, TODAY)
    of_recipient = {
        "ame@kommun.se": [name for name, (*_, protected) in PEOPLE.items() if not protected],
        "chefina@kommun.se": ["Aurora Blomstrand", "Embla Fjällviol"],
        "rektor@kommun.se": ["Balder Citronfjäril", "Frej Gullviva"],
    }
    titles = {name: f"· {''.join(word[0] for word in name.split())} ·" for name in PEOPLE}
    for recipient, raw in mails_of(told_everything, "sv").items():
        everything, named = everything_in(raw), of_recipient[recipient]
        words = [word for name in PEOPLE for word in (name, *name.split())]
        known = [word for name in named for word in (name, *name.split())]
        assert which(words, everything) == (known if names == "full" else [])
        initials = [titles[name] for name in named]
        assert which(titles.values(), everything) == (initials if names == "initials" else [])


@pytest.mark.parametrize(
    ("language", "sentence", "kinds"),
    [
        (
            "en",
            "2 cases without details. The register shows them:",
            ("period", "deadline", "decision"),
        ),
        ("sv", "2 ärenden utan uppgifter. Registret visar dem:", ("period", "bevakning", "beslut")),
    ],
)
def test_protected_people_are_counted_for_the_administrator_and_for_nobody_else(
    told_everything: Register, language: str, sentence: str, kinds: tuple[str, ...]
) -> None:
    mails = mails_of(told_everything, language)
    told = {
        recipient: (
            re.findall(r"^(S-\d+)  (\w+)", content(parsed(raw), "plain"), re.MULTILINE),
            sentence in content(parsed(raw), "plain"),
        )
        for recipient, raw in mails.items()
    }
    assert told == {
        "ame@kommun.se": (
            [(who, kinds[0]) for who in ("S-0002", "S-0005", "S-0001", "S-0006")]
            + [
                (who, kind)
                for who in ("S-0001", "S-0002", "S-0005", "S-0006")
                for kind in kinds[1:]
            ],
            True,
        ),
        "chefina@kommun.se": ([("S-0005", kinds[0]), ("S-0001", kinds[0])], False),
        "rektor@kommun.se": ([("S-0002", kinds[0]), ("S-0006", kinds[0])], False),
    }
    about_protected = ["S-0003", "S-0004", "2024-02-01", "20240201", "2024-04-03", "20240403"]
    about_protected += ["2024-03-07", "20240307", "2024-03-10", "20240310"]
    for recipient, raw in mails.items():
        assert which(about_protected, everything_in(raw)) == [], recipient


def test_what_is_looked_for_would_be_found(
    case_of: CaseOf, digest_of: DigestOf, numbers: dict[str, str]
) -> None:
    """A digest that says what it may not is caught, wherever it says it."""
    number = numbers["Embla Fjällviol"]
    words = (*SURROUNDINGS, *forms_of_number(number), *forms_of_day(birth_date(number[:8])))
    by_name = digest_of(case_of(1, 45, name=" ".join(words)))
    by_command = digest_of(case_of(1, 45, commands=words))
    for digest in (by_name, by_command):
        raw = written(digest, TO_ADMINISTRATOR, SV)
        assert which(words, everything_in(raw)) == list(words)
        assert which(words, shown_in(raw)) == list(words)
