"""What is no ordinary answer: another language, a letter, anger, the same again, a hesitation; and no sentence twice in a row."""

from __future__ import annotations

from typing import Any

import pytest

from bot.actions.beurt import zinnen
from bot.actions.dossier import Dossier
from tests.bot.hulp import RESPONSES, NepBeurt, NepLoket, dossier, uitspraak

REACTIES = [naam for naam in RESPONSES if naam.startswith("utter_reactie_")] + ["utter_gehoord"]


def bij(vraag: str, **stand: Any) -> dict[str, Any]:
    d = dossier(hulpvraag="ramen lukt niet", voor_wie="zelf", nodig="ramen")
    d.stand.update(stand)
    return {"vraag": vraag, "dossier": d}


@pytest.mark.parametrize("taal", ["en", "tr", "ar", "pl", "uk", "anders"])
async def test_een_andere_taal_hoort_het_nummer_en_krijgt_een_mens_aangeboden(
    nep_loket: NepLoket, monkeypatch: pytest.MonkeyPatch, taal: str
) -> None:
    monkeypatch.setenv("LOKET_TELEFOON", "0528 11 22 33")
    gezegd = await NepBeurt("andere_taal", "…", gegevens={"taal": taal}, **bij("kan")).door("action_andere_taal")
    assert f"utter_taal_{taal}" in gezegd.responses
    assert "0528 11 22 33" in gezegd.tekst
    assert gezegd.knoppen == {"ik wil een mens spreken"}
    assert gezegd.vraag == "kan"


async def test_wat_in_een_andere_taal_gezegd_is_komt_niet_in_het_dossier(nep_loket: NepLoket) -> None:
    beurt = NepBeurt("andere_taal", "help my mother", gegevens={"taal": "en"}, **bij("kan"))
    await beurt.door("action_andere_taal")
    assert "help my mother" not in str(nep_loket.concepten[-1]["antwoorden"])


async def test_een_brief_vraagt_wat_ermee_moet_en_laat_alles_staan(nep_loket: NepLoket) -> None:
    d = dossier(hulpvraag="x")
    gezegd = await NepBeurt("brief", "Geachte", "kan", d, {"postcode": "7900PA"}).door("action_brief")
    assert gezegd.vraag == "hulpvraag"
    assert "postcode" not in nep_loket.concepten[-1]["antwoorden"]


async def test_de_tweede_ergernis_biedt_een_mens_aan(nep_loket: NepLoket) -> None:
    gezegd = await NepBeurt("ergernis", "rot op", **bij("kan", ergernis=1)).door("action_ergernis")
    assert gezegd.responses == ["utter_ergernis_mens"]
    assert nep_loket.concepten[-1]["stand"]["vraagt"] == "mens"


@pytest.mark.parametrize(("tekst", "naar"), [("ja", "wacht_op_mens"), ("ja graag", "wacht_op_mens"), ("nee", None)])
async def test_ja_en_nee_na_het_aanbod_van_een_mens_worden_gehoord(
    nep_loket: NepLoket, tekst: str, naar: str | None
) -> None:
    act = "bevestigen" if naar else "ontkennen"
    gezegd = await NepBeurt(act, tekst, **bij("kan", vraagt="mens")).door("action_antwoord")
    assert gezegd.einde["naar"] == naar


async def test_het_aanbod_van_een_mens_geldt_een_beurt(nep_loket: NepLoket) -> None:
    await NepBeurt("overslaan", "sla over", **bij("kan", vraagt="mens")).door("action_overslaan")
    assert "vraagt" not in nep_loket.concepten[-1]["stand"]


ZIN = "ik kan niet meer douchen"


