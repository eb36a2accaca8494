"""The register's settings and what they may be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steg_cli.programme.errors import NotFound, Refused, StegError
from steg_cli.programme.settings import SETTINGS, find_setting
from steg_cli.programme.words import is_unshowable

DEFAULTS = {
    "language": "",
    "remind.months": "3",
    "today.long": "12",
    "notice.AB": "1 month",
    "notice.BEA": "1 month",
    "mail.to": "",
    "mail.from": "",
    "mail.managers": "off",
    "mail.names": "none",
    "mail.transport": "folder",
    "mail.folder": "",
    "backup.folder": "",
    "mail.host": "localhost",
    "mail.port": "",
    "mail.security": "",
    "mail.user": "",
    "extract.controller": "",
    "extract.purpose": "",
    "extract.legal-basis": "",
    "extract.recipients": "",
    "extract.retention": "",
    "extract.source": "",
    "extract.rights": "",
}


def told(error: StegError) -> tuple[str, str]:
    return str(error), error.hint.format(**error.values)


def refusal_of(key: str, typed: str) -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        find_setting(key).read(typed)
    return told(caught.value)


def test_these_are_the_settings_and_nothing_leaves_the_computer_unless_said_so() -> None:
    assert {key: setting.default for key, setting in SETTINGS.items()} == DEFAULTS
    assert list(SETTINGS) == list(DEFAULTS)


@pytest.mark.parametrize("key", DEFAULTS)
def test_a_setting_is_found_by_its_key_says_what_it_means_and_can_keep_its_default(
    key: str,
) -> None:
    setting = find_setting(key)
    assert setting.key == key
    assert setting.meaning
    assert setting.default == "" or setting.read(setting.default) == setting.default


A, B = "anna.chef+steg@kommun.example", "Bo@sub.kommun.example"
LONGEST_LABEL = "a" * 63


def each(**values: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return every key with each of its values; mail_to stands for mail.to."""
    return [(key.replace("_", "."), value) for key, typed in values.items() for value in typed]


@pytest.mark.parametrize(
    ("key", "typed"),
    each(
        language=("sv", "en"),
        remind_months=("1", "3", "24"),
        today_long=("1", "12", "120"),
        notice_AB=("1 month", "14 days", "none"),
        notice_BEA=("12 months", "1 day", "400 days"),
        mail_to=(A, B, f"{A}, {B}", "root@localhost"),
        mail_from=(A, B, "root@localhost"),
        mail_managers=("off", "on"),
        mail_names=("none", "initials", "full"),
        mail_transport=("folder", "sendmail", "smtp"),
        mail_folder=("utskick", "/srv/steg/mejl åäö", "~/mail", "../mail", "x" * 1000),
        mail_host=(
            *("localhost", "smtp.kommun.example", "SMTP-1.kommun.example", "192.0.2.1"),
            *("xn--skvde-kua.example", LONGEST_LABEL, f"{LONGEST_LABEL}.{LONGEST_LABEL}"),
            *("::1", "2001:db8::25", "2001:DB8:0:0:0:0:0:25", "::ffff:192.0.2.1", "fe80::1"),
        ),
        mail_port=("1", "25", "465", "587", "2525", "65535"),
        mail_security=("starttls", "tls", "none"),
        mail_user=("steg", "steg@kommun.example", "KOMMUN\\steg", "åsa", "a b"),
    ),
)
def test_a_value_that_a_setting_takes_is_kept_as_it_was_typed(key: str, typed: str) -> None:
    assert find_setting(key).read(typed) == typed


@pytest.mark.parametrize(
    ("key", "typed", "stored"),
    [
        ("remind.months", "03", "3"),
        ("notice.BEA", " 2 MÅN ", "2 months"),
        ("notice.AB", "inget", "none"),
        ("mail.port", "025", "25"),
        ("mail.port", "00587", "587"),
        ("mail.folder", "  utskick ", "utskick"),
        ("mail.user", " steg ", "steg"),
    ],
)
def test_a_value_is_stored_in_its_plain_form(key: str, typed: str, stored: str) -> None:
    assert find_setting(key).read(typed) == stored


