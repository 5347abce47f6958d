from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import product

import pytest
from scipy.optimize import linprog

from loket_backend.onderdrukking import ALLES, Dimensie, Kubus, Verborgen, onderdruk, onderdruk_samen

KLEIN, EROMHEEN = Verborgen.KLEIN, Verborgen.EROMHEEN
WIJKEN = Dimensie(["noord", "oost", "zuid", "west"])


def per_wijk(*aantallen: int) -> Kubus:
    return onderdruk({(w,): n for w, n in zip(WIJKEN.waarden, aantallen, strict=True)}, [WIJKEN])


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
    assert toon(verborgen) == [KLEIN] * 4 + [
        EROMHEEN
    ]  # four times one to four, and a total of at most four, would be four ones


def test_wat_niet_optelt_heeft_geen_totaal() -> None:
    kubus = onderdruk({("kan", "noord"): 3, ("wil", "noord"): 9}, [Dimensie(["kan", "wil"], optelbaar=False), WIJKEN])
    assert kubus["wil", "noord"] == 9
    assert (ALLES, "noord") not in kubus.getallen


def test_een_totaal_dat_nergens_staat_verbergt_niets() -> None:
    standen = Dimensie(["open", "dicht"])
    aantallen = {("open", "noord"): 3, ("dicht", "noord"): 9}
    assert onderdruk(aantallen, [standen, WIJKEN])["dicht", "noord"] is EROMHEEN
    los = onderdruk(aantallen, [standen, WIJKEN], nergens=lambda s: s[0] == ALLES)
    assert los["dicht", "noord"] == 9


def lijnen(kubus: Kubus, dimensies: Sequence[Dimensie]) -> Iterator[tuple[list[tuple[str, ...]], tuple[str, ...]]]:
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
    kubus = onderdruk(aantallen, dimensies)
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


def weet_iets(kubus: Kubus, sleutel: tuple[str, ...]) -> tuple[int, int | None]:
    """What is said of a hidden figure: "minder dan 5" is 1 to 4 people; of another one a reader who knows the rules takes it that it is
    five or more, unless it is not."""
    getal = kubus.getallen[sleutel]
    if kubus[sleutel] is KLEIN:
        return 1, None if kubus.personen is not None else 4
    return 5 if getal >= 5 else 0, None


def bereik(kubus: Kubus, assen: Sequence[Dimensie]) -> dict[tuple[str, ...], tuple[float, float]]:
    """The smallest and largest number that each hidden figure can be, for somebody who solves all sums (linear programming)."""
    weg = [s for s in kubus.getallen if isinstance(kubus[s], Verborgen)]
    rijen, sommen = [], []
    for delen, totaal in lijnen(kubus, assen):
        tekens = {**dict.fromkeys(delen, 1), totaal: -1}
        rijen.append([tekens.get(s, 0) for s in weg])
        sommen.append(-sum(teken * kubus.getallen[s] for s, teken in tekens.items() if s not in weg))
    grenzen = [weet_iets(kubus, s) for s in weg]
    gevonden = {}
    for nr, sleutel in enumerate(weg):
        doel = [float(n == nr) for n in range(len(weg))]
        laag, hoog = (linprog([f * d for d in doel], A_eq=rijen, b_eq=sommen, bounds=grenzen) for f in (1, -1))
        gevonden[sleutel] = (laag.fun, float("inf") if hoog.status == 3 else -hoog.fun)
    return gevonden


def tabel(zaad: int, assen: Sequence[Dimensie]) -> dict[tuple[str, ...], int]:
    kans = random.Random(zaad)
    keuze = kans.choice([[0, 0, 1, 2, 3, 4, 5, 7, 12, 40], [0, 1, 1, 1, 9, 30, 60], [0, 0, 0, 1, 4, 50], [0, 1]])
    return {s: kans.choice(keuze) for s in product(*(as_.waarden for as_ in assen))}


@pytest.mark.parametrize("zaad", range(60))
@pytest.mark.parametrize(
    "assen",
    [
        [WIJKEN],
        [Dimensie(["a", "b", "c"]), WIJKEN],
        [Dimensie(["maart", "april"], optelbaar=False), Dimensie("ab"), WIJKEN],
    ],
    ids=["een", "twee", "twee per maand"],
)
def test_wie_alle_sommen_oplost_vindt_geen_verborgen_getal(zaad: int, assen: Sequence[Dimensie]) -> None:
    kubus = onderdruk(tabel(zaad, assen), assen)
    assert [s for s, (laag, hoog) in bereik(kubus, assen).items() if hoog - laag < 0.5] == []


