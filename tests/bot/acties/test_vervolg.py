"""After something that came in between, the thread is taken up where it was."""

from __future__ import annotations

from itertools import pairwise

import pytest

from loket_backend.catalogus import OVERGESLAGEN, VELDEN
from tests.bot.hulp import RESPONSES, NepBeurt, NepLoket, dossier, uitspraak, vol_dossier

GEVRAAGD = [
    veld
    for veld in VELDEN
    if veld not in ("akkoord", "hulpvraag", "relatie", "inwoner_weet_ervan", "melder_naam", "volhoudtijd")
]


@pytest.mark.parametrize("veld", GEVRAAGD)
async def test_na_een_tussenvraag_komt_dezelfde_vraag_terug(nep_loket: NepLoket, veld: str) -> None:
    d = vol_dossier()
    d.vergeet([veld])
    assert (await NepBeurt("vraag_kosten", "wat kost dat", veld, d).door("action_tussendoor")).vraag == veld


async def test_na_het_indienen_wordt_er_niets_meer_gevraagd(nep_loket: NepLoket) -> None:
    beurt = NepBeurt("vraag_kosten", "wat kost dat", None, vol_dossier(), kenmerk="2026-ABCDEF")
    assert (await beurt.door("action_tussendoor")).vraag is None


@pytest.mark.parametrize("veld", GEVRAAGD)
async def test_overslaan_laat_elke_vraag_open_en_gaat_verder(nep_loket: NepLoket, veld: str) -> None:
    d = vol_dossier()
    d.vergeet([veld])
    gezegd = await NepBeurt("overslaan", "sla over", veld, d).door("action_overslaan")
    assert nep_loket.concepten[-1]["antwoorden"][veld]["status"] == OVERGESLAGEN
    assert gezegd.vraag != veld


async def test_de_samenvatting_wordt_niet_overgeslagen(nep_loket: NepLoket) -> None:
    gezegd = await NepBeurt("overslaan", "sla over", "akkoord", vol_dossier()).door("action_overslaan")
    assert gezegd.vraag == "akkoord"
    assert nep_loket.indieningen == []


@pytest.mark.parametrize("veld", GEVRAAGD)
async def test_herhalen_legt_de_vraag_uit_en_gaat_niet_verder(nep_loket: NepLoket, veld: str) -> None:
    d = vol_dossier()
    d.vergeet([veld])
    gezegd = await NepBeurt("herhalen", "wat bedoelt u", veld, d).door("action_herhalen")
    assert f"utter_uitleg_{veld}" in gezegd.responses
    assert gezegd.vraag == veld


@pytest.mark.parametrize("veld", GEVRAAGD)
async def test_waarom_geeft_de_reden_van_juist_deze_vraag(nep_loket: NepLoket, veld: str) -> None:
    d = vol_dossier()
    d.vergeet([veld])
    gezegd = await NepBeurt("vraag_waarom", "waarom", veld, d).door("action_waarom")
    assert f"utter_waarom_{veld}" in gezegd.responses
    assert gezegd.vraag == veld


async def test_waarom_zonder_vraag_krijgt_een_algemene_reden(nep_loket: NepLoket) -> None:
    assert "utter_waarom" in (await NepBeurt("vraag_waarom", "waarom", None).door("action_waarom")).responses


async def test_de_derde_keer_niet_begrepen_biedt_een_mens_aan(nep_loket: NepLoket) -> None:
    d = dossier(hulpvraag="x", voor_wie="zelf")
    d.stand["missers"] = 2
    gezegd = await NepBeurt("nlu_fallback", "blub", "nodig", d).door("action_niet_begrepen")
    assert gezegd.responses == ["utter_bied_mens_aan"]
    assert gezegd.vraag == "nodig"


async def test_de_eerste_keer_niet_begrepen_vraagt_nog_eens(nep_loket: NepLoket) -> None:
    d = dossier(hulpvraag="x", voor_wie="zelf")
    gezegd = await NepBeurt("nlu_fallback", "blub", "nodig", d).door("action_niet_begrepen")
    assert "utter_bied_mens_aan" not in gezegd.responses
    assert gezegd.vraag == "nodig"


