"""`make run`: gives the three processes their ports and secret, and lets supervisord keep them alive.

One that dies is started again; Ctrl-C stops all of it. When supervisord itself is killed, the kernel stops its children (setpriv --pdeathsig).
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import sys
from pathlib import Path

from loket_backend.crisis.nummers import Nummers
from loket_backend.gesprek.channels.telegram import webhook as telegram
from loket_backend.gesprek.openingstijden import Openingstijden
from loket_backend.partijen.kerncijfers import Kerncijferboek
from loket_backend.rasaserver import EEN_DRAAD, STIL, WORTEL, model, opdracht
from loket_backend.settings import Settings

BOT = WORTEL / ".venv-bot" / "bin"
SUPERVISORD = """\
[supervisord]
nodaemon=true
user={gebruiker}
logfile={run}/supervisord.log
logfile_maxbytes=1MB
loglevel=warn
pidfile={run}/supervisord.pid
childlogdir={run}
silent=true
"""
PROGRAMMA = """
[program:{naam}]
command={commando}
directory={wortel}
environment={omgeving}
autostart=true
autorestart={herstart}
startsecs=0
startretries=1000000
stopsignal={signaal}
stopwaitsecs=8
stopasgroup=true
killasgroup=true
redirect_stderr=true
stdout_logfile={log}
stdout_logfile_maxbytes={maat}
stdout_logfile_backups=2
"""


# Who does not talk to Telegram, has no use for its token.
ZONDER_TELEGRAM = ',LOKET_TELEGRAM_TOKEN="",LOKET_TELEGRAM_GEHEIM=""'


def vrije_poort() -> int:
    with socket.socket() as stekker:
        stekker.bind(("127.0.0.1", 0))
        return int(stekker.getsockname()[1])


def omgeving(settings: Settings) -> dict[str, str]:
    """What the three processes share; ports that were left to us are picked here."""
    poorten = {
        "LOKET_INTERN_PORT": settings.intern_poort,
        "LOKET_RASA_PORT": settings.rasa_poort,
        "LOKET_ACTIES_PORT": settings.acties_poort,
    }
    return {
        **{naam: str(vrije_poort()) if poort == "0" else poort for naam, poort in poorten.items()},
        "LOKET_GEHEIM": settings.geheim or secrets.token_urlsafe(32),
        "LOKET_DATA": str(settings.map.resolve()),
        "LOKET_ANTWOORD_BINNEN": settings.antwoord_binnen,
        "LOKET_TELEFOON": settings.telefoon,
        "PYTHONPATH": str(WORTEL),
        "PYTHONUNBUFFERED": "1",
        "SANIC_HOST": "127.0.0.1",
        **STIL,
        **EEN_DRAAD,
    }


def commandos(deel: dict[str, str]) -> dict[str, str]:
    """The command line of each process, by name."""
    rasa = " ".join(opdracht(f"{BOT}/python", model(), deel["LOKET_RASA_PORT"]))
    dood = f"{shutil.which('setpriv')} --pdeathsig KILL " if shutil.which("setpriv") else ""
    return {
        "loket": f"{dood}{sys.executable} -m loket_backend",
        "acties": f"{dood}{BOT}/python -m bot.actions",
        "rasa": f"{dood}{rasa}",
        "melder": f"{dood}{sys.executable} -m loket_backend.melder",
    }


def configuratie(deel: dict[str, str], run: Path) -> str:
    """supervisord's configuration. The secret goes by the environment, not through this file."""
    kop = SUPERVISORD.format(run=run, gebruiker=os.getuid())
    programmas = []
    for naam, commando in commandos(deel).items():
        stil = naam == "melder"
        programmas.append(
            PROGRAMMA.format(
                naam=naam,
                commando=commando.replace("%", "%%"),
                wortel=WORTEL,
                omgeving="LOKET_PROCES=" + naam + ("" if naam == "loket" else ZONDER_TELEGRAM),
                herstart="false" if stil else "true",
                signaal="INT" if naam == "loket" else "TERM",
                log="/dev/fd/1" if stil else run / f"{naam}.log",
                maat=0 if stil else "5MB",
            )
        )
    return kop + "".join(programmas)


def bezwaren(settings: Settings) -> list[str]:
    """What would keep the loket from starting, in words, before supervisord tries again and again."""
    gevonden = telegram.bezwaren(settings)
    try:
        Nummers.uit_bestand(Path(settings.nummers) if settings.nummers else None)
    except ValueError as fout:
        gevonden.append(f"LOKET_NUMMERS: {fout}")
    try:
        Kerncijferboek.uit_bestand(Path(settings.kerncijfers) if settings.kerncijfers else None)
    except ValueError as fout:
        gevonden.append(f"LOKET_KERNCIJFERS: {fout}")
    try:
        Openingstijden.uit_bestand(settings.bestand_openingstijden)
    except ValueError as fout:
        gevonden.append(f"LOKET_OPENINGSTIJDEN: {fout}")
    with socket.socket() as stekker:
        stekker.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            stekker.bind((settings.adres, int(settings.poort)))
        except (OSError, ValueError):
            gevonden.append(f"LOKET_PORT: op {settings.adres}:{settings.poort} kan het loket niet luisteren (bezet?)")
    return gevonden


def main() -> None:
    settings = Settings.uit_omgeving()
    if gevonden := bezwaren(settings):
        sys.exit("\n".join(gevonden))
    run = settings.map.resolve() / "run"
    run.mkdir(parents=True, exist_ok=True)
    deel = omgeving(settings)
    (run / "supervisord.conf").write_text(configuratie(deel, run), encoding="utf-8")
    os.environ.update(deel)
    supervisord = Path(sys.executable).with_name("supervisord")
    os.execv(supervisord, [str(supervisord), "-n", "-c", str(run / "supervisord.conf")])  # noqa: S606 - supervisord takes our place


if __name__ == "__main__":
    main()
