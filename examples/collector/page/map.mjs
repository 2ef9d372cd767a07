/** The map: countries and a grid, or tiles if configured, with an arrow and a trail for each device. */
import * as L from "/leaflet.js";
import { el } from "/text.mjs";

/** Longer trails would hide each other. The chosen device shows its whole trail. */
const TRAIL_POINTS = 60;
const MOST_POINTS = 2000;
/** Above this number of devices, ids would cover the map. */
const MOST_LABELS = 30;
const STEPS = [90, 45, 30, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001];
/** Smallest distance of two grid lines, in pixels. */
const CELL = 110;

export class FleetMap {
  #map;
  #tracks = new Map();
  #grid = L.layerGroup();
  #onSelect;
  #isMoved = false;
  #selected = null;

  constructor(element, { tiles, attribution }, onSelect) {
    this.#onSelect = onSelect;
    this.#map = L.map(element, { zoomSnap: 0.25, worldCopyJump: true, maxZoom: 18 });
    this.#map.attributionControl.setPrefix(false);
    this.#map.setView([20, 0], 2);
    L.control.scale({ imperial: false }).addTo(this.#map);
    if (tiles === null) {
      this.#drawCountries();
      this.#grid.addTo(this.#map);
      this.#map.on("moveend", () => this.#drawGrid());
    } else {
      // An attribution is often a link. It comes from whoever starts the collector.
      L.tileLayer(tiles, { attribution, referrerPolicy: "origin" }).addTo(this.#map);
    }
    // Arrows glide to a new place, but not while the map is zoomed.
    this.#map.on("zoomstart", () => element.classList.add("is-zooming"));
    this.#map.on("zoomend", () => element.classList.remove("is-zooming"));
    for (const type of ["pointerdown", "wheel", "keydown"]) {
      element.addEventListener(type, () => {
        this.#isMoved = true;
      });
    }
    new ResizeObserver(() => this.#map.invalidateSize()).observe(element);
  }

  /** Adds usable positions of a device, in the order of time. */
  add(deviceId, color, positions) {
    const last = positions.at(-1);
    if (last === undefined) return;
    const place = [last.latitude, last.longitude];
    const track = this.#tracks.get(deviceId) ?? this.#create(deviceId, color, place);
    const points = positions.map(({ latitude, longitude }) => [latitude, longitude]);
    track.trail = [...track.trail, ...points].slice(-MOST_POINTS);
    this.#drawTrail(deviceId, track);
    track.marker.setLatLng(place);
    track.arrow.style.rotate = `${last.courseDegrees ?? 0}deg`;
  }

  /** Replaces the whole trail of a device. */
  replace(deviceId, color, positions) {
    const track = this.#tracks.get(deviceId);
    if (track !== undefined) track.trail = [];
    this.add(deviceId, color, positions);
  }

  setAlarm(deviceId, hasAlarm) {
    this.#tracks.get(deviceId)?.arrow.classList.toggle("has-alarm", hasAlarm);
  }

  select(deviceId) {
    this.#selected = deviceId;
    for (const [id, track] of this.#tracks) {
      const { line, marker, arrow } = track;
      this.#drawTrail(id, track);
      const isSelected = id === deviceId;
      line.setStyle({ weight: isSelected ? 5 : 3, opacity: isSelected ? 1 : 0.6 });
      marker.setZIndexOffset(isSelected ? 1000 : 0);
      arrow.classList.toggle("is-selected", isSelected);
      marker.getTooltip()?.getElement()?.classList.toggle("is-selected", isSelected);
    }
  }

  /** Moves a device into view. */
  show(deviceId) {
    const track = this.#tracks.get(deviceId);
    if (track === undefined) return;
    const place = track.marker.getLatLng();
    if (this.#map.getBounds().pad(-0.1).contains(place)) return;
    this.#isMoved = true;
    this.#map.panTo(place);
  }

  /** Shows all devices, unless the user has moved the map and has not asked for it. */
  fit(isAsked = false) {
    if (isAsked) this.#isMoved = false;
    if (this.#isMoved || this.#tracks.size === 0) return;
    const lines = [...this.#tracks.values()].map(({ line, marker }) =>
      line.getBounds().extend(marker.getLatLng()),
    );
    const bounds = lines.reduce((all, one) => all.extend(one), L.latLngBounds([]));
    // Leaves room for the ids to the right of the arrows.
    const padding = { paddingTopLeft: [40, 40], paddingBottomRight: [120, 40] };
    this.#map.fitBounds(bounds, { ...padding, maxZoom: 16 });
  }

  #create(deviceId, color, point) {
    const style = { color, weight: 3, opacity: 0.6, interactive: false };
    const line = L.polyline([], style).addTo(this.#map);
    const arrow = arrowOf(color);
    const icon = L.divIcon({ html: arrow, className: "vehicle", iconSize: [28, 28] });
    // The list of devices has the same choice for the keyboard.
    const marker = L.marker(point, { icon, keyboard: false }).addTo(this.#map);
    marker.on("click", () => this.#onSelect(deviceId));
    const permanent = this.#tracks.size < MOST_LABELS;
    const label = el("span", { textContent: deviceId });
    marker.bindTooltip(label, { permanent, direction: "right", offset: [12, 0] });
    const track = { line, marker, arrow, trail: [] };
    this.#tracks.set(deviceId, track);
    return track;
  }

  #drawTrail(deviceId, { line, trail }) {
    line.setLatLngs(deviceId === this.#selected ? trail : trail.slice(-TRAIL_POINTS));
  }

  async #drawCountries() {
    const response = await fetch("/countries.json");
    L.geoJSON(await response.json(), { interactive: false, style: { className: "land" } })
      .addTo(this.#map)
      .bringToBack();
  }

  #drawGrid() {
    this.#grid.clearLayers();
    const bounds = this.#map.getBounds();
    const size = this.#map.getSize();
    const [west, east] = [bounds.getWest(), bounds.getEast()];
    const [south, north] = [Math.max(-85, bounds.getSouth()), Math.min(85, bounds.getNorth())];
    const least = ((east - west) / size.x) * CELL;
    const step = STEPS.findLast((one) => one >= least) ?? STEPS[0];
    const digits = Math.max(0, -Math.floor(Math.log10(step)));
    for (const longitude of multiples(west, east, step)) {
      const name = degrees(((longitude + 540) % 360) - 180, "E", "W", digits);
      this.#gridLine([south, longitude], [north, longitude], name, [south, longitude], "meridian");
    }
    for (const latitude of multiples(south, north, step)) {
      const name = degrees(latitude, "N", "S", digits);
      this.#gridLine([latitude, west], [latitude, east], name, [latitude, east], "parallel");
    }
  }

  #gridLine(from, to, name, at, className) {
    const style = { className: "grid", interactive: false };
    this.#grid.addLayer(L.polyline([from, to], style));
    // Leaves room for the scale.
    if (className === "meridian" && this.#map.latLngToContainerPoint(at).x < 90) return;
    const html = el("span", { textContent: name });
    const icon = L.divIcon({ html, className: `grid-label ${className}`, iconSize: null });
    this.#grid.addLayer(L.marker(at, { icon, interactive: false, keyboard: false }));
  }
}

function multiples(from, to, step) {
  const first = Math.ceil(from / step);
  return Array.from({ length: Math.floor(to / step) - first + 1 }, (_, i) => (first + i) * step);
}

function degrees(value, positive, negative, digits) {
  return `${Math.abs(value).toFixed(digits)}° ${value < 0 ? negative : positive}`;
}

function arrowOf(color) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "-14 -14 28 28");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", "M0 -11 8 9 0 5 -8 9Z");
  path.setAttribute("fill", color);
  svg.append(path);
  return svg;
}
