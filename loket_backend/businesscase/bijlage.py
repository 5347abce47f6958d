"""What belongs behind the figures: the key figures with their sources, and what the sums rest on."""

from __future__ import annotations

from loket_backend.businesscase.bedragen import MARGE
from loket_backend.businesscase.perioden import RANG
from loket_backend.businesscase.rapport import Rapport
from loket_backend.businesscase.tabel import Cel, Centen, Tabel, wet
from loket_backend.onderdrukking import MINSTENS
from loket_backend.partijen.models import SOORTEN


def kerncijfers(rapport: Rapport) -> Tabel:
    boek = rapport.cijfers
    rijen: list[list[Cel]] = []
    for c in boek.cijfers.values():
        bron = "Eigen aanname" if c.eigen_aanname else f"{c.bron}, {c.adres}"
        oud = f"Ouder dan {boek.verouderd_na_jaar} jaar. " if boek.is_oud(c) else ""
        rijen.append(
            [c.wat, c.per, Centen(c.laag), Centen(c.midden), Centen(c.hoog), wet(c.bekostiging), SOORTEN[c.betaalt],
             bron, c.datum.isoformat(), c.gecontroleerd_op.isoformat(), f"{oud}{c.opmerking}".strip()]
        )  # fmt: skip
    return Tabel(
        "kerncijfers",
        "Kerncijfers",
        "Met deze bedragen rekenen medewerkers uit wat er niet nodig was.",
        "Een kerncijfer is wat één uur, dag of keer ongeveer kost.",
        [
            "Wat",
            "Eenheid",
            "Laag",
            "Midden",
            "Hoog",
            "Wet",
            "Wie betaalt",
            "Bron",
            "Datum",
            "Nagekeken op",
            "Opmerking",
        ],
        rijen,
    )


def aannames(rapport: Rapport) -> list[str]:
    """What these figures rest on, in plain words."""
    zinnen = [
        "Kosten tellen per dag dat een arrangement geldt. Een afspraak voor één keer telt in één keer.",
        "Op de dag dat een arrangement verandert, telt alleen het nieuwe.",
        "Vermeden kosten zijn een schatting. Niemand weet zeker wat er zonder deze hulp gebeurd was.",
        "Een schatting met een kerncijfer is zo onzeker als dat kerncijfer.",
        f"Een eigen schatting tellen wij {round(MARGE * 100)}% lager en {round(MARGE * 100)}% hoger.",
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
