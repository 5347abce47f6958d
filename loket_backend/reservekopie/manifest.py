"""What a backup says about itself: which schema, how many rows, which keys it needs (never the keys themselves)."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime

from cryptography.exceptions import InvalidTag

from loket_backend.errors import LoketFout
from loket_backend.tijd import lees_moment
from loket_backend.versleuteling import Sleutelbos

VORM = 1
PROEF = "reservekopie van het loket"


@dataclass(frozen=True)
class Beeld:
    """What stood in the database at the moment of the snapshot. `server`: major version of PostgreSQL, 0 for SQLite.

    `audit`: how many rows the chain has and the seal of the last; None before there was a chain.
    """

    soort: str
    server: int
    schema: str
    tellingen: dict[str, int]
    audit: tuple[int, str] | None


@dataclass(frozen=True)
class Manifest:
    """`sha256` and `lengte` (bytes) are of the content; `proef` is a known text under the column key, `index` its blind index."""

    gemaakt_op: str
    soort: str
    server: int
    schema: str
    tellingen: dict[str, int]
    sha256: str
    lengte: int
    proef: str
    index: str
    audit: list[int | str] | None = None
    vorm: int = field(default=VORM)

    @property
    def anker(self) -> tuple[int, str] | None:
        return (int(self.audit[0]), str(self.audit[1])) if self.audit and self.audit[0] else None

    @property
    def moment(self) -> str:
        """When it was made, as people read it."""
        return lees_moment(datetime.fromisoformat(self.gemaakt_op))

    def als_bytes(self) -> bytes:
        inhoud = dataclasses.asdict(self)
        return json.dumps({**inhoud, "som": _som(inhoud)}, ensure_ascii=False, indent=1).encode()


def maak(beeld: Beeld, gemaakt_op: str, sha256: str, lengte: int, bos: Sleutelbos) -> Manifest:
    return Manifest(
        gemaakt_op=gemaakt_op,
        soort=beeld.soort,
        server=beeld.server,
        schema=beeld.schema,
        tellingen=beeld.tellingen,
        audit=list(beeld.audit) if beeld.audit else None,
        sha256=sha256,
        lengte=lengte,
        proef=bos.versleutel(PROEF),
        index=bos.index(PROEF),
    )


def lees(inhoud: bytes) -> Manifest:
    """Raises LoketFout when it was changed, or when it has a form of later than this loket."""
    try:
        gelezen = json.loads(inhoud)
        som = gelezen.pop("som")
        vorm = gelezen["vorm"]
    except (ValueError, KeyError, AttributeError, TypeError) as fout:
        raise LoketFout("De reservekopie is beschadigd: het begin is niet te lezen.") from fout
    if som != _som(gelezen):
        raise LoketFout("De reservekopie is beschadigd: het begin is veranderd.")
    if vorm != VORM:
        raise LoketFout("Deze reservekopie is gemaakt door een nieuwer loket. Zet eerst die versie neer.")
    return Manifest(**gelezen)


def pas_sleutels(manifest: Manifest, bos: Sleutelbos) -> None:
    """Raises LoketFout when the column keys at hand do not read this backup, or would not find people again."""
    try:
        leesbaar = bos.ontsleutel(manifest.proef) == PROEF
    except (ValueError, InvalidTag):
        leesbaar = False
    if not leesbaar:
        naam = manifest.proef.partition(":")[0]
        raise LoketFout(
            f"De sleutels van dit loket passen niet op deze reservekopie. Zet eerst de sleutel {naam} terug."
        )
    if bos.index(PROEF) != manifest.index:
        raise LoketFout("De oudste sleutel is een andere dan toen. Zet de sleutels terug in dezelfde volgorde.")


def _som(inhoud: dict[str, object]) -> str:
    return hashlib.sha256(json.dumps(inhoud, ensure_ascii=True, sort_keys=True).encode()).hexdigest()
