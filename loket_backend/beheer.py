"""Management from the command line.

python -m loket_backend.beheer sleutel coordinator      prints one new API key, nothing else
python -m loket_backend.beheer inrichten gemeente.yml   wijken and medewerkers (docs/beheer/inrichten.md)
python -m loket_backend.beheer beginnen dorp|stad|MAP   a whole gemeente to begin with (docs/samen.md)
python -m loket_backend.beheer wachtwoord LOGIN         sets a password, asked for on the terminal
python -m loket_backend.beheer aanbod BESTAND [--proef] reads the sociale kaart from CSV or HSDS 3.0 JSON (docs/samen/aanbod.md)
python -m loket_backend.beheer audit [--anker N:ZEGEL]  checks the chain of the audit trail; exit code 1 when it is broken
python -m loket_backend.beheer wijkbudget               adds up the ledgers of the budgets again; exit code 1 when one is wrong
python -m loket_backend.beheer plekken                 counts again what lines of arrangements have of offers; exit code 1 when a count is wrong
"""

from __future__ import annotations

import argparse
import asyncio
import getpass
import sys
from pathlib import Path

import yaml

from loket_backend import opzet
from loket_backend.aanbod import inlezen, regelplekken
from loket_backend.db import Database, Kluis, open_database
from loket_backend.errors import DatabaseStoort, LoketFout
from loket_backend.migreer import migreer
from loket_backend.settings import Settings
from loket_backend.tijd import vandaag
from loket_backend.toegang import keten
from loket_backend.toegang.sleutels import ROLLEN, maak_sleutel
from loket_backend.toewijzing.inrichting import DOOR, richt_in, zet_wachtwoord
from loket_backend.versleuteling import Sleutelbos
from loket_backend.wijkbudget import narekenen


async def sleutel(database: Database, opties: argparse.Namespace) -> None:
    async with database.schrijf() as session:
        nieuw = await maak_sleutel(session, opties.rol)
    print(nieuw)


async def inrichten(database: Database, opties: argparse.Namespace) -> None:
    async with database.schrijf() as session:
        wijken, medewerkers = await richt_in(session, yaml.safe_load(opties.bestand))
    print(f"{wijken} wijken en {medewerkers} medewerkers staan nu in het loket.")


async def beginnen(database: Database, opties: argparse.Namespace) -> None:
    voorbeeld = opzet.VOORBEELDEN / opties.map
    map_, jaar = voorbeeld if voorbeeld.is_dir() else Path(opties.map), vandaag().year
    if not (map_ / "samen.yml").exists():
        raise LoketFout(f"In {map_} staat geen samen.yml.")
    async with database.schrijf() as session:
        await opzet.begin(session, map_, (jaar, jaar + 1))
    print(f"Wat in {map_.name} staat, staat nu in het loket.")


