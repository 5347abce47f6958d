"""Reads as much of PromQL as our rules and dashboard use, so that a slip of the pen is found without Prometheus."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

AGGREGATIES = {"sum", "max", "min", "count", "avg"}
# How many arguments, and which of them (from 0) is a range.
FUNCTIES = {
    "rate": (1, 0),
    "increase": (1, 0),
    "absent": (1, None),
    "histogram_quantile": (2, None),
    "vector": (1, None),
}
VOORRANG = [{"or"}, {"and", "unless"}, {"==", "!=", ">", "<", ">=", "<="}, {"+", "-"}, {"*", "/"}]
TEKENS = re.compile(
    r"\s*(?:(?P<duur>\d+(?:ms|[smhdwy])\b)|(?P<getal>\d+(?:\.\d+)?)|(?P<tekst>\"[^\"]*\")|(?P<naam>[a-zA-Z_:][\w:]*)"
    r"|(?P<teken>==|!=|>=|<=|=~|!~|[-+*/(){}\[\],=<>]))"
)


class Fout(ValueError):
    pass


@dataclass(frozen=True)
class Reeks:
    """One selector. `labels`: (name, operator, value)."""

    naam: str
    labels: tuple[tuple[str, str, str], ...]


@dataclass
class Lezer:
    woorden: list[tuple[str, str]]
    plek: int = 0
    reeksen: list[Reeks] = field(default_factory=list)
    groepen: set[str] = field(default_factory=set)

    def kijk(self) -> str:
        return self.woorden[self.plek][1] if self.plek < len(self.woorden) else ""

    def neem(self, *mag: str, soort: str = "") -> str:
        gelezen, wat = self.woorden[self.plek] if self.plek < len(self.woorden) else ("einde", "het einde")
        if (mag and wat not in mag) or (soort and gelezen != soort):
            raise Fout(f"{wat!r} waar {mag or soort} hoort te staan")
        self.plek += 1
        return wat

    def uitdrukking(self, diepte: int = 0) -> str:
        """ "range" or "instant"; two of a range cannot be compared or added."""
        if diepte == len(VOORRANG):
            return self.deel()
        links = self.uitdrukking(diepte + 1)
        while self.kijk() in VOORRANG[diepte]:
            teken = self.neem()
            if links == "range" or self.uitdrukking(diepte + 1) == "range":
                raise Fout(f"{teken} met een reeks over tijd")
        return links

    def deel(self) -> str:
        if self.kijk() == "(":
            self.neem("(")
            soort = self.uitdrukking()
            self.neem(")")
            return soort
        gelezen, wat = self.woorden[self.plek] if self.plek < len(self.woorden) else ("einde", "")
        if gelezen == "getal":
            self.neem()
            return "instant"
        if gelezen != "naam":
            raise Fout(f"{wat!r} is geen begin van een uitdrukking")
        self.neem()
        if wat in AGGREGATIES:
            return self.aggregatie()
        return self.functie(wat) if self.kijk() == "(" else self.reeks(wat)

    def aggregatie(self) -> str:
        if self.kijk() in ("by", "without"):
            self.neem()
            self.groepen |= set(self.lijst())
        self.neem("(")
        if self.uitdrukking() == "range":
            raise Fout("een aggregatie over een reeks over tijd")
        self.neem(")")
        return "instant"

    def lijst(self) -> list[str]:
        self.neem("(")
        namen = [self.neem(soort="naam")]
        while self.kijk() == ",":
            self.neem(",")
            namen.append(self.neem(soort="naam"))
        self.neem(")")
        return namen

    def functie(self, naam: str) -> str:
        if naam not in FUNCTIES:
            raise Fout(f"onbekende functie {naam}")
        aantal, over_tijd = FUNCTIES[naam]
        self.neem("(")
        soorten = [self.uitdrukking()]
        while self.kijk() == ",":
            self.neem(",")
            soorten.append(self.uitdrukking())
        self.neem(")")
        if soorten != ["range" if n == over_tijd else "instant" for n in range(aantal)]:
            raise Fout(f"{naam} met {soorten}")
        return "instant"

    def reeks(self, naam: str) -> str:
        labels = []
        if self.kijk() == "{":
            self.neem("{")
            while self.kijk() != "}":
                label, teken = self.neem(soort="naam"), self.neem("=", "!=", "=~", "!~")
                labels.append((label, teken, self.neem(soort="tekst").strip('"')))
                if self.kijk() != "}":
                    self.neem(",")
            self.neem("}")
        self.reeksen.append(Reeks(naam, tuple(labels)))
        if self.kijk() != "[":
            return "instant"
        self.neem("[")
        self.neem(soort="duur")
        self.neem("]")
        return "range"


def lees(tekst: str) -> Lezer:
    """Raises Fout when this is no PromQL that we know."""
    woorden, plek = [], 0
    while plek < len(tekst.rstrip()):
        if (gevonden := TEKENS.match(tekst, plek)) is None:
            raise Fout(f"onleesbaar: {tekst[plek:]!r}")
        woorden.append((gevonden.lastgroup or "", gevonden[gevonden.lastgroup or 0]))
        plek = gevonden.end()
    lezer = Lezer(woorden)
    if lezer.uitdrukking() == "range":
        raise Fout("een reeks over tijd is geen uitkomst")
    if lezer.plek != len(woorden):
        raise Fout(f"wat doet {lezer.kijk()!r} hier?")
    return lezer
