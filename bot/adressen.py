"""Where the other processes are: one address each on loopback, or lists of them (docs/beheer/meer-processen.md)."""

from __future__ import annotations

import os


def intern() -> list[str]:
    """The internal ports of the lokets. Any of them will do: what they know stands in one database."""
    return _adressen("LOKET_INTERN", "LOKET_INTERN_PORT")


def acties() -> list[str]:
    """The action servers; each runs any action."""
    return _adressen("LOKET_ACTIES", "LOKET_ACTIES_PORT")


class Lokets:
    """The one that answered last comes first."""

    _eerst = 0

    @classmethod
    def op_volgorde(cls) -> list[str]:
        alle = intern()
        begin = cls._eerst % len(alle)
        return alle[begin:] + alle[:begin]

    @classmethod
    def zwijgt(cls, adres: str) -> None:
        if cls.op_volgorde()[0] == adres:
            cls._eerst += 1


def _adressen(lijst: str, poort: str) -> list[str]:
    gegeven = [adres.rstrip("/") for adres in os.environ.get(lijst, "").split()]
    return gegeven or [f"http://127.0.0.1:{os.environ[poort]}"]
