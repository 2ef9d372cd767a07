/** What a worker does with one connection: decode it, keep a summary. */
import { closeSync, openSync, readSync } from "node:fs";
import { TrackerSession } from "sinotrack-protocol/session";

const CHUNK = 65_536;

export function emptySummary() {
  return { bytes: 0, messages: 0, issues: 0, fixes: 0, byType: {} };
}

export function decodeFile(file) {
  const summary = emptySummary();
  // Nobody is answered.
  const session = new TrackerSession({ acknowledgement: "none" });
  const at = new Date();
  const take = ({ messages }) => {
    for (const message of messages) {
      summary.messages++;
      summary.issues += message.issues.length;
      if (message.valid === true) summary.fixes++;
      summary.byType[message.type] = (summary.byType[message.type] ?? 0) + 1;
    }
  };
  const descriptor = openSync(file);
  try {
    const buffer = Buffer.alloc(CHUNK);
    // Blocking, for this thread has nothing else to do; and the session copies what it keeps.
    for (let size = 1; size > 0; ) {
      size = readSync(descriptor, buffer);
      summary.bytes += size;
      take(session.receive(buffer.subarray(0, size), at));
    }
    take(session.end(at));
  } finally {
    closeSync(descriptor);
  }
  return summary;
}

export function add(to, { byType, ...counts }) {
  for (const [name, count] of Object.entries(counts)) to[name] += count;
  for (const [type, count] of Object.entries(byType)) {
    to.byType[type] = (to.byType[type] ?? 0) + count;
  }
}
