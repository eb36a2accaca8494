"""Digests in words: whole letters in both languages, and their HTML."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from steg_cli.mail.letter import Letter, letter_of
from steg_cli.programme.words import is_unshowable
from steg_cli.reports.digests import Digest
from steg_cli.texts import Texts, texts

if TYPE_CHECKING:
    from tests.mail.conftest import CaseOf, DigestOf

ENGLISH = texts("en").naming({"serviceassistent": "service assistant", "praktik": "placement"})
SWEDISH = texts("sv").naming({"serviceassistent": "serviceassistent", "praktik": "praktik"})

IN_ENGLISH = """\
Periods that are overdue or end soon, on 2024-01-15.

Overdue
-------

S-0002 · service assistant
  Last day 2023-08-31: passed 137 days ago.
  Notice by 2023-08-17 (that day has passed).
  Can be extended by 12 months.
    steg extend S-0002 --months 12
    steg leave S-0002 --on 2023-08-31 --to …

S-0009 · service assistant
  Last day 2024-01-14: passed 1 day ago.
  Notice by 2023-12-31 (that day has passed).
  Cannot be extended further.

Ending soon
-----------

S-0003 · service assistant
  Last day 2024-01-15: today.
  Notice by 2024-01-01 (that day has passed).
  Cannot be extended further.
    steg leave S-0003 --on 2024-01-15 --to …

S-0004 · service assistant
  Last day 2024-01-16: tomorrow.
  Notice by 2024-01-02 (that day has passed).
  Can be extended by 1 month.

S-0005 · service assistant
  Last day 2024-01-28: 13 days left.
  Notice by 2024-01-14 (that day has passed).
  Cannot be extended further.

S-0006 · service assistant
  Last day 2024-01-29: 14 days left.
  Notice by 2024-01-15.
  Cannot be extended further.

S-0007 · placement
  Last day 2024-02-29: 45 days left.
  Can be extended by 3 months.
    steg extend S-0007 --months 3
    steg convert-to-enhetsassistent S-0007
    steg leave S-0007 --on 2024-02-29 --to …

2 cases without details: open the register.

The commands settle a case in the register; for … write where the person
goes: employment, education, job-search or other.
Notice by is a help: HR decides which rule applies.
A case comes once a month for as long as its period is ending or
overdue.
"""

IN_SWEDISH = """\
Perioder som har gått ut eller slutar snart, per 2024-01-15.

Har gått ut
-----------

S-0002 · serviceassistent
  Sista dag 2023-08-31: gick ut för 137 dagar sedan.
  Besked senast 2023-08-17 (den dagen har passerat).
  Kan förlängas med 12 månader.
    steg extend S-0002 --months 12
    steg leave S-0002 --on 2023-08-31 --to …

S-0009 · serviceassistent
  Sista dag 2024-01-14: gick ut för 1 dag sedan.
  Besked senast 2023-12-31 (den dagen har passerat).
  Kan inte förlängas mer.

Slutar snart
------------

S-0003 · serviceassistent
  Sista dag 2024-01-15: i dag.
  Besked senast 2024-01-01 (den dagen har passerat).
  Kan inte förlängas mer.
    steg leave S-0003 --on 2024-01-15 --to …

S-0004 · serviceassistent
  Sista dag 2024-01-16: i morgon.
  Besked senast 2024-01-02 (den dagen har passerat).
  Kan förlängas med 1 månad.

S-0005 · serviceassistent
  Sista dag 2024-01-28: 13 dagar kvar.
  Besked senast 2024-01-14 (den dagen har passerat).
  Kan inte förlängas mer.

S-0006 · serviceassistent
  Sista dag 2024-01-29: 14 dagar kvar.
  Besked senast 2024-01-15.
  Kan inte förlängas mer.

S-0007 · praktik
  Sista dag 2024-02-29: 45 dagar kvar.
  Kan förlängas med 3 månader.
    steg extend S-0007 --months 3
    steg convert-to-enhetsassistent S-0007
    steg leave S-0007 --on 2024-02-29 --to …

2 ärenden utan uppgifter: öppna registret.

