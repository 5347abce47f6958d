"""The loket on several machines: which process runs where, and what it is told of the others (docs/beheer/meer-processen.md)."""

from __future__ import annotations

import base64
import json
import os
import secrets
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from loket_backend.rasaserver import EEN_DRAAD
from loket_backend.settings import Settings
from tests.conftest import PG_BIN, Cluster
from tests.e2e.hulp.loket import GEDULD_START, WORTEL, lees_db
from tests.e2e.hulp.processen import wacht_tot
from tests.faults.meer.netwerk import Machine, Netwerk, netwerk

LOKET, RASA, ACTIES = "loket", "rasa", "acties"
POORTEN = {LOKET: 8080, RASA: 5005, ACTIES: 5055}
INTERN = 8081
BOT = str(WORTEL / ".venv-bot" / "bin" / "python")


class Straatnet:
    """`machines` by name (loket1, rasa2, …); `start` has begun all of them when this is there."""

    def __init__(self, net: Netwerk, database: str, data: Path) -> None:
        self.machines, self._data = net.machines, data
        self._gedeeld, self._van_lokets = _gedeeld(), _van_lokets(database)
        for machine in self.machines.values():
            self._richt_in(machine)
        self._eerste = self.van(LOKET)[0]

    def van(self, soort: str) -> list[Machine]:
        return [machine for naam, machine in self.machines.items() if naam.startswith(soort)]

    def _adressen(self, soort: str, poort: int) -> str:
        return " ".join(f"http://{machine.adres}:{poort}" for machine in self.van(soort))

    def _richt_in(self, machine: Machine) -> None:
        soort = machine.naam.rstrip("0123456789")
        machine.log = self._data / f"{machine.naam}.log"
        ergens = {"LOKET_RASA": self._adressen(RASA, POORTEN[RASA])}
        ergens |= {"LOKET_ACTIES": self._adressen(ACTIES, POORTEN[ACTIES])}
        machine.omgeving = {**self._gedeeld, "LOKET_PROCES": machine.naam}
        if soort == LOKET:
            machine.omgeving |= {**ergens, **self._van_loket(machine)}
            machine.opdracht = [sys.executable, "-m", "loket_backend"]
        elif soort == RASA:
            eigen = {"LOKET_RASA_HOST": machine.adres, "LOKET_RASA_PORT": str(POORTEN[RASA])}
            machine.omgeving |= {"LOKET_ACTIES": ergens["LOKET_ACTIES"], **eigen}
            machine.opdracht = [BOT, "-m", "bot.server"]
        else:
            eigen = {"LOKET_ACTIES_HOST": machine.adres, "LOKET_ACTIES_PORT": str(POORTEN[ACTIES])}
            machine.omgeving |= {"LOKET_INTERN": self._adressen(LOKET, INTERN), **eigen}
            machine.opdracht = [BOT, "-m", "bot.actions"]

    def _van_loket(self, machine: Machine) -> dict[str, str]:
        eigen = {"LOKET_HOST": machine.adres, "LOKET_PORT": str(POORTEN[LOKET])}
        intern = {"LOKET_INTERN_HOST": machine.adres, "LOKET_INTERN_PORT": str(INTERN)}
        return {**self._van_lokets, **eigen, **intern, "LOKET_DATA": str(self._data / machine.naam)}

    def mist(self, machine: Machine) -> list[str]:
        """What /klaar of this loket says is missing."""
        try:
            with urllib.request.urlopen(f"http://{machine.adres}:{POORTEN[LOKET]}/klaar", timeout=10) as antwoord:
                return list(json.load(antwoord)["mist"])
        except urllib.error.HTTPError as fout:
            return list(json.load(fout)["mist"])
        except OSError:
            return [LOKET]

    def antwoordt(self, machine: Machine) -> bool:
        """Whether what runs on it can do its work."""
        if machine.naam.startswith(LOKET):
            return self.mist(machine) == []
        pad = "health" if machine.naam.startswith(ACTIES) else "webhooks/loket/gezond"
        poort = POORTEN[machine.naam.rstrip("0123456789")]
        try:
            with urllib.request.urlopen(f"http://{machine.adres}:{poort}/{pad}", timeout=5) as antwoord:
                return bool(antwoord.status == 200)
        except OSError:
            return False

    def wacht_op(self, machine: Machine) -> float:
        return wacht_tot(lambda: self.antwoordt(machine), GEDULD_START, f"{machine.naam} antwoordt ({machine.log})")

    def sleutel(self) -> str:
        opdracht = [sys.executable, "-m", "loket_backend.beheer", "sleutel", "coordinator"]
        uit = subprocess.run(
            opdracht, cwd=WORTEL, env=self._eerste.omgeving, capture_output=True, text=True, check=True
        )
        return uit.stdout.strip()

    def vraag_db(self, sql: str, **waarden: Any) -> list[tuple[Any, ...]]:
        url = Settings.uit_omgeving(self._eerste.omgeving).database
        return lees_db(url, sql, waarden)


def _gedeeld() -> dict[str, str]:
    """What every process gets; no setting of whoever runs the tests."""
    schoon = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("LOKET_")}
    eigen = {"PYTHONPATH": str(WORTEL), "PYTHONUNBUFFERED": "1", "LOKET_GEHEIM": secrets.token_urlsafe(24)}
    return {**schoon, **EEN_DRAAD, **eigen}


def _van_lokets(database: str) -> dict[str, str]:
    """What only the lokets may know. Patience is long, because machines that run tests are slow."""
    sleutel = base64.b64encode(secrets.token_bytes(32)).decode()
    eigen = {"LOKET_DATABASE_URL": database, "LOKET_SLEUTEL": f"k1:{sleutel}"}
    return {**eigen, "LOKET_DEMO": "1", "LOKET_GEDULD": "180"}


@contextmanager
def straatnet(data: Path, cluster: Cluster, lokets: int, rasas: int, acties: int) -> Iterator[Straatnet]:
    """Every process started on a machine of its own; answering when this gives it."""
    aantallen = {LOKET: lokets, RASA: rasas, ACTIES: acties}
    namen = [f"{soort}{nummer}" for soort, aantal in aantallen.items() for nummer in range(1, aantal + 1)]
    with netwerk(namen) as net:
        _zet_op_het_net(cluster, net.poort)
        cluster.sql("CREATE DATABASE straat")
        straat = Straatnet(net, f"postgresql://postgres@{net.poort}:{cluster.poort}/straat", data)
        for machine in straat.machines.values():
            machine.start()
        for machine in straat.machines.values():
            straat.wacht_op(machine)
        yield straat


def _zet_op_het_net(cluster: Cluster, adres: str) -> None:
    """The database listens on the bridge as well."""
    assert PG_BIN is not None
    data = cluster.map / "data"
    cluster._draai(PG_BIN / "pg_ctl", "-D", data, "-m", "fast", "-w", "stop")
    with (data / "pg_hba.conf").open("a", encoding="utf-8") as toegang:
        toegang.write(f"host all all {adres}/24 trust\n")
    opties = f"-p {cluster.poort} -k {cluster.map} -c listen_addresses=127.0.0.1,{adres} -c fsync=off"
    cluster._draai(PG_BIN / "pg_ctl", "-D", data, "-o", opties, "-l", cluster.map / "log", "-w", "start")
