/**
 * How the widget looks. Colours come from the NL Design System tokens of the page, where it has them; a gemeente can
 * set every `--loket-…` on <loket-chat> instead. The fallbacks all reach a contrast of 4.5 : 1.
 */
import { css } from "lit";

const thema = css`
  :host {
    all: initial;
    --_kleur: var(--loket-kleur, var(--utrecht-button-primary-action-background-color, #14566b));
    --_op-kleur: var(--loket-op-kleur, var(--utrecht-button-primary-action-color, #ffffff));
    --_kleur-hover: var(--loket-kleur-hover, var(--utrecht-button-primary-action-hover-background-color, #0e4152));
    --_op-kleur-hover: var(--loket-op-kleur-hover, var(--utrecht-button-primary-action-hover-color, #ffffff));
    --_link: var(--loket-link, #0b4f63);
    --_inkt: var(--loket-inkt, #1d2b31);
    --_zacht: var(--loket-zachte-inkt, #4a5a61);
    --_vlak: var(--loket-vlak, #ffffff);
    --_achter: var(--loket-achtergrond, #f3f6f7);
    --_eigen: var(--loket-eigen-bericht, #dcedf2);
    --_rand: var(--loket-rand, #6f7f86);
    --_lijn: #d3dcdf;
    --_nood: #a5121f;
    --_nood-vlak: #fdecec;
    --_focus: var(--loket-focus, #0b0c0c);
    --_rond: var(--loket-rond, 0.75rem);
    --_tekst: max(1.125rem, 18px);
    --_klein: max(1rem, 16px);
    color: var(--_inkt);
    font-family: var(--loket-lettertype, var(--utrecht-document-font-family, system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif));
    font-size: var(--_tekst);
    line-height: 1.5;
  }
  :host([inline]) { display: block; }
  *, *::before, *::after { box-sizing: border-box; }
  p, h2, ul { margin: 0; padding: 0; }
  button, textarea { font: inherit; }
  a { color: var(--_link); text-underline-offset: 0.15em; }
  a[href^="tel:"] { white-space: nowrap; }
  :focus-visible { outline: 3px solid var(--_focus); outline-offset: 2px; box-shadow: 0 0 0 2px #fff; }
  [hidden] { display: none !important; }
  .onzichtbaar {
    position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
  }
  .fout { color: var(--_nood); }
`;

const knoppen = css`
  button { cursor: pointer; touch-action: manipulation; }
  .hoofdknop, .mens, .keuze, .starter {
    min-block-size: 44px; padding: 0.45rem 1.1rem; border: 2px solid var(--_kleur); border-radius: var(--_rond); font-weight: 600;
  }
  .hoofdknop, .starter { background: var(--_kleur); color: var(--_op-kleur); }
  .hoofdknop:hover, .starter:hover { background: var(--_kleur-hover); border-color: var(--_kleur-hover); color: var(--_op-kleur-hover); }
  .mens, .keuze { background: var(--_vlak); color: var(--_link); }
  .mens:hover, .keuze:hover { background: var(--_eigen); }
  .tekstknop {
    min-block-size: 44px; padding: 0.25rem 0.1rem; border: 0; background: none; color: var(--_link);
    font-size: var(--_klein); text-decoration: underline; text-underline-offset: 0.2em; text-align: start;
  }
  .tekstknop:hover { text-decoration-thickness: 2px; }
  .starter {
    position: fixed; inset-block-end: max(1rem, env(safe-area-inset-bottom)); inset-inline-end: 1rem; z-index: 2147483000;
    min-block-size: 56px; max-inline-size: calc(100vw - 2rem); padding: 0.6rem 1.5rem; border-radius: 2rem; box-shadow: 0 4px 16px rgb(0 0 0 / 25%);
  }
  .teller {
    display: inline-block; margin-inline-start: 0.5rem; padding: 0 0.6rem; border-radius: 1rem;
    background: #fff; color: var(--_nood); font-size: var(--_klein);
  }
`;

