/**
 * Positions in the forms that other programs take. Pure: text or plain data comes out, and nothing is sent.
 *
 * @packageDocumentation
 */
export { toCsv } from "./csv.ts";
export { type GeoJsonFeature, type GeoJsonFeatureCollection, toGeoJson } from "./geojson.ts";
export { toGpx } from "./gpx.ts";
export { toInflux } from "./influx.ts";
export { toNmea } from "./nmea.ts";
export { toOsmAnd } from "./osmand.ts";
