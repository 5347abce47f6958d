"""PostgreSQL as it stands in a machine room: power that fails, and a copy on another address that takes over."""

from __future__ import annotations

from tests.conftest import PG_BIN, Cluster


class Kopie(Cluster):
    """A hot standby of `eerste`, which waits for it before it acknowledges a commit; reads only, until `word_eerste`."""

    def __init__(self, eerste: Cluster) -> None:
        self._eerste = eerste
        super().__init__(fsync=True, opties="-c hot_standby=on")

    def _maak(self) -> None:
        assert PG_BIN is not None
        van = f"host=127.0.0.1 port={self._eerste.poort} user=postgres application_name=kopie"
        self._draai(PG_BIN / "pg_basebackup", "-D", self.map / "data", "-R", "-X", "stream", "-c", "fast", "-d", van)
        # From here on nothing is acknowledged that the copy has not written down too.
        self._eerste.sql("ALTER SYSTEM SET synchronous_standby_names = 'kopie'")
        self._eerste.sql("SELECT pg_reload_conf()")

    def word_eerste(self) -> None:
        self._pg_ctl("-w", "promote")
