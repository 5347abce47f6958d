"""The words of teksten.yml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

_INHOUD: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("teksten.yml").read_text(encoding="utf-8"))

# What each group of the summary is called, for oneself and for another, and what each line is called.
KOPPEN: dict[str, dict[str, str]] = _INHOUD["koppen"]
REGELS: dict[str, str] = _INHOUD["regels"]
NIEMAND: str = _INHOUD["niemand"]
ONBEKEND: str = _INHOUD["onbekend"]
KNOPPEN: dict[str, str] = _INHOUD["knoppen"]
