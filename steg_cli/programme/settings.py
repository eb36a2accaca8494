"""The register's settings: their keys, what they mean, and what they may be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from steg_cli.programme.choices import LANGUAGE, Choice, code_alone
from steg_cli.programme.errors import N_, Malformed, Note, NotFound, Refused, note
from steg_cli.programme.frozen import frozen
from steg_cli.programme.nearness import meant_by
from steg_cli.programme.notice import AGREEMENTS, USUAL_LEAD, read_lead
from steg_cli.programme.values import NO, YES, whole_number
from steg_cli.programme.words import HOST, LONGEST, Word, clean_address, clean_text

NONE = ("inget", "ingen", "inga", "ingenting")
IPV6 = r"[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*"


@frozen
class Setting:
    """One setting. `warning` is told of every value but the default: a message id."""

    key: str
    default: str
    meaning: str
    reader: Callable[[str], str | int]
    warning: str = ""

    def read(self, value: str) -> str:
        """Return a value as it is stored. Raises Refused for one that it cannot have."""
        try:
            return str(self.reader(value))
        except Malformed as error:
            raise Refused(error.message, error.hint, **error.values) from None

    def worded(self, value: str) -> str:
        """Return a value that is a word as one, so that it is shown in the reader's language."""
        is_word = isinstance(self.reader, Choice) or self.reader is read_lead
        return Word(value) if is_word else value

    def notes(self, value: str) -> tuple[Note, ...]:
        """Return what is worth knowing of a value in force, whoever set it."""
        return (note(self.warning),) if self.warning and value != self.default else ()


def _is_ipv6(value: str) -> bool:
    from ipaddress import IPv6Address  # every command reads settings, and one in a year a host

    try:
        return bool(re.fullmatch(IPV6, value) and IPv6Address(value))
    except ValueError:
        return False


def _host(value: str) -> str:
    if len(value) <= LONGEST and (re.fullmatch(HOST, value) or _is_ipv6(value)):
        return value
    raise Refused(
        N_("{value} is not the name of a mail server."),
        N_("Write its name or address alone, such as smtp.municipality.se; the port is mail.port."),
        value=value,
    )


def _addresses(value: str) -> str:
    typed = [one for one in re.split(r"[,; ]+", value) if one] or [value]
    addresses = {one.lower(): one for one in map(clean_address, typed)}
    return ", ".join(addresses.values())


def _text(value: str) -> str:
    return clean_text(value, N_("text"), longest=1000)


def _folder(value: str) -> str:
    clean_text(value, N_("text"), longest=1000)
    return value.strip()


SETTINGS = {
    setting.key: setting
    for setting in (
        Setting("language", "", N_("language of the register's own texts: sv or en"), LANGUAGE),
        Setting(
            "remind.months",
            "3",
            N_("how many months ahead a period counts as ending"),
            whole_number(1, 24),
        ),
        Setting(
            "today.long",
            "12",
            N_("people who have been on one step for so many months are named by steg today"),
            whole_number(1, 120),
        ),
        *(
            Setting(
                f"notice.{agreement}",
                USUAL_LEAD,
                N_(
                    "how long before the last day notice helps, as HR decided: "
                    "1 month, 14 days, or none"
                ),
                read_lead,
            )
            for agreement in AGREEMENTS
        ),
        Setting(
            "mail.to",
            "",
            N_("who gets all reminders: your address, or several with commas between"),
            _addresses,
        ),
        Setting(
            "mail.from",
            "",
            N_("whom the mails come from; the first of mail.to if empty"),
            clean_address,
        ),
        Setting(
            "mail.managers",
            "off",
            N_("whether workplaces' managers are reminded of their own cases: off or on"),
            Choice(("off", N_("off"), ("av", *NO)), ("on", N_("on"), ("på", *YES))),
        ),
        Setting(
            "mail.names",
            "none",
            N_("how people are named in mails: none (case references alone), initials or full"),
            Choice(
                ("none", N_("none"), NONE),
                ("initials", N_("initials"), ("initialer",)),
                ("full", N_("full"), ("hela", "fullständiga", "hela namn")),
            ),
            N_(
                "E-mail can be read on its way, as a postcard can: names will stand beside the "
                "cases in it, and a manager's address may tell where they work."
            ),
        ),
        Setting(
            "mail.transport",
            "folder",
            N_("how mails leave: folder (as .eml files), sendmail or smtp"),
            Choice(("folder", N_("folder"), ("mapp",)), *code_alone("sendmail", "smtp").words),
        ),
        Setting(
            "mail.folder",
            "",
            N_("where .eml files go; a folder beside the register if empty"),
            _folder,
        ),
        Setting("backup.folder", "", N_("where backups go; beside the register if empty"), _folder),
        Setting("mail.host", "localhost", N_("the mail server's name"), _host),
        Setting(
            "mail.port",
            "",
            N_("the mail server's port; 587 (starttls), 465 (tls) or 25 (none) if empty"),
            whole_number(1, 65535),
        ),
        Setting(
            "mail.security",
            "",
            N_(
                "starttls, tls or none; if empty none to a server on this computer, "
                "starttls to any other"
            ),
            Choice(*code_alone("starttls", "tls").words, ("none", N_("none"), NONE)),
        ),
        Setting(
            "mail.user",
            "",
            N_("who logs in to the mail server; the password is never kept in the register"),
            _text,
        ),
        *(
            Setting(f"extract.{key}", "", meaning, _text)
            for key, meaning in (
                ("controller", N_("an extract's text on who is responsible; a usual one if empty")),
                ("purpose", N_("an extract's text on why it is kept; a usual one if empty")),
                ("legal-basis", N_("an extract's text on the legal basis; a usual one if empty")),
                ("recipients", N_("an extract's text on who receives it; a usual one if empty")),
                ("retention", N_("an extract's text on how long it is kept; a usual one if empty")),
                ("source", N_("an extract's text on where it comes from; a usual one if empty")),
                ("rights", N_("an extract's text on the person's rights; a usual one if empty")),
            )
        ),
    )
}


def find_setting(key: str, of_days: Iterable[str] = ()) -> Setting:
    """Return the setting with this key. Raises NotFound, naming what was perhaps meant.

    `of_days` are the keys of what counts from a day on: see `rates`.
    """
    if key in SETTINGS:
        return SETTINGS[key]
    near = meant_by(key, [*SETTINGS, *of_days])
    raise NotFound(
        N_("There is no setting {key}."),
        N_("Did you mean {near}?") if near else N_("steg setting lists them."),
        key=key,
        near=near,
    )
