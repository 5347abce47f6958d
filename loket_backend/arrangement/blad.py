"""An arrangement as a paper for its resident: the help, who comes, how often, what it is for, and when we look together how it goes.

White label: never the organisation, the law or the money behind it. What is approved is exactly this.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from loket_backend.arrangement.dienst import Regel
from loket_backend.arrangement.models import Arrangementregel
from loket_backend.arrangement.regels import hoe_vaak
from loket_backend.intake.models import Intake
from loket_backend.keukentafel.blad import Alinea, Blad, Stuk
from loket_backend.keukentafel.gespreksverslag_sjabloon import Loket, inhoud
from loket_backend.tijd import AMSTERDAM, lees_datum
from loket_backend.toewijzing.models import Medewerker

BESTAND = Path(__file__).with_name("blad.yml")

Regels = Sequence[Regel | Arrangementregel]


def maak(intake: Intake, medewerker: Medewerker, regels: Regels, loket: Loket, op: datetime) -> Blad:
    zin = partial(loket.zin, bestand=BESTAND)
    feiten = [
        (zin("blad.kenmerk"), intake.kenmerk),
        (zin("blad.geschreven"), medewerker.naam),  # what somebody is called there may hold the name of a law
        (zin("blad.datum"), lees_datum(op.astimezone(AMSTERDAM).date())),
    ]
    stukken = [_aanhef(intake, loket), *(_stuk(n, regel, loket) for n, regel in enumerate(regels, 1)), _slot(loket)]
    return Blad(zin("blad.titel"), feiten, stukken)


def _aanhef(intake: Intake, loket: Loket) -> Stuk:
    zin = partial(loket.zin, bestand=BESTAND)
    groet = zin("aanhef.met_naam", persoon=intake.naam) if intake.naam else zin("aanhef.zonder_naam")
    return Stuk("aanhef", zin("aanhef.kop"), [Alinea(groet), Alinea(zin("aanhef.zin"))], vast=True)


def _stuk(nummer: int, regel: Regel | Arrangementregel, loket: Loket) -> Stuk:
    """`sleutel` is no part of it: a version that says the same is the same paper."""
    return Stuk(f"regel{nummer}", regel.wat, list(_alineas(regel, loket)))


def _alineas(regel: Regel | Arrangementregel, loket: Loket) -> Iterator[Alinea]:
    zin = partial(loket.zin, bestand=BESTAND)
    yield Alinea(regel.doel, zin("regel.doel"))
    yield Alinea(regel.door_wie or zin("regel.nog_niemand"), zin("regel.door_wie"))
    yield Alinea(_hoofdletter(hoe_vaak(regel)), zin("regel.vaak"))
    yield Alinea(_dag(regel.begint_op), zin("regel.vanaf"))
    if regel.eindigt_op:
        yield Alinea(_dag(regel.eindigt_op), zin("regel.tot"))
    yield Alinea(_dag(regel.evaluatie_op), zin("regel.evaluatie"))


def _dag(dag: date) -> str:
    return _hoofdletter(lees_datum(dag))


def _hoofdletter(tekst: str) -> str:
    return tekst[:1].upper() + tekst[1:]


def _slot(loket: Loket) -> Stuk:
    slot: dict[str, Any] = inhoud(BESTAND)["slot"]
    return Stuk("slot", slot["kop"], [Alinea(loket.vul(zin)) for zin in slot["zinnen"]], vast=True)
