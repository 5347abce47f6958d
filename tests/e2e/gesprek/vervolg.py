"""The part of a conversation that a test is not about: ordinary answers, until a certain question comes."""

from __future__ import annotations

import re

from tests.e2e.hulp.praat import Antwoord, Praat

GEWOON = {
    "voor_wie": "voor mezelf",
    "relatie": "mijn moeder",
    "inwoner_weet_ervan": "ja",
    "hulpvraag": "Ik kan niet meer stofzuigen.",
    "nodig": "Hulp bij het stofzuigen.",
    "kan": "De krant lezen en puzzelen.",
    "netwerk": "Mijn zus komt soms.",
    "volhoudtijd": "langer dan twee jaar",
    "wil": "Thuis blijven wonen.",
    "aanbod": "nee, nu niet",
    "naam": "Klaasje Overdiep",
    "melder_naam": "Rob Overdiep",
    "postcode": "7913 BD",
    "telefoon": "06 12 34 56 81",
    "contact_voorkeur": "mailen",
    "contact_moment": "dinsdagochtend",
    "clientondersteuning": "nee",
    "persoonlijk_plan": "nee",
    "toestemming": "niemand",
    "akkoord": "ja, het klopt",
}
MAX_BEURTEN = 25


async def verder_tot(gesprek: Praat, antwoord: Antwoord, veld: str, **anders: str) -> Antwoord:
    """Answers what is asked until `veld` is asked; fails when that does not come."""
    for _ in range(MAX_BEURTEN):
        if antwoord.vraag == veld:
            return antwoord
        antwoord = await gesprek.zegt(anders.get(antwoord.vraag or "") or GEWOON[antwoord.vraag or ""])
    return antwoord.vraagt(veld)


async def gevraagd_tot(gesprek: Praat, antwoord: Antwoord, veld: str, **anders: str) -> list[str | None]:
    """The questions that are asked on the way to `veld`, in order."""
    vragen = [antwoord.vraag]
    while vragen[-1] != veld:
        assert len(vragen) < MAX_BEURTEN, vragen
        antwoord = await gesprek.zegt(anders.get(antwoord.vraag or "") or GEWOON[antwoord.vraag or ""])
        vragen.append(antwoord.vraag)
    return vragen


async def rond_af(gesprek: Praat, antwoord: Antwoord, **anders: str) -> dict[str, object]:
    """On to the summary, a yes, and the values of the intake by veld."""
    await verder_tot(gesprek, antwoord, "akkoord", **anders)
    await gesprek.zegt("ja, het klopt")
    return {veld: a["waarde"] for veld, a in (await gesprek.intake())["antwoorden"].items()}


async def opgeschreven(gesprek: Praat) -> dict[str, str]:
    """The draft as it stands, as the loket shows it when it is asked: by what each line is called."""
    overzicht = await gesprek.opgeschreven()
    blokken = re.findall(r"^([A-Z][^\n:]*):\n“([^”]*)”", overzicht, re.MULTILINE)
    regels = re.findall(r"^([A-Z][^\n:]*): (.+)$", overzicht, re.MULTILINE)
    return dict([*blokken, *regels])
