/**
 * Messages in SQLite. A record that comes twice (same id) is kept once, so whoever is not sure may save
 * again; several processes may write to one file.
 */
import Database from "better-sqlite3";

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS messages (
    id TEXT PRIMARY KEY,          -- of the collector: run, connection, place in it
    received_at TEXT NOT NULL,    -- ISO 8601, UTC
    transport TEXT NOT NULL,
    peer TEXT NOT NULL,
    device_id TEXT,
    type TEXT NOT NULL,
    command TEXT NOT NULL,
    time TEXT,                    -- of the fix; NULL if the device did not say or it was unusable
    valid INTEGER,
    latitude REAL,
    longitude REAL,
    speed_kmh REAL,
    course_degrees REAL,
    frame BLOB NOT NULL,          -- as received: a better decoder can read it again
    message TEXT NOT NULL         -- JSON of all values and issues
  ) STRICT;
  CREATE INDEX IF NOT EXISTS messages_by_device ON messages (device_id, time);
`;

const INSERT = `INSERT OR IGNORE INTO messages VALUES (
  @id, @receivedAt, @transport, @peer, @deviceId, @type, @command, @time, @valid, @latitude, @longitude,
  @speedKmh, @courseDegrees, @frame, @message)`;

export class SqliteStore {
  #database;
  #insertAll;
  #waiting = [];

  constructor(file) {
    this.#database = new Database(file);
    // Readers do not stop the writer. FULL: a commit survives a loss of power, because the device
    // deletes what is acknowledged.
    this.#database.pragma("journal_mode = WAL");
    this.#database.pragma("synchronous = FULL");
    this.#database.pragma("busy_timeout = 10000");
    this.#database.exec(SCHEMA);
    const insert = this.#database.prepare(INSERT);
    this.#insertAll = this.#database.transaction((rows) =>
      rows.map((row) => insert.run(row).changes === 1),
    );
  }

  /** Fulfilled when the record is on the disk; tells whether it was not there before. */
  save(record) {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ row: rowOf(record), resolve, reject });
      // What arrived at the same time is committed together: one sync of the disk for all of it.
      if (this.#waiting.length === 1) setImmediate(() => this.#commit());
    });
  }

  #commit() {
    const waiting = this.#waiting;
    this.#waiting = [];
    if (waiting.length === 0) return;
    try {
      // immediate: wait for the lock at the beginning, where waiting is possible.
      const isNew = this.#insertAll.immediate(waiting.map(({ row }) => row));
      for (const [i, { resolve }] of waiting.entries()) resolve(isNew[i]);
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }

  all(sql, ...parameters) {
    return this.#database.prepare(sql).all(...parameters);
  }

  close() {
    this.#commit();
    this.#database.close();
  }
}

function rowOf({ id, receivedAt, transport, peer, message }) {
  const { frame, ...values } = message;
  const { type, command, deviceId } = message;
  return {
    id,
    receivedAt: receivedAt.toISOString(),
    transport,
    peer,
    deviceId,
    type,
    command,
    time: message.time?.toISOString() ?? null,
    // Absent (the variant has none) and null (unusable) are one in a column; the JSON tells them apart.
    valid: typeof message.valid === "boolean" ? Number(message.valid) : null,
    latitude: message.latitude ?? null,
    longitude: message.longitude ?? null,
    speedKmh: message.speedKmh ?? null,
    courseDegrees: message.courseDegrees ?? null,
    frame: Buffer.from(frame.bytes),
    message: JSON.stringify(values, (_key, value) =>
      value instanceof Uint8Array ? Buffer.from(value).toString("hex") : value,
    ),
  };
}
