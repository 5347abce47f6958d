import { html } from "lit";

import { TEKST } from "../teksten.js";

/** The numbers to call. Not a live region: the words that go with it come as a message in the log. */
export const crisisbalk = (categorie, nummers) => html`
  <section class="crisis" aria-label=${TEKST.crisis}>
    <ul>
      ${[...nummers.altijd, ...(nummers.per_categorie[categorie] ?? [])].map(
        ({ naam, tel, waarvoor }) => html`<li><a href="tel:${tel}">${TEKST.bel} <strong>${naam}</strong></a> <span>${waarvoor}</span></li>`,
      )}
    </ul>
  </section>
`;
