"""One line of the log as one JSON object, in all three processes. Only the standard library: the bot (Python 3.10) uses it too.

What a library writes may quote what somebody said: an f-string, the text of an exception, a parameter of a query. So of a line that is not
ours only the place counts: the logger, the module and the line, and the kind and place of the exception.
"""

from __future__ import annotations

import json
import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from datetime import datetime, timezone
from types import TracebackType
from typing import Any

EIGEN = ("loket_backend", "bot")
SPOOR_MAX = 8

UTC = timezone.utc  # datetime.UTC came with Python 3.11


class Logregel(logging.Formatter):
    """`proces`: loket, rasa or acties."""

    def __init__(self, proces: str) -> None:
        super().__init__()
        self._proces = proces

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC).isoformat()
        regel = {"proces": self._proces, "level": record.levelname.lower(), "timestamp": moment, **_wat(record)}
        if record.exc_info and record.exc_info[1] is not None:
            regel |= fout_als_velden(record.exc_info[1])
        return json.dumps(regel, ensure_ascii=False)


def _wat(record: logging.LogRecord) -> dict[str, Any]:
    """Our own words, which hold kinds and identifiers; of anybody else's only where they stand."""
    if record.name.split(".")[0] in EIGEN:
        return {"event": record.getMessage(), "logger": record.name}
    return {"event": "bibliotheek", "logger": record.name, "plek": f"{record.module}:{record.lineno}"}


def fout_als_velden(fout: BaseException) -> dict[str, Any]:
    """The kind of an exception and of what caused it, and the way it went, as module:line. Never its text."""
    return {"soort": " < ".join(_soort(f) for f in _keten(fout)), "spoor": _spoor(fout.__traceback__)}


def _keten(fout: BaseException) -> Iterator[BaseException]:
    gezien: set[int] = set()
    volgende: BaseException | None = fout
    while volgende is not None and id(volgende) not in gezien:
        yield volgende
        gezien.add(id(volgende))
        volgende = volgende.__cause__ or volgende.__context__


def _soort(fout: BaseException) -> str:
    return f"{type(fout).__module__}.{type(fout).__qualname__}".removeprefix("builtins.")


def _spoor(spoor: TracebackType | None) -> list[str]:
    """The innermost places, outermost first."""
    plekken = []
    while spoor is not None:
        plekken.append(f"{spoor.tb_frame.f_globals.get('__name__')}:{spoor.tb_lineno}")
        spoor = spoor.tb_next
    return plekken[-SPOOR_MAX:]


def richt_in(proces: str, niveau: int = logging.WARNING) -> None:
    """Every line of this process goes this way from now on: of loggers that had a way of their own, warnings, what nobody caught."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(Logregel(proces))
    handler.setLevel(niveau)
    # a logger that does not propagate and has no handler falls back on this one
    logging.lastResort = handler
    for logger in _loggers():
        logger.handlers = []
        logger.propagate = True
    logging.root.handlers = [handler]
    logging.root.setLevel(niveau)
    _vang_de_rest()


def _loggers() -> list[logging.Logger]:
    return [logger for logger in logging.root.manager.loggerDict.values() if isinstance(logger, logging.Logger)]


def _vang_de_rest() -> None:
    """What Python itself would print with the text of the exception."""
    log = logging.getLogger(f"{EIGEN[0]}.logregel")

    def waarschuwing(message: Any, category: type[Warning], filename: str, lineno: int, *_: Any, **__: Any) -> None:
        if not issubclass(category, DeprecationWarning):  # of libraries that we pin, at every start
            log.warning("waarschuwing %s %s:%s", category.__name__, filename.rpartition("/")[2], lineno)

    def ongevangen(soort: type[BaseException], fout: BaseException, spoor: TracebackType | None) -> None:
        if issubclass(soort, KeyboardInterrupt):
            return
        log.critical("ongevangen", exc_info=(soort, fout, spoor))

    def in_draad(argumenten: Any) -> None:
        log.error("ongevangen in een draad", exc_info=argumenten[:3])

    def niet_te_werpen(argumenten: Any) -> None:
        log.error("ongevangen bij het opruimen", exc_info=(argumenten[0], argumenten[1], argumenten[2]))

    warnings.showwarning = waarschuwing
    sys.excepthook, threading.excepthook, sys.unraisablehook = ongevangen, in_draad, niet_te_werpen
