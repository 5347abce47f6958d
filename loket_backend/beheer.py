"""Management from the command line.

python -m loket_backend.beheer sleutel coordinator      prints one new API key, nothing else
python -m loket_backend.beheer inrichten gemeente.yml   wijken and medewerkers (docs/beheer/inrichten.md)
python -m loket_backend.beheer wachtwoord LOGIN         sets a password, asked for on the terminal
"""

from __future__ import annotations

import argparse
import asyncio
import getpass
import sys

import yaml

from loket_backend.db import Database, Kluis, open_database
from loket_backend.errors import LoketFout
from loket_backend.migreer import migreer
from loket_backend.settings import Settings
from loket_backend.toegang.sleutels import ROLLEN, maak_sleutel
from loket_backend.toewijzing.inrichting import richt_in, zet_wachtwoord
from loket_backend.versleuteling import Sleutelbos


async def sleutel(database: Database, opties: argparse.Namespace) -> None:
    async with database.schrijf() as session:
        nieuw = await maak_sleutel(session, opties.rol)
    print(nieuw)


async def inrichten(database: Database, opties: argparse.Namespace) -> None:
    async with database.schrijf() as session:
        wijken, medewerkers = await richt_in(session, yaml.safe_load(opties.bestand))
    print(f"{wijken} wijken en {medewerkers} medewerkers staan nu in het loket.")


async def wachtwoord(database: Database, opties: argparse.Namespace) -> None:
    nieuw = getpass.getpass("Nieuw wachtwoord: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    async with database.schrijf() as session:
        await zet_wachtwoord(session, opties.login, nieuw)
    print("Het wachtwoord is veranderd.")


def opties() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="loket_backend.beheer", description="Beheer van het loket")
    daden = parser.add_subparsers(required=True)
    daad = daden.add_parser("sleutel", help="maak een API-sleutel")
    daad.add_argument("rol", choices=ROLLEN)
    daad.set_defaults(doe=sleutel)
    daad = daden.add_parser("inrichten", help="lees wijken en medewerkers uit een bestand")
    daad.add_argument("bestand", type=argparse.FileType(encoding="utf-8"))
    daad.set_defaults(doe=inrichten)
    daad = daden.add_parser("wachtwoord", help="zet het wachtwoord van een medewerker")
    daad.add_argument("login")
    daad.set_defaults(doe=wachtwoord)
    return parser


async def draai(settings: Settings, gekozen: argparse.Namespace) -> None:
    Kluis.bos = Sleutelbos.uit(settings.sleutel, settings.map / "sleutel")
    database = open_database(settings.database)
    try:
        await gekozen.doe(database, gekozen)
    finally:
        await database.sluit()


def main() -> None:
    gekozen, settings = opties().parse_args(), Settings.uit_omgeving()
    settings.map.mkdir(parents=True, exist_ok=True)
    migreer(settings.database)
    try:
        asyncio.run(draai(settings, gekozen))
    except (LoketFout, OSError, yaml.YAMLError) as fout:
        sys.exit(getattr(fout, "detail", None) or str(fout))


if __name__ == "__main__":
    main()
