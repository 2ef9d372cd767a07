/** A Bun listener, whose sockets use callbacks. listen.mjs explains how to run it. */
import { DEFAULT_MODULE, Rows, tryListener } from "./listen.mjs";

const { DecoderStream } = await import(process.argv[2] ?? DEFAULT_MODULE);

const rows = new Rows();
let end;
const closed = new Promise((resolve) => {
  end = resolve;
});
const listener = Bun.listen({
  hostname: "127.0.0.1",
  port: 0,
  socket: {
    open(socket) {
      const decoder = new DecoderStream();
      socket.data = decoder.writable.getWriter();
      (async () => {
        for await (const message of decoder.readable) rows.add(message);
        end();
      })();
    },
    async data(socket, chunk) {
      // Reads on when the data has been consumed, so that a slow reader slows the device.
      socket.pause();
      await socket.data.write(chunk);
      socket.resume();
    },
    close(socket) {
      socket.data.close();
    },
    error(socket, error) {
      socket.data.abort(error);
    },
  },
});

const socket = await Bun.connect({
  hostname: "127.0.0.1",
  port: listener.port,
  socket: { data() {} },
});
socket.setNoDelay(true);
const device = { send: (bytes) => socket.write(bytes), close: () => socket.end() };
await tryListener(`bun ${Bun.version}`, { rows, device, closed });
process.exit(0);
