import { html, nothing } from "lit";

import { ondertitel, TEKST } from "../teksten.js";

/** Name, who you talk with, and the cross of the popup. */
export const kop = ({ naam, telefoon, status, medewerker, sluit }) => html`
  <header class="kop">
    <div class="kop-naam">
      <h2 id="naam">${naam}</h2>
      <p>${ondertitel(status, medewerker)}</p>
      ${telefoon ? html`<p>${TEKST.liever} <a href="tel:${telefoon.replace(/[^\d+]/g, "")}">${telefoon}</a></p>` : nothing}
    </div>
    ${sluit
      ? html`<button type="button" class="sluit" aria-label=${TEKST.sluit} @click=${sluit}><span aria-hidden="true">✕</span></button>`
      : nothing}
  </header>
`;
