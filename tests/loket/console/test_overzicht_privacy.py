from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product

import pytest

from loket_backend.console.overzicht_privacy import ALLES, Dimensie, Kubus, Verborgen, scherm_af

KLEIN, EROMHEEN = Verborgen.KLEIN, Verborgen.EROMHEEN
WIJKEN = Dimensie(["noord", "oost", "zuid", "west"])


def per_wijk(*aantallen: int) -> Kubus:
    return scherm_af({(w,): n for w, n in zip(WIJKEN.waarden, aantallen, strict=True)}, WIJKEN)


def toon(kubus: Kubus) -> list[object]:
    return [kubus[(w,)] for w in [*WIJKEN.waarden, ALLES]]


def test_grote_groepen_en_niemand_worden_getoond() -> None:
    assert toon(per_wijk(5, 0, 12, 9)) == [5, 0, 12, 9, 26]


@pytest.mark.parametrize("klein", [1, 2, 3, 4])
def test_een_kleine_groep_is_ook_niet_het_totaal_min_de_andere_wijken(klein: int) -> None:
    """Hidden in one wijk: then one other wijk goes too, the smallest, and the total stays."""
    assert toon(per_wijk(klein, 20, 8, 30)) == [KLEIN, 20, EROMHEEN, 30, 58 + klein]


def test_twee_kleine_groepen_zijn_samen_ook_geen_kleine_groep() -> None:
    """1 and 2 are 3 people: their sum would be told by the total."""
    assert toon(per_wijk(1, 2, 20, 30)) == [KLEIN, KLEIN, EROMHEEN, 30, 53]


def test_wat_maar_op_een_manier_te_verdelen_is_wordt_ook_verborgen() -> None:
    assert toon(per_wijk(4, 4, 20, 30)) == [KLEIN, KLEIN, EROMHEEN, 30, 58]  # 8 over two small groups: 4 and 4
    assert toon(per_wijk(1, 5, 6, 30)) == [KLEIN, EROMHEEN, EROMHEEN, 30, 42]  # 6 over a small and a large one: 1 and 5


def test_als_er_geen_ander_getal_is_gaat_het_totaal_weg() -> None:
    assert toon(per_wijk(4, 4, 0, 0)) == [KLEIN, KLEIN, 0, 0, EROMHEEN]


def test_een_klein_totaal_is_ook_verborgen() -> None:
    assert toon(per_wijk(2, 0, 0, 0)) == [KLEIN, 0, 0, 0, KLEIN]


def test_vier_mensen_in_vier_wijken_zijn_niet_ieder_een() -> None:
    verborgen = per_wijk(1, 1, 1, 1)
    assert toon(verborgen) == [KLEIN] * 5  # nothing is left to hide: told is only that it is 1 to 4


def test_wat_niet_optelt_heeft_geen_totaal() -> None:
    kubus = scherm_af({("kan", "noord"): 3, ("wil", "noord"): 9}, Dimensie(["kan", "wil"], optelbaar=False), WIJKEN)
    assert kubus["wil", "noord"] == 9
    assert (ALLES, "noord") not in kubus.getallen


def test_een_totaal_dat_nergens_staat_verbergt_niets() -> None:
    standen = Dimensie(["open", "dicht"])
    aantallen = {("open", "noord"): 3, ("dicht", "noord"): 9}
    assert scherm_af(aantallen, standen, WIJKEN)["dicht", "noord"] is EROMHEEN
    los = scherm_af(aantallen, standen, WIJKEN, nergens=lambda s: s[0] == ALLES)
    assert los["dicht", "noord"] == 9


def lijnen(kubus: Kubus, dimensies: tuple[Dimensie, ...]) -> Iterator[tuple[list[tuple[str, ...]], tuple[str, ...]]]:
    """Every sum that a reader knows, written here anew."""
    for plek, dimensie in enumerate(dimensies):
        for sleutel in kubus.getallen:
            if sleutel[plek] == ALLES:
                yield [(*sleutel[:plek], w, *sleutel[plek + 1 :]) for w in dimensie.waarden], sleutel


def mogelijk(getal: object, som: int, rest: list[object]) -> list[int]:
    """What a hidden figure can be for somebody who knows its sum with the others that are hidden."""
    onder = sum(1 if r is KLEIN else 5 for r in rest)
    boven = sum(4 if r is KLEIN else 10**6 for r in rest)
    return [n for n in (range(1, 5) if getal is KLEIN else range(5, som + 1)) if onder <= som - n <= boven]


@pytest.mark.parametrize("zaad", range(60))
def test_aftrekken_geeft_nergens_een_verborgen_getal(zaad: int) -> None:
    """Somebody has the page of every wijk and of all of them, and takes off what is shown: no sum leaves one hidden figure,
    a hidden group of fewer than five, or one way to divide what is hidden."""
    kans = random.Random(zaad)
    dimensies = Dimensie(["a", "b", "c"]), Dimensie(["web", "telegram"]), WIJKEN
    aantallen = {s: kans.choice([0, 0, 1, 2, 3, 4, 5, 7, 12, 40]) for s in product(*(d.waarden for d in dimensies))}
    kubus = scherm_af(aantallen, *dimensies)
    assert all(kubus[s] in (KLEIN, EROMHEEN) for s, n in kubus.getallen.items() if 0 < n < 5)
    for delen, totaal in lijnen(kubus, dimensies):
        weg = [d for d in delen if isinstance(kubus[d], Verborgen)]
        if isinstance(kubus[totaal], Verborgen):
            assert weg
        elif weg:
            som = sum(kubus.getallen[d] for d in weg)
            assert som >= 5
            for nr, deel in enumerate(weg):
                rest = [kubus[d] for d in weg[:nr] + weg[nr + 1 :]]
                assert len(mogelijk(kubus[deel], som, rest)) > 1
