/** The map of the playground. Expected places are worked out by hand from the size of the drawing: 800 by 480, of which 76 % are used. */
import { describe, expect, it } from "vitest";
import { drawTrack, MOST_DOTS, type Track, type TrackPoint } from "../../docs/playground/track.ts";

function at(latitude: number, longitude: number, rest: Partial<TrackPoint> = {}): TrackPoint {
  return { latitude, longitude, isValid: true, device: "1", ...rest };
}

function draw(points: readonly TrackPoint[]): Track {
  return drawTrack(points, 800, 480) as Track;
}

it("draws nothing without points", () => {
  expect(drawTrack([], 800, 480)).toBeNull();
});

describe("one degree along the equator", () => {
  const track = draw([at(0, 10), at(0, 11)]);

  it("fills 76 % of the width, 608 units a degree", () => {
    expect(track.tracks).toHaveLength(1);
    expect(track.tracks[0]?.path).toBe("M96 240L704 240");
    expect(track.tracks[0]?.first).toEqual({ x: 96, y: 240, isValid: true });
    expect(track.tracks[0]?.last).toEqual({ x: 704, y: 240, isValid: true });
  });

  it("has a bar that is right for 111.195 km a degree", () => {
    // 20 km are 20 / 111.195 * 608 units; 10 km would be less than an eighth of the width.
    expect(track.scale).toEqual({ length: 109.4, label: "20 km" });
  });

  it("has a graticule in round steps, north up and east to the right", () => {
    expect(track.parallels).toEqual([
      { at: 361.6, label: "0.2° S" },
      { at: 240, label: "0.0°" },
      { at: 118.4, label: "0.2° N" },
    ]);
    // 1.316 degrees wide: five lines would be 0.263 apart, so the step is 0.5.
    expect(track.meridians).toEqual([
      { at: 96, label: "10.0° E" },
      { at: 400, label: "10.5° E" },
      { at: 704, label: "11.0° E" },
    ]);
  });
});

it("draws north above south, and keeps the shape at 60 degrees", () => {
  // Half a degree of latitude is as long as a degree of longitude there: cos 60° = 0.5.
  const { tracks } = draw([at(59.75, 10), at(60.25, 11)]);
  const { first, last } = tracks[0] as Track["tracks"][number];
  expect(last.x - first.x).toBeCloseTo(364.8, 0);
  expect(first.y - last.y).toBeCloseTo(364.8, 0);
});

it("does not tear a track across the 180th meridian apart", () => {
  const { tracks, meridians } = draw([at(0, 179.9), at(0, -179.9)]);
  expect(tracks[0]?.path).toBe("M96 240L704 240");
  expect(meridians.map(({ label }) => label)).toEqual(["179.9° E", "180.0°", "179.9° W"]);
});

it("shows a single position in the middle, with some hundred metres around it", () => {
  const { tracks, scale } = draw([at(-34.0612, -58.4405)]);
  expect(tracks[0]?.dots).toEqual([{ x: 400, y: 240, isValid: true }]);
  expect(scale.label).toBe("200 m");
});

it("does not break at the poles", () => {
  const { parallels, tracks } = draw([at(90, 0), at(89.9, 180)]);
  expect(parallels.every(({ label }) => Number.parseFloat(label) <= 90)).toBe(true);
  for (const { x, y } of tracks[0]?.dots ?? []) {
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x).toBeLessThanOrEqual(800);
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y).toBeLessThanOrEqual(480);
  }
});

it("joins the points of a device only with its own, and tells fixes from old positions", () => {
  const { tracks } = draw([
    at(0, 10),
    at(0, 11, { device: "2" }),
    at(0, 10.5, { isValid: false }),
    at(0, 10.75, { device: "2" }),
  ]);
  expect(tracks.map(({ device, path }) => [device, path])).toEqual([
    ["1", "M96 240L400 240"],
    ["2", "M704 240L552 240"],
  ]);
  expect(tracks[0]?.dots.map(({ isValid }) => isValid)).toEqual([true, false]);
});

it("leaves out points that lie on the one before, and says how many are drawn", () => {
  const { pointCount, drawnCount } = draw([at(0, 10), at(0, 10), at(0, 10.0001), at(0, 11)]);
  expect([pointCount, drawnCount]).toEqual([4, 2]);
  // The device lost its fix at the same place: that is to be seen.
  expect(draw([at(0, 10), at(0, 10, { isValid: false })]).drawnCount).toBe(2);
});

it("draws no more than it can, and the last point always", () => {
  const points = Array.from({ length: 50_000 }, (_, i) =>
    at(i % 2, 10 + i / 50_000, { isValid: i < 49_999 }),
  );
  const { pointCount, drawnCount, tracks } = draw(points);
  expect(pointCount).toBe(50_000);
  expect(drawnCount).toBeLessThanOrEqual(MOST_DOTS + 1);
  expect(drawnCount).toBeGreaterThan(MOST_DOTS / 2);
  expect(tracks[0]?.last.isValid).toBe(false);
});
