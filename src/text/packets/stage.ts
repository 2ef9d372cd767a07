/** Captured packets as a stage of an input. */

import { plural } from "../../plural.ts";
import type { Problems, Take } from "../piece.ts";
import type { Stage } from "../unpack.ts";
import { PacketFileReader } from "./capture-file.ts";
import { Conversations } from "./conversations.ts";
import { Fragments, ipPacketOf } from "./network.ts";

export function packetStage(port: number | undefined, take: Take, problems: Problems): Stage {
  const fragments = new Fragments();
  let unread = 0;
  const conversations = new Conversations(port, ({ from, isDatagram, ...sent }) => {
    const flow = isDatagram ? "whole" : "part";
    take({ ...sent, line: 1, column: 1, session: isDatagram ? null : from, flow });
  });
  const file = new PacketFileReader((packet) => {
    const part = ipPacketOf(packet);
    if (part === null) unread++;
    const whole = part && fragments.add(part);
    if (whole) conversations.add(whole);
  });
  return {
    push: (chunk) => file.push(chunk),
    end(): void {
      file.end();
      conversations.end();
      const notes: string[] = [];
      if (file.isCut) notes.push("ends in the middle of a packet");
      if (file.tooLong > 0) notes.push(`${plural(file.tooLong, "packet")} of more than 1 MiB`);
      if (unread > 0) notes.push(`${plural(unread, "packet")} without IP`);
      if (fragments.missing > 0) {
        notes.push(`${plural(fragments.missing, "packet")} with a missing fragment`);
      }
      for (const note of [...notes, ...conversations.notes]) problems.add("packets", 1, 1, note);
      if (file.fault !== null) problems.add("damaged", 1, 1, file.fault);
    },
  };
}
