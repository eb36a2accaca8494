"""Handing mails to a real server on loopback, and to servers with every fault."""

from __future__ import annotations

import base64
import gc
import logging
import re
import signal
import traceback
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.mail.smtp import PATIENCE, Line, Server, is_this_computer
from steg_cli.programme.errors import NotDelivered

if TYPE_CHECKING:
    from tests.mail.conftest import Faults, MailServer, Serve

SENDER, RECIPIENT, SECOND = "steg@kommun.se", "bo@skola.se", "mia@skola.se"
MESSAGE = (
    b"From: steg@kommun.se\r\nTo: bo@skola.se\r\nSubject: dots\r\n\r\n"
    b".\r\n..\r\n.a line with a dot\r\nno dot\r\n\r\n.\r\nlast\r\n"
)
# Seconds: for a server of which no answer is awaited, and for one that answers, however busy
# the computer is.
IMPATIENT: dict[str, Any] = {"timeout": 0.3, "final_timeout": 0.3}
PATIENT: dict[str, Any] = {"timeout": 10.0, "final_timeout": 10.0}

CHECK_SETTINGS = "Check mail.host, mail.port and mail.security: steg setting mail."
CHECK_CERTIFICATE = "Check mail.host; for a certificate of your own, name it in SSL_CERT_FILE."
CHECK_LOGIN = "Check mail.user and the password."
LATER = "The server asks to try again later; the next run does."
AGAIN = "The next run tries again."
AGAIN_OR_WRONG = "The next run tries again. If the address is wrong, correct it."
ONCE_MORE = "It may have arrived. The next run sends the same mail once more."

Failure = tuple[str, str, bool, bool]


@pytest.fixture(autouse=True)
def nothing_left_open() -> Iterator[None]:
    """Let a connection that was not closed fail the test that left it, not a later one."""
    yield
    gc.collect()


def at(port: int, security: str = "none", *, host: str = "localhost", **more: Any) -> Server:
    return Server(host, port, security, **(PATIENT | more))


def send(server: Server, recipient: str = RECIPIENT) -> str:
    with closing(Line(server, SENDER)) as line:
        return line.send(recipient, MESSAGE)


def failure(server: Server, recipient: str = RECIPIENT) -> Failure:
    """Return the sentence, the hint, may_have_arrived and concerns_all."""
    with pytest.raises(NotDelivered) as caught:
        send(server, recipient)
    error = caught.value
    sentence = re.sub(r"_ssl\.c:\d+", "_ssl.c", str(error))  # a line in Python's own source
    hint = error.hint.format(**error.values)
    return sentence, hint, error.may_have_arrived, error.concerns_all


def arrived(server: MailServer) -> list[tuple[str | None, list[str], bytes, bool]]:
    return [(one.sender, one.recipients, one.content, one.encrypted) for one in server.received]


# What arrives


@pytest.mark.parametrize(
    ("security", "heard"),
    [
        ("none", ["EHLO", "MAIL", "RCPT", "DATA", "QUIT"]),
        ("starttls", ["EHLO", "STARTTLS", "EHLO", "MAIL", "RCPT", "DATA", "QUIT"]),
        ("tls", ["EHLO", "MAIL", "RCPT", "DATA", "QUIT"]),
    ],
)
def test_a_mail_arrives_as_it_was_written_dots_and_all(
    serve: Serve, security: str, heard: list[str]
) -> None:
    server = serve(security)
    assert send(at(server.port, security)) == "250 2.0.0 Taken"
    assert arrived(server) == [(SENDER, [RECIPIENT], MESSAGE, security != "none")]
    assert server.heard == heard


def test_a_servers_long_answer_becomes_one_short_line(serve: Serve) -> None:
    words = "250-" + "x" * 280 + "\r\n250 " + "y" * 280
    server = serve(answers={"DATA": [words]})
    assert send(at(server.port)) == f"250 {'x' * 280} {'y' * 15}"


# Several mails


def send_both(server: Server) -> list[str]:
    """Send one mail to RECIPIENT and one to SECOND over one line; return the answers."""
    with closing(Line(server, SENDER)) as line:
        return [line.send(one, MESSAGE) for one in (RECIPIENT, SECOND)]


