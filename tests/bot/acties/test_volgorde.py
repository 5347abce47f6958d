"""Which question comes next: each only when it applies and is still open."""

from __future__ import annotations

from typing import Any

import pytest

from bot.actions.dossier import Dossier
from bot.actions.volgorde import VRAGEN, heropen, sluit_af, volgende
from loket_backend.catalogus import NIET_BESPROKEN, NIET_VAN_TOEPASSING, VELDEN
from tests.bot.hulp import dossier, uitspraak, vol_dossier

ALLEEN_ANDER = {veld for veld, v in VELDEN.items() if v.alleen_voor_ander}


def _gesprek(d: Dossier) -> list[str]:
    """The questions in the order in which somebody hears them who answers none of them."""
    gesteld: list[str] = []
    while (veld := volgende(d)) != "akkoord":
        gesteld.append(veld)
        d.sla_over(veld, len(gesteld))
    return gesteld


VOOR_ZELF = [
    "hulpvraag", "voor_wie", "nodig", "kan", "netwerk", "wil", "aanbod", "naam", "postcode", "telefoon", "contact_voorkeur", "clientondersteuning",
    "persoonlijk_plan", "toestemming",
]  # fmt: skip
VOOR_MOEDER = [
    "hulpvraag", "inwoner_weet_ervan", "nodig", "kan", "netwerk", "volhoudtijd", "wil", "aanbod", "naam", "melder_naam", "postcode", "telefoon",
    "contact_voorkeur", "clientondersteuning", "persoonlijk_plan", "toestemming",
]  # fmt: skip


def test_wie_voor_zichzelf_vraagt_hoort_de_vragen_in_deze_volgorde() -> None:
    assert _gesprek(Dossier()) == VOOR_ZELF


def test_wie_voor_moeder_vraagt_hoort_ook_de_vragen_over_een_ander() -> None:
    assert _gesprek(dossier(voor_wie="ander", relatie="ouder")) == VOOR_MOEDER


def test_een_hulpverlener_hoort_geen_volhoudtijd() -> None:
    assert "volhoudtijd" not in _gesprek(dossier(voor_wie="ander", relatie="professional"))


def test_een_hulpverlener_hoort_niet_wat_een_ander_voor_een_ander_kan_doen() -> None:
    assert "aanbod" not in _gesprek(dossier(voor_wie="ander", relatie="professional"))
    assert "aanbod" in _gesprek(dossier(voor_wie="ander", relatie="buur"))


def test_een_hulpverlener_die_een_overbelaste_mantelzorger_noemt_hoort_volhoudtijd_wel() -> None:
    d = dossier(voor_wie="ander", relatie="professional")
    d.hoor([uitspraak("mantelzorg", "nodig")], 2)
    assert "volhoudtijd" in _gesprek(d)


def test_wie_zelf_zorgt_en_opraakt_hoort_volhoudtijd() -> None:
    d = dossier(voor_wie="zelf")
    d.hoor([uitspraak("mantelzorg", "nodig")], 2)
    assert "volhoudtijd" in _gesprek(d)


@pytest.mark.parametrize("voorkeur", ["mailen", "chat"])
def test_wie_niet_gebeld_wil_worden_hoort_niet_wanneer(voorkeur: str) -> None:
    assert "contact_moment" not in _gesprek(dossier(contact_voorkeur=voorkeur))


def test_wie_gebeld_wil_worden_hoort_wanneer_direct_daarna() -> None:
    assert volgende(vol_dossier()) == "akkoord"
    d = vol_dossier()
    d.vergeet(["contact_moment"])
    assert volgende(d) == "contact_moment"


@pytest.mark.parametrize("veld", [v.veld for v in VRAGEN if v.veld in VOOR_ZELF])
def test_een_open_vraag_wordt_gesteld_en_een_gesloten_niet(veld: str) -> None:
    d = vol_dossier()
    d.vergeet([veld])
    assert volgende(d) == veld
    d.sla_over(veld, 3)
    assert volgende(d) == "akkoord"


def test_elk_veld_van_de_catalogus_heeft_een_vraag_behalve_akkoord() -> None:
    assert {v.veld for v in VRAGEN} == set(VELDEN) - {"akkoord"}


@pytest.mark.parametrize("waarden", [{}, {"voor_wie": "zelf"}])
def test_vragen_over_een_ander_blijven_weg_wie_niet_voor_een_ander_vraagt(waarden: dict[str, Any]) -> None:
    assert not ALLEEN_ANDER & set(_gesprek(dossier(**waarden)))


def test_wat_niet_geldt_krijgt_bij_het_afsluiten_die_status() -> None:
    d = vol_dossier()
    sluit_af(d)
    assert {veld for veld in VELDEN if d.status(veld) == NIET_VAN_TOEPASSING} == ALLEEN_ANDER | {"volhoudtijd"}


def test_wat_wel_geldt_maar_niet_gevraagd_is_blijft_niet_besproken() -> None:
    d = dossier(voor_wie="zelf")
    sluit_af(d)
    assert d.status("naam") == NIET_BESPROKEN


def test_na_een_wissel_naar_een_ander_gaan_die_vragen_weer_open() -> None:
    d = vol_dossier()
    sluit_af(d)
    d.zet("voor_wie", "ander", 9)
    heropen(d)
    assert volgende(d) == "relatie"


def test_heropenen_laat_staan_wat_nog_steeds_niet_geldt() -> None:
    d = vol_dossier()
    sluit_af(d)
    heropen(d)
    assert d.status("relatie") == NIET_VAN_TOEPASSING


def test_wie_alleen_iets_aanbiedt_hoort_niet_wat_hij_nodig_heeft() -> None:
    d = dossier(voor_wie="zelf", hulpvraag="x", aanbod="rijden")
    d.stand["biedt_aan"] = True
    assert _gesprek(d) == ["naam", "postcode", "telefoon", "contact_voorkeur", "toestemming"]
