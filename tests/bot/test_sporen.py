"""The bot tells how long its two parts took, and hands the trace on in a header."""

from __future__ import annotations

import asyncio

import pytest

from bot import sporen
from loket_backend import sporen as lagen


async def roep(geroepen: list[dict[str, str]] | None = None) -> None:
    with sporen.in_acties() as koppen:
        if geroepen is not None:
            geroepen.append(koppen)
        await asyncio.sleep(0.02)


async def beurt(keren: int) -> dict[str, float]:
    with sporen.gemeten() as fasen:
        for _ in range(keren):
            await roep()
        await asyncio.sleep(0.01)
    return fasen


async def test_de_tijd_in_de_acties_staat_apart() -> None:
    fasen = await beurt(2)
    assert fasen["acties"] >= 0.03
    assert fasen["begrijpen"] >= 0.005
    assert (await beurt(0))["acties"] == 0


async def test_beurten_naast_elkaar_tellen_elkaars_tijd_niet() -> None:
    een, geen = await asyncio.gather(beurt(3), beurt(0))
    assert een["acties"] >= 0.05
    assert geen["acties"] == 0


async def test_wat_mislukt_is_ook_gemeten() -> None:
    fasen: dict[str, float] = {}

    async def valt_om() -> None:
        nonlocal fasen
        with sporen.gemeten() as fasen, sporen.in_acties():
            await asyncio.sleep(0.02)
            raise ValueError

    with pytest.raises(ValueError):
        await valt_om()
    assert fasen["acties"] >= 0.015


async def test_het_spoor_gaat_mee_in_een_kop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lagen, "koppen", lambda: {lagen.KOP: "00-a-b-01"})
    monkeypatch.setattr(lagen, "stap", lambda naam: lagen.nullcontext())
    geroepen: list[dict[str, str]] = []
    await roep(geroepen)
    assert geroepen == [{lagen.KOP: "00-a-b-01"}]
