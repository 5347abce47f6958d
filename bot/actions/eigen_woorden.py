"""The answer to a question that asks for somebody's own words: kan, wil, nodig, netwerk, aanbod and the story itself."""

from __future__ import annotations

import re

from bot.actions.beurt import Beurt
from bot.actions.verhaal import neem_op, schrijf_verhaal
from bot.lezen.bezigheden import gaat_niet_meer, lees_bezigheden
from bot.lezen.keuze import ja_nee
from bot.lezen.relatie import noemt_iemand
from bot.lezen.tekst import vouw, woorden
from bot.lezen.zinsdelen import knip
from loket_backend.catalogus import BESPROKEN

# An answer that is this surely about another question than the one asked, belongs there.
ELDERS = 0.75
KAAL, WIE_WOORDEN, WEET_NIET_WOORDEN = 3, 3, 6


def schrijf_eigen_woorden(beurt: Beurt, veld: str) -> bool:
    """A text field: the person's own words, when there are any."""
    if beurt.act == "weet_niet" and len(beurt.tekst.split()) <= WEET_NIET_WOORDEN:
        beurt.dossier.sla_over(veld, beurt.volgnummer)
        return True
    if veld == "hulpvraag":
        return schrijf_verhaal(beurt)
    if (kaal := _kaal_antwoord(beurt)) is not None:
        return _bij_kaal_antwoord(beurt, veld, kaal)
    if re.search(r"\?\s*$|\b(?:bsn|burgerservicenummer|sofinummer)\b", beurt.tekst.lower()) and not beurt.uitspraken:
        return False
    if _hoort_elders(beurt, veld) or _alleen_wie(beurt, veld):
        return True
    beurt.dossier.voeg_toe(veld, beurt.tekst, beurt.volgnummer)
    neem_op(beurt)
    return True


def _kaal_antwoord(beurt: Beurt) -> str | None:
    """`ja` or `nee` when that is all that was said."""
    return ja_nee(beurt.tekst) if len(woorden(beurt.tekst)) <= KAAL and not beurt.uitspraken else None


def _bij_kaal_antwoord(beurt: Beurt, veld: str, kaal: str) -> bool:
    """A bare "nee" is an answer without words; a bare "ja" asks for them."""
    if kaal == "nee" or beurt.dossier.stand.get("pogingen"):
        beurt.dossier.antwoorden[veld] = {"waarde": None, "status": BESPROKEN, "bronnen": [beurt.volgnummer]}
        return True
    return False


def _alleen_wie(beurt: Beurt, veld: str) -> bool:
    """ "Voor mezelf" at another question says whom it is for, and answers nothing else."""
    return veld != "netwerk" and "voor_wie" in beurt.gegevens and len(woorden(beurt.tekst)) <= WIE_WOORDEN


def _hoort_elders(beurt: Beurt, veld: str) -> bool:
    """What is surely said about another question is kept there, and this one stays open: once, the next time it is let go."""
    elders = beurt.dossier.stand.setdefault("elders", [])
    if (aspect := _plain_over(beurt)) not in (None, veld):
        beurt.dossier.voeg_toe(str(aspect), beurt.tekst, beurt.volgnummer)
        if veld in elders:
            beurt.dossier.sla_over(veld, beurt.volgnummer)
        elders.append(veld)
        return True
    aspecten = {u["aspect"] for u in beurt.uitspraken}
    zeker = [u for u in beurt.uitspraken if u["zekerheid"] >= ELDERS]
    if veld in aspecten or veld in elders or not zeker or len(zeker) < len(beurt.uitspraken):
        return False
    elders.append(veld)
    for uitspraak in zeker:
        beurt.dossier.voeg_toe(uitspraak["aspect"], uitspraak["tekst"], beurt.volgnummer)
    return True


_WENST = re.compile(
    r"^(?:nou |ja |maar |en )*(?:ik|hij|ze|zij|we|mijn \w+) (?:wil|wilt|wol|zou|willen) (?:\w+ ){0,3}?(?:graag|liefst)\b"
)


def _plain_over(beurt: Beurt) -> str | None:
    """The aspect that a short answer is about in so many words: "koken lukt niet meer", "ik wil graag blijven tuinieren"."""
    if _WENST.search(vouw(beurt.tekst)) and beurt.vraag in ("kan", "netwerk"):
        return "wil"
    gezegd = lees_bezigheden(beurt.tekst, over_ander=beurt.dossier.is_ander)
    aspecten = {g.aspect for g in gezegd}
    heel = len(gezegd) == 1 and len(woorden(beurt.tekst)) - len(woorden(gezegd[0].deel)) <= 1
    if noemt_iemand(beurt.tekst):
        return None
    if heel:
        return aspecten.pop()
    return "nodig" if not gezegd and len(knip(beurt.tekst)) == 1 and gaat_niet_meer(beurt.tekst) else None
