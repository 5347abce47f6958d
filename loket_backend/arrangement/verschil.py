"""What changed from one version of an arrangement to the next, line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from loket_backend.arrangement import regels
from loket_backend.arrangement.dienst import Besparing, Regel
from loket_backend.arrangement.models import Arrangementversie

ERBIJ, WEG, ANDERS = "erbij", "weg", "anders"
VELDEN = tuple(veld.name for veld in fields(Regel) if veld.name not in ("sleutel", "aanbod_id"))


@dataclass(frozen=True)
class Wijziging:
    """`wat`: the help, as it is called now (or was). `velden`: the name of a column, what it was and what it is; only when it is ANDERS."""

    soort: str
    wat: str
    velden: Sequence[tuple[str, Any, Any]] = ()


@dataclass(frozen=True)
class Verschil:
    """`vermeden`: what was added to (ERBIJ) or taken from (WEG) the help that is not needed."""

    regels: Sequence[Wijziging]
    vermeden: Sequence[Wijziging]

    def __bool__(self) -> bool:
        return bool(self.regels or self.vermeden)


def verschil(eerder: Arrangementversie | None, nu: Arrangementversie) -> Verschil:
    """Without an earlier version everything is new."""
    (oud, spaarde), (nieuw, spaart) = regels.van(eerder), regels.van(nu)
    return Verschil(_regels(oud, nieuw), _vermeden(spaarde, spaart))


def _regels(oud: Sequence[Regel], nieuw: Sequence[Regel]) -> list[Wijziging]:
    was, is_nu = ({r.sleutel: r for r in deel} for deel in (oud, nieuw))
    anders = [_anders(was[s], r) for s, r in is_nu.items() if s in was]
    return [
        *(Wijziging(ERBIJ, r.wat) for s, r in is_nu.items() if s not in was),
        *(wijziging for wijziging in anders if wijziging.velden),
        *(Wijziging(WEG, r.wat) for s, r in was.items() if s not in is_nu),
    ]


def _anders(was: Regel, is_nu: Regel) -> Wijziging:
    paren = [(veld, getattr(was, veld), getattr(is_nu, veld)) for veld in VELDEN]
    return Wijziging(ANDERS, is_nu.wat, [(veld, voor, na) for veld, voor, na in paren if voor != na])


def _vermeden(oud: Sequence[Besparing], nieuw: Sequence[Besparing]) -> list[Wijziging]:
    return [
        *(Wijziging(ERBIJ, b.wat) for b in _over(nieuw, oud)),
        *(Wijziging(WEG, b.wat) for b in _over(oud, nieuw)),
    ]


def _over(deze: Sequence[Besparing], zonder: Sequence[Besparing]) -> list[Besparing]:
    """Counted: the same saving may stand there twice."""
    te_veel = Counter(deze) - Counter(zonder)
    return list(te_veel.elements())
