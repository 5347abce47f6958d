"""Something in between: a question of the resident is answered, and the thread is taken up where it was."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action

from bot.actions import aanbod, bevestigingen
from bot.actions.beurt import Beurt, Beurtactie
from bot.actions.invullen import beantwoord, zet_gegeven
from bot.actions.niet_begrepen import eenvoudiger
from bot.actions.personen import onthoud_persoon
from bot.actions.reactie import ZEKER
from bot.lezen.acten import GEGEVEN
from bot.lezen.bezigheden import lees_bezigheden
from bot.lezen.tekst import woorden
from bot.lezen.toon import vraagt_of_het_moet
from loket_backend.catalogus import VELDEN

MEEST_UITGELEGD = 3
# What stands there beyond doubt, also beside the question why it is asked.
MET_WAARDE = frozenset(("postcode", "telefoon"))
# Acts that say nothing of themselves, so that a story beside them is told as any other.
NAAST_VERHAAL = frozenset(("klacht", "groeten", "bedanken"))
VERHAAL_WOORDEN = 6


class ActionTussendoor(Beurtactie, Action):
    """Answers with the text of the act itself: another one after submission, where there is one."""

    async def doe(self, beurt: Beurt) -> list[Any]:
        if beurt.dossier.stand.get("vraagt"):
            gevolg = await bevestigingen.handel_af(beurt)
            if gevolg is not None:
                return gevolg
        if not beurt.kenmerk:
            _neem_mee(beurt)
            _schrijf_rest(beurt)
        if aanbod.is_aarzeling(beurt):
            return await aanbod.laat_los(beurt)
        if beurt.dossier.stand.pop("gepauzeerd", False) and beurt.act == "groeten":
            beurt.zeg("utter_hervatten")
            return await beurt.vraag_verder()
        if beurt.act == "groeten" and beurt.dossier.is_leeg and not beurt.kenmerk:
            return await _groet(beurt)
        na_indienen = f"utter_{beurt.act}_na_indienen"
        beurt.zeg(na_indienen if beurt.kenmerk and beurt.kent(na_indienen) else f"utter_{beurt.act}")
        beurt.beantwoord_tussenvragen()
        return await beurt.vraag_verder()


def _neem_mee(beurt: Beurt) -> None:
    """What was said beside the question is kept: for whom it is ("Voor mijn cliënt: voldoet zij aan de voorwaarden?"), and of
    a task that it goes or not ("Koken gaat nog, en wat kost dat?")."""
    for veld in ("voor_wie", "relatie"):
        if veld in beurt.gegevens and beurt.dossier.waarde(veld) is None:
            zet_gegeven(beurt, veld, beurt.gegevens[veld])
    onthoud_persoon(beurt)
    for gezegd in lees_bezigheden(beurt.tekst, over_ander=beurt.dossier.is_ander):
        if beurt.dossier.is_open(gezegd.aspect):
            beurt.dossier.voeg_toe(gezegd.aspect, gezegd.deel, beurt.volgnummer)


def _schrijf_rest(beurt: Beurt) -> None:
    """What is told or given beside the question ("Ik kan niet meer poetsen. Wat kost dat?") or in a complaint is written down."""
    zeker = [u for u in beurt.uitspraken if u["zekerheid"] >= ZEKER]
    verhaal = beurt.act in NAAST_VERHAAL and len(woorden(beurt.tekst)) >= VERHAAL_WOORDEN
    if not (beurt.tussenvragen or verhaal) or beurt.vraag == "akkoord" or not (zeker or beurt.vraag in beurt.gegevens):
        return
    act, vraag = beurt.act, beurt.vraag
    beurt.act = "hulpvraag" if zeker else GEGEVEN
    if verhaal and vraag not in (None, "hulpvraag"):
        beurt.vraag = "hulpvraag"  # a complaint answers no other question
    beantwoord(beurt)
    beurt.act, beurt.vraag = act, vraag


async def _groet(beurt: Beurt) -> list[Any]:
    """Who only greets gets the question; the second time in simpler words with buttons, the third time a human."""
    stand = beurt.dossier.stand
    stand["groeten"] = stand.get("groeten", 0) + 1
    if stand["groeten"] > 2:
        return await beurt.bied_mens("utter_groeten_mens")
    beurt.zeg("utter_groeten")
    return await (eenvoudiger(beurt) if stand["groeten"] == 2 else beurt.vraag_verder())


class ActionHervatten(Beurtactie, Action):
    """Back after a pause, or after having asked for a human."""

    async def doe(self, beurt: Beurt) -> list[Any]:
        beurt.dossier.stand.pop("vraagt", None)
        beurt.dossier.stand.pop("gepauzeerd", None)
        beurt.zeg("utter_hervatten")
        return await beurt.vraag_verder()


class ActionOverslaan(Beurtactie, Action):
    """One question is left open. Nothing is ever forced."""

    async def doe(self, beurt: Beurt) -> list[Any]:
        if beurt.vraag in VELDEN and beurt.vraag != "akkoord":
            beurt.dossier.sla_over(beurt.vraag, beurt.volgnummer)
            beurt.dossier.stand.pop("pogingen", None)
            beurt.zeg("utter_overgeslagen")
        return await beurt.vraag_verder()


class ActionHerhalen(Beurtactie, Action):
    """The question once more, in other and simpler words, with the same buttons."""

    async def doe(self, beurt: Beurt) -> list[Any]:
        veld = beurt.vraag
        if beurt.kenmerk or veld not in VELDEN:
            return await beurt.vraag_verder()
        knoppen = "utter_vraag_akkoord" if veld == "akkoord" else beurt.vraagtekst(veld)
        keer = _keer_uitgelegd(beurt, str(veld))
        if keer > MEEST_UITGELEGD and veld != "akkoord":
            beurt.dossier.sla_over(str(veld), beurt.volgnummer)
            beurt.zeg("utter_laat_maar")
            return await beurt.vraag_verder()
        if keer > 1 and beurt.net_gezegd(
            f"utter_uitleg_{veld}"
        ):  # explained, and still not clear: a human can do better
            beurt.zeg("utter_uitleg_nog_eens")
            return await beurt.besluit(vraag=veld)
        beurt.zeg(f"utter_uitleg_{veld}", knoppen_van=knoppen)
        return await beurt.besluit(vraag=veld)


def _keer_uitgelegd(beurt: Beurt, veld: str) -> int:
    """How often this question was explained, this time included."""
    eerder, keer = beurt.dossier.stand.get("uitgelegd", (None, 0))
    beurt.dossier.stand["uitgelegd"] = (veld, keer + 1 if eerder == veld else 1)
    return int(beurt.dossier.stand["uitgelegd"][1])


class ActionWaarom(Beurtactie, Action):
    """Why this question is asked."""

    async def doe(self, beurt: Beurt) -> list[Any]:
        if aanbod.is_aarzeling(beurt):
            return await aanbod.laat_los(beurt)
        if vraagt_of_het_moet(beurt.tekst) and beurt.vraag != "akkoord":
            beurt.zeg("utter_niet_verplicht")
        reden = f"utter_waarom_{beurt.vraag}"
        beurt.zeg(reden if beurt.vraag in VELDEN and not beurt.net_gezegd(reden) else "utter_waarom")
        if beurt.vraag in MET_WAARDE and beurt.vraag in beurt.gegevens:
            zet_gegeven(beurt, beurt.vraag, beurt.gegevens[beurt.vraag])  # "7901 AB. Waarom vraagt u dat?"
        return await beurt.vraag_verder()
