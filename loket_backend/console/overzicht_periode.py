"""The period that the overview is about, in days as residents live them (Europe/Amsterdam), and its division in days or weeks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from loket_backend.errors import OngeldigeInvoer
from loket_backend.tijd import MAANDEN, middernacht, vandaag

KEUZES = {
    "maand": "Deze maand",
    "vorige_maand": "Vorige maand",
    "kwartaal": "Dit kwartaal",
    "jaar": "Dit jaar",
    "eigen": "Van en tot en met",
}
BEGIN = "maand"
MAX_DAGEN = 366  # longer gives more weeks than a chart can show
PER_DAG = 31  # up to a month: a figure for each day
EEN_DAG = timedelta(days=1)


class OngeldigePeriode(OngeldigeInvoer):
    """`per_veld`: what is wrong with `van` and with `tot`."""

    def __init__(self, per_veld: Mapping[str, str]) -> None:
        super().__init__("Deze periode kan niet.", list(per_veld.values()))
        self.per_veld = per_veld


@dataclass(frozen=True)
class Vak:
    """A day or a week of the period; `van` up to but not including `tot`, as moments in UTC."""

    label: str
    van: datetime
    tot: datetime


@dataclass(frozen=True)
class Periode:
    """`van` up to and including `tot`."""

    sleutel: str
    van: date
    tot: date

    @property
    def begin(self) -> datetime:
        """The first moment of it."""
        return middernacht(self.van)

    @property
    def einde(self) -> datetime:
        """The first moment after it."""
        return middernacht(self.tot + EEN_DAG)

    @property
    def per_dag(self) -> bool:
        return (self.tot - self.van).days < PER_DAG

    def omvat(self) -> Callable[[datetime], bool]:
        """Whether a moment lies in it; the borders are worked out once."""
        begin, einde = self.begin, self.einde
        return lambda moment: begin <= moment < einde

    def in_woorden(self) -> str:
        return f"{_dag(self.van)} tot en met {_dag(self.tot)}"

    def vakken(self) -> list[Vak]:
        """Each day of a short period, otherwise each week; the first and last week may be cut off by the period."""
        grenzen = [self.van]
        while (volgende := self._na(grenzen[-1])) <= self.tot:
            grenzen.append(volgende)
        einden = [*grenzen[1:], self.tot + EEN_DAG]
        paren = zip(grenzen, einden, strict=True)
        return [Vak(self._label(van), middernacht(van), middernacht(tot)) for van, tot in paren]

    def _na(self, dag: date) -> date:
        return dag + EEN_DAG if self.per_dag else dag + timedelta(days=7 - dag.weekday())

    def _label(self, dag: date) -> str:
        kort = f"{dag.day} {MAANDEN[dag.month - 1].replace('maart', 'mrt')[:3]}"
        return kort if self.per_dag else f"week {dag.isocalendar().week}, vanaf {kort}"


def lees_periode(gekozen: Mapping[str, str]) -> Periode:
    """The period of `periode`, or of `van` and `tot` (jjjj-mm-dd). Raises OngeldigePeriode with every fault."""
    sleutel = gekozen.get("periode") or BEGIN
    if sleutel == "eigen":
        return _eigen(gekozen.get("van", ""), gekozen.get("tot", ""))
    return vaste_periode(sleutel if sleutel in KEUZES else BEGIN)


def vaste_periode(sleutel: str) -> Periode:
    """Up to and including today, or the whole of last month."""
    nu = vandaag()
    eerste = nu.replace(day=1)
    if sleutel == "vorige_maand":
        laatste = eerste - EEN_DAG
        return Periode(sleutel, laatste.replace(day=1), laatste)
    maand = {"kwartaal": nu.month - (nu.month - 1) % 3, "jaar": 1}.get(sleutel, nu.month)
    return Periode(sleutel, eerste.replace(month=maand), nu)


def _eigen(van: str, tot: str) -> Periode:
    begin, einde = _lees_dag(van), _lees_dag(tot)
    fouten = {
        veld: "Vul een dag in, zoals 2026-11-01." for veld, dag in (("van", begin), ("tot", einde)) if dag is None
    }
    if begin and einde and begin > einde:
        fouten["tot"] = "Kies een laatste dag die na de eerste komt."
    elif begin and einde and (einde - begin).days >= MAX_DAGEN:
        fouten["tot"] = "Kies hoogstens een jaar."
    if fouten or begin is None or einde is None:
        raise OngeldigePeriode(fouten)
    return Periode("eigen", begin, einde)


def _lees_dag(gegeven: str) -> date | None:
    """A day between 2000 and 2100: what lies outside is a typing fault."""
    try:
        dag = date.fromisoformat(gegeven)
    except ValueError:
        return None
    return dag if 2000 <= dag.year < 2100 else None


def _dag(dag: date) -> str:
    return f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"