Kommandona reder ut ärendena i registret; i stället för … skrivs vart
personen går: employment, education, job-search eller other.
Besked senast är en hjälp: HR avgör vilken regel som gäller.
Ett ärende kommer en gång i månaden så länge perioden slutar snart eller
har gått ut.
"""


@pytest.fixture
def digest(case_of: CaseOf, digest_of: DigestOf) -> Digest:
    """Everything that a letter to the administrator can say."""
    commands = ("steg extend S-0002 --months 12", "steg leave S-0002 --on 2023-08-31 --to …")
    more = (
        "steg extend S-0007 --months 3",
        "steg convert-to-enhetsassistent S-0007",
        "steg leave S-0007 --on 2024-02-29 --to …",
    )
    return digest_of(
        case_of(2, -137, notice=14, months=12, commands=commands),
        case_of(9, -1, notice=14),
        case_of(3, 0, notice=14, commands=("steg leave S-0003 --on 2024-01-15 --to …",)),
        case_of(4, 1, notice=14, months=1),
        case_of(5, 13, notice=14),
        case_of(6, 14, notice=14),
        case_of(7, 45, months=3, commands=more, step="praktik"),
        without_details=2,
    )


@pytest.mark.parametrize(("t", "text"), [(ENGLISH, IN_ENGLISH), (SWEDISH, IN_SWEDISH)])
def test_a_letter_says_everything_and_what_to_do_about_it(
    digest: Digest, t: Texts, text: str
) -> None:
    assert letter_of(digest, t).text == text


TO_MANAGER = """\
Periods at your workplaces that are overdue or end soon, on 2024-01-15.

Reply to this mail with what you wish for each: an extension, a
conversion, or an end. The labour market unit records it, and knows who
a case is.

Ending soon
-----------

S-0001 · Anna Alm · service assistant
  Last day 2024-02-29: 45 days left.
  Notice by 2024-02-15.
  Can be extended by 12 months.

Notice by is a help: HR decides which rule applies.
A case comes once a month for as long as its period is ending or
overdue.
"""

TO_MANAGER_IN_SWEDISH = """\
Perioder på dina arbetsplatser som har gått ut eller slutar snart, per
2024-01-15.

Svara på det här brevet med vad du önskar för varje ärende: förlängning,
övergång eller avslut. Arbetsmarknadsenheten för in det, och vet vem ett
ärende gäller.

Slutar snart
------------

S-0001 · Anna Alm · serviceassistent
  Sista dag 2024-02-29: 45 dagar kvar.
  Besked senast 2024-02-15.
  Kan förlängas med 12 månader.

