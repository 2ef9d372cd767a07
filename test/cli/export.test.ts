/** `decode --format` with csv, geojson, gpx, influx and nmea prints the results of `./export` as they arrive. */
import { expect, test } from "vitest";
import { toCsv, toGeoJson, toGpx, toInflux, toNmea } from "../../src/export/index.ts";
import { decode, positionsOf } from "../../src/index.ts";
import { HEARTBEAT, sinotrack, start } from "./harness.ts";

const FIX = "*HQ,7029083742,V1,111958,A,2443.0632,N,09018.2082,E,12.50,271,280926,FFFFFFFD#";
const STREAM = [
  FIX,
  "*HQ,7029083742,HTBT#",
  "*HQ,7029083742,V1,112958,V,,N,,E,0.00,271,280926,FFFFFFFF#",
  FIX.replace("111958", "112000"),
].join("");
const lines = (write: (position: ReturnType<typeof positionsOf>[number]) => string): string =>
  decode(STREAM)
    .flatMap((message) => positionsOf(message))
    .filter(({ latitude }) => latitude !== null)
    .map((position) => `${write(position)}\n`)
    .join("");
const LEFT_OUT = "1 position without coordinates or time left out\n";

test.each([
  ["csv", toCsv(decode(STREAM)), ""],
  ["gpx", toGpx(decode(STREAM)), ""],
  ["influx", lines(toInflux), LEFT_OUT],
  ["nmea", lines(toNmea), LEFT_OUT],
])("%s", async (format, wanted, said) => {
  const { code, out, err } = await sinotrack(["decode", "-f", format], { stdin: STREAM });
  expect({ code, err }).toEqual({ code: 0, err: said });
  expect(out).toBe(wanted);
});

test("geojson is one document", async () => {
  for (const stdin of [STREAM, "*HQ,7029083742,HTBT#"]) {
    const { exit, out } = start(["decode", "-f", "geojson"], { stdin });
    expect(await exit).toBe(0);
    expect(JSON.parse(out.text)).toEqual(JSON.parse(JSON.stringify(toGeoJson(decode(stdin)))));
  }
});

test("csv without positions has its header", async () => {
  const { out } = await sinotrack(["decode", "-f", "csv"], { stdin: "*HQ,7029083742,HTBT#" });
  expect(out).toBe(toCsv([]));
});

test.each(["gpx", "geojson"])("%s cannot be collected", async (format) => {
  const { code, err } = await sinotrack(["decode", "--listen", "tcp:0", "--format", format]);
  expect(code).toBe(2);
  expect(err).toBe(
    `sinotrack: --format ${format} writes one document and cannot be used with --listen\n`,
  );
});

test.each(["csv", "geojson", "gpx", "influx", "nmea"])(
  "%s reports that there is no position",
  async (format) => {
    const { err, exit } = start(["decode", "-f", format], {
      stdin: `${HEARTBEAT}\n${HEARTBEAT}\n`,
    });
    expect(await exit).toBe(0);
    expect(err.text).toBe("no position in 2 messages; --format table shows their values\n");
  },
);
