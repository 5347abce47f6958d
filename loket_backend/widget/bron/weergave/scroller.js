import { html, nothing } from "lit";

const DICHTBIJ = 300;
const NIET_VERSCHOVEN = 40;

/** Keeps the newest message in view, from its first line, but never takes away what somebody is reading back. */
export class Scroller {
  #chat;
  #bekend = new Set();
  #teruggelezen = false;
  #gekoppeld = null;
  #vervolg = "";
  #getoond = { sleutel: null, plaats: 0 };

  constructor(chat) {
    this.#chat = chat;
  }

  /** After a render: `regels` as they stand on the screen, and what follows on them (buttons, a notice). */
  na(regels, vervolg) {
    const rol = this.#rol();
    if (!rol) return;
    this.#koppel(rol);
    const eerste = this.#bekend.size === 0;
    const nieuw = regels.filter((r) => !this.#bekend.has(r.sleutel));
    this.#bekend = new Set(regels.map((r) => r.sleutel));
    const meer = vervolg && vervolg !== this.#vervolg;
    this.#vervolg = vervolg;
    if (!nieuw.length && meer && !this.#teruggelezen && regels.length) nieuw.push(regels.at(-1));
    if (!nieuw.length) return;
    const eigen = nieuw.some((r) => r.afzender === "inwoner");
    if (eerste || eigen || !this.#teruggelezen) this.#toon(rol, eerste && nieuw.length > 1 ? null : nieuw.at(0).sleutel, eerste);
    else this.#chat.requestUpdate();
  }

  knop(tekst) {
    if (!this.#teruggelezen) return nothing;
    return html`<button type="button" class="nieuwste" @click=${() => this.naarEinde()}>${tekst} <span aria-hidden="true">↓</span></button>`;
  }

  naarEinde() {
    const rol = this.#rol();
    rol?.scrollTo({ top: rol.scrollHeight });
  }

  #toon(rol, sleutel, eerste) {
    const regel = sleutel && [...rol.querySelectorAll(".bericht")].find((b) => b.dataset.sleutel === sleutel);
    // The end of the messages; the eraser below them may stay out of sight.
    const einde = rol.querySelector(".log").offsetHeight - rol.clientHeight;
    rol.scrollTop = regel ? Math.min(einde, regel.offsetTop - rol.offsetTop - 8) : einde;
    this.#getoond = { sleutel, plaats: rol.scrollTop };
    // On a very low screen the log does not scroll by itself but the panel or the page does.
    if (!eerste && rol.scrollHeight - rol.clientHeight <= 1) regel?.scrollIntoView({ block: "nearest" });
  }

  #koppel(rol) {
    if (this.#gekoppeld === rol) return;
    this.#gekoppeld = rol;
    // A growing field or the crisis bar takes room: the message that was shown stays in view.
    new ResizeObserver(() => {
      const { sleutel, plaats } = this.#getoond;
      if (Math.abs(rol.scrollTop - plaats) < NIET_VERSCHOVEN) this.#toon(rol, sleutel, true);
    }).observe(rol);
    rol.addEventListener("scroll", () => {
      const terug = rol.scrollHeight - rol.clientHeight - rol.scrollTop > Math.max(DICHTBIJ, rol.clientHeight);
      if (terug === this.#teruggelezen) return;
      this.#teruggelezen = terug;
      this.#chat.requestUpdate();
    }, { passive: true });
  }

  #rol() {
    return this.#chat.renderRoot?.querySelector(".rol");
  }
}
