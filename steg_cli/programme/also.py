"""What the lists that people keep call a field besides its own heading.

Lists are matched to these words without case, accents, spaces and signs: Arb.plats is arbplats.
"""

from __future__ import annotations

NUMBER = (
    *("personnummer", "personnr", "pers.nr", "persnr", "pnr", "p-nr", "personnummer (12)"),
    *("samordningsnummer", "samordningsnr", "person-/samordningsnummer", "person nr"),
    *("personnummer/samordningsnummer", "födelsenummer", "identitetsnummer", "id-nummer"),
    *("personal identity number", "identity number", "personal number", "pers nummer"),
    *("SSN", "social security number", "personal identity no.", "personal ID", "ID number"),
    "personal ID number",
    *("personnummer ååååmmdd-nnnn", "personnummer ååmmdd-nnnn", "personnr ååmmdd-nnnn"),
    *("personnr/samordningsnr", "person-/samordningsnr", "personnr/samnr", "pnr/samnr"),
    *("person- eller samordningsnummer", "personnummer eller samordningsnummer"),
)
NAME = (
    *("deltagare", "deltagarens namn", "deltagarnamn", "för- och efternamn", "full name"),
    *("namn på deltagare", "namn deltagare", "fullständigt namn", "för- & efternamn"),
    *("förnamn efternamn", "förnamn och efternamn", "förnamn, efternamn"),
)
TURNED_NAME = (
    *("efternamn, förnamn", "efternamn och förnamn", "last, first", "efternamn & förnamn"),
    *("namn (efternamn, förnamn)", "namn (efternamn förnamn)"),
)
PROTECTED = (
    *("skyddad identitet", "skyddade personuppgifter", "skyddad id", "sekretess"),
    *("sekretessmarkering", "protected identity", "skydd", "sekr", "skyddad adress"),
    *("skyddade uppgifter", "skyddad folkbokföring", "skyddad id.", "skydd id"),
    *("skyddad identitet ja/nej", "sekretess ja/nej", "skyddad ja/nej", "sekretess j/n"),
    *("skyddad id ja/nej", "skyddad j/n", "skyddad identitet j/n", "skyddsmarkering"),
)
COHORT = (
    *("grupp", "kohort", "kull", "projektomgång", "group", "omg.", "omgång nr", "omgångsnr"),
    *("deltagargrupp", "intag"),
)
MUNICIPALITY = (
    *("hemkommun", "bostadskommun", "kommun/ort", "hemkomm.", "folkbokföringskommun"),
    *("folkbokf.kommun", "kommuntillhörighet"),
)
FROM = ("från", "fr.o.m.", "from", "från och med")
FIRST_DAY = (
    *("startdatum", "start", "startdag", "start date", "startdat.", "startdatum fr.o.m."),
    *FROM,
)
ENROLLED = (
    *("inskriven", "inskrivningsdatum", "inskrivningsdag", "startade", "enrolled"),
    *("inskr.datum", "inskr.", "inskr.dag", "inskriven den", "inskrivning", "inskriven datum"),
    *("datum inskrivning", "inskriven fr.o.m.", "inskriven från", "inskriven sedan"),
)
LAST_DAY = (
    *("slutdatum", "slut", "slutdag", "till", "t.o.m.", "to", "till och med", "end date"),
    *("end", "slutdat."),
)
LEFT_ON = (
    *("avslutad", "avslutsdatum", "avslutsdag", "slutade", "utskriven", "avslut", "left on"),
    *("avslutad den", "utskriven den", "utskrivningsdatum", "datum avslut"),
)
# The two days of a step, which lists call after what the step is: an employment, a decision.
_OF_A_STEP = ("anställning", "anställd", "anst.", "beslut", "period", "avtal", "steg")
SINCE = (
    *("på steget sedan", "steg från", "steget började", "step since", "anställningsdatum"),
    *(f"{one} {word}" for one in _OF_A_STEP for word in ("från", "fr.o.m.", "fr o m", "from")),
    *(f"{one} {word}" for one in ("insats", "steg") for word in ("start", "startdatum")),
    *("anst.start", "anst.datum", "anställningsstart", "anställningens start", "avtalsstart"),
    *("insats fr.o.m.", "insats fr o m", "insats from", "periodstart", "perioden börjar"),
    *("perioden började", "start insats", "insatsstart"),
    *("insatsen började", "startdatum insats", "startdatum anställning", "start anställning"),
    *("period", "anställningsperiod", "insatsperiod", "avtalsperiod", "anställning start"),
    *("anställning startdatum", "period start", "från och med insats"),
)
PLANNED = (
    *("planerat slut", "planerat slutdatum", "planned end", "perioden slutar"),
    *(f"{one} {word}" for one in _OF_A_STEP for word in ("till", "t.o.m.", "t o m", "tom")),
    *(f"{one} {word}" for one in ("insats", "steg") for word in ("slut", "slutdatum")),
    *("insats t.o.m.", "insats t o m", "insats tom", "anst.slut", "anställningsslut"),
    *("anställningens slut", "avtalsslut", "periodslut"),
    *("slut insats", "insatsslut", "slutdatum insats", "slutdatum anställning"),
    *("slut anställning", "anställning slut", "anställning slutdatum", "period slut"),
    *("planerad avslut", "planerat avslut", "planerad slutdag", "beräknat slut"),
    *("beräknat slutdatum", "plan. slut", "plan. slutdatum"),
)
LONG_TERM = (
    *("långtidsarbetslöshet", "långtids", "långtidsarb.", "långtidsarbetslös ja/nej"),
    *("långtidsarbetslös j/n", "långtidsarbetslös (12 mån)"),
)
DISABILITY = (
    *("funktionshinder", "nedsatt arbetsförmåga", "funktionsvariation", "funktionsneds."),
    *("funk.neds.", "funktionsnedsättning ja/nej", "funktionsnedsättning j/n"),
)
UNEMPLOYED_SINCE = (
    *("arbetslös från och med", "arbetslös sedan", "arb.lös sedan", "arbetslös från"),
    "arbetslös fr.o.m.",
)
EDUCATION = ("utbildning", "utbildningsnivå", "education", "utb.nivå", "utbildningsbakgrund")
CONSULTANT = (
    *("coach", "konsulent", "arbetskonsulent", "handl.", "ansvarig handläggare", "jobbcoach"),
    *("handläggare AME", "AME-handläggare"),
)
PLACE = (
    *("arbetsplatsens namn", "enhet", "placering", "placerad på", "praktikplats", "unit"),
    *("arb.plats", "arb.pl.", "arbetspl.", "enhet/arbetsplats", "arbetsplats/enhet"),
    *("placeringsställe",),
)
PERCENT = (
    *("omfattning", "tjänstgöringsgrad", "sysselsättningsgrad", "omf", "%", "omfattning %"),
    *("omf %", "extent", "tj.grad", "tjg", "tjg.grad", "syss.grad", "sysselsättn.grad"),
    *("anst.grad", "anställningsgrad", "omfattning i %", "tjänstgöringsgrad i %"),
    *("sysselsättningsgrad i %", "tjänstgöringsgrad %", "sysselsättningsgrad %"),
)
# Supports and extensions, on sheets of their own.
_BY_THE_AGENCY = ("beslut", "stöd", "lönestöd", "bidrag", "stödet", "beviljat")
SUPPORT = (
    *("stöd", "lönestöd", "typ av stöd", "stödform", "typ av lönestöd", "stödtyp", "insats AF"),
    "form av stöd",
)
SUPPORTED_FROM = tuple(
    f"{one} {word}" for one in _BY_THE_AGENCY for word in ("från", "fr.o.m.", "from", "start")
)
SUPPORTED_UNTIL = tuple(
    f"{one} {word}" for one in _BY_THE_AGENCY for word in ("till", "t.o.m.", "slut")
)
SUPPORTED_PERCENT = (
    *("%", "nivå", "nivå %", "stödnivå", "stödnivå %", "bidragsnivå", "bidragsnivå %"),
    *("andel", "andel %", "subventionsgrad", "bidragsgrad"),
)
DECISION = (
    *("dnr", "diarienummer", "diarienr", "beslutsnummer", "beslutsnr"),
    *("beslut dnr", "AF dnr"),
)
EXTENDED = (
    *("nytt slutdatum", "ny slutdag", "ny sista dag", "förlängt till", "förlängd till"),
    *("förlängt t.o.m.", "förlängd t.o.m.", "förlängning till", "förlängning t.o.m."),
    *("förlängning slutdatum", "new end date"),
)
