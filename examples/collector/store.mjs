/**
 * Received data in SQLite: every message, the positions in it, the devices, and the alarms that began. A record with a
 * known id is ignored, so a caller in doubt may save again. Several processes may write to one file.
 */
import { fixOf, positionsOf, toJson } from "sinotrack-protocol";

const Database = await import("node:sqlite").then(
  ({ DatabaseSync }) => DatabaseSync,
  // Before Node.js 22.13.
  async () => (await import("libsql")).default,
);

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS messages (
    id TEXT PRIMARY KEY,          -- of the collector: run, connection, place in it
    received_at TEXT NOT NULL,    -- ISO 8601, UTC, as all times here
    transport TEXT NOT NULL,
    peer TEXT NOT NULL,
    device_id TEXT,
    type TEXT NOT NULL,
    command TEXT NOT NULL,
    frame BLOB NOT NULL,          -- as received: a better decoder can read it again
    message TEXT NOT NULL         -- JSON of all values and issues
  ) STRICT;
  CREATE INDEX IF NOT EXISTS messages_by_device ON messages (device_id, received_at);

  -- One row a position; a batch has several. NULL: not sent, or unusable; the JSON of the message tells them apart.
  CREATE TABLE IF NOT EXISTS positions (
    message_id TEXT NOT NULL,
    place INTEGER NOT NULL,       -- in the message
    device_id TEXT,
    received_at TEXT NOT NULL,
    time TEXT,                    -- of the fix
    usable INTEGER NOT NULL,      -- the verdict of fixOf
    reasons TEXT NOT NULL,        -- JSON
    latitude REAL,
    longitude REAL,
    speed_kmh REAL,
    course_degrees REAL,
    altitude_meters REAL,
    satellites INTEGER,
    supply_volts REAL,
    battery_percent REAL,
    ignition INTEGER,
    alarms TEXT NOT NULL,         -- JSON
    PRIMARY KEY (message_id, place)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS positions_by_device ON positions (device_id, time);
  CREATE INDEX IF NOT EXISTS usable_positions ON positions (device_id, time) WHERE usable = 1;

  CREATE TABLE IF NOT EXISTS devices (
    device_id TEXT PRIMARY KEY,
    last_seen TEXT NOT NULL,
    protocol TEXT NOT NULL,       -- h02 or jt808
    family TEXT,                  -- of identify; NULL as long as that is not sure
    alarms TEXT                   -- JSON, of the last message that can carry any
  ) STRICT;

  -- An alarm that was not in the message before; many devices repeat one until it is cleared.
  CREATE TABLE IF NOT EXISTS alarms (
    device_id TEXT NOT NULL,
    received_at TEXT NOT NULL,
    time TEXT,                    -- of the fix
    alarm TEXT NOT NULL,
    message_id TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS alarms_by_arrival ON alarms (received_at);
`;

/** Time that a record waits for another process that writes. */
const PATIENCE_MS = 10_000;
/** Time that SQLite itself waits; the process does nothing else meanwhile. */
const BLOCKED_MS = 100;
const RETRY_MS = 20;

const MOST_POSITIONS = 10_000;
const MOST_ALARMS = 100;

export class SqliteStore {
  /** Called after a commit with an entry for each message of a known device. */
  onSaved = () => {};
  #database;
  #insert;
  #waiting = [];
  #waitingSince = 0;

  constructor(file) {
    this.#database = new Database(file);
    // WAL: readers do not block the writer. FULL: a commit survives a loss of power, because the device deletes
    // acknowledged records.
    this.#database.exec(`
      PRAGMA busy_timeout = ${PATIENCE_MS};
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      ${SCHEMA}
      PRAGMA busy_timeout = ${BLOCKED_MS};
    `);
    const into = (table, count) => `INTO ${table} VALUES (?${", ?".repeat(count - 1)})`;
    this.#insert = {
      message: this.#database.prepare(`INSERT OR IGNORE ${into("messages", 9)}`),
      position: this.#database.prepare(`INSERT ${into("positions", 17)}`),
      alarm: this.#database.prepare(`INSERT ${into("alarms", 5)}`),
      device: this.#database.prepare(`
        INSERT INTO devices VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
          last_seen = max(last_seen, excluded.last_seen), protocol = excluded.protocol,
          family = coalesce(excluded.family, family), alarms = coalesce(excluded.alarms, alarms)`),
      alarmsBefore: this.#database.prepare("SELECT alarms FROM devices WHERE device_id = ?"),
    };
  }

  /** Fulfilled when the record is on the disk, with whether it is new. */
  save(record) {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ record, resolve, reject });
      if (this.#waiting.length > 1) return;
      this.#waitingSince = performance.now();
      // Records that arrive together are committed together, with one sync of the disk.
      setImmediate(() => this.#commit());
    });
  }

  #commit() {
    try {
      this.#database.exec("BEGIN IMMEDIATE");
    } catch (error) {
      // Another process writes. This one waits without blocking signals and other connections.
      const isBusy = error.code === "SQLITE_BUSY" || error.errcode === 5;
      if (isBusy && performance.now() - this.#waitingSince < PATIENCE_MS) {
        setTimeout(() => this.#commit(), RETRY_MS);
        return;
      }
      for (const { reject } of this.#waiting.splice(0)) reject(error);
      return;
    }
    const waiting = this.#waiting.splice(0);
    let saved;
    try {
      saved = waiting.map(({ record }) => this.#write(record));
      this.#database.exec("COMMIT");
    } catch (error) {
      try {
        this.#database.exec("ROLLBACK");
      } catch {
        // Some errors, a full disk among them, have rolled back already.
      }
      for (const { reject } of waiting) reject(error);
      return;
    }
    for (const [i, { resolve }] of waiting.entries()) resolve(saved[i] !== null);
    const entries = saved.filter((entry) => entry !== null && entry.deviceId !== null);
    if (entries.length > 0) this.onSaved(entries);
  }

  /** `null` if it was stored before. */
  #write({ id, receivedAt, transport, peer, message, family = null }) {
    const { deviceId, type, command, frame, serialNumber, alarms } = message;
    const at = receivedAt.toISOString();
    const json = JSON.stringify(toJson(message, { frame: false }));
    const bytes = Buffer.from(frame.bytes);
    const row = [id, at, transport, peer, deviceId, type, command, bytes, json];
    if (Number(this.#insert.message.run(...row).changes) === 0) return null;
    const positions = positionsOf(message).map((position) => rowOf(position, receivedAt));
    for (const [place, position] of positions.entries()) {
      this.#insert.position.run(id, place, ...Object.values(position).map(column));
    }
    const isJt808 = frame.format === "escaped" && serialNumber !== undefined;
    const protocol = isJt808 ? "jt808" : "h02";
    const current = alarms ?? null;
    const entry = {
      deviceId,
      lastSeen: at,
      protocol,
      family,
      positions,
      alarms: current,
      begun: [],
    };
    if (deviceId === null) return entry;
    if (current !== null) {
      const before = JSON.parse(this.#insert.alarmsBefore.get(deviceId)?.alarms ?? "[]");
      const time = positions.at(-1)?.time ?? null;
      for (const alarm of current.filter((name) => !before.includes(name))) {
        this.#insert.alarm.run(deviceId, at, time, alarm, id);
        entry.begun.push({ deviceId, receivedAt: at, time, alarm });
      }
    }
    this.#insert.device.run(deviceId, at, protocol, family, column(current));
    return entry;
  }

  /** Each with its last usable position, or `null`. */
  devices() {
    return this.all(`
      SELECT d.device_id AS id, d.last_seen, d.protocol, d.family, d.alarms AS current_alarms, p.*
      FROM devices d LEFT JOIN positions p ON p.rowid = (
        SELECT rowid FROM positions WHERE device_id = d.device_id AND usable = 1
        ORDER BY time DESC LIMIT 1)
      ORDER BY d.device_id`).map(
      ({ id, last_seen: lastSeen, protocol, family, current_alarms, ...position }) => ({
        deviceId: id,
        lastSeen,
        protocol,
        family,
        alarms: JSON.parse(current_alarms ?? "[]"),
        lastPosition: position.message_id === null ? null : positionOf(position),
      }),
    );
  }

  /** The newest 10,000, in the order of time. */
  positions(deviceId, from, to) {
    return this.all(
      `SELECT * FROM positions WHERE device_id = ? AND time BETWEEN ? AND ?
       ORDER BY time DESC, rowid DESC LIMIT ${MOST_POSITIONS}`,
      ...[deviceId, from.toISOString(), to.toISOString()],
    )
      .map(positionOf)
      .reverse();
  }

  /** Those that began last, newest first. */
  alarms() {
    return this.all(
      `SELECT * FROM alarms ORDER BY received_at DESC, rowid DESC LIMIT ${MOST_ALARMS}`,
    ).map(({ device_id, received_at, time, alarm }) => ({
      deviceId: device_id,
      receivedAt: received_at,
      time,
      alarm,
    }));
  }

  all(sql, ...parameters) {
    return this.#database
      .prepare(sql)
      .all(...parameters)
      .map((row) =>
        // One driver returns an ArrayBuffer, the other a Uint8Array.
        "frame" in row ? { ...row, frame: Buffer.from(row.frame) } : row,
      );
  }

  close() {
    this.#database.close();
  }
}

/** Values in the order of the columns. */
function rowOf(position, receivedAt) {
  const { usable, reasons } = fixOf(position, { now: receivedAt });
  const row = {
    deviceId: position.deviceId,
    receivedAt: receivedAt.toISOString(),
    time: position.time?.toISOString(),
    usable,
    reasons,
    latitude: position.latitude,
    longitude: position.longitude,
    speedKmh: position.speedKmh,
    courseDegrees: position.courseDegrees,
    altitudeMeters: position.altitudeMeters,
    satellites: position.satellites,
    supplyVolts: position.supplyVolts,
    batteryPercent: position.batteryPercent,
    ignition: position.status?.ignition,
    alarms: position.alarms,
  };
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value ?? null]));
}

/** The position of a row made by `rowOf`. */
function positionOf({ message_id: _id, place: _place, ...row }) {
  const names = Object.entries(row).map(([name, value]) => [
    name.replace(/_(.)/g, (_, letter) => letter.toUpperCase()),
    value,
  ]);
  const position = Object.fromEntries(names);
  return {
    ...position,
    usable: position.usable === 1,
    reasons: JSON.parse(position.reasons),
    ignition: position.ignition === null ? null : position.ignition === 1,
    alarms: JSON.parse(position.alarms),
  };
}

function column(value) {
  if (typeof value === "boolean") return Number(value);
  return Array.isArray(value) ? JSON.stringify(value) : value;
}
