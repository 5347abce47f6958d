import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";

import { stukken } from "../tekst.js";
import { AFZENDERS, TEKST } from "../teksten.js";

/** The log: every message once, in order, with who says it; then what the loket itself has to tell. */
export const regels = ({ lijst, levend, voorlezer, acties, keuzes, melding }) => html`
  <div class="log" role="log" aria-label=${TEKST.gesprek} aria-live=${levend ? "polite" : "off"} aria-relevant="additions" tabindex="0">
    ${repeat(lijst, (regel) => regel.sleutel, (regel) => bericht(regel, voorlezer, acties))}
    ${melding ? mededeling(melding) : nothing}
    ${keuzes.length ? knoppen(keuzes, acties) : nothing}
  </div>
`;

const bericht = (regel, voorlezer, acties) => html`
  <div class="bericht ${afzender(regel)}" data-sleutel=${regel.sleutel}>
    <p class="wie">${AFZENDERS[afzender(regel)]}<span class="onzichtbaar">:</span></p>
    <p class="tekst">${stukken(regel.tekst).map((stuk) => weergegeven(stuk))}</p>
    ${regel.afzender !== "inwoner" && voorlezer.kan ? leesKnop(regel, voorlezer) : nothing}
    ${regel.staat ? staat(regel, acties) : nothing}
  </div>
`;

const afzender = (regel) => (Object.hasOwn(AFZENDERS, regel.afzender) ? regel.afzender : "systeem");

function weergegeven({ soort, tekst, href }) {
  if (soort === "tel") return html`<a href=${href}>${tekst}</a>`;
  if (soort !== "link") return tekst;
  return html`<a href=${href} target="_blank" rel="noopener noreferrer">${tekst}<span class="onzichtbaar">${TEKST.nieuwVenster}</span></a>`;
}

function leesKnop({ sleutel, tekst }, voorlezer) {
  const leest = voorlezer.bezig === sleutel;
  return html`<button type="button" class="tekstknop lees" @click=${() => voorlezer.wissel(sleutel, tekst)}>
    <span aria-hidden="true">${leest ? "■" : "▶"}</span> ${leest ? TEKST.leesStop : TEKST.leesVoor}
  </button>`;
}

// "Wordt verstuurd" is for the eye only: read aloud after every message it would be noise.
function staat({ staat: soort, uitgaand }, acties) {
  if (soort === "mislukt") {
    return html`<p class="staat fout">
      ${TEKST.mislukt} <button type="button" class="tekstknop" @click=${acties.probeerOpnieuw}>${TEKST.probeerOpnieuw}</button>
    </p>`;
  }
  if (soort === "geweigerd") {
    return html`<p class="staat fout">
      ${TEKST.geweigerd} <button type="button" class="tekstknop" @click=${() => acties.pasAan(uitgaand)}>${TEKST.pasAan}</button>
    </p>`;
  }
  return html`<p class="staat" aria-hidden="true">${TEKST.onderweg}</p>`;
}

const knoppen = (keuzes, acties) => html`
  <div class="keuzes" role="group" aria-label=${TEKST.keuzes}>
    ${keuzes.map(
      ({ label, waarde }) => html`<button type="button" class="keuze" @click=${() => acties.kies(String(waarde), String(label))}>${label}</button>`,
    )}
  </div>
`;

const mededeling = ({ tekst, knop, doe }) => html`
  <div class="mededeling">
    <p>${tekst}</p>
    ${knop ? html`<button type="button" class="hoofdknop" @click=${doe}>${knop}</button>` : nothing}
  </div>
`;