TAKEN = ["250 2.0.0 Taken"] * 2
ONE = ["MAIL", "RCPT", "DATA"]


@pytest.mark.parametrize(
    ("security", "greeted"),
    [("none", ["EHLO"]), ("starttls", ["EHLO", "STARTTLS", "EHLO"]), ("tls", ["EHLO"])],
)
def test_several_mails_go_over_one_connection(
    serve: Serve, security: str, greeted: list[str]
) -> None:
    server = serve(security)
    assert send_both(at(server.port, security)) == TAKEN
    assert [one.recipients for one in server.received] == [[RECIPIENT], [SECOND]]
    assert server.heard == [*greeted, *ONE, *ONE, "QUIT"]


@pytest.mark.parametrize(
    ("fault", "patience"),
    [
        ("drop", PATIENT),
        ("fall_silent", IMPATIENT),
        ("421 4.7.0 Enough for one connection", PATIENT),
    ],
)
@pytest.mark.parametrize("security", ["none", "starttls", "tls"])
def test_a_mail_for_which_the_connection_is_over_goes_over_a_new_one(
    serve: Serve, faults: Faults, security: str, fault: str, patience: dict[str, Any]
) -> None:
    server = serve(security, answers={f"RCPT {SECOND}": [getattr(faults, fault, fault)]})
    assert send_both(at(server.port, security, **patience)) == TAKEN
    assert [one.recipients for one in server.received] == [[RECIPIENT], [SECOND]]
    assert server.heard.count("EHLO") == (4 if security == "starttls" else 2)


def test_what_a_new_connection_says_too_is_the_answer(serve: Serve) -> None:
    server = serve(answers={f"RCPT {SECOND}": ["421 4.7.0 Enough"] * 2})
    with closing(Line(at(server.port), SENDER)) as line:
        line.send(RECIPIENT, MESSAGE)
        with pytest.raises(NotDelivered) as caught:
            line.send(SECOND, MESSAGE)
        assert str(caught.value) == "The mail server refused the mail: 421 4.7.0 Enough."
        assert not caught.value.concerns_all
        assert line.send(SECOND, MESSAGE) == TAKEN[0]
    assert [one.recipients for one in server.received] == [[RECIPIENT], [SECOND]]


@pytest.mark.parametrize("command", ["MAIL", f"RCPT {SECOND}", "DATA"])
def test_a_mail_that_is_refused_is_asked_for_once_and_stops_no_other(
    serve: Serve, command: str
) -> None:
    answers: dict[str, list[str | Any]] = {}
    server = serve(answers=answers)
    with closing(Line(at(server.port), SENDER)) as line:
        line.send(RECIPIENT, MESSAGE)
        answers[command] = ["550 5.1.1 Nobody here"]
        with pytest.raises(NotDelivered) as caught:
            line.send(SECOND, MESSAGE)
        assert str(caught.value) == "The mail server refused the mail: 550 5.1.1 Nobody here."
        assert line.send(RECIPIENT, MESSAGE) == TAKEN[0]
    assert [one.recipients for one in server.received] == [[RECIPIENT]] * 2
    asked = {"MAIL": ["MAIL"], "DATA": ONE}.get(command, ["MAIL", "RCPT"])
    assert server.heard == ["EHLO", *ONE, *asked, "EHLO", *ONE, "QUIT"]


def test_a_mail_that_may_have_arrived_is_not_sent_again_over_a_new_connection(
    serve: Serve, faults: Faults
) -> None:
    answers: dict[str, list[str | Any]] = {}
    server = serve(answers=answers)
    with closing(Line(at(server.port), SENDER)) as line:
        line.send(RECIPIENT, MESSAGE)
        answers["DATA"] = [faults.drop]
        with pytest.raises(NotDelivered) as caught:
            line.send(SECOND, MESSAGE)
        assert caught.value.may_have_arrived
    assert server.heard == ["EHLO", *ONE, *ONE]


