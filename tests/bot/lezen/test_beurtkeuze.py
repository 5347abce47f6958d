"""Which act counts: what the classifier heard, weighed against the question that was asked."""

from __future__ import annotations

from typing import Any

import pytest

from bot.lezen.acten import GEGEVEN, ONDUIDELIJK
from bot.lezen.beurtkeuze import kies
from tests.bot.hulp import nog_niet, uitspraak

NODIG = [uitspraak("huishouden", "nodig")]


def act(
    tekst: str,
    vraag: str | None,
    gehoord: str,
    zekerheid: float,
    gegevens: dict[str, Any] | None = None,
    gezegd: Any = (),
) -> str:
    return kies(tekst, vraag, [{"name": gehoord, "confidence": zekerheid}], gegevens or {}, gezegd)


MENS = [
    "mens", "Mens!", "een mens", "ik wil een mens spreken", "ik wil graag een mens spreken", "ik wil een medewerker spreken", "medewerker",
    "echt mens graag", "ik praat liever met een mens", "ik wil graag een medewerker",
]  # fmt: skip


@pytest.mark.parametrize("vraag", [None, "hulpvraag", "naam", "akkoord", "toestemming"])
@pytest.mark.parametrize("tekst", MENS)
def test_om_een_mens_vragen_telt_bij_elke_vraag(tekst: str, vraag: str | None) -> None:
    assert act(tekst, vraag, "hulpvraag", 0.9) == "mens_spreken"


@pytest.mark.parametrize("tekst", ["mijn man is een goed mens", "ik ben maar een oud mens", "mensen zien doet me goed"])
def test_het_woord_mens_in_een_verhaal_is_geen_verzoek(tekst: str) -> None:
    assert act(tekst, "wil", "hulpvraag", 0.9, gezegd=NODIG) == "hulpvraag"


OVERSLAAN = [
    "sla over", "Sla over.", "overslaan", "skip", "volgende", "volgende vraag", "dat zeg ik liever niet", "wil ik niet zeggen", "liever niet",
    "geen antwoord", "zeg ik niet", "sla deze over", "sla maar over", "ook overslaan", "deze ook overslaan graag",
]  # fmt: skip


@pytest.mark.parametrize("vraag", ["naam", "wil", "toestemming", "voor_wie"])
@pytest.mark.parametrize("tekst", OVERSLAAN)
def test_overslaan_mag_bij_elke_vraag(tekst: str, vraag: str) -> None:
    assert act(tekst, vraag, "ontkennen", 0.9) == "overslaan"


def test_zonder_vraag_is_er_niets_over_te_slaan() -> None:
    assert act("volgende", None, "groeten", 0.9) == "groeten"


GEGEVENS = [
    ("henk blokland", "naam", "hulpvraag", 0.9, {"naam": "Henk Blokland"}),
    ("9471 AB", "postcode", "buiten_bereik", 0.8, {"postcode": "9471AB"}),
    ("bel maar op", "contact_voorkeur", "terugbellen", 0.95, {"contact_voorkeur": "bellen"}),
    ("dank u, dinsdag", "contact_moment", "bedanken", 0.7, {"contact_moment": "dinsdag"}),
    ("ja graag", "clientondersteuning", "bevestigen", 0.9, {"clientondersteuning": "ja"}),
    ("later", "persoonlijk_plan", "pauzeren", 0.9, {"persoonlijk_plan": "later"}),
    ("ze weet er nog niets van maar ik vertel het haar", "inwoner_weet_ervan", "hulpvraag", 0.6, {"inwoner_weet_ervan": "nee"}),
    ("nou mijn zoon belt altijd dus bel die maar liever", "contact_voorkeur", "vraag_proces", 0.3, {"contact_voorkeur": "bellen"}),
]  # fmt: skip


@pytest.mark.parametrize(("tekst", "vraag", "gehoord", "zekerheid", "gegevens"), GEGEVENS)
def test_een_waarde_waar_om_gevraagd_is_telt_als_antwoord(
    tekst: str, vraag: str, gehoord: str, zekerheid: float, gegevens: dict[str, Any]
) -> None:
    assert act(tekst, vraag, gehoord, zekerheid, gegevens) == GEGEVEN


ERTUSSEN = [
    ("waarom wilt u mijn postcode 9471 AB weten", "postcode", "vraag_waarom", 0.9, {"postcode": "9471AB"}),
    ("wat kost dat als ik ja zeg tegen u", "clientondersteuning", "vraag_kosten", 0.8, {"clientondersteuning": "ja"}),
    ("ja of nee?", "persoonlijk_plan", "herhalen", 0.8, {"persoonlijk_plan": "ja"}),
    ("ik wil ermee stoppen dit duurt mij veel te lang", "volhoudtijd", "stoppen", 0.9, {"volhoudtijd": "week"}),
]


