"""Digests in words: whole letters in both languages, and their HTML."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from steg_cli.mail.letter import Letter, letter_of
from steg_cli.programme.choices import OUTCOME
from steg_cli.programme.words import is_unshowable
from steg_cli.reports.digests import Digest
from steg_cli.texts import Texts, texts
from steg_cli.texts.swedish import in_swedish

if TYPE_CHECKING:
    from tests.mail.conftest import CaseOf, DigestOf

ENGLISH = texts("en").naming({"serviceassistent": "service assistant", "praktik": "work placement"})
SWEDISH = texts("sv").naming({"serviceassistent": "serviceassistent", "praktik": "praktik"})

IN_ENGLISH = """\
What is overdue or ends soon, on 2024-01-15.

case    what ends   last day    notice by   months in all

Overdue
S-0002  period      2023-08-31  2023-08-01  12 of 24
S-0009  period      2024-01-14  2023-12-15  24 of 24
S-0010  follow-up   2024-01-14

Ending soon
S-0003  period      2024-01-15  2023-12-16  24 of 24
S-0004  period      2024-01-16  2023-12-17  23 of 24
S-0005  period      2024-02-13  2024-01-14  24 of 24
S-0006  period      2024-02-14  2024-01-15  30 of 24
S-0011  decision    2024-02-24
S-0007  placement   2024-02-29
S-0008  step        2024-02-29
S-0012  deadline 2  2024-11-10

2 cases without details. The register shows them:
    steg report expiries --include-protected

Case by case
------------

S-0002 · period · service assistant
  Last day 2023-08-31: 137 days ago.
  Notice by 2023-08-01 (that day has passed).
  12 of 24 months in all.
  Can be extended by 12 months, to 2024-08-31 at the latest.
  On pause since 2023-12-24.
    steg show S-0002
    steg extend S-0002 --months 12
    steg leave S-0002 --to …

S-0009 · period · service assistant
  Last day 2024-01-14: 1 day ago.
  Notice by 2023-12-15 (that day has passed).
  24 of 24 months in all.
  The 24 months in all were used up on 2024-01-14.

S-0010 · follow-up
  To be done by 2024-01-14: 1 day ago.
    steg follow-up S-0010 --status …

S-0003 · period · service assistant
  Last day 2024-01-15: today.
  Notice by 2023-12-16 (that day has passed).
  24 of 24 months in all.
  The 24 months in all are used up on 2024-01-15.

S-0004 · period · service assistant
  Last day 2024-01-16: tomorrow.
  Notice by 2023-12-17 (that day has passed).
  23 of 24 months in all.
  Can be extended by 1 month, to 2024-02-16 at the latest.

S-0005 · period · service assistant
  Last day 2024-02-13: 29 days left.
  Notice by 2024-01-14 (that day has passed).
  24 of 24 months in all.
  Can be extended to 2024-02-20.

S-0006 · period · service assistant
  Last day 2024-02-14: 30 days left.
  Notice by 2024-01-15.
  30 of 24 months in all.
  The 24 months in all were used up on 2023-08-13.

S-0011 · decision · service assistant
  Last day 2024-02-24: 40 days left.
    steg support list S-0011

S-0007 · placement · work placement
  Last day 2024-02-29: 45 days left.

S-0008 · step · work placement
  Last day 2024-02-29: 45 days left.
    steg extend S-0008 --until …
    steg leave S-0008 --on 2024-02-29 --to …

S-0012 · deadline 2 · service assistant
  To be done by 2024-11-10: 300 days left.

For … write what was decided; where a person goes is one of these words:
employment, employment-subsidised, employment-municipal, education,
education-other, job-search, health, moved, other.
Notice by is a help: HR decides which rule applies.
A case comes once a month until it is settled.
"""

IN_SWEDISH = """\
Det som har gått ut eller slutar snart, per 2024-01-15.

ärende  vad som slutar  sista dag   besked senast  månader totalt

