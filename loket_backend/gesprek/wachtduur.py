"""How long a turn has been waiting, whatever somebody does to the wall clock meanwhile.

The age of a turn is read from the wall clock once, when this process first sees it, and is never more than what has passed since it last
looked at all of them: only what an earlier process left behind can be older. From there on the monotonic clock counts.

An hour back would otherwise keep the honest sentence, and people, an hour away; an hour forth would send everybody who waits to people
at once.
"""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta

from loket_backend.tijd import nu

# Turns that are remembered. One that falls out is merely looked up on the wall clock once more.
HOOGSTENS = 20_000


class Wachtduur:
    """`klok`: monotonic seconds of this process."""

    def __init__(self, klok: Callable[[], float] = time.monotonic) -> None:
        self._klok = klok
        self._begin: OrderedDict[tuple[str, int], float] = OrderedDict()
        self._blik: float | None = None

    def begin(self) -> float:
        """The start of a look at every turn that waits; goes to `keek` when it is done."""
        return self._klok()

    def keek(self, begin: float) -> None:
        """What was not seen in this look has been opened since."""
        self._blik = begin

    def van(self, gesprek_id: str, volgnummer: int, begonnen_op: datetime) -> timedelta:
        """Never negative; at the first call for this turn what the wall clock says."""
        begin = self._begin.get((gesprek_id, volgnummer))
        if begin is None:
            hoogstens = math.inf if self._blik is None else self._klok() - self._blik
            al = min(max((nu() - begonnen_op).total_seconds(), 0.0), hoogstens)
            begin = self._begin[gesprek_id, volgnummer] = self._klok() - al
            if len(self._begin) > HOOGSTENS:
                self._begin.popitem(last=False)
        return timedelta(seconds=self._klok() - begin)

    def vergeet(self, gesprek_id: str, volgnummer: int) -> None:
        """This turn is closed."""
        self._begin.pop((gesprek_id, volgnummer), None)
