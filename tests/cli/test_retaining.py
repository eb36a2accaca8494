"""steg retention, its rules, and hold."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import AtTerminal, Steg

NO_RULE = (
    "No rule is loaded: steg retention rule add participant --years N --decision DNR "
    "--decided-on DAY\n"
)
RULE = ("--years", "10", "--decision", "KS-2024-1", "--decided-on", "2024-01-02")


def test_who_is_past_is_listed_once_a_rule_is_loaded(steg: Steg) -> None:
    assert steg("retention", today="2034-01-15") == (0, "", f"None.\n{NO_RULE}")
    assert steg("gallring", "regel", "lägg-till", "person", *RULE, "--prova")[0] == 0
    code, out, _ = steg("retention", "rule", "add", "participant", *RULE)
    assert (code, out) == (
        0,
        "what is kept: the whole person\nyears: 10\ndecision's reference: KS-2024-1\n"
        "decided on: 2024-01-02\n",
    )
    assert steg("retention", "rule", "add", "participant", *RULE)[0] == 1
    row = {
        "reference": "S-0005",
        "left_on": "2023-06-30",
        "past_since": "2033-07-01",
        "kept": "participant",
        "decision": "KS-2024-1",
        "kept_by": None,
        "kept_until": None,
        "protected": False,
    }
    assert rows_of(steg, "2033-06-30") == []
    assert rows_of(steg, "2033-07-01") == [row]
    assert steg("hold", "5", "överklagat")[0] == 0
    assert rows_of(steg, "2033-07-01") == [row | {"kept_by": "hold"}]
    assert steg("retention", "rule", "edit", "participant", "--years", "11")[0] == 0
    assert rows_of(steg, "2033-07-01") == []
    assert steg("retention", "rule", "remove", "participant")[1] == "participant is taken away.\n"
    assert steg("retention", "rule", "list")[1:] == ("", "None.\n")


def rows_of(steg: Steg, day: str) -> list[object]:
    """Return the rows of steg retention on a day."""
    answer = json.loads(steg("retention", "--format", "json", today=day)[1])
    rows: list[object] = answer["rows"]
    assert (answer["report"], answer["totals"]["people"]) == ("retention", len(rows))
    return rows


def test_a_hold_is_shown_and_ended(steg: Steg) -> None:
    assert steg("hold", "5", "överklagat")[1] == (
        "Nothing of Dan Ceder (S-0005) is erased from 2024-01-15 on.\n"
    )
    assert "\nHold on erasing since 2024-01-15: överklagat\n" in steg("show", "5")[1]
    shown = json.loads(steg("show", "5", "--format", "json")[1])["result"]
    assert shown["hold"] == {"reason": "överklagat", "day": "2024-01-15"}
    assert steg("hold", "5", "--end")[1] == (
        "The hold on Dan Ceder (S-0005) has ended: the rules of retention count again.\n"
    )
    assert json.loads(steg("show", "5", "--format", "json")[1])["result"]["hold"] is None
    for given in ((), ("x", "--end")):
        assert steg("hold", "5", *given)[0] == 2


def test_of_somebody_protected_no_reason_is_shown(steg: Steg) -> None:
    steg("hold", "3", "hemligt")
    assert "since 2024-01-15: (protected)" in steg("show", "3")[1]
    assert "hemligt" in steg("show", "3", "--include-protected")[1]
    assert "hemligt" not in steg("log", "3")[1]


def test_at_a_terminal_a_hold_asks_for_its_reason(at_terminal: AtTerminal, steg: Steg) -> None:
    hold = at_terminal("hold", "5")
    hold.answer("Why may nothing be erased? ", "\n")
    hold.answer("Why may nothing be erased? ", "appeal\n")
    assert hold.finish()[0] == 0
    shown = json.loads(steg("show", "5", "--format", "json")[1])["result"]
    assert shown["hold"] == {"reason": "appeal", "day": "2024-01-15"}
