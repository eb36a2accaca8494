"""What people write for short, against the names of the steps."""

from __future__ import annotations

import pytest

from steg_cli.programme.abbreviations import is_short_for
from steg_cli.programme.errors import NotFound
from steg_cli.programme.ladder import DEFAULT_LADDER


@pytest.mark.parametrize(
    ("written", "steps"),
    [
        ("Kartl.", "kartlaggning"),
        ("Utredn.", "utredning"),
        ("utr", "utredning"),
        ("A-prövn.", "arbetsprovning"),
        ("Arb.prövn", "arbetsprovning"),
        ("AP", "arbetsprovning"),
        ("Prakt.", "praktik"),
        ("Praktik", "praktik"),
        ("Utb.praktik", "utbildningspraktik"),
        ("U-praktik", "utbildningspraktik"),
        ("UTB PRAKTIK", "utbildningspraktik"),
        ("SA", "serviceassistent"),
        ("Serv.ass.", "serviceassistent"),
        ("EA", "enhetsassistent"),
        ("enh.ass", "enhetsassistent"),
        ("usk", "underskoterska"),
        ("USK", "underskoterska"),
        ("ssk", "sjukskoterska"),
        ("work tr.", "arbetsprovning"),
        # What leaves a part out can mean something else.
        ("Sjuk", ""),
        ("Utb.", ""),
        ("Utbildning", ""),
        ("Under", ""),
        ("Service", ""),
        ("ass", ""),
        ("u", ""),
        *(("pr", ""), ("ka", "")),  # two letters are short for two words
        ("12", ""),
        ("", ""),
    ],
)
def test_what_is_written_for_a_step(written: str, steps: str) -> None:
    assert " ".join(step.code for step in DEFAULT_LADDER.meant_by(written)) == steps


@pytest.mark.parametrize(
    ("written", "near"),
    [("Utb.", "utbildningspraktik"), ("Sjuk", "sjukskoterska"), ("praktk", "praktik")],
)
def test_what_is_doubtful_is_suggested_and_never_read(written: str, near: str) -> None:
    with pytest.raises(NotFound) as refused:
        DEFAULT_LADDER.step(written)
    assert str(refused.value.values["near"]) == near


def test_what_can_be_short_for_two_is_neither() -> None:
    assert is_short_for("ap", "arbetsprövning")
    assert is_short_for("ap", "arbetspraktik")
    assert not is_short_for("ap", "praktik")
