/** `npm run bouw`: everything that the browser needs, from npm into loket_backend/statisch/ (not in git). */
import { copyFile, mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const WORTEL = join(dirname(fileURLToPath(import.meta.url)), "..");
const UIT = join(WORTEL, "loket_backend", "statisch");
const KOPIE = {
  "htmx.min.js": "node_modules/htmx.org/dist/htmx.min.js",
  "utrecht.css": "node_modules/@utrecht/component-library-css/dist/index.css",
  "voorbeeld-tokens.css": "node_modules/@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css",
  "loket-pagina.css": "loket_backend/widget/pagina.css",
};

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
});
for (const [naam, bron] of Object.entries(KOPIE)) await copyFile(join(WORTEL, bron), join(UIT, naam));
