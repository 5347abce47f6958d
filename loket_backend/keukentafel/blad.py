"""A paper for a resident, as data: what is approved is exactly this, and page, PDF and chat are all made of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Alinea:
    """`citaat`: the words of the resident as they were said; `label`: what stands above them."""

    tekst: str
    label: str = ""
    citaat: bool = False


@dataclass(frozen=True)
class Stuk:
    """One heading with what stands under it. `vast`: the same in every paper; `leeg`: nothing was written here."""

    sleutel: str
    kop: str
    alineas: Sequence[Alinea]
    vast: bool = False
    leeg: bool = False


@dataclass(frozen=True)
class Blad:
    """`feiten`: what stands on top, as (name, value)."""

    titel: str
    feiten: Sequence[tuple[str, str]]
    stukken: Sequence[Stuk]

    def als_json(self) -> dict[str, Any]:
        return asdict(self)


def uit_json(inhoud: Mapping[str, Any]) -> Blad:
    stukken = [Stuk(**{**stuk, "alineas": [Alinea(**a) for a in stuk["alineas"]]}) for stuk in inhoud["stukken"]]
    return Blad(inhoud["titel"], [(naam, waarde) for naam, waarde in inhoud["feiten"]], stukken)


def hash_van(blad: Blad) -> str:
    """What an approval holds on to: of the words, whatever order the database keeps them in."""
    kaal = json.dumps(blad.als_json(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(kaal.encode(errors="surrogatepass")).hexdigest()
