import { createServer } from "node:net";
import { TrackerSession } from "sinotrack-protocol/session";

/** Passes the messages of each tracker to `store`, and acknowledges them once its promise is fulfilled. */
export function listen(port, store) {
  return createServer({ allowHalfOpen: true }, (socket) => {
    const session = new TrackerSession();
    let stored = Promise.resolve();
    let silence;
    const take = ({ messages, replies }) => {
      stored = stored
        .then(() => messages.length > 0 && store(messages))
        .then(() => replies.length > 0 && socket.write(Buffer.concat(replies)))
        .catch((error) => {
          // Not acknowledged: a tracker that keeps its records sends them again on its next connection.
          console.error("not stored:", error);
          socket.destroy();
        });
      return stored;
    };
    socket.on("data", async (chunk) => {
      clearTimeout(silence);
      socket.pause();
      await take(session.receive(chunk, new Date()));
      if (session.buffered > 0) silence = setTimeout(() => take(session.settle(new Date())), 200);
      socket.resume();
    });
    socket.on("end", async () => {
      clearTimeout(silence);
      await take(session.end(new Date()));
      socket.end();
    });
    socket.on("error", (error) => console.error("connection lost:", error.message));
    socket.on("close", () => clearTimeout(silence));
    // A tracker that reports every few minutes keeps its connection; one that vanished does not.
    socket.setTimeout(30 * 60_000, () => socket.destroy());
  }).listen(port);
}
