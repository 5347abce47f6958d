"""A place on the map: at the door it becomes the wijk in which it lies, before anything is stored. Coordinates are kept nowhere."""

from __future__ import annotations

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.toewijzing.plek import wijk_bij

# Beside what Telegram says in an update: the id of the wijk.
WIJK = "loket_wijk"


async def zonder_plek(session: AsyncSession, update: dict[str, Any]) -> dict[str, Any]:
    """The update with every place in it at 0,0. A venue is a place of somebody else: its address and title go, and no wijk comes of it."""
    bericht = update.get("message") or {}
    plek = bericht.get("location") if "venue" not in bericht else None
    wijk = await wijk_bij(session, plek["latitude"], plek["longitude"]) if plek else None
    schoon: dict[str, Any] = _wis(update)
    return {**schoon, WIJK: wijk.id} if wijk else schoon


def _wis(deel: Any) -> Any:
    """Also what stands in a message that is answered or pinned."""
    if isinstance(deel, list):
        return [_wis(d) for d in deel]
    if not isinstance(deel, dict):
        return deel
    if "latitude" in deel and "longitude" in deel:
        return {"latitude": 0, "longitude": 0}
    weg = ("title", "address", "foursquare_id", "google_place_id") if "location" in deel and "address" in deel else ()
    return {k: "" if k in weg else _wis(d) for k, d in deel.items()}
