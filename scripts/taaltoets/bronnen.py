"""Where the texts stand that a resident can see. A new file with texts gets a function here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import yaml

from loket_backend.catalogus import VELDEN, label
from loket_backend.console.standaardantwoorden import Lijst, uit_bestand
from loket_backend.gesprek.tekstbronnen import platgeslagen
from loket_backend.taaltoets.tekst import Tekst, is_anderstalig, nederlands
from loket_backend.weglaten import MASKERS

WORTEL = Path(__file__).resolve().parents[2]
DOMEIN = "domain.yml"
ACTIES = "bot/actions/teksten.yml"
LOKET = "loket_backend/gesprek/teksten.yml"
KEUKENTAFEL = "loket_backend/keukentafel/teksten.yml"
VERSLAG = "loket_backend/gesprek/verslag.yml"
GESPREKSVERSLAG = "loket_backend/keukentafel/gespreksverslag.yml"
BEVESTIGING = "loket_backend/keukentafel/bevestiging.yml"
WEDERKERIGHEID = "loket_backend/wederkerigheid/teksten.yml"
ARRANGEMENTBLAD = "loket_backend/arrangement/blad.yml"
TWEESPOREN = "loket_backend/tweesporen/teksten.yml"
ARRANGEMENT = "loket_backend/arrangement/teksten.yml"
GEHOLPEN = "loket_backend/geholpen/teksten.yml"
TELEGRAM = "loket_backend/gesprek/channels/telegram/teksten.yml"
CRISIS = "loket_backend/crisis/teksten.yml"
NUMMERS = "loket_backend/crisis/nummers.yml"
CATALOGUS = "loket_backend/catalogus.py"
WEGLATEN = "loket_backend/weglaten.py"
STANDAARD = "loket_backend/console/standaardantwoorden.yml"
WIDGET = "loket_backend/widget/bron/teksten.js"
PAGINA = "loket_backend/widget/pagina.html"


def alle() -> Iterator[Tekst]:
    yield from domein(_yaml(DOMEIN))
    yield from (Tekst(ACTIES, s, t, label=True) for s, t in platgeslagen(_yaml(ACTIES)))
    yield from catalogus(_yaml(ACTIES)["regels"])
    yield from (Tekst(LOKET, s, t) for s, t in platgeslagen(_yaml(LOKET)) if not s.endswith(".vraag"))
    yield from keukentafel(_yaml(KEUKENTAFEL))
    yield from standaardantwoorden(uit_bestand(WORTEL / STANDAARD))
    yield from verslag(_yaml(VERSLAG))
    yield from papier(GESPREKSVERSLAG, _yaml(GESPREKSVERSLAG))
    yield from papier(BEVESTIGING, _yaml(BEVESTIGING))
    yield from papier(WEDERKERIGHEID, _yaml(WEDERKERIGHEID))
    yield from papier(ARRANGEMENTBLAD, _yaml(ARRANGEMENTBLAD))
    yield from papier(TWEESPOREN, _yaml(TWEESPOREN))
    yield from papier(ARRANGEMENT, _yaml(ARRANGEMENT))
    yield from papier(GEHOLPEN, _yaml(GEHOLPEN))
    yield from telegram(_yaml(TELEGRAM))
    yield from (Tekst(WEGLATEN, "MASKERS", masker, label=True) for masker in MASKERS)
    yield from crisis(_yaml(CRISIS), _yaml(NUMMERS))
    yield from javascript(WIDGET, _lees(WIDGET))
    yield from html(PAGINA, _lees(PAGINA))


def domein(inhoud: dict[str, Any]) -> Iterator[Tekst]:
    """Every variant of every response, and its buttons."""
    for naam, varianten in inhoud["responses"].items():
        if is_anderstalig(naam):
            yield from (
                Tekst(DOMEIN, f"{naam} ({n})", nederlands(naam, v["text"])) for n, v in enumerate(varianten, start=1)
            )
            continue
        for n, variant in enumerate(varianten, start=1):
            knoppen = variant.get("buttons", [])
            yield Tekst(DOMEIN, f"{naam} ({n})", variant["text"], knoppen=bool(knoppen))
            for knop in knoppen:
                yield Tekst(DOMEIN, f"{naam} ({n}), knop", knop["title"], label=True)


def catalogus(velden: dict[str, str]) -> Iterator[Tekst]:
    """The closed values that the summary shows."""
    for veld in velden:
        yield from (Tekst(CATALOGUS, f"{veld}: {w}", label(w), label=True) for w in VELDEN[veld].keuzes)


def verslag(inhoud: dict[str, Any]) -> Iterator[Tekst]:
    """What stands around a conversation that a resident keeps: sentences, and names of things."""
    for sleutel, tekst in platgeslagen(inhoud):
        yield Tekst(VERSLAG, sleutel, tekst, label=not tekst.rstrip().endswith((".", "?", "!")))


def keukentafel(inhoud: dict[str, Any]) -> Iterator[Tekst]:
    """What the chat says of the gesprek at the kitchen table: sentences, and what stands on a button."""
    for sleutel, tekst in platgeslagen(inhoud):
        yield Tekst(KEUKENTAFEL, sleutel, tekst, label=not tekst.rstrip().endswith((".", "?", "!", "}")))


def papier(bron: str, inhoud: dict[str, Any]) -> Iterator[Tekst]:
    """What stands in a paper for a resident, and what the chat says about it. The help for who writes it is not for residents."""
    for sleutel, tekst in platgeslagen(inhoud):
        if not re.fullmatch(r"delen\.\d+\.(?:sleutel|hulp|leeg|uit\.\d+)", sleutel):
            yield Tekst(bron, sleutel, tekst, label=not tekst.rstrip().endswith((".", "?", "!")))


def crisis(teksten: dict[str, Any], nummers: dict[str, Any]) -> Iterator[Tekst]:
    """The words around the numbers, and what stands beside a number that is shown."""
    yield from (Tekst(CRISIS, f"hulptekst.{soort}", tekst) for soort, tekst in teksten["hulptekst"].items())
    yield Tekst(CRISIS, "regel", teksten["regel"], label=True)
    for sleutel, nummer in nummers["nummers"].items():
        delen = [d for d in ("naam", "nummer", "wanneer", "balk") if d in nummer and not nummer.get("voorbeeld")]
        yield from (Tekst(NUMMERS, f"{sleutel}.{deel}", str(nummer[deel]), label=True) for deel in delen)


def standaardantwoorden(lijst: Lijst) -> Iterator[Tekst]:
    """Both ways in which a reply can be said; the file is checked as it is read."""
    for sleutel, antwoord in lijst.antwoorden.items():
        yield Tekst(STANDAARD, sleutel, antwoord.tekst)
        if antwoord.zonder:
            yield Tekst(STANDAARD, f"{sleutel}.zonder", antwoord.zonder)


def telegram(teksten: dict[str, Any]) -> Iterator[Tekst]:
    """What a command says is said by the resident, and what a button says is a label."""
    gezegd = {s: t for s, t in teksten.items() if s != "opdrachten"}
    yield from (Tekst(TELEGRAM, s, t, label=s.startswith("knop_")) for s, t in platgeslagen(gezegd))


_COMMENTAAR = re.compile(r"/\*.*?\*/|^\s*//[^\n]*$", re.DOTALL | re.MULTILINE)
_SJABLOON = re.compile(r"`([^`]*)`")
_TEKENREEKS = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
_UITDRUKKING = re.compile(r"\$\{[^}]*\}")


def javascript(bron: str, inhoud: str) -> Iterator[Tekst]:
    """Every string in a file that holds only texts; what a template computes counts as a number."""
    inhoud = _COMMENTAAR.sub(lambda weg: "\n" * weg[0].count("\n"), inhoud)
    gevonden = [(m.start(), _UITDRUKKING.sub("{aantal}", m[1])) for m in _SJABLOON.finditer(inhoud)]
    gevonden += [(m.start(), m[1]) for m in _TEKENREEKS.finditer(inhoud)]
    for plaats, tekst in sorted(gevonden):
        regel = inhoud.count("\n", 0, plaats) + 1
        yield Tekst(bron, f"regel {regel}", tekst.strip(), label=not tekst.rstrip().endswith((".", "?", "!")))


class _Blokken(HTMLParser):
    """The text of each block of a page, with its tag and line."""

    BLOK = frozenset(("title", "h1", "h2", "h3", "p", "li", "ul", "main", "header", "div", "body"))

    def __init__(self) -> None:
        super().__init__()
        self.blokken: list[tuple[str, str]] = []
        self._tag, self._tekst = "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.BLOK:
            self._sluit()
            self._tag = f"{tag} (regel {self.getpos()[0]})"

    def handle_endtag(self, tag: str) -> None:
        if tag in self.BLOK:
            self._sluit()

    def handle_data(self, data: str) -> None:
        self._tekst += data

    def _sluit(self) -> None:
        if tekst := " ".join(self._tekst.split()):
            self.blokken.append((self._tag, tekst))
        self._tekst = ""


def html(bron: str, inhoud: str) -> Iterator[Tekst]:
    lezer = _Blokken()
    lezer.feed(inhoud)
    yield from (Tekst(bron, tag, tekst, label=tag.startswith("title")) for tag, tekst in lezer.blokken)


def _lees(bron: str) -> str:
    return (WORTEL / bron).read_text(encoding="utf-8")


def _yaml(bron: str) -> Any:
    return yaml.safe_load(_lees(bron))
