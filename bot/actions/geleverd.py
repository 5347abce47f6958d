"""What the bot says as it was delivered: the responses of domain.yml, read once, so that no call has to bring them along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DOMEIN = Path(__file__).resolve().parents[2] / "domain.yml"


@cache
def responses() -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """By name, each with its variants in order."""
    inhoud = yaml.load(DOMEIN.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - a safe loader
    gelezen: dict[str, list[dict[str, Any]]] = inhoud["responses"]
    return gelezen
