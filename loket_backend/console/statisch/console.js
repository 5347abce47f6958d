/** On every page of the console: news from the loket, the number in the menu, and a signal when there is something new. */

const RIJ_OPNIEUW_MS = 30_000; // the waiting times grow, also without news
const PEIL_MS = 3_000;
const PEIL_ELDERS_MS = 15_000; // pages that show nothing live: browsers allow few open streams at once
const STROOM_OPNIEUW_MS = 20_000;
export const CONCEPT = "loket-concept-";

const rij = document.getElementById("rij");
export const gesprek = document.getElementById("gesprek")?.dataset;
const adres = gesprek ? `?gesprek=${encodeURIComponent(gesprek.gesprek)}` : "";
const luisteraars = [];
let peiler = null;
let vorige = null;

/** `doe` hears everything that is new: {rij?, gesprek?}. */
export function bijNieuws(doe) {
  luisteraars.push(doe);
}

/** A part of a page, fresh from the loket; null when it could not be had. Says so when the session is over. */
export async function haal(pad) {
  try {
    const antwoord = await fetch(pad, { redirect: "manual", cache: "no-store" });
    if (antwoord.type === "opaqueredirect" || antwoord.status === 401) return uitgelogd();
    uit ||= antwoord.status === 403;
    return antwoord.ok ? antwoord : null;
  } catch {
    return null;
  }
}

/** Puts `nieuw` in the place of what stands there, unless somebody is filling it in. The focus stays where it was. */
export function vervang(oud, nieuw, toch = false) {
  if (!oud || !nieuw) return;
  const html = nieuw.outerHTML;
  if (bekend.get(oud.id) === html || (!toch && wordtIngevuld(oud))) return;
  const focus = oud.contains(document.activeElement) ? document.activeElement.id : "";
  const open = [...oud.querySelectorAll("details[open]")].map((deel) => deel.id);
  const vers = document.importNode(nieuw, true);
  for (const deel of vers.querySelectorAll("details")) deel.open ||= open.includes(deel.id);
  oud.replaceWith(vers);
  bekend.set(vers.id, html);
  if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
}
const bekend = new Map();

/** As the loket gave it, before anybody opens or fills something in it. */
export function onthoud(deel) {
  bekend.set(deel.id, deel.outerHTML);
}

function wordtIngevuld(deel) {
  const velden = [...deel.querySelectorAll("textarea, input:not([type=hidden]), select")];
  return velden.some((veld) => veld === document.activeElement || (veld.localName === "select" ? veld.selectedIndex > 0 : veld.value !== veld.defaultValue));
}

function verwerk(nieuws) {
  if (nieuws.rij) {
    toonAantal(nieuws.rij);
    if (rij && nieuws.rij.stand !== vorige?.stand) ververs();
    if (vorige) waarschuw(vorige, nieuws.rij);
    vorige = nieuws.rij;
  }
  for (const doe of luisteraars) doe(nieuws);
}

const titel = document.title;
function toonAantal({ wachtend, ongelezen }) {
  const menu = document.getElementById("menu-gesprekken");
  if (menu) menu.textContent = wachtend || ongelezen ? ` (${wachtend} wacht${ongelezen ? `, ${ongelezen} ongelezen` : ""})` : "";
  document.title = wachtend + ongelezen ? `(${wachtend + ongelezen}) ${titel}` : titel;
}

async function ververs() {
  const antwoord = await haal(rij.dataset.deel);
  if (!antwoord) return;
  const nieuw = rij.cloneNode(false);
  const gelezen = new DOMParser().parseFromString(await antwoord.text(), "text/html");
  nieuw.append(...gelezen.body.childNodes);
  vervang(document.getElementById("rij"), nieuw);
}

// -- The stream, and asking where it does not come through

function volg() {
  const stroom = new EventSource(`/console/stroom${adres}`);
  stroom.addEventListener("nieuws", (event) => {
    stopPeilen();
    verwerk(JSON.parse(event.data));
  });
  stroom.addEventListener("uit", () => {
    stroom.close();
    stopPeilen();
    uitgelogd();
  });
  stroom.addEventListener("error", () => {
    peil(PEIL_MS);
    if (stroom.readyState === EventSource.CLOSED) setTimeout(() => uit || volg(), STROOM_OPNIEUW_MS);
  });
}