def test_a_folder_is_the_one_that_was_typed() -> None:
    assert find_setting("mail.folder").read("/srv/steg  mail") == "/srv/steg  mail"


# Addresses: several are written as people write them


@pytest.mark.parametrize(
    "typed",
    [
        *(f"{A},{B}", f"{A}, {B}", f"{A},   {B}", f"{A} {B}", f"{A}    {B}"),
        *(f"{A};{B}", f"{A}; {B}", f"{A} , {B}", f"{A} ;{B}"),
        *(f"{A}; {B};", f"{A}, {B},", f" {A}, {B} ", f"{A};; {B}"),
    ],
)
def test_several_addresses_are_told_apart_however_they_are_separated(typed: str) -> None:
    assert find_setting("mail.to").read(typed) == f"{A}, {B}"


@pytest.mark.parametrize("typed", [f"{A}, {A}", f"{A}; {A}, {A}"])
def test_an_address_that_is_named_twice_is_kept_once(typed: str) -> None:
    assert find_setting("mail.to").read(typed) == A


@pytest.mark.parametrize("typed", [f"{A}, {A.upper()}", f"{A.upper()} {A}"])
def test_an_address_that_differs_in_case_alone_is_the_same_one(typed: str) -> None:
    assert find_setting("mail.to").read(f"{typed}, {B}").lower() == f"{A}, {B}".lower()


@pytest.mark.parametrize("key", ["mail.to", "mail.from"])
@pytest.mark.parametrize(
    "typed",
    [
        *("anna", "@kommun.example", "anna@", "anna@kommun.example\n", "\nanna@kommun.example"),
        *("anna@kommun.example\r\nBcc:mia@kommun.example", "anna@kommun\x00.example"),
        *("åsa@kommun.example", "anna@skövde.example", "anna＠kommun.example"),
        *("anna@kommun..example", f"anna@{LONGEST_LABEL}a.example", "<anna@kommun.example>"),
        *("anna@[192.0.2.1]", "anna@kommun.example\tmia@kommun.example"),
    ],
)
def test_an_address_that_no_server_would_take_is_refused_by_name(key: str, typed: str) -> None:
    assert refusal_of(key, typed) == (
        f"{typed} is not an e-mail address.",
        "Write it as name@municipality.se, in plain letters and without spaces.",
    )


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        (f"{A}, anna", "anna"),
        (f"anna; {B}", "anna"),
        (f"Anna Andersson <{A}>", "Anna"),
        (f"{A}, {B}\n", f"{B}\n"),
        (f"{A},\n{B}", f"\n{B}"),
        (f"{A}/{B}", f"{A}/{B}"),
    ],
)
def test_the_one_of_several_addresses_that_is_wrong_is_named(typed: str, named: str) -> None:
    assert refusal_of("mail.to", typed)[0] == f"{named} is not an e-mail address."


@pytest.mark.parametrize("typed", ["", " ", ",", ";", " , "])
def test_no_address_at_all_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        find_setting("mail.to").read(typed)


@pytest.mark.parametrize("typed", [f"{A}, {B}", f"{A} {B}", f"{A};{B}", ""])
def test_mails_come_from_one_address(typed: str) -> None:
    assert refusal_of("mail.from", typed)[0] == f"{typed} is not an e-mail address."


# Words


@pytest.mark.parametrize(
    ("key", "allowed", "typed"),
    [
        (key, allowed, typed)
        for key, allowed, wrong in (
            ("language", "Swedish, English", ("en, sv", "fi", "suomi")),
            ("mail.managers", "off, on", ("offf", "maybe", "2")),
            ("mail.names", "none, initials, full", ("first", "none, full")),
            ("mail.transport", "folder, sendmail, smtp", ("mail", "file")),
            ("mail.security", "starttls, tls, none", ("ssl", "no")),
        )
        for typed in (*wrong, "")
    ],
)
def test_a_word_that_a_setting_does_not_know_is_refused_with_those_it_knows(
    key: str, allowed: str, typed: str
) -> None:
    assert refusal_of(key, typed) == (
        f"{typed} cannot be chosen here.",
        f"It can be {allowed}.",
    )


# Numbers

NO_NUMBERS = ("", "-1", "+3", "3.0", "three", "３", "²", "1_0", "0x3", "1e1")


