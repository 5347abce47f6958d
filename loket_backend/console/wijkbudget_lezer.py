"""Reading a form of the budgets: every field, and every fault at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from loket_backend.console.beheer_formulier import Invoer
from loket_backend.console.pagina import lees_dag
from loket_backend.geld import lees_bedrag
from loket_backend.invoer import Veldfouten

LANG = 1000
KIES, VUL_IN = "Kies er een.", "Vul dit in."
Keuzes = dict[str, list[tuple[str, str]]]


@dataclass(frozen=True)
class Veld:
    """One field on the page. `soort`: text, decimal, date, keuze or lang."""

    naam: str
    label: str
    soort: str = "text"
    uitleg: str = ""
    verplicht: bool = True
    lengte: int = 80


@dataclass
class Lezer:
    """What somebody typed. Each reader gives a value, or notes a fault and gives an empty one; `klaar` raises all of them."""

    invoer: Invoer
    keuzes: Keuzes
    fouten: dict[str, str] = field(default_factory=dict)

    def tekst(self, veld: str, *, verplicht: bool = True, lengte: int = LANG) -> str:
        gegeven = self.invoer.een(veld).strip()
        if verplicht and not gegeven:
            self.fouten[veld] = VUL_IN
        elif len(gegeven) > lengte:
            self.fouten[veld] = f"Schrijf hooguit {lengte} tekens."
        return gegeven

    def keuze(self, veld: str, *, verplicht: bool = True) -> str:
        gegeven = self.invoer.een(veld)
        if (gegeven or verplicht) and gegeven not in dict(self.keuzes[veld]):
            self.fouten[veld] = KIES
        return gegeven

    def bedrag(self, veld: str, *, nul: bool = False) -> int:
        try:
            bedrag = lees_bedrag(self.invoer.een(veld))
        except ValueError as fout:
            self.fouten[veld] = str(fout)
            return 0
        if not bedrag and not nul:
            self.fouten[veld] = "Vul een bedrag in dat hoger is dan nul."
        return bedrag

    def dag(self, veld: str) -> date:
        dag = lees_dag(self.invoer.een(veld))
        if dag is None:
            self.fouten[veld] = "Vul een datum in, zoals 31-12-2026."
        return dag or date.min

    def namen(self, veld: str, minstens: int) -> list[str]:
        """One on each line."""
        namen = [naam.strip() for naam in self.tekst(veld).splitlines() if naam.strip()]
        if namen and len(namen) < minstens:
            self.fouten[veld] = f"Vul minstens {minstens} namen in, elk op een eigen regel."
        return namen

    def klaar(self, ook: Iterable[tuple[str, str]] = ()) -> None:
        """`ook`: faults that concern more than one field. Raises Veldfouten."""
        self.fouten.update(ook)
        if self.fouten:
            raise Veldfouten(self.fouten)
