import { html, nothing } from "lit";

import { aantalTekens, MAX_TEKENS, tekenMelding, TEKST } from "../teksten.js";

/** The field and its button. Enter sends, Shift+Enter begins a new line. */
export function invoer({ tekst, opTekst, verstuur }) {
  const aantal = aantalTekens(tekst);
  const melding = tekenMelding(aantal);
  return html`
    <form class="invoer" @submit=${(event) => { event.preventDefault(); verstuur(); }}>
      <label for="invoer">${TEKST.invoer}</label>
      <div class="veld">
        <textarea
          id="invoer" rows="1" autocomplete="off" enterkeyhint="send"
          aria-describedby=${melding ? "tekens" : nothing}
          aria-invalid=${aantal > MAX_TEKENS ? "true" : nothing}
          .value=${tekst}
          @input=${(event) => opTekst(event.target.value)}
          @keydown=${(event) => opToets(event, verstuur)}
        ></textarea>
        <button type="submit" class="hoofdknop">${TEKST.verstuur}</button>
      </div>
      ${melding ? html`<p id="tekens" class=${aantal > MAX_TEKENS ? "fout" : ""}>${melding}</p>` : nothing}
    </form>
  `;
}

// Enter also ends the composition of an accented letter on some keyboards: that is not "send".
function opToets(event, verstuur) {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  verstuur();
}