@pytest.mark.parametrize(("tekst", "vraag", "gehoord", "zekerheid", "gegevens"), ERTUSSEN)
def test_een_vraag_tussendoor_is_geen_antwoord_al_staat_er_een_waarde_in(
    tekst: str, vraag: str, gehoord: str, zekerheid: float, gegevens: dict[str, Any]
) -> None:
    assert act(tekst, vraag, gehoord, zekerheid, gegevens) == gehoord


OPEN = [
    ("ik kan de ramen niet meer lappen", "nodig", "vraag_recht", 0.3, NODIG, "hulpvraag"),
    ("de was en de ramen", "nodig", "hulpvraag", 0.4, NODIG, "hulpvraag"),
    ("mijn dochter komt elke week langs", "netwerk", "afscheid", 0.3, [], "hulpvraag"),
    ("wat kost dat", "kan", "vraag_kosten", 0.9, [], "vraag_kosten"),
    ("waarom wil je dat weten", "wil", "vraag_waarom", 0.8, [], "vraag_waarom"),
    ("voor mijn moeder", "nodig", "voor_ander", 0.9, [], "hulpvraag"),
    ("voor mijn moeder", "hulpvraag", "voor_ander", 0.9, [], "voor_ander"),
    ("hmpf", "kan", "buiten_bereik", 0.1, [], ONDUIDELIJK),
    ("x", "hulpvraag", "klacht", 0.05, [], ONDUIDELIJK),
    ("na de koffie", "contact_moment", "afscheid", 0.2, [], "hulpvraag"),
    ("nee", "aanbod", "ontkennen", 0.9, [], "ontkennen"),
    ("geen idee", "wil", "weet_niet", 0.9, [], "weet_niet"),
    ("even pauze", "kan", "pauzeren", 0.7, [], "pauzeren"),
    ("ik wil gewoon werken", "wil", "mens_spreken", 0.55, [], "hulpvraag"),
    ("ik wil hier niet weg, hier ben ik getrouwd", "wil", "overslaan", 0.3, [], "hulpvraag"),
]


@pytest.mark.parametrize(("tekst", "vraag", "gehoord", "zekerheid", "gezegd", "verwacht"), OPEN)
def test_bij_een_open_vraag_mag_iemand_vrij_vertellen(
    tekst: str, vraag: str, gehoord: str, zekerheid: float, gezegd: Any, verwacht: str
) -> None:
    assert act(tekst, vraag, gehoord, zekerheid, gezegd=gezegd) == verwacht


WEL_AKKOORD = [
    "ja", "Ja hoor", "akkoord", "klopt", "dat klopt", "prima", "is goed", "goed hoor", "top", nog_niet("👍", reden="begrijpt de duim niet"),
    "ja dat mag", "jazeker", "ok", "helemaal goed",
    ("ja verstuur maar"),
    ("stuur maar op"),
    ("ja stuur maar door"),
    ("ja hoor, doe maar"),
    ("geen fouten gezien"),
    ("ja, niks op aan te merken"),
    ("klopt helemaal, niks meer aan doen"),
    nog_niet("ja prima zo, meer niet", reden="weigert een gewone ja"),
]  # fmt: skip


@pytest.mark.parametrize("tekst", WEL_AKKOORD)
def test_een_gewone_ja_bij_de_samenvatting_is_een_ja(tekst: str) -> None:
    assert act(tekst, "akkoord", "bevestigen", 0.9) == "bevestigen"


NIET_AKKOORD = [
    "nee", "klopt niet", "dat klopt niet", "niet goed", "er klopt niks van", "ja maar mijn naam is fout", "nee, ik wil iets veranderen", "helemaal niet",
    "ja, maar niet het nummer", "bijna goed, alleen de postcode niet", "nog niet", "mag niet", "goed, maar het is elke week",
    ("mag mijn man dit eerst lezen"),
    ("mag ik het eerst nalezen"),
]  # fmt: skip


@pytest.mark.parametrize("tekst", NIET_AKKOORD)
def test_wie_iets_afkeurt_of_vraagt_heeft_nog_geen_ja_gezegd(tekst: str) -> None:
    assert act(tekst, "akkoord", "bevestigen", 0.45) != "bevestigen"


