import { html, nothing } from "lit";

import { TEKST, werktTot } from "../teksten.js";

/**
 * "Mijn gesprek bewaren": asks the loket for an address, then offers it as ordinary links, which no browser blocks.
 * `stand`: null, {fase: "bezig"}, {fase: "mislukt"} or {fase: "klaar", adres, geldigTot}.
 */
export const bewaren = ({ stand, vraag, dicht }) => stand
  ? html`
    <div class="vraagblok bewaarblok" role="group" aria-labelledby="bewaren" tabindex="-1">
      <p id="bewaren">${ZINNEN[stand.fase]} ${stand.fase === "klaar" ? werktTot(klok(stand.geldigTot)) : nothing}</p>
      ${stand.fase === "klaar" ? links(stand.adres) : nothing}
      ${stand.fase === "bezig" ? nothing : html`<button type="button" class="mens" @click=${dicht}>${TEKST.bewaarDicht}</button>`}
    </div>`
  : html`<button type="button" class="tekstknop bewaar" @click=${vraag}>${TEKST.bewaar}</button>`;

const ZINNEN = { bezig: TEKST.bewaarBezig, mislukt: TEKST.bewaarMislukt, klaar: TEKST.bewaarKlaar };

const links = (adres) => html`
  <a class="hoofdknop" href=${adres} target="_blank" rel="noopener noreferrer">${TEKST.bewaarLees}<span class="onzichtbaar">${TEKST.nieuwVenster}</span></a>
  <a class="hoofdknop" href="${adres}.pdf" rel="noopener noreferrer" download>${TEKST.bewaarPdf}</a>
`;

const klok = (moment) => new Date(moment).toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Amsterdam" }).replace(":", ".");
