/** `npm run bouw`: everything that the browser needs, from npm into loket_backend/statisch/ (not in git). */
import { copyFile, mkdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";
import { parse } from "yaml";

const WORTEL = join(dirname(fileURLToPath(import.meta.url)), "..");
const UIT = join(WORTEL, "loket_backend", "statisch");
const KOPIE = {
  "htmx.min.js": "node_modules/htmx.org/dist/htmx.min.js",
  "utrecht.css": "node_modules/@utrecht/component-library-css/dist/index.css",
  "voorbeeld-tokens.css": "node_modules/@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css",
  "loket-pagina.css": "loket_backend/widget/pagina.css",
};

/** What the crisis bar shows, from the one file with the numbers: 112 and 113 always, the others with their category. */
async function crisisnummers() {
  const { nummers, toon } = parse(await readFile(join(WORTEL, "loket_backend", "crisis", "nummers.yml"), "utf8"));
  const ALTIJD = ["alarm", "zelfmoordpreventie"];
  const regel = ({ nummer, tel, balk }) => ({ naam: tel.length < 4 ? tel : nummer, tel, waarvoor: balk });
  const inBalk = (sleutels) => sleutels.filter((s) => nummers[s].balk && !nummers[s].voorbeeld).map((s) => regel(nummers[s]));
  const per = Object.entries(toon).map(([c, sleutels]) => [c, inBalk(sleutels.filter((s) => !ALTIJD.includes(s)))]);
  return { altijd: inBalk(ALTIJD), per_categorie: Object.fromEntries(per) };
}

await rm(UIT, { recursive: true, force: true });
await mkdir(UIT, { recursive: true });
await build({
  entryPoints: [join(WORTEL, "loket_backend", "widget", "bron", "index.js")],
  outfile: join(UIT, "loket-chat.js"),
  bundle: true,
  minify: true,
  format: "iife",
  target: ["chrome100", "firefox100", "safari15.4"],
  legalComments: "inline",
  charset: "utf8",
  logLevel: "warning",
  define: { CRISISNUMMERS: JSON.stringify(await crisisnummers()) },
});
for (const [naam, bron] of Object.entries(KOPIE)) await copyFile(join(WORTEL, bron), join(UIT, naam));