Har gått ut
S-0002  period          2023-08-31  2023-08-01     12 av 24
S-0009  period          2024-01-14  2023-12-15     24 av 24
S-0010  uppföljning     2024-01-14

Slutar snart
S-0003  period          2024-01-15  2023-12-16     24 av 24
S-0004  period          2024-01-16  2023-12-17     23 av 24
S-0005  period          2024-02-13  2024-01-14     24 av 24
S-0006  period          2024-02-14  2024-01-15     30 av 24
S-0011  beslut          2024-02-24
S-0007  placering       2024-02-29
S-0008  steg            2024-02-29
S-0012  bevakning 2     2024-11-10

2 ärenden utan uppgifter. Registret visar dem:
    steg rapport slutdagar --visa-skyddade

Ärende för ärende
-----------------

S-0002 · period · serviceassistent
  Sista dag 2023-08-31: för 137 dagar sedan.
  Besked senast 2023-08-01 (den dagen har passerat).
  12 av 24 månader totalt.
  Kan förlängas med 12 månader, som längst till 2024-08-31.
  Paus sedan 2023-12-24.
    steg visa S-0002
    steg förläng S-0002 --månader 12
    steg avsluta S-0002 --till …

S-0009 · period · serviceassistent
  Sista dag 2024-01-14: för 1 dag sedan.
  Besked senast 2023-12-15 (den dagen har passerat).
  24 av 24 månader totalt.
  De 24 månaderna totalt tog slut 2024-01-14.

S-0010 · uppföljning
  Ska vara gjort senast 2024-01-14: för 1 dag sedan.
    steg följ-upp S-0010 --status …

S-0003 · period · serviceassistent
  Sista dag 2024-01-15: idag.
  Besked senast 2023-12-16 (den dagen har passerat).
  24 av 24 månader totalt.
  De 24 månaderna totalt tar slut 2024-01-15.

S-0004 · period · serviceassistent
  Sista dag 2024-01-16: imorgon.
  Besked senast 2023-12-17 (den dagen har passerat).
  23 av 24 månader totalt.
  Kan förlängas med 1 månad, som längst till 2024-02-16.

S-0005 · period · serviceassistent
  Sista dag 2024-02-13: 29 dagar kvar.
  Besked senast 2024-01-14 (den dagen har passerat).
  24 av 24 månader totalt.
  Kan förlängas till 2024-02-20.

S-0006 · period · serviceassistent
  Sista dag 2024-02-14: 30 dagar kvar.
  Besked senast 2024-01-15.
  30 av 24 månader totalt.
  De 24 månaderna totalt tog slut 2023-08-13.

S-0011 · beslut · serviceassistent
  Sista dag 2024-02-24: 40 dagar kvar.
    steg stöd lista S-0011

S-0007 · placering · praktik
  Sista dag 2024-02-29: 45 dagar kvar.

S-0008 · steg · praktik
  Sista dag 2024-02-29: 45 dagar kvar.
    steg förläng S-0008 --t-o-m …
    steg avsluta S-0008 --dag 2024-02-29 --till …

S-0012 · bevakning 2 · serviceassistent
  Ska vara gjort senast 2024-11-10: 300 dagar kvar.

