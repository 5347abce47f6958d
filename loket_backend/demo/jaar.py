"""The last year of the invented village, told in the order in which it happened: arrangements, money, answers, people who help each other.

Every event goes through the service that the console would call, at its own moment (tijd.toen), so every rule was asked, and every audit line
and booking is there. The stories are data (demo/verhalen/*.yml), in days before today.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import yaml
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend import wijziging
from loket_backend.aanbod import beheer as aanbod
from loket_backend.demo import DATA, Verteller, begin_van, geld, leg_in, op_de_dag, samenspel, stappen
from loket_backend.demo.dorp import COORDINATOR, Dorp, Gegeven, Stap
from loket_backend.geholpen import dienst as geholpen
from loket_backend.geholpen.planning import aan_de_beurt
from loket_backend.keukentafel import overdragen
from loket_backend.keukentafel.overdragen import Overdracht
from loket_backend.tijd import toen, vandaag
from loket_backend.toewijzing import medewerkerbeheer
from loket_backend.toewijzing.models import Medewerker
from loket_backend.tweesporen import teams

STAPPEN: Mapping[str, Callable[[Stap], Awaitable[None]]] = {
    "verslag": stappen.verslag,
    "arrangement": stappen.arrangement,
    "wil_anders": stappen.wil_anders,
    "geholpen": stappen.geholpen,
    "zegt": stappen.zegt,
    "stop": stappen.stop,
    "sluit": stappen.sluit,
    "beginsituatie": stappen.beginsituatie,
    "wlz": stappen.wlz,
    "spoor": samenspel.spoor,
    "draag_over": samenspel.draag_over,
    "aanvraag": samenspel.aanvraag,
    "besluit": samenspel.besluit,
    "bezwaar": samenspel.bezwaar,
    "toestemming": samenspel.toestemming_op_papier,
    "vraag_toestemming": samenspel.vraag_toestemming,
    "overleg": samenspel.overleg,
    "draag_bij": samenspel.draag_bij,
    "bijdrage": samenspel.bijdrage,
    "koppel": samenspel.koppel,
    "zegt_ja": samenspel.zegt_ja,
    "hoe_gaat_het": samenspel.hoe_gaat_het,
}
VAN_HET_GELD: Mapping[str, Callable[[Dorp, Gegeven], Awaitable[None]]] = {
    "ruimte": geld.geef_ruimte,
    "leverbesluit": geld.neem_besluit,
    "loketkosten": geld.kost_het_loket,
    "verzamelfactuur": geld.boek_verzamelfactuur,
    "zie_waarschuwing": geld.zie_waarschuwing,
}
# How many days before today the telling begins.
LANG_GELEDEN = 380
WEEK = 7


@dataclass(frozen=True)
class Gebeurtenis:
    op: datetime
    doe: Callable[[], Awaitable[object]]


async def vertel_jaar(session: AsyncSession, verteller: Verteller) -> None:
    """In the caller's transaction, once: who calls sees to that the village is empty."""
    dorp = await Dorp.lees(session, verteller)
    for gebeurtenis in sorted(_gebeurtenissen(dorp), key=lambda g: g.op):
        with toen(gebeurtenis.op):
            await gebeurtenis.doe()
            await session.flush()


def _lees(naam: str) -> Any:
    return yaml.safe_load((DATA / "verhalen" / naam).read_text(encoding="utf-8"))