const paneel = css`
  .paneel {
    display: flex; flex-direction: column; margin: 0; padding: 0; overflow: hidden; background: var(--_vlak); color: var(--_inkt);
    border: 1px solid var(--_lijn); border-radius: var(--_rond); overscroll-behavior: contain;
  }
  .inline .rol { flex: none; block-size: var(--loket-hoogte, clamp(18rem, 50vh, 28rem)); }
  .popup:not([open]) { display: none; }
  .popup {
    position: fixed; inset: auto 1rem 1rem auto; z-index: 2147483000; max-inline-size: none; max-block-size: none;
    inline-size: min(27rem, calc(100vw - 2rem)); block-size: min(46rem, calc(100vh - 2rem)); block-size: min(46rem, calc(100dvh - 2rem)); box-shadow: 0 8px 32px rgb(0 0 0 / 28%);
  }
  .popup::backdrop { background: var(--_vlak); }
  .kop {
    display: flex; gap: 0.5rem; align-items: flex-start; padding: 0.7rem 0.6rem 0.7rem 1rem; background: var(--_kleur); color: var(--_op-kleur);
  }
  .kop-naam { flex: 1; min-inline-size: 0; }
  .kop h2 { font-size: max(1.25rem, 20px); line-height: 1.3; overflow-wrap: anywhere; }
  .kop p { font-size: var(--_klein); line-height: 1.4; }
  .kop a { display: inline-block; padding-block: 0.15rem; color: inherit; font-weight: 600; white-space: nowrap; }
  .sluit {
    flex: none; inline-size: 44px; block-size: 44px; padding: 0; border: 2px solid transparent; border-radius: var(--_rond);
    background: none; color: inherit; font-size: 1.25rem; line-height: 1;
  }
  .sluit:hover { border-color: currentcolor; }
  .kop :focus-visible { outline-color: #fff; box-shadow: 0 0 0 6px var(--_focus); }
  .crisis { position: sticky; inset-block-start: 0; z-index: 1; flex: none; padding: 0.4rem 1rem; background: var(--_nood-vlak); border-block-end: 3px solid var(--_nood); }
  .crisis ul { display: flex; flex-wrap: wrap; gap: 0 1.5rem; list-style: none; }
  .crisis li { display: flex; flex-wrap: wrap; gap: 0 0.5rem; align-items: center; }
  .crisis a { display: inline-flex; gap: 0.3rem; align-items: center; min-block-size: 44px; color: var(--_nood); font-weight: 600; }
  .crisis strong { font-size: 1.2em; }
  .crisis span { font-size: var(--_klein); }
`;

const gesprek = css`
  .midden { position: relative; display: flex; flex: 1; flex-direction: column; min-block-size: 0; background: var(--_achter); }
  .rol { flex: 1; min-block-size: 0; overflow-y: auto; overscroll-behavior: contain; }
  .log { display: flex; flex-direction: column; gap: 0.9rem; padding: 1rem; }
  .rol > .tekstknop { display: block; margin: 0.25rem auto; padding-inline: 1rem; text-align: center; }
  .log:focus-visible { outline-offset: -4px; box-shadow: none; }
  .bericht { flex: none; align-self: flex-start; max-inline-size: min(34rem, 92%); }
  .bericht.inwoner { align-self: flex-end; }
  .wie { margin-block-end: 0.2rem; color: var(--_zacht); font-size: var(--_klein); font-weight: 600; line-height: 1.3; }
  .inwoner .wie, .inwoner .staat, .gezien { text-align: end; }
  .tekst {
    padding: 0.65rem 0.95rem; border: 1px solid var(--_lijn); border-radius: 0.25rem 1rem 1rem 1rem; background: var(--_vlak);
    white-space: pre-wrap; overflow-wrap: anywhere;
  }
  .inwoner .tekst { inline-size: fit-content; margin-inline-start: auto; border-color: transparent; border-radius: 1rem 0.25rem 1rem 1rem; background: var(--_eigen); }
  .medewerker .tekst { border-inline-start: 4px solid var(--_kleur); }
  .systeem .tekst { border-style: dashed; border-color: var(--_rand); }
  .staat, .gezien { margin-block-start: 0.2rem; font-size: var(--_klein); color: var(--_zacht); }
  .staat.fout { color: var(--_nood); }
  a.hoofdknop { display: inline-flex; align-items: center; text-decoration: none; }
  a.hoofdknop:hover { text-decoration: underline; }
  .lees { text-decoration: none; }
  .lees:hover { text-decoration: underline; }
  .lees span { font-size: 0.75em; }
  .keuzes { display: flex; flex: none; flex-wrap: wrap; gap: 0.6rem; }
  .keuze { max-inline-size: 100%; border-radius: 1.5rem; overflow-wrap: anywhere; text-align: start; }
  .mededeling { flex: none; align-self: center; max-inline-size: 30rem; text-align: center; }
  .mededeling button { margin-block-start: 0.75rem; }
  .nieuwste {
    position: absolute; inset-block-end: 0.5rem; inset-inline: 0; inline-size: fit-content; min-block-size: 44px; margin-inline: auto;
    padding: 0.3rem 1rem; border: 0; border-radius: 1.5rem; background: var(--_inkt); color: #fff; font-size: var(--_klein); font-weight: 600;
  }
  .typt, .verbinding { flex: none; padding: 0.35rem 1rem; background: var(--_achter); color: var(--_zacht); font-size: var(--_klein); }
  .verbinding { background: #fff4d6; color: #4d3b00; }
  .verbinding.weer { background: #e3f4e1; color: #14421a; }
  .stippen { display: inline-flex; gap: 0.25rem; margin-inline-end: 0.35rem; }
  .stippen i { inline-size: 0.45rem; block-size: 0.45rem; border-radius: 50%; background: currentcolor; animation: stip 1.2s infinite ease-in-out; }
  .stippen i:nth-child(2) { animation-delay: 0.2s; }
  .stippen i:nth-child(3) { animation-delay: 0.4s; }
  @keyframes stip { 0%, 60%, 100% { opacity: 0.35; } 30% { opacity: 1; } }
`;

