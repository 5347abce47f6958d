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
UZELF: str = _INHOUD["uzelf"]
EEN_ANDER: str = _INHOUD["een_ander"]
# What a mantelzorger who wants a talk of their own is noted to have said; their own word stands behind it.
EIGEN_GESPREK: str = _INHOUD["eigen_gesprek"]
ONBEKEND: str = _INHOUD["onbekend"]
# Before who is none of the parties that can be chosen.
DELEN_OOK: str = _INHOUD["delen_ook"]
KNOPPEN: dict[str, str] = _INHOUD["knoppen"]
