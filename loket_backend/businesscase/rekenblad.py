"""A spreadsheet (Office Open XML, ISO/IEC 29500) with the standard library: text and amounts, a sheet for each table. See docs/adr/0034."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from loket_backend.businesscase.tabel import Cel, Centen, Tabel

_KOP = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PAKKET = "http://schemas.openxmlformats.org/package/2006"
_SOORT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# What XML 1.0 cannot hold.
_ONZEGBAAR = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# 0: text, 1: bold, 2: euros
_STIJLEN = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="&quot;€&quot; #,##0.00;-&quot;€&quot; #,##0.00"/>'
    '</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>'
)
TEKST, VET, EURO = 0, 1, 2


def als_xlsx(tabellen: Sequence[Tabel], regels: Sequence[str]) -> bytes:
    """`regels`: what stands on the first sheet, a line each. No cell is a formula."""
    bladen = [
        ("Toelichting", _blad([[regel] for regel in regels], vet=1)),
        *((t.sleutel.capitalize(), _van(t)) for t in tabellen),
    ]
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as pak:
        pak.writestr("[Content_Types].xml", _KOP + _inhoud(len(bladen)))
        pak.writestr("_rels/.rels", _KOP + _relaties([("rId1", "officeDocument", "xl/workbook.xml")]))
        pak.writestr("xl/workbook.xml", _KOP + _boek([naam for naam, _ in bladen]))
        naar = [(f"rId{nr}", "worksheet", f"worksheets/sheet{nr}.xml") for nr in range(1, len(bladen) + 1)]
        pak.writestr("xl/_rels/workbook.xml.rels", _KOP + _relaties([*naar, ("rId0", "styles", "styles.xml")]))
        pak.writestr("xl/styles.xml", _KOP + _STIJLEN)
        for nr, (_, blad) in enumerate(bladen, 1):
            pak.writestr(f"xl/worksheets/sheet{nr}.xml", _KOP + blad)
    return uit.getvalue()


def _van(tabel: Tabel) -> str:
    return _blad([[tabel.titel], tabel.koppen, *tabel.rijen, [], [tabel.zin], [tabel.uitleg]], vet=2)


def _blad(rijen: Iterable[Sequence[Cel]], vet: int) -> str:
    """`vet`: so many rows on top are headings."""
    inhoud = "".join(
        f'<row r="{nr}">{"".join(_cel(waarde, nr, kolom, VET if nr <= vet else TEKST) for kolom, waarde in enumerate(rij))}</row>'
        for nr, rij in enumerate(rijen, 1)
    )
    kolommen = '<cols><col min="1" max="1" width="46" customWidth="1"/><col min="2" max="12" width="20" customWidth="1"/></cols>'
    return f'<worksheet xmlns="{_MAIN}">{kolommen}<sheetData>{inhoud}</sheetData></worksheet>'


def _cel(waarde: Cel, rij: int, kolom: int, stijl: int) -> str:
    plek = f"{chr(ord('A') + kolom)}{rij}"
    if isinstance(waarde, Centen):
        return f'<c r="{plek}" s="{EURO}"><v>{Decimal(int(waarde)) / 100}</v></c>'
    if isinstance(waarde, int):
        return f'<c r="{plek}"><v>{waarde}</v></c>'
    tekst = escape(_ONZEGBAAR.sub("", waarde))
    return f'<c r="{plek}" s="{stijl}" t="inlineStr"><is><t xml:space="preserve">{tekst}</t></is></c>'


def _boek(namen: Sequence[str]) -> str:
    bladen = "".join(
        f'<sheet name={quoteattr(naam)} sheetId="{nr}" r:id="rId{nr}"/>' for nr, naam in enumerate(namen, 1)
    )
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>{bladen}</sheets></workbook>'


def _relaties(naar: Sequence[tuple[str, str, str]]) -> str:
    regels = "".join(f'<Relationship Id="{id_}" Type="{_REL}/{soort}" Target="{doel}"/>' for id_, soort, doel in naar)
    return f'<Relationships xmlns="{_PAKKET}/relationships">{regels}</Relationships>'


def _inhoud(bladen: int) -> str:
    delen = [("xl/workbook.xml", "sheet.main"), ("xl/styles.xml", "styles")]
    delen += [(f"xl/worksheets/sheet{nr}.xml", "worksheet") for nr in range(1, bladen + 1)]
    regels = "".join(f'<Override PartName="/{pad}" ContentType="{_SOORT}.{soort}+xml"/>' for pad, soort in delen)
    standaard = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    return f'<Types xmlns="{_PAKKET}/content-types">{standaard}{regels}</Types>'
