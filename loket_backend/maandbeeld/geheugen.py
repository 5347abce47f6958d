"""What was read of months that are over. Such a month stays as it is, so it is read once, and again when what it was read from is not the same."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from loket_backend.maandbeeld.maanden import Maand, deze
from loket_backend.tijd import nu

T = TypeVar("T")


@dataclass
class _Gelezen(Generic[T]):
    stempel: object
    op: datetime
    maanden: dict[Maand, T] = field(default_factory=dict)


@dataclass
class Geheugen(Generic[T]):
    """`houdbaar`: how long it may be shown, for what can change without a stempel that tells so."""

    houdbaar: timedelta | None = None
    _gelezen: _Gelezen[T] | None = None

    async def haal(
        self,
        maanden: Sequence[Maand],
        stempel: object,
        lees: Callable[[Sequence[Maand]], Awaitable[dict[Maand, T]]],
    ) -> dict[Maand, T]:
        """`maanden`: all of them over. `stempel`: another one when something changed in them. `lees`: may give more months than it is asked."""
        gelezen = self._geldig((deze(), stempel))
        if te_lezen := [maand for maand in maanden if maand not in gelezen.maanden]:
            gelezen.maanden |= await lees(te_lezen)
        return {maand: gelezen.maanden[maand] for maand in maanden}

    @property
    def sinds(self) -> datetime:
        """When the oldest of what it holds was read."""
        return self._gelezen.op if self._gelezen else nu()

    def _geldig(self, stempel: object) -> _Gelezen[T]:
        eerder = self._gelezen
        if eerder is not None and eerder.stempel == stempel and self._vers(eerder.op):
            return eerder
        self._gelezen = _Gelezen(stempel, nu())
        return self._gelezen

    def _vers(self, op: datetime) -> bool:
        return self.houdbaar is None or op <= nu() < op + self.houdbaar
