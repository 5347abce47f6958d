"""An answer to the question that was asked, and whatever else the same message tells."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Action

from bot.actions import bevestigingen, indienen, tegenspraak, volgorde
from bot.actions.beurt import Beurt, Beurtactie
from bot.actions.dossier import TEKSTVELDEN
from bot.actions.personen import leid_voor_wie_af, onthoud_eigen_naam, onthoud_persoon
from bot.actions.reactie import reageer
from bot.actions.veranderen import KORT, herstelt, meld, neemt_terug, verander, verander_naam, wisselt_voor_wie
from bot.lezen.bezigheden import lees_bezigheden
from bot.lezen.citaat import citaat
from bot.lezen.keuze import ja_nee
from bot.lezen.relatie import noem_persoon, noemt_iemand
from bot.lezen.tekst import vouw, woorden
from loket_backend.catalogus import BESPROKEN, OVERGESLAGEN, VELDEN

# From this certainty what a story says by the way is an answer: the question is not asked any more. What is needed is the story itself.
GEZEGD = {"nodig": 0.4, "kan": 0.7, "wil": 0.6, "netwerk": 0.7, "aanbod": 0.75}
# An answer that is this surely about another question than the one asked, belongs there.
ELDERS = 0.75
# What is read unasked in any message is kept when the field holds nothing yet.
ONGEVRAAGD = ("voor_wie", "relatie", "postcode", "telefoon", "melder_naam", "contact_voorkeur", "contact_moment")
JA_NEE = {"bevestigen": "ja", "ontkennen": "nee", "weet_niet": "weet_niet"}
ZEKER = 0.6
MISSERS = 3
# So many times in a row "weet ik niet", and the bot says that the medewerker will find out with them.
ONBEKEND = 3
ONLEESBAAR = frozenset(("postcode", "telefoon", "toestemming", "naam", "melder_naam"))


class ActionAntwoord(Beurtactie, Action):
    async def doe(self, beurt: Beurt) -> list[Any]:
        if beurt.kenmerk:
            beurt.zeg("utter_al_ingediend", kenmerk=beurt.kenmerk)
            return await beurt.besluit()
        if beurt.dossier.stand.get("vraagt") and not beurt.crisis:
            gevolg = await bevestigingen.handel_af(beurt)
            if gevolg is not None:
                return gevolg
        if beurt.dossier.stand.pop("na_crisis", False) and beurt.act in ("ontkennen", "bevestigen", "weet_niet"):
            beurt.zeg("utter_verder")
            return await beurt.vraag_verder()
        if beurt.vraag == "akkoord" and not beurt.crisis:
            return await _bij_akkoord(beurt)
        return await _bij_veld(beurt)


async def _bij_akkoord(beurt: Beurt) -> list[Any]:
    if beurt.act == "bevestigen" and volgorde.volgende(beurt.dossier) == "akkoord":
        return await indienen.dien_in(beurt)
    if beurt.act == "ontkennen":
        return await bevestigingen.vraag_wat_klopt_niet(beurt)
    if beurt.act == "hulpvraag":
        vul_aan(beurt)
        beurt.zeg("utter_aangevuld")
    return await beurt.vraag_verder()


async def _bij_veld(beurt: Beurt) -> list[Any]:
    """Keeps the answer; what cannot be read is asked once more and then left open for the medewerker."""
    if not beurt.crisis and (gevolg := await _komt_terug_op_iets(beurt)) is not None:
        return gevolg
    if not beurt.crisis and _is_wedervraag(beurt):
        beurt.dossier.voeg_toe("hulpvraag", beurt.tekst, beurt.volgnummer)
        beurt.zeg("utter_iemand_erbij" if _ERBIJ.search(vouw(beurt.tekst)) else "utter_vraag_voor_medewerker")
        return await beurt.vraag_verder()
    if beurt.act == "weet_niet" and beurt.vraag == "hulpvraag" and not beurt.dossier.stand.get("op_gang"):
        beurt.dossier.stand["op_gang"] = True
        beurt.zeg("utter_op_gang")
        return await beurt.besluit(vraag="hulpvraag")
    gelukt = beantwoord(beurt)
    if not beurt.crisis and (gevolg := await _spreekt_tegen(beurt)) is not None:
        return gevolg
    if not gelukt:
        return await vraag_opnieuw(beurt)
    beurt.dossier.stand.pop("pogingen", None)
    beurt.dossier.stand.pop("missers", None)
    if beurt.crisis:
        return await beurt.vraag_verder()
    _zeg_iets_terug(beurt)
    if bevestigingen.past_eigen_gesprek(beurt):
        return await bevestigingen.vraag(beurt, "eigen_gesprek")
    return await beurt.vraag_verder()


async def _spreekt_tegen(beurt: Beurt) -> list[Any] | None:
    """A question about what contradicts an earlier message."""
    if (strijdig := tegenspraak.merk_op(beurt)) is not None:
        return await tegenspraak.vraag(beurt, strijdig)
    if tegenspraak.helpt_toch_iemand(beurt):
        return await tegenspraak.vraag_netwerk(beurt)
    return None


async def _komt_terug_op_iets(beurt: Beurt) -> list[Any] | None:
    """A message that takes back an earlier value, or says that the help is for somebody else after all."""
    velden = herstelt(beurt)
    if velden or (beurt.vraag in ("melder_naam", "postcode") and neemt_terug(beurt) and verander_naam(beurt)):
        verander(beurt, velden)
        meld(beurt)
        return await beurt.vraag_verder()
    if not wisselt_voor_wie(beurt):
        return None
    if beurt.vraag in ("voor_wie", "relatie") or (len(woorden(beurt.tekst)) <= KORT and not _vertelt(beurt)):
        verander(beurt, {"voor_wie", "relatie"})
        beurt.zeg("utter_veranderd")
        return await beurt.vraag_verder()
    beantwoord(beurt)
    if persoon := noem_persoon(beurt.tekst):
        beurt.dossier.stand["genoemd"] = persoon
    beurt.zeg("utter_tegenspraak_voor_wie")
    beurt.stel("voor_wie")
    return await beurt.besluit(vraag="voor_wie")


_WEDERVRAAG = re.compile(
    r"^(?:en |maar |eh+ )?(?:mag|mogen|moet|moeten|wordt|worden|komt|komen|krijg|hoe|wanneer|wie|welke|waar|hoeveel|wat)\b.*\?$"
)
_ERBIJ = re.compile(r"\b(?:erbij|er bij|aanwezig|meekomen|meeluisteren)\b")


def _is_wedervraag(beurt: Beurt) -> bool:
    """A question back that none of the texts answers, where own words were asked: it goes along to the medewerker."""
    gevraagd = beurt.vraag in ("kan", "wil", "netwerk", "aanbod", "contact_moment")
    return gevraagd and beurt.act == "hulpvraag" and _WEDERVRAAG.match(vouw(beurt.tekst)) is not None


def _vertelt(beurt: Beurt) -> bool:
    """Whether something is said of another question than the one asked, which could make anything of three words."""
    return any(u["aspect"] != beurt.vraag and u["zekerheid"] >= ZEKER for u in beurt.uitspraken)


def _zeg_iets_terug(beurt: Beurt) -> None:
    """One sentence that fits the answer, before the next question."""
    stand = beurt.dossier.stand
    stand["onbekend"] = stand.get("onbekend", 0) + 1 if beurt.act == "weet_niet" else 0
    if stand["onbekend"] == ONBEKEND:
        beurt.zeg("utter_weet_niet_vaak")
    elif beurt.act == "weet_niet":
        beurt.zeg("utter_geeft_niet")
    elif beurt.vraag == "volhoudtijd" and beurt.dossier.waarde("volhoudtijd") in ("week", "maand"):
        beurt.zeg("utter_volhoudtijd_kort")
    elif beurt.vraag == "inwoner_weet_ervan" and beurt.dossier.waarde("inwoner_weet_ervan") == "nee":
        beurt.zeg("utter_weet_er_niet_van")
    elif beurt.act == "ontkennen" and beurt.dossier.status(beurt.vraag or "") == OVERGESLAGEN:
        beurt.zeg("utter_overgeslagen")
    elif beurt.act == "hulpvraag" and beurt.vraag in (*TEKSTVELDEN, None):
        # a colleague gets a receipt; the other reactions are for who lives it
        if beurt.dossier.waarde("relatie") == "professional":
            beurt.zeg("utter_gehoord")
        else:
            reageer(beurt)


async def vraag_opnieuw(beurt: Beurt) -> list[Any]:
    """Once more in other words; the second time the question is left for the medewerker, the third miss in a row offers a human."""
    stand, veld = beurt.dossier.stand, beurt.vraag
    verteld = beurt.act == "hulpvraag" and bool(beurt.uitspraken)
    stand["pogingen"], stand["missers"] = stand.get("pogingen", 0) + 1, stand.get("missers", 0) + (not verteld)
    if stand["missers"] >= MISSERS:
        stand.update(missers=0, pogingen=0)
        beurt.zeg("utter_bied_mens_aan")
        return await beurt.besluit(vraag=veld)
    if stand["pogingen"] > 1 and veld in VELDEN and veld not in ("hulpvraag", "akkoord"):
        beurt.dossier.sla_over(veld, beurt.volgnummer)
        stand.pop("pogingen")
        beurt.zeg("utter_laat_maar")
    elif verteld:
        reageer(beurt)
    else:
        beurt.zeg(f"utter_onleesbaar_{veld}" if veld in ONLEESBAAR else "utter_onleesbaar")
    return await beurt.vraag_verder()


def beantwoord(beurt: Beurt) -> bool:
    """Writes what this message answers into the draft. False when the question asked stays without an answer."""
    vul_gegevens_in(beurt)
    tegenspraak.hernoem(beurt)
    veld, dossier = beurt.vraag, beurt.dossier
    if beurt.act == "hulpvraag" or beurt.crisis:
        dossier.hoor(beurt.uitspraken, beurt.volgnummer)
    if veld is None or veld == "akkoord" or veld not in VELDEN:
        return _verhaal(beurt)
    if veld in TEKSTVELDEN:
        return _eigen_woorden(beurt, veld)
    return _gesloten(beurt, veld)


def _gesloten(beurt: Beurt, veld: str) -> bool:
    """A field with a closed value, a name or a moment."""
    dossier = beurt.dossier
    if veld in beurt.gegevens:
        return True
    ja = JA_NEE.get(beurt.act)
    plain = beurt.zekerheid >= ZEKER and len(woorden(beurt.tekst)) <= 5
    if VELDEN[veld].soort == "keuze" and ja in VELDEN[veld].keuzes and plain:
        dossier.zet(veld, ja, beurt.volgnummer)
        return True
    if veld == "contact_moment" and beurt.act == "hulpvraag":
        dossier.voeg_toe(veld, beurt.tekst, beurt.volgnummer)
        return True
    if beurt.act == "weet_niet" or (beurt.act == "ontkennen" and veld not in ("voor_wie", "relatie")):
        dossier.sla_over(veld, beurt.volgnummer)
        return True
    _verhaal(beurt)
    return not dossier.is_open(veld)


def vul_gegevens_in(beurt: Beurt) -> None:
    """Closed values: that of the question, and those that came along for fields that hold nothing yet."""
    for veld, waarde in beurt.gegevens.items():
        if veld == beurt.vraag or (veld in ONGEVRAAGD and beurt.dossier.waarde(veld) is None):
            zet_gegeven(beurt, veld, waarde)
    onthoud_persoon(beurt)
    onthoud_eigen_naam(beurt)


def zet_gegeven(beurt: Beurt, veld: str, waarde: Any) -> None:
    if veld in ("relatie", "melder_naam") and beurt.dossier.waarde("voor_wie") == "zelf":
        return
    if veld == "contact_moment" and beurt.dossier.waarde("contact_voorkeur") != "bellen":
        return
    beurt.dossier.zet(veld, waarde, beurt.volgnummer)


def _eigen_woorden(beurt: Beurt, veld: str) -> bool:
    """A text field: the person's own words, when there are any."""
    if beurt.act == "weet_niet" and len(beurt.tekst.split()) <= 6:
        beurt.dossier.sla_over(veld, beurt.volgnummer)
        return True
    if veld == "hulpvraag":
        return _verhaal(beurt)
    if (kaal := _kaal_antwoord(beurt)) is not None:
        return _bij_kaal_antwoord(beurt, veld, kaal)
    if re.search(r"\?\s*$|\b(?:bsn|burgerservicenummer|sofinummer)\b", beurt.tekst.lower()) and not beurt.uitspraken:
        return False
    if beurt.gegevens.get("voor_wie") and len(woorden(beurt.tekst)) <= 3:
        return False
    if _hoort_elders(beurt, veld):
        return True
    beurt.dossier.voeg_toe(veld, beurt.tekst, beurt.volgnummer)
    neem_op(beurt)
    return True


