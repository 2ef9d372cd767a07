/**
 * Serves the page and its interface over HTTP, on this machine only:
 *
 *     GET  /                                   the page
 *     GET  /devices                            last seen, last usable position, family, pending commands
 *     GET  /devices/8168000005/positions?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z
 *     GET  /devices/8168000005/commands        the newest first
 *     POST /devices/8168000005/commands        { "type": "interval", "seconds": 30 }
 *     GET  /commands/1
 *     GET  /command-types                      COMMANDS of the library
 *     GET  /alarms                             the last ones that began
 *     GET  /events                             server-sent: stored records and changed commands
 *     GET  /metrics
 *     GET  /settings                           tiles of the map
 */
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname } from "node:path";
import { COMMANDS } from "sinotrack-protocol";
import { feature } from "topojson-client";
import { Live } from "./live.mjs";

const MAX_BODY = 10_000;
const DAY_MS = 86_400_000;

/** Some commands stop an engine, so only programs on this machine may reach this. */
const HOST = "127.0.0.1";
const BASE = `http://${HOST}`;

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** The only files that are served. */
const FILES = {
  "/": "./page/index.html",
  "/style.css": "./page/style.css",
  "/icon.svg": "./page/icon.svg",
  "/app.mjs": "./page/app.mjs",
  "/charts.mjs": "./page/charts.mjs",
  "/commands.mjs": "./page/commands.mjs",
  "/map.mjs": "./page/map.mjs",
  "/text.mjs": "./page/text.mjs",
  "/leaflet.js": import.meta.resolve("leaflet/dist/leaflet-src.esm.js"),
  "/leaflet.css": import.meta.resolve("leaflet/dist/leaflet.css"),
  "/uplot.js": import.meta.resolve("uplot/dist/uPlot.esm.js"),
  "/uplot.css": import.meta.resolve("uplot/dist/uPlot.min.css"),
};

/**
 * `tiles` is the address of map tiles, `https://tile.example/{z}/{x}/{y}.png`, and `attribution` names their owner.
 * Without tiles the page sends no request to other machines.
 */
export async function startWeb({ collector, store, port, tiles, attribution = "" }) {
  const live = new Live();
  store.onSaved = (entries) => live.add("stored", entries);
  collector.commands.onChanged = (entry) => live.add("commands", [entry]);
  const files = readFiles();
  const settings = { tiles: tiles ?? null, attribution };
  const headers = {
    "content-security-policy": policy(tiles),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cache-control": "no-cache",
  };

  const server = createServer({ requestTimeout: 5000 }, async (request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    // A web page elsewhere could point a host name of its own at this machine and send a browser here (DNS rebinding).
    if (!/^(localhost|127\.0\.0\.1)(:\d+)?$/.test(request.headers.host ?? "")) {
      return send(response, 403, "wrong host\n");
    }
    if (!URL.canParse(request.url, BASE)) return send(response, 400, "no address\n");
    const url = new URL(request.url, BASE);
    const isGet = request.method === "GET";
    if (isGet && url.pathname === "/events") return live.serve(response);
    const file = files.get(url.pathname);
    if (isGet && file !== undefined) {
      response.setHeader("content-type", file.type);
      return response.end(file.body);
    }
    const [status, body] = await answer(request, url).catch((error) => [500, `${error}\n`]);
    send(response, status, body);
  });
  server.on("close", () => live.close());
  server.listen(port, HOST);
  await once(server, "listening");
  return server;

  async function answer(request, { pathname, searchParams }) {
    const { method } = request;
    const [, collection, id, part] = pathname.split("/").map(decoded);
    const key = `${method} /${[collection, id && ":id", part].filter(Boolean).join("/")}`;
    switch (key) {
      case "GET /metrics":
        return [200, collector.metrics.toString()];
      case "GET /settings":
        return [200, settings];
      case "GET /command-types":
        return [200, COMMANDS];
      case "GET /alarms":
        return [200, store.alarms()];
      case "GET /devices": {
        const pending = ({ deviceId }) => collector.commands.pendingOf(deviceId);
        const devices = store.devices();
        return [200, devices.map((device) => ({ ...device, pendingCommands: pending(device) }))];
      }
      case "GET /devices/:id/positions": {
        const to = new Date(searchParams.get("to") ?? Date.now());
        const from = new Date(searchParams.get("from") ?? to.getTime() - DAY_MS);
        if (Number.isNaN(from.getTime() + to.getTime())) {
          return [400, "from and to are times like 2026-01-01T00:00:00Z\n"];
        }
        return [200, store.positions(id, from, to)];
      }
      case "GET /devices/:id/commands":
        return [200, collector.commands.of(id)];
      case "POST /devices/:id/commands":
        return queue(request, id);
      case "GET /commands/:id": {
        const entry = collector.commands.get(Number(id));
        return entry === undefined ? [404, "no such command\n"] : [200, entry];
      }
      default:
        return [404, "not found\n"];
    }
  }

  async function queue(request, deviceId) {
    // With this type, browsers send a preflight request from other origins, and it is never answered.
    if (request.headers["content-type"] !== "application/json") {
      return [415, "send application/json\n"];
    }
    let body = "";
    for await (const chunk of request) {
      body += chunk;
      if (body.length > MAX_BODY) return [413, "too long\n"];
    }
    try {
      return [202, collector.commands.queue(deviceId, JSON.parse(body))];
    } catch (error) {
      // The encoder's errors name the argument.
      return [400, `${error.message}\n`];
    }
  }
}

function readFiles() {
  const files = Object.entries(FILES).map(([path, file]) => {
    const url = new URL(file, import.meta.url);
    return [path, { type: TYPES[extname(url.pathname)], body: readFileSync(url) }];
  });
  const world = readJson(import.meta.resolve("world-atlas/countries-50m.json"));
  const countries = feature(world, world.objects.countries);
  for (const { geometry } of countries.features) {
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    for (const ring of polygons.flat()) unwind(ring);
  }
  return new Map([
    ...files,
    ["/countries.json", { type: "application/json", body: JSON.stringify(countries) }],
  ]);
}

/** Continues across the 180th meridian, instead of going back around the earth. */
function unwind(ring) {
  for (let i = 1; i < ring.length; i++) {
    const step = ring[i][0] - ring[i - 1][0];
    if (Math.abs(step) > 180) ring[i][0] -= Math.round(step / 360) * 360;
  }
}

function readJson(url) {
  return JSON.parse(readFileSync(new URL(url), "utf8"));
}

function policy(tiles) {
  // In the policy, the placeholder {s} of a subdomain is a star.
  const host = tiles === undefined ? "" : ` ${new URL(tiles.replace("{s}", "*")).origin}`;
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    `img-src 'self' data:${host}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

function send(response, status, body) {
  const isText = typeof body === "string";
  const type = isText ? "text/plain; version=0.0.4; charset=utf-8" : "application/json";
  response.writeHead(status, { "content-type": type });
  response.end(isText ? body : `${JSON.stringify(body)}\n`);
}

/** A path that is no valid UTF-8 matches no file. */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}
