"""Reads the words of a PDF that typst wrote, as far as our tests need it. No PDF reader is installed."""

from __future__ import annotations

import re
import zlib

_OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\s*(.*?)\s*endobj", re.DOTALL)
_PAGINA = re.compile(rb"/Resources (\d+) 0 R.*?/Contents (\d+) 0 R", re.DOTALL)
_LETTER = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>")
_TEKST = re.compile(rb"/(f\d+) [\d.]+ Tf|(\()|(BT)")
_HAAKJE = re.compile(rb"\\.|([()])", re.DOTALL)
_TEKEN = re.compile(rb"\\([0-7]{1,3})|\\(.)|([^\\])", re.DOTALL)
_KORT = {b"n": 10, b"r": 13, b"t": 9, b"b": 8, b"f": 12}


def tekst(pdf: bytes) -> str:
    """All words in the order of the file; a line on the page is a line here."""
    objecten = {int(nummer): inhoud for nummer, inhoud in _OBJECT.findall(pdf)}
    regels = []
    for bronnen, inhoud in (tuple(map(int, m)) for m in _PAGINA.findall(pdf)):
        letters = {
            naam: _tabel(objecten, int(nummer)) for naam, nummer in re.findall(rb"/(f\d+) (\d+) 0 R", objecten[bronnen])
        }
        regels.append(_lees(_stroom(objecten[inhoud]), letters))
    return "\n".join(regels)


def _lees(inhoud: bytes, letters: dict[bytes, dict[int, str]]) -> str:
    uit, tabel, plaats = [], {}, 0
    while vondst := _TEKST.search(inhoud, plaats):
        plaats = vondst.end()
        if vondst[1]:
            tabel = letters[vondst[1]]
        elif vondst[2]:
            plaats = _einde(inhoud, plaats)
            codes = _bytes(inhoud[vondst.end() : plaats - 1])
            uit.append("".join(tabel.get(int.from_bytes(codes[i : i + 2]), "") for i in range(0, len(codes), 2)))
        else:
            uit.append("\n")
    return "".join(uit)


def _einde(inhoud: bytes, plaats: int) -> int:
    """Behind the bracket that ends a string: brackets in it stand in pairs or behind a backslash."""
    diepte = 1
    for vondst in _HAAKJE.finditer(inhoud, plaats):
        diepte += {b"(": 1, b")": -1}.get(vondst[1], 0)
        if diepte == 0:
            return vondst.end()
    raise ValueError("een tekst zonder einde")


def _bytes(stuk: bytes) -> bytes:
    """A literal string of PDF without its escapes."""
    return bytes(
        int(acht, 8) if acht else _KORT.get(los, los[0]) if los else gewoon[0]
        for acht, los, gewoon in _TEKEN.findall(stuk)
    )


def _tabel(objecten: dict[int, bytes], nummer: int) -> dict[int, str]:
    """What each glyph of a font says (ToUnicode)."""
    verwijzing = re.search(rb"/ToUnicode (\d+) 0 R", objecten[nummer])
    assert verwijzing, "een letter zonder betekenis: die leest niemand voor"
    paren = _LETTER.findall(_stroom(objecten[int(verwijzing[1])]))
    return {int(glyph, 16): bytes.fromhex(teken.decode()).decode("utf-16-be") for glyph, teken in paren}


def _stroom(inhoud: bytes) -> bytes:
    kop, _, rest = inhoud.partition(b"stream")
    ruw = rest.removeprefix(b"\r").removeprefix(b"\n")
    return zlib.decompressobj().decompress(ruw) if b"FlateDecode" in kop else ruw.removesuffix(b"endstream").rstrip()
