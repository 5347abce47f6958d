"""The action server with its named points around each call to the loket."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from bot.actions import loket
from bot.actions.__main__ import main
from tests.faults.punten import passeer


def wikkel() -> None:
    loket.bewaar_concept = _rond(loket.bewaar_concept, "concept")
    loket.dien_in = _rond(loket.dien_in, "indiening")


def _rond(roep: Callable[..., Awaitable[Any]], wat: str) -> Callable[..., Awaitable[Any]]:
    async def met_punten(*args: Any) -> Any:
        passeer(f"actie_voor_{wat}")
        uitkomst = await roep(*args)
        passeer(f"actie_na_{wat}")
        return uitkomst

    return met_punten


if __name__ == "__main__":
    wikkel()
    main()
