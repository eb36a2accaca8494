"""The codes that a field can hold, each with what it is called and what else people write for it.

What a code is called is a message id. Rules know no language, so its Swedish word stands first
among what else is written; a test reads every code back from what it is called in each language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from steg_cli.programme.errors import N_, Malformed
from steg_cli.programme.values import Written, plain, text_of
from steg_cli.programme.words import Word, Words


class Choice:
    """A reader of one of some codes, which can also be written as the words that people use.

    `words` holds for each code what it is called and what else is written for it. Words are
    compared without case, accents, spaces and signs.
    """

    __slots__ = ("_known", "codes", "labels", "words")

    def __init__(self, *words: tuple[str, str, tuple[str, ...]]) -> None:
        self.words = words
        self._known: dict[str, str] = {}
        self.codes = tuple(code for code, _, _ in words)
        self.labels = {code: label for code, label, _ in words}

    def code_of(self, written: Written) -> str | None:
        """Return the code that is written, or None when none of them is."""
        if not self._known:  # worked out when it is first asked
            for code, label, also in self.words:
                ways = (*also, label, re.sub("^(the|an?) ", "", label), code)
                self._known |= {plain(one): code for one in ways}
        return self._known.get(plain(text_of(written)))

    def __call__(self, written: Written, _: date | None = None) -> str:
        """Return the code that is written. Raises Malformed for anything else, with the words."""
        code = self.code_of(written)
        if code is None:
            raise not_one_of(text_of(written), Words(map(Word, self.labels.values())))
        return code

    def typed(self, text: str) -> str:
        """Return the code that is typed at a keyboard."""
        return self(text)


def code_alone(*codes: str) -> Choice:
    """Return a choice of codes that have no other words."""
    return Choice(*((code, code, ()) for code in codes))


def some_of(choice: Choice, *codes: str) -> Choice:
    """Return a choice of some of another one's codes."""
    return Choice(*(one for one in choice.words if one[0] in codes))


def not_one_of(text: str, allowed: Iterable[str]) -> Malformed:
    """Return the refusal of a text that is none of the words that are allowed."""
    return Malformed(
        N_("{text} cannot be chosen here."),
        N_("It can be {allowed}."),
        text=text,
        allowed=allowed if isinstance(allowed, Words) else ", ".join(allowed),
    )


