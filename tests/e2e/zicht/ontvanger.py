"""A collector of traces in a thread of this test: OTLP over HTTP, kept in memory."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest


@dataclass(frozen=True)
class Span:
    """Ids in hexadecimal; `ouder` empty for the first of a trace."""

    spoor: str
    id: str
    ouder: str
    proces: str
    naam: str
    kenmerken: dict[str, str]


@dataclass
class Ontvanger:
    """`ruw`: every byte that came in, to look for words in."""

    adres: str = ""
    status: int = 200
    ruw: bytes = b""
    spans: list[Span] = field(default_factory=list)

    def neem(self, inhoud: bytes) -> None:
        self.ruw += inhoud
        for bron in ExportTraceServiceRequest.FromString(inhoud).resource_spans:
            proces = next(k.value.string_value for k in bron.resource.attributes if k.key == "service.name")
            for deel in bron.scope_spans:
                for s in deel.spans:
                    kenmerken = {k.key: k.value.string_value or str(k.value.int_value) for k in s.attributes}
                    ids = (s.trace_id.hex(), s.span_id.hex(), s.parent_span_id.hex())
                    self.spans.append(Span(*ids, proces, s.name, kenmerken))

    def van(self, gesprek: str, volgnummer: int) -> list[Span]:
        """Every span of the trace in which this message is named."""
        bericht = {"loket.gesprek": gesprek, "loket.volgnummer": str(volgnummer)}
        sporen = {s.spoor for s in self.spans if bericht.items() <= s.kenmerken.items()}
        return [s for s in self.spans if s.spoor in sporen]


@contextmanager
def luister() -> Iterator[Ontvanger]:
    ontvanger = Ontvanger()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            inhoud = self.rfile.read(int(self.headers["Content-Length"]))
            if ontvanger.status == 200:
                ontvanger.neem(inhoud)
            self.send_response(ontvanger.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    ontvanger.adres = f"http://127.0.0.1:{server.server_address[1]}"
    draad = threading.Thread(target=server.serve_forever, daemon=True)
    draad.start()
    try:
        yield ontvanger
    finally:
        server.shutdown()
        server.server_close()
