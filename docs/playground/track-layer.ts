/**
 * Draws tracks on one canvas of a Leaflet map. Leaflet's circles are an object each, and 100,000 would take seconds.
 * Dots that would cover each other are drawn once.
 */
import * as L from "leaflet";
import { meridiansOf, parallelsOf } from "./graticule.ts";
import type { Track } from "./tracks.ts";

/** The distance from a dot, in pixels, within which a click selects it. */
const NEAR = 14;
/** Above this number, dots are small squares without connecting dashes: so many circles would take a canvas seconds. */
const MANY = 2000;
/** The smallest distance of two grid lines, in pixels. */
const CELL = 110;
const DASHES: readonly (readonly number[])[] = [[], [12, 5], [3, 5], [16, 5, 3, 5]];

interface Projected {
  readonly device: string | null;
  /** In pixels of the whole world at zoom 0. */
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  readonly isValid: Uint8Array;
  readonly places: Int32Array;
}

export class TrackLayer extends L.Layer {
  readonly #canvas = document.createElement("canvas");
  #tracks: readonly Projected[] = [];
  #selected: number | null = null;
  #frame = 0;
  /** Tiles replace the grid. */
  hasTiles = false;

  override onAdd(map: L.Map): this {
    this.#canvas.className = "track-canvas";
    map.getPane("overlayPane")?.append(this.#canvas);
    map.on("move zoom viewreset resize", this.redraw, this);
    this.redraw();
    return this;
  }

  override onRemove(map: L.Map): this {
    cancelAnimationFrame(this.#frame);
    map.off("move zoom viewreset resize", this.redraw, this);
    this.#canvas.remove();
    return this;
  }

  setTracks(tracks: readonly Track[]): void {
    this.#tracks = tracks.map(({ device, dots }) => {
      const xs = new Float64Array(dots.length);
      const ys = new Float64Array(dots.length);
      for (const [i, { latitude, longitude }] of dots.entries()) {
        const { x, y } = L.CRS.EPSG3857.latLngToPoint(L.latLng(latitude, longitude), 0);
        xs[i] = x;
        ys[i] = y;
      }
      return {
        device,
        xs,
        ys,
        isValid: Uint8Array.from(dots, ({ isValid }) => (isValid ? 1 : 0)),
        places: Int32Array.from(dots, ({ place }) => place),
      };
    });
    this.redraw();
  }

  setSelected(place: number | null): void {
    this.#selected = place;
    this.redraw();
  }

  /** Where the frame is on the map, in degrees; `null` without a dot. */
  whereIs(place: number): L.LatLng | null {
    for (const { xs, ys, places } of this.#tracks) {
      const at = places.indexOf(place);
      if (at >= 0) return L.CRS.EPSG3857.pointToLatLng(L.point(xs[at]!, ys[at]!), 0);
    }
    return null;
  }

  /** The frame whose dot is nearest to a point of the map in pixels, within `NEAR`; otherwise `null`. */
  nearest({ x, y }: L.Point): number | null {
    const { scale, left, top } = this.#view();
    let found: number | null = null;
    let least = NEAR * NEAR;
    for (const { xs, ys, places } of this.#tracks) {
      for (let i = 0; i < xs.length; i++) {
        const distance = (xs[i]! * scale - left - x) ** 2 + (ys[i]! * scale - top - y) ** 2;
        if (distance > least) continue;
        least = distance;
        found = places[i]!;
      }
    }
    return found;
  }

