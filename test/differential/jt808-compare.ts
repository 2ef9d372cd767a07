/** Traccar's result for a JT/T 808 vector, and how it differs from ours. */
import type { Message, Position } from "../../src/index.ts";

/** Traccar's result for one vector: its positions, `null` if it decodes nothing. Speed in knots. */
export interface Jt808Row {
  readonly id: string;
  readonly threw: string | null;
  readonly decoded: readonly TraccarPosition[] | null;
}

interface TraccarPosition {
  /** With leading zeros. */
  readonly id: string;
  readonly valid: boolean;
  readonly latitude: number;
  readonly longitude: number;
  readonly altitude: number;
  readonly speed: number;
  readonly course: number;
  readonly time: string | null;
  readonly ignition?: boolean;
  readonly alarm?: string;
  readonly [attribute: string]: string | number | boolean | null | undefined;
}

/** Names of the differences in any position, in order. */
export function jt808Differences(message: Message, { decoded, threw }: Jt808Row): string[] {
  if (decoded === null) return [threw === null ? "nothing" : "throws"];
  const ours =
    message.type === "positions"
      ? message.positions
      : message.type === "position"
        ? [message as Position]
        : [];
  if (ours.length === 0) return ["not-read"];
  if (ours.length !== decoded.length) return ["count"];
  const found = new Set<string>();
  if (message.deviceId !== decoded[0]!.id) found.add("deviceId");
  for (const [i, theirs] of decoded.entries()) {
    for (const name of differing(ours[i]!, theirs)) found.add(name);
  }
  return [...found];
}

function differing(ours: Position, theirs: TraccarPosition): string[] {
  const obd = (ours.obd ?? {}) as Record<string, unknown>;
  const kilometers = (meters: TraccarPosition[string]): unknown =>
    typeof meters === "number" ? meters / 1000 : undefined;
  const pairs: [string, unknown, unknown][] = [
    ["valid", ours.valid, theirs.valid],
    ["latitude", ours.latitude, theirs.latitude],
    ["longitude", ours.longitude, theirs.longitude],
    ["altitudeMeters", ours.altitudeMeters, theirs.altitude],
    ["speedKmh", ours.speedKmh, theirs.speed * 1.852],
    ["courseDegrees", ours.courseDegrees, theirs.course],
    ["time", ours.time?.toISOString().replace(".000Z", "Z"), theirs.time],
    ["ignition", ours.status?.ignition, theirs.ignition],
    ["alarms", (ours.alarms ?? []).join(), namesOf(theirs.alarm)],
    ["odometerMeters", ours.odometerMeters, theirs["odometer"]],
    ["signalCsq", ours.signalCsq, theirs["rssi"]],
    ["satellites", ours.satellites, theirs["sat"]],
    ["supplyVolts", ours.supplyVolts, theirs["power"]],
    ["iccid", ours.iccid, theirs["iccid"]],
    ["engineRpm", obd["engineRpm"], theirs["rpm"]],
    ["vehicleSpeedKmh", obd["vehicleSpeedKmh"], theirs["obdSpeed"]],
    ["engineLoadPercent", obd["engineLoadPercent"], theirs["engineLoad"]],
    ["coolantTemperatureCelsius", obd["coolantTemperatureCelsius"], theirs["coolantTemp"]],
    ["intakeAirTemperatureCelsius", obd["intakeAirTemperatureCelsius"], theirs["intakeTemp"]],
    ["massAirFlowGramsPerSecond", obd["massAirFlowGramsPerSecond"], theirs["intakeFlow"]],
    ["intakeManifoldPressureKpa", obd["intakeManifoldPressureKpa"], theirs["intakePressure"]],
    ["throttlePositionPercent", obd["throttlePositionPercent"], theirs["throttle"]],
    ["vin", obd["vin"], theirs["vin"]],
    ["odometerKm", obd["odometerKm"], kilometers(theirs["obdOdometer"])],
    ["tripKm", obd["tripKm"], kilometers(theirs["tripOdometer"])],
    ["fuel", obd["fuelLevelPercent"] ?? ours.fuelLevelLiters, theirs["fuel"]],
    ["dtcs", (obd["dtcs"] as string[] | undefined)?.join(" ") ?? "", theirs["dtcs"] ?? ""],
  ];
  return pairs.filter(([, a, b]) => !isSame(a, b)).map(([name]) => name);
}

/** Traccar's names that differ from ours. */
const NAMES: Readonly<Record<string, string>> = { powerOff: "powerCut" };

function namesOf(alarms: string | undefined): string {
  return [...new Set((alarms ?? "").split(",").map((name) => NAMES[name] ?? name))].join();
}

function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== "number" || typeof b !== "number") return a === b;
  // Traccar converts km/h to knots with a rounded factor.
  return Math.abs(a - b) <= 1e-5 * Math.max(1, Math.abs(a));
}
