"""The career ladder as data, and which moves it allows."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steg_cli.programme.errors import NotFound, Refused, StegError
from steg_cli.programme.ladder import DEFAULT_LADDER, Ladder, Step, ladder_from
from steg_cli.programme.periods import MonthLimit
from steg_cli.texts import texts

CODES = [
    "kartlaggning",
    "utredning",
    "arbetsprovning",
    "praktik",
    "utbildningspraktik",
    "serviceassistent",
    "enhetsassistent",
    "underskoterska",
    "sjukskoterska",
]
KEYS_HINT = (
    "code: lower-case ASCII, each once; sv and en: names; where: ame, adapted or ordinary; "
    "payer: AME or sector; months: [least, most]; agreement: BEA or AB; "
    "own_sector and training: true or false."
)


def told(error: StegError) -> tuple[str, str]:
    return str(error), texts("en").hint(error)


@pytest.mark.parametrize(
    ("code", "facts"),
    [
        ("kartlaggning", ("ame", None, None, None, False, False)),
        ("utredning", ("ame", None, None, None, False, False)),
        ("arbetsprovning", ("adapted", None, None, None, False, False)),
        ("praktik", ("ordinary", None, None, None, False, False)),
        ("utbildningspraktik", ("ordinary", None, None, None, False, True)),
        ("serviceassistent", ("ordinary", "AME", MonthLimit(12, 24), "BEA", False, False)),
        ("enhetsassistent", ("ordinary", "sector", None, "AB", True, False)),
        ("underskoterska", ("ordinary", "sector", None, None, False, False)),
        ("sjukskoterska", ("ordinary", "sector", None, None, False, False)),
    ],
)
def test_where_a_step_is_who_pays_its_limit_agreement_and_whether_it_is_converted_to_or_training(
    code: str, facts: tuple[object, ...]
) -> None:
    step = DEFAULT_LADDER.steps[CODES.index(code)]
    assert step.code == code
    assert (
        *(step.where, step.payer, step.limit, step.agreement),
        *(step.own_sector, step.training),
    ) == facts


def test_the_ladder_goes_from_mapping_to_nurse() -> None:
    assert [step.code for step in DEFAULT_LADDER] == CODES


@pytest.mark.parametrize(
    ("code", "swedish", "english"),
    [
        ("kartlaggning", "kartläggning", "mapping"),
        ("arbetsprovning", "arbetsprövning", "work trial"),
        ("underskoterska", "undersköterska", "undersköterska"),
        ("serviceassistent", "serviceassistent", "serviceassistent"),
    ],
)
def test_a_step_is_shown_in_swedish_or_otherwise_in_english(
    code: str, swedish: str, english: str
) -> None:
    step = DEFAULT_LADDER.step(code)
    assert [step.label(language) for language in ("sv", "en", "fi")] == [swedish, english, english]


def test_a_step_in_a_sentence_is_its_code() -> None:
    assert f"{DEFAULT_LADDER.step('arbetsprövning')}" == "arbetsprovning"


@pytest.mark.parametrize(
    "name",
    [
        "arbetsprovning",
        "ARBETSPROVNING",
        "arbetsprövning",
        "Arbetsprövning",
        "arbets-prövning",
        "work trial",
    ],
)
def test_a_step_is_found_by_its_code_or_its_name_in_any_case(name: str) -> None:
    assert DEFAULT_LADDER.step(name).code == "arbetsprovning"
    assert DEFAULT_LADDER.position(name) == 2


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("serviceassistant", "Did you mean serviceassistent? "),
        ("praktikk", "Did you mean work placement? "),
        ("sjuk", "Did you mean sjuksköterska? "),
        ("arbetspröving", "Did you mean work trial? "),
        ("work trail", "Did you mean work trial? "),
        ("xyz", ""),
        ("", ""),
    ],
)
def test_an_unknown_step_is_not_found_and_the_nearest_is_named(name: str, advice: str) -> None:
    with pytest.raises(NotFound) as caught:
        DEFAULT_LADDER.step(name)
    assert told(caught.value) == (
        f"There is no step {name} on the ladder.",
        f"{advice}The steps are {', '.join(step.label('en') for step in DEFAULT_LADDER)}.",
    )


def test_names_that_differ_in_accents_alone_are_two_and_neither_is_guessed() -> None:
    ladder = Ladder(
        (
            Step("one", "Rám", "first", "ame"),
            Step("two", "andra", "räm", "ame"),
        )
    )
    assert [ladder.step(name).code for name in ("Rám", "rám", "Räm", "ANDRA")] == [
        *("one", "one", "two", "two")
    ]
    with pytest.raises(NotFound) as caught:
        ladder.step("ram")
    assert told(caught.value)[1] == "Did you mean first, räm? The steps are first, räm."


@pytest.mark.parametrize(("code", "following"), list(pairwise(CODES)))
def test_the_step_after(code: str, following: str) -> None:
    assert DEFAULT_LADDER.after(code).code == following


def test_nothing_comes_after_the_last_step() -> None:
    with pytest.raises(Refused) as caught:
        DEFAULT_LADDER.after("sjukskoterska")
    assert told(caught.value) == (
        "sjukskoterska is the last step of the ladder.",
        "When the person leaves the programme: steg leave WHO --to employment.",
    )


def test_people_are_converted_to_the_step_in_a_sectors_own_employment() -> None:
    converted = DEFAULT_LADDER.converted
    assert converted is not None
    assert converted.code == "enhetsassistent"


def test_a_ladder_without_such_a_step_converts_nobody() -> None:
    assert Ladder(DEFAULT_LADDER.steps[:6]).converted is None


SAME_HINT = (
    "Name another step with --to; steg show WHO tells the next one. Its planned last day is moved "
    "with steg extend WHO --until DAY"
)
BACK_HINT = 'Going back is an exception: add --exception "the reason".'
SKIP_HINT = 'Skipping a step is an exception: add --exception "the reason".'


@pytest.mark.parametrize(
    ("old", "new", "exception"),
    [
        (None, "kartlaggning", None),
        ("underskoterska", "sjukskoterska", None),
        # In the pilot people went straight to serviceassistent.
        (None, "serviceassistent", "pilot"),
        ("kartlaggning", "serviceassistent", "pilot"),
        ("serviceassistent", "praktik", "ill for a long time"),
        # A reason that was not needed does no harm.
        ("kartlaggning", "utredning", "as planned"),
    ],
)
def test_the_next_step_is_allowed_and_any_other_with_a_reason(
    old: str | None, new: str, exception: str | None
) -> None:
    DEFAULT_LADDER.check_move(old, new, exception)


@pytest.mark.parametrize(
    ("old", "new", "exception", "sentence", "hint"),
    [
        (
            *(None, "serviceassistent", None),
            "serviceassistent is not the next step: kartlaggning is.",
            SKIP_HINT,
        ),
        (
            *("praktik", "serviceassistent", ""),
            "serviceassistent is not the next step: utbildningspraktik is.",
            SKIP_HINT,
        ),
        (
            *("serviceassistent", "praktik", None),
            "praktik comes before serviceassistent on the ladder.",
            BACK_HINT,
        ),
        ("praktik", "praktik", None, "The person is already on praktik.", SAME_HINT),
        ("praktik", "praktik", "again", "The person is already on praktik.", SAME_HINT),
    ],
)
def test_a_move_that_needs_a_reason_or_goes_nowhere_is_refused(
    old: str | None, new: str, exception: str | None, sentence: str, hint: str
) -> None:
    with pytest.raises(Refused) as caught:
        DEFAULT_LADDER.check_move(old, new, exception)
    assert told(caught.value) == (sentence, hint)


@pytest.mark.parametrize(("old", "new"), [("okand", "praktik"), ("praktik", "okand")])
def test_a_move_from_or_to_an_unknown_step_is_not_found(old: str, new: str) -> None:
    with pytest.raises(NotFound) as caught:
        DEFAULT_LADDER.check_move(old, new, "a reason")
    assert told(caught.value)[0] == "There is no step okand on the ladder."


def made(count: int) -> Ladder:
    return Ladder(tuple(Step(f"s{n}", f"steg {n}", f"step {n}", "ame") for n in range(count)))


@given(
    st.integers(1, 7).flatmap(
        lambda n: st.tuples(st.just(n), st.none() | st.integers(0, n - 1), st.integers(0, n - 1))
    ),
    st.sampled_from([None, "", "a reason"]),
)
def test_one_rung_up_is_allowed_and_any_other_rung_with_a_reason(
    move: tuple[int, int | None, int], exception: str | None
) -> None:
    rungs, old, new = move
    ladder = made(rungs)
    standing_on = -1 if old is None else old
    allowed = new - standing_on == 1 or (bool(exception) and new != standing_on)
    try:
        ladder.check_move(None if old is None else f"s{old}", f"s{new}", exception)
    except Refused as error:
        told(error)
        refused = True
    else:
        refused = False
    assert refused is not allowed


OTHER_LADDER = """
[[step]]
code = "introduktion"
sv = "  Introduktion på   AME "
en = "introduction"
where = "ame"

