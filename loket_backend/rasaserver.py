"""How a Rasa server is started: its model, its settings and its command line.

Standard library only: `make run` reads it on Python 3.12, and `python -m bot.server` on 3.10.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

WORTEL = Path(__file__).resolve().parent.parent
# One message is too small to share: on a busy machine the threads of OpenBLAS wait for each other for seconds. And threads that take turns
# anyhow need no heap each: that kept 40 MiB.
EEN_DRAAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}
STIL = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}


def model(gekozen: str | None = None) -> Path:
    """The chosen model, or else the newest in bot/models. Exits when it is not there, or its SHA-256 is not the one that was written at training."""
    gevonden = sorted((WORTEL / "bot" / "models").glob("loket-*.tar.gz"), key=lambda pad: pad.stat().st_mtime)
    pad = Path(gekozen) if gekozen else next(reversed(gevonden), None)
    if pad is None or not pad.exists():
        sys.exit("Er is nog geen model. Doe eerst: make train")
    som = pad.with_suffix(".sha256")
    if not som.exists() or som.read_text().strip() != hashlib.sha256(pad.read_bytes()).hexdigest():
        sys.exit(f"Het model {pad.name} is niet het model dat hier getraind is. Verwijder het en doe: make train")
    return pad


def opdracht(python: str, gekozen: Path, poort: str, adres: str = "127.0.0.1") -> list[str]:
    """The command line. Loopback unless another address is given: who reaches the port is asked for the shared secret, and for nothing else."""
    waarmee = ["--endpoints", "bot/endpoints.yml", "--credentials", "bot/credentials.yml"]
    return [python, "-m", "bot.rasa", "run", "-i", adres, "-p", poort, "-m", str(gekozen), *waarmee]
