"""Alembic's environment: runs the migrations over the same engines and PRAGMAs as the loket itself."""

from __future__ import annotations

import asyncio
from typing import Any

from alembic import context
from sqlalchemy import event
from sqlalchemy.engine import Connection

from loket_backend import sleutelproef as _sleutelproef  # noqa: F401
from loket_backend import wijziging as _wijziging  # noqa: F401
from loket_backend.aanbod import models as _aanbod  # noqa: F401
from loket_backend.aanbod import plekmodels as _regelplek  # noqa: F401
from loket_backend.aanbod import zoekmodels as _aanbod_zoeken  # noqa: F401
from loket_backend.arrangement import leescode as _arrangementcode  # noqa: F401
from loket_backend.arrangement import models as _arrangement  # noqa: F401
from loket_backend.businesscase import models as _businesscase  # noqa: F401
from loket_backend.crisis import models as _crisis  # noqa: F401
from loket_backend.db import Basis, open_database
from loket_backend.geholpen import models as _geholpen  # noqa: F401
from loket_backend.gesprek import models as _gesprek  # noqa: F401
from loket_backend.gesprek import taken as _taken  # noqa: F401
from loket_backend.gesprek import tekstversies as _tekstversies  # noqa: F401
from loket_backend.gesprek import verslagcode as _verslagcode  # noqa: F401
from loket_backend.gesprek import wektijden as _wektijden  # noqa: F401
from loket_backend.gesprek.channels.telegram import models as _telegram  # noqa: F401
from loket_backend.intake import dossiermodels as _dossier  # noqa: F401
from loket_backend.intake import models as _intake  # noqa: F401
from loket_backend.intake import woonwijk as _woonwijk  # noqa: F401
from loket_backend.keukentafel import afspraakmodels as _afspraken  # noqa: F401
from loket_backend.keukentafel import gespreksverslag_models as _gespreksverslag  # noqa: F401
from loket_backend.partijen import models as _partijen  # noqa: F401
from loket_backend.samen import wacht_op_anderen
from loket_backend.toegang import models as _toegang  # noqa: F401
from loket_backend.toewijzing import models as _toewijzing  # noqa: F401
from loket_backend.tweesporen import models as _tweesporen  # noqa: F401
from loket_backend.tweesporen import spoormodels as _sporen  # noqa: F401
from loket_backend.tweesporen import teammodels as _teams  # noqa: F401
from loket_backend.wederkerigheid import models as _wederkerigheid  # noqa: F401
from loket_backend.wijkbudget import models as _wijkbudget  # noqa: F401
from loket_backend.wijkbudget import tabellen as _toezegging  # noqa: F401

# On SQLite whoever migrates holds the one lock for writing; a second loket waits for it this long (milliseconds).
WACHT = 600_000


def voer_uit(verbinding: Connection) -> None:
    context.configure(
        connection=verbinding, target_metadata=Basis.metadata, render_as_batch=verbinding.dialect.name == "sqlite"
    )
    with context.begin_transaction():
        context.run_migrations()


def _geduldig(verbinding: Any, _: Any) -> None:
    verbinding.execute(f"PRAGMA busy_timeout={WACHT}")


async def migreer() -> None:
    database = open_database(context.config.get_main_option("sqlalchemy.url") or "")
    if database.schrijver.dialect.name == "sqlite":
        event.listen(database.schrijver.sync_engine, "connect", _geduldig)
    async with database.schrijver.begin() as verbinding:
        await verbinding.run_sync(wacht_op_anderen, "migreer")
        await verbinding.run_sync(voer_uit)
    await database.sluit()


asyncio.run(migreer())