def _kaal_antwoord(beurt: Beurt) -> str | None:
    """`ja` or `nee` when that is all that was said."""
    return ja_nee(beurt.tekst) if len(woorden(beurt.tekst)) <= 3 and not beurt.uitspraken else None


def _bij_kaal_antwoord(beurt: Beurt, veld: str, kaal: str) -> bool:
    """A bare "nee" is an answer without words; a bare "ja" asks for them."""
    if kaal == "nee" or beurt.dossier.stand.get("pogingen"):
        beurt.dossier.antwoorden[veld] = {"waarde": None, "status": BESPROKEN, "bronnen": [beurt.volgnummer]}
        return True
    return False


def _hoort_elders(beurt: Beurt, veld: str) -> bool:
    """Once a question: what is surely said about another one is kept there, and this one stays open."""
    elders = beurt.dossier.stand.setdefault("elders", [])
    if veld not in elders and (aspect := _plain_over(beurt)) not in (None, veld):
        elders.append(veld)
        beurt.dossier.voeg_toe(str(aspect), beurt.tekst, beurt.volgnummer)
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
    return aspecten.pop() if heel and not noemt_iemand(beurt.tekst) else None


def _verhaal(beurt: Beurt) -> bool:
    """A piece of the story, told at whatever moment."""
    if beurt.act == "voor_ander":
        beurt.dossier.voeg_toe("hulpvraag", beurt.tekst, beurt.volgnummer)
        return True
    if beurt.act != "hulpvraag" and not beurt.crisis:
        return bool(beurt.gegevens)
    if not beurt.crisis and not _zegt_iets(beurt):
        return False
    beurt.dossier.voeg_toe("hulpvraag", beurt.tekst, beurt.volgnummer)
    neem_op(beurt)
    neem_bezigheden_op(beurt)
    leid_voor_wie_af(beurt)
    return True


