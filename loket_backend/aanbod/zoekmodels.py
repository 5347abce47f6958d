"""The words under which an offer is found, kept beside it, so that both databases search alike without capitals and accents."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, ForeignKey, Text, delete, event, insert
from sqlalchemy.orm import Mapped, mapped_column

from loket_backend.aanbod.models import Aanbod
from loket_backend.db import Basis
from loket_backend.intake.zoeken import woorden


class Zoektekst(Basis):
    """`tekst`: the words of name, description, conditions and contact, each once, with a space between them."""

    __tablename__ = "aanbod_zoektekst"

    aanbod_id: Mapped[str] = mapped_column(ForeignKey("aanbod.id"), primary_key=True)
    tekst: Mapped[str] = mapped_column(Text)


def zoektekst(naam: str, omschrijving: str, voorwaarden: str, contact: str) -> str:
    return " ".join(woorden(f"{naam}\n{omschrijving}\n{voorwaarden}\n{contact}"))


@event.listens_for(Aanbod, "after_insert")
@event.listens_for(Aanbod, "after_update")
def _houd_bij(mapper: Any, verbinding: Connection, aanbod: Aanbod) -> None:
    """For whoever writes an offer as an object; what is written in bulk does it itself (beheer.bewaar)."""
    delen = (aanbod.naam, aanbod.omschrijving or "", aanbod.voorwaarden or "", aanbod.contact or "")
    verbinding.execute(delete(Zoektekst).where(Zoektekst.aanbod_id == aanbod.id))
    verbinding.execute(insert(Zoektekst).values(aanbod_id=aanbod.id, tekst=zoektekst(*delen)))
