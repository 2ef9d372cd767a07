import { createSocket } from "node:dgram";
import { toJson } from "sinotrack-protocol";
import { TrackerSession } from "sinotrack-protocol/session";

/** By address and port. Senders are easily forged, so only the latest 1,000 are kept. */
const sessions = new Map();

function sessionOf(peer) {
  const session = sessions.get(peer) ?? new TrackerSession();
  sessions.delete(peer);
  sessions.set(peer, session);
  if (sessions.size > 1000) sessions.delete(sessions.keys().next().value);
  return session;
}

const socket = createSocket("udp4");
socket.on("message", (datagram, { address, port }) => {
  const { messages, replies } = sessionOf(`${address} ${port}`).datagram(datagram, new Date());
  for (const message of messages) console.log(JSON.stringify(toJson(message)));
  // A forged sender may have port 0, to which nothing can be sent.
  if (port !== 0) for (const reply of replies) socket.send(reply, port, address);
});
socket.bind(Number(process.env.TRACKER_PORT ?? 5013));
