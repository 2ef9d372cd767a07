/** The connection of one simulated device to the collector. */
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { connect } from "node:net";
import type { Endpoint } from "../endpoint.ts";
import { systemCode } from "../failure.ts";

export interface Link {
  /** Resolves when the system has taken the bytes. */
  send(bytes: Uint8Array): Promise<void>;
  close(): void;
}

export interface LinkOptions {
  readonly to: Endpoint;
  readonly onReply: (bytes: Uint8Array) => void;
  /** The collector closed the connection. Called at most once, and not after `close`. */
  readonly onLost: (reason: unknown) => void;
}

/** Rejects if the collector cannot be reached. */
export function openLink(options: LinkOptions): Promise<Link> {
  return options.to.transport === "tcp" ? openTcp(options) : openUdp(options);
}

async function openTcp({ to, onReply, onLost }: LinkOptions): Promise<Link> {
  const socket = connect({ host: to.host, port: to.port, noDelay: true });
  await once(socket, "connect");
  let isClosed = false;
  const lost = (reason: unknown): void => {
    if (isClosed) return;
    isClosed = true;
    socket.destroy();
    onLost(reason);
  };
  socket.on("error", lost);
  socket.on("close", () => lost(new Error("closed by the collector")));
  socket.on("data", onReply);
  return {
    send: (bytes) => new Promise((resolve) => socket.write(bytes, () => resolve())),
    close: () => {
      isClosed = true;
      socket.end();
      // The collector may leave its side open; its data is not needed any more.
      socket.unref();
    },
  };
}

async function openUdp({ to, onReply, onLost }: LinkOptions): Promise<Link> {
  const socket = createSocket(to.host.includes(":") ? "udp6" : "udp4");
  // A connected UDP socket gets an error if nobody listens at the other end.
  socket.connect(to.port, to.host);
  await once(socket, "connect");
  let isClosed = false;
  socket.on("error", (error) => {
    if (isClosed) return;
    isClosed = true;
    socket.close();
    onLost(error);
  });
  socket.on("message", onReply);
  return {
    send: (bytes) =>
      new Promise((resolve) => {
        if (isClosed) resolve();
        else
          socket.send(bytes, (error) => {
            if (error !== null) socket.emit("error", error);
            resolve();
          });
      }),
    close: () => {
      if (!isClosed) socket.close();
      isClosed = true;
    },
  };
}

/** Whether the other end reset the connection. */
export function isReset(error: unknown): boolean {
  const code = systemCode(error);
  return code === "ECONNRESET" || code === "EPIPE";
}