@pytest.mark.parametrize("zaad", range(60))
def test_ook_niet_als_een_mens_vaker_telt(zaad: int) -> None:
    """Two or three lines of help for one person: what counts is how many people there are, also in the totals."""
    vormen = Dimensie(["informeel", "collectief", "individueel"])
    mensen, kans = tabel(zaad, [vormen, WIJKEN]), random.Random(zaad)
    regels = {s: n * kans.randint(1, 3) for s, n in mensen.items()}
    meest = {(ALLES, w): max(mensen[v, w] for v in vormen.waarden) for w in WIJKEN.waarden}
    overal = {(v, ALLES): sum(mensen[v, w] for w in WIJKEN.waarden) for v in vormen.waarden}
    personen = {**mensen, **meest, **overal, (ALLES, ALLES): sum(meest.values())}
    kubus = onderdruk(regels, [vormen, WIJKEN], personen=personen)
    assert all(isinstance(kubus[s], Verborgen) for s, n in personen.items() if 0 < n < 5)
    assert [s for s, (laag, hoog) in bereik(kubus, [vormen, WIJKEN]).items() if hoog - laag < 0.5] == []


def test_zes_regels_van_twee_mensen_zijn_een_kleine_groep() -> None:
    personen = {("noord",): 2, ("oost",): 9, ("zuid",): 9, ("west",): 9, (ALLES,): 29}
    kubus = onderdruk({("noord",): 6, ("oost",): 20, ("zuid",): 10, ("west",): 30}, [WIJKEN], personen=personen)
    assert toon(kubus) == [KLEIN, 20, EROMHEEN, 30, 66]


def test_een_getal_dat_op_een_brug_ligt_volgt_uit_alle_sommen_samen() -> None:
    """Each row and column hides two, and still the corner follows: rows one and two minus columns one and two."""
    rijen, kolommen = Dimensie(["1", "2", "3", "4"]), Dimensie(["a", "b", "c", "d"])
    klein = {("1", "a"): 2, ("1", "b"): 2, ("2", "a"): 2, ("2", "b"): 2, ("2", "c"): 2}
    klein |= {("3", "c"): 2, ("3", "d"): 2, ("4", "c"): 2, ("4", "d"): 2}
    alle = {(r, k): 30 for r in rijen.waarden for k in kolommen.waarden} | klein
    kubus = onderdruk(alle, [rijen, kolommen])
    laag, hoog = bereik(kubus, [rijen, kolommen])["2", "c"]
    assert hoog - laag >= 1


def test_geld_naast_een_verborgen_aantal_is_ook_verborgen() -> None:
    kubus = per_wijk(3, 20, 8, 30)
    bedragen = {("noord",): 300_00, ("oost",): 900_00, ("zuid",): 100_00, (ALLES,): 1_300_00}
    assert [kubus.naast(bedragen, (w,)) for w in [*WIJKEN.waarden, ALLES]] == [KLEIN, 900_00, EROMHEEN, 0, 1_300_00]


def test_een_totaal_dat_een_tabel_verbergt_staat_in_geen_andere() -> None:
    """Nobody in one table is small; yet the total is hidden there, because the other table hides it."""

    def maak(aantallen: dict[tuple[str, ...], int], *waarden: str) -> Callable[[Collection[tuple[str, ...]]], Kubus]:
        return lambda vooraf: onderdruk(aantallen, [Dimensie(waarden), Dimensie(["noord"])], vooraf=vooraf)

    klein = maak({("ja", "noord"): 4, ("nee", "noord"): 4}, "ja", "nee")
    groot = maak({("kan", "noord"): 8}, "kan", "wil")
    assert groot(())[ALLES, "noord"] == 8
    een, twee = onderdruk_samen([klein, groot])
    assert isinstance(een[ALLES, "noord"], Verborgen)
    assert isinstance(twee[ALLES, "noord"], Verborgen)
    assert isinstance(twee["kan", "noord"], Verborgen)