  /** The transform from pixels of the world to pixels of the map. */
  #view(): { scale: number; left: number; top: number } {
    const map = this._map;
    const scale = map.options.crs!.scale(map.getZoom()) / map.options.crs!.scale(0);
    const corner = map.getPixelOrigin().subtract(L.DomUtil.getPosition(map.getPane("mapPane")!));
    return { scale, left: corner.x, top: corner.y };
  }

  /** Draws once before the next animation frame, however often it is called. */
  redraw(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.draw());
  }

  draw(): void {
    const map = this._map;
    if (map === undefined || map === null) return;
    const { x: width, y: height } = map.getSize();
    const ratio = devicePixelRatio;
    const canvas = this.#canvas;
    L.DomUtil.setPosition(canvas, map.containerPointToLayerPoint([0, 0]));
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    const pen = canvas.getContext("2d");
    if (pen === null) return;
    pen.scale(ratio, ratio);
    const style = getComputedStyle(map.getContainer());
    const color = (name: string): string => style.getPropertyValue(name).trim();
    if (!this.hasTiles) this.#drawGrid(pen, width, height, color);
    for (const [index, track] of this.#tracks.entries()) {
      this.#drawTrack(pen, track, index, width, height, color);
    }
    this.#drawSelected(pen, color);
  }

  #drawTrack(
    pen: CanvasRenderingContext2D,
    { device, xs, ys, isValid }: Projected,
    index: number,
    width: number,
    height: number,
    color: (name: string) => string,
  ): void {
    const { scale, left, top } = this.#view();
    const own = color(`--track-${index % 4}`);
    const land = color("--land");
    const isMany = xs.length > MANY;
    if (device !== null) {
      const line = new Path2D();
      let [lastX, lastY] = [Number.NaN, Number.NaN];
      for (let i = 0; i < xs.length; i++) {
        const [x, y] = [xs[i]! * scale - left, ys[i]! * scale - top];
        // Skips steps of less than a pixel, but always draws the last point.
        if (Math.abs(x - lastX) < 1 && Math.abs(y - lastY) < 1 && i < xs.length - 1) continue;
        if (i === 0) line.moveTo(x, y);
        else line.lineTo(x, y);
        [lastX, lastY] = [x, y];
      }
      pen.lineJoin = isMany ? "bevel" : "round";
      if (!isMany) {
        pen.strokeStyle = land;
        pen.lineWidth = 5;
        pen.stroke(line);
        pen.setLineDash([...(DASHES[index % DASHES.length] ?? [])]);
      }
      pen.strokeStyle = own;
      pen.lineWidth = isMany ? 1 : 2.5;
      pen.stroke(line);
      pen.setLineDash([]);
    }
    const radius = xs.length > 200 ? 2.5 : 4.5;
    const drawn = new Set<number>();
    pen.lineWidth = 1.5;
    for (let i = 0; i < xs.length; i++) {
      const [x, y] = [xs[i]! * scale - left, ys[i]! * scale - top];
      if (x < -9 || y < -9 || x > width + 9 || y > height + 9) continue;
      const cell = Math.round(x / 2) * 10_000 + Math.round(y / 2) * 2 + isValid[i]!;
      if (drawn.has(cell)) continue;
      drawn.add(cell);
      pen.fillStyle = isValid[i] === 1 ? own : land;
      if (isMany) {
        pen.fillRect(x - 2, y - 2, 4, 4);
        continue;
      }
      pen.beginPath();
      pen.arc(x, y, radius, 0, 2 * Math.PI);
      pen.fill();
      if (isValid[i] === 0) pen.stroke();
    }
  }

  #drawSelected(pen: CanvasRenderingContext2D, color: (name: string) => string): void {
    const where = this.#selected === null ? null : this.whereIs(this.#selected);
    if (where === null) return;
    const { x, y } = this._map.latLngToContainerPoint(where);
    for (const [stroke, thick] of [
      [color("--land"), 6],
      [color("--vp-c-text-1"), 3],
    ] as const) {
      pen.beginPath();
      pen.arc(x, y, 9, 0, 2 * Math.PI);
      pen.strokeStyle = stroke;
      pen.lineWidth = thick;
      pen.stroke();
    }
  }

  #drawGrid(
    pen: CanvasRenderingContext2D,
    width: number,
    height: number,
    color: (name: string) => string,
  ): void {
    const map = this._map;
    const bounds = map.getBounds();
    const [west, east] = [bounds.getWest(), bounds.getEast()];
    const [south, north] = [bounds.getSouth(), bounds.getNorth()];
    pen.strokeStyle = color("--grid");
    pen.fillStyle = color("--grid-text");
    pen.lineWidth = 1;
    pen.font = "12px sans-serif";
    for (const { at, label } of meridiansOf(west, east, ((east - west) / width) * CELL)) {
      const { x } = map.latLngToContainerPoint([north, at]);
      pen.beginPath();
      pen.moveTo(x, 0);
      pen.lineTo(x, height);
      pen.stroke();
      // Leaves room for the buttons on the left.
      if (x > 44) pen.fillText(label, x + 4, 14);
    }
    for (const { at, label } of parallelsOf(south, north, ((north - south) / height) * CELL)) {
      const { y } = map.latLngToContainerPoint([at, west]);
      pen.beginPath();
      pen.moveTo(0, y);
      pen.lineTo(width, y);
      pen.stroke();
      if (y > 90 && y < height - 30) pen.fillText(label, 6, y - 4);
    }
  }
}
