"""What a valid draft is (contract section 5). The bot validates too; the backend never trusts that it did."""

from __future__ import annotations

import re
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer, model_validator

from loket_backend import weglaten
from loket_backend.catalogus import ASPECTEN, BESPROKEN, LEEFGEBIEDEN, VELDEN, Veld

POSTCODE = re.compile(r"[1-9]\d{3}[A-Z]{2}")
E164 = re.compile(r"\+[1-9]\d{6,14}")
MAX_TEKST = 20_000


class _Genoteerd(BaseModel):
    """`door` and `medewerker` (an id) say that a medewerker wrote it down; what the bot heard carries neither."""

    model_config = ConfigDict(extra="forbid")

    door: Literal["medewerker"] | None = None
    medewerker: str | None = Field(default=None, max_length=40)

    @model_serializer(mode="wrap")
    def _zonder_leeg_merk(self, maak: SerializerFunctionWrapHandler) -> dict[str, Any]:
        inhoud: dict[str, Any] = maak(self)
        return {k: w for k, w in inhoud.items() if w is not None or k not in ("door", "medewerker")}


class Antwoord(_Genoteerd):
    waarde: str | bool | list[str] | None = None
    status: Literal["besproken", "overgeslagen", "niet_van_toepassing", "niet_besproken"]
    bronnen: list[int] = Field(default_factory=list)


class GelezenUitspraak(_Genoteerd):
    leefgebied: str
    aspect: str
    tekst: str = Field(max_length=MAX_TEKST)
    bron: int
    uitleg: list[str] = Field(default_factory=list)


class ConceptInhoud(BaseModel):
    """A draft: the answers by veld, the uitspraken read, and `stand`, which only the dialogue reads."""

    model_config = ConfigDict(extra="forbid")

    antwoorden: dict[str, Antwoord] = Field(default_factory=dict)
    uitspraken: list[GelezenUitspraak] = Field(default_factory=list)
    stand: dict[str, Any] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _volgens_de_catalogus(self) -> ConceptInhoud:
        fouten = [f for veld, antwoord in self.antwoorden.items() for f in veldfouten(veld, antwoord)]
        for uitspraak in self.uitspraken:
            if uitspraak.leefgebied not in LEEFGEBIEDEN or uitspraak.aspect not in ASPECTEN:
                fouten.append(f"onbekende uitspraak {uitspraak.leefgebied}/{uitspraak.aspect}")
            uitspraak.tekst = weglaten.masker(uitspraak.tekst)
        if fouten:
            raise ValueError("; ".join(fouten))
        return self


def veldfouten(sleutel: str, antwoord: Antwoord) -> list[str]:
    """What is wrong with one answer; a BSN in its words is masked in passing."""
    if sleutel not in VELDEN:
        return [f"onbekend veld {sleutel}"]
    if antwoord.waarde is None:
        return []
    if antwoord.status != BESPROKEN:
        return [f"{sleutel}: een waarde hoort bij status besproken"]
    if isinstance(antwoord.waarde, str) and VELDEN[sleutel].soort in ("tekst", "naam"):
        antwoord.waarde = weglaten.masker(antwoord.waarde)
    return [] if _is_geldig(VELDEN[sleutel], antwoord.waarde) else [f"{sleutel}: geen geldige waarde"]


def _is_geldig(veld: Veld, waarde: str | bool | list[str]) -> bool:
    match veld.soort, waarde:
        case "keuze", str():
            return waarde in veld.keuzes
        case "lijst", list():
            return set(waarde) <= set(veld.keuzes) and len(set(waarde)) == len(waarde)
        case "postcode", str():
            return POSTCODE.fullmatch(waarde) is not None
        case "telefoon", str():
            return E164.fullmatch(waarde) is not None
        case "tekst" | "naam", str():
            return 0 < len(waarde) <= MAX_TEKST
        case "akkoord", bool():
            return waarde
    return False
