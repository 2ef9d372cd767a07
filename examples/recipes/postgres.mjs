import pg from "pg";
import { fixOf, positionsOf } from "sinotrack-protocol";
import { listen } from "./listen.mjs";

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });

await pool.query(`
  CREATE TABLE IF NOT EXISTS positions (
    device_id text NOT NULL,
    time timestamptz NOT NULL,
    latitude double precision NOT NULL,
    longitude double precision NOT NULL,
    speed_kmh real,
    course_degrees real,
    ignition boolean,
    alarms text[] NOT NULL,
    PRIMARY KEY (device_id, time)
  )`);
// With TimescaleDB: SELECT create_hypertable('positions', by_range('time'), if_not_exists => true)

// A device repeats a record whose acknowledgement was lost.
const INSERT = `INSERT INTO positions VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`;

listen(Number(process.env.TRACKER_PORT ?? 5013), async (messages) => {
  for (const position of messages.flatMap((message) => positionsOf(message))) {
    if (position.deviceId === null || !fixOf(position).usable) continue;
    const { deviceId, time, latitude, longitude, speedKmh, courseDegrees, status, alarms } =
      position;
    const ignition = status?.ignition ?? null;
    const row = [deviceId, time, latitude, longitude, speedKmh, courseDegrees, ignition, alarms];
    await pool.query(INSERT, row);
  }
});
