"""The Swedish catalogue against the sentences in the source: none missing, none left over.

Which sentences there are is extracted as `.ci/texts` does it, by what pyproject.toml says.
"""

from __future__ import annotations

import ast
import gettext
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from steg_cli.texts import DOMAIN, FOLDER, English
from steg_cli.texts.catalogue import Catalogue

ROOT = Path(__file__).parents[2]
SWEDISH = FOLDER / "sv" / "LC_MESSAGES" / f"{DOMAIN}.po"
RUN = "run .ci/texts and translate what is new in steg.po"

Sentence = str | tuple[str, ...]  # a tuple is a sentence for one and one for many


@cache
def extracted() -> dict[Sentence, str]:
    """Return every sentence in the source, with a place where it stands."""
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["babel"]
    methods = [(one["pattern"], one["method"]) for one in mappings["mappings"]]
    options = {
        one["pattern"]: {"keywords": parse_keywords(one["keywords"])}
        for one in mappings["mappings"]
    }
    return {
        message: f"{file}:{line}"
        for file, line, message, _, _ in extract_from_dir(ROOT, methods, options, keywords={})
    }


@cache
def catalogue() -> Catalog:
    with SWEDISH.open("rb") as file:
        return read_po(file, locale="sv", domain=DOMAIN)


def messages(source: Catalog) -> list[Message]:
    return [message for message in source if message.id]


def forms(texts: Sentence | list[str] | None) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts or ())


def translations(source: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return what is translated: a sentence's forms, and their translations."""
    pairs = ((forms(message.id), forms(message.string)) for message in messages(source))
    return {sentence: swedish for sentence, swedish in pairs if swedish and all(swedish)}


def places(text: str) -> set[str]:
    """Return the names in braces. Raises ValueError for braces that do not pair up."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_sentence_of_the_source_is_in_the_catalogue() -> None:
    known = {message.id for message in messages(catalogue())}
    missing = {text: where for text, where in extracted().items() if text not in known}
    assert missing == {}, RUN


def test_no_sentence_promotes_anybody_without_naming_the_step() -> None:
    """Without --to, steg advance goes on to the next step: a hint that is copied may not do that.

    `steg advance` alone, with nobody named, is the name of the command.
    """
    told = [text for message in messages(catalogue()) for text in forms(message.id)]
    told += [text for message in messages(catalogue()) for text in forms(message.string)]
    somebody = re.compile(r'steg advance (?:\{\w+\}|[A-Z][\w-]*|"[^"]*")( --to)?')
    found = {(text, to) for text in told for to in somebody.findall(text)}
    assert found
    assert [text for text, to in found if not to] == []


def test_every_sentence_is_translated_in_all_its_forms() -> None:
    done = translations(catalogue())
    assert [m.id for m in messages(catalogue()) if forms(m.id) not in done] == [], RUN


def test_the_catalogue_holds_nothing_that_the_source_no_longer_says() -> None:
    stale = [message.id for message in messages(catalogue()) if message.id not in extracted()]
    assert stale == [], RUN
    assert [*catalogue().obsolete] == [], RUN


def test_nothing_is_guessed() -> None:
    fuzzy = [message.id for message in messages(catalogue()) if message.fuzzy]
    assert fuzzy == [], "look each of them over, then remove its mark: fuzzy"


def test_what_is_compiled_is_what_people_edit() -> None:
    with SWEDISH.with_suffix(".mo").open("rb") as file:
        compiled = read_mo(file)
    assert translations(compiled) == translations(catalogue()), RUN
    assert compiled.plural_forms == catalogue().plural_forms


def test_a_translation_has_the_places_of_its_sentence() -> None:
    different = {
        sentence: swedish
        for sentence, swedish in translations(catalogue()).items()
        if len({frozenset(places(text)) for text in (*sentence, *swedish)}) != 1
    }
    assert different == {}


def test_every_sentence_and_translation_can_be_filled_in() -> None:
    for pair in translations(catalogue()).items():
        for text in (*pair[0], *pair[1]):
            # A place such as {0} or {a.b} would need another value than a named one.
            assert all(name.isidentifier() for name in places(text)), text
            assert text.format(**dict.fromkeys(places(text), "x")), text


def test_a_translation_begins_and_ends_as_its_sentence_does() -> None:
    """A space, a full stop or a colon that is lost makes two sentences run into each other."""
    for pair in translations(catalogue()).items():
        for text, swedish in zip(*pair, strict=True):
            assert text[0].isspace() == swedish[0].isspace(), text
            ends = [end for end in (" ", ".", ":", "?", "…") if text.endswith(end)]
            assert all(swedish.endswith(end) for end in ends), text
            assert text.count("\n") == swedish.count("\n"), text


def test_the_catalogue_says_what_it_is_and_names_nobody() -> None:
    header = dict(catalogue().mime_headers)
    assert header["Project-Id-Version"].strip() == "steg"
    assert header["Language"] == "sv"
    assert header["Plural-Forms"] == "nplurals=2; plural=(n != 1);"
    assert "@" not in "".join(header.values())


def marked(tree: ast.AST) -> Iterator[tuple[int, Sentence]]:
    """Find the sentences that N_(…), t(…) and plural(…) mark, as Python itself reads them."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        name = node.func.id if isinstance(node.func, ast.Name) else name
        wanted = {"N_": 1, "t": 1, "plural": 2}.get(name, 0)
        texts = tuple(
            str(arg.value) if isinstance(arg, ast.Constant) else ast.unparse(arg)
            for arg in node.args[:wanted]
            if isinstance(arg, ast.Constant) or name == "plural"
        )
        if texts and len(texts) == wanted:
            yield node.lineno, texts if name == "plural" else texts[0]


def test_babel_finds_what_is_marked() -> None:
    """Babel reads words, not Python: it is blind to N_ in an f-string and inside plural(…)."""
    unseen = [
        (path.name, line, text)
        for path in sorted((ROOT / "steg_cli").rglob("*.py"))
        for line, text in marked(ast.parse(path.read_text("utf-8")))
        if text not in extracted()
    ]
    assert unseen == [], "put N_(…) outside of f-strings; give plural(…) bare strings"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_sentence_is_found_as_gettext_finds_it(language: str) -> None:
    theirs = gettext.translation(DOMAIN, FOLDER, languages=[language], fallback=language == "en")
    ours = Catalogue(SWEDISH.with_suffix(".mo")) if language == "sv" else English()
    sentences = [message.id for message in messages(catalogue())]
    unknown = ["\uffff", "Å", *(f"{one}." for one in sentences if isinstance(one, str))]
    for one in (*sentences, *unknown):
        if isinstance(one, str):
            assert ours.sentence(one) == theirs.gettext(one)
        else:
            single, many = forms(one)
            assert [ours.counted(single, many, n) for n in (0, 1, 2)] == [
                theirs.ngettext(single, many, n) for n in (0, 1, 2)
            ]
    assert [ours.counted("one hen", "hens", n) for n in (0, 1)] == ["hens", "one hen"]
