/**
 * Metrics and commands over HTTP, on this machine only:
 *
 *     GET  /metrics
 *     POST /devices/8168000005/commands   { "type": "interval", "seconds": 30 }
 *     GET  /commands/1
 */
import { once } from "node:events";
import { createServer } from "node:http";

const MAX_BODY = 10_000;

/** Some commands stop an engine: nobody but programs on this machine shall reach this. */
const HOST = "127.0.0.1";

export async function startAdmin(collector, port) {
  const server = createServer({ requestTimeout: 5000 }, async (request, response) => {
    const [status, body] = await answer(collector, request).catch((error) => [500, `${error}`]);
    const isText = typeof body === "string";
    response.writeHead(status, {
      "content-type": isText ? "text/plain; version=0.0.4; charset=utf-8" : "application/json",
    });
    response.end(isText ? body : `${JSON.stringify(body)}\n`);
  });
  server.listen(port, HOST);
  await once(server, "listening");
  return server;
}

async function answer(collector, request) {
  const { method, url, headers } = request;
  // A web page could send a browser of this machine here, under a name that it made point here.
  if (!/^(localhost|127\.0\.0\.1)(:\d+)?$/.test(headers.host ?? "")) return [403, "wrong host\n"];
  if (method === "GET" && url === "/metrics") return [200, collector.metrics.toString()];
  const asked = /^\/commands\/(\d{1,15})$/.exec(url);
  if (method === "GET" && asked !== null) {
    const entry = collector.commands.get(Number(asked[1]));
    return entry === undefined ? [404, "no such command\n"] : [200, entry];
  }
  const device = /^\/devices\/(\d{1,15})\/commands$/.exec(url);
  if (method !== "POST" || device === null) return [404, "not found\n"];
  // This type makes browsers ask first, and they are not answered.
  if (headers["content-type"] !== "application/json") return [415, "send application/json\n"];
  let body = "";
  for await (const chunk of request) {
    body += chunk;
    if (body.length > MAX_BODY) return [413, "too long\n"];
  }
  try {
    return [202, collector.commands.queue(device[1], JSON.parse(body))];
  } catch (error) {
    // The encoder's errors name the argument.
    return [400, `${error.message}\n`];
  }
}
