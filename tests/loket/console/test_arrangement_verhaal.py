"""The story for which the arrangement is made: somebody who nurses her husband is refused household help as "too fit", while what she does
saves the insurer wijkverpleging. The arrangement gives her that help from the shared budget, and shows the effect across the domains."""

from __future__ import annotations

import re

from sqlalchemy import select

from loket_backend.arrangement import dienst
from loket_backend.db import Database
from loket_backend.intake.models import Uitspraak
from loket_backend.tijd import vandaag
from loket_backend.wijkbudget.models import Wijkbudget
from tests.loket.gesprek.pdf import tekst as pdf_tekst

from .arrangementhulp import (
    doe,
    klaar_voor_arrangement,
    lees,
    leg_voor,
    maak_partijen,
    noteer,
    pad,
    schrijf_hulp,
)
from .conftest import MeldAan

VERHAAL = "Ik verpleeg mijn man, aan het huis kom ik niet meer toe. Ze zeiden dat ik daar te gezond voor ben."
WAAROM = "Volgens de regels is mevrouw te gezond. Zonder deze hulp houdt zij de zorg voor haar man niet vol."


async def geef_budget(database: Database) -> None:
    """The wijk has money for this year and those after it."""
    async with database.schrijf() as session:
        for jaar in range(vandaag().year, vandaag().year + 4):
            session.add(Wijkbudget(wijk_id="noord", jaar=jaar, totaal=10_000_000))


async def test_wie_te_gezond_is_voor_hulp_krijgt_haar_uit_het_wijkbudget(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await klaar_voor_arrangement(database, naam="Riek", tekst=VERHAAL), await als("anja")
    await maak_partijen(database)
    await geef_budget(database)
    async with database.lees() as session:
        nodig = await session.scalar(select(Uitspraak.id).where(Uitspraak.kenmerk == kenmerk))
    assert VERHAAL in await lees(anja, pad(kenmerk, f"/regels/nieuw?uitspraak={nodig}"))

    hulp = {
        "doel": "Tijd en rust om voor mijn man te zorgen",
        "bekostiging": "wijkbudget",
        "partij_id": "dorp",
        "kosten_jaar": "",
        "uurtarief": "30",
        "buiten_regels": "1",
    }
    zonder_reden = await schrijf_hulp(anja, kenmerk, **hulp)
    assert zonder_reden.status == 400
    assert 'id="fout-reden"' in await zonder_reden.text()
    assert (await schrijf_hulp(anja, kenmerk, **hulp, reden=WAAROM)).status == 303
    zorg = {"wat": "Wijkverpleging: mevrouw wast en kleedt haar man zelf", "bekostiging": "zvw"}
    assert (await doe(anja, pad(kenmerk, "/vermeden"), basis="1", aantal="365", per_stuk="27,50", **zorg)).status == 303

    tekst = (await lees(anja, pad(kenmerk))).replace("\u00a0", " ")
    assert "Buiten de regels" in tekst
    assert WAAROM in tekst
    assert "Dit arrangement kost € 3.120 per jaar en scheelt naar schatting € 10.037,50." in tekst
    assert "Betaald door: Budget van de wijk € 3.120." in tekst
    assert "Minder nodig bij: ZekerZorg (Zvw) € 10.037,50." in tekst
    assert "Wie betaalt, is een ander dan wie geld overhoudt." in tekst

    assert (await leg_voor(anja, kenmerk, basis=2)).status == 303
    assert (await noteer(anja, kenmerk, tekst="Fijn, dan kan ik slapen.")).status == 303
    async with database.lees() as session:
        geldend = await dienst.geldend(session, kenmerk)
        assert geldend is not None
        assert [(r.bekostiging, r.buiten_regels, r.kosten_jaar) for r in geldend.regels] == [
            ("wijkbudget", True, 312_000)
        ]
        assert [(v.bekostiging, v.bedrag_jaar) for v in geldend.vermeden] == [("zvw", 1_003_750)]

    buiten = await lees(anja, "/console/arrangementen?lijst=regelruimte")
    assert kenmerk in buiten
    assert WAAROM in buiten

    brief = await (await anja.get(pad(kenmerk, "/versies/1.pdf"))).read()
    gelezen = re.sub(r"\s", "", pdf_tekst(brief))
    assert "Tijdenrustomvoormijnmantezorgen" in gelezen
    for woord in ("wijkbudget", "Zvw", "ZekerZorg", "Essen", "wijkverpleging", "gezond", "€"):
        assert woord.casefold() not in gelezen.casefold()
