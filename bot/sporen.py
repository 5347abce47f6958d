"""How long the two parts of a turn in the bot took, and its spans while traces are on (loket_backend/sporen.py).

The trace goes along in the header of W3C Trace Context: from the loket to our channel, to the action server, and back to the loket. No slot and
no metadata of the tracker are needed for it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar

from loket_backend import sporen

# Seconds in the action server, of the turn that is under way.
_in_acties: ContextVar[list[float] | None] = ContextVar("_in_acties", default=None)
_koppen: ContextVar[Mapping[str, str]] = ContextVar("_koppen", default={})  # noqa: B039 - never changed


def richt_in(proces: str) -> None:
    """`proces`: rasa or acties. Off unless LOKET_OTLP is set."""
    sporen.richt_in(proces, os.environ.get("LOKET_OTLP", ""))


@contextmanager
def gemeten() -> Iterator[dict[str, float]]:
    """The stages of one turn in seconds, filled in when it ends: `begrijpen` and, apart from it, `acties`."""
    fasen: dict[str, float] = {}
    duren: list[float] = []
    merk, begin = _in_acties.set(duren), time.perf_counter()
    try:
        yield fasen
    finally:
        _in_acties.reset(merk)
        geheel = time.perf_counter() - begin
        fasen |= {"begrijpen": max(geheel - sum(duren), 0.0), "acties": sum(duren)}


@contextmanager
def in_acties() -> Iterator[dict[str, str]]:
    """Measures one call to an action server; gives the headers that go along with it."""
    begin = time.perf_counter()
    try:
        with sporen.stap("acties"):
            yield sporen.koppen()
    finally:
        if (duren := _in_acties.get()) is not None:
            duren.append(time.perf_counter() - begin)


def onthoud(koppen: Mapping[str, str]) -> None:
    """The headers of the request that this task handles; an action learns nothing of them otherwise."""
    _koppen.set({sporen.KOP: koppen.get(sporen.KOP, "")})


def actie(naam: str) -> AbstractContextManager[None]:
    """The span of one action, under the one of Rasa that asked for it."""
    return sporen.vervolg(naam, _koppen.get())
