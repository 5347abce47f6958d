"""The resident steers: to a human, a call back, a pause, the end, the beginning, or to their own data."""

from __future__ import annotations

import pytest

from tests.bot.hulp import Gezegd, NepBeurt, NepLoket, dossier, vol_dossier


async def doe(actie: str, tekst: str = "", **anders: object) -> Gezegd:
    return await NepBeurt(actie.removeprefix("action_"), tekst, **anders).door(actie)  # type: ignore[arg-type]


def met_vraag(soort: str) -> dict[str, object]:
    d = dossier(hulpvraag="ik val", naam="Annie Vos")
    d.stand["vraagt"] = soort
    return {"dossier": d}


@pytest.mark.parametrize("kenmerk", [None, "2026-ABCDEF"])
async def test_wie_een_mens_wil_krijgt_een_mens(nep_loket: NepLoket, kenmerk: str | None) -> None:
    gezegd = await doe("action_mens_spreken", "mens", kenmerk=kenmerk)
    assert gezegd.einde["naar"] == "wacht_op_mens"
    assert gezegd.responses == ["utter_mens_spreken"]


async def test_wie_een_mens_wil_raakt_het_verhaal_niet_kwijt(nep_loket: NepLoket) -> None:
    await doe("action_mens_spreken", "mens", dossier=dossier(hulpvraag="ik val"))
    assert nep_loket.concepten[-1]["antwoorden"]["hulpvraag"]["waarde"] == "ik val"


async def test_wie_gebeld_wil_worden_hoort_de_vraag_om_een_nummer(nep_loket: NepLoket) -> None:
    gezegd = await doe("action_terugbellen", "bel me terug")
    assert gezegd.vraag == "telefoon"
    assert nep_loket.concepten[-1]["antwoorden"]["contact_voorkeur"]["waarde"] == "bellen"


async def test_een_nummer_in_het_verzoek_hoeft_niet_nog_eens(nep_loket: NepLoket) -> None:
    gezegd = await doe("action_terugbellen", "bel me op 0612345678", gegevens={"telefoon": "+31612345678"})
    assert nep_loket.concepten[-1]["antwoorden"]["telefoon"]["waarde"] == "+31612345678"
    assert gezegd.vraag != "telefoon"


async def test_terugbellen_na_het_indienen_gaat_naar_een_medewerker(nep_loket: NepLoket) -> None:
    assert (await doe("action_terugbellen", "bel me", kenmerk="2026-ABCDEF")).einde["naar"] == "wacht_op_mens"


async def test_een_pauze_bewaart_alles_en_sluit_niets(nep_loket: NepLoket) -> None:
    gezegd = await doe("action_pauzeren", "even eten", dossier=dossier(hulpvraag="ik val"))
    assert gezegd.responses == ["utter_pauzeren"]
    assert gezegd.einde["naar"] is None
    assert nep_loket.concepten[-1]["antwoorden"]["hulpvraag"]["waarde"] == "ik val"


async def test_wie_niets_vertelde_hoort_niet_dat_er_iets_bewaard_is(nep_loket: NepLoket) -> None:
    assert (await doe("action_pauzeren", "doei")).responses == ["utter_afscheid"]


async def test_stoppen_vraagt_eerst_of_het_bewaard_moet(nep_loket: NepLoket) -> None:
    gezegd = await doe("action_stoppen", "ik stop", dossier=dossier(hulpvraag="ik val"))
    assert gezegd.responses == ["utter_bevestig_bewaren"]
    assert gezegd.einde["naar"] is None


async def test_stoppen_zonder_verhaal_vraagt_niets(nep_loket: NepLoket) -> None:
    assert (await doe("action_stoppen", "ik stop")).einde["naar"] == "gesloten"


async def test_stoppen_na_het_indienen_laat_de_melding_staan(nep_loket: NepLoket) -> None:
    gezegd = await doe("action_stoppen", "stop", kenmerk="2026-ABCDEF", dossier=vol_dossier())
    assert gezegd.responses == ["utter_stoppen_na_indienen"]


BEWAREN = ["bewaar het", "ja bewaren", "opslaan", "laat maar staan"]
WISSEN = ["wis alles", "wissen graag", "verwijder maar", "gooi maar weg", "weg ermee"]


@pytest.mark.parametrize("tekst", BEWAREN)
async def test_bij_stoppen_kan_het_verhaal_bewaard_worden(nep_loket: NepLoket, tekst: str) -> None:
    gezegd = await NepBeurt("hulpvraag", tekst, **met_vraag("bewaren")).door("action_antwoord")
    assert gezegd.einde["naar"] == "gesloten"
    assert not gezegd.einde["wis"]
    assert nep_loket.concepten[-1]["antwoorden"]["naam"]["waarde"] == "Annie Vos"


@pytest.mark.parametrize("tekst", WISSEN)
async def test_bij_stoppen_kan_het_verhaal_gewist_worden(nep_loket: NepLoket, tekst: str) -> None:
    gezegd = await NepBeurt("hulpvraag", tekst, **met_vraag("bewaren")).door("action_antwoord")
    assert gezegd.einde["wis"]
    assert nep_loket.concepten[-1]["antwoorden"] == {}


