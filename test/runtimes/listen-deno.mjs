/** A Deno listener, whose connections are web streams. listen.mjs explains how to run it. */
import { DEFAULT_MODULE, Rows, tryListener } from "./listen.mjs";

const { decodeStream } = await import(Deno.args[0] ?? DEFAULT_MODULE);

const rows = new Rows();
const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
const closed = (async () => {
  for await (const connection of listener) {
    for await (const message of decodeStream(connection.readable)) rows.add(message);
    return;
  }
})();

const socket = await Deno.connect({ hostname: "127.0.0.1", port: listener.addr.port });
socket.setNoDelay(true);
const device = { send: (bytes) => socket.write(bytes), close: () => socket.closeWrite() };
await tryListener(`deno ${Deno.version.deno}`, { rows, device, closed });
Deno.exit(0);
