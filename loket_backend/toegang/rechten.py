"""What each role may do, as a table. What somebody may see of it is decided in the queries."""

from __future__ import annotations

# Rights. OPEN needs no login; AANGEMELD only that.
OPEN, AANGEMELD, DOSSIERS, ALLE_DOSSIERS, CRISIS = "open", "aangemeld", "dossiers", "alle_dossiers", "crisis"
COORDINATIE = "coordinatie"  # dividing the work and looking it over
HEROPENEN = "heropenen"  # opening a dossier again that was closed
OVERZICHT = "overzicht"  # figures about the whole loket, without persons
TOEZICHT = "toezicht"  # looking at what colleagues read
INLOGHULP = "inloghulp"  # helping a colleague who cannot log in any more
BEHEER = "beheer"  # what a gemeente changes without a developer: medewerkers, wijken, opening hours, numbers
TEKSTEN = "teksten"  # proposing and judging what residents read
AANBODBEHEER = "aanbodbeheer"  # keeping the sociale kaart: offers, places, who delivers
BUDGET = "budget"  # the money of the wijken
VERANTWOORDING = "verantwoording"  # figures about arrangements and money, without persons
CASUS = "casus"  # talking a case over with a buurtteam, as far as the resident lets it be shared

# A beheerder keeps the loket running and has no business with what residents told.
ROL_MAG: dict[str, frozenset[str]] = {
    "medewerker": frozenset({AANGEMELD, DOSSIERS, CRISIS, AANBODBEHEER, CASUS}),
    "coordinator": frozenset(
        {
            AANGEMELD,
            DOSSIERS,
            ALLE_DOSSIERS,
            CRISIS,
            COORDINATIE,
            HEROPENEN,
            OVERZICHT,
            TOEZICHT,
            INLOGHULP,
            BEHEER,
            TEKSTEN,
            AANBODBEHEER,
            BUDGET,
            VERANTWOORDING,
            CASUS,
        }
    ),
    "beheerder": frozenset({AANGEMELD, INLOGHULP, BEHEER, TEKSTEN, AANBODBEHEER}),
    # Somebody of another party in a buurtteam: sees no dossier, only what is talked over with them.
    "partner": frozenset({AANGEMELD, CASUS}),
}


def mag(rol: str, recht: str) -> bool:
    """An unknown role may nothing."""
    return recht in ROL_MAG.get(rol, frozenset())
