/** The formats in which the page exports frames. */
export const EXPORT_FORMATS = {
  frames: { title: "Frames", file: "frames.txt", type: "text/plain" },
  geojson: { title: "GeoJSON", file: "frames.geojson", type: "application/geo+json" },
  gpx: { title: "GPX", file: "frames.gpx", type: "application/gpx+xml" },
  csv: { title: "CSV", file: "frames.csv", type: "text/csv" },
  ndjson: { title: "NDJSON", file: "frames.ndjson", type: "application/x-ndjson" },
  vectors: { title: "Test vectors", file: "vectors.jsonl", type: "application/x-ndjson" },
} as const;

export type ExportFormat = keyof typeof EXPORT_FORMATS;
