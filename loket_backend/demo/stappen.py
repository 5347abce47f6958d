"""What is done in one dossier, from the gespreksverslag to the answer after six weeks: by the services, as the console does."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from loket_backend.arrangement import bezorgen, dienst, voorleggen
from loket_backend.arrangement.chat import ANTWOORDERS as VAN_ARRANGEMENT
from loket_backend.arrangement.dienst import Besparing, Regel
from loket_backend.arrangement.invoer import lees_regel
from loket_backend.arrangement.models import Arrangementversie
from loket_backend.businesscase import dienst as businesscase
from loket_backend.businesscase.dienst import Hulp
from loket_backend.demo.dorp import Gegeven, Stap
from loket_backend.geholpen import antwoorden
from loket_backend.geholpen.antwoorden import TAAK_BETER, Antwoorden
from loket_backend.geholpen.chat import ANTWOORDERS as VAN_GEHOLPEN
from loket_backend.geholpen.models import Evaluatie
from loket_backend.gesprek import berichten, vragen
from loket_backend.gesprek.models import INWONER, Bericht
from loket_backend.gesprek.taken import open_taak, rond_af
from loket_backend.intake import workflow
from loket_backend.intake.models import AFGEROND, GESPREK_GEPLAND, ONDERZOEK, TOEGEWEZEN
from loket_backend.keukentafel import gespreksverslag, gespreksverslag_bezorgen
from loket_backend.keukentafel.gespreksverslag_blad import eerste_opzet, van_een_ander
from loket_backend.rondes.antwoord import Antwoord, Weg
from loket_backend.rondes.models import AKKOORD, CHAT, CORRECTIE, PAPIER
from loket_backend.tweesporen.toestemming_chat import ANTWOORDERS as VAN_TOESTEMMING
from loket_backend.tweesporen.toestemming_chat import LUISTERAARS
from loket_backend.wederkerigheid.chat import ANTWOORDERS as VAN_WEDERKERIGHEID

ANTWOORDERS = {**VAN_ARRANGEMENT, **VAN_GEHOLPEN, **VAN_TOESTEMMING, **VAN_WEDERKERIGHEID}
AAN_TAFEL = "Samen gelezen aan de keukentafel."
# What a line takes over from the offer it begins with, when the data do not say otherwise.
VAN_AANBOD = ("vorm", "bekostiging", "partij_id")
DAGEN = ("begint_op", "evaluatie_op", "eindigt_op")


async def verslag(s: Stap) -> None:
    """Written from the resident's own words, laid before them on paper, and approved."""
    if s.intake.status in (TOEGEWEZEN, GESPREK_GEPLAND):
        await workflow.wissel(s.session, s.intake, ONDERZOEK, s.wie)
    delen = eerste_opzet(s.intake)
    # Their story comes first, also of who answered nothing else.
    wie_zei = "De melder zei" if van_een_ander(s.intake) else "U zei"
    delen["behoeften"]["tekst"] = f"{wie_zei}: “{s.intake.antwoorden['hulpvraag']['waarde']}”"
    for deel in delen:
        if deel in s.gegeven:
            delen[deel] = {**delen[deel], "tekst": s.tekst(deel)}
    concept = await gespreksverslag.bewaar(s.session, s.kenmerk, delen, 0, s.wie)
    weg = Weg(PAPIER, AAN_TAFEL)
    versie = await gespreksverslag_bezorgen.leg_voor(s.session, s.kenmerk, concept.nummer, s.wie, weg)
    s.teken_op("gespreksverslag voorgelegd")
    await gespreksverslag.reageer(s.session, versie.id, Antwoord(AKKOORD, s.tekst("akkoord"), PAPIER, s.wie))
    s.teken_op("reactie op gespreksverslag genoteerd")


async def arrangement(s: Stap) -> None:
    """Saved; laid before the resident when it says by which way; in force when it gives their words."""
    eerder = await dienst.laatste(s.session, s.kenmerk)
    regels = [_regel(s, regel, eerder) for regel in s.gegeven["regels"]]
    besparingen = [Besparing(**b) for b in s.gegeven.get("vermeden", ())]
    versie = await dienst.bewaar(s.session, s.intake, regels, besparingen, eerder.nummer if eerder else 0, s.wie)
    s.teken_op("hulp in arrangement bewaard")
    if "weg" not in s.gegeven:
        return
    weg = Weg(s.tekst("weg"), "" if s.gegeven["weg"] == CHAT else AAN_TAFEL)
    await voorleggen.leg_voor(s.session, s.intake, versie.nummer, s.wie, weg, s.dorp.bekend.organisaties)
    s.teken_op("arrangement voorgelegd")
    if "akkoord" in s.gegeven:
        await _antwoord(s, versie, AKKOORD, s.tekst("akkoord"))


