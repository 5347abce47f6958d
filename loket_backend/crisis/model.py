"""The classifier beside the patterns: hears what is only implied. Words and characters of the message, two linear models.

One says how likely it is that this is a crisis, the other which one. It was trained on invented messages and not clinically validated (docs/crisis.md).
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Self

import joblib
import numpy as np
import structlog
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_union

from loket_backend.crisis.kenmerken import Woordenlijst

log = structlog.get_logger()

_LEESTEKEN = re.compile(r"[^\w' ]+")

MODELLEN = Path(__file__).resolve().parent.parent.parent / "bot" / "models"

# The usual one (lbfgs) stops early, so that the number of threads decides on which side of a threshold a message falls (seen: 0.41 and 0.68).
# Newton's method comes to the same answer everywhere, and sooner.
OPLOSSER = "newton-cg"


@dataclass(frozen=True)
class Voorbeeld:
    """One training message; `crisis` is a category or None."""

    tekst: str
    crisis: str | None


@dataclass(frozen=True)
class Oordeel:
    """How likely a crisis is, and which it would be."""

    kans: float
    categorie: str


class Crisismodel:
    """Learns from messages with their category; judges one message in about two milliseconds."""

    def leer(self, voorbeelden: Sequence[Voorbeeld]) -> None:
        """Needs messages with and without a crisis, and at least two categories."""
        kenmerken = make_union(
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=2, sublinear_tf=True),
            TfidfVectorizer(ngram_range=(1, 3), sublinear_tf=True, token_pattern=r"[^\s.,!?]+"),  # noqa: S106
        )
        geteld = kenmerken.fit_transform([vlak(v.tekst) for v in voorbeelden])
        met = [n for n, v in enumerate(voorbeelden) if v.crisis is not None]
        alarm = _regressie().fit(geteld, [v.crisis is not None for v in voorbeelden])
        soort = _regressie().fit(geteld[met], [voorbeelden[n].crisis for n in met])
        self._lijsten = [Woordenlijst(lijst) for _, lijst in kenmerken.transformer_list]
        self._alarm, self._soort, self._soorten = Lijn.uit(alarm), Lijn.uit(soort), [str(s) for s in soort.classes_]

    def oordeel(self, tekst: str) -> Oordeel:
        plaatsen, gewichten = self._weeg(vlak(tekst))
        kans = 1 / (1 + math.exp(-self._alarm.hoogte(plaatsen, gewichten)[0]))
        hoogten = self._soort.hoogte(plaatsen, gewichten)
        # Between two categories there is one line: above it the second.
        beste = int(hoogten[0] > 0) if len(hoogten) == 1 else int(hoogten.argmax())
        return Oordeel(kans, self._soorten[beste])

    def _weeg(self, tekst: str) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """The lists one behind the other, as make_union has them."""
        delen, eerder = [], 0
        for lijst in self._lijsten:
            plaatsen, gewichten = lijst.weeg(tekst)
            delen.append((plaatsen + np.int32(eerder), gewichten))
            eerder += len(lijst)
        return np.concatenate([p for p, _ in delen]), np.concatenate([g for _, g in delen])


@dataclass(frozen=True)
class Lijn:
    """What a linear model learned, in half the room. `gewichten`: classes by features."""

    gewichten: NDArray[np.float32]
    begin: NDArray[np.float32]

    @classmethod
    def uit(cls, model: LogisticRegression) -> Self:
        return cls(np.ascontiguousarray(model.coef_, np.float32), model.intercept_.astype(np.float32))

    def hoogte(self, plaatsen: NDArray[np.int32], gewichten: NDArray[np.float32]) -> NDArray[np.float32]:
        uit: NDArray[np.float32] = self.gewichten[:, plaatsen] @ gewichten + self.begin
        return uit


def _regressie() -> LogisticRegression:
    return LogisticRegression(C=30.0, class_weight="balanced", solver=OPLOSSER)


def vlak(tekst: str) -> str:
    """Lower case without accents and punctuation: how a message is compared, never shown.

    A full stop says nothing of danger, but whoever wrote the training messages of one kind set more of them.
    """
    ontleed = unicodedata.normalize("NFKD", tekst.replace("’", "'").lower())
    kaal = "".join(c for c in ontleed if not unicodedata.combining(c))
    return " ".join(_LEESTEKEN.sub(" ", kaal).split())


def lees_voorbeelden(map_: Path) -> list[Voorbeeld]:
    """The messages in all JSON Lines files of a folder."""
    regels = (regel for pad in sorted(map_.glob("*.jsonl")) for regel in pad.read_text(encoding="utf-8").splitlines())
    return [Voorbeeld(rij["tekst"], rij["crisis"]) for rij in map(json.loads, filter(str.strip, regels))]


def bewaar(model: Crisismodel, pad: Path) -> None:
    """Beside the model lies its SHA-256: a model file can run code, so only our own is loaded."""
    joblib.dump(model, pad, compress=3)
    pad.with_suffix(".sha256").write_text(hashlib.sha256(pad.read_bytes()).hexdigest() + "\n")


@cache
def laad(map_: Path) -> Crisismodel | None:
    """The newest model in the folder, or None: then the patterns hear alone, which is logged.

    Raises ValueError when its SHA-256 is not the one written at training.
    """
    gevonden: list[Path] = sorted(map_.glob("crisis-*.joblib"), key=lambda pad: pad.stat().st_mtime)
    if not gevonden:
        log.warning("crisismodel_ontbreekt")
        return None
    som = gevonden[-1].with_suffix(".sha256")
    if not som.exists() or som.read_text().strip() != hashlib.sha256(gevonden[-1].read_bytes()).hexdigest():
        raise ValueError(f"{gevonden[-1].name} is niet het crisismodel dat hier getraind is")
    model: Any = joblib.load(gevonden[-1])
    return model if isinstance(model, Crisismodel) else None
