"""What the loket serves for the widget."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiohttp import ClientSession, web

from loket_backend.widget import routes

from .nep_loket import NepLoket


async def test_het_script_mag_overal_geladen_en_bewaard_worden(loket: NepLoket) -> None:
    async with ClientSession(loket.adres) as klant:
        antwoord = await klant.get("/widget/loket-chat.js", headers={})
        assert antwoord.status == 200
        assert antwoord.headers["Content-Type"] == "text/javascript; charset=utf-8"
        assert antwoord.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert antwoord.headers["Access-Control-Allow-Origin"] == "*"
        assert "max-age" in antwoord.headers["Cache-Control"]
        opnieuw = await klant.get("/widget/loket-chat.js", headers={"If-None-Match": antwoord.headers["ETag"]})
        assert opnieuw.status == 304


@pytest.mark.parametrize("naam", ["htmx.min.js", "utrecht.css", "voorbeeld-tokens.css", "loket-pagina.css"])
async def test_de_andere_bestanden_staan_onder_statisch(loket: NepLoket, naam: str) -> None:
    async with ClientSession(loket.adres) as klant:
        assert (await klant.get(f"/statisch/{naam}")).status == 200


@pytest.mark.parametrize("naam", ["bestaat-niet.js", "..%2Fsettings.py", "%2e%2e%2fsettings.py", ".npmrc"])
async def test_wat_er_niet_hoort_is_er_niet(loket: NepLoket, naam: str) -> None:
    async with ClientSession(loket.adres) as klant:
        assert (await klant.get(f"/statisch/{naam}")).status == 404


async def test_zonder_bundel_zegt_het_loket_wat_er_moet_gebeuren(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(routes, "STATISCH", tmp_path)
    antwoord = routes.gebouwd("loket-chat.js")
    assert isinstance(antwoord, web.Response)
    assert antwoord.status == 503
    assert "npm run bouw" in (antwoord.text or "")
