/** GeoJSON (RFC 7946), for maps. */
import type { PositionLike } from "../message/positions-of.ts";
import { type Json, type JsonObject, plainObject } from "../message/to-json.ts";
import type { Message } from "../model/message.ts";
import { allPositions } from "./rows.ts";

export interface GeoJsonFeature {
  readonly type: "Feature";
  /** East first, then north, as GeoJSON has it; `null` for a position without coordinates. */
  readonly geometry: { readonly type: "Point"; readonly coordinates: readonly number[] } | null;
  /** All other values of the position, as `toJson` writes them. */
  readonly properties: JsonObject;
}

export interface GeoJsonFeatureCollection {
  readonly type: "FeatureCollection";
  readonly features: readonly GeoJsonFeature[];
}

/**
 * Makes a point for each position in the messages, in their order. None is left out: a position without a fix has
 * `valid: false`, one without coordinates has no geometry. The altitude in metres is the third coordinate.
 *
 * @example
 * ```ts
 * import { decode } from "sinotrack-protocol";
 * import { toGeoJson } from "sinotrack-protocol/export";
 *
 * const frame = "*HQ,123456789012345,V1,064713,A,4900.8014,N,00915.2437,E,015.70,323,130226,FFFFDFFF#";
 * const { features } = toGeoJson(decode(frame));
 * features[0].geometry; // { type: "Point", coordinates: [9.2540617, 49.0133567] }
 * features[0].properties.speedKmh; // 29.0764
 * ```
 */
export function toGeoJson(messages: Iterable<Message>): GeoJsonFeatureCollection {
  return { type: "FeatureCollection", features: allPositions(messages).map(geoJsonFeature) };
}

/** The feature of one position. */
export function geoJsonFeature(position: PositionLike): GeoJsonFeature {
  const { latitude, longitude, altitudeMeters, ...properties } = plainObject(position);
  return { type: "Feature", geometry: pointOf(longitude, latitude, altitudeMeters), properties };
}

function pointOf(longitude?: Json, latitude?: Json, altitude?: Json): GeoJsonFeature["geometry"] {
  if (typeof longitude !== "number" || typeof latitude !== "number") return null;
  const height = typeof altitude === "number" ? [altitude] : [];
  return { type: "Point", coordinates: [longitude, latitude, ...height] };
}
