"""Which way mails leave: settings, defaults, and where the password comes from."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from steg_cli.mail import sendmail, smtp
from steg_cli.mail.smtp import Line, Server
from steg_cli.mail.transport import folder_of, sender_of, transport_of
from steg_cli.programme.errors import NotDelivered, Refused
from steg_cli.programme.settings import SETTINGS

if TYPE_CHECKING:
    from tests.mail.conftest import Serve

MESSAGE_ID = "<steg.a1@kommun.se>"
MESSAGE = b"Subject: x\r\n\r\ntext\r\n"
SECRET = "hemligt-ord-42"
LOGIN = {"mail.user": "steg", "mail.host": "mail.kommun.se"}
BY_HAND = (
    "Put it into a file that you alone can read, and name the file in STEG_SMTP_PASSWORD_FILE."
)
ONE_LINE = "Write the password into it as one line of text that you alone can read."


def settings_with(values: Mapping[str, str]) -> dict[str, str]:
    """Return all settings, with other values than the defaults for some."""
    assert set(values) <= set(SETTINGS)
    return {key: setting.default for key, setting in SETTINGS.items()} | dict(values)


def undelivered(values: Mapping[str, str], environment: Mapping[str, str]) -> tuple[str, str]:
    """Return the sentence and the hint with which no mail leaves, though it is tried."""
    register = Path("steg.db")  # only the folder has anything to do with it
    with (
        transport_of(settings_with(values), environment, register) as transport,
        pytest.raises(NotDelivered) as caught,
    ):
        transport("bo@skola.se", MESSAGE_ID, MESSAGE)
    error = caught.value
    assert (error.concerns_all, error.may_have_arrived) == (True, False)
    return str(error), error.hint.format(**error.values)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Where a register could be; nobody opens it."""
    return tmp_path / "steg.db"


@pytest.fixture
def server_for(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Mapping[str, str], Mapping[str, str]], Server]:
    """Return the server that settings and environment lead to, without talking to it."""
    calls: list[tuple[Server, str, str, bytes]] = []

    def note(line: Line, recipient: str, message: bytes) -> str:
        calls.append((line.server, line.sender, recipient, message))
        return "250 noted"

    monkeypatch.setattr(Line, "send", note)

    def server_for(values: Mapping[str, str], environment: Mapping[str, str]) -> Server:
        chosen = {"mail.transport": "smtp", "mail.to": "ame@kommun.se"} | dict(values)
        with transport_of(settings_with(chosen), environment, register) as transport:
            assert transport("bo@skola.se", MESSAGE_ID, MESSAGE) == "250 noted"
        server, *rest = calls.pop()
        assert rest == ["ame@kommun.se", "bo@skola.se", MESSAGE]
        return server

    return server_for


def said_of(server: Server) -> tuple[object, ...]:
    return (
        *(server.host, server.port, server.security),
        *(server.user, server.password, server.timeout),
    )


ServerFor = Callable[[Mapping[str, str], Mapping[str, str]], Server]


# Which way


def test_without_any_setting_mails_become_files_beside_the_register(register: Path) -> None:
    with transport_of(settings_with({}), {}, register) as transport:
        answer = transport("bo@skola.se", MESSAGE_ID, MESSAGE)
    file = register.parent / "steg-mail" / "steg.a1.eml"
    assert answer == str(file)
    assert file.read_bytes() == MESSAGE


