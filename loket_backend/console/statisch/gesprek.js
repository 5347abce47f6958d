/** The page of one conversation, live: new messages, who types and who looks on, and a composer that loses nothing. */
import { CONCEPT, bijNieuws, gesprek, haal, onthoud, vervang } from "./console.js";

const PAD = `/console/gesprekken/${gesprek.gesprek}`;
const SLEUTEL = CONCEPT + gesprek.gesprek;
const TYPT_OPNIEUW_MS = 3_000;
const KIJKT_OPNIEUW_MS = 15_000;
const DELEN = ["gespreksstand", "schrijf", "daden", "notities", "velden", "concept"];

const vak = document.getElementById("berichten-vak");
const lijst = document.getElementById("berichten");
const laatste = () => Number(lijst.dataset.laatste);
let stand = null;

// -- What is new

bijNieuws(({ gesprek: nieuw }) => {
  if (nieuw === null) return location.assign("/console/gesprekken"); // no longer ours to see
  if (!nieuw) return;
  toonAanwezig(nieuw);
  toonGezien(nieuw.gezien);
  if (nieuw.laatste > laatste() || nieuw.stand !== stand) werkBij(nieuw.stand);
});

let bezig = null;
let nogEens = false;
/** One at a time; what comes in meanwhile is fetched right after. */
async function werkBij(naar = stand) {
  if (bezig) {
    nogEens = true;
    return bezig;
  }
  bezig = haalOp(naar);
  await bezig;
  bezig = null;
  if (nogEens) {
    nogEens = false;
    await werkBij();
  }
}

async function haalOp(naar) {
  const antwoord = await haal(`${PAD}/deel?na=${laatste()}&aangepast=${lijst.dataset.aangepast}`);
  if (!antwoord) return;
  const nieuw = new DOMParser().parseFromString(await antwoord.text(), "text/html");
  stand = naar;
  pasAan(nieuw.getElementById("aangepast"));
  voegToe(nieuw.getElementById("nieuw"));
  for (const id of DELEN) {
    const [oud, vers] = [document.getElementById(id), nieuw.getElementById(id)];
    // what belongs to a state stays as it is until that state changes; the rest may change at any moment
    const hoortBijStand = oud.dataset.stand !== undefined;
    if (!hoortBijStand || oud.dataset.stand !== vers.dataset.stand) vervang(oud, vers, hoortBijStand);
  }
  // a colleague has it now: what was beside the messages is for them
  if (!document.getElementById("bericht-formulier")) lijst.querySelectorAll("details").forEach((deel) => deel.remove());
  begin();
}

/** What the resident corrected afterwards. */
function pasAan(aangepast) {
  for (const bericht of aangepast.children) {
    document.getElementById(bericht.id)?.replaceWith(document.importNode(bericht, true));
  }
}

function voegToe(nieuw) {
  const onderaan = vak.scrollHeight - vak.scrollTop - vak.clientHeight < 80;
  for (const bericht of [...nieuw.children]) {
    if (!document.getElementById(bericht.id)) lijst.append(document.importNode(bericht, true));
  }
  lijst.dataset.laatste = Math.max(laatste(), Number(nieuw.dataset.laatste));
  lijst.dataset.aangepast = nieuw.dataset.aangepast;
  if (onderaan) naarOnderen();
  meldAanwezig();
}

function naarOnderen() {
  vak.scrollTop = vak.scrollHeight;
}

function toonGezien(tot) {
  for (const regel of lijst.querySelectorAll(".gezien")) {
    const tekst = Number(regel.dataset.volgnummer) <= tot ? "Gezien" : "Verzonden";
    if (regel.textContent !== tekst) regel.textContent = tekst;
  }
}

function toonAanwezig({ typt, collega_typt: collegas, kijkt, inwoner_kijkt: inwoner }) {
  const wie = [...(typt ? ["De inwoner"] : []), ...collegas];
  zet("typt", wie.length ? `${noem(wie)} ${wie.length > 1 ? "typen" : "typt"} …` : "");
  const ook = kijkt.length ? `${noem(kijkt)} ${kijkt.length > 1 ? "kijken" : "kijkt"} mee.` : "";
  zet("kijkt", [inwoner ? "De inwoner heeft het gesprek open." : "", ook].filter(Boolean).join(" "));
}

const noem = (namen) => (namen.length > 1 ? `${namen.slice(0, -1).join(", ")} en ${namen.at(-1)}` : namen[0]);

function zet(id, tekst) {
  const plek = document.getElementById(id);
  if (plek.textContent !== tekst) plek.textContent = tekst;
}

// -- What we tell

