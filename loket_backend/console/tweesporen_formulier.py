"""A page with several small forms: which one was refused, what stood in it, and what is wrong with each field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from aiohttp import web

from loket_backend.console import beheer_formulier
from loket_backend.errors import LoketFout
from loket_backend.invoer import Veldfouten

Gegeven = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Ingevuld:
    """`formulier`: the name of the form that was sent; the others on the page stay as they were."""

    formulier: str = ""
    gegeven: Gegeven = field(default_factory=dict)
    fouten: Mapping[str, str] = field(default_factory=dict)
    fout: str = ""
    status: int = 200

    @classmethod
    def geweigerd(cls, formulier: str, gegeven: Gegeven, fout: LoketFout) -> Ingevuld:
        """As it was typed, with every fault."""
        per_veld = fout.per_veld if isinstance(fout, Veldfouten) else {}
        return cls(formulier, gegeven, per_veld, "" if per_veld else fout.detail, fout.status)

    def een(self, formulier: str, veld: str, anders: str = "") -> str:
        """What was typed in this field of this form."""
        return (self.gegeven.get(veld) or [anders])[0] if formulier == self.formulier else anders

    def heeft(self, formulier: str, veld: str, waarde: str) -> bool:
        return formulier == self.formulier and waarde in self.gegeven.get(veld, ())

    def mis(self, formulier: str, veld: str) -> str:
        """What is wrong with this field; empty when nothing is."""
        return self.fouten.get(veld, "") if formulier == self.formulier else ""


LEEG = Ingevuld()


async def lees(request: web.Request) -> dict[str, list[str]]:
    return await beheer_formulier.lees(request)


def een(gegeven: Gegeven, veld: str) -> str:
    return (gegeven.get(veld) or [""])[0].strip()
