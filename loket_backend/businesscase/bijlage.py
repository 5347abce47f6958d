"""What belongs behind the figures: the key figures with their sources, and what the sums rest on."""

from __future__ import annotations

from loket_backend.businesscase.bedragen import MARGE
from loket_backend.businesscase.perioden import RANG
from loket_backend.businesscase.rapport import Rapport
from loket_backend.businesscase.tabel import Cel, Centen, Tabel, wet
from loket_backend.onderdrukking import MINSTENS
from loket_backend.partijen.kerncijfers import Kerncijfer
from loket_backend.partijen.models import SOORTEN

GEBRUIKT = "Ja"
NIET_GEBRUIKT = f"Nee, of door minder dan {MINSTENS} mensen"
KOPPEN = [
    "Wat", "Eenheid", "Laag", "Midden", "Hoog", "Wet", "Wie betaalt", "Gebruikt", "Bron", "Datum", "Nagekeken op", "Opmerking",
]  # fmt: skip


def kerncijfers(rapport: Rapport) -> Tabel:
    """Those of now, and as they were before when people were reckoned with that."""
    gebruikt, nu = rapport.boeken.cijfers if rapport.getoond else frozenset(), rapport.cijfers.cijfers.values()
    eerder = sorted(gebruikt - set(nu), key=lambda c: (c.wat, c.datum, c.midden))
    rijen = [_rij(rapport, c, gebruikt, "") for c in nu]
    rijen += [
        _rij(rapport, c, gebruikt, "Zo was het toen het werd opgeschreven. Het is daarna veranderd. ") for c in eerder
    ]
    return Tabel(
        "kerncijfers",
        "Kerncijfers",
        "Met deze bedragen rekenen medewerkers uit wat er niet nodig was.",
        "Een kerncijfer is wat één uur, dag of keer ongeveer kost. Gebruikt: in deze periode, in alle wijken samen.",
        KOPPEN,
        rijen,
    )


def _rij(rapport: Rapport, c: Kerncijfer, gebruikt: frozenset[Kerncijfer], vooraf: str) -> list[Cel]:
    boek = rapport.cijfers
    bron = "Eigen aanname" if c.eigen_aanname else f"{c.bron}, {c.adres}"
    oud = f"Ouder dan {boek.verouderd_na_jaar} jaar. " if boek.is_oud(c) else ""
    return [
        c.wat, c.per, Centen(c.laag), Centen(c.midden), Centen(c.hoog), wet(c.bekostiging), SOORTEN[c.betaalt],
        GEBRUIKT if c in gebruikt else NIET_GEBRUIKT, bron, c.datum.isoformat(), c.gecontroleerd_op.isoformat(),
        f"{vooraf}{oud}{c.opmerking}".strip(),
    ]  # fmt: skip


def aannames(rapport: Rapport) -> list[str]:
    """What these figures rest on, in plain words."""
    zinnen = [
        "Kosten tellen per dag dat een arrangement geldt. Een afspraak voor één keer telt in één keer.",
        "Op de dag dat een arrangement verandert, telt alleen het nieuwe.",
        "Vermeden kosten zijn een schatting. Niemand weet zeker wat er zonder deze hulp gebeurd was.",
        "Een schatting met een kerncijfer is zo onzeker als dat kerncijfer. Het telt zoals het was toen het werd opgeschreven.",
        f"Een eigen schatting tellen wij {round(MARGE * 100)}% lager en {round(MARGE * 100)}% hoger.",
        "Wat uit het budget van een wijk komt, verdelen wij over wie het inlegde voor die wijk en dat jaar, naar ieders deel.",
        "Wij ronden zo af dat de delen precies samen het bedrag zijn. Wijken die samen staan, verdelen wij naar hun inleg samen.",
        "Legde niemand iets in? Dan staat het bij het budget van de wijk zelf.",
        f"Groepen van minder dan {MINSTENS} mensen staan nergens apart. Wij voegen ze samen met andere groepen.",
        "Het aantal mensen is afgerond op vijf.",
    ]
    if rapport.geld.weggelaten:
        kwartalen = " en ".join(RANG[nummer - 1] for nummer in rapport.geld.weggelaten)
        zinnen.append(f"Niet meegeteld: het {kwartalen} kwartaal. Er waren toen te weinig mensen.")
    if rapport.geld.wijken_samen:
        namen = [rapport.wijken.get(w, "wijk niet bekend") for w in sorted(rapport.geld.wijken_samen)]
        zinnen.append(f"Niet apart te zien, door te weinig mensen: {', '.join(namen)}.")
    if rapport.loket is None:
        zinnen.append("De kosten van het loket zelf zijn niet meegeteld.")
    return zinnen
