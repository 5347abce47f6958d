"""What each role may do, as a table. What somebody may see of it is decided in the queries."""

from __future__ import annotations

# Rights. OPEN needs no login; AANGEMELD only that.
OPEN, AANGEMELD, DOSSIERS, ALLE_DOSSIERS, CRISIS = "open", "aangemeld", "dossiers", "alle_dossiers", "crisis"

# To open a dossier again that was closed.
HEROPENEN = "heropenen"

# A beheerder keeps the loket running and has no business with what residents told.
ROL_MAG: dict[str, frozenset[str]] = {
    "medewerker": frozenset({AANGEMELD, DOSSIERS, CRISIS}),
    "coordinator": frozenset({AANGEMELD, DOSSIERS, ALLE_DOSSIERS, CRISIS, HEROPENEN}),
    "beheerder": frozenset({AANGEMELD}),
}


def mag(rol: str, recht: str) -> bool:
    """An unknown role may nothing."""
    return recht in ROL_MAG.get(rol, frozenset())
