"""Names that can be slips of the hand for another one."""

from __future__ import annotations

import pytest

from steg_cli.importing.slips import near_one


@pytest.mark.parametrize(
    ("name", "known", "near"),
    [
        ("Ekbaken", "Ekbacken", True),
        ("Ekbakcen", "Ekbacken", True),
        ("Ekbocken", "Ekbacken", True),
        ("Ekbacken", "Äldreboendet Ekbacken", True),
        ("Förskolan Ekem", "Förskolan Eken", True),
        ("Ekbacka", "Ekbacken", False),
        ("Förskolan Asken", "Förskolan Eken", False),
        ("VT 2026", "HT 2026", False),
        ("Omgång 2025", "Omgång 2026", False),
        ("Enhet A", "Enhet B", False),
        ("Hjo", "Hajo", False),
        ("Solgården 1", "Solgården 2", False),
    ],
)
def test_one_letter_or_a_word_left_out_can_be_a_slip(name: str, known: str, *, near: bool) -> None:
    assert near_one(name, [known]) == (known if near else None)
    assert near_one(known, [name]) == (name if near else None)
