"""A medewerker takes over, writes down what was said, and gives back: the real bot goes on where the intake stands."""

from __future__ import annotations

import aiohttp
import pytest

from tests.e2e.hulp.balie import Balie, balie
from tests.e2e.hulp.gesprek import gevraagd
from tests.e2e.hulp.loket import Loket
from tests.e2e.hulp.praat import Antwoord, Praat

VERHAAL = "Ik kan niet meer stofzuigen en dweilen door mijn rug"
VERTELD = {
    "nodig": "hulp bij het dweilen",
    "kan": "koken en de was",
    "netwerk": "haar zoon doet de boodschappen",
    "wil": "in dit huis blijven",
    "aanbod": "voorlezen op school",
    "naam": "Riek Bos",
    "postcode": "7913BD",
    "telefoon": "+31612345611",
    "contact_voorkeur": "bellen",
    "contact_moment": "in de ochtend",
    "clientondersteuning": "nee",
    "persoonlijk_plan": "nee",
}


async def help(loket: Loket, medewerker: Balie, gesprek: Praat, **waarden: str) -> Antwoord:
    """Takes up, says something, fills in, gives back; what the bot then says."""
    id_ = gesprek.gesprek.id
    await medewerker.pak_op(id_)
    await gesprek.gesprek.lees()
    assert gesprek.status == "mens"
    await medewerker.zeg(id_, "Ik schrijf het voor u op.")
    await gesprek.zegt("dank u, dat is fijn")
    await medewerker.vul_in(id_, **waarden)
    await medewerker.geef_terug(id_)
    nieuw = await gesprek.gesprek.antwoord()
    return Antwoord([b for b in nieuw if b["afzender"] == "bot"], gesprek.gesprek.verslag())


@pytest.mark.parametrize("eerst", [[], ["voor mezelf"]], ids=["bij voor_wie", "bij nodig"])
async def test_na_het_teruggeven_vraagt_de_bot_alleen_wat_nog_open_is(
    loket: Loket, http: aiohttp.ClientSession, gesprek: Praat, eerst: list[str]
) -> None:
    """Also when the question that stood open is one that the medewerker filled in."""
    await gesprek.zegt(VERHAAL, *eerst)
    async with balie(loket, http, "anja-hofstra") as medewerker:
        antwoord = await help(loket, medewerker, gesprek, voor_wie="zelf", **VERTELD)
        antwoord.vraagt("toestemming")
        ingevuld = await medewerker.antwoorden(gesprek.gesprek.id)
        assert {v: ingevuld[v]["waarde"] for v in VERTELD} == VERTELD, gesprek.gesprek.verslag()
        assert {ingevuld[v].get("medewerker") for v in VERTELD} == {"anja-hofstra"}, gesprek.gesprek.verslag()


async def test_een_correctie_na_het_teruggeven_wint_van_wat_de_medewerker_invulde(
    loket: Loket, http: aiohttp.ClientSession, gesprek: Praat
) -> None:
    await gesprek.zegt(VERHAAL, "voor mezelf")
    async with balie(loket, http, "anja-hofstra") as medewerker:
        await help(loket, medewerker, gesprek, **VERTELD)
        samenvatting = await gesprek.zegt("met niemand")
        samenvatting.vraagt("akkoord").noemt("Riek Bos", "7913 BD")
        (await gesprek.zegt("mijn postcode is fout, het moet 7914 CC zijn")).vraagt("akkoord")
        postcode = (await medewerker.antwoorden(gesprek.gesprek.id))["postcode"]
        assert (postcode["waarde"], "door" in postcode) == ("7914CC", False)
        await gesprek.zegt("ja het klopt")
    antwoorden = (await gesprek.intake())["antwoorden"]
    assert antwoorden["naam"]["door"] == "medewerker"
    assert antwoorden["postcode"]["waarde"] == "7914CC"
    assert "door" not in antwoorden["postcode"]


async def test_geen_enkele_vraag_komt_twee_keer_na_een_overname(
    loket: Loket, http: aiohttp.ClientSession, gesprek: Praat
) -> None:
    await gesprek.zegt(VERHAAL, "voor mezelf", "iemand die dweilt")
    eerder = {b["vraag"] for b in gesprek.gesprek.berichten if b["vraag"]} - {gevraagd(gesprek.gesprek.berichten)[0]}
    async with balie(loket, http, "anja-hofstra") as medewerker:
        antwoord = await help(loket, medewerker, gesprek, netwerk="de buurvrouw")
        gesteld = [antwoord.vraag]
        for woorden in ("hier blijven wonen", "nee", "Riek Bos"):
            gesteld.append((await gesprek.zegt(woorden)).vraag)
    assert not eerder & set(gesteld), gesprek.gesprek.verslag()
    assert "netwerk" not in gesteld, gesprek.gesprek.verslag()
    assert gesteld == ["wil", "aanbod", "naam", "postcode"], gesprek.gesprek.verslag()
