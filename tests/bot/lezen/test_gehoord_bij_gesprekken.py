"""Sentences of whole conversations that were taken for something else: which act counts."""

from __future__ import annotations

from typing import Any

import pytest

from bot.lezen.acten import ERGERNIS, GEGEVEN
from bot.lezen.beurtkeuze import kies
from bot.lezen.gegevens import lees_gegevens
from tests.bot.hulp import uitspraak
from tests.bot.lezen.woordenschat import is_gewoon

NODIG = [uitspraak("administratie", "nodig")]


def act(tekst: str, vraag: str | None, gehoord: str, zekerheid: float = 0.6, gezegd: Any = ()) -> str:
    gegevens = lees_gegevens(tekst, vraag, is_gewoon)
    return kies(tekst, vraag, [{"name": gehoord, "confidence": zekerheid}], gegevens, gezegd)


@pytest.mark.parametrize(
    "tekst", ["zit er iemand van vlees en bloed die het over kan nemen?", "ik wil een echte mevrouw of meneer nu"]
)
def test_wie_een_mens_wil_krijgt_een_mens_ook_met_een_verhaal_erbij(tekst: str) -> None:
    assert act(tekst, "hulpvraag", "mens_spreken", gezegd=NODIG) == "mens_spreken"


@pytest.mark.parametrize(
    "tekst",
    [
        "ik kan niet so goet leesen en nu heb ik briefe van de belasting en ik weet nie wat der in staat",
        "mijn man ligt in het ziekenhuis en ik weet niet hoe ik het moet doen met de kinderen en de was",
    ],
)
def test_weet_ik_niet_in_een_verhaal_is_geen_weet_ik_niet(tekst: str) -> None:
    assert act(tekst, "hulpvraag", "weet_niet", gezegd=NODIG) == "hulpvraag"


def test_een_twijfel_zonder_verhaal_is_wel_een_weet_ik_niet() -> None:
    assert act("ik weet eigenlijk niet of ik hier wel goed zit", "hulpvraag", "weet_niet") == "weet_niet"


@pytest.mark.parametrize("tekst", ["niemand", "niemant", "nee niemand", "niemand weet het"])
def test_niemand_is_een_antwoord_op_wie_er_helpt(tekst: str) -> None:
    assert act(tekst, "netwerk", "weet_niet") == "hulpvraag"


def test_nu_even_niet_bij_iets_voor_een_ander_is_geen_pauze() -> None:
    assert act("nu even niet", "aanbod", "pauzeren") == "ontkennen"


def test_wie_niet_gebeld_wil_worden_wordt_niet_teruggebeld() -> None:
    assert act("Ik wil niet gebeld worden. Moet dat?", "telefoon", "terugbellen", 0.4) == "vraag_waarom"
    assert lees_gegevens("Ik wil niet gebeld worden.", "telefoon", is_gewoon)["contact_voorkeur"] == "chat"


def test_wie_wil_dat_iemand_het_overneemt_vraagt_geen_medewerker() -> None:
    zin = "ik wil gewoon dat iemand het een paar dagen overneemt"
    assert act(zin, "hulpvraag", "mens_spreken", gezegd=[uitspraak("mantelzorg", "nodig")]) == "hulpvraag"


@pytest.mark.parametrize(
    "tekst",
    ["wat is dat", "wie is dat dan precies en wat doet die?", "is dat iemand van de gemeente?", "wat heb ik daaraan?"],
)
def test_een_vraag_naar_de_clientondersteuner_vraagt_om_uitleg(tekst: str) -> None:
    assert act(tekst, "clientondersteuning", "vraag_proces", 0.9) == "herhalen"


def test_een_uitroep_is_geen_aanbod() -> None:
    assert act("zijn jullie wel helemaal lekker", "aanbod", "bevestigen") == ERGERNIS


def test_het_maakt_niet_uit_hoe_laat_de_keus_aan_de_medewerker() -> None:
    assert act("maakt me niet uit", "contact_voorkeur", "bevestigen") == "overslaan"
    assert act("maakt niet uit, bel maar", "contact_voorkeur", "bevestigen") == GEGEVEN


@pytest.mark.parametrize("tekst", ["nu", "zo snel mogelijk", "vandaag nog"])
def test_een_haastig_moment_is_een_moment(tekst: str) -> None:
    assert act(tekst, "contact_moment", "pauzeren", 0.9) == GEGEVEN


