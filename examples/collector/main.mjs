/** `npm start -- [file] [port] [port of the page] [host]`; TILES and TILES_ATTRIBUTION: see the README. */
import { serve } from "./service.mjs";

const [file = "fleet.sqlite", port = "5013", webPort = "9013", host = "127.0.0.1"] =
  process.argv.slice(2);
const { TILES: tiles, TILES_ATTRIBUTION: attribution } = process.env;

try {
  await serve({ file, port: Number(port), host, webPort: Number(webPort), tiles, attribution });
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
