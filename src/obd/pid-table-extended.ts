/**
 * Mode 01 PIDs 61 to D3, in the form that pid-table-basic.ts explains.
 *
 * In many PIDs the first byte shows which sensors the vehicle has (`supportBits`). No document assigns the bits to
 * sensors, and published vectors fill values whose bit may be clear, so every value is given, and so is the byte. Values
 * that a source names only by position are named here in the usual order: commanded before actual, A before B, bank 1
 * before bank 2.
 *
 * Length 0: not known. A PID read by `raw` is known by name, or by name and length, and no more.
 */
import type { RowTuple, SignalTuple } from "./types.ts";

// biome-ignore format: a table, one row or signal per line
export const extendedRows = (): readonly RowTuple[] => [
  [0x61, "Driver's demand torque", 1, "OF", [["demandedTorquePercent", 0, 1, [1, 1, -125], "%"]]],
  [0x62, "Actual engine torque", 1, "OF", [["actualTorquePercent", 0, 1, [1, 1, -125], "%"]]],
  [0x63, "Engine reference torque", 2, "OF", [["referenceTorqueNm", 0, 2, [1, 1, 0], "Nm"]]],
  [0x64, "Engine percent torque: idle, points 1-4", 5, "OF", [
    ["torqueAtIdlePercent", 0, 1, [1, 1, -125], "%"],
    ["torqueAtPoint1Percent", 1, 1, [1, 1, -125], "%"],
    ["torqueAtPoint2Percent", 2, 1, [1, 1, -125], "%"],
    ["torqueAtPoint3Percent", 3, 1, [1, 1, -125], "%"],
    ["torqueAtPoint4Percent", 4, 1, [1, 1, -125], "%"],
  ]],
  [0x65, "Auxiliary inputs and outputs", 2, "O", supported(
    ["auxiliaryStatusBits", 1, 1, [1, 1, 0], "bits"],
  )],
  [0x66, "MAF sensors A, B", 5, "OF", supported(
    ["massAirFlowAGramsPerSecond", 1, 2, [1, 32, 0], "g/s"],
    ["massAirFlowBGramsPerSecond", 3, 2, [1, 32, 0], "g/s"],
  )],
  [0x67, "Coolant temperature sensors 1, 2", 3, "OF", supported(
    ["coolantTemperatureSensor1Celsius", 1, 1, [1, 1, -40], "°C"],
    ["coolantTemperatureSensor2Celsius", 2, 1, [1, 1, -40], "°C"],
  )],
  [0x68, "Intake air temperature sensors", 7, "OF", supported(
    ["intakeAirTemperatureBank1Sensor1Celsius", 1, 1, [1, 1, -40], "°C"],
    ["intakeAirTemperatureBank1Sensor2Celsius", 2, 1, [1, 1, -40], "°C"],
    ["intakeAirTemperatureBank1Sensor3Celsius", 3, 1, [1, 1, -40], "°C"],
    ["intakeAirTemperatureBank2Sensor1Celsius", 4, 1, [1, 1, -40], "°C"],
    ["intakeAirTemperatureBank2Sensor2Celsius", 5, 1, [1, 1, -40], "°C"],
    ["intakeAirTemperatureBank2Sensor3Celsius", 6, 1, [1, 1, -40], "°C"],
  )],
  [0x69, "Commanded EGR, actual EGR and EGR error, A and B", 7, "O", supported(
    ["commandedEgrAPercent", 1, 1, [100, 255, 0], "%"],
    ["actualEgrAPercent", 2, 1, [100, 255, 0], "%"],
    ["egrErrorAPercent", 3, 1, [100, 128, -12800], "%"],
    ["commandedEgrBPercent", 4, 1, [100, 255, 0], "%"],
    ["actualEgrBPercent", 5, 1, [100, 255, 0], "%"],
    ["egrErrorBPercent", 6, 1, [100, 128, -12800], "%"],
  ), "FleetWise scales the errors as plain percent"],
  [0x6a, "Diesel intake air flow control and position, A and B", 5, "F", supported(
    ["commandedIntakeAirFlowAPercent", 1, 1, [100, 255, 0], "%"],
    ["relativeIntakeAirFlowAPositionPercent", 2, 1, [100, 255, 0], "%"],
    ["commandedIntakeAirFlowBPercent", 3, 1, [100, 255, 0], "%"],
    ["relativeIntakeAirFlowBPositionPercent", 4, 1, [100, 255, 0], "%"],
  )],
  [0x6b, "EGR temperature sensors", 5, "O", "egrTemperatures"],
  [0x6c, "Throttle actuator, commanded and relative, A and B", 5, "OF", supported(
    ["commandedThrottleActuatorAPercent", 1, 1, [100, 255, 0], "%"],
    ["relativeThrottleAPositionPercent", 2, 1, [100, 255, 0], "%"],
    ["commandedThrottleActuatorBPercent", 3, 1, [100, 255, 0], "%"],
    ["relativeThrottleBPositionPercent", 4, 1, [100, 255, 0], "%"],
  )],
  [0x6d, "Fuel pressure control A and B", 11, "OF", supported(
    ["commandedFuelRailPressureAKpa", 1, 2, [10, 1, 0], "kPa"],
    ["fuelRailPressureAKpa", 3, 2, [10, 1, 0], "kPa"],
    ["fuelRailTemperatureACelsius", 5, 1, [1, 1, -40], "°C"],
    ["commandedFuelRailPressureBKpa", 6, 2, [10, 1, 0], "kPa"],
    ["fuelRailPressureBKpa", 8, 2, [10, 1, 0], "kPa"],
    ["fuelRailTemperatureBCelsius", 10, 1, [1, 1, -40], "°C"],
  )],
  [0x6e, "Injection pressure control A and B", 9, "F", supported(
    ["commandedInjectionPressureAKpa", 1, 2, [10, 1, 0], "kPa"],
    ["injectionPressureAKpa", 3, 2, [10, 1, 0], "kPa"],
    ["commandedInjectionPressureBKpa", 5, 2, [10, 1, 0], "kPa"],
    ["injectionPressureBKpa", 7, 2, [10, 1, 0], "kPa"],
  )],
  [0x6f, "Turbo compressor inlet pressure A, B", 3, "F", supported(
    ["compressorInletPressureAKpa", 1, 1, [1, 1, 0], "kPa"],
    ["compressorInletPressureBKpa", 2, 1, [1, 1, 0], "kPa"],
  )],
  [0x70, "Boost pressure control A and B", 10, "OF", supported(
    ["commandedBoostPressureAKpa", 1, 2, [1, 32, 0], "kPa"],
    ["boostPressureAKpa", 3, 2, [1, 32, 0], "kPa"],
    ["commandedBoostPressureBKpa", 5, 2, [1, 32, 0], "kPa"],
    ["boostPressureBKpa", 7, 2, [1, 32, 0], "kPa"],
    ["boostPressureControlAState", 9, 1, [1, 1, 0], "state", { shift: 0, mask: 3 }],
    ["boostPressureControlBState", 9, 1, [1, 1, 0], "state", { shift: 2, mask: 3 }],
  )],
  [0x71, "Variable geometry turbo A and B", 6, "F", supported(
    ["commandedVariableGeometryTurboAPercent", 1, 1, [100, 255, 0], "%"],
    ["variableGeometryTurboAPositionPercent", 2, 1, [100, 255, 0], "%"],
    ["commandedVariableGeometryTurboBPercent", 3, 1, [100, 255, 0], "%"],
    ["variableGeometryTurboBPositionPercent", 4, 1, [100, 255, 0], "%"],
    ["variableGeometryTurboControlAState", 5, 1, [1, 1, 0], "state", { shift: 0, mask: 3 }],
    ["variableGeometryTurboControlBState", 5, 1, [1, 1, 0], "state", { shift: 2, mask: 3 }],
  )],
  [0x72, "Wastegate A and B", 5, "OF", supported(
    ["commandedWastegateAPercent", 1, 1, [100, 255, 0], "%"],
    ["wastegateAPositionPercent", 2, 1, [100, 255, 0], "%"],
    ["commandedWastegateBPercent", 3, 1, [100, 255, 0], "%"],
    ["wastegateBPositionPercent", 4, 1, [100, 255, 0], "%"],
  )],
  [0x73, "Exhaust pressure, banks 1 and 2", 5, "F", supported(
    ["exhaustPressureBank1Kpa", 1, 2, [1, 100, 0], "kPa"],
    ["exhaustPressureBank2Kpa", 3, 2, [1, 100, 0], "kPa"],
  )],
  [0x74, "Turbocharger speed A, B", 5, "F", supported(
    ["turbochargerARpm", 1, 2, [10, 1, 0], "rpm"],
    ["turbochargerBRpm", 3, 2, [10, 1, 0], "rpm"],
  )],
  [0x75, "Turbocharger A temperatures", 7, "F", supported(
    ["compressorInletTemperatureACelsius", 1, 1, [1, 1, -40], "°C"],
    ["compressorOutletTemperatureACelsius", 2, 1, [1, 1, -40], "°C"],
    ["turbineInletTemperatureACelsius", 3, 2, [1, 10, -400], "°C"],
    ["turbineOutletTemperatureACelsius", 5, 2, [1, 10, -400], "°C"],
  )],
  [0x76, "Turbocharger B temperatures", 7, "F", supported(
    ["compressorInletTemperatureBCelsius", 1, 1, [1, 1, -40], "°C"],
    ["compressorOutletTemperatureBCelsius", 2, 1, [1, 1, -40], "°C"],
    ["turbineInletTemperatureBCelsius", 3, 2, [1, 10, -400], "°C"],
    ["turbineOutletTemperatureBCelsius", 5, 2, [1, 10, -400], "°C"],
  )],
  [0x77, "Charge air cooler temperatures", 5, "F", supported(
    ["chargeAirTemperatureBank1Sensor1Celsius", 1, 1, [1, 1, -40], "°C"],
    ["chargeAirTemperatureBank1Sensor2Celsius", 2, 1, [1, 1, -40], "°C"],
    ["chargeAirTemperatureBank2Sensor1Celsius", 3, 1, [1, 1, -40], "°C"],
    ["chargeAirTemperatureBank2Sensor2Celsius", 4, 1, [1, 1, -40], "°C"],
  )],
  exhaustGas(0x78, 1, 1),
  exhaustGas(0x79, 2, 1),
  particulateFilter(0x7a, 1),
  particulateFilter(0x7b, 2),
  [0x7c, "Particulate filter temperatures", 9, "F", supported(
    ["particulateFilterInletTemperatureBank1Celsius", 1, 2, [1, 10, -400], "°C"],
    ["particulateFilterOutletTemperatureBank1Celsius", 3, 2, [1, 10, -400], "°C"],
    ["particulateFilterInletTemperatureBank2Celsius", 5, 2, [1, 10, -400], "°C"],
    ["particulateFilterOutletTemperatureBank2Celsius", 7, 2, [1, 10, -400], "°C"],
  )],
  [0x7d, "NOx NTE area status", 1, "F", "raw"],
  [0x7e, "PM NTE area status", 1, "F", "raw"],
  [0x7f, "Run times: engine, idle, PTO", 13, "OF", supported(
    ["totalEngineRunTimeSeconds", 1, 4, [1, 1, 0], "s"],
    ["totalIdleRunTimeSeconds", 5, 4, [1, 1, 0], "s"],
    ["totalPtoRunTimeSeconds", 9, 4, [1, 1, 0], "s"],
  )],
  [0x80, "PIDs supported 81-A0", 4, "FK", "mask"],
  [0x81, "AECD run time", 0, "", "raw"],
  [0x82, "AECD run time", 0, "", "raw"],
  [0x83, "NOx sensors", 9, "F", supported(
    ["noxBank1Sensor1Ppm", 1, 2, [1, 10, 0], "ppm"],
    ["noxBank1Sensor2Ppm", 3, 2, [1, 10, 0], "ppm"],
    ["noxBank2Sensor1Ppm", 5, 2, [1, 10, 0], "ppm"],
    ["noxBank2Sensor2Ppm", 7, 2, [1, 10, 0], "ppm"],
  )],
  [0x84, "Manifold surface temperature", 1, "OF",
    [["manifoldSurfaceTemperatureCelsius", 0, 1, [1, 1, -40], "°C"]]],
  [0x85, "NOx reagent system", 10, "F", supported(
    ["reagentConsumptionLitersPerHour", 1, 2, [1, 200, 0], "L/h"],
    ["demandedReagentConsumptionLitersPerHour", 3, 2, [1, 200, 0], "L/h"],
    ["reagentLevelPercent", 5, 1, [100, 255, 0], "%"],
    ["noxWarningTimeSeconds", 6, 4, [1, 1, 0], "s"],
  )],
  [0x86, "PM sensors", 5, "F", supported(
    ["particulateMatterBank1MilligramsPerCubicMeter", 1, 2, [1, 80, 0], "mg/m³"],
    ["particulateMatterBank2MilligramsPerCubicMeter", 3, 2, [1, 80, 0], "mg/m³"],
  )],
  [0x87, "Intake manifold absolute pressure A, B", 5, "F", supported(
    ["intakeManifoldPressureAKpa", 1, 2, [1, 32, 0], "kPa"],
    ["intakeManifoldPressureBKpa", 3, 2, [1, 32, 0], "kPa"],
  )],
  [0x88, "SCR inducement system", 13, "", "raw"],
  [0x89, "AECD run time", 41, "", "raw"],
  [0x8a, "AECD run time", 41, "", "raw"],
  [0x8b, "Aftertreatment status", 7, "", "raw"],
  [0x8c, "Wide range O2 sensors", 17, "", "raw"],
  [0x8d, "Throttle position G", 1, "OF", [["throttlePositionGPercent", 0, 1, [100, 255, 0], "%"]]],
  [0x8e, "Engine friction torque", 1, "OF", [["frictionTorquePercent", 0, 1, [1, 1, -125], "%"]]],
  [0x8f, "PM sensor output", 0, "", "raw"],
  [0x90, "WWH-OBD", 0, "", "raw"],
  [0x91, "WWH-OBD", 0, "", "raw"],
  [0x92, "Fuel system control", 2, "", "raw"],
  [0x93, "WWH-OBD", 0, "", "raw"],
  [0x94, "NOx warning and inducement", 12, "", "raw"],
  exhaustGas(0x98, 1, 5),
  exhaustGas(0x99, 2, 5),
  [0x9a, "Hybrid or electric vehicle system", 6, "O", supported(
    ["hybridStateBits", 1, 1, [1, 1, 0], "bits"],
    ["hybridBatteryVolts", 2, 2, [1, 64, 0], "V"],
    ["hybridBatteryAmperes", 4, 2, [1, 10, 0], "A", { signed: true }],
  ), "FleetWise reads the current as EF/10 - 3276.8"],
  [0x9b, "Diesel exhaust fluid sensor", 4, "", "raw"],
  [0x9c, "Wide range O2 sensors", 17, "", "raw"],
  [0x9d, "Engine and vehicle fuel rate", 4, "OF", [
    ["engineFuelRateGramsPerSecond", 0, 2, [1, 50, 0], "g/s"],
    ["vehicleFuelRateGramsPerSecond", 2, 2, [1, 50, 0], "g/s"],
  ]],
  [0x9e, "Engine exhaust flow rate", 2, "OF", [["exhaustFlowKgPerHour", 0, 2, [1, 5, 0], "kg/h"]]],
  [0x9f, "Fuel system use, 4 banks", 9, "OF", supported(
    ["fuelSystemAUseBank1Percent", 1, 1, [100, 255, 0], "%"],
    ["fuelSystemBUseBank1Percent", 2, 1, [100, 255, 0], "%"],
    ["fuelSystemAUseBank2Percent", 3, 1, [100, 255, 0], "%"],
    ["fuelSystemBUseBank2Percent", 4, 1, [100, 255, 0], "%"],
    ["fuelSystemAUseBank3Percent", 5, 1, [100, 255, 0], "%"],
    ["fuelSystemBUseBank3Percent", 6, 1, [100, 255, 0], "%"],
    ["fuelSystemAUseBank4Percent", 7, 1, [100, 255, 0], "%"],
    ["fuelSystemBUseBank4Percent", 8, 1, [100, 255, 0], "%"],
  )],
  [0xa0, "PIDs supported A1-C0", 4, "FK", "mask"],
  [0xa1, "NOx sensors, corrected", 9, "", "raw"],
  [0xa2, "Cylinder fuel rate", 2, "OF",
    [["cylinderFuelRateMilligramsPerStroke", 0, 2, [1, 32, 0], "mg/stroke"]]],
  [0xa3, "Evap system vapour pressure", 9, "", "raw"],
  [0xa4, "Transmission actual gear", 4, "F", supported(
    ["transmissionGear", 1, 1, [1, 1, 0], "gear", { shift: 4, mask: 15 }],
    ["transmissionGearRatio", 2, 2, [1, 1000, 0], "ratio"],
  )],
  [0xa5, "Diesel exhaust fluid dosing", 4, "", "raw"],
  [0xa6, "Odometer", 4, "OF", [["odometerKm", 0, 4, [1, 10, 0], "km"]]],
  [0xa7, "NOx sensors", 0, "", "raw"],
  [0xa8, "NOx sensors, corrected", 0, "", "raw"],
  [0xa9, "ABS disable switch", 0, "", "raw"],
  [0xaa, "Vehicle speed limit set", 1, "O", [["vehicleSpeedLimitKmh", 0, 1, [1, 1, 0], "km/h"]]],
  [0xb2, "Traction battery state of health", 1, "O",
    [["tractionBatteryHealthPercent", 0, 1, [100, 255, 0], "%"]]],
  [0xc0, "PIDs supported C1-E0", 4, "FK", "mask"],
  [0xc3, "Fuel level A, B", 2, "", "raw"],
  [0xd2, "State of certified energy and range", 3, "O", supported(
    ["certifiedEnergyPercent", 1, 1, [100, 255, 0], "%"],
    ["certifiedRangePercent", 2, 1, [100, 255, 0], "%"],
  )],
  [0xd3, "Engine odometer", 4, "O", [["engineOdometerKm", 0, 4, [1, 10, 0], "km"]]],
];

/** The first byte shows which sensors the vehicle has. */
function supported(...signals: readonly SignalTuple[]): readonly SignalTuple[] {
  return [["supportBits", 0, 1, [1, 1, 0], "bits"], ...signals];
}

/** Four sensors of a bank. */
function exhaustGas(pid: number, bank: number, from: number): RowTuple {
  const signals = [0, 1, 2, 3].map((i): SignalTuple => {
    const key = `exhaustGasTemperatureBank${bank}Sensor${from + i}Celsius`;
    return [key, 1 + 2 * i, 2, [1, 10, -400], "°C"];
  });
  const name = `Exhaust gas temperature, bank ${bank}, sensors ${from}-${from + 3}`;
  return [pid, name, 9, "F", supported(...signals)];
}

function particulateFilter(pid: number, bank: number): RowTuple {
  const signals = ["Delta", "Inlet", "Outlet"].map((place, i): SignalTuple => {
    const key = `particulateFilter${place}PressureBank${bank}Kpa`;
    return [key, 1 + 2 * i, 2, [1, 100, 0], "kPa"];
  });
  return [pid, `Particulate filter, bank ${bank}`, 7, "F", supported(...signals)];
}
