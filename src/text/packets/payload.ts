/** The payload of one packet as dumps show it. */
import type { Direction } from "../piece.ts";
import { ipPacketOf, u16 } from "./network.ts";

export interface PacketPayload {
  readonly bytes: Uint8Array;
  readonly direction: Direction | null;
  readonly session: string;
}

/** LINKTYPE_ numbers: raw IP, Ethernet, Linux cooked. */
const LINKS = [101, 1, 113, 276] as const;

/** From this port on, ports are given to the side that opens a connection. */
const FIRST_EPHEMERAL = 32_768;

/** `null` if it is not a packet of TCP or UDP. */
export function packetPayload(bytes: Uint8Array): PacketPayload | null {
  for (const link of LINKS) {
    const packet = ipPacketOf({ link, bytes, time: null });
    if (packet === null || packet.fragment !== undefined) continue;
    const { protocol, payload, source, target } = packet;
    const head = protocol === 6 ? ((payload[12] ?? 0) >> 4) * 4 : protocol === 17 ? 8 : 0;
    if (head < 8 || payload.length < head) continue;
    const from = u16(payload, 0);
    const to = u16(payload, 2);
    const isUp = from >= FIRST_EPHEMERAL && to < FIRST_EPHEMERAL;
    const isDown = to >= FIRST_EPHEMERAL && from < FIRST_EPHEMERAL;
    const sides = [`${source}:${from}`, `${target}:${to}`];
    if (isDown) sides.reverse();
    return {
      bytes: payload.slice(head),
      direction: isUp ? "up" : isDown ? "down" : null,
      session: sides.join(" > "),
    };
  }
  return null;
}
