"""Which name is meant by beginnings of words, which is only near, and which a comma turns."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steg_cli.programme.names import begins, is_near, same_words, turned


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("akesson", "Bo Åkesson"),
        ("goran", "Göran Nilsson"),
        ("GÖRAN NILS", "Göran Nilsson"),
        ("goran nilsson", "Go\u0308ran Nilsson"),
        ("sofia a", "Sofia Ali"),
        ("a sofia", "Sofia Ali"),
        ("Sofia Ali", "Sofia Ali"),
        ("Ali Sofia", "Sofia Ali"),
        ("ali, sofia", "Sofia Ali"),
        ("Sofia Ali", "Ali, Sofia"),
        ("ali,sofia", "Ali,Sofia"),
        ("anna lena", "Anna-Lena Berg"),
        ("lena", "Anna-Lena Berg"),
        ("annalena", "Anna-Lena Berg"),
        ("berg annal", "Anna-Lena Berg"),
        ("anna-lena", "Anna Lena Berg"),
        ("anna-lena", "Annalena Berg"),
        ("anna‐lena", "Anna–Lena Berg"),
        *(("annalena", "Anna−Lena Berg"), ("annalena", "Anna－Lena Berg")),
        ("oneil", "Sean O'Neil"),
        ("o neil", "Sean O’Neil"),
        ("d'arc", "Jeanne d’Arc"),
        ("d´arc", "Jeanne d'Arc"),
        # letters that cannot be taken apart
        ("sorensen", "Søren Sørensen"),
        ("lukasz", "Łukasz Groß"),
        ("gross", "Łukasz Groß"),
        ("dordevic", "Đorđević"),
        ("isik", "Işık"),
        ("isik", "IŞIK"),
        ("ipek", "İpek"),
        ("aegir", "Ægir Þórsson"),
        ("thor", "Ægir Þórsson"),
        ("eliyev", "Əliyev"),
        ("finn", "ﬁnn"),
        ("أحمد", "احمد علي"),
        ("می‌خواهم", "میخواهم"),
        # the first "a" must not take the word that the second needs
        ("a al", "Al An"),
        ("al a", "An Al"),
    ],
)
def test_beginnings_of_words_mean_a_name(typed: str, name: str) -> None:
    assert begins(typed, name)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("mina", "Amina Ek"),
        ("berg", "Karl Lindberg"),
        ("sofia ali", "Ali Tesfay"),
        ("anna anna", "Anna Ek"),
        ("an an", "Annalena Ek"),
        ("sofia alin", "Sofia Ali"),
        ("anna lena", "Annalena Ek"),
        ("ali sofia omar", "Sofia Ali"),
        ("", "Sofia Ali"),
        ("%", "Sofia Ali"),
        ("-", "Anna-Lena"),
        ("_", "_"),
    ],
)
def test_anything_else_does_not(typed: str, name: str) -> None:
    assert not begins(typed, name)


NAMES = st.text("aAåbÅ' -,é", max_size=9)


def model_of(text: str) -> list[list[str]]:
    """Return the words of such a text, apart at hyphens and apostrophes, and joined by them."""
    plain = text.lower().translate(str.maketrans("åé", "ae"))
    apart = plain.replace("-", " ").replace("'", " ").replace(",", " ").split()
    together = plain.replace("-", "").replace("'", "").replace(",", " ").split()
    return [apart, together]


@given(NAMES, NAMES)
def test_every_word_begins_another_one_as_trying_all_orders_says(typed: str, name: str) -> None:
    assert begins(typed, name) is any(
        all(word.startswith(part) for part, word in zip(parts, order, strict=True))
        for parts in model_of(typed)
        if parts
        for words in model_of(name)
        for order in permutations(words, len(parts))
    )


@given(NAMES, NAMES)
def test_the_same_words_are_each_other_s_beginnings(one: str, other: str) -> None:
    same = any(
        sorted(mine) == sorted(others) != [] for mine in model_of(one) for others in model_of(other)
    )
    assert same_words(one, other) is same
    assert not same or (begins(one, other) and begins(other, one))


PEOPLE = ("Anna", "Anna Ek", "Ek, Anna", "Åsa Ek", "Asa Ek", "Anna-Lena Ek", "Amina\nEk", "%")


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        ("anna", [0]),
        ("an", [0, 1, 2, 5]),
        ("anna ek", [1, 2]),
        ("anna e", [1, 2, 5]),
        ("asa ek", [3, 4]),
        ("Åsa Ek", [3, 4]),
        ("annalena", [5]),
        ("mina", []),
        ("amina ek", [6]),
        ("%", []),
        ("", []),
    ],
)
def test_the_same_words_win_over_longer_names(typed: str, places: list[int]) -> None:
    begun = [place for place, name in enumerate(PEOPLE) if begins(typed, name)]
    same = [place for place in begun if same_words(typed, PEOPLE[place])]
    assert (same or begun) == places


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Sofia Ali", "ali, sofia", True),
        ("Göran Nilsson", "goran nilsson", True),
        ("Anna-Lena Ek", "Annalena Ek", True),
        ("Anna", "Anna Ek", False),
        ("Anna Ek", "Anna Ekberg", False),
        ("%", "%", False),
    ],
)
def test_names_of_the_same_words(one: str, other: str, same: bool) -> None:
    assert same_words(one, other) is same


@pytest.mark.parametrize(
    ("typed", "name", "inside", "near"),
    [
        ("Ana Andersson", "Anna Andersson", False, True),
        ("andersson ana", "Anna Andersson", False, True),
        ("karin bärg", "Karin Berg", False, True),
        ("Andresson", "Anna Andersson", False, True),
        ("Anderssonn", "Anna Andersson", False, True),
        # another person: each word has to fit
        ("Sofia Ali", "Ali Tesfay", False, False),
        ("Sofia Ali", "Tesfay, Ali", True, False),
        ("Örjan Berg", "Karin Berg", True, False),
        ("Kiran Berg", "Karin Berg", True, False),
        # two letters, short words, digits
        ("Andrsson Ana", "Anna Anderson", False, False),
        ("Åsa", "Eva", False, False),
        ("Boo", "Bob", False, False),
        ("1234", "1235", False, False),
        # inside a word, where that is asked for
        ("mina", "Amina Ek", False, False),
        ("mina ek", "Amina Ek", True, True),
        ("in", "Amina Ek", True, False),
        ("", "Amina Ek", True, False),
    ],
)
def test_a_near_name_fits_in_every_word(typed: str, name: str, inside: bool, near: bool) -> None:
    assert is_near(typed, name, inside=inside) is near


@pytest.mark.parametrize(
    ("name", "spoken"),
    [
        ("Ali, Sofia", "Sofia Ali"),
        ("Ali,Sofia", "Sofia Ali"),
        ("von Essen , Anna-Lena Maria", "Anna-Lena Maria von Essen"),
        ("Sofia Ali", None),
        ("Ali,", None),
        (", Sofia", None),
        ("Ali, ?", None),
        ("King, Martin, Jr", None),
        ("Martin King, Jr.", None),
        ("Sofia Ali, Ph.D.", None),
    ],
)
def test_a_comma_turns_a_name(name: str, spoken: str | None) -> None:
    assert turned(name) == spoken
