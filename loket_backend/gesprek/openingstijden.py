"""When somebody of the loket is there: from openingstijden.yml or a file of the gemeente's own, by the clock on the wall in Amsterdam."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count, pairwise
from pathlib import Path
from typing import Annotated, Any, Literal, Self

import holidays
import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from loket_backend.tijd import AMSTERDAM, DAGEN, MAANDEN

MEEGELEVERD = Path(__file__).with_name("openingstijden.yml")
_PERIODE = re.compile(r"(\d{1,2}):([0-5]\d)-(\d{1,2}):([0-5]\d)")
_EINDE_DAG = 24 * 60

# Minutes since midnight, the end not included.
Periode = tuple[int, int]


class OpeningstijdenFout(ValueError):
    """The file cannot be used; `fouten` names everything that is wrong with it."""

    def __init__(self, pad: Path, fouten: list[str]) -> None:
        self.fouten = fouten
        super().__init__(f"{pad}: {len(fouten)} fout(en):\n" + "\n".join(f"- {fout}" for fout in fouten))


def _is_periode(tekst: str) -> str:
    gelezen = _PERIODE.fullmatch(tekst)
    if gelezen is None:
        raise ValueError(f"'{tekst}' is geen periode zoals 9:00-17:00")
    van, tot = _periode(tekst)
    if not van < tot <= _EINDE_DAG:
        raise ValueError(f"'{tekst}': het einde komt niet na het begin, of ligt na 24:00")
    return tekst


def _periode(tekst: str) -> Periode:
    van_uur, van_minuut, tot_uur, tot_minuut = (int(deel) for deel in re.split("[:-]", tekst))
    return van_uur * 60 + van_minuut, tot_uur * 60 + tot_minuut


def _zonder_overlap(periodes: list[str]) -> list[str]:
    gelezen = sorted(_periode(p) for p in periodes)
    if any(eerste[1] > tweede[0] for eerste, tweede in pairwise(gelezen)):
        raise ValueError("de periodes lopen door elkaar")
    return periodes


Periodes = Annotated[
    list[Annotated[str, AfterValidator(_is_periode)]], Field(min_length=1), AfterValidator(_zonder_overlap)
]
Dagnaam = Literal["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]


class _Vorm(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Geslotendag(_Vorm):
    dag: date
    reden: str = Field(min_length=1)


class Opendag(_Vorm):
    dag: date
    tijden: Periodes


class Tijdenvorm(_Vorm):
    """The file, and a version that was made in the console: `week` by name of the day, periods such as "9:00-12:30"."""

    eigenaar: str = Field(min_length=1)
    gecontroleerd_op: date
    week: dict[Dagnaam, Periodes] = Field(min_length=1)
    feestdagen_dicht: bool
    gesloten: list[Geslotendag] = []
    open: list[Opendag] = []

    @model_validator(mode="after")
    def _elke_dag_een_keer(self) -> Self:
        dagen = [*(regel.dag for regel in self.gesloten), *(regel.dag for regel in self.open)]
        if dubbel := sorted({str(dag) for dag in dagen if dagen.count(dag) > 1}):
            raise ValueError(f"staat er meer dan eens: {', '.join(dubbel)}")
        return self


@dataclass(frozen=True)
class Openingstijden:
    """`week` by weekday (0: maandag). `open` goes before `gesloten`, and that before the holidays and the week."""

    week: dict[int, list[Periode]]
    feestdagen_dicht: bool
    gesloten: frozenset[date]
    open: dict[date, list[Periode]]

    @classmethod
    def uit_bestand(cls, pad: Path | None = None) -> Openingstijden:
        """The file at `pad`, or the shipped one. Raises OpeningstijdenFout, which names every fault."""
        return cls.uit(lees_vorm(pad))

    @classmethod
    def uit(cls, vorm: Tijdenvorm) -> Openingstijden:
        return cls(
            week={DAGEN.index(dag): _gesorteerd(periodes) for dag, periodes in vorm.week.items()},
            feestdagen_dicht=vorm.feestdagen_dicht,
            gesloten=frozenset(regel.dag for regel in vorm.gesloten),
            open={regel.dag: _gesorteerd(regel.tijden) for regel in vorm.open},
        )

    def is_open(self, moment: datetime) -> bool:
        lokaal = moment.astimezone(AMSTERDAM)
        minuut = lokaal.hour * 60 + lokaal.minute
        return any(van <= minuut < tot for van, tot in self._periodes(lokaal.date()))

    def dag_in_woorden(self, dag: date) -> str:
        """ "9.00 tot 12.30 uur en 13.00 tot 17.00 uur", or "dicht" with the holiday that it is."""
        if periodes := self._periodes(dag):
            return " en ".join(f"{_wijzer(van)} tot {_wijzer(tot)} uur" for van, tot in periodes)
        return f"dicht ({_FEESTDAGEN[dag]})" if self.feestdagen_dicht and dag in _FEESTDAGEN else "dicht"

    def vrije_dag(self, dag: date) -> bool:
        """A Dutch holiday, or a day on which this loket is closed; not a day that the loket opens on purpose."""
        return dag not in self.open and (dag in self.gesloten or dag in _FEESTDAGEN)

    def volgende_opening(self, moment: datetime) -> datetime:
        """The first moment from `moment` on that the loket is open, in local time; `moment` itself when it is open now."""
        if self.is_open(moment):
            return moment.astimezone(AMSTERDAM)
        begin = moment.astimezone(AMSTERDAM).date()
        for verder in count():
            kansen = sorted(k for k in self._kansen(begin + timedelta(days=verder)) if k >= moment)
            if (eerste := next((k for k in kansen if self.is_open(k)), None)) is not None:
                return eerste.astimezone(AMSTERDAM)
        raise AssertionError("een week zonder openingstijd komt niet door de controle")

    def _kansen(self, dag: date) -> Iterator[datetime]:
        """Every moment of the day on which closed can become open: the beginning of a period, and where the clock is changed."""
        for van, _ in self._periodes(dag):
            wand = datetime.combine(dag, time(van // 60, van % 60), AMSTERDAM)
            yield from (wand.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
        middernacht = datetime.combine(dag, time(), AMSTERDAM)
        if middernacht.utcoffset() != datetime.combine(dag + timedelta(days=1), time(), AMSTERDAM).utcoffset():
            uren = (middernacht.astimezone(UTC) + timedelta(hours=uur) for uur in range(26))
            yield from (uur for uur in uren if uur.astimezone(AMSTERDAM).date() == dag)

    def _periodes(self, dag: date) -> list[Periode]:
        if dag in self.open:
            return self.open[dag]
        if dag in self.gesloten or (self.feestdagen_dicht and dag in _FEESTDAGEN):
            return []
        return self.week.get(dag.weekday(), [])


# Years are added as they are asked for.
_FEESTDAGEN = holidays.country_holidays("NL")


def in_woorden(opening: datetime, nu: datetime) -> str:
    """When that is, as one says it: "vandaag om 13 uur", "morgen om 9 uur", "maandag om 9.30 uur"; after a week with the date."""
    lokaal, vandaag = opening.astimezone(AMSTERDAM), nu.astimezone(AMSTERDAM).date()
    dagen = (lokaal.date() - vandaag).days
    weekdag = DAGEN[lokaal.weekday()]
    verder = weekdag if dagen < 7 else f"{weekdag} {lokaal.day} {MAANDEN[lokaal.month - 1]}"
    dag = {0: "vandaag", 1: "morgen"}.get(dagen, verder)
    return f"{dag} om {lokaal.hour}{f'.{lokaal.minute:02}' if lokaal.minute else ''} uur"


def _wijzer(minuten: int) -> str:
    return f"{minuten // 60}.{minuten % 60:02}"


def _gesorteerd(periodes: list[str]) -> list[Periode]:
    return sorted(_periode(p) for p in periodes)


def lees_vorm(pad: Path | None = None) -> Tijdenvorm:
    """The file as it was written, or the shipped one. Raises OpeningstijdenFout."""
    pad = pad or MEEGELEVERD
    try:
        inhoud: Any = yaml.safe_load(pad.read_text(encoding="utf-8"))
        return Tijdenvorm.model_validate(inhoud)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as fout:
        raise OpeningstijdenFout(pad, [f"niet te lezen: {fout}"]) from fout
    except ValidationError as fout:
        fouten = [f"{'.'.join(map(str, f['loc'])) or 'bestand'}: {f['msg']}" for f in fout.errors()]
        raise OpeningstijdenFout(pad, fouten) from fout