[[step]]
code = "traning"
where = "adapted"
training = true

[[step]]
code = "extratjanst"
sv = "extratjänst"
en = "subsidised job"
where = "ordinary"
payer = "AME"
months = [6, 12]
agreement = "BEA"

[[step]]
code = "anstallning_2"
sv = "anställning"
en = "employment"
where = "ordinary"
payer = "sector"
agreement = "AB"
own_sector = true
"""


def test_another_municipalitys_ladder_is_read_from_its_file() -> None:
    assert ladder_from(tomllib.loads(OTHER_LADDER)) == Ladder(
        (
            Step("introduktion", "Introduktion på AME", "introduction", "ame"),
            Step("traning", "traning", "traning", "adapted", training=True),
            Step(
                "extratjanst",
                "extratjänst",
                "subsidised job",
                "ordinary",
                "AME",
                MonthLimit(6, 12),
                "BEA",
            ),
            Step(
                "anstallning_2",
                "anställning",
                "employment",
                "ordinary",
                "sector",
                agreement="AB",
                own_sector=True,
            ),
        )
    )


def as_table(step: Step) -> dict[str, Any]:
    table: dict[str, Any] = {
        "code": step.code,
        "sv": step.swedish,
        "en": step.english,
        "where": step.where,
        "own_sector": step.own_sector,
        "training": step.training,
    }
    if step.payer:
        table["payer"] = step.payer
    if step.agreement:
        table["agreement"] = step.agreement
    if step.limit:
        table["months"] = [step.limit.least, step.limit.most]
    return table


def test_the_municipalitys_own_ladder_can_be_written_as_a_file_too() -> None:
    tables = [as_table(step) for step in DEFAULT_LADDER]
    assert ladder_from({"step": tables}) == DEFAULT_LADDER


@pytest.mark.parametrize(
    "text",
    [
        "",
        "step = []",
        'step = "praktik"',
        "[step]\ncode = 'a'\nwhere = 'ame'",
        "[[steps]]\ncode = 'a'\nwhere = 'ame'",
        "title = 'A'\n[[step]]\ncode = 'a'\nwhere = 'ame'",
    ],
)
def test_a_file_without_a_list_of_steps_is_refused(text: str) -> None:
    with pytest.raises(Refused) as caught:
        ladder_from(tomllib.loads(text))
    assert told(caught.value) == (
        "The ladder file does not hold a list of steps.",
        "Write one [[step]] table for each step; examples/ladder-mariestad.toml shows how.",
    )


GOOD = {"code": "a", "where": "ordinary"}


UNREADABLE: dict[str, tuple[object, ...]] = {
    "code": (None, "", "B", "å", "b c", "b-c", "2b", "_", "b\n", 2, ["b"], "a"),
    "sv": (2, "", "b\n", "b" * 201),
    "en": (["b"], " "),
    "where": (None, "AME", "elsewhere", ["ame"]),
    "payer": ("ame", "", {"who": "AME"}),
    "months": (
        *(12, [], [12], [12, 18, 24], [24, 12], [0, 12], [-1, 12], [12, 601], [12.0, 24.0]),
        *(["12", "24"], [True, 24], "12-24", {"least": 12, "most": 24}),
    ),
    "agreement": ("bea", "", 14, ["BEA"]),
    "own_sector": ("true", 1),
    "training": ("yes", 1),
    "limit": ([12, 24],),
    "Code": ("b",),
}


@pytest.mark.parametrize(
    ("change", "key"),
    [
        *(({key: value}, key) for key, values in UNREADABLE.items() for value in values),
        ({"zz": 1, "colour": 2}, "colour"),
    ],
)
def test_a_step_that_cannot_be_read_is_refused_with_its_number_and_key(
    change: dict[str, object], key: str
) -> None:
    table: dict[str, object] = {"code": "b", "where": "ordinary"} | change
    second = {name: value for name, value in table.items() if value is not None}
    with pytest.raises(Refused) as caught:
        ladder_from({"step": [GOOD, second]})
    assert told(caught.value) == (f"Step 2 of the ladder file: {key} cannot be read.", KEYS_HINT)


def test_a_step_that_is_not_a_table_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        ladder_from(tomllib.loads('step = ["praktik"]'))
    assert told(caught.value) == ("Step 1 of the ladder file: step cannot be read.", KEYS_HINT)


@pytest.mark.parametrize("months", [[1, 1], [1, 600], [600, 600], [12, 24]])
def test_a_limit_may_be_from_1_to_600_months(months: list[int]) -> None:
    ladder = ladder_from({"step": [GOOD | {"months": months}]})
    assert ladder.steps[0].limit == MonthLimit(months[0], months[1])


@pytest.mark.parametrize("own_sector", [[True], [True, False], [False, True, True]])
def test_more_than_one_step_to_convert_to_or_the_first_one_is_refused(
    own_sector: list[bool],
) -> None:
    tables = [
        {"code": f"s{n}", "where": "ordinary", "own_sector": own}
        for n, own in enumerate(own_sector)
    ]
    with pytest.raises(Refused) as caught:
        ladder_from({"step": tables})
    assert told(caught.value) == (
        "A ladder has at most one step with own_sector, and it is not the first.",
        "Keep own_sector on the step that people are converted to.",
    )


def test_each_step_is_found_by_its_code_though_another_is_called_so() -> None:
    tables = [
        {"code": "prova", "sv": "praktik", "where": "adapted"},
        {"code": "praktik", "sv": "arbetspraktik", "where": "ordinary"},
    ]
    ladder = ladder_from({"step": tables})
    assert [ladder.step(step.code) for step in ladder] == list(ladder)