async def wachtwoord(database: Database, opties: argparse.Namespace) -> None:
    nieuw = getpass.getpass("Nieuw wachtwoord: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    async with database.schrijf() as session:
        await zet_wachtwoord(session, opties.login, nieuw)
    print("Het wachtwoord is veranderd.")


async def audit(database: Database, opties: argparse.Namespace) -> None:
    """The last line is an anchor: kept elsewhere, it shows next time that nothing before it was replaced."""
    async with database.lees() as session:
        uitkomst = await keten.controleer(session, opties.anker)
    for breuk in uitkomst.breuken:
        print(f"regel {breuk.volgnummer}: {breuk.uitleg}", file=sys.stderr)
    if uitkomst.breuken:
        raise LoketFout(f"De audittrail klopt niet: {len(uitkomst.breuken)} fouten in {uitkomst.aantal} regels.")
    print(f"De audittrail klopt: {uitkomst.aantal} regels.\n{uitkomst.aantal}:{uitkomst.laatste}")


async def aanbod(database: Database, opties: argparse.Namespace) -> None:
    """Every line that does something or is wrong, and the numbers; with `--proef` nothing is written."""
    bestand = opties.bestand.read(inlezen.MAX_BYTES + 1)
    async with database.lees() as session:
        voorstel = await inlezen.bekijk(session, bestand)
    for regel in (r for r in voorstel.regels if r.soort != inlezen.GELIJK):
        naar = sys.stderr if regel.soort == inlezen.FOUT else sys.stdout
        print(f"regel {regel.nummer}, {regel.naam}: {regel.soort}", *regel.uitleg, sep="; ", file=naar)
    if not opties.proef:
        async with database.schrijf() as session:
            voorstel = await inlezen.lees_in(session, DOOR, voorstel)
    elif not voorstel.goed:
        raise LoketFout(f"Dit bestand kan niet worden ingelezen: {voorstel.zin}.")
    print(f"{'Dit zou gebeuren' if opties.proef else 'Ingelezen'}: {voorstel.zin}.")


async def wijkbudget(database: Database, opties: argparse.Namespace) -> None:
    async with database.lees() as session:
        aantal, fouten = await narekenen.reken_na(session)
    for fout in fouten:
        print(fout, file=sys.stderr)
    if fouten:
        raise LoketFout(f"De boekingen kloppen niet: {len(fouten)} fouten in {aantal} budgetten.")
    print(f"De boekingen kloppen: {aantal} budgetten.")


async def plekken(database: Database, opties: argparse.Namespace) -> None:
    async with database.lees() as session:
        fout = await regelplekken.reken_na(session)
    if fout:
        raise LoketFout(f"De plekken van dit aanbod kloppen niet: {', '.join(fout)}.")
    print("De plekken kloppen.")


def anker(tekst: str) -> tuple[int, str]:
    nummer, _, zegel = tekst.partition(":")
    return int(nummer), zegel


def opties() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="loket_backend.beheer", description="Beheer van het loket")
    daden = parser.add_subparsers(required=True)
    daad = daden.add_parser("sleutel", help="maak een API-sleutel")
    daad.add_argument("rol", choices=ROLLEN)
    daad.set_defaults(doe=sleutel)
    daad = daden.add_parser("inrichten", help="lees wijken en medewerkers uit een bestand")
    daad.add_argument("bestand", type=argparse.FileType(encoding="utf-8"))
    daad.set_defaults(doe=inrichten)
    daad = daden.add_parser("beginnen", help="begin met een hele gemeente: dorp, stad of een eigen map")
    daad.add_argument("map")
    daad.set_defaults(doe=beginnen)
    daad = daden.add_parser("wachtwoord", help="zet het wachtwoord van een medewerker")
    daad.add_argument("login")
    daad.set_defaults(doe=wachtwoord)
    daad = daden.add_parser("aanbod", help="lees de sociale kaart uit een bestand (CSV of HSDS 3.0)")
    daad.add_argument("bestand", type=argparse.FileType("rb"))
    daad.add_argument("--proef", action="store_true", help="zeg alleen wat er zou gebeuren")
    daad.set_defaults(doe=aanbod)
    daad = daden.add_parser("audit", help="controleer de keten van de audittrail")
    daad.add_argument("--anker", type=anker, help="einde van de keten van een eerdere keer, als N:ZEGEL")
    daad.set_defaults(doe=audit)
    daad = daden.add_parser("wijkbudget", help="reken de budgetten van de wijken na")
    daad.set_defaults(doe=wijkbudget)
    daad = daden.add_parser("plekken", help="tel na wat regels van arrangementen bezet houden")
    daad.set_defaults(doe=plekken)
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
    except DatabaseStoort as fout:
        sys.exit(f"De database antwoordt niet: {fout.__cause__}")
    except (LoketFout, OSError, yaml.YAMLError) as fout:
        sys.exit(getattr(fout, "detail", None) or str(fout))


if __name__ == "__main__":
    main()