async def test_corrigeren_met_alleen_een_veld_vraagt_dat_veld_opnieuw(nep_loket: NepLoket) -> None:
    gezegd = await NepBeurt("corrigeren", "mijn postcode is fout", "wil", vol_dossier()).door("action_corrigeren")
    assert gezegd.vraag == "postcode"


async def test_corrigeren_na_het_indienen_verandert_niets(nep_loket: NepLoket) -> None:
    beurt = NepBeurt("corrigeren", "nee 8381 AK", None, vol_dossier(), {"postcode": "8381AK"}, kenmerk="2026-ABCDEF")
    assert "utter_al_ingediend" in (await beurt.door("action_corrigeren")).responses
    assert all(concept["antwoorden"]["postcode"]["waarde"] == "9471AB" for concept in nep_loket.concepten)


async def test_wie_terugkomt_krijgt_de_open_vraag_weer(nep_loket: NepLoket) -> None:
    d = vol_dossier()
    d.vergeet(["naam"])
    gezegd = await NepBeurt("hervatten", "ben er weer", "naam", d).door("action_hervatten")
    assert gezegd.vraag == "naam"


TUSSENDOOR = [
    "groeten",
    "bedanken",
    "klacht",
    "buiten_bereik",
    "vraag_bot",
    "vraag_kosten",
    "vraag_privacy",
    "vraag_proces",
    "vraag_recht",
]


@pytest.mark.parametrize("kenmerk", [None, "2026-ABCDEF"])
@pytest.mark.parametrize("act", TUSSENDOOR)
async def test_wat_ertussen_komt_krijgt_een_antwoord_van_die_naam(
    nep_loket: NepLoket, act: str, kenmerk: str | None
) -> None:
    gezegd = await NepBeurt(act, "tussendoor", "kan", dossier(hulpvraag="x"), kenmerk=kenmerk).door("action_tussendoor")
    assert gezegd.responses[0].startswith(f"utter_{act}")


async def test_twee_keer_hetzelfde_vragen_geeft_niet_twee_keer_dezelfde_zin(nep_loket: NepLoket) -> None:
    teksten = []
    d = dossier(hulpvraag="x", voor_wie="zelf", nodig="y")
    for tekst in ("koken doe ik", "en de was ook", "en de tuin"):
        gezegd = await NepBeurt("overslaan", tekst, "kan", d).door("action_overslaan")
        teksten.append(gezegd.berichten[0]["text"])
        d.stand = nep_loket.concepten[-1]["stand"]
    assert all(a != b for a, b in pairwise(teksten))


async def test_voor_wie_naast_een_vraag_wordt_bewaard(nep_loket: NepLoket) -> None:
    gegevens = {"voor_wie": "ander", "relatie": "professional"}
    beurt = NepBeurt("vraag_recht", "Voor mijn cliënt: voldoet zij aan de voorwaarden?", "hulpvraag", gegevens=gegevens)
    gezegd = await beurt.door("action_tussendoor")
    assert gezegd.responses[0] == "utter_vraag_recht"
    assert {v: a["waarde"] for v, a in nep_loket.concepten[-1]["antwoorden"].items()} == gegevens


async def test_een_vraag_verandert_niet_voor_wie_het_is(nep_loket: NepLoket) -> None:
    beurt = NepBeurt("vraag_kosten", "wat kost het voor mijn man?", "kan", dossier(voor_wie="zelf"))
    beurt.gegevens = {"voor_wie": "ander", "relatie": "partner"}
    await beurt.door("action_tussendoor")
    assert nep_loket.concepten[-1]["antwoorden"]["voor_wie"]["waarde"] == "zelf"
    assert "relatie" not in nep_loket.concepten[-1]["antwoorden"]


