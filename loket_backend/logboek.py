"""The log of the loket: structlog for our own events, and the same form for what the libraries say."""

from __future__ import annotations

import logging
import sys

import structlog
from structlog.typing import EventDict, WrappedLogger

from loket_backend import logregel

PROCES = "loket"


def richt_in() -> None:
    """One JSON object a line on standard output: keys, never what people said."""
    structlog.configure(
        processors=[
            _proces,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _zonder_tekst_van_fouten,
            structlog.processors.JSONRenderer(ensure_ascii=False, default=_alleen_de_soort),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stdout),
    )
    logregel.richt_in(PROCES)
    logging.captureWarnings(False)  # logregel shows them, without their text


def _proces(_: WrappedLogger, __: str, regel: EventDict) -> EventDict:
    return {"proces": PROCES, **regel}


def _zonder_tekst_van_fouten(_: WrappedLogger, __: str, regel: EventDict) -> EventDict:
    """`exc_info` becomes the kind and the places."""
    gegeven = regel.pop("exc_info", None)
    if not gegeven:
        return regel
    fout = gegeven if isinstance(gegeven, BaseException) else sys.exception()
    return {**regel, **(logregel.fout_als_velden(fout) if fout else {})}


def _alleen_de_soort(waarde: object) -> str:
    """What is no key and no number stands in the log as what it is, not as what it holds."""
    return type(waarde).__name__