@pytest.mark.parametrize("typed", ["0", "25", "100", *NO_NUMBERS])
def test_months_other_than_1_to_24_are_refused(typed: str) -> None:
    assert refusal_of("remind.months", typed) == (
        f"{typed} is not a whole number from 1 to 24.",
        "Write a number in between, with digits alone.",
    )


@pytest.mark.parametrize("typed", ["0", "65536", "99999", "abc", "smtp", *NO_NUMBERS])
def test_a_port_other_than_1_to_65535_is_refused(typed: str) -> None:
    assert refusal_of("mail.port", typed) == (
        f"{typed} is not a whole number from 1 to 65535.",
        "Write a number in between, with digits alone.",
    )


# Times before a last day


@pytest.mark.parametrize("key", ["notice.AB", "notice.BEA"])
@pytest.mark.parametrize(
    "typed", ["", "14", "0 days", "401 days", "13 months", "2 weeks", "-1 day"]
)
def test_what_is_no_time_before_the_last_day_is_refused(key: str, typed: str) -> None:
    assert refusal_of(key, typed) == (
        f"{typed} is no time before the last day.",
        "Write 1 month, 14 days, or none.",
    )


# Servers


@pytest.mark.parametrize(
    "typed",
    [
        *("", "smtp.kommun.example:587", "localhost:25", "192.0.2.1:25", "[::1]", "[::1]:25"),
        *("smtp://smtp.kommun.example", "steg@smtp.kommun.example", "smtp.kommun.example/"),
        *("smtp kommun", " localhost", "localhost\n", "smtp.kommun.example\r\nQUIT"),
        *("-smtp.example", "smtp-.example", "smtp..example", ".example", "smtp.skövde.example"),
        *(f"{LONGEST_LABEL}a.example", ".".join([LONGEST_LABEL] * 4)),
        # Hexadecimal figures and colons that are no address
        *("cafe:25", "fe:587", "1:2", ":25", ":", ":::", "1:2:3:4:5:6:7:8:9", "::1::"),
        *("::12345", "::ffff:192.0.2.256", "::1\n"),
    ],
)
def test_what_is_no_server_by_name_or_address_is_refused(typed: str) -> None:
    assert refusal_of("mail.host", typed) == (
        f"{typed} is not the name of a mail server.",
        "Write its name or address alone, such as smtp.municipality.se; the port is mail.port.",
    )


# Texts


@pytest.mark.parametrize("key", ["mail.folder", "mail.user"])
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("   ", "text: the text is missing."),
        ("a\n", "The text a\n holds a character that cannot be shown (U+000A)."),
        ("x" * 1001, "The text is 1001 letters long; at most 1000 are kept."),
    ],
)
def test_a_text_that_cannot_be_shown_or_kept_is_refused(key: str, typed: str, said: str) -> None:
    assert refusal_of(key, typed)[0] == said


# All of them

PIECES = st.sampled_from(
    [*(A, B, "a@b", "@", ",", ";", " ", "  ", ".", ":", "::1", "1", "25", "-", "/", "on", "off")]
)
TYPED = st.text(max_size=30) | st.lists(PIECES | st.characters(), max_size=8).map("".join)


@given(key=st.sampled_from(list(SETTINGS)), typed=TYPED)
def test_what_is_kept_is_shown_on_one_line_and_read_back_as_it_is(key: str, typed: str) -> None:
    """The register's value is read by the same rules each time it is used."""
    try:
        stored = find_setting(key).read(typed)
    except Refused as error:
        told(error)
        return
    assert stored
    assert stored == stored.strip()
    assert not any(map(is_unshowable, stored))
    assert find_setting(key).read(stored) == stored


# Keys


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("months", "Did you mean remind.months?"),
        ("mail.prot", "Did you mean mail.port?"),
        ("MAIL.TO", "Did you mean mail.to?"),
        ("password", "steg setting lists them."),
        ("", "steg setting lists them."),
    ],
)
def test_an_unknown_setting_is_not_found_and_the_nearest_is_named(key: str, hint: str) -> None:
    with pytest.raises(NotFound) as caught:
        find_setting(key)
    assert told(caught.value) == (f"There is no setting {key}.", hint)
