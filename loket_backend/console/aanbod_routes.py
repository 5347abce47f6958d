"""The addresses of the sociale kaart. Who keeps it may read it: nothing on it is about a resident."""

from __future__ import annotations

from loket_backend.console import aanbod, aanbod_bestand, aanbod_formulier, aanbod_partijen
from loket_backend.console.route import Route
from loket_backend.toegang.rechten import AANBODBEHEER, BEHEER

_RUIM = aanbod_bestand.RUIMTE

ROUTES = (
    Route("GET", "/aanbod", aanbod.toon_lijst, AANBODBEHEER),
    Route("POST", "/aanbod", aanbod_formulier.voeg_toe, AANBODBEHEER),
    Route("GET", "/aanbod/nieuw", aanbod_formulier.toon_nieuw, AANBODBEHEER),
    Route("GET", "/aanbod/bestand", aanbod_bestand.toon, AANBODBEHEER),
    Route("POST", "/aanbod/bestand", aanbod_bestand.lees_in, AANBODBEHEER, ruimte=_RUIM),
    Route("POST", "/aanbod/bestand/proef", aanbod_bestand.probeer, AANBODBEHEER, ruimte=_RUIM),
    Route("GET", "/aanbod/sociale-kaart.csv", aanbod_bestand.csv, AANBODBEHEER),
    Route("GET", "/aanbod/sociale-kaart.json", aanbod_bestand.hsds, AANBODBEHEER),
    Route("GET", "/aanbod/{id}", aanbod.toon_een, AANBODBEHEER),
    Route("POST", "/aanbod/{id}", aanbod_formulier.wijzig, AANBODBEHEER),
    Route("GET", "/aanbod/{id}/formulier", aanbod_formulier.toon_wijzigen, AANBODBEHEER),
    Route("POST", "/aanbod/{id}/controle", aanbod.kijk_na, AANBODBEHEER),
    Route("POST", "/aanbod/{id}/stand", aanbod.zet_stand, AANBODBEHEER),
    Route("POST", "/aanbod/{id}/plekken", aanbod.boek_plek, AANBODBEHEER),
    Route("GET", "/partijen", aanbod_partijen.toon_lijst, BEHEER),
    Route("POST", "/partijen", aanbod_partijen.voeg_toe, BEHEER),
    Route("GET", "/partijen/{id}", aanbod_partijen.toon_een, BEHEER),
    Route("POST", "/partijen/{id}", aanbod_partijen.wijzig, BEHEER),
)