def _gebeurtenissen(dorp: Dorp) -> Iterator[Gebeurtenis]:
    van_het_dorp = _lees("dorp.yml")
    lang_geleden = dorp.moment(LANG_GELEDEN)
    yield Gebeurtenis(lang_geleden, partial(leg_in, dorp.session, dorp.dag.year - 1))
    yield Gebeurtenis(lang_geleden, partial(_neem_aan, dorp, van_het_dorp["partners"]))
    for factuur in geld.maanden(dorp.dag, van_het_dorp["realisatie"]):
        begin_van_de_maand = op_de_dag(factuur.tot + timedelta(days=1), 9, 0)
        yield Gebeurtenis(min(begin_van_de_maand, dorp.echt), partial(factuur.boek, dorp))
    for een in van_het_dorp["geld"]:
        yield Gebeurtenis(dorp.moment(een["dag"], 8), partial(VAN_HET_GELD[een["doe"]], dorp, een))
    for een in van_het_dorp["nagekeken"]:
        yield Gebeurtenis(dorp.moment(een["dag"], 8), partial(_kijk_na, dorp, een))
    for dagen in range(LANG_GELEDEN, -1, -WEEK):
        yield Gebeurtenis(dorp.moment(dagen, 7), partial(_vraag_rond, dorp))
    for bestand in sorted((DATA / "verhalen").glob("dossiers_*.yml")):
        for verhaal in _lees(bestand.name):
            yield from _verhaal(dorp, verhaal)


def _verhaal(dorp: Dorp, verhaal: Gegeven) -> Iterator[Gebeurtenis]:
    """A melding and what came of it; `bij`: of somebody who is there already."""
    naam = verhaal.get("bij") or next(b["zegt"] for b in verhaal["beurten"] if b["veld"] == "naam")
    if "beurten" in verhaal:
        begin = begin_van(verhaal)
        yield Gebeurtenis(begin, partial(_meld, dorp, naam, verhaal, begin))
    for nummer, een in enumerate(verhaal.get("verder", ())):
        op = dorp.moment(een["dag"], een.get("uur", 9)) + timedelta(minutes=nummer)
        yield Gebeurtenis(min(op, dorp.echt), partial(_zet_stap, dorp, naam, een))


async def _meld(dorp: Dorp, naam: str, verhaal: Gegeven, begin: datetime) -> None:
    intake = await dorp.verteller.vertel_toen(dorp.session, verhaal, begin)
    dorp.dossiers[naam] = intake.kenmerk
    if (naar := verhaal.get("van")) and naar != intake.medewerker_id:
        mee = [Overdracht(intake.kenmerk, intake.medewerker_id)]
        teksten = dorp.verteller.teksten
        await overdragen.draag_over(dorp.session, mee, naar, "Kent deze inwoner al.", COORDINATOR, teksten)


async def _zet_stap(dorp: Dorp, naam: str, gegeven: Gegeven) -> None:
    try:
        await STAPPEN[gegeven["doe"]](await dorp.stap(naam, gegeven))
    except Exception as fout:
        fout.add_note(f"{naam}, {gegeven['dag']} dagen geleden: {gegeven['doe']}")
        raise


async def _vraag_rond(dorp: Dorp) -> None:
    """Whose six weeks are over, or who is looked back with, is asked; as a running loket does every day."""
    for ronde in await aan_de_beurt(dorp.session, vandaag()):
        await geholpen.begin(dorp.session, ronde)


async def _kijk_na(dorp: Dorp, gegeven: Gegeven) -> None:
    for naam in gegeven["aanbod"]:
        aanbod_id = dorp.aanbod[naam].id
        gezien = await wijziging.versie(dorp.session, aanbod.AANBOD, aanbod_id)
        await aanbod.kijk_na(dorp.session, gegeven["wie"], aanbod_id, gezien)


async def _neem_aan(dorp: Dorp, partners: list[dict[str, str]]) -> None:
    """People of other parties, who see no dossiers but sit at the table when a resident agrees."""
    session = dorp.session
    hash_ = await session.scalar(select(Medewerker.wachtwoord).where(Medewerker.id == COORDINATOR)) or ""
    team = (await teams.alle(session))[0]
    for partner in partners:
        velden = {veld: [partner[veld]] for veld in ("naam", "functie", "login")}
        formulier = {**velden, "rol": ["partner"], "caseload_max": ["0"], "werkdagen": ["dinsdag", "donderdag"]}
        id_ = await medewerkerbeheer.voeg_toe(session, COORDINATOR, formulier)
        await medewerkerbeheer.zet_wachtwoord(session, COORDINATOR, id_, hash_)
        await teams.voeg_lid_toe(session, COORDINATOR, team.id, id_, partner["discipline"], partner["partij"])
