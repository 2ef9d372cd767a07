/**
 * Mode 01 PIDs 00 to 60 of SAE J1979, as data. Formulas from docs/protocol/obd.md §2.
 *
 * A row: PID, name, length in bytes, sources, contents, and the dispute, if there is one.
 * - Sources: P python-OBD, O OBDb/SAEJ1979, F AWS FleetWise Edge, K a public table of names and
 *   lengths. They were compared, not copied.
 * - Contents: a list of signals, or the name of a reader in bits.ts.
 *
 * A signal: key, first byte, bytes, scale, unit, flags. The scale [n, d, a] is exact:
 * value = (raw * n + a) / d, where raw is big-endian. One division, so that the result is the
 * nearest double.
 *
 * The newer standard lets PID 4F set the full scale of 24-2B, 34-3B and 44. None of the sources does that, and neither does
 * this table.
 */
import type { RowTuple, SignalTuple } from "./types.ts";

// biome-ignore format: a table, one row or signal per line
export const basicRows = (): readonly RowTuple[] => [
  [0x00, "PIDs supported 01-20", 4, "PF", "mask"],
  [0x01, "Monitor status since DTCs cleared", 4, "PO", "monitors"],
  [0x02, "DTC that stored the freeze frame", 2, "PO", "dtc"],
  [0x03, "Fuel system status", 2, "PO", "fuelSystems"],
  [0x04, "Calculated engine load", 1, "POF", [["engineLoadPercent", 0, 1, [100, 255, 0], "%"]]],
  [0x05, "Engine coolant temperature", 1, "POF",
    [["coolantTemperatureCelsius", 0, 1, [1, 1, -40], "°C"]]],
  trim(0x06, "Short term fuel trim", "POF", "shortTermFuelTrim", 1),
  trim(0x07, "Long term fuel trim", "POF", "longTermFuelTrim", 1),
  trim(0x08, "Short term fuel trim", "POF", "shortTermFuelTrim", 2),
  trim(0x09, "Long term fuel trim", "POF", "longTermFuelTrim", 2),
  [0x0a, "Fuel pressure (gauge)", 1, "POF", [["fuelPressureKpa", 0, 1, [3, 1, 0], "kPa"]]],
  [0x0b, "Intake manifold absolute pressure", 1, "POF",
    [["intakeManifoldPressureKpa", 0, 1, [1, 1, 0], "kPa"]]],
  [0x0c, "Engine speed", 2, "POF", [["engineRpm", 0, 2, [1, 4, 0], "rpm"]]],
  [0x0d, "Vehicle speed", 1, "POF", [["vehicleSpeedKmh", 0, 1, [1, 1, 0], "km/h"]]],
  [0x0e, "Timing advance before TDC, cylinder 1", 1, "POF",
    [["timingAdvanceDegrees", 0, 1, [1, 2, -128], "°"]]],
  [0x0f, "Intake air temperature", 1, "POF",
    [["intakeAirTemperatureCelsius", 0, 1, [1, 1, -40], "°C"]]],
  [0x10, "MAF air flow rate", 2, "POF", [["massAirFlowGramsPerSecond", 0, 2, [1, 100, 0], "g/s"]]],
  [0x11, "Throttle position", 1, "POF", [["throttlePositionPercent", 0, 1, [100, 255, 0], "%"]]],
  [0x12, "Commanded secondary air status", 1, "PO", "secondaryAir"],
  [0x13, "O2 sensors present (2 banks)", 1, "PO", "oxygenSensors2Banks",
    "python-OBD counts from the most significant bit"],
  ...sensors(0x14, ": voltage, trim", 2, (n) => [
    [`oxygenSensor${n}Volts`, 0, 1, [1, 200, 0], "V"],
    [`oxygenSensor${n}TrimPercent`, 1, 1, [100, 128, -12800], "%", { absent: 0xff }],
  ]),
  [0x1c, "OBD standard the vehicle conforms to", 1, "PO", "obdStandard"],
  [0x1d, "O2 sensors present (4 banks)", 1, "PO", "oxygenSensors4Banks",
    "python-OBD counts from the most significant bit"],
  [0x1e, "Auxiliary input status", 1, "O", "auxiliaryInput", "python-OBD reads bit 7"],
  [0x1f, "Run time since engine start", 2, "POF", [["engineRunTimeSeconds", 0, 2, [1, 1, 0], "s"]]],
  [0x20, "PIDs supported 21-40", 4, "PF", "mask"],
  [0x21, "Distance with MIL on", 2, "POF", [["distanceWithMilKm", 0, 2, [1, 1, 0], "km"]]],
  [0x22, "Fuel rail pressure relative to manifold vacuum", 2, "POF",
    [["fuelRailRelativePressureKpa", 0, 2, [79, 1000, 0], "kPa"]]],
  [0x23, "Fuel rail gauge pressure", 2, "POF",
    [["fuelRailGaugePressureKpa", 0, 2, [10, 1, 0], "kPa"]]],
  ...sensors(0x24, ", wide range: equivalence ratio, voltage", 4, (n) => [
    [`wideOxygenSensor${n}EquivalenceRatio`, 0, 2, [1, 32768, 0], "ratio"],
    [`wideOxygenSensor${n}Volts`, 2, 2, [1, 8192, 0], "V"],
  ]),
  [0x2c, "Commanded EGR", 1, "PO", [["commandedEgrPercent", 0, 1, [100, 255, 0], "%"]]],
  [0x2d, "EGR error", 1, "POF", [["egrErrorPercent", 0, 1, [100, 128, -12800], "%"]]],
  [0x2e, "Commanded evaporative purge", 1, "PO",
    [["commandedPurgePercent", 0, 1, [100, 255, 0], "%"]]],
  [0x2f, "Fuel tank level input", 1, "POF", [["fuelLevelPercent", 0, 1, [100, 255, 0], "%"]]],
  [0x30, "Warm-ups since codes cleared", 1, "POF",
    [["warmUpsSinceCleared", 0, 1, [1, 1, 0], "count"]]],
  [0x31, "Distance since codes cleared", 2, "POF",
    [["distanceSinceClearedKm", 0, 2, [1, 1, 0], "km"]]],
  [0x32, "Evap system vapour pressure", 2, "O",
    [["evapVaporPressurePa", 0, 2, [1, 4, 0], "Pa", { signed: true }]],
    "python-OBD signs each byte apart, FleetWise reads it unsigned"],
  [0x33, "Absolute barometric pressure", 1, "POF",
    [["barometricPressureKpa", 0, 1, [1, 1, 0], "kPa"]]],
  ...sensors(0x34, ", wide range: equivalence ratio, current", 4, (n) => [
    [`wideOxygenSensor${n}EquivalenceRatio`, 0, 2, [1, 32768, 0], "ratio"],
    [`wideOxygenSensor${n}Milliamps`, 2, 2, [1, 256, -32768], "mA"],
  ]),
  [0x3c, "Catalyst temperature B1S1", 2, "POF",
    [["catalystTemperatureBank1Sensor1Celsius", 0, 2, [1, 10, -400], "°C"]]],
  [0x3d, "Catalyst temperature B2S1", 2, "POF",
    [["catalystTemperatureBank2Sensor1Celsius", 0, 2, [1, 10, -400], "°C"]]],
  [0x3e, "Catalyst temperature B1S2", 2, "POF",
    [["catalystTemperatureBank1Sensor2Celsius", 0, 2, [1, 10, -400], "°C"]]],
  [0x3f, "Catalyst temperature B2S2", 2, "POF",
    [["catalystTemperatureBank2Sensor2Celsius", 0, 2, [1, 10, -400], "°C"]]],
  [0x40, "PIDs supported 41-60", 4, "PF", "mask"],
  [0x41, "Monitor status this drive cycle", 4, "PO", "driveCycleMonitors"],
  [0x42, "Control module voltage", 2, "POF", [["controlModuleVolts", 0, 2, [1, 1000, 0], "V"]]],
  [0x43, "Absolute load value", 2, "POF", [["absoluteLoadPercent", 0, 2, [100, 255, 0], "%"]]],
  [0x44, "Commanded equivalence ratio", 2, "POF",
    [["commandedEquivalenceRatio", 0, 2, [1, 32768, 0], "ratio"]]],
  [0x45, "Relative throttle position", 1, "POF",
    [["relativeThrottlePositionPercent", 0, 1, [100, 255, 0], "%"]]],
  [0x46, "Ambient air temperature", 1, "POF",
    [["ambientAirTemperatureCelsius", 0, 1, [1, 1, -40], "°C"]]],
  [0x47, "Absolute throttle position B", 1, "POF",
    [["throttlePositionBPercent", 0, 1, [100, 255, 0], "%"]]],
  [0x48, "Absolute throttle position C", 1, "POF",
    [["throttlePositionCPercent", 0, 1, [100, 255, 0], "%"]]],
  [0x49, "Accelerator pedal position D", 1, "POF",
    [["acceleratorPedalPositionDPercent", 0, 1, [100, 255, 0], "%"]]],
  [0x4a, "Accelerator pedal position E", 1, "POF",
    [["acceleratorPedalPositionEPercent", 0, 1, [100, 255, 0], "%"]]],
  [0x4b, "Accelerator pedal position F", 1, "POF",
    [["acceleratorPedalPositionFPercent", 0, 1, [100, 255, 0], "%"]]],
  [0x4c, "Commanded throttle actuator", 1, "PO",
    [["commandedThrottlePercent", 0, 1, [100, 255, 0], "%"]]],
  [0x4d, "Time run with MIL on", 2, "PO", [["timeWithMilMinutes", 0, 2, [1, 1, 0], "min"]]],
  [0x4e, "Time since codes cleared", 2, "PO",
    [["timeSinceClearedMinutes", 0, 2, [1, 1, 0], "min"]]],
  [0x4f, "Maxima: equivalence ratio, O2 voltage, O2 current, MAP", 4, "OF", [
    ["maximumEquivalenceRatio", 0, 1, [1, 1, 0], "ratio"],
    ["maximumOxygenSensorVolts", 1, 1, [1, 1, 0], "V"],
    ["maximumOxygenSensorMilliamps", 2, 1, [1, 1, 0], "mA"],
    ["maximumIntakeManifoldPressureKpa", 3, 1, [10, 1, 0], "kPa"],
  ]],
  [0x50, "Maximum MAF rate", 4, "PO",
    [["maximumMassAirFlowGramsPerSecond", 0, 1, [10, 1, 0], "g/s"]]],
  [0x51, "Fuel type", 1, "PO", "fuelType"],
  [0x52, "Ethanol fuel", 1, "POF", [["ethanolPercent", 0, 1, [100, 255, 0], "%"]]],
  [0x53, "Absolute evap vapour pressure", 2, "PO",
    [["absoluteEvapVaporPressureKpa", 0, 2, [1, 200, 0], "kPa"]]],
  [0x54, "Evap vapour pressure (wide)", 2, "O",
    [["wideEvapVaporPressurePa", 0, 2, [1, 1, 0], "Pa", { signed: true }]],
    "python-OBD and obd-utils subtract 32767"],
  trim(0x55, "Short term secondary O2 trim", "PO", "shortTermSecondaryOxygenTrim", 1),
  trim(0x56, "Long term secondary O2 trim", "PO", "longTermSecondaryOxygenTrim", 1),
  trim(0x57, "Short term secondary O2 trim", "PO", "shortTermSecondaryOxygenTrim", 2),
  trim(0x58, "Long term secondary O2 trim", "PO", "longTermSecondaryOxygenTrim", 2),
  [0x59, "Fuel rail absolute pressure", 2, "POF",
    [["fuelRailAbsolutePressureKpa", 0, 2, [10, 1, 0], "kPa"]]],
  [0x5a, "Relative accelerator pedal position", 1, "POF",
    [["relativeAcceleratorPedalPositionPercent", 0, 1, [100, 255, 0], "%"]]],
  [0x5b, "Hybrid battery pack remaining life", 1, "POF",
    [["hybridBatteryRemainingPercent", 0, 1, [100, 255, 0], "%"]]],
  [0x5c, "Engine oil temperature", 1, "POF",
    [["engineOilTemperatureCelsius", 0, 1, [1, 1, -40], "°C"]]],
  [0x5d, "Fuel injection timing", 2, "PF",
    [["fuelInjectionTimingDegrees", 0, 2, [1, 128, -26880], "°"]]],
  [0x5e, "Engine fuel rate", 2, "PF", [["engineFuelRateLitersPerHour", 0, 2, [1, 20, 0], "L/h"]]],
  [0x5f, "Emission requirements of the vehicle", 1, "O", "emissionRequirement"],
  [0x60, "PIDs supported 61-80", 4, "FK", "mask"],
];

/** The trim of a bank, and in the longer form that of the bank after the next. */
function trim(pid: number, name: string, sources: string, key: string, bank: number): RowTuple {
  return [
    pid,
    `${name}, bank ${bank} (and ${bank + 2})`,
    1,
    sources,
    [
      [`${key}Bank${bank}Percent`, 0, 1, [100, 128, -12800], "%"],
      [`${key}Bank${bank + 2}Percent`, 1, 1, [100, 128, -12800], "%", { optional: true }],
    ],
  ];
}

/** Eight sensors, each with a PID. */
function sensors(
  first: number,
  name: string,
  bytes: number,
  signals: (n: number) => readonly SignalTuple[],
): RowTuple[] {
  return [1, 2, 3, 4, 5, 6, 7, 8].map((n) => [
    first + n - 1,
    `O2 sensor ${n}${name}`,
    bytes,
    "PFO",
    signals(n),
  ]);
}
