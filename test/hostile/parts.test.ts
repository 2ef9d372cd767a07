/**
 * A long message in parts: in the first version its record id was that of its first part, so it was never stored but
 * acknowledged twice.
 */
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { splitFrames } from "../../src/index.ts";
import { rowsOf, start } from "../cli/harness.ts";
import { hex, PARTS } from "../session/harness.ts";

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** Sends each part, the second one twice, and returns a function that gives the replies. */
async function talk(transport: "tcp" | "udp", port: number): Promise<() => Uint8Array> {
  const sent = [PARTS[0]!, PARTS[1]!, PARTS[1]!, PARTS[2]!];
  const received: Uint8Array[] = [];
  if (transport === "tcp") {
    const socket = connect(port, "127.0.0.1");
    cleanups.push(() => socket.destroy());
    await once(socket, "connect");
    socket.on("data", (bytes) => received.push(bytes));
    for (const part of sent) socket.write(part);
  } else {
    const socket = createSocket("udp4");
    cleanups.push(() => socket.close());
    socket.on("message", (bytes) => received.push(bytes));
    for (const part of sent) socket.send(part, port, "127.0.0.1");
  }
  return () => Buffer.concat(received);
}

test.each(["tcp", "udp"] as const)(
  "over %s it is printed once, and each part acknowledged as often as it arrived",
  async (transport) => {
    const stop = new AbortController();
    const { out, err, exit } = start(["decode", "--listen", `${transport}:0`], {
      stop: stop.signal,
    });
    cleanups.push(() => {
      stop.abort();
      return exit;
    });
    const [, port] = await err.until(/listening on \w+ 127\.0\.0\.1:(\d+)\n/);
    const heard = await talk(transport, Number(port));
    const answers = (): string[] =>
      splitFrames(heard(), { end: true }).frames.map(({ bytes }) => hex(bytes).slice(26, 34));
    await vi.waitFor(() => expect(answers()).toHaveLength(4));
    // 0x8001: the number of the part, and 0x0704.
    const numbers = [101, 102, 102, 103].map((number) => number.toString(16).padStart(4, "0"));
    expect(answers()).toEqual(numbers.map((number) => `${number}0704`));
    const rows = rowsOf(out.text);
    const whole = rows.filter(({ type }) => type === "positions");
    expect(whole).toHaveLength(1);
    expect(whole[0]!["positions"]).toHaveLength(60);
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(answers()).toHaveLength(4);
    expect(rowsOf(out.text)).toHaveLength(rows.length);
  },
);