async def wil_anders(s: Stap) -> None:
    """What the resident said by telephone about what was laid before them."""
    versie = await dienst.voorgelegd(s.session, s.kenmerk)
    assert versie is not None
    await _antwoord(s, versie, CORRECTIE, s.tekst("tekst"))


async def _antwoord(s: Stap, versie: Arrangementversie, soort: str, woorden: str) -> None:
    await dienst.reageer(s.session, s.intake, versie.id, Antwoord(soort, woorden, PAPIER, s.wie))
    await bezorgen.sluit_vragen(s.session, s.intake.gesprek_id, s.kenmerk)
    s.teken_op("antwoord op arrangement genoteerd")


def _regel(s: Stap, regel: Gegeven, eerder: Arrangementversie | None) -> Regel:
    """Through the form, so that a line of the demo obeys its rules. The same help in the next version is the same line."""
    gegeven = {"keer": 1, "per": "week", **_van_aanbod(s, regel.get("aanbod")), **regel}
    gegeven |= {veld: s.dorp.dag_van(gegeven[veld]).isoformat() for veld in DAGEN if veld in gegeven}
    formulier = {veld: str(waarde) for veld, waarde in gegeven.items() if waarde is not None}
    zelfde = next((r.sleutel for r in (eerder.regels if eerder else ()) if r.wat == gegeven["wat"]), None)
    return lees_regel(formulier, s.dorp.bekend, zelfde)


def _van_aanbod(s: Stap, naam: str | None) -> dict[str, Any]:
    if naam is None:
        return {}
    aanbod = s.dorp.aanbod[naam]
    gegeven = {veld: getattr(aanbod, veld) for veld in VAN_AANBOD}
    return {"wat": naam, "aanbod_id": aanbod.id, "kosten_jaar": f"{(aanbod.kosten_jaar or 0) / 100:g}", **gegeven}


async def geholpen(s: Stap) -> None:
    """What the resident answered by telephone, six weeks after the beginning or on the day of looking back."""
    open_ = select(Evaluatie).where(Evaluatie.kenmerk == s.kenmerk, Evaluatie.beantwoord_op.is_(None))
    ronde = (await s.session.scalars(open_)).one()
    gegeven = Antwoorden(s.tekst("geholpen"), s.tekst("tevreden"), s.tekst("beter"))
    await antwoorden.noteer(s.session, s.gesprek, s.kenmerk, ronde.id, gegeven, s.wie)
    s.teken_op("antwoord op hulp genoteerd")
    taak = await open_taak(s.session, s.gesprek.id, TAAK_BETER)
    if taak is not None and not s.gegeven.get("laat_open"):
        await rond_af(s.session, taak.id, s.wie)


async def zegt(s: Stap) -> None:
    """The resident answers in the chat; `knop`: by a button that stands there."""
    tekst = s.tekst("tekst") or await _waarde_van(s, s.tekst("knop"))
    bericht = berichten.schrijf(s.session, s.gesprek, INWONER, tekst)
    await s.session.flush()
    for luisteraar in LUISTERAARS:
        if await luisteraar(s.session, s.gesprek, bericht):
            return
    if not await vragen.hoor(s.session, s.gesprek, bericht, ANTWOORDERS):
        raise ValueError(f"niemand hoorde: {s.tekst('doe')} {s.gegeven}")


async def _waarde_van(s: Stap, label: str) -> str:
    keuze = select(Bericht).where(Bericht.gesprek_id == s.gesprek.id).order_by(Bericht.volgnummer.desc())
    knoppen = [k for bericht in await s.session.scalars(keuze) for k in bericht.keuzes if k["label"] == label]
    return str(knoppen[0]["waarde"])


async def stop(s: Stap) -> None:
    await dienst.eindig(s.session, s.intake, s.wie, s.tekst("reden"))
    await bezorgen.sluit_vragen(s.session, s.intake.gesprek_id, s.kenmerk)
    s.teken_op("arrangement gestopt")


async def sluit(s: Stap) -> None:
    await workflow.wissel(s.session, s.intake, AFGEROND, s.wie, s.tekst("reden"))
    s.teken_op("status gewijzigd")


async def beginsituatie(s: Stap) -> None:
    hulp = [Hulp(**regel) for regel in s.gegeven["hulp"]]
    await businesscase.noteer_begin(s.session, s.kenmerk, hulp, s.tekst("toelichting"), s.wie)
    s.teken_op("beginsituatie genoteerd")


async def wlz(s: Stap) -> None:
    gegeven = {veld: s.tekst(veld) for veld in ("oordeel", "maanden", "reden")}
    await businesscase.oordeel(s.session, s.kenmerk, gegeven, s.wie)
    s.teken_op("oordeel over Wlz genoteerd")
