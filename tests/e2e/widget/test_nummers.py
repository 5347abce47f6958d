"""The numbers in the crisis bar: those that the loket has now, or else those of the build."""

from __future__ import annotations

from playwright.async_api import Route, expect

from .conftest import Chat
from .nep_loket import NepLoket


def verander_veilig_thuis(loket: NepLoket) -> None:
    boek = loket.nummers
    nieuw = boek.basis.nummers["veilig_thuis"].model_copy(update={"tel": "08008000", "nummer": "0800-8000"})
    boek.nu = boek.basis.met({"veilig_thuis": nieuw})


async def test_een_nummer_dat_de_gemeente_veranderde_staat_in_de_balk(chat: Chat, loket: NepLoket) -> None:
    verander_veilig_thuis(loket)
    await chat.open()
    loket.gesprek.zet(crisis="geweld")
    balk = chat.page.get_by_role("region", name="Hulp nu")
    await expect(balk.locator("a[href='tel:08008000']")).to_be_visible()
    await expect(balk.locator("a[href='tel:112']")).to_be_visible()
    await expect(balk.locator("a[href='tel:08002000']")).to_have_count(0)


async def test_een_antwoord_zonder_112_vervangt_niets(chat: Chat, loket: NepLoket) -> None:
    async def leeg(route: Route) -> None:
        await route.fulfill(json={"altijd": [], "per_categorie": {}})

    await chat.page.route("**/widget/nummers.json", leeg)
    await chat.open()
    async with chat.page.expect_response("**/widget/nummers.json"):
        loket.gesprek.zet(crisis="geweld")
    balk = chat.page.get_by_role("region", name="Hulp nu")
    await expect(balk.get_by_role("link")).to_have_count(3)
    await expect(balk.locator("a[href='tel:08002000']")).to_be_visible()


async def test_zonder_loket_blijven_de_ingebouwde_nummers(chat: Chat, loket: NepLoket) -> None:
    verander_veilig_thuis(loket)
    await chat.page.route("**/widget/nummers.json", lambda route: route.abort())
    await chat.open()
    loket.gesprek.zet(crisis="geweld")
    balk = chat.page.get_by_role("region", name="Hulp nu")
    await expect(balk.locator("a[href='tel:08002000']")).to_be_visible()
