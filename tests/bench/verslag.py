"""Writes docs/prestaties.md and its charts anew from what was measured.

python -m tests.bench.verslag [UITSLAG.json ...]

Each file is what `make bench`, or one part of it, printed; its parts replace those in docs/beeld/prestaties.json, but for one that failed.
Without a file the page is only written again. What people wrote in the page stays: a part stands between `<!-- deel -->` and `<!-- /deel -->`.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from tests.bench.stukken import STUKKEN
from tests.e2e.hulp.loket import WORTEL

PAGINA = WORTEL / "docs" / "prestaties.md"
BEELD = WORTEL / "docs" / "beeld"
CIJFERS = BEELD / "prestaties.json"


def main(bestanden: list[str]) -> None:
    cijfers: dict[str, Any] = json.loads(CIJFERS.read_text(encoding="utf-8")) if CIJFERS.exists() else {}
    for bestand in bestanden:
        uitslag = json.loads(Path(bestand).read_text(encoding="utf-8").strip().splitlines()[-1])
        cijfers |= {naam: deel for naam, deel in uitslag.items() if "fout" not in deel}
    CIJFERS.write_text(json.dumps(cijfers, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    pagina = PAGINA.read_text(encoding="utf-8")
    for deel, uitslag in cijfers.items():
        stuk = STUKKEN[deel](uitslag)
        for naam, svg in stuk.grafieken.items():
            (BEELD / f"prestaties-{naam}.svg").write_text(svg, encoding="utf-8")
        pagina = zet(pagina, deel, f"{stuk.tekst}\n\n{gemeten(uitslag['gemeten'])}")
    PAGINA.write_text(pagina, encoding="utf-8")


def zet(pagina: str, deel: str, tekst: str) -> str:
    """Puts the text where the page has room for this part; fails when it has none."""
    plek = re.compile(rf"<!-- {deel} -->\n.*?<!-- /{deel} -->", re.DOTALL)
    nieuw, keren = plek.subn(lambda _: f"<!-- {deel} -->\n{tekst}\n<!-- /{deel} -->", pagina)
    if keren != 1:
        sys.exit(f"{PAGINA.name}: er is geen plek voor {deel} (<!-- {deel} -->)")
    return nieuw


def gemeten(bij: dict[str, Any]) -> str:
    druk = bij["drukte_vooraf"] > bij["kernen"] / 4
    waarschuwing = " **On a busy machine: not the figures to judge by.**" if druk else ""
    duur = {"kort": "short", "vol": "full", "eigen": "chosen"}[bij["lengte"]]
    return (
        f"*Measured {bij['op']}, {duur} length, {bij['duurde_s']} s, on {bij['kernen']} cores ({bij['processor']}), "
        f"{bij['geheugen_gib']} GiB; load average before: {bij['drukte_vooraf']}.*{waarschuwing}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
