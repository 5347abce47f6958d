"""The stages of a turn: each is measured, and is a span while traces are on."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from loket_backend import meten, sporen


@contextmanager
def fase(naam: str, gesprek: str = "", volgnummer: int = 0) -> Iterator[None]:
    """`naam`: one of meten.FASEN. What fails halfway took its time too.

    With a gesprek and volgnummer the span stands in the trace of that message, else under the one that is open.
    """
    begin = time.perf_counter()
    try:
        with sporen.van_bericht(naam, gesprek, volgnummer) if gesprek else sporen.stap(naam):
            yield
    finally:
        meten.duurde(naam, time.perf_counter() - begin)