const onderkant = css`
  .invoer { flex: none; padding: 0.6rem 1rem 0.4rem; border-block-start: 1px solid var(--_lijn); }
  .invoer label { display: block; margin-block-end: 0.2rem; font-size: var(--_klein); font-weight: 600; }
  .veld { display: flex; gap: 0.6rem; align-items: flex-end; }
  textarea {
    flex: 1 1 0; inline-size: 0; min-inline-size: 0; min-block-size: 3rem; max-block-size: min(10rem, 25vh); padding: 0.5rem 0.7rem; border: 2px solid var(--_rand); border-radius: 0.5rem;
    background: #fff; color: var(--_inkt); line-height: 1.4; resize: none; field-sizing: content;
  }
  textarea:focus-visible { outline: 3px solid var(--_link); outline-offset: 0; border-color: var(--_link); box-shadow: none; }
  textarea[aria-invalid] { border-color: var(--_nood); }
  #tekens { margin-block-start: 0.3rem; font-size: var(--_klein); }
  .onder { flex: none; padding: 0.2rem 1rem 0.7rem; }
  .mens { inline-size: 100%; padding-inline: 0.5rem; }
  .vraagblok { display: flex; flex-wrap: wrap; gap: 0.6rem; margin: 0.5rem 1rem 1rem; padding: 0.8rem; border: 2px solid var(--_rand); border-radius: var(--_rond); background: var(--_vlak); }
  .vraagblok .mens { inline-size: auto; padding-inline: 1.1rem; }
  .vraagblok p { flex-basis: 100%; }
`;

const schermen = css`
  @media (max-width: 30rem), (max-height: 30rem) {
    .popup { inset: 0; inline-size: 100%; block-size: 100vh; block-size: 100dvh; border: 0; border-radius: 0; }
    .log { padding-inline: 0.75rem; }
    .crisis strong { font-size: 1.1em; }
    .crisis ul { column-gap: 1rem; }
    .kop, .invoer, .onder, .crisis { padding-inline: 0.75rem; }
  }
  @media (max-width: 22rem) {
    .veld { gap: 0.4rem; }
    .veld .hoofdknop { padding-inline: 0.7rem; }
  }
  /* Not much room: the messages keep a readable part, the panel as a whole scrolls for the rest. */
  @media (min-height: 30.01rem) and (max-height: 42rem) {
    .popup { overflow-y: auto; }
    .popup .rol { flex: 1 0 11rem; }
    .popup .midden { flex: 1 0 auto; }
  }
  /* Zoomed in far, or a phone on its side: let everything scroll together instead of squeezing the messages. */
  @media (max-height: 30rem) {
    .midden, .rol, .inline .rol { flex: none; block-size: auto; overflow: visible; }
    .crisis { position: static; }
    .nieuwste { display: none; }
  }
  @media (prefers-reduced-motion: reduce) {
    .stippen i { animation: none; opacity: 0.7; }
  }
  @media (forced-colors: active) {
    .tekst, .kop, .starter { border: 1px solid; }
    .stippen i { background: CanvasText; }
  }
`;

export const stijl = [thema, knoppen, paneel, gesprek, onderkant, schermen];