async def test_een_vraag_is_geen_moment_om_te_bellen(nep_loket: NepLoket) -> None:
    d = dossier(hulpvraag="x", voor_wie="zelf", contact_voorkeur="bellen")
    await NepBeurt("hulpvraag", "zit daar nog een wachttijd aan?", "contact_moment", d).door("action_antwoord")
    assert nep_loket.concepten[-1]["antwoorden"].get("contact_moment", {}).get("waarde") is None


async def test_uitleg_die_een_woord_met_de_vraag_deelt_wordt_toch_gegeven(nep_loket: NepLoket) -> None:
    d = vol_dossier()
    d.vergeet(["clientondersteuning"])
    vraag = RESPONSES["utter_vraag_clientondersteuning"][0]["text"]
    beurt = NepBeurt("herhalen", "wat is dat", "clientondersteuning", d, vorige=[vraag])
    assert (await beurt.door("action_herhalen")).responses == ["utter_uitleg_clientondersteuning"]


async def test_wat_na_drie_keer_uitleg_niet_duidelijk_is_laten_we_voor_de_medewerker(nep_loket: NepLoket) -> None:
    d = vol_dossier()
    d.vergeet(["clientondersteuning"])
    d.stand["uitgelegd"] = ("clientondersteuning", 3)
    gezegd = await NepBeurt("herhalen", "wat is dat", "clientondersteuning", d).door("action_herhalen")
    assert gezegd.vraag == "akkoord"


async def test_een_verhaal_in_een_klacht_gaat_niet_verloren(nep_loket: NepLoket) -> None:
    tekst = "Drie maanden wacht ik al! Mijn vrouw kan niet meer uit bed."
    paren = [uitspraak("zelfzorg", "nodig", "Mijn vrouw kan niet meer uit bed.")]
    gezegd = await NepBeurt("klacht", tekst, "hulpvraag", uitspraken=paren).door("action_tussendoor")
    assert gezegd.responses[0] == "utter_klacht"
    assert gezegd.vraag != "hulpvraag"
    assert nep_loket.concepten[-1]["antwoorden"]["hulpvraag"]["waarde"] == tekst


async def test_wie_voor_een_ander_schrijft_en_meer_vertelt_wordt_gehoord(nep_loket: NepLoket) -> None:
    paren = [uitspraak("huishouden", "nodig", "het huishouden is vervuild")]
    beurt = NepBeurt("voor_ander", "Voor mijn cliënt: het huishouden is vervuild.", "hulpvraag", uitspraken=paren)
    await beurt.door("action_antwoord")
    assert nep_loket.concepten[-1]["uitspraken"]


async def test_in_een_crisis_volgt_geen_opmerking_over_slapen(nep_loket: NepLoket) -> None:
    tekst = "als ik morgen niet meer wakker word is het ook goed"
    d = dossier(hulpvraag="x", voor_wie="ander", relatie="partner")
    paren = [uitspraak("gezondheid", "nodig", tekst)]
    beurt = NepBeurt("hulpvraag", tekst, "inwoner_weet_ervan", d, uitspraken=paren, crisis=True)
    assert (await beurt.door("action_antwoord")).responses == ["utter_na_crisis"]


async def test_verder_niemand_is_geen_tegenspraak_met_een_helper(nep_loket: NepLoket) -> None:
    d = vol_dossier(netwerk="thuiszorg komt twee keer op een dag, verder niemand")
    d.vergeet(["wil"])
    paren = [uitspraak("zelfzorg", "netwerk", "de zuster komt")]
    gezegd = await NepBeurt("hulpvraag", "dat de zuster blijft", "wil", d, uitspraken=paren).door("action_antwoord")
    assert "utter_tegenspraak_netwerk" not in gezegd.responses


async def test_zorgen_voor_iemand_zegt_nog_niet_wat_er_nodig_is(nep_loket: NepLoket) -> None:
    tekst = "ik zorg al zes jaar voor mijn man"
    beurt = NepBeurt("hulpvraag", tekst, "hulpvraag", uitspraken=[uitspraak("mantelzorg", "nodig", tekst)])
    await beurt.door("action_antwoord")
    assert "nodig" not in nep_loket.concepten[-1]["antwoorden"]