def test_sendmail_gets_the_sender_and_the_recipient(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def note(*call: object) -> str:
        calls.append(call)
        return "noted"

    monkeypatch.setattr(sendmail, "send_over_sendmail", note)
    values = {"mail.transport": "sendmail", "mail.to": "ame@kommun.se", "mail.from": "s@kommun.se"}
    environment = {"PATH": "/bin"}
    with transport_of(settings_with(values), environment, register) as transport:
        assert transport("bo@skola.se", MESSAGE_ID, MESSAGE) == "noted"
    assert calls == [(environment, "s@kommun.se", "bo@skola.se", MESSAGE)]


def test_a_mail_arrives_over_smtp_with_a_login(serve: Serve, register: Path) -> None:
    server = serve("tls", login=("steg", SECRET))
    values = {
        "mail.transport": "smtp",
        "mail.to": "ame@kommun.se",
        "mail.port": str(server.port),
        "mail.security": "tls",
        "mail.user": "steg",
    }
    environment = {"STEG_SMTP_PASSWORD": SECRET}
    with transport_of(settings_with(values), environment, register) as transport:
        assert transport("bo@skola.se", MESSAGE_ID, MESSAGE) == "250 2.0.0 Taken"
    assert [astuple(mail) for mail in server.received] == [
        ("ame@kommun.se", ["bo@skola.se"], MESSAGE, True)
    ]


@pytest.mark.parametrize("way", ["smtp", "sendmail"])
def test_mails_that_leave_the_computer_need_somebody_to_get_them(register: Path, way: str) -> None:
    values = {"mail.transport": way, "mail.from": "steg@kommun.se"}
    with pytest.raises(Refused) as caught, transport_of(settings_with(values), {}, register):
        pytest.fail("there is no way")
    assert (str(caught.value), caught.value.hint) == (
        "Nobody would get the reminders: mail.to is not set.",
        "Say who gets them: steg setting mail.to you@municipality.se",
    )


@pytest.mark.parametrize(
    ("values", "sender"),
    [
        ({}, "administrator@localhost"),
        ({"mail.to": "ame@kommun.se"}, "ame@kommun.se"),
        ({"mail.to": "ame@kommun.se, bo@kommun.se"}, "ame@kommun.se"),
        ({"mail.to": "ame@kommun.se", "mail.from": "steg@kommun.se"}, "steg@kommun.se"),
        ({"mail.from": "steg@kommun.se"}, "steg@kommun.se"),
    ],
)
def test_mails_come_from_the_sender_or_the_first_administrator(
    values: dict[str, str], sender: str
) -> None:
    assert sender_of(settings_with(values)) == sender


# The server


@pytest.mark.parametrize(
    ("values", "host", "port", "security"),
    [
        ({}, "localhost", 25, "none"),
        ({"mail.host": "127.0.0.1"}, "127.0.0.1", 25, "none"),
        ({"mail.host": "::1"}, "::1", 25, "none"),
        ({"mail.host": "mail.kommun.se"}, "mail.kommun.se", 587, "starttls"),
        ({"mail.host": "10.0.0.1"}, "10.0.0.1", 587, "starttls"),
        ({"mail.host": "localhost.kommun.se"}, "localhost.kommun.se", 587, "starttls"),
        ({"mail.security": "starttls"}, "localhost", 587, "starttls"),
        ({"mail.security": "tls"}, "localhost", 465, "tls"),
        ({"mail.host": "mail.kommun.se", "mail.security": "tls"}, "mail.kommun.se", 465, "tls"),
        ({"mail.host": "mail.kommun.se", "mail.security": "none"}, "mail.kommun.se", 25, "none"),
        ({"mail.port": "2525"}, "localhost", 2525, "none"),
        ({"mail.host": "mail.kommun.se", "mail.port": "25"}, "mail.kommun.se", 25, "starttls"),
        ({"mail.security": "tls", "mail.port": "1"}, "localhost", 1, "tls"),
    ],
)
def test_encryption_and_port_follow_from_where_the_server_is(
    server_for: ServerFor, values: dict[str, str], host: str, port: int, security: str
) -> None:
    # A password that is lying about is not taken along when nobody logs in.
    server = server_for(values, {"STEG_SMTP_PASSWORD": SECRET})
    assert said_of(server) == (host, port, security, "", "", smtp.TIMEOUT)


@pytest.mark.parametrize("host", ["mail.kommun.se", "10.0.0.1", "localhost.kommun.se"])
def test_a_password_does_not_travel_to_another_computer_in_the_clear(host: str) -> None:
    values = {
        "mail.transport": "smtp",
        "mail.to": "ame@kommun.se",
        "mail.user": "steg",
        "mail.host": host,
        "mail.security": "none",
    }
    environment = {"STEG_SMTP_PASSWORD": SECRET}
    assert undelivered(values, environment) == (
        f"The password would travel to {host} for everybody to read.",
        "Encrypt it: steg setting mail.security starttls",
    )


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1"])
def test_a_password_may_travel_in_the_clear_within_this_computer(
    server_for: ServerFor, host: str
) -> None:
    server = server_for({"mail.host": host, "mail.user": "steg"}, {"STEG_SMTP_PASSWORD": SECRET})
    assert said_of(server) == (host, 25, "none", "steg", SECRET, smtp.TIMEOUT)


# The password


@pytest.fixture(autouse=True)
def alone() -> Iterator[None]:
    """Let nobody else read what a test writes."""
    before = os.umask(0o077)
    yield
    os.umask(before)


@pytest.fixture
def places(tmp_path: Path) -> dict[str, str]:
    """An environment with a password in each of the three places, each saying which."""
    file, credentials = tmp_path / "password", tmp_path / "credentials"
    credentials.mkdir()
    file.write_text("from the file\n")
    (credentials / "steg-smtp-password").write_text("from systemd\n")
    return {
        "STEG_SMTP_PASSWORD": "from the variable",
        "STEG_SMTP_PASSWORD_FILE": str(file),
        "CREDENTIALS_DIRECTORY": str(credentials),
    }


@pytest.mark.parametrize(
    ("without", "password"),
    [
        ((), "from the variable"),
        (("STEG_SMTP_PASSWORD",), "from the file"),
        (("STEG_SMTP_PASSWORD", "STEG_SMTP_PASSWORD_FILE"), "from systemd"),
        (("STEG_SMTP_PASSWORD_FILE",), "from the variable"),
    ],
)
@pytest.mark.parametrize("emptied", [False, True])
def test_the_password_is_the_variables_or_the_files_or_systemds(
    server_for: ServerFor,
    places: dict[str, str],
    without: tuple[str, ...],
    password: str,
    emptied: bool,
) -> None:
    for name in without:
        places[name] = ""
        if not emptied:
            del places[name]
    assert server_for(LOGIN, places).password == password


@pytest.mark.parametrize(
    ("written", "password"),
    [
        (b"secret", "secret"),
        (b"secret\n", "secret"),
        (b"secret\r\n", "secret"),
        (b"secret\nnot this\n", "secret"),
        (b" with spaces \n", " with spaces "),
        ("lösenord på ÅÄÖ\n".encode(), "lösenord på ÅÄÖ"),
        ("secret\n".encode("utf-8-sig"), "secret"),
    ],
)
@pytest.mark.parametrize("place", ["STEG_SMTP_PASSWORD_FILE", "CREDENTIALS_DIRECTORY"])
def test_the_password_is_the_files_first_line(
    server_for: ServerFor, tmp_path: Path, written: bytes, password: str, place: str
) -> None:
    file = tmp_path / "steg-smtp-password"
    file.write_bytes(written)
    named = tmp_path if place == "CREDENTIALS_DIRECTORY" else file
    assert server_for(LOGIN, {place: str(named)}).password == password


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
def test_a_file_that_others_can_use_holds_no_password(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "password"
    file.write_text("secret\n")
    file.chmod(mode)
    assert undelivered(with_login(), {"STEG_SMTP_PASSWORD_FILE": str(file)}) == (
        f"Others can read the file with the mail server's password, {file}.",
        f"Let nobody but you read it: chmod 600 {file}",
    )


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"STEG_SMTP_PASSWORD": ""},
        {"STEG_SMTP_PASSWORD_FILE": ""},
        {"CREDENTIALS_DIRECTORY": ""},
    ],
)
def test_no_mail_leaves_with_a_login_and_no_password(environment: dict[str, str]) -> None:
    assert undelivered(with_login(), environment) == (
        "mail.user is set, and there is no password for the mail server.",
        BY_HAND,
    )


