"""What training sentences may not be: the same sentence twice with a word more or less, or one frame filled in again and again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

# Answers of a few words ("de was", "mijn zus") come back in life; from here on a sentence is somebody's own.
MINST_WOORDEN = 4
HOOGSTENS = 8
_LEEG = "*"
# A frame says something when this much of it stands still.
_VAST = 3
_KORT = 12


@dataclass(frozen=True)
class Zin:
    """A training sentence: where it stands, what it was an example of, and its words as they compare."""

    plaats: str
    soort: Hashable
    woorden: tuple[str, ...]


def dubbelen(zinnen: Sequence[Zin]) -> Iterator[str]:
    """Sentences that are the same, or the same after one word is taken out of one of them."""
    gezien: dict[tuple[Hashable, tuple[str, ...]], Zin] = {}
    for zin in zinnen:
        if (eerder := gezien.setdefault((zin.soort, zin.woorden), zin)) is not zin:
            yield f"{zin.plaats}: staat er al ({eerder.plaats}): {_toon(zin.woorden)}"
    for zin in zinnen:
        if len(zin.woorden) > MINST_WOORDEN:
            for korter in {_zonder(zin.woorden, n) for n in range(len(zin.woorden))}:
                kort = gezien.get((zin.soort, korter))
                if kort and kort.woorden != zin.woorden:
                    yield f"{zin.plaats}: één woord anders dan {kort.plaats}: {_toon(zin.woorden)}"


def frames(delen: Sequence[Zin]) -> Iterator[str]:
    """Frames of one or two empty places that were filled in more than HOOGSTENS times."""
    gevuld: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    waar: dict[tuple[str, ...], str] = {}
    for deel in delen:
        for frame in _frames(deel.woorden):
            gevuld[frame].add(deel.woorden)
            waar.setdefault(frame, deel.plaats)
    for frame, zinnen in gevuld.items():
        if len(zinnen) > HOOGSTENS:
            yield f"{waar[frame]}: frame {len(zinnen)} keer gevuld: {_toon(frame)}"


def _frames(woorden: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    plaatsen = range(len(woorden))
    for leeg in [*combinations(plaatsen, 1), *(combinations(plaatsen, 2) if len(woorden) <= _KORT else ())]:
        if len(woorden) - len(leeg) >= _VAST:
            yield tuple(_LEEG if n in leeg else w for n, w in enumerate(woorden))


def _zonder(woorden: tuple[str, ...], plaats: int) -> tuple[str, ...]:
    return woorden[:plaats] + woorden[plaats + 1 :]


def _toon(woorden: Sequence[str]) -> str:
    return " ".join(woorden)