STATUS = Choice(
    ("unemployed", N_("unemployed"), ("arbetslös", "öppet arbetslös", "arbetssökande")),
    (
        "far-from-labour-market",
        N_("far from the labour market"),
        ("långt från arbetsmarknaden", "står långt från arbetsmarknaden"),
    ),
    ("other", N_("something else"), ("annat", "övrigt")),
)
LABOUR_STATUS = Choice(
    ("unemployed", N_("unemployed"), ("arbetslös", "öppet arbetslös", "arbetssökande")),
    (
        "inactive",
        N_("outside the labour force"),
        ("utanför arbetskraften", "inaktiv", "ekonomiskt inaktiv", "ej i arbetskraften"),
    ),
    ("employed", N_("employed"), ("sysselsatt", "i arbete", "har arbete", "anställd")),
)
BY = Choice(  # what a report adds up
    ("month", N_("month"), ("månad", "månadsvis")),
    ("quarter", N_("quarter"), ("kvartal", "kvartalsvis")),
    ("year", N_("year"), ("år", "årsvis")),
)
PROGRAMME = code_alone("2014-2020", "2021-2027")
OUTCOME = Choice(
    (
        "employment",
        N_("employment"),
        ("arbete", "anställning", "anställd", "jobb", "job", "work"),
    ),
    (
        "employment-subsidised",
        N_("employment with support"),
        (
            *("anställning med stöd", "subventionerad anställning", "arbete med stöd"),
            *("lönestöd", "subsidised employment"),
        ),
    ),
    (
        "employment-municipal",
        N_("labour market employment of the municipality"),
        (
            *("kommunal arbetsmarknadsanställning", "arbetsmarknadsanställning"),
            *("kommunal anställning", "OSA i kommunen"),
        ),
    ),
    ("education", N_("education"), ("studier", "utbildning", "studerar", "studies")),
    (
        "education-other",
        N_("education without student finance"),
        ("studier utan studiestöd", "annan utbildning", "andra studier", "other education"),
    ),
    ("job-search", N_("job search"), ("söker arbete", "arbetssökande", "jobbsökande")),
    ("health", N_("health"), ("hälsa", "hälsoskäl", "sjukdom", "ohälsa")),
    ("moved", N_("moved away"), ("flyttat", "flytt", "flyttade", "flyttat från kommunen")),
    (
        "other",
        N_("something else"),
        ("annat", "övrigt", "något annat", "okänt", "unknown"),
    ),
)
EDUCATION = Choice(
    ("compulsory", N_("compulsory school"), ("grundskola", "grundskolan", "förgymnasial")),
    (
        "upper-secondary",
        N_("upper secondary school"),
        (
            *("gymnasium", "gymnasiet", "gymnasieskola", "gymnasieskolan", "gymnasial"),
            "gymnasial utbildning",
        ),
    ),
    (
        "tertiary",
        N_("higher education"),
        (
            *("eftergymnasial utbildning", "eftergymnasial", "högskola", "högskolan"),
            *("universitet", "universitetet"),
        ),
    ),
)
SEX = Choice(
    ("woman", N_("woman"), ("kvinna", "k", "f", "w", "female")),
    ("man", N_("man"), ("m", "male")),
)
KIND_OF_NUMBER = Choice(
    ("personnummer", "personnummer", ()),
    ("samordningsnummer", "samordningsnummer", ()),
    ("other", N_("something else"), ("annat", "annat id", "other id", "id")),
)
AGREEMENT = code_alone("AB", "BEA")
PAYER = Choice(("AME", "AME", ()), ("sector", N_("the sector"), ("sektorn",)))
STATE = Choice(
    ("ending", N_("ending"), ("slutar snart",)),
    ("overdue", N_("overdue"), ("har gått ut",)),
    ("running", N_("running"), ("pågår",)),
    ("coming", N_("to come"), ("kommande",)),
    ("done", N_("notice given"), ("besked lämnat",)),
    ("due", N_("to be given"), ("ska lämnas",)),
    ("late", N_("late"), ("försenat", "sent")),
    ("not-needed", N_("not needed"), ("behövs inte",)),
)
TIMELINE_BY = Choice(
    ("cohort", N_("cohort"), ("omgång", "kohort")),
    ("municipality", N_("municipality"), ("kommun", "hemkommun")),
    ("workplace", N_("workplace"), ("arbetsplats",)),
)
REPORT_BY = Choice(*BY.words, *TIMELINE_BY.words)  # each report takes its own
SUPPORT_KIND = Choice(
    ("introduktionsjobb", N_("introduktionsjobb"), ("introjobb",)),
    ("extratjanst", N_("extratjänst"), ("extratjänst", "extratjänster")),
    ("nystartsjobb", N_("nystartsjobb"), ("nystart",)),
    (
        "lonebidrag",
        N_("lönebidrag"),
        ("lönebidrag för anställning", "lönebidragsanställning", "LB"),
    ),
    (
        "lonebidrag-utveckling",
        N_("lönebidrag for development"),
        (
            *("lönebidrag för utveckling", "lönebidrag för utveckling i anställning"),
            *("utvecklingsanställning", "lönebidrag utveckling", "lönebidrag utv.", "LBU"),
        ),
    ),
    (
        "trygghetsanstallning",
        N_("trygghetsanställning"),
        ("lönebidrag för trygghet i anställning", "lönebidrag trygghet", "LBT"),
    ),
    ("osa", N_("OSA"), ("offentligt skyddat arbete", "skyddat arbete")),
    ("etableringsjobb", N_("etableringsjobb"), ("etablering",)),
    ("other", N_("something else"), ("annat", "övrigt")),
)
WHAT = Choice(
    ("period", N_("period"), ("perioder", "anställning")),
    ("step", N_("step"), ("steg",)),
    ("placement", N_("placement"), ("placering", "arbetsplats")),
    ("support", N_("decision"), ("stöd", "lönestöd", "beslut", "support")),
    ("follow-up", N_("follow-up"), ("uppföljning",)),
    ("deadline", N_("deadline"), ("egen dag", "frist", "bevakning")),
)
NEED = Choice(  # what is neither an end nor its state
    ("notice", N_("notice"), ("besked",)),
    ("no-workplace", N_("no workplace"), ("utan arbetsplats",)),
    ("long", N_("long on a step"), ("länge på steget",)),
    ("no-address", N_("no address"), ("adress saknas",)),
    ("never-sent", N_("never sent"), ("aldrig skickade",)),
    ("not-sent", N_("last sent"), ("senast skickade",)),
    ("only-in-folder", N_("only in a folder"), ("bara i en mapp",)),
    ("undelivered", N_("mails that wait"), ("mejl som väntar",)),
)
KEPT = Choice(("participant", N_("the whole person"), ("hela personen", "person", "deltagare")))
KEPT_BY = Choice(
    ("hold", N_("a hold"), ("gallringsstopp",)), ("project", N_("the project"), ("projektet",))
)
ERASURE = Choice(
    ("retention", N_("by a decision on retention"), ("gallring enligt beslut",)),
    ("wrongly-registered", N_("was registered by mistake"), ("felregistrerad",)),
)
LANGUAGE = Choice(("sv", N_("Swedish"), ("svenska",)), ("en", N_("English"), ("engelska",)))
NAMES = Choice(
    ("turned", N_("turned"), ("vända", "vänd")),
    ("as-written", N_("as written"), ("som de står", "oförändrade")),
)
FORMAT = Choice(
    ("table", N_("table"), ("tabell",)),
    ("plain", N_("plain"), ("enkel", "enkla rader", "text")),
    *((code, code, ()) for code in ("json", "csv", "xlsx", "html", "ics")),
)
CHOICES = (
    *(STATUS, LABOUR_STATUS, OUTCOME, EDUCATION, SEX, KIND_OF_NUMBER, AGREEMENT, PAYER, STATE),
    *(SUPPORT_KIND, WHAT, NEED, KEPT, KEPT_BY, ERASURE),
)

# What each code is called, wherever it is shown.
LABELS = {code: label for choice in CHOICES for code, label in choice.labels.items()}
