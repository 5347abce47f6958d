"""The numbers to call as they stand now: what came along, with what the gemeente changed over it.

Whoever answers a crisis reads them from memory: a database that is away or holds nonsense never takes a number away.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import structlog
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend import wijziging
from loket_backend.crisis.nummerbeheer import mag_bij
from loket_backend.crisis.nummers import Nummer, Nummers
from loket_backend.tijd import vandaag

log = structlog.get_logger()

# Days after which a number is looked up again, until the gemeente sets its own.
DAGEN = 90


class Nummerboek:
    """`basis`: shipped, with the file of LOKET_NUMMERS over it; the fallback of every number."""

    def __init__(self, basis: Nummers) -> None:
        self.basis = self.nu = basis
        self.dagen = DAGEN

    def hulptekst(self, categorie: str) -> str:
        """See Nummers."""
        return self.nu.hulptekst(categorie)

    def spoed(self) -> str:
        """See Nummers."""
        return self.nu.spoed()

    def is_te_laat(self, nummer: Nummer) -> bool:
        """Looked up longer ago than was agreed."""
        return nummer.gecontroleerd_op + timedelta(days=self.dagen) < vandaag()

    def te_laat(self) -> dict[str, Nummer]:
        """The numbers that residents see and that must be looked up again, the oldest check first."""
        laat = [(s, n) for s, n in self.nu.nummers.items() if not n.voorbeeld and self.is_te_laat(n)]
        return dict(sorted(laat, key=lambda paar: paar[1].gecontroleerd_op))

    async def ververs(self, session: AsyncSession) -> None:
        """Reads what was changed. One entry that cannot be used is left out; then that number stays as it came along."""
        gelezen = await wijziging.laatste(session, wijziging.NUMMER)
        termijn = (await wijziging.laatste(session, wijziging.TERMIJN)).get(wijziging.ENIGE)
        bruikbaar = {s: nummer for s, rij in gelezen.items() if (nummer := _lees(s, rij.na)) is not None}
        self.nu = self.basis.met(bruikbaar)
        self.dagen = int(termijn.na["dagen"]) if termijn and termijn.na else DAGEN


def _lees(sleutel: str, inhoud: Mapping[str, Any] | None) -> Nummer | None:
    try:
        nummer = Nummer.model_validate(inhoud)
    except ValidationError:
        nummer = None
    if nummer is None or not (nummer.voorbeeld or mag_bij(sleutel, nummer.tel)):
        log.error("nummer_onbruikbaar", nummer=sleutel)
        return None
    return nummer