async def test_hetzelfde_verhaal_komt_niet_onder_een_andere_vraag(nep_loket: NepLoket) -> None:
    nodig = [uitspraak("zelfzorg", "nodig", ZIN)]
    await NepBeurt("hulpvraag", ZIN, "hulpvraag", uitspraken=nodig).door("action_antwoord")
    d = Dossier.van(nep_loket.concepten[-1])
    gezegd = await NepBeurt("hulpvraag", ZIN, "kan", d, uitspraken=nodig).door("action_antwoord")
    assert "utter_al_opgeschreven" in gezegd.responses
    assert "kan" not in nep_loket.concepten[-1]["antwoorden"]


async def test_het_verhaal_nog_eens_bij_wat_is_nodig_is_een_antwoord(nep_loket: NepLoket) -> None:
    await NepBeurt("hulpvraag", ZIN, "hulpvraag").door("action_antwoord")
    d = Dossier.van(nep_loket.concepten[-1])
    d.zet("voor_wie", "zelf", 1)
    await NepBeurt("hulpvraag", ZIN, "nodig", d).door("action_antwoord")
    assert nep_loket.concepten[-1]["antwoorden"]["nodig"]["waarde"] == ZIN


AARZELT = [
    ("hulpvraag", "ik ben al zo moe", "action_antwoord"),
    ("ontkennen", "nee daar heb ik de puf niet voor", "action_antwoord"),
    ("vraag_recht", "anders krijg ik geen hulp?", "action_tussendoor"),
    ("klacht", "moet ik nu ook nog werken", "action_tussendoor"),
    ("nlu_fallback", "poeh", "action_niet_begrepen"),
    ("vraag_waarom", "waarom zou ik", "action_waarom"),
]


@pytest.mark.parametrize(("act", "tekst", "actie"), AARZELT)
async def test_wie_aarzelt_over_een_aanbod_hoort_het_niet_nog_eens(
    nep_loket: NepLoket, act: str, tekst: str, actie: str
) -> None:
    gezegd = await NepBeurt(act, tekst, **bij("aanbod")).door(actie)
    assert gezegd.responses[0] == "utter_aanbod_hoeft_niet"
    assert nep_loket.concepten[-1]["antwoorden"]["aanbod"] == {"waarde": None, "status": "overgeslagen", "bronnen": [7]}


@pytest.mark.parametrize("tekst", ["ik kan wel breien voor iemand", "voorlezen op school"])
async def test_een_aanbod_blijft_een_aanbod(nep_loket: NepLoket, tekst: str) -> None:
    gehoord = [uitspraak("contact", "aanbod", tekst)]
    await NepBeurt("hulpvraag", tekst, uitspraken=gehoord, **bij("aanbod")).door("action_antwoord")
    assert nep_loket.concepten[-1]["antwoorden"]["aanbod"]["waarde"] == tekst


async def test_wie_twijfelt_over_wissen_houdt_zijn_verhaal(nep_loket: NepLoket) -> None:
    for tekst in ("doe maar bewaren", "niet wissen hoor", "maakt mij niet uit"):
        gezegd = await NepBeurt("gegevens_wissen", tekst, **bij("kan", vraagt="bewaren")).door("action_gegevens_wissen")
        assert gezegd.einde["wis"] is False, tekst


@pytest.mark.parametrize("act", ["vraag_kosten", "vraag_recht", "klacht", "ergernis"])
async def test_wat_net_gezegd_is_wordt_met_andere_woorden_gezegd(nep_loket: NepLoket, act: str) -> None:
    actie = "action_ergernis" if act == "ergernis" else "action_tussendoor"
    for variant in RESPONSES[f"utter_{act}"]:
        gezegd = await NepBeurt(act, "…", vorige=[variant["text"]], **bij("kan")).door(actie)
        assert not zinnen(variant["text"]) & zinnen(gezegd.berichten[0]["text"])


def test_geen_twee_reacties_delen_een_zin() -> None:
    teksten = [variant["text"] for naam in REACTIES for variant in RESPONSES[naam]]
    gezien: set[str] = set()
    for tekst in teksten:
        assert not gezien & zinnen(tekst), tekst
        gezien |= zinnen(tekst)