I stället för … skrivs det som är bestämt; vart en person går är ett av
orden arbete, anställning-med-stöd, kommunal-arbetsmarknadsanställning,
studier, studier-utan-studiestöd, söker-arbete, hälsa, flyttat, annat.
Besked senast är en hjälp: HR avgör vilken regel som gäller.
Ett ärende kommer en gång i månaden tills det är utrett.
"""


@pytest.fixture
def digest(case_of: CaseOf, digest_of: DigestOf) -> Digest:
    """Everything that a letter to the administrator can say."""
    of_2 = ("steg show S-0002", "steg extend S-0002 --months 12", "steg leave S-0002 --to …")
    of_8 = ("steg extend S-0008 --until …", "steg leave S-0008 --on 2024-02-29 --to …")
    return digest_of(
        case_of(2, -137, notice=30, months=12, commands=of_2, paused_since=date(2023, 12, 24)),
        case_of(9, -1, notice=30),
        case_of(
            10, -1, what="follow-up", step=None, commands=("steg follow-up S-0010 --status …",)
        ),
        case_of(3, 0, notice=30),
        case_of(4, 1, notice=30, months=1),
        case_of(5, 29, notice=30, used_up_on=date(2024, 2, 20)),
        case_of(6, 30, notice=30, months_in_all=30, used_up_on=date(2023, 8, 13)),
        case_of(11, 40, what="support", commands=("steg support list S-0011",)),
        case_of(7, 45, what="placement", step="praktik"),
        case_of(8, 45, what="step", step="praktik", commands=of_8),
        case_of(12, 300, what="deadline", number=2),
        without_details=2,
    )


@pytest.mark.parametrize(("t", "text"), [(ENGLISH, IN_ENGLISH), (SWEDISH, IN_SWEDISH)])
def test_a_letter_says_everything_and_what_to_do_about_it(
    digest: Digest, t: Texts, text: str
) -> None:
    assert letter_of(digest, t).text == text


TO_MANAGER = """\
What is overdue or ends soon at your workplaces, on 2024-01-15.

Reply to this mail with what you wish for each: an extension, a
conversion, or an end. The labour market unit records it, and knows who
a case is.

case    what ends  last day    notice by   months in all

Ending soon
S-0001  period     2024-02-29  2024-01-30  12 of 24

Case by case
------------

S-0001 · Anna Alm · period · service assistant
  Last day 2024-02-29: 45 days left.
  Notice by 2024-01-30.
  12 of 24 months in all.
  Can be extended by 12 months, to 2025-02-28 at the latest.

Notice by is a help: HR decides which rule applies.
A case comes once a month until it is settled.
"""

TO_MANAGER_IN_SWEDISH = """\
Det som har gått ut eller slutar snart på dina arbetsplatser, per
2024-01-15.

Svara på det här brevet med vad du önskar för varje ärende: förlängning,
övergång eller avslut. Arbetsmarknadsenheten för in det, och vet vem ett
ärende gäller.

ärende  vad som slutar  sista dag   besked senast  månader totalt

Slutar snart
S-0001  period          2024-02-29  2024-01-30     12 av 24

Ärende för ärende
-----------------

S-0001 · Anna Alm · period · serviceassistent
  Sista dag 2024-02-29: 45 dagar kvar.
  Besked senast 2024-01-30.
  12 av 24 månader totalt.
  Kan förlängas med 12 månader, som längst till 2025-02-28.

