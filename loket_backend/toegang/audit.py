"""The audit trail (NEN 7513): who did what with whose dossier, when, on what ground. Rows are only ever added."""

from __future__ import annotations

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from loket_backend.tijd import nu
from loket_backend.toegang import keten

_REGELS = "auditregels"


def leg_vast(session: AsyncSession, wie: str, wat: str, wiens: str, grond: str) -> None:
    """Writes one line in the caller's transaction: no line, no reading.

    It goes into the chain at the commit, and not sooner: so the end of the chain is held shortly, and always as the last lock.
    """
    regel = {"op": nu(), "wie": wie, "wat": wat, "wiens": wiens, "grond": grond}
    if _REGELS not in session.info:
        session.info[_REGELS] = []
        event.listen(session.sync_session, "before_commit", _sluit_aan)
        event.listen(session.sync_session, "after_rollback", _vergeet)
    session.info[_REGELS].append(regel)


def _sluit_aan(session: Session) -> None:
    """Everything else is written first."""
    session.flush()
    if regels := session.info[_REGELS]:
        keten.schakel_aan(session, regels)
        session.info[_REGELS] = []


def _vergeet(session: Session) -> None:
    session.info[_REGELS] = []
