/** The writing page of the gespreksverslag: saves by itself, and keeps on this machine what could not be saved. */
import { CONCEPT } from "./console.js";

const BEWAAR_MS = 20_000;
const formulier = document.getElementById("gespreksverslag");
const status = document.getElementById("bewaard");
const SLEUTEL = `${CONCEPT}verslag-${formulier.dataset.kenmerk}`;
const velden = [...formulier.querySelectorAll("textarea, select")];

const inhoud = () => JSON.stringify(velden.map((veld) => veld.value));
let bewaard = inhoud();
let stil = false; // somebody else saved meanwhile: the button tells what they wrote

/** After a time-out: what was typed and never came through. */
function haalTerug() {
  const eerder = localStorage.getItem(SLEUTEL);
  if (!eerder || eerder === bewaard) return;
  const waarden = JSON.parse(eerder);
  if (waarden.length !== velden.length) return;
  velden.forEach((veld, n) => (veld.value = waarden[n]));
  status.textContent = "Hier staat weer wat u eerder typte. Het is nog niet bewaard.";
}

async function bewaar() {
  const nu = inhoud();
  if (nu === bewaard || stil) return;
  localStorage.setItem(SLEUTEL, nu);
  try {
    const antwoord = await fetch(formulier.action, {
      method: "POST", body: new URLSearchParams(new FormData(formulier)), headers: { Accept: "application/json" }, redirect: "manual",
    });
    if (antwoord.status === 409) {
      stil = true;
      status.textContent = "Een collega bewaarde dit verslag ook. Druk op Bewaar, dan ziet u beide teksten.";
    }
    if (!antwoord.ok) throw new Error(String(antwoord.status));
    const { basis, bewaard: tijd } = await antwoord.json();
    formulier.elements.basis.value = basis;
    bewaard = nu;
    localStorage.removeItem(SLEUTEL);
    status.textContent = `Bewaard om ${tijd} uur.`;
  } catch {
    if (!stil) status.textContent = "Nog niet bewaard: er is geen verbinding of u bent uitgelogd. Uw tekst blijft op deze computer staan.";
  }
}

formulier.addEventListener("input", () => localStorage.setItem(SLEUTEL, inhoud()));
// The answer to this is a page of its own; when it is the login page, the text comes back from this machine.
if (new URLSearchParams(location.search).has("bewaard")) localStorage.removeItem(SLEUTEL);
else haalTerug();
setInterval(bewaar, BEWAAR_MS);
