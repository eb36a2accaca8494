"""Real mail servers on loopback, with the faults that mail servers have; and small digests.

The types can be imported for annotations alone:

    if TYPE_CHECKING:
        from tests.mail.conftest import CaseOf, DigestOf, Faults, MailServer, Serve
"""

from __future__ import annotations

import asyncio
import os
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import trustme
from aiosmtpd.smtp import MISSING, SMTP, AuthResult, Envelope, LoginPassword, Session

from steg_cli.programme.periods import add_months
from steg_cli.reports.digests import Digest
from steg_cli.reports.due import Case

if TYPE_CHECKING:
    from tests.conftest import Listen

TODAY = date(2024, 1, 15)
DEADLINE = 10.0  # seconds after which the server hangs up, so that no fault can hang a test

Act = Callable[[SMTP], Awaitable[Any]]


# case_of(case, days_left, notice=, months=, what=, …): an end, of a period usually, that many days
# from TODAY; notice is to be given `notice` days before it, and `months` are left of 24.
CaseOf = Callable[..., Case]
# digest_of(*cases, without_details=, to_manager=, recipient=): the digest of TODAY.
DigestOf = Callable[..., Digest]


@dataclass(frozen=True)
class Received:
    """A mail that the server took responsibility for."""

    sender: str | None
    recipients: list[str]
    content: bytes
    encrypted: bool


@dataclass
class MailServer:
    """A server that runs: what it `received`, and what it `heard` (the commands' verbs)."""

    port: int = 0
    received: list[Received] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Behaviour:
    """How a server behaves.

    `security` is "none", "starttls" (and nothing goes without) or "tls"; the certificate is for
    `host`, by an authority that the client knows unless `unknown_authority`. With a `login`
    (user, password) nobody else may send, and `mechanisms` are how to log in. `answers` gives
    for a command ("RCPT", or "RCPT bo@x.se" for that address alone, or "greeting") what is done
    instead of the usual, one after the other, until none is left: an answer, or one of the
    `faults`. `echoes`: AUTH is not known, and the answer repeats what was said.
    """

    security: str = "none"
    host: str = "localhost"
    unknown_authority: bool = False
    login: tuple[str, str] | None = None
    mechanisms: tuple[str, ...] = ("LOGIN", "PLAIN")
    answers: dict[str, list[str | Act]] = field(default_factory=dict)
    echoes: bool = False


# serve(security="none", **behaviour): a server on a free port of 127.0.0.1, see `Behaviour`.
Serve = Callable[..., MailServer]


async def _fall_silent(smtp: SMTP) -> None:
    await asyncio.Event().wait()


async def _drop(smtp: SMTP) -> None:
    assert isinstance(smtp.transport, asyncio.Transport)
    smtp.transport.abort()
    await _fall_silent(smtp)


async def _drip(smtp: SMTP) -> None:
    while True:
        await SMTP.push(smtp, "250-and another thing")
        await asyncio.sleep(0.02)


async def _babble(smtp: SMTP) -> str:
    return "blah blah"


async def _hesitate(smtp: SMTP) -> str:
    await asyncio.sleep(1.5)
    return "250 2.0.0 Taken in the end"


async def _forward(smtp: SMTP) -> str:
    assert smtp.envelope is not None
    smtp.envelope.rcpt_tos.append("bo@skola.se")
    return "251 2.1.5 Not here, I will forward it"


@dataclass(frozen=True)
class Faults:
    """What a server may do instead of answering as usual.

    `drop` breaks the connection without a word; `fall_silent` says nothing until the client has
    had enough; `drip` goes on talking for ever, a line at a time, and `babble` says nothing that
    means anything; `hesitate` takes 1.5 seconds; `forward` takes a recipient who lives elsewhere.
    """

    drop: Act = _drop
    fall_silent: Act = _fall_silent
    drip: Act = _drip
    babble: Act = _babble
    hesitate: Act = _hesitate
    forward: Act = _forward


class _Conversation(SMTP):
    """One connection."""

    def __init__(self, server: _Server) -> None:
        self.server = server
        behaviour = server.behaviour
        super().__init__(
            server,
            hostname="mail.example.se",
            ident="ESMTP",
            timeout=DEADLINE,
            tls_context=server.context if behaviour.security == "starttls" else None,
            require_starttls=True,
            authenticator=self._check_login,
            auth_exclude_mechanism={"LOGIN", "PLAIN"} - set(behaviour.mechanisms),
        )
        # Said to the constructor, these two would warn that the password travels in the clear.
        self._auth_required = behaviour.login is not None
        self._auth_require_tls = behaviour.login is None or behaviour.security == "starttls"
        self._smtp_methods = {
            verb: partial(self._hear, verb, method) for verb, method in self._smtp_methods.items()
        }

    async def _hear(
        self, verb: str, method: Callable[[str | None], Awaitable[None]], argument: str | None
    ) -> None:
        self.server.face.heard.append(verb)
        refusals = self.server.behaviour.answers.get("STARTTLS") if verb == "STARTTLS" else None
        if refusals:
            await self.push(refusals.pop(0))
        elif verb == "AUTH" and self.server.behaviour.echoes:
            await self.push(f'500 5.5.1 Command unrecognized: "AUTH {argument}"')
        else:
            await method(argument)

    async def push(self, status: Any) -> None:
        if str(status).startswith("220 mail.example.se"):
            instead = await self.server._instead(self, "greeting", "")
            status = status if instead is MISSING else instead
        await super().push(status)

    def _check_login(
        self, smtp: SMTP, session: Session, envelope: Envelope, mechanism: str, said: Any
    ) -> AuthResult:
        assert isinstance(said, LoginPassword)
        user, password = (one.decode(errors="surrogateescape") for one in said)
        login = (user, password)
        return AuthResult(success=login == self.server.behaviour.login, handled=False)


