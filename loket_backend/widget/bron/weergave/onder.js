import { html } from "lit";

import { TEKST } from "../teksten.js";

/** A human, always within reach; once there is one, a call. The same button throughout, so that the focus stays. */
export const onder = ({ status, zeg }) => {
  const tekst = status === "mens" ? TEKST.liefstGebeld : TEKST.mens;
  return html`<div class="onder"><button type="button" class="mens" @click=${() => zeg(tekst)}>${tekst}</button></div>`;
};

/** The eraser, below the messages; it asks once more. */
export const wisser = ({ vraagtWissen, vraag, ja, nee }) => vraagtWissen
  ? html`
    <div class="vraagblok wisvraag" role="group" aria-labelledby="wisvraag" tabindex="-1">
      <p id="wisvraag">${TEKST.wisVraag}</p>
      <button type="button" class="hoofdknop" @click=${ja}>${TEKST.wisJa}</button>
      <button type="button" class="mens" @click=${nee}>${TEKST.wisNee}</button>
    </div>`
  : html`<button type="button" class="tekstknop wis" @click=${vraag}>${TEKST.wis}</button>`;