Besked senast är en hjälp: HR avgör vilken regel som gäller.
Ett ärende kommer en gång i månaden så länge perioden slutar snart eller
har gått ut.
"""


@pytest.mark.parametrize(("t", "text"), [(ENGLISH, TO_MANAGER), (SWEDISH, TO_MANAGER_IN_SWEDISH)])
def test_a_manager_is_asked_to_answer_instead_of_typing_commands(
    case_of: CaseOf, digest_of: DigestOf, t: Texts, text: str
) -> None:
    case = case_of(1, 45, name="Anna Alm", notice=14, months=12)
    assert letter_of(digest_of(case, to_manager=True), t).text == text


@pytest.mark.parametrize(
    ("t", "count", "text"),
    [
        (
            ENGLISH,
            1,
            "Periods that are overdue or end soon, on 2024-01-15.\n\n"
            "1 case without details: open the register.\n\n"
            "Notice by is a help: HR decides which rule applies.\n"
            "A case comes once a month for as long as its period is ending or\noverdue.\n",
        ),
        (
            SWEDISH,
            1,
            "Perioder som har gått ut eller slutar snart, per 2024-01-15.\n\n"
            "1 ärende utan uppgifter: öppna registret.\n\n"
            "Besked senast är en hjälp: HR avgör vilken regel som gäller.\n"
            "Ett ärende kommer en gång i månaden så länge perioden slutar snart eller\n"
            "har gått ut.\n",
        ),
    ],
)
def test_of_protected_people_alone_nothing_but_the_count_is_said(
    digest_of: DigestOf, t: Texts, count: int, text: str
) -> None:
    assert letter_of(digest_of(without_details=count), t).text == text


@pytest.mark.parametrize(
    ("days", "without_details", "english", "swedish"),
    [
        ([-1], 0, "steg: 1 overdue since 2024-01-14", "steg: 1 har gått ut, 2024-01-14"),
        (
            [-40, -1],
            0,
            "steg: 2 overdue, since 2023-12-06",
            "steg: 2 har gått ut, sedan 2023-12-06",
        ),
        (
            [-1],
            1,
            "steg: 1 overdue since 2024-01-14, 1 case without details",
            "steg: 1 har gått ut, 2024-01-14, 1 ärende utan uppgifter",
        ),
        (
            [-1, 0],
            0,
            "steg: 1 overdue, 1 ending, on 2024-01-15",
            "steg: 1 har gått ut, 1 slutar snart, 2024-01-15",
        ),
        ([45], 0, "steg: 1 ending, on 2024-02-29", "steg: 1 slutar snart, 2024-02-29"),
        ([0], 0, "steg: 1 ending, on 2024-01-15", "steg: 1 slutar snart, 2024-01-15"),
        (
            [1, 45, 46],
            0,
            "steg: 3 ending, first 2024-01-16",
            "steg: 3 slutar snart, först 2024-01-16",
        ),
        ([], 1, "steg: 1 case without details", "steg: 1 ärende utan uppgifter"),
        ([], 12, "steg: 12 cases without details", "steg: 12 ärenden utan uppgifter"),
        (
            [-3, -2, 1, 45],
            2,
            "steg: 2 overdue, 2 ending, first 2024-01-16, 2 cases without details",
            "steg: 2 har gått ut, 2 slutar snart, först 2024-01-16, 2 ärenden utan uppgifter",
        ),
    ],
)
def test_the_subject_has_the_counts_and_the_nearest_day(
    case_of: CaseOf,
    digest_of: DigestOf,
    days: list[int],
    without_details: int,
    english: str,
    swedish: str,
) -> None:
    cases = [case_of(number, left, name="Anna Alm") for number, left in enumerate(days, 1)]
    digest = digest_of(*cases, without_details=without_details)
    assert letter_of(digest, ENGLISH).subject == english
    assert letter_of(digest, SWEDISH).subject == swedish


@pytest.mark.parametrize(
    ("name", "title"),
    [
        (None, "S-0001 · service assistant"),
        ("AA", "S-0001 · AA · service assistant"),
        ("Åsa Öberg", "S-0001 · Åsa Öberg · service assistant"),
    ],
)
def test_a_case_is_named_as_far_as_the_digest_names_it(
    case_of: CaseOf, digest_of: DigestOf, name: str | None, title: str
) -> None:
    letter = letter_of(digest_of(case_of(1, 45, name=name)), ENGLISH)
    assert [entry.title for section in letter.sections for entry in section.entries] == [title]


def test_a_step_that_the_ladder_no_longer_names_keeps_its_code(
    case_of: CaseOf, digest_of: DigestOf
) -> None:
    letter = letter_of(digest_of(case_of(1, 45, step="old-step")), ENGLISH)
    assert "S-0001 · old-step\n" in letter.text


@pytest.mark.parametrize(
    ("name", "label"),
    [
        (None, "utbildningspraktik"),
        ("Maria Abrahamsson", "training in placement"),
        ("Maria Magdalena von Hofsten-Gyllenkrook Abrahamsson", "serviceassistent"),
        ("Maria", "utbildningspraktik med handledning i kommunens ordinarie verksamhet"),
    ],
)
@pytest.mark.parametrize("to_manager", [False, True])
@pytest.mark.parametrize("language", ["en", "sv"])
def test_no_line_but_a_command_is_longer_than_72_columns(
    case_of: CaseOf,
    digest_of: DigestOf,
    language: str,
    to_manager: bool,
    name: str | None,
    label: str,
) -> None:
    command = "steg leave S-0001 --on 2024-02-29 --to … --with an-option --and-another one"
    case = case_of(1, 45, name=name, notice=14, months=12, commands=(command,))
    t = texts(language).naming({"serviceassistent": label})
    letter = letter_of(digest_of(case, without_details=2, to_manager=to_manager), t)
    lines = letter.text.splitlines()
    assert [line for line in lines if len(line) > 72] == [f"    {command}"]


# HTML


class Page(HTMLParser):
    """The HTML part as a reader meets it: the words, and the tags around each of them."""

    VOID = ("meta", "br")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.title = ""
        self.text = ""
        self.styles: list[str] = []  # for each piece of text, the styles from the outside in
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append((tag, dict(attrs)))
        self.text += " "

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag
        self.text += " "

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0] == "title":
            self.title += data
        elif data.strip():
            self.text += data
            self.styles.append("".join(attrs.get("style") or "" for _, attrs in self.open))


def page_of(letter: Letter) -> Page:
    return Page(letter.html)


def words_of(text: str) -> list[str]:
    """Return the words of a letter, without what underlines headings."""
    return [word for word in text.split() if set(word) != {"-"}]


@pytest.mark.parametrize("t", [ENGLISH, SWEDISH])
@pytest.mark.parametrize("to_manager", [False, True])
def test_the_html_says_the_same_as_the_text(
    digest: Digest, digest_of: DigestOf, t: Texts, to_manager: bool
) -> None:
    letter = letter_of(digest_of(*digest.cases, without_details=2, to_manager=to_manager), t)
    page = page_of(letter)
    assert words_of(page.text) == words_of(letter.text)
    assert page.title == letter.subject
    assert ("html", {"lang": t.language}) in page.tags
    assert ("meta", {"charset": "utf-8"}) in page.tags


def test_the_html_fetches_nothing_and_runs_nothing(digest: Digest) -> None:
    letter = letter_of(digest, SWEDISH)
    page = page_of(letter)
    assert {tag for tag, _ in page.tags} == {
        *("html", "head", "meta", "title", "body", "table", "tr", "td", "h2", "strong", "br")
    }
    assert {key for _, attributes in page.tags for key in attributes} == {
        *("lang", "charset", "name", "content", "style", "role", "width", "align"),
        *("cellpadding", "cellspacing", "border"),
    }
    assert not [word for word in ("http", "//", "url(", "@import") if word in letter.html.lower()]


def test_every_word_of_the_html_is_styled_where_it_stands(digest: Digest) -> None:
    styles = page_of(letter_of(digest, ENGLISH)).styles
    assert len(styles) > 20
    for wanted in ("font-size:", "line-height:"):
        assert [style for style in styles if wanted not in style] == []
    # All but the coloured bar beside a case, which holds a space that cannot be seen.
    unfaced = [style for style in styles if "font-family:" not in style or "color:#" not in style]
    assert [style for style in unfaced if "font-size:0;" not in style] == []


NASTY = [
    "Bo <script>alert('x')</script> & \"Co\"",
    "</td></tr></table><img src=http://x.se/y>",
    "&amp; &lt;b&gt; &#x41; &nbsp",
    "{{ letter.subject }} {% raw %}",
    "<!-- --> ]]> <![endif]-->",
]


@pytest.mark.parametrize("nasty", NASTY)
def test_html_in_a_name_or_a_step_is_shown_as_it_is_written(
    case_of: CaseOf, digest_of: DigestOf, nasty: str
) -> None:
    harmless = page_of(letter_of(digest_of(case_of(1, 45, name="Bo")), ENGLISH))
    by_name = letter_of(digest_of(case_of(1, 45, name=nasty)), ENGLISH)
    by_step = letter_of(
        digest_of(case_of(1, 45, name="Bo")), ENGLISH.naming({"serviceassistent": nasty})
    )
    for letter in (by_name, by_step):
        page = page_of(letter)
        assert page.tags == harmless.tags
        assert words_of(page.text) == words_of(letter.text)
        assert nasty in page.text


def test_what_steers_a_line_or_a_terminal_is_shown_instead_of_done(
    case_of: CaseOf, digest_of: DigestOf
) -> None:
    """Another program may have written it into the register."""
    steering = "Bo\x1b[31m\r\nS-0666 · Eva\u202e\x00"
    by_name = letter_of(digest_of(case_of(1, 45, name=steering)), ENGLISH)
    by_step = letter_of(digest_of(case_of(1, 45, step=steering)), ENGLISH)
    for letter in (by_name, by_step):
        assert not [c for c in letter.text + letter.html if is_unshowable(c) and c != "\n"]
        assert [line for line in letter.text.splitlines() if line.startswith("S-0666")] == []
