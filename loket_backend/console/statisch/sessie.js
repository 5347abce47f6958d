/** The end of the session: a warning some minutes before it, and what was typed stays in this tab until it was sent. */

const WAARSCHUW_VOOR = 5 * 60; // seconds
const KIJK_MS = 20_000;
const TEKST = "loket-tekst|";
const VERSTUURD = "loket-verstuurd";
const VELDEN = "textarea, input:not([type]), input[type=text], input[type=search], input[type=date], input[type=time], input[type=number], input[type=tel]";

const vak = document.getElementById("sessie"); // only on pages of somebody who is logged in
const wie = vak?.dataset.wie;

// -- What was typed

const pad = (form) => new URL(form.action, location.href).pathname;
const plek = (veld) => `${TEKST}${wie}|${pad(veld.form)}|${location.pathname}|${veld.name}`;
/** The chat keeps its own text; a search is not a draft. */
const meedoen = (veld) => veld.name && veld.form?.method === "post" && veld.autocomplete !== "one-time-code" && !veld.closest("#schrijf");
const verstuurd = () => JSON.parse(sessionStorage.getItem(VERSTUURD) ?? "[]");

function onthoud({ target: veld }) {
  if (!veld.matches(VELDEN) || !meedoen(veld)) return;
  if (veld.value) sessionStorage.setItem(plek(veld), veld.value);
  else sessionStorage.removeItem(plek(veld));
}

/** It is only gone when the next page shows that we were still logged in. */
function merk({ target: form }) {
  if (form.method === "post") sessionStorage.setItem(VERSTUURD, JSON.stringify([...verstuurd(), form.dataset.wist ?? pad(form)]));
}

function wis(welke) {
  for (const sleutel of Object.keys(sessionStorage)) if (sleutel.startsWith(TEKST) && welke(sleutel)) sessionStorage.removeItem(sleutel);
}

function zetTerug() {
  const weg = verstuurd();
  sessionStorage.removeItem(VERSTUURD);
  wis((sleutel) => !sleutel.startsWith(`${TEKST}${wie}|`) || weg.includes(sleutel.split("|")[2]));
  let terug = false;
  for (const veld of document.querySelectorAll(VELDEN)) {
    const tekst = meedoen(veld) ? sessionStorage.getItem(plek(veld)) : null;
    if (tekst === null || veld.value !== veld.defaultValue || tekst === veld.value) continue;
    veld.value = tekst;
    veld.closest("details")?.setAttribute("open", "");
    terug = true;
  }
  if (terug) zeg("We hebben teruggezet wat u had getypt.");
}

// -- The warning

const zin = vak?.querySelector("p");
const knop = vak?.querySelector("button");
const link = vak?.querySelector("a");

function zeg(tekst, { metKnop = false, metLink = false } = {}) {
  if (zin.textContent !== tekst) zin.textContent = tekst;
  vak.hidden = !tekst;
  knop.hidden = !metKnop;
  link.hidden = !metLink;
}

async function haal(opties = {}) {
  try {
    const antwoord = await fetch("/console/account/sessie", { redirect: "manual", cache: "no-store", ...opties });
    if (antwoord.type === "opaqueredirect") return 0;
    return antwoord.ok ? (await antwoord.json()).over : null;
  } catch {
    return null; // no connection: that is another message
  }
}

let einde = Date.now() + Number(vak?.dataset.over) * 1000;
let gewaarschuwd = false;

async function kijk() {
  if (einde - Date.now() > WAARSCHUW_VOOR * 1000) return;
  const over = await haal(); // another tab may have been in use
  if (over !== null) toon(over);
}

function toon(over) {
  einde = Date.now() + over * 1000;
  const minuten = Math.max(1, Math.round(over / 60));
  if (over <= 0) zeg("U bent uitgelogd. Wat u typte, blijft in dit tabblad staan.", { metLink: true });
  else if (over > WAARSCHUW_VOOR) gewaarschuwd && zeg("U blijft ingelogd.");
  else zeg(`U wordt over ${minuten} ${minuten === 1 ? "minuut" : "minuten"} uitgelogd. Wat u typte, gaat niet verloren.`, { metKnop: true });
  gewaarschuwd = over <= WAARSCHUW_VOOR;
}

async function blijf() {
  const over = await haal({ method: "POST", body: new URLSearchParams({ csrf: vak.dataset.csrf }) });
  if (over === null) return;
  toon(over);
  if (over > 0 && over <= WAARSCHUW_VOOR) zeg("U bent twaalf uur ingelogd. Log straks opnieuw in. Uw tekst blijft staan.");
}

if (vak) {
  addEventListener("input", onthoud);
  addEventListener("submit", merk);
  document.getElementById("uitloggen")?.addEventListener("submit", () => wis(() => true));
  knop.addEventListener("click", blijf);
  zetTerug();
  link.href = `/console/inloggen?naar=${encodeURIComponent(location.pathname + location.search)}`;
  setInterval(kijk, KIJK_MS);
  addEventListener("focus", kijk);
  kijk();
} else {
  sessionStorage.removeItem(VERSTUURD); // asked to log in: what was sent didn't arrive
}
