"""What the forms of the beheer have in common: how they are read, and what they come back with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from aiohttp import web

from loket_backend.console.pagina import lees_getal
from loket_backend.errors import Conflict, LoketFout, NietGevonden, OngeldigeInvoer
from loket_backend.invoer import Veldfouten

Gegeven = Mapping[str, Sequence[str]]
# How many empty rows stand under a list.
EXTRA = 3


@dataclass(frozen=True)
class Invoer:
    """A form on the page: what stands in it, what is wrong with each field, and what is wrong with the whole."""

    gegeven: Gegeven
    fouten: Mapping[str, str] = field(default_factory=dict)
    fout: str = ""
    status: int = 200

    def een(self, veld: str) -> str:
        return self.gegeven.get(veld, [""])[0] if self.gegeven.get(veld) else ""

    def heeft(self, veld: str, waarde: str) -> bool:
        return waarde in self.gegeven.get(veld, [])

    @classmethod
    def geweigerd(cls, gegeven: Gegeven, fout: LoketFout) -> Invoer:
        """As it was typed, with every fault."""
        if isinstance(fout, Veldfouten):
            return cls(gegeven, fout.per_veld, "", fout.status)
        return cls(gegeven, {}, fout.detail, fout.status)


WEIGERING = (Conflict, OngeldigeInvoer)


async def lees(request: web.Request) -> dict[str, list[str]]:
    """Text only, without what no database keeps."""
    inhoud = await request.post()
    return {naam: [w.replace("\0", "") for w in inhoud.getall(naam) if isinstance(w, str)] or [""] for naam in inhoud}


def versie(gegeven: Gegeven) -> int:
    """The version that stood on the page; a form that does not say so saw none."""
    return lees_getal(gegeven.get("versie", [""])[0]) or 0


def sleutel(request: web.Request) -> str:
    """The id in the address. Raises NietGevonden for what cannot be one."""
    gevonden = request.match_info["id"]
    if not 0 < len(gevonden) <= 40:
        raise NietGevonden()
    return gevonden
