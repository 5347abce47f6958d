"""python -m loket_backend.reservekopie maak [MAP] [--bewaar N]           makes one, and keeps the last N (14)
python -m loket_backend.reservekopie controleer BESTAND               reads one whole, changes nothing
python -m loket_backend.reservekopie herstel BESTAND [--overschrijf …] puts one back
python -m loket_backend.reservekopie sleutel BESTAND                  makes a key to lock backups with
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path

from loket_backend.errors import LoketFout
from loket_backend.reservekopie import maken, slot
from loket_backend.reservekopie.herstel import WEG, herstel
from loket_backend.settings import Settings


async def maak(settings: Settings, opties: argparse.Namespace) -> None:
    pad = await maken.maak(settings, opties.map or settings.map / "kopieen", opties.bewaar)
    print(f"De reservekopie staat in {pad}.")
    print(
        "De sleutels van het loket zitten er niet in. Bewaar die apart: zonder die sleutels is de kopie niet te lezen."
    )


async def controleer(settings: Settings, opties: argparse.Namespace) -> None:
    manifest = await asyncio.to_thread(maken.controleer, settings, opties.bestand)
    rijen = sum(manifest.tellingen.values())
    print(f"De reservekopie is heel: {manifest.moment}, schema {manifest.schema}, {rijen} rijen.")


async def zet_terug(settings: Settings, opties: argparse.Namespace) -> None:
    hersteld = await herstel(settings, opties.bestand, opties.overschrijf)
    print(f"De reservekopie van {hersteld.manifest.moment} is teruggezet.")
    print("Gecontroleerd: alle aantallen, de audittrail, en of de sleutels passen.")
    if hersteld.opzij:
        print(hersteld.opzij)


async def sleutel(settings: Settings, opties: argparse.Namespace) -> None:
    slot.maak_sleutel(opties.bestand)
    print(f"De sleutel staat in {opties.bestand}. Bewaar hem op twee plekken, niet bij de reservekopieën.")


def aantal(tekst: str) -> int:
    if not tekst.isdecimal() or int(tekst) < 1:
        raise argparse.ArgumentTypeError("geef een heel getal vanaf 1")
    return int(tekst)


def opties() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="loket_backend.reservekopie", description="Reservekopieën van het loket")
    daden = parser.add_subparsers(required=True)
    daad = daden.add_parser("maak", help="maak een reservekopie terwijl het loket doorwerkt")
    daad.add_argument("map", nargs="?", type=Path)
    daad.add_argument("--bewaar", type=aantal, default=14, help="zoveel kopieën blijven er (14)")
    daad.set_defaults(doe=maak)
    daad = daden.add_parser("controleer", help="kijk of een reservekopie heel is")
    daad.add_argument("bestand", type=Path)
    daad.set_defaults(doe=controleer)
    daad = daden.add_parser("herstel", help="zet een reservekopie terug")
    daad.add_argument("bestand", type=Path)
    daad.add_argument("--overschrijf", default="", metavar=f"'{WEG}'", help="als de database niet leeg is")
    daad.set_defaults(doe=zet_terug)
    daad = daden.add_parser("sleutel", help="maak een sleutel voor reservekopieën")
    daad.add_argument("bestand", type=Path)
    daad.set_defaults(doe=sleutel)
    return parser


def main() -> None:
    gekozen, settings = opties().parse_args(), Settings.uit_omgeving()
    try:
        asyncio.run(gekozen.doe(settings, gekozen))
    except (LoketFout, OSError, ValueError) as fout:
        sys.exit(getattr(fout, "detail", None) or str(fout))


if __name__ == "__main__":
    main()