async function stuur(pad, velden) {
  const inhoud = new URLSearchParams({ csrf: gesprek.csrf, ...velden });
  return fetch(PAD + pad, { method: "POST", body: inhoud, headers: { Accept: "application/json" }, redirect: "manual" });
}

/** That we look, how far, and whether we type. A miss does no harm: the next one tells it again. */
async function meldAanwezig(velden = {}) {
  if (document.visibilityState !== "visible") return;
  try {
    await stuur("/aanwezigheid", { gezien: String(laatste()), ...velden });
  } catch {
    // the stream tells when there is no connection
  }
}

let getypt = 0;
function meldTypen(tekst) {
  const nu = Date.now();
  if (tekst && nu - getypt < TYPT_OPNIEUW_MS) return;
  if (!tekst && !getypt) return;
  getypt = tekst ? nu : 0;
  meldAanwezig({ typt: tekst ? "1" : "0" });
}

// -- The composer

function bewaard() {
  try {
    return JSON.parse(localStorage.getItem(SLEUTEL)) ?? {};
  } catch {
    return {};
  }
}

function bewaar(concept) {
  if (concept.tekst) localStorage.setItem(SLEUTEL, JSON.stringify(concept));
  else localStorage.removeItem(SLEUTEL);
}

function nieuweSleutel() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
}

/** Makes the composer work, whenever it comes onto the page; and only once. */
function begin() {
  const formulier = document.getElementById("bericht-formulier");
  if (!formulier || formulier.dataset.klaar) return;
  formulier.dataset.klaar = "1";
  const veld = formulier.elements.tekst;
  veld.value ||= bewaard().tekst ?? "";
  veld.addEventListener("input", () => {
    const eerder = bewaard();
    bewaar({ tekst: veld.value, verstuurd: eerder.verstuurd, sleutel: eerder.sleutel });
    meldTypen(veld.value);
  });
  veld.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    formulier.requestSubmit();
  });
  formulier.addEventListener("submit", (event) => {
    event.preventDefault();
    verstuur(formulier, veld);
  });
}

/** The same text keeps its key until the loket has it: what was committed without our hearing of it is not sent twice. */
async function verstuur(formulier, veld) {
  const tekst = veld.value;
  if (formulier.dataset.bezig || !tekst.trim()) return;
  const eerder = bewaard();
  const sleutel = (eerder.verstuurd === tekst && eerder.sleutel) || nieuweSleutel();
  bewaar({ tekst, verstuurd: tekst, sleutel });
  formulier.dataset.bezig = "1";
  const fout = await probeer(tekst, sleutel);
  delete formulier.dataset.bezig;
  document.getElementById("tekst-fout").textContent = fout;
  veld.toggleAttribute("aria-invalid", Boolean(fout));
  veld.focus();
  if (fout) return;
  veld.value = veld.value.startsWith(tekst) ? veld.value.slice(tekst.length) : veld.value;
  bewaar({ tekst: veld.value });
  getypt = 0;
  await werkBij();
  naarOnderen();
}

/** Why it did not go; empty when it did. */
async function probeer(tekst, sleutel) {
  try {
    const antwoord = await stuur("/berichten", { tekst, sleutel });
    if (antwoord.ok) return "";
    if (antwoord.type === "opaqueredirect") return "U bent uitgelogd. Uw tekst blijft hier bewaard.";
    return (await antwoord.json()).detail;
  } catch {
    return "Uw bericht is niet verzonden. Probeer het opnieuw.";
  }
}

/** A standard reply goes where the cursor stands. */
document.addEventListener("click", (event) => {
  const knop = event.target.closest("button[data-tekst]");
  const veld = document.getElementById("tekst");
  if (!knop || !veld) return;
  veld.setRangeText(knop.dataset.tekst, veld.selectionStart, veld.selectionEnd, "end");
  veld.dispatchEvent(new Event("input", { bubbles: true }));
  veld.focus();
});

document.addEventListener("visibilitychange", () => meldAanwezig());
// Whoever leaves is gone for colleagues at once; whoever comes back by the back button is there again.
addEventListener("pagehide", () => navigator.sendBeacon(`${PAD}/aanwezigheid`, new URLSearchParams({ csrf: gesprek.csrf, weg: "1" })));
addEventListener("pageshow", (event) => event.persisted && meldAanwezig());
setInterval(meldAanwezig, KIJKT_OPNIEUW_MS);
document.documentElement.classList.add("levend");
for (const id of DELEN) onthoud(document.getElementById(id));
begin();
if (!location.hash.startsWith("#bericht-")) naarOnderen();
meldAanwezig();
