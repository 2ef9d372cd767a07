/** Waits used by runs of several programs. */
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** Repeats a check until it returns a result. */
export async function until(check, what, milliseconds = 30_000) {
  for (const end = Date.now() + milliseconds; Date.now() < end; await pause(20)) {
    const answer = await check();
    if (answer) return answer;
  }
  throw new Error(`waited for ${what}`);
}

export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
