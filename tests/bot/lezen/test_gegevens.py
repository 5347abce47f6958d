"""All closed values that one message holds, whatever was asked."""

from __future__ import annotations

from typing import Any

import pytest

from bot.lezen.gegevens import lees_gegevens
from loket_backend.catalogus import VELDEN
from tests.bot.hulp import RESPONSES, nog_niet
from tests.bot.lezen.woordenschat import is_gewoon

STAM = "utter_vraag_"
NIET_GELEZEN: set[str] = set()


def _knoppen() -> list[Any]:
    gevallen = set()
    for naam in RESPONSES:
        veld = naam.removeprefix(STAM).removesuffix("_ander")
        if naam.startswith(STAM) and veld in VELDEN and VELDEN[veld].soort in ("keuze", "lijst"):
            gevallen |= {(veld, knop["payload"]) for knop in RESPONSES[naam][0]["buttons"]}
    return [
        nog_niet(*geval, reden="de knop wordt niet gelezen") if geval[1] in NIET_GELEZEN else geval
        for geval in sorted(gevallen)
        if geval[1] != "sla over"
    ]


@pytest.mark.parametrize(("veld", "waarde"), _knoppen())
def test_elke_knop_van_een_gesloten_vraag_wordt_gelezen(veld: str, waarde: str) -> None:
    gelezen = lees_gegevens(waarde, veld, is_gewoon)[veld]
    toegestaan = VELDEN[veld].keuzes
    assert set(gelezen) <= set(toegestaan) if isinstance(gelezen, list) else gelezen in toegestaan


def test_naam_postcode_en_telefoon_in_een_regel_worden_alle_drie_gelezen() -> None:
    gelezen = lees_gegevens("Kees de Wilde, 9471 AB, 06-12345678", "naam", is_gewoon)
    assert gelezen == {"naam": "Kees de Wilde", "postcode": "9471AB", "telefoon": "+31612345678"}


def test_wie_bij_voor_wie_een_moeder_noemt_geeft_ook_de_relatie() -> None:
    assert lees_gegevens("mijn moeder", "voor_wie", is_gewoon) == {"voor_wie": "ander", "relatie": "ouder"}


@pytest.mark.parametrize("tekst", ["ja", "nee", "ik kan niet meer lopen", "goedemorgen", "mijn zoon helpt mij"])
def test_ongevraagd_wordt_in_gewone_tekst_niets_gevonden(tekst: str) -> None:
    assert lees_gegevens(tekst, None, is_gewoon) == {}


def test_een_naam_wordt_alleen_gelezen_als_ernaar_gevraagd_is() -> None:
    assert "naam" not in lees_gegevens("Kees de Wilde", "postcode", is_gewoon)


LIEFST = [
    ("Mijn nummer is 0612345678, liefst bellen na zessen.", {"contact_voorkeur": "bellen", "contact_moment": "liefst bellen na zessen"}),
    ("Ik kan niet meer poetsen. Mailen graag.", {"contact_voorkeur": "mailen"}),
]  # fmt: skip


@pytest.mark.parametrize(("tekst", "verwacht"), LIEFST)
def test_hoe_iemand_bereikt_wil_worden_mag_ook_in_het_verhaal_staan(tekst: str, verwacht: dict[str, str]) -> None:
    assert verwacht.items() <= lees_gegevens(tekst, None, is_gewoon).items()


@pytest.mark.parametrize(
    "tekst", ["mijn dochter belt elke dag", "ik kan niet meer bellen", "bellen met de gemeente lukt niet"]
)
def test_wie_over_bellen_vertelt_kiest_nog_niet_hoe_hij_bereikt_wil_worden(tekst: str) -> None:
    assert lees_gegevens(tekst, None, is_gewoon) == {}


@pytest.mark.parametrize("vraag", ["inwoner_weet_ervan", "relatie"])
@pytest.mark.parametrize("tekst", ["ikzelf", "ik ben het zelf", "voor mezelf hoor"])
def test_wie_zegt_het_zelf_te_zijn_zet_recht_voor_wie_het_is(vraag: str, tekst: str) -> None:
    assert lees_gegevens(tekst, vraag, is_gewoon)["voor_wie"] == "zelf"


ANTWOORDEN = [
    ("inwoner_weet_ervan", "Dat weet ik niet. Ik heb het verteld maar of het is blijven hangen", "weet_niet"),
    ("clientondersteuning", "Nu niet, misschien later", "later"),
    ("persoonlijk_plan", "niet nu, andere keer", "later"),
    ("toestemming", "Mijn huisarts mag het weten, verder wat mij betreft niemand", ["huisarts"]),
    (
        "toestemming",
        "iedereen, met uitzondering van de huisarts",
        ["wijkverpleging", "dorpscooperatie", "mantelzorger"],
    ),
    ("toestemming", "geen van allen", []),
    ("volhoudtijd", "nog een weekje of acht", "half_jaar"),
    ("naam", "'k 'eete Pier Kousemaker", "Pier Kousemaker"),
    ("naam", "moet Annie Verhulsdonk zijn", "Annie Verhulsdonk"),
    ("naam", "de naam is w.j. ter haar", "W.J. ter Haar"),
]


@pytest.mark.parametrize(("vraag", "tekst", "waarde"), ANTWOORDEN)
def test_een_antwoord_in_eigen_woorden_wordt_gelezen(vraag: str, tekst: str, waarde: Any) -> None:
    assert lees_gegevens(tekst, vraag, is_gewoon)[vraag] == waarde


def test_hulp_voor_de_kinderen_van_wie_zelf_ziek_is_wordt_nagevraagd() -> None:
    gezegd = "Ik heb MS en ik moet altijd zitten. Ik heb hulp nodig voor mijn kinderen."
    assert "voor_wie" not in lees_gegevens(gezegd, "hulpvraag", is_gewoon)
    assert lees_gegevens("Ik vraag hulp voor mijn kinderen", "hulpvraag", is_gewoon)["voor_wie"] == "ander"


@pytest.mark.parametrize(
    ("vraag", "tekst"),
    [
        ("inwoner_weet_ervan", "ja dat heb ik zelf gezegd"),
        ("inwoner_weet_ervan", "nee dat wil ik zelf doen"),
        ("inwoner_weet_ervan", "ja voor mij mag dat"),
        ("relatie", "ik ben het, zijn dochter"),
    ],
)
def test_wie_alleen_zelf_zegt_verandert_niet_voor_wie_het_is(vraag: str, tekst: str) -> None:
    assert lees_gegevens(tekst, vraag, is_gewoon).get("voor_wie") != "zelf"


ANDERS = [
    ("voor_wie", "mezelf niet, mijn moeder", "ander"),
    ("voor_wie", "voor mij niet, wel voor mijn vrouw", "ander"),
    ("relatie", "voor de man hiernaast", "buur"),
    ("inwoner_weet_ervan", "weet ze nog niet", "nee"),
    ("inwoner_weet_ervan", "hij weet het niet meer", "weet_niet"),
    ("contact_voorkeur", "niet te vroeg bellen", "bellen"),
    ("volhoudtijd", "een dag of tien", "maand"),
    ("naam", "Ismihan", "Ismihan"),
    ("naam", "Ismy de Vries", "Ismy de Vries"),
]


@pytest.mark.parametrize(("vraag", "tekst", "waarde"), ANDERS)
def test_wat_op_een_ander_antwoord_lijkt_wordt_goed_gelezen(vraag: str, tekst: str, waarde: Any) -> None:
    assert lees_gegevens(tekst, vraag, is_gewoon)[vraag] == waarde
