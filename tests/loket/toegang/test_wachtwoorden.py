from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from loket_backend.toegang import wachtwoorden


async def test_een_wachtwoord_wordt_argon2id_en_past_alleen_op_zichzelf() -> None:
    hash = await wachtwoorden.versleutel("geheim")
    assert hash.startswith("$argon2id$")
    assert await wachtwoorden.klopt(hash, "geheim")
    assert not await wachtwoorden.klopt(hash, "Geheim")


@pytest.mark.parametrize("hash", [None, "", "geen hash", "$argon2id$v=19$m=8,t=1,p=1$x$y"])
async def test_zonder_geldige_hash_klopt_niets(hash: str | None) -> None:
    assert not await wachtwoorden.klopt(hash, "geheim")


async def test_een_onbekende_naam_kost_hetzelfde_werk(monkeypatch: pytest.MonkeyPatch) -> None:
    geteld = []

    class Tellend(PasswordHasher):
        def hash(self, *args: object, **kwargs: object) -> str:
            geteld.append("hash")
            return super().hash(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(wachtwoorden.Hasher, "actief", Tellend(time_cost=1, memory_cost=8, parallelism=1))
    await wachtwoorden.klopt(None, "geheim")
    assert geteld == ["hash"]


def test_de_echte_parameters_zijn_die_van_rfc_9106() -> None:
    echt = PasswordHasher()
    assert (echt.memory_cost, echt.time_cost) >= (65536, 3)
