"""Who hears which answer of a resident, and which timer does what: for the composition root."""

from __future__ import annotations

from collections.abc import Mapping

from loket_backend.gesprek.vragen import Antwoorder
from loket_backend.gesprek.wektijden import Gevolg
from loket_backend.wederkerigheid import koppelvragen, toestemming, verloop

ANTWOORDERS: Mapping[str, Antwoorder] = {
    toestemming.SOORT: toestemming.hoor,
    **{soort: koppelvragen.hoor for soort in koppelvragen.SOORT.values()},
}
GEVOLGEN: Mapping[str, Gevolg] = {verloop.KIJK: verloop.kijk}
