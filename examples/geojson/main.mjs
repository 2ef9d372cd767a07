/** `npm start -- [capture] [folder]`: writes track.geojson and track.html. */
import { createReadStream, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { decodeStream } from "sinotrack-protocol/stream";
import { mapPage } from "./map.mjs";
import { track } from "./track.mjs";

const SAMPLE = fileURLToPath(new URL("sample.bin", import.meta.url));
const [capture = SAMPLE, folder = "."] = process.argv.slice(2);

// No silence ends a frame in a file, however slow its disk is.
const messages = decodeStream(createReadStream(capture), { settleMs: 0 });
const { collection, leftOut } = await track(messages);
const geojson = join(folder, "track.geojson");
const page = join(folder, "track.html");
writeFileSync(geojson, `${JSON.stringify(collection)}\n`);
writeFileSync(page, mapPage(collection));

const count = (type) => collection.features.filter(({ geometry }) => geometry.type === type).length;
console.log(
  `${count("Point")} positions in ${count("LineString")} lines (${leftOut} without a fix): ${geojson}, ${page}`,
);
