/**
 * Undelivered entries in SQLite: on the disk before the tracker gets its acknowledgement, removed once the destination
 * has them. Nothing is dropped: a full queue refuses new messages, and the tracker, without an acknowledgement, keeps
 * them.
 */
import Database from "libsql";

export const LIMITS = {
  /** Per device, a week of a position every 30 seconds. A forger of records fills only the share of one id. */
  entriesOfDevice: 20_000,
  /** In total, about 300 MB. */
  entries: 1_000_000,
};

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS entries (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    destination TEXT NOT NULL,
    device_id TEXT NOT NULL,
    entry TEXT NOT NULL           -- JSON, of the destination's own
  ) STRICT;
  CREATE INDEX IF NOT EXISTS entries_in_order ON entries (destination, device_id, number);
`;

export class Queue {
  #database;
  #limits;
  #first;
  #change;
  /** Changes that wait for the next commit. */
  #changes = [];
  /** Number of entries by destination and device. */
  #counts = new Map();
  #size = 0;

  constructor(file, limits = {}) {
    this.#limits = { ...LIMITS, ...limits };
    this.#database = new Database(file);
    this.#database.pragma("journal_mode = WAL");
    // A commit survives a loss of power, because a tracker deletes acknowledged records.
    this.#database.pragma("synchronous = FULL");
    // A second process on this file would send everything twice, so it must find the file locked.
    this.#database.pragma("locking_mode = EXCLUSIVE");
    this.#database.exec(SCHEMA);
    const insert = this.#database.prepare(
      "INSERT INTO entries (destination, device_id, entry) VALUES (?, ?, ?)",
    );
    const remove = this.#database.prepare("DELETE FROM entries WHERE number = ?");
    this.#change = this.#database.transaction((changes) => {
      for (const { rows = [], number } of changes) {
        for (const { destination, deviceId, entry } of rows) {
          insert.run(destination, deviceId, JSON.stringify(entry));
        }
        if (number !== undefined) remove.run(number);
      }
    });
    this.#first = this.#database.prepare(
      "SELECT number, entry FROM entries WHERE destination = ? AND device_id = ? ORDER BY number LIMIT ?",
    );
    for (const { destination, device_id, count } of this.#database
      .prepare(
        "SELECT destination, device_id, count(*) AS count FROM entries GROUP BY destination, device_id",
      )
      .all()) {
      this.#count(destination, device_id, count);
    }
  }

  get size() {
    return this.#size;
  }

  /** Devices with entries for a destination. */
  devices(destination) {
    const keys = [...this.#counts.keys()].map((key) => JSON.parse(key));
    return keys.filter(([to]) => to === destination).map(([, deviceId]) => deviceId);
  }

  /** The oldest entries for a device, in the order in which they came. */
  first(destination, deviceId, most) {
    return this.#first
      .all(destination, deviceId, most)
      .map(({ number, entry }) => ({ number, entry: JSON.parse(entry) }));
  }

  /** Adds all rows `{ destination, deviceId, entry }` or none. Fulfilled when they are on the disk. */
  async add(rows) {
    for (const { destination, deviceId } of rows) {
      const waiting = this.#counts.get(keyOf(destination, deviceId)) ?? 0;
      if (
        waiting + rows.length > this.#limits.entriesOfDevice ||
        this.#size + rows.length > this.#limits.entries
      ) {
        throw new Error(`the queue is full: ${waiting} entries wait for ${destination}`);
      }
    }
    for (const { destination, deviceId } of rows) this.#count(destination, deviceId, 1);
    try {
      await this.#commit({ rows });
    } catch (error) {
      for (const { destination, deviceId } of rows) this.#count(destination, deviceId, -1);
      throw error;
    }
  }

  /** Called when the destination has the entry. */
  async remove(destination, deviceId, number) {
    await this.#commit({ number });
    this.#count(destination, deviceId, -1);
  }

  close() {
    this.#flush();
    this.#database.close();
  }

  #count(destination, deviceId, by) {
    const key = keyOf(destination, deviceId);
    const count = (this.#counts.get(key) ?? 0) + by;
    if (count === 0) this.#counts.delete(key);
    else this.#counts.set(key, count);
    this.#size += by;
  }

  #commit(change) {
    return new Promise((resolve, reject) => {
      this.#changes.push({ change, resolve, reject });
      // Changes that arrive together are committed together, with one sync of the disk.
      if (this.#changes.length === 1) setImmediate(() => this.#flush());
    });
  }

  #flush() {
    const changes = this.#changes;
    this.#changes = [];
    if (changes.length === 0) return;
    try {
      this.#change(changes.map(({ change }) => change));
      for (const { resolve } of changes) resolve();
    } catch (error) {
      for (const { reject } of changes) reject(error);
    }
  }
}

function keyOf(destination, deviceId) {
  return JSON.stringify([destination, deviceId]);
}
