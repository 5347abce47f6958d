"""Writes the rows of an earlier release as SQL that both databases read. Run it with the code of that release:

git worktree add /tmp/eerder COMMIT && cd /tmp/eerder && LOKET_DATA=$(mktemp -d) PYTHONPATH=. python …/tests/data/schema/maak.py schema-NNNN.sql

All people in it are invented. The column key is the one of the tests (t1, 32 times the character 0); so are token and API key below.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import os
import sqlite3
import sys
import time
import uuid
from pathlib import Path
from typing import Any

from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import Boolean
from sqlalchemy.sql.schema import Table

from loket_backend import demo
from loket_backend.app import maak_app
from loket_backend.db import Basis, Kluis, open_database
from loket_backend.gesprek.rasa import Antwoordbeurt, Botbericht, Vraagbeurt
from loket_backend.migreer import migreer
from loket_backend.settings import Settings
from loket_backend.toegang.sleutels import maak_sleutel
from loket_backend.versleuteling import Sleutelbos

TOKEN = "een-bewaard-gesprek-uit-een-eerdere-versie"
# So many stories that ended in an intake, beside one that waits for a human and one with a crisis.
VERHALEN = 1


class Echo:
    async def beurt(self, vraag: Vraagbeurt) -> Antwoordbeurt:
        return Antwoordbeurt([Botbericht(f"Gehoord: {vraag.tekst}", [], "kan")])

    async def mist(self) -> list[str]:
        return []


def weinig(naam: str, lees: Any = demo._lees) -> Any:
    inhoud = lees(naam)
    if "gesprekken" in inhoud:
        alle = inhoud["gesprekken"]
        anders = [v for v in alle if v.get("wacht") or any("crisis" in b for b in v["beurten"])][:2]
        inhoud["gesprekken"] = [*[v for v in alle if v not in anders][:VERHALEN], *anders]
    return inhoud


async def praat(settings: Settings) -> str:
    """One conversation that is not finished, and a reader of the staff API who leaves lines in the audit trail. Gives the id."""
    database = open_database(settings.database)
    demo._lees = weinig
    async with TestClient(TestServer(maak_app(settings, lambda *_: Echo()))) as client:
        await demo.vul_demo(database, settings)
        geopend = await (await client.post("/v1/gesprekken", json={"kanaal": "web"})).json()
        kop = {"Authorization": f"Bearer {geopend['token']}"}
        pad = f"/v1/gesprekken/{geopend['id']}/berichten"
        for tekst in ("Ik kan niet meer stofzuigen", "Mijn zus helpt met de was"):
            await client.post(pad, json={"clientBerichtId": str(uuid.uuid4()), "tekst": tekst}, headers=kop)
            einde = time.monotonic() + 30
            while (await (await client.get(f"{pad}?na=99&wacht=1", headers=kop)).json())["bezig"]:
                assert time.monotonic() < einde
        async with database.schrijf() as session:
            sleutel = await maak_sleutel(session, "coordinator")
        antwoord = await client.get("/v1/intakes", headers={"Authorization": f"Bearer {sleutel}"})
        assert antwoord.status == 200, await antwoord.text()
    await database.sluit()
    return str(geopend["id"])


def waarde(kolom: Any, inhoud: Any) -> str:
    if inhoud is None:
        return "NULL"
    if isinstance(kolom.type, Boolean):
        return "TRUE" if inhoud else "FALSE"
    if isinstance(inhoud, (int, float)):
        return repr(inhoud)
    return "'" + str(inhoud).replace("'", "''") + "'"


def rijen(verbinding: sqlite3.Connection, tabel: Table) -> list[str]:
    kolommen = list(tabel.columns)
    namen = ", ".join(f'"{k.name}"' for k in kolommen)
    volgorde = ", ".join(f'"{k.name}"' for k in tabel.primary_key)
    gelezen = verbinding.execute(f'SELECT {namen} FROM "{tabel.name}" ORDER BY {volgorde}')
    kop = f'INSERT INTO "{tabel.name}" ({namen}) VALUES ('
    return [kop + ", ".join(waarde(k, w) for k, w in zip(kolommen, rij, strict=True)) + ");" for rij in gelezen]


def main(pad: str) -> None:
    sleutel = f"t1:{base64.b64encode(b'0' * 32).decode()}"
    settings = Settings(data=os.environ["LOKET_DATA"], geheim="x", sleutel=sleutel, demo="1")
    Kluis.bos = Sleutelbos.uit(settings.sleutel, settings.map / "sleutel")
    migreer(settings.database)
    gesprek = asyncio.run(praat(settings))
    verbinding = sqlite3.connect(settings.map / "loket.db")
    alle = "\n".join(rij for tabel in Basis.metadata.sorted_tables for rij in rijen(verbinding, tabel))
    ((was,),) = verbinding.execute("SELECT token_hash FROM gesprek WHERE id = ?", (gesprek,))
    alle = alle.replace(was, hashlib.sha256(TOKEN.encode()).hexdigest())
    Path(pad).write_text(f"-- gesprek {gesprek}\n{alle}\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
