"""Where the other processes are: one address each on loopback, or lists of them (docs/beheer/meer-processen.md)."""

from __future__ import annotations

import os


def intern() -> list[str]:
    """The internal ports of the lokets. Any of them will do: what they know stands in one database."""
    return _lijst("LOKET_INTERN") or [f"http://127.0.0.1:{os.environ['LOKET_INTERN_PORT']}"]


def meer_acties() -> list[str]:
    """The action servers where more are named than the one of endpoints.yml; each runs any action."""
    return _lijst("LOKET_ACTIES")


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


def _lijst(naam: str) -> list[str]:
    return [adres.rstrip("/") for adres in os.environ.get(naam, "").split()]
