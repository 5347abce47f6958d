"""Something in between: a question of the resident is answered, and the thread is taken up where it was."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Action

from bot.actions import bevestigingen
from bot.actions.antwoord import vraag_opnieuw
from bot.actions.beurt import Beurt, Beurtactie
from bot.lezen.bezigheden import lees_bezigheden
from bot.lezen.tekst import vouw
from loket_backend.catalogus import VELDEN


class ActionTussendoor(Beurtactie, Action):
    """Answers with the text of the act itself: another one after submission, where there is one."""

    async def doe(self, beurt: Beurt) -> list[Any]:
        if beurt.dossier.stand.get("vraagt"):
            gevolg = await bevestigingen.handel_af(beurt)
            if gevolg is not None:
                return gevolg
        if not beurt.kenmerk:
            _neem_mee(beurt)
        na_indienen = f"utter_{beurt.act}_na_indienen"
        beurt.zeg(na_indienen if beurt.kenmerk and beurt.kent(na_indienen) else f"utter_{beurt.act}")
        return await beurt.vraag_verder()


def _neem_mee(beurt: Beurt) -> None:
    """ "Koken gaat nog, en wat kost dat?": what was said of a task beside the question is kept."""
    for gezegd in lees_bezigheden(beurt.tekst, over_ander=beurt.dossier.is_ander):
        if beurt.dossier.is_open(gezegd.aspect):
            beurt.dossier.voeg_toe(gezegd.aspect, gezegd.deel, beurt.volgnummer)


class ActionHervatten(Beurtactie, Action):
    """Back after a pause, or after having asked for a human."""

    async def doe(self, beurt: Beurt) -> list[Any]:
        beurt.dossier.stand.pop("vraagt", None)
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
        beurt.zeg(f"utter_uitleg_{veld}", knoppen_van=knoppen)
        return await beurt.besluit(vraag=veld)


_VERPLICHT = re.compile(r"\bverplicht\w*|^(?:en |maar )?moet (?:dat|dit|ik dat|ik dit)\b")


class ActionWaarom(Beurtactie, Action):
    """Why this question is asked."""

    async def doe(self, beurt: Beurt) -> list[Any]:
        if _VERPLICHT.search(vouw(beurt.tekst)) and beurt.vraag != "akkoord":
            beurt.zeg("utter_niet_verplicht")
        beurt.zeg(f"utter_waarom_{beurt.vraag}" if beurt.vraag in VELDEN else "utter_waarom")
        return await beurt.vraag_verder()


class ActionNietBegrepen(Beurtactie, Action):
    """Not understood: simpler words first, and the third time a human."""

    async def doe(self, beurt: Beurt) -> list[Any]:
        return await vraag_opnieuw(beurt)
