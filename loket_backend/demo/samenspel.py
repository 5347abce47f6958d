"""What others have to do with a dossier: the two tracks, toestemming, talking a case over, and residents who help each other."""

from __future__ import annotations

from sqlalchemy import select

from loket_backend.demo.dorp import Stap
from loket_backend.tweesporen import besluiten, overdracht, overleggen, sporen, teams, toestemming_chat, toestemmingen
from loket_backend.tweesporen.besluiten import Beschikking, Protest
from loket_backend.tweesporen.overdracht import Opdracht
from loket_backend.tweesporen.overleggen import Nieuw
from loket_backend.tweesporen.toestemmingen import Gezegd
from loket_backend.wederkerigheid import bijdragen, delen, koppelen, koppelstap, koppelvragen, toestemming, verloop
from loket_backend.wederkerigheid.bijdragen import Inhoud
from loket_backend.wederkerigheid.koppelen import Wens
from loket_backend.wederkerigheid.koppelstap import Hoe
from loket_backend.wederkerigheid.models import Bijdrage, Koppeling
from loket_backend.wederkerigheid.stand import BIEDER, DEELT_ALLES, STEM_TOE, VRAGER


async def spoor(s: Stap) -> None:
    """Help at once, for everybody."""
    await sporen.begin(s.session, s.intake, s.wie)
    s.teken_op("spoor: hulp voor iedereen")


async def draag_over(s: Stap) -> None:
    opdracht = Opdracht(s.tekst("naar"), s.tekst("reden"), s.tekst("toelichting"), s.gegeven.get("mee", ()))
    await overdracht.draag_over(s.session, s.gesprek, s.intake, opdracht, s.wie)
    s.teken_op("overgedragen aan Wmo-consulent")


async def aanvraag(s: Stap) -> None:
    await sporen.vraag_aan(s.session, s.intake, s.dorp.dag_van(s.gegeven["dag"]), s.wie)
    s.teken_op("aanvraag vastgelegd")


async def besluit(s: Stap) -> None:
    dag = s.dorp.dag_van(s.gegeven["dag"])
    bijdrage = bool(s.gegeven.get("eigen_bijdrage"))
    beschikking = Beschikking(dag, s.tekst("uitkomst"), s.tekst("vorm"), bijdrage, s.tekst("toelichting"))
    await besluiten.noteer(s.session, s.intake, beschikking, s.wie)
    s.teken_op("beschikking genoteerd")


async def bezwaar(s: Stap) -> None:
    protest = Protest("bezwaar", s.dorp.dag_van(s.gegeven["dag"]), s.tekst("toelichting"))
    await besluiten.maak_bezwaar(s.session, s.intake, protest, s.wie)
    s.teken_op("bezwaar genoteerd")


async def toestemming_op_papier(s: Stap) -> None:
    gezegd = Gezegd(True, toestemmingen.PAPIER, s.wie, toelichting=s.tekst("toelichting"))
    await toestemmingen.leg_vast(s.session, s.intake, s.tekst("partij"), gezegd)
    s.teken_op("toestemming genoteerd")


async def vraag_toestemming(s: Stap) -> None:
    await toestemming_chat.vraag(s.session, s.gesprek, s.intake, s.tekst("partij"), s.wie)
    s.teken_op("toestemming gevraagd")


async def overleg(s: Stap) -> None:
    """Planned for `over` days later, with everybody named of the team of this wijk."""
    team = (await teams.voor_wijk(s.session, s.intake.wijk_id))[0]
    dag = s.dorp.dag_van(s.gegeven["dag"] - s.gegeven["over"])
    nieuw = Nieuw(team.id, dag, s.tekst("vraag"), s.gegeven["deelt"], s.gegeven["deelnemers"])
    await overleggen.maak(s.session, s.intake, nieuw, s.wie)
    s.teken_op("casusoverleg gepland")


async def draag_bij(s: Stap) -> None:
    """Said at the table; `klaar`: and then it is over."""
    gevonden = (await overleggen.van_dossier(s.session, s.kenmerk))[0]
    for wie, soort, tekst in s.gegeven["bijdragen"]:
        zicht = await overleggen.zoek(s.session, wie, gevonden.id)
        await overleggen.draag_bij(s.session, zicht, wie, soort, tekst)
    if s.gegeven.get("klaar"):
        await overleggen.rond_af(s.session, await overleggen.zoek(s.session, s.wie, gevonden.id), s.wie)
    s.teken_op("casusoverleg: bijdrage")


async def bijdrage(s: Stap) -> None:
    """What the resident can do for another; asked in the chat, or noted from the table when `akkoord` gives their words."""
    inhoud = Inhoud(
        s.tekst("leefgebied"),
        s.tekst("wat"),
        s.gegeven.get("dagen", ()),
        s.gegeven.get("bereik", "eigen_wijk"),
        hoogstens=s.gegeven.get("hoogstens", 1),
    )
    rij = await bijdragen.maak(s.session, s.intake, inhoud, s.wie)
    s.teken_op("bijdrage opgeschreven")
    if "akkoord" in s.gegeven:
        hoe = Hoe(s.wie, "papier", toelichting=s.tekst("akkoord"))
        await toestemming.noteer(s.session, s.gesprek, s.intake, rij, STEM_TOE, hoe)
    elif s.gegeven.get("vraag", True):
        await toestemming.vraag(s.session, s.gesprek, s.intake, rij, s.wie)


async def koppel(s: Stap) -> None:
    """Somebody is chosen (`wie_helpt`: by name), and both are asked in their own chat."""
    van = s.dorp.dossiers[s.tekst("wie_helpt")]
    rij = (await s.session.scalars(select(Bijdrage).where(Bijdrage.kenmerk == van))).one()
    wens = Wens(rij.leefgebied, s.gegeven.get("dagen", ()), ("nl",))
    koppeling = await koppelen.koppel(s.session, s.intake, rij.id, wens, s.wie)
    s.teken_op("iemand gekozen die kan helpen")
    for kant in s.gegeven.get("vraag", (BIEDER, VRAGER)):
        await koppelvragen.vraag(s.session, await koppelvragen.vergrendel(s.session, koppeling.id, kant), s.wie)
        s.teken_op("gevraagd of het mag")


async def _koppeling(s: Stap) -> Koppeling:
    keuze = select(Koppeling).where(Koppeling.kenmerk == s.kenmerk).order_by(Koppeling.id.desc()).limit(1)
    return (await s.session.scalars(keuze)).one()


async def zegt_ja(s: Stap) -> None:
    """By telephone, both or one of them; who said yes twice gets each other's number (`deel`)."""
    koppeling = await _koppeling(s)
    for kant, woorden in s.gegeven["antwoorden"].items():
        k = await koppelvragen.vergrendel(s.session, koppeling.id, kant)
        await koppelvragen.noteer(s.session, k, "zeg_ja", DEELT_ALLES, Hoe(s.wie, "telefoon", toelichting=woorden))
        s.teken_op("antwoord genoteerd")
    if s.gegeven.get("deel"):
        await delen.deel(s.session, await delen.vergrendel(s.session, koppeling.id), s.wie)
        s.teken_op("gegevens gedeeld")


async def hoe_gaat_het(s: Stap) -> None:
    koppeling = await koppelstap.vergrendel(s.session, (await _koppeling(s)).id)
    hoe = Hoe(s.wie, toelichting=s.tekst("notitie"))
    await verloop.leg_uitkomst_vast(s.session, koppeling, s.gesprek.id, s.tekst("uitkomst"), hoe)
    s.teken_op("hoe het gaat genoteerd")
