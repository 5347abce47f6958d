"""Where training sentences stand: clauses for uitspraken, messages for intenties, messages for the crisis classifier."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from bot.lezen.tekst import woorden
from bot.lezen.voorbeelden import Voorbeeld, lees_voorbeelden
from scripts.datatoets.regels import Zin

WORTEL = Path(__file__).parents[2]
UITSPRAKEN = WORTEL / "bot" / "data" / "uitspraken"
NLU = WORTEL / "bot" / "data" / "nlu"
CRISIS = WORTEL / "loket_backend" / "crisis" / "data"


def uitspraken(map_: Path = UITSPRAKEN) -> list[Voorbeeld]:
    return lees_voorbeelden(map_)


def berichten(voorbeelden: Sequence[Voorbeeld]) -> list[Zin]:
    """Whole messages; a message may come back as the answer to another question."""
    return [Zin(v.plaats, v.vraag, tuple(woorden(v.tekst))) for v in voorbeelden]


def delen(voorbeelden: Sequence[Voorbeeld]) -> list[Zin]:
    return [Zin(v.plaats, v.vraag, tuple(woorden(deel))) for v in voorbeelden for deel, _ in v.delen]


def intenties(map_: Path = NLU) -> Iterator[Zin]:
    for pad in sorted(map_.glob("*.yml")):
        for blok in yaml.safe_load(pad.read_text(encoding="utf-8"))["nlu"]:
            soort = blok.get("intent"), (blok.get("metadata") or {}).get("vraag")
            for regel in str(blok.get("examples", "")).splitlines():
                yield Zin(pad.name, soort, tuple(woorden(regel.removeprefix("- "))))


def crisis(map_: Path = CRISIS) -> Iterator[Zin]:
    for pad in sorted(map_.glob("*.jsonl")):
        for nummer, regel in enumerate(pad.read_text(encoding="utf-8").splitlines(), 1):
            yield Zin(f"{pad.name}:{nummer}", "crisis", tuple(woorden(json.loads(regel)["tekst"])))
