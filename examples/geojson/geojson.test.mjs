import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { decode } from "sinotrack-protocol";
import { mapPage } from "./map.mjs";
import { track } from "./track.mjs";

const v1 = (time, valid, latitude, longitude, id = "8160528000") =>
  `*HQ,${id},V1,${time},${valid},${latitude},${longitude},010.00,333,051024,FFFFFFFF#`;
const of = async (...frames) => (await track(decode(frames.join("")))).collection.features;

test("points east first, with what the device said", async () => {
  const frame = "*HQ,8160528000,V1,102411,A,5047.5537,N,01507.0267,W,010.00,333,051024,FFFFFFFD#";
  const [point, ...others] = await of(frame);
  assert.deepEqual(others, []);
  // 15°07.0267' west, 50°47.5537' north; 10 knots; bit 1 low is SOS, bit 10 high is ignition on.
  assert.deepEqual(JSON.parse(JSON.stringify(point)), {
    type: "Feature",
    geometry: { type: "Point", coordinates: [-15.1171117, 50.7925617] },
    properties: {
      deviceId: "8160528000",
      time: "2024-10-05T10:24:11.000Z",
      speedKmh: 18.52,
      courseDegrees: 333,
      ignition: true,
      alarms: ["sos"],
    },
  });
});

test("a line by time, without what is no fix or comes twice", async () => {
  const [a, b, c] = [
    v1("100000", "A", "5000.0000,N", "01500.0000,E"),
    v1("100100", "A", "5003.0000,N", "01500.0000,E"),
    v1("100200", "A", "5006.0000,N", "01500.0000,E"),
  ];
  const noFix = v1("100130", "V", "5006.0000,N", "01500.0000,E");
  const result = await track(decode([a, c, noFix, b, b].join("")));
  assert.equal(result.leftOut, 1);
  const [line, ...points] = result.collection.features;
  assert.deepEqual(line.geometry, {
    type: "LineString",
    coordinates: [
      [15, 50],
      [15, 50.05],
      [15, 50.1],
    ],
  });
  assert.equal(points.length, 3);
});

test("a line is cut at a silence, at 180 degrees, and between devices", async () => {
  const features = await of(
    v1("100000", "A", "5000.0000,N", "17959.0000,E"),
    v1("100100", "A", "5001.0000,N", "17959.5000,E"),
    v1("100200", "A", "5002.0000,N", "17959.5000,W"),
    v1("100300", "A", "5003.0000,N", "17959.0000,W"),
    v1("103000", "A", "5003.0000,N", "17959.0000,W"),
    v1("103100", "A", "5003.0000,N", "17958.0000,W"),
    v1("103130", "A", "5003.0000,N", "17957.0000,W", "8160528001"),
  );
  const lines = features.filter(({ geometry }) => geometry.type === "LineString");
  assert.deepEqual(
    lines.map(({ geometry }) => geometry.coordinates.length),
    [2, 2, 2],
  );
});

test("the map: north up, east right, nothing from the network, nothing unescaped", async () => {
  const features = await of(
    v1("100000", "A", "5000.0000,N", "01500.0000,E", "<b>"),
    v1("100100", "A", "5006.0000,N", "01506.0000,E", "<b>"),
  );
  const page = mapPage({ features });
  const [first, second] = [...page.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)];
  assert.ok(Number(second[1]) > Number(first[1]));
  assert.ok(Number(second[2]) < Number(first[2]));
  // At 50 degrees a degree of longitude is cos 50.05° = 0.642 of one of latitude.
  const ratio = (second[1] - first[1]) / (first[2] - second[2]);
  assert.ok(Math.abs(ratio - 0.642) < 0.001, `${ratio}`);
  // 720 units are 0.1 degrees, 11132 m; a quarter of 800 units 3092 m: a bar of 2 km.
  assert.match(page, />2 km</);
  assert.doesNotMatch(page, /https?:|<script|<b>/);
  assert.match(page, /&#60;b&#62;/);
});

test("one position, and none", async () => {
  assert.match(
    mapPage({ features: await of(v1("100000", "A", "5000.0000,N", "01500.0000,E")) }),
    /cx="400" cy="400"/,
  );
  assert.match(mapPage({ features: [] }), /<svg/);
});

test("the command: the sample to two files", () => {
  const folder = mkdtempSync(join(tmpdir(), "geojson-"));
  try {
    const sample = new URL("sample.bin", import.meta.url);
    const told = execFileSync(process.execPath, ["main.mjs", sample.pathname, folder], {
      cwd: new URL(".", import.meta.url),
      encoding: "utf8",
    });
    const { features } = JSON.parse(readFileSync(join(folder, "track.geojson"), "utf8"));
    const points = features.filter(({ geometry }) => geometry.type === "Point");
    // Counted in the bytes: a fix has ",A," behind its time.
    const fixes = readFileSync(sample, "latin1").match(/,V[168],\d{6},A,/g).length;
    assert.equal(points.length, fixes);
    assert.match(told, new RegExp(`^${fixes} positions in `));
    assert.match(readFileSync(join(folder, "track.html"), "utf8"), /<polyline/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
