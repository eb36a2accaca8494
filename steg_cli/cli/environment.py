"""Where the register lies and which language is spoken, by what surrounds steg."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from steg_cli.programme.choices import LANGUAGE
from steg_cli.programme.errors import N_, Malformed
from steg_cli.register.errors import RegisterError
from steg_cli.register.glance import Glance, peek_setting
from steg_cli.texts import LANGUAGES


def default_path() -> Path:
    """Return where the register is if nobody says otherwise: in the user's own data folder."""
    from platformdirs import user_data_path

    try:
        return user_data_path("steg", appauthor=False) / "steg.db"
    except RuntimeError:  # no HOME, and nobody of that number is known to the system
        raise RegisterError(
            N_("It is not known where your own data folder is: the variable HOME is not set."),
            N_("Name the register with --db FILE or STEG_DB."),
        ) from None


def chosen_language(environment: Mapping[str, str], lang: str | None) -> str | None:
    """Return the language that the option or the variable names, None if neither does."""
    chosen = (environment.get("STEG_LANG") or None) if lang is None else lang
    if chosen is None:
        return None
    language = LANGUAGE.code_of(chosen)
    if language is None:
        raise Malformed(
            N_("There are no texts in the language {language}."),
            N_("Use sv or en."),
            language=chosen,
        )
    return language


def usual_language(environment: Mapping[str, str], path: Path, glance: Glance | None) -> str:
    """Return the language that nobody chose: the register's setting, the locale, English."""
    setting = glance.setting("language") if glance else peek_setting(path, "language")
    if setting in LANGUAGES:
        return str(setting)
    return locale_language(environment)


def locale_language(environment: Mapping[str, str]) -> str:
    """Return the language that the environment speaks: Swedish, or English for any other."""
    names = ("STEG_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    locale = next(filter(None, map(environment.get, names)), "")
    return "sv" if locale.startswith("sv") else "en"
