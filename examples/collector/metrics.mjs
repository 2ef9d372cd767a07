/** Counters and gauges in the text format of Prometheus. */

export class Metrics {
  /** By name: `{ help, type, values }`, the values by their printed labels. */
  #metrics = new Map();

  count(name, help, labels = {}, by = 1) {
    let metric = this.#metrics.get(name);
    if (metric === undefined) {
      metric = { help, type: "counter", values: new Map() };
      this.#metrics.set(name, metric);
    }
    const key = printLabels(labels);
    metric.values.set(key, (metric.values.get(key) ?? 0) + by);
  }

  /** A value that is read on each request. */
  gauge(name, help, read) {
    this.#metrics.set(name, { help, type: "gauge", read });
  }

  toString() {
    let text = "";
    for (const [name, { help, type, values, read }] of this.#metrics) {
      text += `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`;
      for (const [labels, value] of values ?? [["", read()]]) text += `${name}${labels} ${value}\n`;
    }
    return text;
  }
}

// The values are our own words (types, issue codes), never text from the wire.
function printLabels(labels) {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}="${value}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}
