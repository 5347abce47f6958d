"""Traces over the three processes: one message is one trace. Off unless `LOKET_OTLP` says where they go; only then a library is loaded.

The number of a trace is made of the gesprek and the volgnummer, so whoever works on a message, in whatever process and however late, finds it
without asking. Attributes are kinds and identifiers, never words; an exception says its kind. Used by the bot (Python 3.10) too.
"""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from typing import Any

KOP = "traceparent"  # W3C Trace Context
WACHT_OP_ONTVANGER = 2.0  # seconds; in a thread of its own, no turn waits for it
WACHT_BIJ_EINDE = 1.0
ZWIJG_NA_FOUT = 60.0

Kenmerken = Mapping[str, str | int]
_log = logging.getLogger(__name__)
# The numbers that the next span must have, when they follow from the message.
_nummers: ContextVar[tuple[int, int] | None] = ContextVar("_nummers", default=None)


class Sporen:
    """What was loaded; `None` while traces are off."""

    tracer: Any = None
    verzender: Any = None


def richt_in(proces: str, ontvanger: str) -> None:
    """`ontvanger`: address of an OTLP/HTTP collector, without `/v1/traces`; empty: off. Never raises: no traces is no reason not to start."""
    if not ontvanger:
        return
    try:
        _laad(proces, f"{ontvanger.rstrip('/')}/v1/traces")
    except Exception as fout:  # whatever the library or the address
        _log.error("sporen uit: %s", type(fout).__name__)


def _laad(proces: str, adres: str) -> None:
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    # what it says at every failure, over and over, we say now and then
    logging.getLogger("opentelemetry").setLevel(logging.CRITICAL)
    verzender = BatchSpanProcessor(
        _bedaard(OTLPSpanExporter(endpoint=adres, timeout=WACHT_OP_ONTVANGER)),
        max_queue_size=2048,
        schedule_delay_millis=1000,
        max_export_batch_size=256,
    )
    bron = Resource.create({"service.name": proces, "service.namespace": "loket"})
    # our own end, with a time limit: the library's waits for the collector as long as it takes
    provider = TracerProvider(resource=bron, id_generator=_maak_nummering(), shutdown_on_exit=False)
    provider.add_span_processor(verzender)
    Sporen.tracer, Sporen.verzender = provider.get_tracer("loket"), verzender


def _bedaard(uitvoer: Any) -> Any:
    """The same exporter, that raises nothing and says once in a while that the collector takes nothing."""
    from opentelemetry.sdk.trace.export import SpanExporter, SpanExportResult

    class Bedaard(SpanExporter):
        gemeld = -ZWIJG_NA_FOUT

        def export(self, spans: Any) -> Any:
            try:
                uitkomst = uitvoer.export(spans)
            except Exception:  # it has no way to say so: the collector is away
                uitkomst = SpanExportResult.FAILURE
            if uitkomst is SpanExportResult.FAILURE and time.monotonic() - self.gemeld > ZWIJG_NA_FOUT:
                self.gemeld = time.monotonic()
                _log.warning("sporen komen niet aan")
            return uitkomst

        def shutdown(self) -> None:
            uitvoer.shutdown()

    return Bedaard()


def _maak_nummering() -> Any:
    from opentelemetry.sdk.trace.id_generator import RandomIdGenerator

    class Nummering(RandomIdGenerator):
        def generate_span_id(self) -> int:
            return int(voor[1] if (voor := _nummers.get()) else super().generate_span_id())

        def generate_trace_id(self) -> int:
            return int(voor[0] if (voor := _nummers.get()) else super().generate_trace_id())

    return Nummering()


def rond_af() -> None:
    """Sends what is left, for a second at most."""
    if Sporen.verzender is not None:
        laatste = threading.Thread(target=Sporen.verzender.force_flush, daemon=True)
        laatste.start()
        laatste.join(WACHT_BIJ_EINDE)


def nummers_van(gesprek: str, volgnummer: int) -> tuple[int, int]:
    """Of the trace of this message, and of its first span."""
    som = hashlib.sha256(f"{gesprek}:{volgnummer}".encode()).digest()
    return int.from_bytes(som[:16], "big"), int.from_bytes(som[16:24], "big")


def stap(naam: str, **kenmerken: str | int) -> AbstractContextManager[None]:
    """A span under the one that is open; nothing when none is."""
    return _stap(naam, None, kenmerken) if koppen() else nullcontext()


def van_bericht(naam: str, gesprek: str, volgnummer: int) -> AbstractContextManager[None]:
    """A span in the trace of this message, whoever began that."""
    if Sporen.tracer is None:
        return nullcontext()
    kop = "00-{:032x}-{:016x}-01".format(*nummers_van(gesprek, volgnummer))
    return _stap(naam, kop, {"loket.gesprek": gesprek, "loket.volgnummer": volgnummer})


def vervolg(naam: str, gekregen: Mapping[str, str], **kenmerken: str | int) -> AbstractContextManager[None]:
    """A span under the one that the caller's headers tell of; nothing when they tell of none."""
    kop = gekregen.get(KOP, "")
    return nullcontext() if Sporen.tracer is None or not kop else _stap(naam, kop, kenmerken)


def begin(gesprek: str, volgnummer: int, duurde: float) -> None:
    """The first span of the trace of this message, which has just ended: it was stored. `duurde` in seconds."""
    if Sporen.tracer is None:
        return
    einde = time.time_ns()
    merk = _nummers.set(nummers_van(gesprek, volgnummer))
    try:
        span = Sporen.tracer.start_span(
            "aanname",
            context=_context(""),
            attributes={"loket.gesprek": gesprek, "loket.volgnummer": volgnummer},
            start_time=einde - int(duurde * 1e9),
        )
        span.end(einde)
    finally:
        _nummers.reset(merk)


def koppen() -> dict[str, str]:
    """What a call to the next process takes along; nothing while traces are off."""
    if Sporen.tracer is None:
        return {}
    from opentelemetry import trace

    span = trace.get_current_span().get_span_context()
    return {KOP: f"00-{span.trace_id:032x}-{span.span_id:016x}-01"} if span.is_valid else {}


@contextmanager
def _stap(naam: str, kop: str | None, kenmerken: Kenmerken) -> Iterator[None]:
    """`kop` None: under the span that is open; empty or unreadable: a trace of its own."""
    from opentelemetry.trace import StatusCode

    with Sporen.tracer.start_as_current_span(
        naam,
        context=None if kop is None else _context(kop),
        attributes=dict(kenmerken),
        # both would put the text of the exception in the span
        record_exception=False,
        set_status_on_exception=False,
    ) as span:
        try:
            yield
        except BaseException as fout:
            span.set_status(StatusCode.ERROR, type(fout).__name__)
            raise


def _context(kop: str) -> Any:
    from opentelemetry.context import Context
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

    return TraceContextTextMapPropagator().extract({KOP: kop}, context=Context())