def _zegt_iets(beurt: Beurt) -> bool:
    """One loose word that means nothing to us ("kaas") is no story."""
    return bool(beurt.uitspraken) or len(woorden(beurt.tekst)) >= 2 or beurt.zekerheid >= ZEKER


def neem_op(beurt: Beurt) -> None:
    """What the message says plainly of kan, wil, nodig, netwerk or aanbod answers that question, in its own words."""
    open_aspecten = {a for a in GEZEGD if a != beurt.vraag and beurt.dossier.is_open(a)}
    for uitspraak in sorted(beurt.uitspraken, key=lambda u: beurt.tekst.find(u["tekst"])):
        aspect = uitspraak["aspect"]
        if aspect in open_aspecten and uitspraak["zekerheid"] >= GEZEGD[aspect]:
            andere = [u["tekst"] for u in beurt.uitspraken if u["aspect"] != aspect]
            beurt.dossier.voeg_toe(aspect, citaat(beurt.tekst, uitspraak["tekst"], andere), beurt.volgnummer)


def neem_bezigheden_op(beurt: Beurt) -> None:
    """A task that is said to go in so many words answers what somebody still does, however sure the reader was."""
    gezegd = [
        g
        for g in lees_bezigheden(beurt.tekst, over_ander=beurt.dossier.is_ander or noemt_iemand(beurt.tekst))
        if g.aspect == "kan"
    ]
    if beurt.vraag != "kan" and beurt.dossier.is_open("kan"):
        for deel in gezegd:
            beurt.dossier.voeg_toe("kan", citaat(deel.deel, deel.deel), beurt.volgnummer)