# Answers that say no


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize(
    ("answer", "hint"),
    [
        ("421 4.3.2 Closing down", LATER),
        ("451 4.7.1 Greylisted", LATER),
        ("552 5.2.2 Mailbox full", AGAIN_OR_WRONG),
    ],
)
def test_a_server_that_says_no_once_accepts_the_next_time(
    serve: Serve, command: str, answer: str, hint: str
) -> None:
    server = serve(answers={command: [answer]})
    assert failure(at(server.port)) == (
        f"The mail server refused the mail: {answer}.",
        *(hint, False, False),
    )
    assert arrived(server) == []
    assert send(at(server.port)) == "250 2.0.0 Taken"
    assert arrived(server) == [(SENDER, [RECIPIENT], MESSAGE, False)]


def test_a_forwarding_server_has_accepted(serve: Serve, faults: Faults) -> None:
    server = serve(answers={"RCPT": [faults.forward]})
    assert send(at(server.port)) == "250 2.0.0 Taken"
    assert arrived(server) == [(SENDER, [RECIPIENT], MESSAGE, False)]


def test_an_answer_that_ends_with_a_full_stop_gets_no_second_one(serve: Serve) -> None:
    server = serve(answers={"RCPT": ["550 5.1.1 Nobody of that name."]})
    sentence, *_ = failure(at(server.port))
    assert sentence == "The mail server refused the mail: 550 5.1.1 Nobody of that name."


def test_a_server_that_refuses_to_talk_concerns_all_mails(serve: Serve) -> None:
    server = serve(answers={"greeting": ["554 5.7.1 You are on a list"]})
    assert failure(at(server.port)) == (
        f"The mail server localhost:{server.port} could not be reached: "
        "554 5.7.1 You are on a list.",
        *(CHECK_SETTINGS, False, True),
    )
    assert server.heard == []


@pytest.mark.parametrize(
    ("moment", "security"), [("greeting", "none"), ("greeting", "tls"), ("STARTTLS", "starttls")]
)
def test_a_server_that_is_busy_takes_the_next_mail(
    serve: Serve, moment: str, security: str
) -> None:
    server = serve(security, answers={moment: ["421 4.3.2 Too many of you"]})
    assert failure(at(server.port, security)) == (
        f"The mail server localhost:{server.port} does not take mails now: "
        "421 4.3.2 Too many of you.",
        *(LATER, False, False),
    )
    assert arrived(server) == []
    assert send(at(server.port, security)) == "250 2.0.0 Taken"


# Connections that break, and silence


@pytest.mark.parametrize("security", ["none", "starttls", "tls"])
def test_a_mail_whose_connection_broke_before_the_answer_may_have_arrived(
    serve: Serve, faults: Faults, security: str
) -> None:
    server = serve(security, answers={"DATA": [faults.drop]})
    assert failure(at(server.port, security)) == (
        f"The mail server localhost:{server.port} did not confirm the mail: "
        "Connection unexpectedly closed.",
        *(ONCE_MORE, True, False),
    )
    # The server has it all the same, and gets the same bytes once more.
    send(at(server.port, security))
    assert arrived(server) == [(SENDER, [RECIPIENT], MESSAGE, security != "none")] * 2


def test_a_mail_that_was_not_answered_in_time_may_have_arrived(
    serve: Serve, faults: Faults
) -> None:
    server = serve(answers={"DATA": [faults.fall_silent]})
    assert failure(at(server.port, **IMPATIENT)) == (
        f"The mail server localhost:{server.port} did not confirm the mail: "
        "Connection unexpectedly closed: timed out.",
        *(ONCE_MORE, True, False),
    )
    assert arrived(server) == [(SENDER, [RECIPIENT], MESSAGE, False)]


def test_a_mail_that_was_answered_with_nonsense_may_have_arrived(
    serve: Serve, faults: Faults
) -> None:
    server = serve(answers={"DATA": [faults.babble]})
    sentence, *rest = failure(at(server.port))
    assert sentence.startswith(
        f"The mail server localhost:{server.port} did not confirm the mail: "
    )
    assert rest == [ONCE_MORE, True, False]
    assert arrived(server) == [(SENDER, [RECIPIENT], MESSAGE, False)]


