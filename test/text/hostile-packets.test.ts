/** Captures designed to be expensive: ten times the packets cost about ten times as much. This test runs alone. */
import { expect, it } from "vitest";
import { V1 } from "../cli/harness.ts";
import {
  capturesOf,
  DEVICE,
  DEVICE6,
  host,
  ip,
  pcapOf,
  SERVER,
  SERVER6,
  tcp,
  udp,
} from "../cli/packets.ts";
import { cpuMs } from "../cpu-time.ts";

const opening = (n: number): Uint8Array => Uint8Array.from(tcp(host(n), SERVER, n, [], "syn"));
const fragment = (id: number, offset: number, hasMore = true): Uint8Array =>
  Uint8Array.from(ip(DEVICE, SERVER, 17, [1, 2, 3, 4, 5, 6, 7, 8], { id, offset, hasMore }));
const device = Uint8Array.from(udp(DEVICE, SERVER, [...Buffer.from(V1)]));

it.each<[string, (n: number) => Uint8Array]>([
  ["fragments of one packet, without its last part", (n) => fragment(7, 8 * (n % 8000))],
  ["the same fragment, again and again", () => fragment(7, 8)],
  ["fragments of as many packets", (n) => fragment(n & 0xffff, 8, false)],
  ["openings of as many connections", opening],
  ["openings of one connection", (n) => Uint8Array.from(tcp(DEVICE6, SERVER6, n, [], "syn"))],
  [
    "segments of one connection, the last one first",
    (n) => Uint8Array.from(tcp(host(1), SERVER, 1e6 - 2 * n, [65])),
  ],
])("%s", (_name, packet) => {
  const time = (count: number): number => {
    const file = pcapOf([...Array.from({ length: count }, (_, n) => packet(n)), device]);
    return cpuMs(() => {
      const { captures } = capturesOf(file);
      expect(captures.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual([V1]);
    }, 1);
  };
  time(1000);
  const least = Math.max(time(15_000), 20);
  // Quadratic time would be 100 times.
  expect(time(150_000) / least).toBeLessThan(40);
});
