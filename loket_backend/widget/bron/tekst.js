/** Cuts message text in plain pieces, https links and numbers to call. Never makes HTML: the view renders the pieces. */

// Over http only this machine itself, for who tries the loket out here.
const LINK = String.raw`(?:https:\/\/|http:\/\/(?:127\.0\.0\.1|localhost)[:\/])[^\s<>"'\u0000-\u001f]+`;
const TELEFOON = [
  String.raw`(?:\+|00)31 ?(?:\(0\) ?)?(?:[ -]?\d){9}`,
  String.raw`0[89]00[ -]?(?:\d{7}|\d{3} ?\d{4}|\d{2}[ -]?\d{2})`,
  String.raw`0(?:[ -]?\d){9}`,
  String.raw`14 ?0\d{2,3}`,
  String.raw`11[23]`,
].join("|");
const STUKKEN = new RegExp(`(${LINK})|(${TELEFOON})`, "gu");

// A whole number only: no part of a date, an amount, a reference or a longer number. Not with a lookbehind in the
// pattern: an older iPad does not know that, and would show nothing at all.
const DEEL_VOOR = /(?:[\p{L}\d+€/]|\d[.,:–-]|\p{L}-|€ )$/u;
const DEEL_NA = /^(?:[\p{L}\d]|[-–.,:]\d| ?(?:euro|%))/u;

/** → [{soort: "tekst" | "link" | "tel", tekst, href?}] */
export function stukken(tekst) {
  const uit = [];
  let plaats = 0;
  for (const vondst of tekst.matchAll(STUKKEN)) {
    const stuk = vondst[1] ? link(vondst[1]) : telefoon(vondst);
    if (!stuk) continue;
    if (vondst.index > plaats) uit.push({ soort: "tekst", tekst: tekst.slice(plaats, vondst.index) });
    uit.push(stuk);
    plaats = vondst.index + stuk.tekst.length;
  }
  if (plaats < tekst.length) uit.push({ soort: "tekst", tekst: tekst.slice(plaats) });
  return uit;
}

// A full stop or bracket after a link belongs to the sentence; a name before an @ can pretend to be the address.
function link(ruw) {
  const tekst = ruw.replace(/[.,;:!?)\]}…]+$/u, "");
  try {
    const url = new URL(tekst);
    return url.username || url.password ? null : { soort: "link", tekst, href: url.href };
  } catch {
    return null;
  }
}

function telefoon({ 0: nummer, index, input }) {
  const los = !DEEL_VOOR.test(input.slice(0, index)) && !DEEL_NA.test(input.slice(index + nummer.length));
  return los ? { soort: "tel", tekst: nummer, href: `tel:${nummer.replace("(0)", "").replace(/[^\d+]/g, "")}` } : null;
}
