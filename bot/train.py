"""Trains the model when its inputs changed, and says where it stands.

The model's file name carries a fingerprint of everything that it is made from; beside it lies its own SHA-256, which is checked before it is loaded
(a model file can run code: CVE-2024-49375, CVE-2024-3660). The path goes to standard output, progress to standard error.
"""

from __future__ import annotations

import hashlib
import logging
import os
import sys
import time
from pathlib import Path

WORTEL = Path(__file__).resolve().parent.parent
MODELLEN = WORTEL / "bot" / "models"
INVOER = (
    "config.yml",
    "domain.yml",
    "bot/data",
    "bot/components",
    "bot/lezen",
    "loket_backend/catalogus.py",
    "requirements/bot.txt",
)


def vingerafdruk() -> str:
    """The same for the same inputs, on every machine."""
    som = hashlib.sha256()
    for bestand in sorted(p for naam in INVOER for p in _bestanden(WORTEL / naam)):
        som.update(f"{bestand.relative_to(WORTEL)}\0".encode() + bestand.read_bytes() + b"\0")
    return som.hexdigest()[:16]


def _bestanden(pad: Path) -> list[Path]:
    if pad.is_file():
        return [pad]
    return [p for p in pad.rglob("*") if p.is_file() and "__pycache__" not in p.parts]


def som_van(model: Path) -> str:
    return hashlib.sha256(model.read_bytes()).hexdigest()


def is_goed(model: Path) -> bool:
    """Whether the model is there and is the one that was trained here."""
    controle = model.with_suffix(".sha256")
    return model.exists() and controle.exists() and controle.read_text().strip() == som_van(model)


def zorg_voor_model() -> Path:
    """The path of a current model; trains one when there is none. Removes older ones."""
    model = MODELLEN / f"loket-{vingerafdruk()}.tar"
    gezipt = model.with_suffix(".tar.gz")
    if not is_goed(gezipt):
        _train(gezipt)
        gezipt.with_suffix(".sha256").write_text(som_van(gezipt) + "\n")
    for oud in MODELLEN.glob("loket-*"):
        if not oud.name.startswith(model.stem):
            oud.unlink()
    return gezipt


def _train(doel: Path) -> None:
    os.environ.update(
        RASA_TELEMETRY_ENABLED="false", TF_CPP_MIN_LOG_LEVEL="3", RASA_MAX_CACHE_SIZE="0", TQDM_DISABLE="1"
    )
    os.chdir(WORTEL)
    begin = time.monotonic()
    print("Het model wordt getraind. Dat duurt een paar minuten …", file=sys.stderr, flush=True)
    from rasa.model_training import train
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.WARNING)
    logging.getLogger("rasa").setLevel(logging.WARNING)
    uitslag = train(
        domain="domain.yml",
        config="config.yml",
        training_files=["bot/data/nlu", "bot/data/rules", "bot/data/stories"],
        output=str(MODELLEN),
        force_training=True,
        fixed_model_name=doel.name.removesuffix(".tar.gz"),
    )
    if uitslag.code != 0 or not doel.exists():
        sys.exit("Het trainen is mislukt.")
    print(f"Het model is klaar, na {time.monotonic() - begin:.0f} seconden.", file=sys.stderr, flush=True)


if __name__ == "__main__":
    print(zorg_voor_model())
