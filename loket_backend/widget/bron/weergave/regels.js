import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";

import { stukken } from "../tekst.js";
import { AFZENDERS, schrijver, TEKST } from "../teksten.js";

/**
 * The log: every message once, in order, with who says it; then what the loket itself has to tell.
 * `gezien`: the number of the message under which it says that a medewerker saw it.
 */
export const regels = ({ lijst, levend, gezien, voorlezer, acties, keuzes, melding }) => html`
  <div class="log" role="log" aria-label=${TEKST.gesprek} aria-live=${levend ? "polite" : "off"} aria-relevant="additions" tabindex="0">
    ${repeat(lijst, (regel) => regel.sleutel, (regel) => bericht(regel, gezien, voorlezer, acties))}
    ${melding ? mededeling(melding) : nothing}
    ${keuzes.length ? knoppen(keuzes, acties) : nothing}
  </div>
`;

const bericht = (regel, gezien, voorlezer, acties) => html`
  <div class="bericht ${afzender(regel)}" data-sleutel=${regel.sleutel} data-nummer=${regel.volgnummer ?? nothing}>
    <p class="wie">${schrijver(afzender(regel), regel.naam)}<span class="onzichtbaar">:</span></p>
    <p class="tekst">${stukken(regel.tekst).map((stuk) => weergegeven(stuk))}</p>
    ${regel.afzender !== "inwoner" && voorlezer.kan ? leesKnop(regel, voorlezer) : nothing}
    ${regel.staat ? staat(regel, acties) : nothing}
    ${gezien && regel.volgnummer === gezien ? gezienDoor() : nothing}
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

// Who reads back finds it; it interrupts nobody, so it is kept out of what a screen reader tells by itself.
const gezienDoor = () => html`<p class="gezien" aria-live="off"><span aria-hidden="true">✓</span> ${TEKST.gezien}</p>`;

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
