import { describe, expect, it } from "vitest";
import type { FrameRow } from "../../docs/playground/frame-row.ts";
import { meridiansOf, parallelsOf } from "../../docs/playground/graticule.ts";
import { gapsOf, seriesOf } from "../../docs/playground/series.ts";
import { boundsOf, tracksOf, westEdge } from "../../docs/playground/tracks.ts";

function row(device: string | null, minute: number | null, longitude: number | null): FrameRow {
  return {
    number: 1,
    line: null,
    time: minute === null ? null : Date.UTC(2026, 8, 28, 10, minute),
    device,
    type: "position",
    command: "V1",
    place: longitude === null ? null : { latitude: 24, longitude, isValid: true },
    more: [],
    speedKmh: minute,
    supplyVolts: null,
    satellites: null,
    state: "",
    alarms: [],
    issues: [],
    worst: null,
  };
}

const all = (rows: readonly FrameRow[]): number[] => rows.map((_, place) => place);

describe("tracksOf", () => {
  it("has a track for each device, and one of frames without an id", () => {
    const rows = [
      row("a", 1, 10),
      row("b", 1, 20),
      row(null, 1, 30),
      row("a", 2, 11),
      row("b", 2, null),
    ];
    const tracks = tracksOf(rows, all(rows));
    expect(tracks.map(({ device, dots }) => [device, dots.map(({ place }) => place)])).toEqual([
      ["a", [0, 3]],
      ["b", [1]],
      [null, [2]],
    ]);
  });

  it("draws only the frames in view", () => {
    const rows = [row("a", 1, 10), row("a", 2, 11), row("a", 3, 12)];
    expect(tracksOf(rows, [0, 2]).flatMap(({ dots }) => dots.map(({ place }) => place))).toEqual([
      0, 2,
    ]);
  });

  it("sorts stored records by time, and leaves those without a time in place", () => {
    const rows = [row("a", 3, 10), row("a", null, 11), row("a", 1, 12)];
    expect(tracksOf(rows, all(rows))[0]?.dots.map(({ place }) => place)).toEqual([2, 0, 1]);
  });

  it("has every position of a batch", () => {
    const more = [{ latitude: 25, longitude: 11, isValid: false }];
    const rows = [{ ...row("a", 1, 10), more }];
    expect(tracksOf(rows, [0])[0]?.dots).toMatchObject([
      { latitude: 24, place: 0, isValid: true },
      { latitude: 25, place: 0, isValid: false },
    ]);
  });

  it("does not tear a track at the 180th meridian", () => {
    const rows = [row("a", 1, 179), row("a", 2, -179)];
    expect(tracksOf(rows, all(rows))[0]?.dots.map(({ longitude }) => longitude)).toEqual([
      179, 181,
    ]);
    expect(westEdge([-10, 10])).toBe(-10);
  });

  it("has a box around all dots", () => {
    const rows = [row("a", 1, 10), row("b", 1, 20)];
    const bounds = boundsOf(tracksOf(rows, all(rows)));
    expect(bounds).toEqual({ south: 24, north: 24, west: 10, east: 20 });
    expect(boundsOf([])).toBeNull();
  });
});

describe("graticule", () => {
  it("has lines at round degrees, labelled by hemisphere", () => {
    expect(parallelsOf(-0.3, 0.3, 0.18).map(({ label }) => label)).toEqual([
      "0.2° S",
      "0.0°",
      "0.2° N",
    ]);
    expect(meridiansOf(179.9, 180.35, 0.11).map(({ at, label }) => [at.toFixed(1), label])).toEqual(
      [
        ["180.0", "180.0°"],
        ["180.2", "179.8° W"],
      ],
    );
    // Mercator ends there.
    expect(parallelsOf(-90, 90, 50).map(({ at }) => at)).toEqual([-50, 0, 50]);
  });
});

describe("seriesOf", () => {
  it("has the values of one device with a time, in that order", () => {
    const rows = [row("a", 3, 1), row("b", 2, 1), row("a", 1, 1), row("a", null, 1)];
    const series = seriesOf(rows, all(rows), "a", "speedKmh");
    expect(series.values).toEqual([1, 3]);
    expect(series.places).toEqual([2, 0]);
    expect(series.times[1]).toBe(Date.UTC(2026, 8, 28, 10, 3) / 1000);
    expect(seriesOf(rows, all(rows), "a", "supplyVolts").values).toEqual([]);
    expect(seriesOf(rows, [0], "a", "speedKmh").places).toEqual([0]);
  });
});

describe("gapsOf", () => {
  it("finds the silence of a tracker that reports each minute", () => {
    expect(gapsOf([0, 60, 120, 180, 7200, 7260])).toEqual([[3, 4]]);
  });

  it("finds no gap in the reports of a tracker that reports each hour", () => {
    expect(gapsOf([0, 3600, 7200, 10_800])).toEqual([]);
    expect(gapsOf([0, 3600, 7200, 10_800, 40_000])).toEqual([[3, 4]]);
  });

  it("finds no gap in a few minutes at rest", () => {
    expect(gapsOf([0, 10, 20, 320, 330])).toEqual([]);
    expect(gapsOf([])).toEqual([]);
    expect(gapsOf([5])).toEqual([]);
  });
});
