"""Wakes whoever waits for news of a conversation: long polls, event streams, the console."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

# Listen to this instead of to one conversation, to be woken by all of them.
ALLES = "*"


class Wekker:
    def __init__(self) -> None:
        self._wachters: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self.gestopt = False

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
        for gesprek_id in list(self._wachters):
            self.roep(gesprek_id)

    def roep(self, gesprek_id: str) -> None:
        """Also wakes whoever listens to everything (ALLES), such as the queue in the console."""
        for gebeurd in (*self._wachters.get(gesprek_id, ()), *self._wachters.get(ALLES, ())):
            gebeurd.set()
