"""Wakes whoever waits for news of a conversation: long polls, event streams, the console."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# Listen to this instead of to one conversation, to be woken by all of them.
ALLES = "*"


def _niemand(gesprek_id: str) -> None:
    """There is no other process."""


class Wekker:
    """`vertel_verder`: brings it to the other processes (bode.py)."""

    def __init__(self) -> None:
        self._wachters: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self.gestopt = False
        self.vertel_verder: Callable[[str], None] = _niemand

    @contextmanager
    def luister(self, gesprek_id: str) -> Iterator[asyncio.Event]:
        """An event that is set at every change after this moment; look again at the database when it is."""
        gebeurd = asyncio.Event()
        self._wachters[gesprek_id].add(gebeurd)
        try:
            yield gebeurd
        finally:
            self._wachters[gesprek_id].discard(gebeurd)
            if not self._wachters[gesprek_id]:
                del self._wachters[gesprek_id]

    def stop(self) -> None:
        """The loket goes down: whoever waits is woken, and should wait no longer."""
        self.gestopt = True
        self.wek_iedereen()

    def wek_iedereen(self) -> None:
        """Something may have been missed: all look for themselves."""
        for gesprek_id in list(self._wachters):
            self.wek(gesprek_id)

    def roep(self, gesprek_id: str) -> None:
        """Something changed here: wakes whoever waits for it, in every process."""
        self.wek(gesprek_id)
        self.vertel_verder(gesprek_id)

    def wek(self, gesprek_id: str) -> None:
        """In this process. Also wakes whoever listens to everything (ALLES), such as the queue in the console."""
        for gebeurd in (*self._wachters.get(gesprek_id, ()), *self._wachters.get(ALLES, ())):
            gebeurd.set()
