"""The register's settings and what they may be."""

from __future__ import annotations

import pytest

from steg_cli.programme.errors import NotFound, Refused, StegError
from steg_cli.programme.settings import SETTINGS, find_setting


def told(error: StegError) -> tuple[str, str]:
    return str(error), error.hint.format(**error.values)


@pytest.mark.parametrize(("key", "default"), [("language", ""), ("remind.months", "3")])
def test_a_setting_is_found_by_its_key_with_its_default(key: str, default: str) -> None:
    setting = find_setting(key)
    assert (setting.key, setting.default) == (key, default)


@pytest.mark.parametrize("key", sorted(SETTINGS))
def test_every_setting_says_what_it_means_and_can_keep_its_default(key: str) -> None:
    setting = SETTINGS[key]
    assert setting.key == key
    assert setting.meaning
    assert setting.default == "" or setting.read(setting.default) == setting.default


@pytest.mark.parametrize(
    ("key", "typed", "stored"),
    [
        ("language", "sv", "sv"),
        ("language", "en", "en"),
        ("remind.months", "1", "1"),
        ("remind.months", "3", "3"),
        ("remind.months", "03", "3"),
        ("remind.months", "24", "24"),
    ],
)
def test_a_value_that_a_setting_takes_is_stored(key: str, typed: str, stored: str) -> None:
    assert find_setting(key).read(typed) == stored


@pytest.mark.parametrize("typed", ["", "SV", "fi", "sv ", "svenska", "en\n"])
def test_another_language_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as caught:
        find_setting("language").read(typed)
    assert told(caught.value) == (
        f"{typed} is not a value for this setting.",
        "It can be sv, en.",
    )


@pytest.mark.parametrize(
    "typed", ["", "0", "25", "100", "-1", "+3", "3.0", " 3", "3\n", "three", "３", "²", "1_0"]
)
def test_months_other_than_1_to_24_are_refused(typed: str) -> None:
    with pytest.raises(Refused) as caught:
        find_setting("remind.months").read(typed)
    assert told(caught.value) == (
        f"{typed} is not a number of months.",
        "Give a number from 1 to 24.",
    )


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("langauge", "Did you mean language?"),
        ("remind.month", "Did you mean remind.months?"),
        ("xyz", "steg setting lists them."),
        ("", "steg setting lists them."),
    ],
)
def test_an_unknown_setting_is_not_found_and_the_nearest_is_named(key: str, hint: str) -> None:
    with pytest.raises(NotFound) as caught:
        find_setting(key)
    assert told(caught.value) == (f"There is no setting {key}.", hint)
