"""What an arrangement costs and what it saves, by law and by the party whose money it is: the effect across the domains.

Both are estimates, cents a year. Who pays is read from the parties: the one whose `betaalt_voor` holds the bekostiging; when there are
several or none, nobody is named. The budget of the wijk is of who paid in together, so there nobody is named either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from loket_backend.arrangement.dienst import Besparing, Regel
from loket_backend.arrangement.models import Arrangementregel, Vermeden
from loket_backend.geld import toon_bedrag
from loket_backend.partijen.models import Partij
from loket_backend.partijen.woorden import BEKOSTIGINGEN, WIJKBUDGET


@dataclass(frozen=True)
class Post:
    """One law and one party. `partij`: its name, None when it is not known who."""

    bekostiging: str
    partij: str | None
    kost: int = 0
    scheelt: int = 0

    @property
    def saldo(self) -> int:
        """More than zero: it saves more than it costs."""
        return self.scheelt - self.kost

    @property
    def naam(self) -> str:
        """As people say it: the party with the law behind it."""
        wet = BEKOSTIGINGEN.get(self.bekostiging, self.bekostiging)
        return f"{self.partij} ({wet})" if self.partij else wet


@dataclass(frozen=True)
class Effect:
    """`posten`: in the order of BEKOSTIGINGEN, without what costs and saves nothing."""

    posten: Sequence[Post]

    @property
    def kost(self) -> int:
        return sum(post.kost for post in self.posten)

    @property
    def scheelt(self) -> int:
        return sum(post.scheelt for post in self.posten)

    @property
    def saldo(self) -> int:
        return self.scheelt - self.kost

    def zin(self) -> str:
        """What it comes to, in plain sentences. Estimates are called that."""
        if not self.scheelt:
            return f"Dit arrangement kost naar schatting {toon_bedrag(self.kost)} per jaar."
        zinnen = [
            f"Dit arrangement kost {toon_bedrag(self.kost)} per jaar en scheelt naar schatting {toon_bedrag(self.scheelt)}.",
            *self._wie(),
        ]
        return " ".join(zinnen)

    def _wie(self) -> Iterable[str]:
        betaalt = [post for post in self.posten if post.kost]
        spaart = [post for post in self.posten if post.scheelt]
        yield (
            f"Betaald door: {_opsomming((p.naam, p.kost) for p in betaalt)}." if betaalt else "Niemand betaalt ervoor."
        )
        yield f"Minder nodig bij: {_opsomming((p.naam, p.scheelt) for p in spaart)}."
        if betaalt and {p.naam for p in betaalt}.isdisjoint(p.naam for p in spaart):
            yield "Wie betaalt, is een ander dan wie geld overhoudt."


def _opsomming(paren: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{naam} {toon_bedrag(bedrag)}" for naam, bedrag in paren)


def effect(
    regels: Iterable[Regel | Arrangementregel],
    vermeden: Iterable[Besparing | Vermeden],
    partijen: Sequence[Partij],
) -> Effect:
    """A saving without a party of its own counts for whoever pays for that law."""
    namen = {partij.id: partij.naam for partij in partijen}
    betalers = _betalers(partijen)
    kost: dict[tuple[str, str | None], int] = {}
    scheelt: dict[tuple[str, str | None], int] = {}
    for regel in regels:
        wie = (regel.bekostiging, betalers.get(regel.bekostiging))
        kost[wie] = kost.get(wie, 0) + regel.kosten_jaar
    for post in vermeden:
        wie = (post.bekostiging, namen.get(post.partij_id or "") or betalers.get(post.bekostiging))
        scheelt[wie] = scheelt.get(wie, 0) + post.bedrag_jaar
    posten = [Post(*wie, kost.get(wie, 0), scheelt.get(wie, 0)) for wie in _op_volgorde({*kost, *scheelt})]
    return Effect([post for post in posten if post.kost or post.scheelt])


def _betalers(partijen: Sequence[Partij]) -> Mapping[str, str]:
    """The name of the one party in use that pays for a bekostiging."""
    alleen = [b for b in BEKOSTIGINGEN if b != WIJKBUDGET]
    wie = {b: [p.naam for p in partijen if p.actief and b in p.betaalt_voor] for b in alleen}
    return {bekostiging: namen[0] for bekostiging, namen in wie.items() if len(namen) == 1}


def _op_volgorde(wie: Iterable[tuple[str, str | None]]) -> list[tuple[str, str | None]]:
    volgorde = list(BEKOSTIGINGEN)
    return sorted(wie, key=lambda paar: (volgorde.index(paar[0]), paar[1] or ""))