Besked senast är en hjälp: HR avgör vilken regel som gäller.
Ett ärende kommer en gång i månaden tills det är utrett.
"""


@pytest.mark.parametrize(("t", "text"), [(ENGLISH, TO_MANAGER), (SWEDISH, TO_MANAGER_IN_SWEDISH)])
def test_a_manager_is_asked_to_answer_instead_of_typing_commands(
    case_of: CaseOf, digest_of: DigestOf, t: Texts, text: str
) -> None:
    case = case_of(1, 45, name="Anna Alm", notice=30, months=12)
    assert letter_of(digest_of(case, to_manager=True), t).text == text


@pytest.mark.parametrize(
    ("t", "count", "text"),
    [
        (
            ENGLISH,
            1,
            "What is overdue or ends soon, on 2024-01-15.\n\n"
            "1 case without details. The register shows it:\n"
            "    steg report expiries --include-protected\n\n"
            "Notice by is a help: HR decides which rule applies.\n"
            "A case comes once a month until it is settled.\n",
        ),
        (
            SWEDISH,
            2,
            "Det som har gått ut eller slutar snart, per 2024-01-15.\n\n"
            "2 ärenden utan uppgifter. Registret visar dem:\n"
            "    steg rapport slutdagar --visa-skyddade\n\n"
            "Besked senast är en hjälp: HR avgör vilken regel som gäller.\n"
            "Ett ärende kommer en gång i månaden tills det är utrett.\n",
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
        (None, "S-0001 · period · service assistant"),
        ("AA", "S-0001 · AA · period · service assistant"),
        ("Åsa Öberg", "S-0001 · Åsa Öberg · period · service assistant"),
    ],
)
def test_a_case_is_named_as_far_as_the_digest_names_it(
    case_of: CaseOf, digest_of: DigestOf, name: str | None, title: str
) -> None:
    letter = letter_of(digest_of(case_of(1, 45, name=name)), ENGLISH)
    assert [entry.title for entry in letter.entries] == [title]


def test_a_step_that_the_ladder_no_longer_names_keeps_its_code(
    case_of: CaseOf, digest_of: DigestOf
) -> None:
    letter = letter_of(digest_of(case_of(1, 45, step="old-step")), ENGLISH)
    assert "S-0001 · period · old-step\n" in letter.text


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
    assert [line for line in lines if len(line) > 72] == [f"    {t.command(command)}"]


def test_every_command_in_a_swedish_letter_is_swedish_in_both_parts(digest: Digest) -> None:
    letter = letter_of(digest, SWEDISH)
    parts = (letter.text, re.sub(r"<[^>]+>", "", letter.html))
    typed = [line.split() for part in parts for line in part.splitlines() if "steg " in line]
    words = [word for line in typed for word in line]
    assert [word for word in words if in_swedish(word) != word] == []


@pytest.mark.parametrize("t", [ENGLISH, SWEDISH])
def test_the_words_for_where_a_person_goes_can_be_typed(digest: Digest, t: Texts) -> None:
    told = " ".join(letter_of(digest, t).text.split())
    after = {"en": "is one of these words: ", "sv": "är ett av orden "}[t.language]
    words = told.partition(after)[2].partition(".")[0].split(", ")
    assert tuple(map(OUTCOME.code_of, words)) == OUTCOME.codes


@pytest.mark.parametrize("t", [ENGLISH, SWEDISH])
def test_twenty_cases_are_twenty_lines_at_the_top(
    case_of: CaseOf, digest_of: DigestOf, t: Texts
) -> None:
    """Heads and headings included, they are a third of what a phone shows on two screens."""
    kinds = ("period", "step", "placement", "support", "follow-up", "deadline")
    cases = [
        case_of(9_990 + one, one, notice=30, name="Anna Alm", what=kinds[one % 6], number=12)
        for one in range(20)
    ]
    lines = letter_of(digest_of(*cases), t).text.splitlines()
    top = lines[2 : lines.index(letter_of(digest_of(*cases), t).details)]
    assert [line.partition(" ")[0] for line in top if line[:2] == "S-"] == [
        case.reference for case in cases
    ]
    assert len(top) == 24  # with the heads, a heading and empty lines
    assert max(map(len, top)) <= 72


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
        self.pieces: list[str] = []
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
            self.pieces.append(data)
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


def test_no_command_and_no_day_breaks_at_a_hyphen(digest: Digest) -> None:
    """A browser would break there, on a phone in every second command."""
    page = page_of(letter_of(digest, SWEDISH))
    hyphened = [
        (word, style)
        for words, style in zip(page.pieces, page.styles, strict=True)
        for word in words.split()
        if "-" in word and ("monospace" in style or word[:2] == "20")
    ]
    assert len(hyphened) > 50
    assert [word for word, style in hyphened if "white-space:nowrap;" not in style] == []


def test_the_html_fetches_nothing_and_runs_nothing(digest: Digest) -> None:
    letter = letter_of(digest, SWEDISH)
    page = page_of(letter)
    assert {tag for tag, _ in page.tags} == {
        *("html", "head", "meta", "title", "body", "table", "tr", "th", "td", "h2", "strong", "br"),
        "span",
    }
    assert {key for _, attributes in page.tags for key in attributes} == {
        *("lang", "charset", "name", "content", "style", "role", "width", "align"),
        *("cellpadding", "cellspacing", "border", "scope", "colspan", "valign"),
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
