"""domain.yml, the rules and the Python speak of the same things; what residents read keeps to the promises of the loket."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from rasa_sdk import Action
from rasa_sdk.executor import ActionExecutor

import bot.actions as pakket
from bot.actions.beurt import VOOR_ANDER
from bot.channel import SLOTS
from bot.lezen import acten
from loket_backend.catalogus import INTENTIES, VELDEN
from tests.bot.hulp import DOMEIN, RESPONSES, WORTEL

# Acts that the bot knows beside the 28 of the contract.
EIGEN = {acten.GEGEVEN, acten.ONDUIDELIJK, acten.HERVATTEN, acten.ERGERNIS, acten.BRIEF, acten.ANDERE_TAAL}
BRON = "\n".join(p.read_text(encoding="utf-8") for p in sorted((WORTEL / "bot").rglob("*.py")))
TEKSTEN = [(naam, variant["text"]) for naam, varianten in RESPONSES.items() for variant in varianten]
VRAGEN = {
    naam
    for naam in RESPONSES
    if naam.startswith("utter_vraag_") and naam.removeprefix("utter_vraag_").removesuffix("_ander") in VELDEN
}


def _regels() -> dict[str, list[str]]:
    """Per act the actions that its rule runs."""
    regels: dict[str, list[str]] = {}
    for bestand in sorted((WORTEL / "bot/data/rules").glob("*.yml")):
        for regel in yaml.safe_load(bestand.read_text(encoding="utf-8"))["rules"]:
            regels[regel["steps"][0]["intent"]] = [stap["action"] for stap in regel["steps"][1:]]
    return regels


def _acties() -> set[str]:
    uitvoerder = ActionExecutor()
    uitvoerder.register_package(pakket)
    return set(uitvoerder.actions)


REGELS = _regels()


def _uit_python() -> set[str]:
    """Every response that the Python can say: written out, or put together from the name of an act, a field or a choice."""
    gevonden = set(re.findall(r"[\"'](utter_[a-z0-9_]+)[\"']", BRON))
    for begin in re.findall(r"f[\"'](utter_[a-z_]+_)\{", BRON):
        gevonden |= {naam for naam in RESPONSES if naam.startswith(begin)}
    # action_tussendoor says the text that bears the name of the act, and another one after submission.
    tussendoor = {act for act, stappen in REGELS.items() if stappen == ["action_tussendoor"]}
    gevonden |= {f"utter_{act}" for act in tussendoor}
    return gevonden | {
        naam for naam in RESPONSES if naam.removesuffix("_na_indienen") in {f"utter_{a}" for a in tussendoor}
    }


def test_de_28_intenties_staan_in_het_domein_met_wat_de_bot_zelf_kent() -> None:
    assert {next(iter(i)) if isinstance(i, dict) else i for i in DOMEIN["intents"]} == set(INTENTIES) | EIGEN


@pytest.mark.parametrize("intentie", sorted(set(INTENTIES) | EIGEN))
def test_elke_intentie_heeft_een_regel_die_tot_een_einde_komt(intentie: str) -> None:
    assert REGELS[intentie][-1] in DOMEIN["actions"]


def test_geen_regel_gaat_over_een_onbekende_intentie() -> None:
    assert set(REGELS) <= set(INTENTIES) | EIGEN


@pytest.mark.parametrize("intentie", sorted(REGELS))
def test_elke_regel_roept_iets_aan_dat_bestaat(intentie: str) -> None:
    assert set(REGELS[intentie]) <= set(DOMEIN["actions"]) | set(RESPONSES)


def test_elke_actie_van_het_domein_is_gemaakt_en_andersom() -> None:
    assert _acties() == set(DOMEIN["actions"])


def test_elke_actie_zegt_hoe_hij_heet() -> None:
    assert all(
        actie().name().startswith("action_") for actie in Action.__subclasses__() if actie.__module__.startswith("bot.")
    )


def test_wat_de_acties_zeggen_staat_in_het_domein() -> None:
    assert _uit_python() <= set(RESPONSES)


def test_elke_tekst_van_het_domein_wordt_gezegd() -> None:
    uit_regels = {stap for stappen in REGELS.values() for stap in stappen}
    assert set(RESPONSES) <= _uit_python() | uit_regels


@pytest.mark.parametrize("veld", VELDEN)
@pytest.mark.parametrize("soort", ["vraag", "uitleg", "waarom"])
def test_elk_veld_heeft_een_vraag_een_uitleg_en_een_reden(soort: str, veld: str) -> None:
    assert f"utter_{soort}_{veld}" in RESPONSES


@pytest.mark.parametrize("veld", sorted(VOOR_ANDER))
def test_wat_voor_een_ander_anders_heet_heeft_die_vraag_ook(veld: str) -> None:
    assert f"utter_vraag_{veld}_ander" in RESPONSES


@pytest.mark.parametrize("naam", sorted(VRAGEN - {"utter_vraag_hulpvraag", "utter_vraag_akkoord"}))
def test_elke_vraag_mag_overgeslagen_worden(naam: str) -> None:
    assert all("sla over" in [knop["payload"] for knop in variant.get("buttons", [])] for variant in RESPONSES[naam])


@pytest.mark.parametrize("naam", ["utter_vraag_hulpvraag", "utter_vraag_akkoord"])
def test_het_verhaal_en_het_akkoord_worden_niet_overgeslagen(naam: str) -> None:
    assert all("sla over" not in [k["payload"] for k in variant.get("buttons", [])] for variant in RESPONSES[naam])


def test_de_slots_zijn_die_van_het_kanaal() -> None:
    assert set(DOMEIN["slots"]) == set(SLOTS)


@pytest.mark.parametrize("slot", SLOTS)
def test_geen_slot_stuurt_het_gesprek_of_wordt_door_rasa_gevuld(slot: str) -> None:
    assert DOMEIN["slots"][slot]["influence_conversation"] is False
    assert DOMEIN["slots"][slot]["mappings"] == [{"type": "custom"}]


INVULLINGEN = {
    "wie",
    "wie_begin",
    "wat",
    "veld",
    "waarde",
    "persoon",
    "overzicht",
    "kenmerk",
    "medewerker",
    "functie",
    "plan",
    "onderzoek",
    "loketnummer",
}


@pytest.mark.parametrize(("naam", "tekst"), TEKSTEN)
def test_een_tekst_vraagt_alleen_om_invullingen_die_er_zijn(naam: str, tekst: str) -> None:
    assert set(re.findall(r"\{(\w+)\}", tekst)) <= INVULLINGEN


VERBODEN = r"bsn|burgerservice|diagnose|medicijn|medicatie|inkomen|salaris|uitkering|vermogen|strafblad|veroordeel|seks|geaardheid|geloof|afkomst"


@pytest.mark.parametrize(("naam", "tekst"), TEKSTEN)
def test_geen_tekst_vraagt_naar_wat_het_loket_niet_mag_weten(naam: str, tekst: str) -> None:
    assert not re.search(VERBODEN, tekst.lower())


# "U heeft het recht om zelf een plan te maken" is the law's own sentence (art. 2.3.2 lid 2 Wmo 2015), and true for everybody.
WETTELIJK = {"utter_waarom_persoonlijk_plan"}
BELOFTE = (
    r"\b(?:u|hij|zij|uw \w+) (?:heeft|hebt|had) (?:geen |ook |wel |hier |er )*recht\b|\bheeft (?:u|\{wie\}) (?:geen |wel )*recht"
    r"|\bu komt (?:niet )?in aanmerking"
    r"|\bu krijgt (?:zeker|geen|een vergoeding|hulp|huishoudelijke|die|dat)\b|\bwij vergoeden|\bwordt (?:vergoed|toegekend|afgewezen)|\bu voldoet"
)


@pytest.mark.parametrize(("naam", "tekst"), TEKSTEN)
def test_geen_tekst_belooft_of_beoordeelt_een_recht(naam: str, tekst: str) -> None:
    assert naam in WETTELIJK or not re.search(BELOFTE, tekst.lower())


@pytest.mark.parametrize(
    "tekst", ["U heeft recht op hulp.", "U krijgt huishoudelijke hulp.", "U komt in aanmerking", "Dat wordt vergoed."]
)
def test_een_belofte_wordt_herkend(tekst: str) -> None:
    assert re.search(BELOFTE, tekst.lower())


@pytest.mark.parametrize("naam", ["utter_vraag_bot", "utter_vraag_recht"])
def test_de_bot_zegt_dat_hij_een_computer_is(naam: str) -> None:
    assert all("computer" in variant["text"] for variant in RESPONSES[naam])


@pytest.mark.parametrize(("naam", "tekst"), TEKSTEN)
def test_de_bot_doet_niet_of_hij_voelt(naam: str, tekst: str) -> None:
    assert not re.search(r"\bik voel\b|\bik leef met u mee\b|\bals mens\b|\bik ben een mens\b", tekst.lower())


@pytest.mark.parametrize(("naam", "tekst"), [t for t in TEKSTEN if t[0] in VRAGEN])
def test_een_vraag_is_een_vraag_tegelijk(naam: str, tekst: str) -> None:
    assert tekst.count("?") == 1


def _knoppen() -> list[Any]:
    return [knop for varianten in RESPONSES.values() for variant in varianten for knop in variant.get("buttons", [])]


def test_geen_knop_stuurt_een_opdracht_aan_rasa() -> None:
    assert all(not knop["payload"].startswith("/") for knop in _knoppen())


def test_een_knop_past_in_telegram() -> None:
    assert all(len(knop["payload"].encode()) <= 64 for knop in _knoppen())