function peil(ms) {
  if (peiler) return;
  const kijk = async () => {
    const antwoord = await haal(`/console/nieuws${adres}`);
    if (uit) return stopPeilen();
    if (antwoord) verwerk(await antwoord.json());
    zeg(antwoord || !document.getElementById("verbinding") ? "" : "Er is even geen verbinding. We proberen het opnieuw.");
  };
  peiler = setInterval(kijk, ms);
  kijk();
}

function stopPeilen() {
  clearInterval(peiler);
  peiler = null;
  zeg("");
}

let uit = false;
function uitgelogd() {
  uit = true;
  zeg("U bent uitgelogd. Laad de pagina opnieuw om verder te gaan.");
  return null;
}

function zeg(tekst) {
  const plek = document.getElementById("verbinding");
  if (plek && plek.textContent !== tekst) plek.textContent = tekst;
}

// -- Signals: a sound and a notice of the browser, each with a switch that is remembered

const GELUID = "loket-geluid";
const MELDING = "loket-melding";
const LAATSTE = "loket-laatste-signaal";
const geluidAan = () => localStorage.getItem(GELUID) !== "uit";
const meldingAan = () => localStorage.getItem(MELDING) === "aan" && window.Notification?.permission === "granted";

function waarschuw(eerst, nu) {
  const nood = nu.crisis > eerst.crisis;
  const wat =
    (nood && "Er is een crisis in een gesprek.") ||
    (nu.wachtend > eerst.wachtend && "Er wacht iemand op een medewerker.") ||
    (nu.ongelezen > eerst.ongelezen && "U heeft een nieuw bericht.");
  const leestAl = document.hasFocus() && gesprek && nu.wachtend <= eerst.wachtend;
  if (!wat || (leestAl && !nood)) return;
  if (geluidAan() && eersteTab()) piep(nood ? 3 : 1);
  // never what somebody said: a notice also shows on a locked screen
  if (meldingAan() && !document.hasFocus()) new Notification("Het loket", { body: wat, tag: "loket" });
}

/** One tab makes the sound for all. */
function eersteTab() {
  const nu = Date.now();
  if (nu - Number(localStorage.getItem(LAATSTE)) < 1500) return false;
  localStorage.setItem(LAATSTE, String(nu));
  return true;
}

let speler = null;
function piep(keer) {
  speler ??= new AudioContext();
  for (let n = 0; n < keer; n += 1) {
    const toon = speler.createOscillator();
    const sterkte = speler.createGain();
    const begin = speler.currentTime + n * 0.35;
    toon.frequency.value = keer > 1 ? 880 : 660;
    sterkte.gain.setValueAtTime(0.08, begin);
    sterkte.gain.exponentialRampToValueAtTime(0.0001, begin + 0.3);
    toon.connect(sterkte).connect(speler.destination);
    toon.start(begin);
    toon.stop(begin + 0.3);
  }
}

function schakelaars() {
  const vak = document.getElementById("signaal");
  if (!vak) return;
  vak.hidden = false;
  const geluid = document.getElementById("signaal-geluid");
  const melding = document.getElementById("signaal-melding");
  const toon = () => {
    for (const [knop, aan] of [[geluid, geluidAan()], [melding, meldingAan()]]) {
      knop.setAttribute("aria-pressed", String(aan));
      knop.dataset.stand = aan ? "aan" : "uit";
    }
  };
  geluid.addEventListener("click", () => {
    localStorage.setItem(GELUID, geluidAan() ? "uit" : "aan");
    toon();
  });
  melding.hidden = !window.Notification;
  melding.addEventListener("click", async () => {
    const mag = meldingAan() || (await Notification.requestPermission()) === "granted";
    localStorage.setItem(MELDING, mag && !meldingAan() ? "aan" : "uit");
    zeg(mag ? "" : "Uw browser laat meldingen niet toe. U kunt dat in de browser veranderen.");
    toon();
  });
  toon();
}

/** Who logs out leaves nothing behind on this machine. */
function ruimOp() {
  for (const sleutel of Object.keys(localStorage)) if (sleutel.startsWith(CONCEPT)) localStorage.removeItem(sleutel);
}

document.getElementById("uitloggen")?.addEventListener("submit", ruimOp);
schakelaars();
addEventListener("DOMContentLoaded", () => {
  if (!document.getElementById("menu-gesprekken")) return; // a role without conversations
  if (rij || gesprek) volg();
  else peil(PEIL_ELDERS_MS);
  if (rij) setInterval(ververs, RIJ_OPNIEUW_MS);
});