@pytest.mark.parametrize("tekst", ["nee toch niet", "nee ik ga door", "nee"])
async def test_wie_toch_niet_wil_stoppen_gaat_verder(nep_loket: NepLoket, tekst: str) -> None:
    gezegd = await NepBeurt("ontkennen", tekst, **met_vraag("bewaren")).door("action_antwoord")
    assert gezegd.einde["naar"] != "gesloten"


async def test_wissen_vraagt_eerst_of_het_zeker_is(nep_loket: NepLoket) -> None:
    gezegd = await doe("action_gegevens_wissen", "wis mijn gegevens", dossier=dossier(naam="Annie Vos"))
    assert gezegd.responses == ["utter_bevestig_wissen"]
    assert not gezegd.einde["wis"]


async def test_een_ja_wist_alles(nep_loket: NepLoket) -> None:
    gezegd = await NepBeurt("bevestigen", "ja", **met_vraag("wissen")).door("action_antwoord")
    assert gezegd.einde["wis"]
    assert gezegd.einde["naar"] == "gesloten"
    assert nep_loket.concepten[-1]["antwoorden"] == {}
    assert nep_loket.concepten[-1]["uitspraken"] == []


NIET_WISSEN = ["nee", "nee, laat staan", "liever niet", "nee, niet wissen", "nee wis het niet", "niet weggooien"]


@pytest.mark.parametrize("tekst", NIET_WISSEN)
async def test_een_nee_wist_niets(nep_loket: NepLoket, tekst: str) -> None:
    gezegd = await NepBeurt("ontkennen", tekst, **met_vraag("wissen")).door("action_antwoord")
    assert not gezegd.einde["wis"]
    assert nep_loket.concepten[-1]["antwoorden"]["naam"]["waarde"] == "Annie Vos"


async def test_een_ander_bericht_wist_niets(nep_loket: NepLoket) -> None:
    gezegd = await NepBeurt("hulpvraag", "wat gebeurt er dan", **met_vraag("wissen")).door("action_antwoord")
    assert not gezegd.einde["wis"]


async def test_na_het_indienen_wist_alleen_een_mens(nep_loket: NepLoket) -> None:
    gezegd = await doe("action_gegevens_wissen", "wis alles", kenmerk="2026-ABCDEF", dossier=vol_dossier())
    assert not gezegd.einde["wis"]
    assert gezegd.einde["naar"] == "wacht_op_mens"


async def test_opnieuw_vraagt_eerst_of_het_zeker_is(nep_loket: NepLoket) -> None:
    gezegd = await doe("action_opnieuw", "begin opnieuw", dossier=dossier(naam="Annie Vos"))
    assert gezegd.responses == ["utter_bevestig_opnieuw"]
    assert nep_loket.concepten[-1]["antwoorden"]["naam"]["waarde"] == "Annie Vos"


@pytest.mark.parametrize(
    ("tekst", "act", "leeg"),
    [("ja", "bevestigen", True), ("nee", "ontkennen", False), ("nee, ga verder", "ontkennen", False)],
)
async def test_opnieuw_begint_alleen_na_een_ja(nep_loket: NepLoket, tekst: str, act: str, leeg: bool) -> None:
    await NepBeurt(act, tekst, **met_vraag("opnieuw")).door("action_antwoord")
    assert (nep_loket.concepten[-1]["antwoorden"] == {}) is leeg


async def test_wie_zijn_gegevens_wil_zien_ziet_ze(nep_loket: NepLoket) -> None:
    gezegd = await doe("action_gegevens_inzien", "wat heb je van mij", dossier=dossier(naam="Annie Vos"))
    assert "utter_gegevens_inzien" in gezegd.responses
    assert "Annie Vos" in gezegd.tekst


async def test_zonder_gegevens_is_er_niets_te_zien(nep_loket: NepLoket) -> None:
    assert "utter_nog_niets_bewaard" in (await doe("action_gegevens_inzien")).responses


async def test_de_status_na_het_indienen_noemt_het_kenmerk(nep_loket: NepLoket) -> None:
    assert "2026-ABCDEF" in (await doe("action_status", kenmerk="2026-ABCDEF")).tekst


async def test_de_status_voor_het_indienen_noemt_geen_kenmerk(nep_loket: NepLoket) -> None:
    assert (await doe("action_status")).responses[0] == "utter_status"


async def test_wie_om_clientondersteuning_vraagt_krijgt_die_genoteerd(nep_loket: NepLoket) -> None:
    await doe("action_clientondersteuning", "ik wil onafhankelijke hulp", dossier=dossier(hulpvraag="ik val"))
    assert nep_loket.concepten[-1]["antwoorden"]["clientondersteuning"]["waarde"] == "ja"


STUURT = [
    "mens_spreken",
    "terugbellen",
    "pauzeren",
    "stoppen",
    "opnieuw",
    "gegevens_wissen",
    "gegevens_inzien",
    "status",
    "clientondersteuning",
]


@pytest.mark.parametrize("kenmerk", [None, "2026-ABCDEF"])
@pytest.mark.parametrize("act", STUURT)
async def test_elke_beurt_eindigt_een_keer_en_zegt_iets(nep_loket: NepLoket, act: str, kenmerk: str | None) -> None:
    gezegd = await doe(f"action_{act}", dossier=vol_dossier(), kenmerk=kenmerk)
    assert gezegd.eindes == 1
    assert gezegd.responses