def vul_aan(beurt: Beurt) -> None:
    """Something more, or something else: it is put beside what it is about, else in the story."""
    vul_gegevens_in(beurt)
    tegenspraak.hernoem(beurt)
    beurt.tekst = re.sub(r"^(?:nee+|ja|o ja|oja)(?: hoor)?[,.!]?\s+(?=\S+ \S)", "", beurt.tekst, flags=re.IGNORECASE)
    beurt.dossier.hoor(beurt.uitspraken, beurt.volgnummer)
    if (strijdig := tegenspraak.merk_op(beurt)) is not None:
        tegenspraak.houd(beurt, strijdig.bezigheid, strijdig.aspect, strijdig.deel)
        return
    beurt.dossier.voeg_toe(_waar_over(beurt), beurt.tekst, beurt.volgnummer)


def _waar_over(beurt: Beurt) -> str:
    """The text field that the message is about by its words, else by what it was read as."""
    zeker = max(beurt.uitspraken, key=lambda u: float(u["zekerheid"]), default=None)
    return deelt_woorden(beurt) or (zeker["aspect"] if zeker else "hulpvraag")


def deelt_woorden(beurt: Beurt) -> str | None:
    """The text field that shares most telling words with the message."""
    gezegd = _zegwoorden(beurt.tekst)
    gedeeld = {v: len(gezegd & _zegwoorden(str(beurt.dossier.waarde(v) or ""))) for v in TEKSTVELDEN[1:]}
    beste = max(gedeeld, key=lambda v: gedeeld[v])
    return beste if gedeeld[beste] >= 1 and list(gedeeld.values()).count(gedeeld[beste]) == 1 else None


# Words that say nothing about what a sentence is about.
_VULWOORDEN = frozenset(
    woorden(
        "de het een en of ik u je mijn m'n mn me mij hij zij ze wij we er is ben bent zijn was niet nie geen meer nog ook wel toch maar dat die dit"
        " heeft heb kan wil moet gaat doet doe zelf graag nee ja voor van met om te aan op in bij dan nu hoor eigenlijk komt"
    )
)


def _zegwoorden(tekst: str) -> set[str]:
    return set(woorden(tekst)) - _VULWOORDEN
