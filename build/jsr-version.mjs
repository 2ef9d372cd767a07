/** Writes the version of package.json into jsr.json. `npm run release:version`. */
import { readFileSync, writeFileSync } from "node:fs";

const read = (name) => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), "utf8"));
const jsr = { ...read("jsr.json"), version: read("package.json").version };
writeFileSync(new URL("../jsr.json", import.meta.url), `${JSON.stringify(jsr, null, 2)}\n`);