class _Server:
    """A server; the hooks are called by its conversations."""

    def __init__(self, behaviour: Behaviour, certificate: trustme.LeafCert) -> None:
        self.behaviour = behaviour
        self.face = MailServer()
        self.context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        certificate.configure_cert(self.context)

    # The hooks

    async def handle_MAIL(
        self, smtp: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> Any:
        return await self._instead(smtp, "MAIL", address)

    async def handle_RCPT(
        self, smtp: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> Any:
        return await self._instead(smtp, "RCPT", address)

    async def handle_DATA(self, smtp: SMTP, session: Session, envelope: Envelope) -> Any:
        acts = self.behaviour.answers.get("DATA")
        if not acts or not isinstance(acts[0], str):  # whoever answers no has not taken it
            content = envelope.original_content or b""
            encrypted = session.ssl is not None or self.behaviour.security == "tls"
            received = Received(envelope.mail_from, envelope.rcpt_tos, content, encrypted)
            self.face.received.append(received)
        done = await self._instead(smtp, "DATA", "")
        return "250 2.0.0 Taken" if done is MISSING else done

    async def handle_QUIT(self, smtp: SMTP, session: Session, envelope: Envelope) -> Any:
        return await self._instead(smtp, "QUIT", "")

    async def handle_exception(self, error: Exception) -> str:
        return "500 5.3.0 Broken"

    async def _instead(self, smtp: SMTP, verb: str, address: str) -> Any:
        answers = self.behaviour.answers
        acts = answers.get(f"{verb} {address}") or answers.get(verb)
        if not acts:
            return MISSING
        act = acts.pop(0)
        return act if isinstance(act, str) else await act(smtp)


def _case_of(
    case: int, days_left: int, *, notice: int | None = None, months: int = 0, **more: Any
) -> Case:
    last = TODAY + timedelta(days_left)
    usual = Case(
        what="period",
        reference=f"S-{case:04}",
        number=None,
        name=None,
        step="serviceassistent",
        last_day=last,
        days_left=days_left,
        state="overdue" if days_left < 0 else "ending",
        notice_by=None if notice is None else last - timedelta(notice),
        months_in_all=24 - months,
        most_months=24,
        months_left_to_extend=months,
        used_up_on=add_months(last, months),
        paused_since=None,
        commands=(),
        uid=f"uid-{case}@steg",
    )
    if more.get("what", "period") != "period":
        usual = replace(
            usual,
            months_in_all=None,
            most_months=None,
            months_left_to_extend=None,
            used_up_on=None,
        )
    return replace(usual, **more)


def _digest_of(*cases: Case, **more: Any) -> Digest:
    shows_them = "steg report expiries --include-protected" if more.get("without_details") else None
    usual = Digest(
        *("ame@kommun.se", False, TODAY, 3, "none", cases),
        without_details=0,
        shows_them=shows_them,
        keys=(),
    )
    return replace(usual, **more)


@pytest.fixture(scope="session")
def case_of() -> CaseOf:
    """Make cases by hand."""
    return _case_of


@pytest.fixture(scope="session")
def digest_of() -> DigestOf:
    """Make digests by hand."""
    return _digest_of


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """Who issues the certificates that the client trusts."""
    return trustme.CA()


@pytest.fixture(scope="session")
def authority_file(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The authority's certificate as a file."""
    file = tmp_path_factory.mktemp("authority") / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    return file


@pytest.fixture
def serve(
    authority: trustme.CA, authority_file: Path, monkeypatch: pytest.MonkeyPatch, listen: Listen
) -> Serve:
    """Start mail servers; the client trusts their authority."""
    monkeypatch.setenv("SSL_CERT_FILE", str(authority_file))

    def serve(security: str = "none", **more: Any) -> MailServer:
        behaviour = Behaviour(security, **more)
        issuer = trustme.CA() if behaviour.unknown_authority else authority
        server = _Server(behaviour, issuer.issue_cert(behaviour.host))
        implicit = server.context if security == "tls" else None
        server.face.port = listen(lambda: _Conversation(server), implicit)
        return server.face

    return serve


@pytest.fixture
def faults() -> Faults:
    """Give the faults."""
    return Faults()


@pytest.fixture
def silent_port() -> Iterator[int]:
    """The port of a server that lets everybody in and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


@pytest.fixture
def nobody_port() -> Iterator[int]:
    """A port on which nobody listens, kept so that nobody else can."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


@pytest.fixture
def unprivileged() -> Iterator[Callable[[], object]]:
    """Stop being the superuser, whom no folder's mode keeps out, until the test is over."""
    user = os.geteuid()
    yield lambda: os.seteuid(65534) if user == 0 else None
    os.seteuid(user)
