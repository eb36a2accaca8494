"""Names that are almost alike, and what was probably meant."""

from __future__ import annotations

import pytest

from steg_cli.programme.nearness import (
    could_mean,
    meant_by,
    near_name,
    near_one,
    nearest,
    nearest_few,
)


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
        ("Eken", "Eken B", False),
        ("Förskolan-Ekem", "Förskolan Eken", True),
        ("Solgården 1", "Solgården 2", False),
        ("Björkskolan/Ekbacken", "Ekbacken", True),  # both
        ("Ekbacken+Solgården", "Ekbacken", True),
    ],
)
def test_one_letter_or_a_word_left_out_can_be_a_slip(name: str, known: str, *, near: bool) -> None:
    assert near_one(name, [known]) == (known if near else None)
    assert near_one(known, [name]) == (name if near else None)


KNOWN = ["Vård och omsorg", "Barn och utbildning", "Skövde", "serviceassistent"]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("serviceassistant", "serviceassistent"),
        ("SERVICEASSISTENT", "serviceassistent"),
        ("Skovde", "Skövde"),
        ("sko\u0308vde", "Skövde"),
        ("vård", "Vård och omsorg"),
        ("UTBILDNING", "Barn och utbildning"),
        ("utbildnig", "Barn och utbildning"),
        ("oms0rg", None),
        ("Vard och omsorg", "Vård och omsorg"),
        ("xyz", None),
        ("", None),
        ("  ", None),
    ],
)
def test_the_name_that_was_probably_meant(name: str, meant: str | None) -> None:
    assert nearest(name, KNOWN) == meant


@pytest.mark.parametrize(
    ("known", "meant"),
    [
        # What alone begins so is likelier than a slip.
        (["Berg", "Borgmästaren"], ("Borgmästaren", "Berg")),
        (["Berg", "Borgen", "Borgmästaren"], ("Borgen", "Berg", "Borgmästaren")),
        (["Stora borgen", "Lilla borgen"], ("Stora borgen", "Lilla borgen")),
    ],
)
def test_the_likeliest_of_several_names_stands_first(
    known: list[str], meant: tuple[str, ...]
) -> None:
    assert nearest_few("borg", known) == meant


@pytest.mark.parametrize(
    ("typed", "meant", "could"),
    [
        *(("lis", "lista", True), ("li", "lista", False), ("lsita", "lista", True)),
        *(("luska", "lista", False), ("lustar", "lister", True), ("luskar", "lister", False)),
        *(("LISTOR", "lista", False), ("lis", "idlista", False)),
    ],
)
def test_a_word_can_be_meant_by_its_beginning_or_with_a_slip_two_in_a_long_one(
    typed: str, meant: str, could: bool
) -> None:
    assert could_mean(typed, meant) is could


def test_nothing_is_near_when_nothing_is_known() -> None:
    assert nearest("Skövde", []) is None


NEAR = [
    *(("Ekbaken", "Ekbacken"), ("Ekbackenn", "Ekbacken"), ("Ekbackne", "Ekbacken")),
    *(("Ekbacke", "Ekbacken"), ("kEbacken", "Ekbacken"), ("Eknacken", "Ekbacken")),
    *(("aldreboendet ek-baken", "Äldreboendet Ek backen"), ("Skövda", "Skövde")),
]
FAR = [
    *(("HT 2025", "HT 2026"), ("VT 2026", "HT 2026"), ("Förskolan 1", "Förskolan 2")),
    *(("Förskolan A", "Förskolan B"), ("Skolan", "Skolan A"), ("Hjo", "Hju")),
    *(("Norra skolan", "Södra skolan"), ("Skola1", "Skola2"), ("Ekbakenn", "Ekbacken")),
    *(("ekbacken", "Ekbacken"), ("Ek-backen", "Ekbacken"), ("Solgården", "Ekbacken")),
    *(("Ekbaken Solgård", "Ekbacken Ekgård"), ("Hjo", "Hjor"), ("Ekbakcem", "Ekbacken")),
]


@pytest.mark.parametrize(
    ("name", "other", "near"), [(*one, True) for one in NEAR] + [(*one, False) for one in FAR]
)
def test_a_name_is_near_another_when_one_letter_slipped(name: str, other: str, near: bool) -> None:
    for typed, known in ((name, other), (other, name)):
        assert near_name(typed, ["Mariestad", known]) == (known if near else None)


PRESCHOOLS = ["Förskolan Ek", "Solgården", "Förskolan Al", "Förskolan Lönn", "Förskolan Ask"]


@pytest.mark.parametrize(
    ("name", "known", "meant"),
    [
        ("förskolan", PRESCHOOLS, "Förskolan Ek, Förskolan Al, Förskolan Lönn …"),
        ("Förskolan", PRESCHOOLS[:3], "Förskolan Ek, Förskolan Al"),
        ("Förskolan A", PRESCHOOLS, "Förskolan Al, Förskolan Ask"),
        ("Solg", PRESCHOOLS, "Solgården"),
        ("Solgådren", PRESCHOOLS, "Solgården"),
        ("Biblioteket", PRESCHOOLS, None),
        ("", PRESCHOOLS, None),
    ],
)
def test_of_several_that_begin_so_none_is_picked(
    name: str, known: list[str], meant: str | None
) -> None:
    assert meant_by(name, known) == meant
