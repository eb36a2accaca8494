"""The register's settings: their keys, what they mean, and what they may be."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from steg_cli.programme.errors import N_, NotFound, Refused
from steg_cli.programme.words import HOST, LONGEST, clean_address, clean_text, nearest

IPV6 = re.compile(r"[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*")


@dataclass(frozen=True)
class Setting:
    """One setting. `read` returns the value as stored, or raises Refused."""

    key: str
    default: str
    meaning: str
    read: Callable[[str], str]


def _one_of(*allowed: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value in allowed:
            return value
        raise Refused(
            N_("{value} is not a value for this setting."),
            N_("It can be {allowed}."),
            value=value,
            allowed=", ".join(allowed),
        )

    return read


def _months(value: str) -> str:
    if len(value) <= 3 and value.isascii() and value.isdigit() and 1 <= int(value) <= 24:
        return str(int(value))
    raise Refused(
        N_("{value} is not a number of months."), N_("Give a number from 1 to 24."), value=value
    )


def _is_ipv6(value: str) -> bool:
    from ipaddress import IPv6Address  # every command reads settings, and one in a year a host

    try:
        return bool(IPV6.fullmatch(value) and IPv6Address(value))
    except ValueError:
        return False


def _host(value: str) -> str:
    if len(value) <= LONGEST and (HOST.fullmatch(value) or _is_ipv6(value)):
        return value
    raise Refused(
        N_("{value} is not the name of a mail server."),
        N_("Write its name or address alone, such as smtp.municipality.se; the port is mail.port."),
        value=value,
    )


def _port(value: str) -> str:
    if len(value) <= 5 and value.isascii() and value.isdigit() and 1 <= int(value) <= 65535:
        return str(int(value))
    raise Refused(N_("{value} is not a port."), N_("Give a number from 1 to 65535."), value=value)


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
        Setting(
            "language",
            "",
            N_("language of the register's own texts: sv or en"),
            _one_of("sv", "en"),
        ),
        Setting(
            "remind.months",
            "3",
            N_("how many months ahead a period counts as ending"),
            _months,
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
            _one_of("off", "on"),
        ),
        Setting(
            "mail.names",
            "none",
            N_("how people are named in mails: none (case references alone), initials or full"),
            _one_of("none", "initials", "full"),
        ),
        Setting(
            "mail.transport",
            "folder",
            N_("how mails leave: folder (as .eml files), sendmail or smtp"),
            _one_of("folder", "sendmail", "smtp"),
        ),
        Setting(
            "mail.folder",
            "",
            N_("where .eml files go; a folder beside the register if empty"),
            _folder,
        ),
        Setting("mail.host", "localhost", N_("the mail server's name"), _host),
        Setting(
            "mail.port",
            "",
            N_("the mail server's port; 587 (starttls), 465 (tls) or 25 (none) if empty"),
            _port,
        ),
        Setting(
            "mail.security",
            "",
            N_(
                "starttls, tls or none; if empty none to a server on this computer, "
                "starttls to any other"
            ),
            _one_of("starttls", "tls", "none"),
        ),
        Setting(
            "mail.user",
            "",
            N_("who logs in to the mail server; the password is never kept in the register"),
            _text,
        ),
    )
}


def find_setting(key: str) -> Setting:
    """Return the setting with this key. Raises NotFound, naming the nearest one."""
    if key in SETTINGS:
        return SETTINGS[key]
    near = nearest(key, list(SETTINGS))
    raise NotFound(
        N_("There is no setting {key}."),
        N_("Did you mean {near}?") if near else N_("steg setting lists them."),
        key=key,
        near=near,
    )
