"""The draft intake: merging, skipping, and what it heard."""

from __future__ import annotations

import pytest

from bot.actions.dossier import GENOEG_UITSPRAKEN, Dossier
from loket_backend.catalogus import BESPROKEN, NIET_BESPROKEN, NIET_VAN_TOEPASSING, OVERGESLAGEN, VELDEN
from tests.bot.hulp import dossier, uitspraak


@pytest.mark.parametrize("veld", VELDEN)
def test_een_nieuw_dossier_heeft_elk_veld_open(veld: str) -> None:
    assert Dossier().status(veld) == NIET_BESPROKEN
    assert Dossier().is_open(veld)


def test_een_leeg_concept_geeft_een_leeg_dossier() -> None:
    assert Dossier.van(None).is_leeg
    assert Dossier.van({}).is_leeg


def test_een_dossier_komt_heelhuids_door_json() -> None:
    eerder = dossier(naam="Annie Vos")
    eerder.stand["vraagt"] = "wissen"
    eerder.hoor([uitspraak("huishouden", "nodig")], 3)
    assert Dossier.van(eerder.als_json()) == eerder


def test_lezen_verandert_het_bewaarde_concept_niet() -> None:
    bewaard = dossier(naam="Annie Vos").als_json()
    Dossier.van(bewaard).zet("naam", "Riet Bos", 9)
    assert bewaard["antwoorden"]["naam"]["waarde"] == "Annie Vos"


def test_een_nieuwe_waarde_vervangt_de_oude_en_houdt_de_bronnen() -> None:
    d = dossier(postcode="9471AB")
    d.zet("postcode", "9472CD", 5)
    assert d.antwoorden["postcode"] == {"waarde": "9472CD", "status": BESPROKEN, "bronnen": [1, 5]}


def test_een_bron_staat_er_maar_een_keer_in() -> None:
    d = dossier(postcode="9471AB")
    d.zet("postcode", "9472CD", 1)
    assert d.antwoorden["postcode"]["bronnen"] == [1]


def test_eigen_woorden_komen_achter_wat_er_al_stond() -> None:
    d = dossier(kan="koken")
    d.voeg_toe("kan", "de was", 4)
    assert d.waarde("kan") == "koken\nde was"
    assert d.antwoorden["kan"]["bronnen"] == [1, 4]


def test_wat_al_gezegd_is_wordt_niet_herhaald() -> None:
    d = dossier(kan="koken en de was")
    d.voeg_toe("kan", "de was", 4)
    assert d.waarde("kan") == "koken en de was"


def test_overslaan_laat_een_veld_zonder_waarde() -> None:
    d = Dossier()
    d.sla_over("wil", 2)
    assert (d.status("wil"), d.waarde("wil"), d.is_open("wil")) == (OVERGESLAGEN, None, False)


def test_overslaan_gooit_een_eerder_antwoord_niet_weg() -> None:
    d = dossier(wil="thuis blijven")
    d.sla_over("wil", 2)
    assert (d.status("wil"), d.waarde("wil")) == (BESPROKEN, "thuis blijven")


def test_een_lege_toestemming_is_een_antwoord() -> None:
    d = dossier(toestemming=[])
    assert not d.is_open("toestemming")
    d.sla_over("toestemming", 3)
    assert d.status("toestemming") == BESPROKEN


def test_vergeten_maakt_een_veld_weer_open() -> None:
    d = dossier(naam="Annie Vos")
    d.vergeet(["naam", "wil"])
    assert d.is_open("naam")


def test_niet_van_toepassing_is_geen_open_veld() -> None:
    d = Dossier()
    d.niet_van_toepassing(["relatie"])
    assert d.status("relatie") == NIET_VAN_TOEPASSING
    assert not d.is_open("relatie")


def test_dezelfde_uitspraak_uit_hetzelfde_bericht_telt_een_keer() -> None:
    d = Dossier()
    d.hoor([uitspraak("huishouden", "nodig"), uitspraak("huishouden", "nodig")], 3)
    d.hoor([uitspraak("huishouden", "nodig")], 3)
    assert d.uitspraken == [{"leefgebied": "huishouden", "aspect": "nodig", "tekst": "iets", "bron": 3}]


def test_dezelfde_uitspraak_uit_een_ander_bericht_blijft_ernaast_staan() -> None:
    d = Dossier()
    d.hoor([uitspraak("huishouden", "nodig")], 3)
    d.hoor([uitspraak("huishouden", "nodig")], 5)
    assert [u["bron"] for u in d.uitspraken] == [3, 5]


def test_gehoord_wordt_per_leefgebied_en_aspect() -> None:
    d = Dossier()
    d.hoor([uitspraak("mantelzorg", "nodig")], 3)
    assert d.heeft("mantelzorg", "nodig")
    assert not d.heeft("mantelzorg", "kan")


def test_alleen_overgeslagen_vragen_is_nog_leeg() -> None:
    d = Dossier()
    d.sla_over("naam", 2)
    assert d.is_leeg
    assert not dossier(naam="Annie").is_leeg


def _van_medewerker(waarde: str) -> dict[str, object]:
    return {"waarde": waarde, "status": BESPROKEN, "bronnen": [5], "door": "medewerker", "medewerker": "anja"}


def test_wat_een_medewerker_invulde_staat_niet_meer_open_en_houdt_zijn_merk() -> None:
    eerder = Dossier.van({"antwoorden": {"postcode": _van_medewerker("7913AB")}})
    eerder.sla_over("postcode", 8)
    assert not eerder.is_open("postcode")
    assert eerder.als_json()["antwoorden"]["postcode"] == _van_medewerker("7913AB")


def test_een_correctie_van_de_inwoner_haalt_het_merk_weg() -> None:
    eerder = Dossier.van({"antwoorden": {"postcode": _van_medewerker("7913AB")}})
    eerder.zet("postcode", "7913AC", 8)
    assert eerder.antwoorden["postcode"] == {"waarde": "7913AC", "status": BESPROKEN, "bronnen": [5, 8]}


def test_woorden_die_de_inwoner_toevoegt_laten_het_merk_staan() -> None:
    eerder = Dossier.van({"antwoorden": {"nodig": _van_medewerker("hulp bij de was")}})
    eerder.voeg_toe("nodig", "en met de ramen", 8)
    assert eerder.waarde("nodig") == "hulp bij de was\nen met de ramen"
    assert eerder.antwoorden["nodig"]["medewerker"] == "anja"


def test_een_eerste_woord_van_de_inwoner_krijgt_geen_merk() -> None:
    nieuw = Dossier()
    nieuw.voeg_toe("nodig", "de ramen", 8)
    assert "door" not in nieuw.antwoorden["nodig"]


def test_een_gesprek_zonder_einde_maakt_het_dossier_niet_eindeloos() -> None:
    lang = Dossier()
    for bron in range(GENOEG_UITSPRAKEN + 50):
        lang.hoor([uitspraak("huishouden", "nodig", "de ramen")], bron)
    assert [u["bron"] for u in lang.uitspraken] == list(range(GENOEG_UITSPRAKEN))
