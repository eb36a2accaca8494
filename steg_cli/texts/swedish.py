"""What commands, options and reports are called in Swedish, beside their English names.

The English name is the thing's own: JSON, the change history and crontabs hold it, and it can be
typed in either language. So can every Swedish word here; the first of them is the one that is
shown. Words are compared as `plain` does, without case, accents and signs: omgång is omgang.

What another version of steg calls a command may stand here too; what is not there is not found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from steg_cli.programme.values import plain

COMMANDS: Mapping[str, str] = {
    "init": "starta skapa",
    "demo": "demo",
    "enrol": "skriv-in",
    "advance": "gå-vidare flytta-vidare avancera",
    "place": "placera",
    "extend": "förläng förlänga",
    "notice": "besked lämna-besked",
    "convert-to-enhetsassistent": "gå-över övergång till-enhetsassistent konvertera",
    "pause": "paus pausa",
    "support": "stöd lönestöd",
    "deadline": "bevakning frist",
    "leave": "avsluta sluta skriv-ut lämna",
    "follow-up": "följ-upp uppföljning",
    "move": "flytta",
    "note": "anteckna anteckning",
    "merge": "slå-ihop slå-samman sammanfoga",
    "show": "visa sök hitta",
    "list": "lista",
    "today": "idag",
    "report": "rapport rapportera",
    "remind": "påminn påminnelser",
    "import": "importera läs-in",
    "export": "exportera",
    "amend": "rätta ändra",
    "log": "logg historik",
    "undo": "ångra",
    "redo": "gör-om",
    "cohort": "omgång omgångar kohort",
    "workplace": "arbetsplats arbetsplatser",
    "sector": "sektor sektorer förvaltning",
    "municipality": "kommun kommuner",
    "post": "tjänst tjänster",
    "contact": "kontakt kontakter",
    "project": "projekt",
    "setting": "inställning inställningar",
    "backup": "säkerhetskopiera säkerhetskopia",
    "restore": "återställ",
    "check": "kontrollera",
    "extract": "registerutdrag utdrag",
    "erase": "gallra radera",
    "hold": "behåll gallringsstopp",
    "retention": "gallring",
    "rule": "regel regler",
    # what is done with one of a family
    "add": "lägg-till",
    "edit": "ändra",
    "end": "avsluta",
    "done": "klar",
    "close": "stäng",
    "open": "öppna",
    "remove": "ta-bort",
}
REPORTS: Mapping[str, str] = {
    "cohorts": "omgångar kohorter",
    "expiries": "slutdagar utgångar",
    "flow": "flöde",
    "placements": "placeringar",
    "costs": "kostnader",
    "esf": "esf",
    "scb": "scb",
    "kolada": "kolada",
    "notices": "besked",
    "employment": "anställningar",
    "timeline": "tidslinje",
    "forecast": "prognos",
}
OPTIONS: Mapping[str, str] = {
    "--help": "hjälp",
    "--db": "register",
    "--lang": "språk",
    "--today": "idag",
    "--version": "version",
    # whom and what it is about
    "--name": "namn",
    "--names": "namn",
    "--cohort": "omgång kohort",
    "--municipality": "kommun hemkommun",
    "--workplace": "arbetsplats",
    "--sector": "sektor förvaltning",
    "--project": "projekt",
    "--step": "steg",
    "--post": "tjänst",
    "--all": "alla",
    "--another-person": "annan-person",
    "--closed": "stängda",
    "--what": "vad",
    "--kind": "slag",
    # days and numbers
    "--on": "dag den start från datum",
    "--from": "från fr-o-m start från-och-med från-dag dag den datum startdatum",
    "--until": "t-o-m till-och-med till-dag till slutdatum",
    "--to": "till",
    "--into": "in-i till med",
    "--as-of": "per-dag per",
    "--within": "inom månader",
    "--ending": "slutar",
    "--end": "slut",
    "--months": "månader",
    "--lead": "månader-före månader",
    "--percent": "procent",
    "--planned": "planerade",
    "--places": "platser",
    "--cap": "tak",
    "--limit": "högst antal",
    "--change": "ändring",
    # a person's way
    "--status": "status",
    "--disability": "funktionsnedsättning",
    "--long-term-unemployed": "långtidsarbetslös",
    "--consultant": "handläggare",
    "--education": "utbildning",
    "--protected": "skyddad",
    "--other-id": "annat-id",
    "--birth-year": "födelseår",
    "--sex": "kön",
    "--exception": "undantag skäl",
    "--agreement": "avtal",
    "--decided-by": "beslutat-av",
    "--certificate": "intyg",
    "--not-completed": "ej-slutförd inte-slutförd",
    "--completed": "slutförd",
    "--qualification": "kvalifikation betyg",
    "--beside": "bredvid utöver",
    "--supervisor": "handledare",
    "--weekends": "helger",
    "--no-weekends": "inga-helger",
    "--unpaid": "utan-lön obetald",
    "--reference": "diarienummer dnr",
    "--decision": "beslut diarienummer dnr",
    "--decided-on": "beslutat-den beslutad-den beslutsdag beslutsdatum",
    "--years": "antal-år år",
    "--erased": "gallrade raderade",
    "--wrongly-registered": "felregistrerad",
    "--archive": "arkiv",
    "--case": "ärende",
    # the surroundings
    "--employs-from": "anställer-från",
    "--adapted": "anpassad",
    "--ordinary": "ordinarie",
    "--manager": "chef",
    "--manager-email": "chefens-e-post",
    "--title": "titel",
    "--tasks": "arbetsuppgifter",
    "--relieves": "avlastar",
    "--approved-on": "godkänd-den",
    "--approved-by": "godkänd-av",
    "--role": "roll",
    "--organisation": "organisation",
    "--email": "e-post",
    "--number": "nummer",
    "--region": "region",
    "--owner": "projektägare ägare",
    "--partners": "samverkansparter",
    "--objective": "särskilt-mål mål",
    "--budget": "budget",
    "--contact": "kontakt",
    "--granted": "beviljat",
    "--reported-cost": "redovisad-kostnad",
    "--programme": "programperiod program",
    "--analysis-until": "analysfas-t-o-m",
    "--implementation-until": "genomförandefas-t-o-m",
    "--keep-until": "bevaras-t-o-m",
    "--ladder": "trappa",
    "--empty": "tomt",
    "--seed": "frö",
    # how it is done, and shown
    "--damaged": "skadad",
    "--dry-run": "prova torrkör",
    "--yes": "ja",
    "--include-protected": "visa-skyddade",
    "--include-notes": "med-anteckningar",
    "--notes": "anteckningar",
    "--reads": "läsningar",
    "--reviewed": "granskat granskad",
    # reports
    "--by": "efter",
    "--month": "månad",
    "--year": "år",
    "--compare": "jämför",
    "--explain": "förklara",
    "--no-names": "utan-namn",
    "--show-small": "visa-små",
    "--letters": "brev",
    "--mail": "mejla skicka-till",
    "--labour-status": "arbetskraftsstatus sysselsättning",
    "--unemployed-since": "arbetslös-sedan",
    "--given": "besked lämnat-besked",
    "--union": "varsel",
    "--format": "format",
    "--plain-csv": "enkel-csv",
    "--output": "fil",
    # reminders and lists
    "--send": "skicka",
    "--preview": "förhandsvisa",
    "--outbox": "utkorg",
    "--test": "provbrev",
    "--cron-line": "cron-rad",
    "--sheet": "blad",
    "--map": "kolumn",
    "--value": "värde",
    "--create": "skapa lägg-upp",
    "--forget": "glöm",
    "--errors": "fel",
    "--partly": "delvis",
    # backups
    "--keep": "behåll",
    "--template": "mall",
}


def words_of(name: str) -> tuple[str, ...]:
    """Return the Swedish words for a command, a report or an option, the one to show first."""
    if name.startswith("--"):
        return tuple(f"--{word}" for word in OPTIONS.get(name, "").split())
    return tuple((COMMANDS.get(name) or REPORTS.get(name, "")).split())


def in_swedish(name: str) -> str:
    """Return what a command, a report or an option is called in Swedish."""
    return next(iter(words_of(name)), name)


def ways_to_type(names: Iterable[str]) -> dict[str, str]:
    """Return every word for some commands, reports or options, with the English name it means.

    Where a word could mean two of them it means the one whose own name it is, or failing that
    the one that it is shown for.
    """
    words = [(name, (name, *words_of(name))) for name in names]
    longest = max((len(ways) for _, ways in words), default=0)
    found: dict[str, str] = {}
    taken: set[str] = set()
    for place in range(longest):
        for name, ways in words:
            if place < len(ways) and plain(ways[place]) not in taken:
                taken.add(plain(ways[place]))
                found[ways[place]] = name
    return found


def meant(typed: str, names: Iterable[str]) -> str | None:
    """Return which of some commands, reports or options is typed, in Swedish or English."""
    known = list(names)
    if typed in known:
        return typed
    wanted = plain(typed)
    ways = ways_to_type(known).items()
    return next((name for way, name in ways if plain(way) == wanted), None)
