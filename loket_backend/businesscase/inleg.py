"""The shared budget of a wijk split over who paid it: after small groups were put together, so that nothing follows from it that was not shown.

What is split is a figure that may be shown, by shares that have nothing to do with people. See docs/adr/0034-kleine-groepen-samen.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from loket_backend.businesscase.bedragen import NIETS, Band
from loket_backend.businesscase.bundelen import REST_WIJK, Boek, Vakken
from loket_backend.businesscase.rekenen import Soort
from loket_backend.partijen.woorden import WIJKBUDGET

# Of each wijk what each party paid in for the year, in cents.
Inleg = Mapping[str, Mapping[str, int]]


def naar_rato(bedrag: int, gewichten: Mapping[str, int]) -> dict[str, int]:
    """Cents, not negative, by weight; together exactly `bedrag`. What is left after rounding down goes to the largest remainders, the first by key
    when they are alike. `gewichten`: at least one more than 0, none less.
    """
    som = sum(gewichten.values())
    delen = {wie: divmod(bedrag * gewicht, som) for wie, gewicht in gewichten.items() if gewicht}
    over = bedrag - sum(heel for heel, _ in delen.values())
    eerst = sorted(delen, key=lambda wie: (-delen[wie][1], wie))[:over]
    return {wie: heel + (wie in eerst) for wie, (heel, _) in delen.items()}


def band_naar_rato(bedrag: Band, gewichten: Mapping[str, int]) -> dict[str, Band]:
    """The middle, and the distances to it: so low stays below middle and middle below high for each of them, and all three add up."""
    midden = naar_rato(bedrag.midden, gewichten)
    onder = naar_rato(bedrag.midden - bedrag.laag, gewichten)
    boven = naar_rato(bedrag.hoog - bedrag.midden, gewichten)
    return {wie: Band(deel - onder[wie], deel, deel + boven[wie]) for wie, deel in midden.items()}


def splits(boek: Boek, inleg: Inleg, pot: str) -> Boek:
    """The book of one quarter with what stands at `pot` (a key of Betalers) at the parties that paid in. A wijk where nobody did keeps it there."""
    bedragen: Vakken = {}
    mensen: dict[tuple[str, Soort], frozenset[str]] = {}
    for (wijk, soort), maten in boek.bedragen.items():
        gewichten = _gewichten(wijk, boek.wijken_samen, inleg) if soort.partij == pot else {}
        vakken = {partij: (wijk, soort._replace(partij=partij)) for partij in gewichten or (soort.partij,)}
        for vak in vakken.values():
            mensen[vak] = mensen.get(vak, frozenset()) | boek.mensen[wijk, soort]
        for maat, bedrag in maten.items():
            delen = band_naar_rato(bedrag, gewichten) if gewichten else {soort.partij: bedrag}
            for partij, deel in delen.items():
                doel = bedragen.setdefault(vakken[partij], {})
                doel[maat] = doel.get(maat, NIETS).plus(deel)
    return replace(boek, bedragen=bedragen, mensen=mensen, samen=boek.samen | _ook_samen(boek.samen, inleg, pot))


def _gewichten(wijk: str, samen: Iterable[str], inleg: Inleg) -> dict[str, int]:
    """Of wijken that stand together: what was paid in for them together."""
    som: dict[str, int] = {}
    for deel in samen if wijk == REST_WIJK else (wijk,):
        for partij, bedrag in inleg.get(deel, {}).items():
            som[partij] = som.get(partij, 0) + bedrag
    return {partij: bedrag for partij, bedrag in som.items() if bedrag > 0}


def _ook_samen(samen: frozenset[Soort], inleg: Inleg, pot: str) -> frozenset[Soort]:
    """Where the shared budget was put together with others in one quarter, its parts are in the year."""
    if Soort(WIJKBUDGET, pot) not in samen:
        return frozenset()
    return frozenset(Soort(WIJKBUDGET, partij) for per in inleg.values() for partij in per)
