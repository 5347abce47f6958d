"""What somebody asks of the worklist, as it stands in the address: shareable, and the same without a script."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from urllib.parse import parse_qsl, urlencode

from loket_backend.catalogus import LEEFGEBIEDEN
from loket_backend.console.pagina import lees_getal
from loket_backend.console.woorden import INTAKESTATUS
from loket_backend.intake.models import STATUSSEN
from loket_backend.intake.signalen import LIJST

# The filter on status beside the statuses themselves; without one the closed dossiers stay out of the way.
GESLOTEN, ALLES = "gesloten", "alles"
MAX_ZOEK = 100

STATUSKEUZE = {**{s: INTAKESTATUS[s] for s in STATUSSEN}, GESLOTEN: "Alle gesloten", ALLES: "Lopend en gesloten"}
CRISISKEUZE = {"open": "Crisis open", "geweest": "Crisis open of opgepakt"}
TERMIJNKEUZE = {"week": "Binnen 7 dagen", "voorbij": "Te laat"}
ONGELEZENKEUZE = {"ja": "Ongelezen berichten"}
VOLGORDEN = {
    "termijn": "Eerste termijn eerst",
    "ontvangen": "Langst geleden ontvangen eerst",
    "stil": "Langst niet veranderd eerst",
    "wijk": "Per wijk",
}
# A crisis has a filter of its own, which also knows whether somebody took it up.
SIGNAALKEUZE = {sleutel: s.label for sleutel, s in LIJST.signalen.items() if sleutel != "crisis"}

Keuzes = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Vraag:
    """Every part is empty when it is not asked. `volgorde` empty: by the next legal date."""

    lijst: str = ""
    zoek: str = ""
    status: str = ""
    wijk: str = ""
    medewerker: str = ""
    leefgebied: str = ""
    signaal: str = ""
    crisis: str = ""
    termijn: str = ""
    ongelezen: str = ""
    volgorde: str = ""
    pagina: int = 1

    def adres(self, **anders: str | int) -> str:
        """The address of this question, with some parts different; a page is only kept when it is given."""
        parameters = replace(self, **{"pagina": 1, **anders}).parameters()  # type: ignore[arg-type]
        return f"/console?{parameters}" if parameters else "/console"

    def parameters(self) -> str:
        """As they stand behind the question mark; what is not asked is not there."""
        gevraagd = {f.name: str(getattr(self, f.name)) for f in fields(self)}
        return urlencode({naam: w for naam, w in gevraagd.items() if w and (naam, w) != ("pagina", "1")})

    @property
    def filters(self) -> dict[str, str]:
        """What narrows the list, besides the search."""
        return {naam: w for naam in FILTERS if (w := str(getattr(self, naam)))}

    @property
    def zoekt(self) -> bool:
        return bool(self.zoek or self.filters)


FILTERS = ("status", "wijk", "medewerker", "leefgebied", "signaal", "crisis", "termijn", "ongelezen")
VASTE_KEUZES: Keuzes = {
    "status": STATUSKEUZE,
    "leefgebied": LEEFGEBIEDEN,
    "signaal": SIGNAALKEUZE,
    "crisis": CRISISKEUZE,
    "termijn": TERMIJNKEUZE,
    "ongelezen": ONGELEZENKEUZE,
    "volgorde": VOLGORDEN,
}


def lees(gegeven: Mapping[str, str], keuzes: Keuzes) -> Vraag:
    """`keuzes`: per part what can be chosen. What cannot be is not asked, so an old address keeps working."""
    gekozen = {naam: w for naam, mag in keuzes.items() if (w := gegeven.get(naam, "")) in mag}
    zoek = " ".join(gegeven.get("zoek", "").replace("\0", " ").split())[:MAX_ZOEK]
    pagina = max(lees_getal(gegeven.get("pagina", "1"), cijfers=6) or 1, 1)
    return Vraag(**{"zoek": zoek, "pagina": pagina, **gekozen})  # type: ignore[arg-type]


def uit_tekst(parameters: str) -> dict[str, str]:
    """The parts of an address, the last of each."""
    return dict(parse_qsl(parameters[:2000]))
