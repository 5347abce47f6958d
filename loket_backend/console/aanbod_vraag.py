"""What somebody asks of the sociale kaart, as it stands in the address, and what can be chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from urllib.parse import urlencode

from loket_backend.aanbod.gegevens import Bekend
from loket_backend.aanbod.zoeken import ALLES, GESTOPT, NOOIT, Vraag
from loket_backend.catalogus import LEEFGEBIEDEN
from loket_backend.console.pagina import lees_getal
from loket_backend.partijen.woorden import BEKOSTIGINGEN, VORMEN

LIJST = "/console/aanbod"
MAX_ZOEK = 100
# The first words only: the rest explains the choice where it is made.
KORTE_VORM = {sleutel: woord.partition(":")[0] for sleutel, woord in VORMEN.items()}

Keuzes = Mapping[str, Mapping[str, str]]


def keuzes(bekend: Bekend) -> Keuzes:
    """For each filter the values and their words."""
    return {
        "leefgebied": LEEFGEBIEDEN,
        "vorm": KORTE_VORM,
        "wijk": bekend.wijken,
        "bekostiging": BEKOSTIGINGEN,
        "partij": bekend.partijen,
        "vrij": {"ja": "Met plek vrij"},
        "nagekeken": {
            "3": "3 maanden niet nagekeken",
            "6": "6 maanden niet nagekeken",
            "12": "12 maanden niet nagekeken",
            NOOIT: "Nog nooit nagekeken",
        },
        "stand": {GESTOPT: "Gestopt", ALLES: "Lopend en gestopt"},
    }


def lees(gegeven: Mapping[str, str], mag: Keuzes) -> Vraag:
    """What cannot be chosen is not asked, so an old address keeps working."""
    gekozen = {naam: w for naam, woorden in mag.items() if (w := gegeven.get(naam, "")) in woorden}
    zoek = " ".join(gegeven.get("zoek", "").replace("\0", " ").split())[:MAX_ZOEK]
    pagina = max(lees_getal(gegeven.get("pagina", "1"), cijfers=6) or 1, 1)
    return Vraag(**{"zoek": zoek, "pagina": pagina, **gekozen})  # type: ignore[arg-type]


def adres(vraag: Vraag, **anders: str | int) -> str:
    """The address of this question, with some parts different; a page is only kept when it is given."""
    nieuw = replace(vraag, **{"pagina": 1, **anders})  # type: ignore[arg-type]
    gevraagd = {f.name: str(getattr(nieuw, f.name)) for f in fields(nieuw)}
    parameters = urlencode({naam: w for naam, w in gevraagd.items() if w and (naam, w) != ("pagina", "1")})
    return f"{LIJST}?{parameters}" if parameters else LIJST


def gekozen(vraag: Vraag, mag: Keuzes) -> dict[str, tuple[str, str]]:
    """What narrows the list besides the search: the words, and the address without it."""
    return {n: (w[v], adres(vraag, **{n: ""})) for n, w in mag.items() if (v := str(getattr(vraag, n)))}
