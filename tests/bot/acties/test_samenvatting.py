"""The summary that the resident approves: their own words, grouped; what was not discussed is left out."""

from __future__ import annotations

import pytest

from bot.actions.dossier import Dossier
from bot.actions.samenvatting import samenvatting
from tests.bot.hulp import dossier, vol_dossier

REGELS = [
    ({"naam": "Annie Vos"}, "Naam: Annie Vos"),
    ({"postcode": "9471AB"}, "Postcode: 9471 AB"),
    ({"telefoon": "+31612345678"}, "Telefoon: 06 12 34 56 78"),
    ({"telefoon": "+31528123456"}, "Telefoon: 0528 123 456"),
    ({"telefoon": "+4915123456789"}, "Telefoon: +49 1512 345 67 89"),
    ({"toestemming": []}, "Delen mag met: niemand"),
    ({"toestemming": ["huisarts", "dorpscooperatie"]}, "Delen mag met: huisarts, dorpscoöperatie"),
    ({"volhoudtijd": "half_jaar"}, "Zo lang gaat het nog: een half jaar"),
    ({"clientondersteuning": "later"}, "Gratis onafhankelijke hulp: later"),
]


@pytest.mark.parametrize(("waarden", "regel"), REGELS)
def test_een_waarde_staat_er_leesbaar(waarden: dict[str, object], regel: str) -> None:
    assert samenvatting(dossier(**waarden)) == regel


@pytest.mark.parametrize(
    ("veld", "kop"),
    [("nodig", "nodig"), ("kan", "kunt u zelf"), ("wil", "wilt u"), ("netwerk", "helpt"), ("aanbod", "voor een ander")],
)
def test_eigen_woorden_staan_onder_hun_kop(veld: str, kop: str) -> None:
    overzicht = samenvatting(dossier(**{veld: "k doe t nog zelf hoor"}))
    assert kop in overzicht.splitlines()[0]
    assert "k doe t nog zelf hoor" in overzicht


def test_over_een_ander_staat_er_niet_wat_u_kunt() -> None:
    overzicht = samenvatting(dossier(voor_wie="ander", kan="koken", wil="thuis blijven", aanbod="zingen"))
    assert "kunt u" not in overzicht
    assert "wilt u" not in overzicht


def test_wat_niet_besproken_is_staat_er_niet() -> None:
    assert samenvatting(Dossier()) == ""
    assert "Postcode" not in samenvatting(dossier(naam="Annie Vos"))


def test_een_overgeslagen_vraag_staat_er_niet() -> None:
    d = vol_dossier()
    d.vergeet(["naam"])
    d.sla_over("naam", 4)
    assert "Naam:" not in samenvatting(d)


def test_het_verhaal_staat_voor_de_gegevens() -> None:
    overzicht = samenvatting(vol_dossier())
    assert overzicht.index("stofzuigen") < overzicht.index("Annie Vos")


def test_de_sleutels_van_het_systeem_komen_er_niet_in() -> None:
    assert "_" not in samenvatting(vol_dossier(volhoudtijd="twee_jaar", toestemming=["dorpscooperatie"]))
