"""Becomes the Rasa server, with the trained model and no other: its SHA-256 must be the one that was written at training."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

WORTEL = Path(__file__).resolve().parent.parent
# One message is too small to share: on a busy machine the threads of OpenBLAS wait for each other for seconds. And threads that take turns
# anyhow need no heap each: that kept 40 MiB.
STANDAARD = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "MALLOC_ARENA_MAX": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
}


def model() -> Path:
    """LOKET_MODEL, or else the newest in bot/models. Exits when it is not there or is another one."""
    gevonden = sorted((WORTEL / "bot" / "models").glob("loket-*.tar.gz"), key=lambda pad: pad.stat().st_mtime)
    gekozen = Path(os.environ["LOKET_MODEL"]) if os.environ.get("LOKET_MODEL") else next(reversed(gevonden), None)
    if gekozen is None or not gekozen.exists():
        sys.exit("Er is nog geen model. Doe eerst: make train")
    som = gekozen.with_suffix(".sha256")
    if not som.exists() or som.read_text().strip() != hashlib.sha256(gekozen.read_bytes()).hexdigest():
        sys.exit(f"Het model {gekozen.name} is niet het model dat hier getraind is. Verwijder het en doe: make train")
    return gekozen


def opdracht(gekozen: Path) -> list[str]:
    """LOKET_RASA_HOST is loopback unless it is set: who reaches this port is asked for the shared secret, and for nothing else."""
    luister = ["-i", os.environ.get("LOKET_RASA_HOST", "127.0.0.1"), "-p", os.environ["LOKET_RASA_PORT"]]
    waarmee = ["--endpoints", "bot/endpoints.yml", "--credentials", "bot/credentials.yml"]
    return [sys.executable, "-m", "bot.rasa", "run", *luister, "-m", str(gekozen), *waarmee]


def main() -> None:
    for naam, waarde in STANDAARD.items():
        os.environ.setdefault(naam, waarde)
    # Rasa fills in the variables of endpoints.yml; with a list of action servers this one is not used.
    os.environ.setdefault("LOKET_ACTIES_PORT", "0")
    os.chdir(WORTEL)
    woorden = opdracht(model())
    os.execv(woorden[0], woorden)  # noqa: S606 - Rasa takes our place


if __name__ == "__main__":
    main()