AKKOORD = [
    ("ja", "bevestigen", 0.9, {}, "bevestigen"),
    ("ja dat klopt", "bevestigen", 0.6, {}, "bevestigen"),
    ("nee", "ontkennen", 0.9, {}, "ontkennen"),
    ("nee, 8381 AK", "ontkennen", 0.6, {"postcode": "8381AK"}, "corrigeren"),
    ("het nummer is 0612345678", "hulpvraag", 0.5, {"telefoon": "+31612345678"}, "corrigeren"),
    ("wie leest dit allemaal", "vraag_privacy", 0.6, {}, "vraag_privacy"),
    nog_niet("mag mijn man dit lezen", "vraag_privacy", 0.6, {}, "vraag_privacy", reden="dient in bij een vraag"),
    ("mag ik het eerst aan mijn dochter laten zien", "pauzeren", 0.6, {}, "pauzeren"),
    ("blub", "klacht", 0.1, {}, ONDUIDELIJK),
    ("kaas", "bevestigen", 0.1, {}, ONDUIDELIJK),
    ("telefoon moet 0592-654321 zijn", "terugbellen", 0.5, {"telefoon": "+31592654321"}, "corrigeren"),
]  # fmt: skip


@pytest.mark.parametrize(("tekst", "gehoord", "zekerheid", "gegevens", "verwacht"), AKKOORD)
def test_bij_de_samenvatting_telt_alleen_een_echte_ja(
    tekst: str, gehoord: str, zekerheid: float, gegevens: dict[str, Any], verwacht: str
) -> None:
    assert act(tekst, "akkoord", gehoord, zekerheid, gegevens) == verwacht


def test_een_gesloten_vraag_zonder_waarde_volgt_de_herkenning() -> None:
    assert act("hoezo dan", "postcode", "vraag_waarom", 0.6) == "vraag_waarom"


def test_een_vage_tekst_zonder_inhoud_is_onduidelijk() -> None:
    assert act("blub", "postcode", "klacht", 0.1) == ONDUIDELIJK


VERWISSELD = "O, ik heb net mijn eigen naam opgegeven. Zijn naam is Wiebe Hoekstra"


@pytest.mark.parametrize(("vraag", "verwacht"), [("contact_voorkeur", "corrigeren"), ("naam", "hulpvraag")])
def test_een_verwisselde_naam_wordt_ook_later_rechtgezet(vraag: str, verwacht: str) -> None:
    assert act(VERWISSELD, vraag, "hulpvraag", 0.9) == verwacht


MOMENTEN = [
    ("dinzdag ogtend", "bevestigen", "hulpvraag"),
    ("laot 's aovends", "pauzeren", "hulpvraag"),
    ("ja", "bevestigen", "bevestigen"),
    ("nee", "ontkennen", "ontkennen"),
    ("hoezo wilt u dat weten?", "pauzeren", "pauzeren"),
    ("dank u wel", "bedanken", "bedanken"),
    ("ik kom straks terug", "pauzeren", "pauzeren"),
    ("ik wil liever niet gebeld worden", "terugbellen", "hulpvraag"),
    ("hoe is het met mijn aanvraag", "status", "status"),
]


@pytest.mark.parametrize(("tekst", "gehoord", "verwacht"), MOMENTEN)
def test_wat_op_een_ja_of_een_pauze_lijkt_is_een_moment_als_daarnaar_gevraagd_is(
    tekst: str, gehoord: str, verwacht: str
) -> None:
    assert act(tekst, "contact_moment", gehoord, 0.9) == verwacht


NOG_NIET = [
    "nint, da's mis", "klopt half", "dat is neet goed", "ok nou maar eerst lezen", "ja nou maar eerst mijn dochter bellen", "ja wacht even",
    "bijna volledig in vinden", "correct weergegeven op mijn leeftijd na", "ja later", "ja eerst even overleggen", "later versturen",
    "ja verwijderen", "doe maar weg", "wacht met sturen", "eerst lezen dan sturen",
]  # fmt: skip


@pytest.mark.parametrize("gehoord", ["bevestigen", "pauzeren", "hulpvraag"])
@pytest.mark.parametrize("tekst", NOG_NIET)
def test_een_nee_of_later_bij_de_samenvatting_verstuurt_nooit(tekst: str, gehoord: str) -> None:
    assert act(tekst, "akkoord", gehoord, 0.9) != "bevestigen"


def test_over_wat_niet_te_verhelpen_is_wordt_niets_verstuurd() -> None:
    assert act("daar is niks aan te doen", "akkoord", "hulpvraag", 0.9) != "bevestigen"


@pytest.mark.parametrize(
    "tekst",
    [
        "nee hoor, niks meer aan veranderen, prima zo",
        "Geen op- of aanmerkingen",
        "correct weergegeven, kan door",
        "Ja ja, schiet nou maar op en verstuur het",
    ],
)
def test_een_ja_in_andere_woorden_verstuurt(tekst: str) -> None:
    assert act(tekst, "akkoord", "hulpvraag", 0.3) == "bevestigen"