def test_credentials_for_something_else_hold_no_password(tmp_path: Path) -> None:
    (tmp_path / "another-password").write_text("x")
    (tmp_path / "steg-smtp-password").mkdir()
    environment = {"CREDENTIALS_DIRECTORY": str(tmp_path)}
    assert undelivered(with_login(), environment) == (
        "mail.user is set, and there is no password for the mail server.",
        BY_HAND,
    )


def with_login() -> dict[str, str]:
    return {"mail.transport": "smtp", "mail.to": "ame@kommun.se"} | LOGIN


@pytest.mark.parametrize("written", [b"", b"\n", b"\nsecret\n"])
def test_no_mail_leaves_when_the_file_has_no_first_line(tmp_path: Path, written: bytes) -> None:
    file = tmp_path / "password"
    file.write_bytes(written)
    environment = {"STEG_SMTP_PASSWORD_FILE": str(file)}
    assert undelivered(with_login(), environment) == (
        f"The file with the mail server's password, {file}, is empty.",
        ONE_LINE,
    )


@pytest.mark.parametrize(
    ("make", "detail"),
    [
        (lambda file: None, "No such file or directory"),
        (lambda file: file.mkdir(), "Is a directory"),
        (
            lambda file: file.write_bytes("hemligt-lösen".encode("latin-1")),
            "'utf-8' codec can't decode byte 0xf6 in position 9: invalid start byte",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_named_without_telling_what_is_in_it(
    tmp_path: Path, make: Callable[[Path], object], detail: str
) -> None:
    file = tmp_path / "password"
    make(file)
    environment = {"STEG_SMTP_PASSWORD_FILE": str(file)}
    assert undelivered(with_login(), environment) == (
        f"The file with the mail server's password, {file}, cannot be read: {detail}.",
        ONE_LINE,
    )


# The folder


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ("", "{beside}/steg-mail"),
        ("out", "{beside}/out"),
        ("../out/mails", "{beside}/../out/mails"),
        ("/var/mails", "/var/mails"),
        ("~", "{home}"),
        ("~/mails", "{home}/mails"),
        ("my mails", "{beside}/my mails"),
        ("~nobody-by-that-name/mails", "{beside}/~nobody-by-that-name/mails"),
    ],
)
def test_the_folder_is_seen_from_the_register(
    register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str, expected: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    folder = folder_of(settings_with({"mail.folder": named}), register)
    assert str(folder) == expected.format(beside=tmp_path, home=tmp_path / "home")


def test_the_folder_does_not_depend_on_where_steg_is_run_unless_the_register_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert folder_of(settings_with({}), Path("year.2024.db")) == tmp_path / "year.2024-mail"
    assert folder_of(settings_with({"mail.folder": "out"}), Path("a/steg.db")) == tmp_path / "a/out"