def test_a_server_may_take_its_time_over_a_mail_that_it_has(serve: Serve, faults: Faults) -> None:
    server = serve(answers={"DATA": [faults.hesitate]})
    assert send(at(server.port, timeout=1.0)) == "250 2.0.0 Taken in the end"


@pytest.mark.parametrize(
    ("moment", "sentence", "rest"),
    [
        ("greeting", "The mail server {} did not answer within ", [CHECK_SETTINGS, False, True]),
        ("MAIL", "The connection to the mail server {} broke: ", [AGAIN, False, False]),
        ("DATA", "The mail server {} did not confirm the mail: ", [ONCE_MORE, True, False]),
    ],
)
def test_a_server_that_never_comes_to_the_point_is_given_up_on(
    serve: Serve, faults: Faults, moment: str, sentence: str, rest: list[object]
) -> None:
    server = serve(answers={moment: [faults.drip]})
    said, *others = failure(at(server.port, deadline=0.5))
    assert said.startswith(sentence.format(f"localhost:{server.port}"))
    # It is the client that hung up.
    assert said.endswith(("seconds.", "timed out."))
    assert others == rest


def test_a_goodbye_is_waited_for_two_seconds() -> None:
    assert PATIENCE == 2.0


def test_after_a_mail_no_alarm_is_left(serve: Serve) -> None:
    server, before = serve(), signal.getsignal(signal.SIGALRM)
    send(at(server.port, deadline=60.0))
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGALRM) == before


@pytest.mark.parametrize("command", ["MAIL", "RCPT"])
def test_a_mail_whose_connection_broke_before_its_text_has_not_arrived(
    serve: Serve, faults: Faults, command: str
) -> None:
    server = serve(answers={command: [faults.drop]})
    assert failure(at(server.port)) == (
        f"The connection to the mail server localhost:{server.port} broke: "
        "Connection unexpectedly closed.",
        *(AGAIN, False, False),
    )
    assert arrived(server) == []


@pytest.mark.parametrize("command", ["MAIL", "RCPT"])
def test_a_server_that_falls_silent_is_left(serve: Serve, faults: Faults, command: str) -> None:
    server = serve(answers={command: [faults.fall_silent]})
    assert failure(at(server.port, **IMPATIENT)) == (
        f"The connection to the mail server localhost:{server.port} broke: "
        "Connection unexpectedly closed: timed out.",
        *(AGAIN, False, False),
    )
    assert arrived(server) == []


@pytest.mark.parametrize("fault", ["drop", "fall_silent", "550 5.0.0 No", "421 4.3.2 Closing"])
def test_what_happens_after_the_answer_does_not_matter(
    serve: Serve, faults: Faults, fault: str
) -> None:
    act = {"drop": faults.drop, "fall_silent": faults.fall_silent}.get(fault, fault)
    server = serve(answers={"QUIT": [act]})
    assert send(at(server.port, **IMPATIENT)) == "250 2.0.0 Taken"
    assert arrived(server) == [(SENDER, [RECIPIENT], MESSAGE, False)]


@pytest.mark.parametrize("security", ["none", "starttls", "tls"])
def test_a_server_that_never_answers_is_given_up_on(silent_port: int, security: str) -> None:
    assert failure(at(silent_port, security, **IMPATIENT)) == (
        f"The mail server localhost:{silent_port} did not answer within 0.3 seconds.",
        *(CHECK_SETTINGS, False, True),
    )


def test_where_nobody_listens_no_mail_leaves(nobody_port: int) -> None:
    assert failure(at(nobody_port)) == (
        f"The mail server localhost:{nobody_port} could not be reached: Connection refused.",
        *(CHECK_SETTINGS, False, True),
    )


def test_a_name_that_is_no_computers_is_said(nobody_port: int) -> None:
    sentence, *rest = failure(at(nobody_port, host="mail.invalid"))
    assert re.fullmatch(
        rf"The mail server mail\.invalid:{nobody_port} could not be reached: [A-Z][^.]+\.", sentence
    )
    assert rest == [CHECK_SETTINGS, False, True]


# Encryption


