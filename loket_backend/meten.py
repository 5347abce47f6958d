"""What this process counts, as data; whoever does the work calls one line here. Read at the internal port (meetpunt.py).

Labels come from fixed lists. Never an id, a wijk or a kind of crisis: figures of one person are no figures.
"""

from __future__ import annotations

import platform
import time
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, ProcessCollector

# Of the API too (loket_backend/openapi.json, info.version).
VERSIE = "1.0.0"

REGISTER = CollectorRegistry()

# The stages of a turn. `acties` is a part of `rasa`; `geheel` runs from the moment the message was stored to its answer.
FASEN = ("poort", "wachtrij", "lezen", "rasa", "begrijpen", "acties", "vastleggen", "geheel")
# How an attempt at a turn ended. `mislukt`: tried again; `overgedragen`: tried long enough, people have it now.
UITKOMSTEN = ("beantwoord", "onderdrukt", "mislukt", "overgedragen")
KANALEN = ("web", "telegram")
STROMEN = ("inwoner", "console")
BEZORGD = ("geleverd", "later", "geweigerd")

_SECONDEN = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300)

berichten = Counter("loket_berichten", "Messages of residents that were stored.", ["kanaal"], registry=REGISTER)
beurten = Counter("loket_beurten", "Attempts at a turn, by how they ended.", ["uitkomst"], registry=REGISTER)
beurtfase = Histogram("loket_beurt_fase_seconds", "Stages of a turn.", ["fase"], buckets=_SECONDEN, registry=REGISTER)
aanname = Histogram(
    "loket_aanname_seconds",
    "From the arrival of a message to its acknowledgement, the commit included.",
    ["kanaal"],
    buckets=_SECONDEN,
    registry=REGISTER,
)
eerlijke_zinnen = Counter(
    "loket_eerlijke_zinnen", "How often a resident read that the answer takes longer.", registry=REGISTER
)
crisismeldingen = Counter("loket_crisismeldingen", "Crisis alerts that were raised.", registry=REGISTER)
onverwachte_fouten = Counter("loket_onverwachte_fouten", "Requests that ended in a 500.", registry=REGISTER)
telegram_bezorgd = Counter(
    "loket_telegram_bezorgd", "Calls of the Bot API, by how they ended.", ["uitkomst"], registry=REGISTER
)
stromen = Gauge("loket_stromen", "Event streams that are open.", ["soort"], registry=REGISTER)
_bouw = Info("loket_bouw", "What runs here.", registry=REGISTER)
_bouw.info({"versie": VERSIE, "python": platform.python_version()})
ProcessCollector(namespace="loket", registry=REGISTER)

# A series that is not there yet cannot be told from one that broke: every one begins at nought.
for _teller, _naam, _waarden in (
    (berichten, "kanaal", KANALEN),
    (beurten, "uitkomst", UITKOMSTEN),
    (beurtfase, "fase", FASEN),
    (aanname, "kanaal", KANALEN),
    (telegram_bezorgd, "uitkomst", BEZORGD),
    (stromen, "soort", STROMEN),
):
    for _waarde in _waarden:
        _teller.labels(**{_naam: _waarde})


def duurde(fase: str, seconden: float) -> None:
    """One stage of one turn; a clock that was put back makes it nought, not less."""
    beurtfase.labels(fase=fase).observe(max(seconden, 0.0))


@contextmanager
def aangenomen_in(kanaal: str) -> Iterator[None]:
    """Measures an acknowledgement; what was refused does not count."""
    begin = time.perf_counter()
    yield
    aanname.labels(kanaal=kanaal).observe(time.perf_counter() - begin)


@contextmanager
def stroom(soort: str) -> Iterator[None]:
    """An event stream is open for as long as this lasts."""
    with stromen.labels(soort=soort).track_inprogress():
        yield
