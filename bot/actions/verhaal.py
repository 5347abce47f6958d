"""A piece of the story, told at whatever moment, and the questions that it answers by the way."""

from __future__ import annotations

from bot.actions.aanbieder import merk_aanbieder
from bot.actions.beurt import Beurt
from bot.actions.personen import leid_voor_wie_af
from bot.lezen.bezigheden import lees_bezigheden
from bot.lezen.citaat import citaat
from bot.lezen.relatie import noemt_iemand
from bot.lezen.tekst import woorden

# From this certainty what a story says by the way is an answer: the question is not asked any more. What is needed is the story itself.
GEZEGD = {"nodig": 0.4, "kan": 0.7, "wil": 0.6, "netwerk": 0.7, "aanbod": 0.75}
# From this certainty a reading counts as plainly said.
ZEKER = 0.6


def schrijf_verhaal(beurt: Beurt) -> bool:
    """A piece of the story, told at whatever moment."""
    if beurt.act == "voor_ander":
        beurt.dossier.voeg_toe("hulpvraag", beurt.tekst, beurt.volgnummer)
        merk_aanbieder(beurt)
        return True
    if beurt.act != "hulpvraag" and not beurt.crisis:
        return bool(beurt.gegevens)
    if not beurt.crisis and not _zegt_iets(beurt):
        return False
    beurt.dossier.voeg_toe("hulpvraag", beurt.tekst, beurt.volgnummer)
    neem_op(beurt)
    neem_bezigheden_op(beurt)
    leid_voor_wie_af(beurt)
    merk_aanbieder(beurt)
    return True


def _zegt_iets(beurt: Beurt) -> bool:
    """One loose word that means nothing to us ("kaas") is no story."""
    return bool(beurt.uitspraken) or len(woorden(beurt.tekst)) >= 2 or beurt.zekerheid >= ZEKER


def neem_op(beurt: Beurt) -> None:
    """What the message says plainly of kan, wil, nodig, netwerk or aanbod answers that question, in its own words."""
    open_aspecten = {a for a in GEZEGD if a != beurt.vraag and beurt.dossier.is_open(a)}
    if {u["leefgebied"] for u in beurt.uitspraken if u["aspect"] == "nodig"} == {"mantelzorg"}:
        open_aspecten.discard("nodig")  # that somebody cares for another does not tell yet with what help is needed
    for uitspraak in sorted(beurt.uitspraken, key=lambda u: beurt.tekst.find(u["tekst"])):
        aspect = uitspraak["aspect"]
        if aspect in open_aspecten and uitspraak["zekerheid"] >= GEZEGD[aspect]:
            andere = [u["tekst"] for u in beurt.uitspraken if u["aspect"] != aspect]
            beurt.dossier.voeg_toe(aspect, citaat(beurt.tekst, uitspraak["tekst"], andere), beurt.volgnummer)


def neem_bezigheden_op(beurt: Beurt) -> None:
    """A task that is said to go in so many words answers what somebody still does, however sure the reader was."""
    if beurt.vraag == "kan" or not beurt.dossier.is_open("kan"):
        return
    for gezegd in lees_bezigheden(beurt.tekst, over_ander=beurt.dossier.is_ander or noemt_iemand(beurt.tekst)):
        if gezegd.aspect == "kan":
            beurt.dossier.voeg_toe("kan", citaat(gezegd.deel, gezegd.deel), beurt.volgnummer)
