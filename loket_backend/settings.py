"""All settings of the loket, from the environment. This list is the documentation (`make instellingen` prints it)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path


def _veld(naam: str, standaard: str, uitleg: str) -> str:
    return field(default=standaard, metadata={"omgeving": naam, "uitleg": uitleg})


@dataclass(frozen=True)
class Settings:
    """Text as it stands in the environment; the properties below give it its type."""

    poort: str = _veld("LOKET_PORT", "8080", "port of the loket, on loopback")
    adres: str = _veld(
        "LOKET_HOST", "127.0.0.1", "address to listen on; a reverse proxy with TLS stands in front of it"
    )
    data: str = _veld("LOKET_DATA", "./var", "folder for the database, the keys and the logs")
    database_url: str = _veld(
        "LOKET_DATABASE_URL", "", "postgresql://host1:5432,host2:5432/… ; empty: SQLite in LOKET_DATA"
    )
    database_binnen: str = _veld(
        "LOKET_DATABASE_BINNEN", "4", "seconds that PostgreSQL gets for one transaction; then the asker hears 503"
    )
    demo: str = _veld(
        "LOKET_DEMO",
        "",
        "1: an invented village with logins, dossiers and a year of arrangements; klein: without that year, sooner ready",
    )
    sleutel: str = _veld(
        "LOKET_SLEUTEL", "", "column keys as id:base64,… (the first encrypts); empty: the file sleutel in LOKET_DATA"
    )
    geheim: str = _veld(
        "LOKET_GEHEIM", "", "shared secret between the three processes; empty: made anew at every start"
    )
    intern_poort: str = _veld("LOKET_INTERN_PORT", "0", "port for the action servers; 0: any free port")
    rasa_poort: str = _veld("LOKET_RASA_PORT", "0", "port of the Rasa server, loopback only; 0: any free port")
    acties_poort: str = _veld("LOKET_ACTIES_PORT", "0", "port of the action server, loopback only; 0: any free port")
    intern_adres: str = _veld("LOKET_INTERN_HOST", "127.0.0.1", "address of the port for the action servers")
    rasas: str = _veld(
        "LOKET_RASA", "", "addresses of all Rasa servers, http://host:port, separated by spaces; empty: loopback"
    )
    acties: str = _veld(
        "LOKET_ACTIES", "", "addresses of all action servers, http://host:port, separated by spaces; empty: loopback"
    )
    herkomsten: str = _veld("LOKET_HERKOMSTEN", "", "origins of pages that may embed the widget, separated by spaces")
    telefoon: str = _veld("LOKET_TELEFOON", "0528 12 34 56", "phone number of the loket, as residents read it")
    naam: str = _veld("LOKET_NAAM", "Het loket", "name of the loket, as residents read it")
    nummers: str = _veld("LOKET_NUMMERS", "", "YAML file that replaces regional numbers to call in a crisis")
    openingstijden: str = _veld(
        "LOKET_OPENINGSTIJDEN", "", "YAML file with the opening hours; empty: office hours, and in the demo always open"
    )
    afspraken: str = _veld(
        "LOKET_AFSPRAKEN", "", "YAML file with how appointments are made; empty: the one that comes along"
    )
    kerncijfers: str = _veld(
        "LOKET_KERNCIJFERS",
        "",
        "YAML file with key figures (what help costs) that replace or add to those that come along",
    )
    melden_na: str = _veld(
        "LOKET_MELDEN_NA",
        "5",
        "seconds before a resident who waits gets an honest sentence; the loket may die in between",
    )
    antwoord_binnen: str = _veld("LOKET_ANTWOORD_BINNEN", "8", "seconds that one turn may take; then it is tried again")
    geduld: str = _veld("LOKET_GEDULD", "60", "seconds of retrying before a message goes to the staff queue")
    kijk: str = _veld(
        "LOKET_KIJK",
        "60",
        "seconds between two looks at what the day brings: digests, covers, who is asked how it goes",
    )
    adres_buiten: str = _veld(
        "LOKET_ADRES",
        "",
        "address at which residents reach the loket, https://… ; for the one-time link and the webhook",
    )
    telegram_token: str = _veld("LOKET_TELEGRAM_TOKEN", "", "token of the Telegram bot; empty: no Telegram")
    telegram_webhook: str = _veld(
        "LOKET_TELEGRAM_WEBHOOK", "", "last part of the webhook's address, hard to guess; empty: long polling"
    )
    telegram_geheim: str = _veld(
        "LOKET_TELEGRAM_GEHEIM", "", "secret that Telegram sends with every update to the webhook (A-Z a-z 0-9 _ -)"
    )
    telegram_api: str = _veld("LOKET_TELEGRAM_API", "https://api.telegram.org", "address of the Bot API")
    beveiligingscontact: str = _veld(
        "LOKET_BEVEILIGINGSCONTACT",
        "",
        "whom to tell about a vulnerability, as mailto: or https: (security.txt); empty: LOKET_TELEFOON",
    )
    kopie_sleutel: str = _veld(
        "LOKET_KOPIE_SLEUTEL", "", "file with the key that locks backups; empty: a backup is not locked as a whole"
    )
    otlp: str = _veld(
        "LOKET_OTLP", "", "address of an OTLP/HTTP collector for traces, http://host:4318; empty: no traces"
    )
    reservekopieen: str = _veld(
        "LOKET_RESERVEKOPIEEN", "", "folder with the backups, to tell how old the newest is; empty: not told"
    )
    productie: str = _veld("LOKET_PRODUCTIE", "", "1: cookies only over https")

    @classmethod
    def uit_omgeving(cls, omgeving: Mapping[str, str] | None = None) -> Settings:
        omgeving = os.environ if omgeving is None else omgeving
        gegeven = {
            f.name: omgeving[f.metadata["omgeving"]] for f in fields(cls) if omgeving.get(f.metadata["omgeving"])
        }
        return cls(**gegeven)

    @property
    def is_demo(self) -> bool:
        return self.demo in ("1", "klein")

    @property
    def map(self) -> Path:
        return Path(self.data)

    @property
    def database(self) -> str:
        """The SQLAlchemy URL with its async driver."""
        if not self.database_url:
            return f"sqlite+aiosqlite:///{self.map.resolve() / 'loket.db'}"
        soort, _, rest = self.database_url.partition("://")
        return f"{'postgresql+asyncpg' if soort.startswith('postgres') else soort}://{rest}"

    @property
    def bestand_openingstijden(self) -> Path | None:
        """None for the opening hours that come along."""
        if self.openingstijden:
            return Path(self.openingstijden)
        return Path(__file__).with_name("demo") / "openingstijden.yml" if self.is_demo else None

    @property
    def rasa_adressen(self) -> tuple[str, ...]:
        """Without a slash at the end; never empty."""
        return _adressen(self.rasas, self.rasa_poort)

    @property
    def acties_adressen(self) -> tuple[str, ...]:
        return _adressen(self.acties, self.acties_poort)

    @property
    def toegelaten_herkomsten(self) -> frozenset[str]:
        return frozenset(self.herkomsten.split())


def _adressen(gegeven: str, poort: str) -> tuple[str, ...]:
    return tuple(adres.rstrip("/") for adres in gegeven.split()) or (f"http://127.0.0.1:{poort}",)


def beschrijving() -> str:
    """One line a setting: name, default, meaning."""
    return "\n".join(
        f"{f.metadata['omgeving']:24} {f.default or '-'!s:16} {f.metadata['uitleg']}" for f in fields(Settings)
    )


if __name__ == "__main__":
    print(beschrijving())
