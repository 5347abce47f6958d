"""What was read of months that are over. Such a month stays as it is, so it is read once, and again when what it was read from is not the same."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from loket_backend.maandbeeld.maanden import Maand, deze

T = TypeVar("T")


@dataclass
class Geheugen(Generic[T]):
    _stempel: object = None
    _maanden: dict[Maand, T] = field(default_factory=dict)

    async def haal(
        self,
        maanden: Sequence[Maand],
        stempel: object,
        lees: Callable[[Sequence[Maand]], Awaitable[dict[Maand, T]]],
    ) -> dict[Maand, T]:
        """`stempel`: another one when something changed in months that are over. `lees`: of months one after the other; it may give more."""
        if (nu := (deze(), stempel)) != self._stempel:
            self._stempel, self._maanden = nu, {}
        te_lezen = [maand for maand in maanden if maand not in self._maanden]
        gelezen = await lees(te_lezen) if te_lezen else {}
        self._maanden |= {maand: gelezen[maand] for maand in gelezen if maand < deze()}
        return {maand: gelezen[maand] if maand in gelezen else self._maanden[maand] for maand in maanden}
