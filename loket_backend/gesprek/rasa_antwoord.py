"""What Rasa answered, read with distrust: whatever has another shape than bot/channel.py promises is a turn that failed.

An error further on would leave the same turn to fail in the transaction that closes it, with less to tell whoever looks for the cause.
"""

from __future__ import annotations

from typing import Annotated, Literal

import aiohttp
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

# A turn of the bot is a few kB. What is larger is not one, and is not read to its end.
MAX_ANTWOORD = 256 * 1024


def _zonder_nul(tekst: str) -> str:
    """PostgreSQL keeps no NUL."""
    if "\0" in tekst:
        raise ValueError("bevat een NUL")
    return tekst


Tekst = Annotated[str, AfterValidator(_zonder_nul)]


class _Deel(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True)


class Keuze(_Deel):
    label: Tekst
    waarde: Tekst


class Rasabericht(_Deel):
    """The lengths are those of the columns (gesprek/models.py)."""

    tekst: Tekst = Field(pattern=r"\S")
    keuzes: list[Keuze] = []
    vraag: Annotated[Tekst, Field(max_length=32)] | None = None


class Rasaantwoord(_Deel):
    """`uitkomst` other than gelukt brings a `reden` and nothing else. `fasen`: the seconds that the bot took, by stage."""

    uitkomst: str
    berichten: list[Rasabericht] = []
    naar: Literal["wacht_op_mens", "gesloten"] | None = None
    reden: Annotated[Tekst, Field(max_length=40)] | None = None
    wis: bool | None = None
    fasen: dict[str, float] = {}


async def lees_antwoord(antwoord: aiohttp.ClientResponse) -> Rasaantwoord:
    """Raises ValueError (pydantic's included) when it is no answer of ours, and what aiohttp raises when it breaks off."""
    inhoud = bytearray()
    async for stuk in antwoord.content.iter_any():
        inhoud += stuk
        if len(inhoud) > MAX_ANTWOORD:
            raise ValueError("te groot")
    return Rasaantwoord.model_validate_json(bytes(inhoud))
