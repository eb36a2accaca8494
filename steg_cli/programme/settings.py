"""The register's settings: their keys, what they mean, and what they may be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from steg_cli.programme.errors import N_, NotFound, Refused
from steg_cli.programme.words import nearest


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