def test_without_starttls_nothing_is_sent_in_the_clear(serve: Serve) -> None:
    server = serve("none")
    assert failure(at(server.port, "starttls")) == (
        f"The mail server localhost:{server.port} does not offer what is needed: "
        "STARTTLS extension not supported by server.",
        *(CHECK_SETTINGS, False, True),
    )
    assert server.heard == ["EHLO"]


def test_a_server_that_offers_starttls_and_then_refuses_it_gets_nothing(serve: Serve) -> None:
    server = serve("starttls", answers={"STARTTLS": ["502 5.5.1 Not today"]})
    assert failure(at(server.port, "starttls")) == (
        f"The mail server localhost:{server.port} could not be reached: 502 5.5.1 Not today.",
        *(CHECK_SETTINGS, False, True),
    )
    assert server.heard == ["EHLO", "STARTTLS"]


@pytest.mark.parametrize("offered", ["none", "starttls"])
def test_tls_from_the_start_with_a_server_that_begins_in_the_clear_is_said(
    serve: Serve, offered: str
) -> None:
    server = serve(offered)
    sentence, *rest = failure(at(server.port, "tls"))
    assert re.fullmatch(
        rf"The mail server localhost:{server.port} and steg found no common encryption: "
        r"\[SSL(: [A-Z_]+)?\] [a-z ]+ \(_ssl\.c\)\.",
        sentence,
    )
    assert rest == [CHECK_SETTINGS, False, True]
    assert server.heard == []


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize(
    ("asked", "certified", "unknown_authority", "detail"),
    [
        ("localhost", "localhost", True, "unable to get local issuer certificate"),
        (
            "localhost",
            "mail.kommun.se",
            False,
            "Hostname mismatch, certificate is not valid for 'localhost'.",
        ),
        (
            "127.0.0.1",
            "localhost",
            False,
            "IP address mismatch, certificate is not valid for '127.0.0.1'.",
        ),
    ],
)
def test_a_certificate_that_proves_nothing_gets_no_mail(
    serve: Serve,
    security: str,
    asked: str,
    certified: str,
    unknown_authority: bool,
    detail: str,
) -> None:
    server = serve(security, host=certified, unknown_authority=unknown_authority)
    assert failure(at(server.port, security, host=asked)) == (
        f"The certificate of the mail server {asked}:{server.port} is not to be trusted: "
        f"[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: {detail} (_ssl.c).",
        *(CHECK_CERTIFICATE, False, True),
    )
    assert server.heard == {"starttls": ["EHLO", "STARTTLS"], "tls": []}[security]
    assert arrived(server) == []


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_may_be_for_an_address(serve: Serve, security: str) -> None:
    server = serve(security, host="127.0.0.1")
    assert send(at(server.port, security, host="127.0.0.1")) == "250 2.0.0 Taken"


# Logging in

SECRET, WRONG = "hemligt-ord-42", "hemligt-ord-43"
SWEDISH, WRONG_SWEDISH = "lösenord på ÅÄÖ", "lösenord på ÅÄÖÅ"


@pytest.mark.parametrize("security", ["none", "starttls", "tls"])
@pytest.mark.parametrize(
    ("user", "password"),
    [("steg", SECRET), ("steg@växjö", SWEDISH), ("steg", "no \udcf6 of UTF-8's")],
)
def test_the_right_password_is_accepted(
    serve: Serve, security: str, user: str, password: str
) -> None:
    server = serve(security, login=(user, password))
    assert send(at(server.port, security, user=user, password=password)) == "250 2.0.0 Taken"
    assert arrived(server) == [(SENDER, [RECIPIENT], MESSAGE, security != "none")]


@pytest.mark.parametrize("mechanism", ["PLAIN", "LOGIN"])
@pytest.mark.parametrize("password", [SECRET, SWEDISH])
def test_either_way_of_logging_in_will_do(serve: Serve, mechanism: str, password: str) -> None:
    server = serve("starttls", login=("steg", password), mechanisms=(mechanism,))
    assert send(at(server.port, "starttls", user="steg", password=password)) == "250 2.0.0 Taken"


