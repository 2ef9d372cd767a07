/** Values of one device over time. */

import { clock, el, number } from "/text.mjs";
import uPlot from "/uplot.js";

const CHARTS = [
  { property: "speedKmh", title: "Speed", unit: "km/h", digits: 0, least: 20 },
  { property: "supplyVolts", title: "Voltage", unit: "V", digits: 1, least: 1 },
  { property: "satellites", title: "Satellites", unit: "", digits: 0, least: 8 },
  { property: "batteryPercent", title: "Battery", unit: "%", digits: 0, least: 20 },
];

const HEIGHT = 96;

export class Charts {
  #container;
  #charts = new Map();
  #positions = [];
  #width = 0;

  constructor(container) {
    this.#container = container;
    new ResizeObserver(() => this.#resize()).observe(container);
    // A canvas does not follow a change of colours by itself.
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () =>
      this.replace(this.#positions),
    );
  }

  replace(positions) {
    this.#charts.clear();
    this.#container.replaceChildren();
    this.#positions = [];
    this.add(positions);
  }

  add(positions) {
    this.#positions.push(...positions.filter(({ time }) => time !== null));
    // Stored records arrive late.
    this.#positions.sort((one, other) => Date.parse(one.time) - Date.parse(other.time));
    for (const chart of CHARTS) this.#draw(chart);
  }

  #draw({ property, title, unit, digits, least }) {
    // No chart for a value that the device has never sent.
    const points = this.#positions.filter((position) => position[property] !== null);
    const last = points.at(-1);
    if (last === undefined) return;
    const times = points.map(({ time }) => Date.parse(time) / 1000);
    const values = points.map((position) => position[property]);
    const now = `${title}: ${number(last[property], digits)} ${unit}`;
    let chart = this.#charts.get(property);
    if (chart === undefined) {
      const caption = el("figcaption");
      const place = el("div", { "aria-hidden": "true" });
      const figure = el("figure", {}, caption, place);
      this.#container.append(figure);
      chart = {
        caption,
        plot: new uPlot(optionsOf(this.#container, least, digits), [[], []], place),
      };
      this.#charts.set(property, chart);
    }
    chart.caption.textContent = now;
    chart.plot.setData([times, values]);
  }

  #resize() {
    const width = this.#container.clientWidth;
    if (width === this.#width || width === 0) return;
    this.#width = width;
    for (const { plot } of this.#charts.values()) plot.setSize({ width, height: HEIGHT });
  }
}

function optionsOf(container, least, digits) {
  const style = getComputedStyle(container);
  const color = (name) => style.getPropertyValue(name);
  const axis = {
    stroke: color("--muted"),
    grid: { stroke: color("--line"), width: 1 },
    ticks: { show: false },
    font: "11px system-ui, sans-serif",
  };
  return {
    width: container.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { sync: { key: "device" }, y: false, drag: { setScale: false } },
    scales: { y: { range: (_plot, min, max) => rangeOf(min, max, least) } },
    axes: [
      { ...axis, size: 22, space: 70, values: (_plot, times) => times.map(clockOf) },
      {
        ...axis,
        size: 38,
        space: 24,
        values: (_plot, values) => values.map((v) => v.toFixed(digits)),
      },
    ],
    series: [
      {},
      {
        stroke: color("--accent"),
        fill: color("--accent-faint"),
        width: 1.5,
        points: { show: false },
      },
    ],
  };
}

function clockOf(seconds) {
  return clock(seconds * 1000).replace(/:00$/, "");
}

/** Noise of a tenth of a volt must not look like a fault. */
function rangeOf(min, max, least) {
  if (min === null) return [0, least];
  const from = min >= 0 && min < least ? 0 : min - least / 10;
  return [from, Math.max(max + least / 10, from + least)];
}
