"""Trains the crisis classifier when its data or code changed. Ordinary messages come from the bot's training data.

python -m loket_backend.crisis.train
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import yaml

from loket_backend.crisis import model as crisismodel
from loket_backend.crisis.model import MODELLEN, Crisismodel, Voorbeeld, lees_voorbeelden
from loket_backend.crisis.poort import Crisispoort

HIER = Path(__file__).parent
WORTEL = HIER.parent.parent
DATA = HIER / "data"
# A clause that was written by itself is no message that a resident typed; some tell of a crisis that no pattern hears.
_LOS = re.compile(r"[^|]*/los\b")
GEWOON = tuple(WORTEL / "bot" / "data" / naam for naam in ("nlu", "uitspraken", "gesloten"))


def gewone_berichten() -> list[str]:
    """What residents type otherwise: the examples of intenties, of uitspraken, and of short answers ("mezelf")."""
    nlu = (yaml.safe_load(pad.read_text(encoding="utf-8"))["nlu"] for pad in sorted(GEWOON[0].glob("*.yml")))
    voorbeelden = [regel[2:] for blokken in nlu for blok in blokken for regel in blok["examples"].splitlines()]
    verhalen = [verhaal for pad in sorted(GEWOON[1].glob("*.txt")) for verhaal in _verhalen(pad)]
    kort = [
        json.loads(r)["tekst"]
        for pad in sorted(GEWOON[2].glob("*.jsonl"))
        for r in pad.read_text(encoding="utf-8").splitlines()
    ]
    return [tekst.strip() for tekst in (*voorbeelden, *verhalen, *kort) if tekst.strip()]


def _verhalen(pad: Path) -> Iterator[str]:
    for regel in pad.read_text(encoding="utf-8").splitlines():
        if regel.count("|") >= 2 and not _LOS.match(regel):
            yield re.sub(r"\{[^}]*\}", "", regel.split("|", 2)[2])


def alle_voorbeelden() -> list[Voorbeeld]:
    """The crisis messages and their look-alikes, and ordinary ones on which no pattern fires (a few of those are crises)."""
    poort = Crisispoort.uit_bestand()
    gewoon = [Voorbeeld(tekst, None) for tekst in gewone_berichten() if poort.beoordeel(tekst) is None]
    return [*lees_voorbeelden(DATA), *gewoon]


def vingerafdruk() -> str:
    som = hashlib.sha256()
    bronnen = [*HIER.glob("*.py"), HIER / "patronen.yml", *DATA.glob("*.jsonl")]
    bronnen += [pad for map_ in GEWOON for pad in map_.iterdir() if pad.is_file()]
    for pad in sorted(bronnen):
        som.update(pad.name.encode() + b"\0" + pad.read_bytes())
    return som.hexdigest()[:16]


def zorg_voor_model() -> Path:
    """The path of a current model; trains one when there is none, and removes older ones."""
    doel = MODELLEN / f"crisis-{vingerafdruk()}.joblib"
    if not doel.exists():
        begin = time.monotonic()
        print("De crisisherkenning wordt getraind …", file=sys.stderr, flush=True)
        nieuw = Crisismodel()
        nieuw.leer(alle_voorbeelden())
        crisismodel.bewaar(nieuw, doel)
        print(f"De crisisherkenning is klaar, na {time.monotonic() - begin:.0f} seconden.", file=sys.stderr, flush=True)
    for oud in MODELLEN.glob("crisis-*"):
        if oud.stem != doel.stem:
            oud.unlink()
    return doel


if __name__ == "__main__":
    print(zorg_voor_model())