@pytest.mark.parametrize("security", ["none", "starttls", "tls"])
@pytest.mark.parametrize(("right", "wrong"), [(SECRET, WRONG), (SWEDISH, WRONG_SWEDISH)])
def test_a_wrong_password_is_said_to_be_wrong_and_is_not_told(
    serve: Serve,
    security: str,
    right: str,
    wrong: str,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    server = serve(security, login=("steg", right))
    client = at(server.port, security, user="steg", password=wrong)
    with pytest.raises(NotDelivered) as caught:
        send(client)
    error = caught.value
    assert (str(error), error.hint, error.may_have_arrived, error.concerns_all) == (
        f"The mail server localhost:{server.port} did not accept the login of steg: 535 5.7.8.",
        *(CHECK_LOGIN, False, True),
    )
    assert arrived(server) == []
    ours = [record.getMessage() for record in caplog.records if record.name != "mail.log"]
    said = "".join(traceback.format_exception(error)) + repr(error.values) + repr(client)
    assert not_told(wrong, said + "".join(ours) + "".join(capfd.readouterr()))


def not_told(password: str, text: str) -> bool:
    """Say whether a text tells nothing of a password, as it is or as the network carries it."""
    plain, alone = f"\0steg\0{password}".encode(), password.encode()
    forms = (password, *(base64.b64encode(one).decode() for one in (plain, alone)))
    return not any(form in text for form in forms)


def test_the_server_is_shown_without_its_password() -> None:
    server = Server("mail.kommun.se", 587, "starttls", "steg", SECRET)
    assert repr(server) == (
        "Server(host='mail.kommun.se', port=587, security='starttls', user='steg', "
        "timeout=30.0, final_timeout=600.0, deadline=900.0)"
    )


@pytest.mark.parametrize("password", [SECRET, SWEDISH])
@pytest.mark.parametrize("echoes", [False, True])
def test_a_server_that_knows_no_login_is_not_told_the_password(
    serve: Serve, password: str, echoes: bool
) -> None:
    server = serve(echoes=echoes)
    assert failure(at(server.port, user="steg", password=password)) == (
        f"The mail server localhost:{server.port} does not offer what is needed: "
        "SMTP AUTH extension not supported by server.",
        *(CHECK_SETTINGS, False, True),
    )
    assert server.heard == ["EHLO"]


@pytest.mark.parametrize("password", [SECRET, SWEDISH])
def test_a_server_that_repeats_what_it_was_told_is_not_quoted_with_the_password(
    serve: Serve, password: str
) -> None:
    server = serve(login=("steg", password), mechanisms=("PLAIN",), echoes=True)
    sentence, hint, *rest = failure(at(server.port, user="steg", password=password))
    assert not_told(password, sentence)
    assert sentence.startswith(
        f"The mail server localhost:{server.port} did not accept the login of steg: 500"
    )
    assert (hint, *rest) == (CHECK_LOGIN, False, True)


@pytest.mark.parametrize("code", [530, 534, 535, 538])
def test_a_server_that_lets_nobody_in_concerns_all_mails(serve: Serve, code: int) -> None:
    server = serve(answers={"MAIL": [f"{code} 5.7.0 Authentication required"]})
    assert failure(at(server.port)) == (
        f"The mail server refused the mail: {code} 5.7.0 Authentication required.",
        *("Check mail.user and mail.security: steg setting mail.", False, True),
    )
    assert arrived(server) == []


# Where the server is


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("localhost", True),
        ("LocalHost", True),
        ("localhost.", True),
        ("127.0.0.1", True),
        ("127.45.6.7", True),
        ("::1", True),
        ("0:0:0:0:0:0:0:1", True),
        ("", False),
        ("0.0.0.0", False),
        ("::", False),
        ("10.0.0.1", False),
        ("128.0.0.1", False),
        ("127.1", False),
        ("fe80::1", False),
        ("[::1]", False),
        ("localhost.kommun.se", False),
        ("notlocalhost", False),
        ("127.0.0.1.kommun.se", False),
        ("mail.kommun.se", False),
    ],
)
def test_only_loopback_is_this_computer(host: str, expected: bool) -> None:
    assert is_this_computer(host) is expected