@pytest.mark.parametrize(
    "tekst", ["mobiel 06 12345678", "mijn telefoon is 0612345678", "0528 341198, dat is de vaste lijn"]
)
def test_het_woord_telefoon_naast_een_nummer_kiest_niet_voor_bellen(tekst: str) -> None:
    assert "contact_voorkeur" not in lees_gegevens(tekst, "telefoon", is_gewoon)


@pytest.mark.parametrize(
    ("tekst", "voorkeur"),
    [("nee wacht, bel me toch maar niet, mailen is beter", "mailen"), ("0612345678 maar liever mailen", "mailen")],
)
def test_wat_iemand_liever_heeft_wint(tekst: str, voorkeur: str) -> None:
    vraag = "telefoon" if "06" in tekst else "akkoord"
    assert lees_gegevens(tekst, vraag, is_gewoon)["contact_voorkeur"] == voorkeur


@pytest.mark.parametrize(
    "tekst", ["bijna, zijn naam is Gerrit Jan Roelofs", "de postcode eindigt op KN", "mijn nummer klopt niet"]
)
def test_een_veld_noemen_bij_de_samenvatting_is_een_verbetering(tekst: str) -> None:
    assert act(tekst, "akkoord", "buiten_bereik", 0.3) == "corrigeren"


def test_stop_maar_even_is_een_pauze() -> None:
    assert act("stop maar even, ik ga eten", "netwerk", "stoppen") == "pauzeren"


def test_niet_van_toepassing_met_uitleg_slaat_over() -> None:
    assert act("nvt, wordt met hem besproken", "clientondersteuning", "bevestigen") == "overslaan"


def test_krijgt_mijn_dochter_dit_te_zien_is_geen_vraag_naar_recht() -> None:
    assert act("Krijgt mijn dochter dit te zien?", "kan", "vraag_privacy", 0.8) == "vraag_privacy"


@pytest.mark.parametrize("vraag", ["persoonlijk_plan", "clientondersteuning", "toestemming"])
def test_niet_weten_wat_iets_is_vraagt_om_uitleg(vraag: str) -> None:
    assert act("weet nie wat dat is", vraag, "weet_niet", 0.9) == "herhalen"


@pytest.mark.parametrize(
    "tekst", ["Peter gaat wel mee", "mijn kleindochter kan erbij zitten", "mijn zoon komt er wel bij"]
)
def test_wie_zelf_iemand_meebrengt_zegt_geen_ja_tegen_een_ander(tekst: str) -> None:
    assert act(tekst, "clientondersteuning", "bevestigen", 0.9) == "overslaan"


@pytest.mark.parametrize(
    ("tekst", "veld", "waarde"),
    [
        ("0522 26 33 41, of nee, wacht, 0522 26 33 14", "telefoon", "+31522263314"),
        ("7901 AB, nee sorry 7901 AC", "postcode", "7901AC"),
        ("7901 AB nee dat zei ik al", "postcode", "7901AB"),
    ],
)
def test_wie_zich_in_een_zin_verbetert_bedoelt_het_laatste(tekst: str, veld: str, waarde: str) -> None:
    assert lees_gegevens(tekst, veld, is_gewoon)[veld] == waarde


@pytest.mark.parametrize("tekst", ["me begeleider mark", "school mag het weten", "de casemanager"])
def test_een_partij_die_niet_in_de_lijst_staat_geeft_geen_partij_uit_de_lijst(tekst: str) -> None:
    assert lees_gegevens(tekst, "toestemming", is_gewoon)["toestemming"] == []


@pytest.mark.parametrize("tekst", ["het nummer klopt en de rest ook", "mijn naam is goed zo", "de postcode is prima"])
def test_zeggen_dat_een_veld_goed_is_verandert_het_niet(tekst: str) -> None:
    assert act(tekst, "akkoord", "bevestigen", 0.9) != "corrigeren"


def test_alles_klopt_met_iets_erachter_is_een_ja() -> None:
    assert act("alles klopt hoor, ook het nummer klopt", "akkoord", "bevestigen", 0.9) == "bevestigen"
    assert act("alles klopt, behalve mijn naam", "akkoord", "bevestigen", 0.9) != "bevestigen"


def test_gien_mens_deelt_met_niemand() -> None:
    assert act("gien mens", "toestemming", "mens_spreken") == GEGEVEN
    assert lees_gegevens("gien mens", "toestemming", is_gewoon)["toestemming"] == []


def test_een_vraag_naast_het_nummer_kiest_niets() -> None:
    assert lees_gegevens("0528 221133. Belt u dan overdag?", "telefoon", is_gewoon) == {"telefoon": "+31528221133"}
