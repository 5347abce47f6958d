"""What residents read of this subject, from teksten.yml."""

from __future__ import annotations

from pathlib import Path

from loket_backend.keukentafel.gespreksverslag_sjabloon import Kantoor, inhoud

BESTAND = Path(__file__).with_name("teksten.yml")


def wie(partij: str) -> str:
    """How a resident reads this party: "de wijkverpleegkundige"."""
    woorden: dict[str, str] = inhoud(BESTAND)["partijen"]
    return woorden.get(partij, partij)


def zin(pad: str, partij: str = "", **waarden: str) -> str:
    """The text at "toestemming.vraag", with the words for a party filled in."""
    naam = wie(partij)
    return Kantoor.loket().zin(pad, BESTAND, **{"wie": naam, "wie_begin": naam[:1].upper() + naam[1:], **waarden})
