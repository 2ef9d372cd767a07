/**
 * Positions in the formats of other programs. Pure: the functions return text or plain data and send nothing.
 *
 * @packageDocumentation
 */
export { toCsv } from "./csv.ts";
export { type GeoJsonFeature, type GeoJsonFeatureCollection, toGeoJson } from "./geojson.ts";
export { toGpx } from "./gpx.ts";
export { toInflux } from "./influx.ts";
export { toNmea } from "./nmea.ts";
export { toOsmAnd } from "./osmand.ts";
