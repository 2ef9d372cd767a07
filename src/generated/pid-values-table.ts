/** What PIDs give, as types. Printed from src/obd/pid-table-*.ts by `npm run generate`: change it there. */

/** The signals of all PIDs. */
export interface Signals {
  /** PID 04, Calculated engine load: 0 to 100 %. */
  readonly engineLoadPercent: number;
  /** PID 05, Engine coolant temperature: -40 to 215 °C. */
  readonly coolantTemperatureCelsius: number;
  /** PID 06, Short term fuel trim, bank 1 (and 3): -100 to 99.21875 %. */
  readonly shortTermFuelTrimBank1Percent: number;
  /** PID 06, Short term fuel trim, bank 1 (and 3): -100 to 99.21875 %. */
  readonly shortTermFuelTrimBank3Percent: number;
  /** PID 07, Long term fuel trim, bank 1 (and 3): -100 to 99.21875 %. */
  readonly longTermFuelTrimBank1Percent: number;
  /** PID 07, Long term fuel trim, bank 1 (and 3): -100 to 99.21875 %. */
  readonly longTermFuelTrimBank3Percent: number;
  /** PID 08, Short term fuel trim, bank 2 (and 4): -100 to 99.21875 %. */
  readonly shortTermFuelTrimBank2Percent: number;
  /** PID 08, Short term fuel trim, bank 2 (and 4): -100 to 99.21875 %. */
  readonly shortTermFuelTrimBank4Percent: number;
  /** PID 09, Long term fuel trim, bank 2 (and 4): -100 to 99.21875 %. */
  readonly longTermFuelTrimBank2Percent: number;
  /** PID 09, Long term fuel trim, bank 2 (and 4): -100 to 99.21875 %. */
  readonly longTermFuelTrimBank4Percent: number;
  /** PID 0A, Fuel pressure (gauge): 0 to 765 kPa. */
  readonly fuelPressureKpa: number;
  /** PID 0B, Intake manifold absolute pressure: 0 to 255 kPa. */
  readonly intakeManifoldPressureKpa: number;
  /** PID 0C, Engine speed: 0 to 16383.75 rpm. */
  readonly engineRpm: number;
  /** PID 0D, Vehicle speed: 0 to 255 km/h. */
  readonly vehicleSpeedKmh: number;
  /** PID 0E, Timing advance before TDC, cylinder 1: -64 to 63.5 °. */
  readonly timingAdvanceDegrees: number;
  /** PID 0F, Intake air temperature: -40 to 215 °C. */
  readonly intakeAirTemperatureCelsius: number;
  /** PID 10, MAF air flow rate: 0 to 655.35 g/s. */
  readonly massAirFlowGramsPerSecond: number;
  /** PID 11, Throttle position: 0 to 100 %. */
  readonly throttlePositionPercent: number;
  /** PID 14, O2 sensor 1: voltage, trim: 0 to 1.275 V. */
  readonly oxygenSensor1Volts: number;
  /** PID 14, O2 sensor 1: voltage, trim: -100 to 98.4375 %. */
  readonly oxygenSensor1TrimPercent: number;
  /** PID 15, O2 sensor 2: voltage, trim: 0 to 1.275 V. */
  readonly oxygenSensor2Volts: number;
  /** PID 15, O2 sensor 2: voltage, trim: -100 to 98.4375 %. */
  readonly oxygenSensor2TrimPercent: number;
  /** PID 16, O2 sensor 3: voltage, trim: 0 to 1.275 V. */
  readonly oxygenSensor3Volts: number;
  /** PID 16, O2 sensor 3: voltage, trim: -100 to 98.4375 %. */
  readonly oxygenSensor3TrimPercent: number;
  /** PID 17, O2 sensor 4: voltage, trim: 0 to 1.275 V. */
  readonly oxygenSensor4Volts: number;
  /** PID 17, O2 sensor 4: voltage, trim: -100 to 98.4375 %. */
  readonly oxygenSensor4TrimPercent: number;
  /** PID 18, O2 sensor 5: voltage, trim: 0 to 1.275 V. */
  readonly oxygenSensor5Volts: number;
  /** PID 18, O2 sensor 5: voltage, trim: -100 to 98.4375 %. */
  readonly oxygenSensor5TrimPercent: number;
  /** PID 19, O2 sensor 6: voltage, trim: 0 to 1.275 V. */
  readonly oxygenSensor6Volts: number;
  /** PID 19, O2 sensor 6: voltage, trim: -100 to 98.4375 %. */
  readonly oxygenSensor6TrimPercent: number;
  /** PID 1A, O2 sensor 7: voltage, trim: 0 to 1.275 V. */
  readonly oxygenSensor7Volts: number;
  /** PID 1A, O2 sensor 7: voltage, trim: -100 to 98.4375 %. */
  readonly oxygenSensor7TrimPercent: number;
  /** PID 1B, O2 sensor 8: voltage, trim: 0 to 1.275 V. */
  readonly oxygenSensor8Volts: number;
  /** PID 1B, O2 sensor 8: voltage, trim: -100 to 98.4375 %. */
  readonly oxygenSensor8TrimPercent: number;
  /** PID 1F, Run time since engine start: 0 to 65535 s. */
  readonly engineRunTimeSeconds: number;
  /** PID 21, Distance with MIL on: 0 to 65535 km. */
  readonly distanceWithMilKm: number;
  /** PID 22, Fuel rail pressure relative to manifold vacuum: 0 to 5177.265 kPa. */
  readonly fuelRailRelativePressureKpa: number;
  /** PID 23, Fuel rail gauge pressure: 0 to 655350 kPa. */
  readonly fuelRailGaugePressureKpa: number;
  /** PID 24, O2 sensor 1, wide range: equivalence ratio, voltage: 0 to 1.9999695 ratio; PID 34, O2 sensor 1, wide range: equivalence ratio, current: 0 to 1.9999695 ratio. */
  readonly wideOxygenSensor1EquivalenceRatio: number;
  /** PID 24, O2 sensor 1, wide range: equivalence ratio, voltage: 0 to 7.9998779 V. */
  readonly wideOxygenSensor1Volts: number;
  /** PID 25, O2 sensor 2, wide range: equivalence ratio, voltage: 0 to 1.9999695 ratio; PID 35, O2 sensor 2, wide range: equivalence ratio, current: 0 to 1.9999695 ratio. */
  readonly wideOxygenSensor2EquivalenceRatio: number;
  /** PID 25, O2 sensor 2, wide range: equivalence ratio, voltage: 0 to 7.9998779 V. */
  readonly wideOxygenSensor2Volts: number;
  /** PID 26, O2 sensor 3, wide range: equivalence ratio, voltage: 0 to 1.9999695 ratio; PID 36, O2 sensor 3, wide range: equivalence ratio, current: 0 to 1.9999695 ratio. */
  readonly wideOxygenSensor3EquivalenceRatio: number;
  /** PID 26, O2 sensor 3, wide range: equivalence ratio, voltage: 0 to 7.9998779 V. */
  readonly wideOxygenSensor3Volts: number;
  /** PID 27, O2 sensor 4, wide range: equivalence ratio, voltage: 0 to 1.9999695 ratio; PID 37, O2 sensor 4, wide range: equivalence ratio, current: 0 to 1.9999695 ratio. */
  readonly wideOxygenSensor4EquivalenceRatio: number;
  /** PID 27, O2 sensor 4, wide range: equivalence ratio, voltage: 0 to 7.9998779 V. */
  readonly wideOxygenSensor4Volts: number;
  /** PID 28, O2 sensor 5, wide range: equivalence ratio, voltage: 0 to 1.9999695 ratio; PID 38, O2 sensor 5, wide range: equivalence ratio, current: 0 to 1.9999695 ratio. */
  readonly wideOxygenSensor5EquivalenceRatio: number;
  /** PID 28, O2 sensor 5, wide range: equivalence ratio, voltage: 0 to 7.9998779 V. */
  readonly wideOxygenSensor5Volts: number;
  /** PID 29, O2 sensor 6, wide range: equivalence ratio, voltage: 0 to 1.9999695 ratio; PID 39, O2 sensor 6, wide range: equivalence ratio, current: 0 to 1.9999695 ratio. */
  readonly wideOxygenSensor6EquivalenceRatio: number;
  /** PID 29, O2 sensor 6, wide range: equivalence ratio, voltage: 0 to 7.9998779 V. */
  readonly wideOxygenSensor6Volts: number;
  /** PID 2A, O2 sensor 7, wide range: equivalence ratio, voltage: 0 to 1.9999695 ratio; PID 3A, O2 sensor 7, wide range: equivalence ratio, current: 0 to 1.9999695 ratio. */
  readonly wideOxygenSensor7EquivalenceRatio: number;
  /** PID 2A, O2 sensor 7, wide range: equivalence ratio, voltage: 0 to 7.9998779 V. */
  readonly wideOxygenSensor7Volts: number;
  /** PID 2B, O2 sensor 8, wide range: equivalence ratio, voltage: 0 to 1.9999695 ratio; PID 3B, O2 sensor 8, wide range: equivalence ratio, current: 0 to 1.9999695 ratio. */
  readonly wideOxygenSensor8EquivalenceRatio: number;
  /** PID 2B, O2 sensor 8, wide range: equivalence ratio, voltage: 0 to 7.9998779 V. */
  readonly wideOxygenSensor8Volts: number;
  /** PID 2C, Commanded EGR: 0 to 100 %. */
  readonly commandedEgrPercent: number;
  /** PID 2D, EGR error: -100 to 99.21875 %. */
  readonly egrErrorPercent: number;
  /** PID 2E, Commanded evaporative purge: 0 to 100 %. */
  readonly commandedPurgePercent: number;
  /** PID 2F, Fuel tank level input: 0 to 100 %. */
  readonly fuelLevelPercent: number;
  /** PID 30, Warm-ups since codes cleared: 0 to 255 count. */
  readonly warmUpsSinceCleared: number;
  /** PID 31, Distance since codes cleared: 0 to 65535 km. */
  readonly distanceSinceClearedKm: number;
  /** PID 32, Evap system vapour pressure: -8192 to 8191.75 Pa. */
  readonly evapVaporPressurePa: number;
  /** PID 33, Absolute barometric pressure: 0 to 255 kPa. */
  readonly barometricPressureKpa: number;
  /** PID 34, O2 sensor 1, wide range: equivalence ratio, current: -128 to 127.99609 mA. */
  readonly wideOxygenSensor1Milliamps: number;
  /** PID 35, O2 sensor 2, wide range: equivalence ratio, current: -128 to 127.99609 mA. */
  readonly wideOxygenSensor2Milliamps: number;
  /** PID 36, O2 sensor 3, wide range: equivalence ratio, current: -128 to 127.99609 mA. */
  readonly wideOxygenSensor3Milliamps: number;
  /** PID 37, O2 sensor 4, wide range: equivalence ratio, current: -128 to 127.99609 mA. */
  readonly wideOxygenSensor4Milliamps: number;
  /** PID 38, O2 sensor 5, wide range: equivalence ratio, current: -128 to 127.99609 mA. */
  readonly wideOxygenSensor5Milliamps: number;
  /** PID 39, O2 sensor 6, wide range: equivalence ratio, current: -128 to 127.99609 mA. */
  readonly wideOxygenSensor6Milliamps: number;
  /** PID 3A, O2 sensor 7, wide range: equivalence ratio, current: -128 to 127.99609 mA. */
  readonly wideOxygenSensor7Milliamps: number;
  /** PID 3B, O2 sensor 8, wide range: equivalence ratio, current: -128 to 127.99609 mA. */
  readonly wideOxygenSensor8Milliamps: number;
  /** PID 3C, Catalyst temperature B1S1: -40 to 6513.5 °C. */
  readonly catalystTemperatureBank1Sensor1Celsius: number;
  /** PID 3D, Catalyst temperature B2S1: -40 to 6513.5 °C. */
  readonly catalystTemperatureBank2Sensor1Celsius: number;
  /** PID 3E, Catalyst temperature B1S2: -40 to 6513.5 °C. */
  readonly catalystTemperatureBank1Sensor2Celsius: number;
  /** PID 3F, Catalyst temperature B2S2: -40 to 6513.5 °C. */
  readonly catalystTemperatureBank2Sensor2Celsius: number;
  /** PID 42, Control module voltage: 0 to 65.535 V. */
  readonly controlModuleVolts: number;
  /** PID 43, Absolute load value: 0 to 25700 %. */
  readonly absoluteLoadPercent: number;
  /** PID 44, Commanded equivalence ratio: 0 to 1.9999695 ratio. */
  readonly commandedEquivalenceRatio: number;
  /** PID 45, Relative throttle position: 0 to 100 %. */
  readonly relativeThrottlePositionPercent: number;
  /** PID 46, Ambient air temperature: -40 to 215 °C. */
  readonly ambientAirTemperatureCelsius: number;
  /** PID 47, Absolute throttle position B: 0 to 100 %. */
  readonly throttlePositionBPercent: number;
  /** PID 48, Absolute throttle position C: 0 to 100 %. */
  readonly throttlePositionCPercent: number;
  /** PID 49, Accelerator pedal position D: 0 to 100 %. */
  readonly acceleratorPedalPositionDPercent: number;
  /** PID 4A, Accelerator pedal position E: 0 to 100 %. */
  readonly acceleratorPedalPositionEPercent: number;
  /** PID 4B, Accelerator pedal position F: 0 to 100 %. */
  readonly acceleratorPedalPositionFPercent: number;
  /** PID 4C, Commanded throttle actuator: 0 to 100 %. */
  readonly commandedThrottlePercent: number;
  /** PID 4D, Time run with MIL on: 0 to 65535 min. */
  readonly timeWithMilMinutes: number;
  /** PID 4E, Time since codes cleared: 0 to 65535 min. */
  readonly timeSinceClearedMinutes: number;
  /** PID 4F, Maxima: equivalence ratio, O2 voltage, O2 current, MAP: 0 to 255 ratio. */
  readonly maximumEquivalenceRatio: number;
  /** PID 4F, Maxima: equivalence ratio, O2 voltage, O2 current, MAP: 0 to 255 V. */
  readonly maximumOxygenSensorVolts: number;
  /** PID 4F, Maxima: equivalence ratio, O2 voltage, O2 current, MAP: 0 to 255 mA. */
  readonly maximumOxygenSensorMilliamps: number;
  /** PID 4F, Maxima: equivalence ratio, O2 voltage, O2 current, MAP: 0 to 2550 kPa. */
  readonly maximumIntakeManifoldPressureKpa: number;
  /** PID 50, Maximum MAF rate: 0 to 2550 g/s. */
  readonly maximumMassAirFlowGramsPerSecond: number;
  /** PID 52, Ethanol fuel: 0 to 100 %. */
  readonly ethanolPercent: number;
  /** PID 53, Absolute evap vapour pressure: 0 to 327.675 kPa. */
  readonly absoluteEvapVaporPressureKpa: number;
  /** PID 54, Evap vapour pressure (wide): -32768 to 32767 Pa. */
  readonly wideEvapVaporPressurePa: number;
  /** PID 55, Short term secondary O2 trim, bank 1 (and 3): -100 to 99.21875 %. */
  readonly shortTermSecondaryOxygenTrimBank1Percent: number;
  /** PID 55, Short term secondary O2 trim, bank 1 (and 3): -100 to 99.21875 %. */
  readonly shortTermSecondaryOxygenTrimBank3Percent: number;
  /** PID 56, Long term secondary O2 trim, bank 1 (and 3): -100 to 99.21875 %. */
  readonly longTermSecondaryOxygenTrimBank1Percent: number;
  /** PID 56, Long term secondary O2 trim, bank 1 (and 3): -100 to 99.21875 %. */
  readonly longTermSecondaryOxygenTrimBank3Percent: number;
  /** PID 57, Short term secondary O2 trim, bank 2 (and 4): -100 to 99.21875 %. */
  readonly shortTermSecondaryOxygenTrimBank2Percent: number;
  /** PID 57, Short term secondary O2 trim, bank 2 (and 4): -100 to 99.21875 %. */
  readonly shortTermSecondaryOxygenTrimBank4Percent: number;
  /** PID 58, Long term secondary O2 trim, bank 2 (and 4): -100 to 99.21875 %. */
  readonly longTermSecondaryOxygenTrimBank2Percent: number;
  /** PID 58, Long term secondary O2 trim, bank 2 (and 4): -100 to 99.21875 %. */
  readonly longTermSecondaryOxygenTrimBank4Percent: number;
  /** PID 59, Fuel rail absolute pressure: 0 to 655350 kPa. */
  readonly fuelRailAbsolutePressureKpa: number;
  /** PID 5A, Relative accelerator pedal position: 0 to 100 %. */
  readonly relativeAcceleratorPedalPositionPercent: number;
  /** PID 5B, Hybrid battery pack remaining life: 0 to 100 %. */
  readonly hybridBatteryRemainingPercent: number;
  /** PID 5C, Engine oil temperature: -40 to 215 °C. */
  readonly engineOilTemperatureCelsius: number;
  /** PID 5D, Fuel injection timing: -210 to 301.99219 °. */
  readonly fuelInjectionTimingDegrees: number;
  /** PID 5E, Engine fuel rate: 0 to 3276.75 L/h. */
  readonly engineFuelRateLitersPerHour: number;
  /** PID 61, Driver's demand torque: -125 to 130 %. */
  readonly demandedTorquePercent: number;
  /** PID 62, Actual engine torque: -125 to 130 %. */
  readonly actualTorquePercent: number;
  /** PID 63, Engine reference torque: 0 to 65535 Nm. */
  readonly referenceTorqueNm: number;
  /** PID 64, Engine percent torque: idle, points 1-4: -125 to 130 %. */
  readonly torqueAtIdlePercent: number;
  /** PID 64, Engine percent torque: idle, points 1-4: -125 to 130 %. */
  readonly torqueAtPoint1Percent: number;
  /** PID 64, Engine percent torque: idle, points 1-4: -125 to 130 %. */
  readonly torqueAtPoint2Percent: number;
  /** PID 64, Engine percent torque: idle, points 1-4: -125 to 130 %. */
  readonly torqueAtPoint3Percent: number;
  /** PID 64, Engine percent torque: idle, points 1-4: -125 to 130 %. */
  readonly torqueAtPoint4Percent: number;
  /** PID 65, Auxiliary inputs and outputs: 0 to 255 bits and 33 others. */
  readonly supportBits: number;
  /** PID 65, Auxiliary inputs and outputs: 0 to 255 bits. */
  readonly auxiliaryStatusBits: number;
  /** PID 66, MAF sensors A, B: 0 to 2047.9688 g/s. */
  readonly massAirFlowAGramsPerSecond: number;
  /** PID 66, MAF sensors A, B: 0 to 2047.9688 g/s. */
  readonly massAirFlowBGramsPerSecond: number;
  /** PID 67, Coolant temperature sensors 1, 2: -40 to 215 °C. */
  readonly coolantTemperatureSensor1Celsius: number;
  /** PID 67, Coolant temperature sensors 1, 2: -40 to 215 °C. */
  readonly coolantTemperatureSensor2Celsius: number;
  /** PID 68, Intake air temperature sensors: -40 to 215 °C. */
  readonly intakeAirTemperatureBank1Sensor1Celsius: number;
  /** PID 68, Intake air temperature sensors: -40 to 215 °C. */
  readonly intakeAirTemperatureBank1Sensor2Celsius: number;
  /** PID 68, Intake air temperature sensors: -40 to 215 °C. */
  readonly intakeAirTemperatureBank1Sensor3Celsius: number;
  /** PID 68, Intake air temperature sensors: -40 to 215 °C. */
  readonly intakeAirTemperatureBank2Sensor1Celsius: number;
  /** PID 68, Intake air temperature sensors: -40 to 215 °C. */
  readonly intakeAirTemperatureBank2Sensor2Celsius: number;
  /** PID 68, Intake air temperature sensors: -40 to 215 °C. */
  readonly intakeAirTemperatureBank2Sensor3Celsius: number;
  /** PID 69, Commanded EGR, actual EGR and EGR error, A and B: 0 to 100 %. */
  readonly commandedEgrAPercent: number;
  /** PID 69, Commanded EGR, actual EGR and EGR error, A and B: 0 to 100 %. */
  readonly actualEgrAPercent: number;
  /** PID 69, Commanded EGR, actual EGR and EGR error, A and B: -100 to 99.21875 %. */
  readonly egrErrorAPercent: number;
  /** PID 69, Commanded EGR, actual EGR and EGR error, A and B: 0 to 100 %. */
  readonly commandedEgrBPercent: number;
  /** PID 69, Commanded EGR, actual EGR and EGR error, A and B: 0 to 100 %. */
  readonly actualEgrBPercent: number;
  /** PID 69, Commanded EGR, actual EGR and EGR error, A and B: -100 to 99.21875 %. */
  readonly egrErrorBPercent: number;
  /** PID 6A, Diesel intake air flow control and position, A and B: 0 to 100 %. */
  readonly commandedIntakeAirFlowAPercent: number;
  /** PID 6A, Diesel intake air flow control and position, A and B: 0 to 100 %. */
  readonly relativeIntakeAirFlowAPositionPercent: number;
  /** PID 6A, Diesel intake air flow control and position, A and B: 0 to 100 %. */
  readonly commandedIntakeAirFlowBPercent: number;
  /** PID 6A, Diesel intake air flow control and position, A and B: 0 to 100 %. */
  readonly relativeIntakeAirFlowBPositionPercent: number;
  /** PID 6C, Throttle actuator, commanded and relative, A and B: 0 to 100 %. */
  readonly commandedThrottleActuatorAPercent: number;
  /** PID 6C, Throttle actuator, commanded and relative, A and B: 0 to 100 %. */
  readonly relativeThrottleAPositionPercent: number;
  /** PID 6C, Throttle actuator, commanded and relative, A and B: 0 to 100 %. */
  readonly commandedThrottleActuatorBPercent: number;
  /** PID 6C, Throttle actuator, commanded and relative, A and B: 0 to 100 %. */
  readonly relativeThrottleBPositionPercent: number;
  /** PID 6D, Fuel pressure control A and B: 0 to 655350 kPa. */
  readonly commandedFuelRailPressureAKpa: number;
  /** PID 6D, Fuel pressure control A and B: 0 to 655350 kPa. */
  readonly fuelRailPressureAKpa: number;
  /** PID 6D, Fuel pressure control A and B: -40 to 215 °C. */
  readonly fuelRailTemperatureACelsius: number;
  /** PID 6D, Fuel pressure control A and B: 0 to 655350 kPa. */
  readonly commandedFuelRailPressureBKpa: number;
  /** PID 6D, Fuel pressure control A and B: 0 to 655350 kPa. */
  readonly fuelRailPressureBKpa: number;
  /** PID 6D, Fuel pressure control A and B: -40 to 215 °C. */
  readonly fuelRailTemperatureBCelsius: number;
  /** PID 6E, Injection pressure control A and B: 0 to 655350 kPa. */
  readonly commandedInjectionPressureAKpa: number;
  /** PID 6E, Injection pressure control A and B: 0 to 655350 kPa. */
  readonly injectionPressureAKpa: number;
  /** PID 6E, Injection pressure control A and B: 0 to 655350 kPa. */
  readonly commandedInjectionPressureBKpa: number;
  /** PID 6E, Injection pressure control A and B: 0 to 655350 kPa. */
  readonly injectionPressureBKpa: number;
  /** PID 6F, Turbo compressor inlet pressure A, B: 0 to 255 kPa. */
  readonly compressorInletPressureAKpa: number;
  /** PID 6F, Turbo compressor inlet pressure A, B: 0 to 255 kPa. */
  readonly compressorInletPressureBKpa: number;
  /** PID 70, Boost pressure control A and B: 0 to 2047.9688 kPa. */
  readonly commandedBoostPressureAKpa: number;
  /** PID 70, Boost pressure control A and B: 0 to 2047.9688 kPa. */
  readonly boostPressureAKpa: number;
  /** PID 70, Boost pressure control A and B: 0 to 2047.9688 kPa. */
  readonly commandedBoostPressureBKpa: number;
  /** PID 70, Boost pressure control A and B: 0 to 2047.9688 kPa. */
  readonly boostPressureBKpa: number;
  /** PID 70, Boost pressure control A and B: 0 to 3 state. */
  readonly boostPressureControlAState: number;
  /** PID 70, Boost pressure control A and B: 0 to 3 state. */
  readonly boostPressureControlBState: number;
  /** PID 71, Variable geometry turbo A and B: 0 to 100 %. */
  readonly commandedVariableGeometryTurboAPercent: number;
  /** PID 71, Variable geometry turbo A and B: 0 to 100 %. */
  readonly variableGeometryTurboAPositionPercent: number;
  /** PID 71, Variable geometry turbo A and B: 0 to 100 %. */
  readonly commandedVariableGeometryTurboBPercent: number;
  /** PID 71, Variable geometry turbo A and B: 0 to 100 %. */
  readonly variableGeometryTurboBPositionPercent: number;
  /** PID 71, Variable geometry turbo A and B: 0 to 3 state. */
  readonly variableGeometryTurboControlAState: number;
  /** PID 71, Variable geometry turbo A and B: 0 to 3 state. */
  readonly variableGeometryTurboControlBState: number;
  /** PID 72, Wastegate A and B: 0 to 100 %. */
  readonly commandedWastegateAPercent: number;
  /** PID 72, Wastegate A and B: 0 to 100 %. */
  readonly wastegateAPositionPercent: number;
  /** PID 72, Wastegate A and B: 0 to 100 %. */
  readonly commandedWastegateBPercent: number;
  /** PID 72, Wastegate A and B: 0 to 100 %. */
  readonly wastegateBPositionPercent: number;
  /** PID 73, Exhaust pressure, banks 1 and 2: 0 to 655.35 kPa. */
  readonly exhaustPressureBank1Kpa: number;
  /** PID 73, Exhaust pressure, banks 1 and 2: 0 to 655.35 kPa. */
  readonly exhaustPressureBank2Kpa: number;
  /** PID 74, Turbocharger speed A, B: 0 to 655350 rpm. */
  readonly turbochargerARpm: number;
  /** PID 74, Turbocharger speed A, B: 0 to 655350 rpm. */
  readonly turbochargerBRpm: number;
  /** PID 75, Turbocharger A temperatures: -40 to 215 °C. */
  readonly compressorInletTemperatureACelsius: number;
  /** PID 75, Turbocharger A temperatures: -40 to 215 °C. */
  readonly compressorOutletTemperatureACelsius: number;
  /** PID 75, Turbocharger A temperatures: -40 to 6513.5 °C. */
  readonly turbineInletTemperatureACelsius: number;
  /** PID 75, Turbocharger A temperatures: -40 to 6513.5 °C. */
  readonly turbineOutletTemperatureACelsius: number;
  /** PID 76, Turbocharger B temperatures: -40 to 215 °C. */
  readonly compressorInletTemperatureBCelsius: number;
  /** PID 76, Turbocharger B temperatures: -40 to 215 °C. */
  readonly compressorOutletTemperatureBCelsius: number;
  /** PID 76, Turbocharger B temperatures: -40 to 6513.5 °C. */
  readonly turbineInletTemperatureBCelsius: number;
  /** PID 76, Turbocharger B temperatures: -40 to 6513.5 °C. */
  readonly turbineOutletTemperatureBCelsius: number;
  /** PID 77, Charge air cooler temperatures: -40 to 215 °C. */
  readonly chargeAirTemperatureBank1Sensor1Celsius: number;
  /** PID 77, Charge air cooler temperatures: -40 to 215 °C. */
  readonly chargeAirTemperatureBank1Sensor2Celsius: number;
  /** PID 77, Charge air cooler temperatures: -40 to 215 °C. */
  readonly chargeAirTemperatureBank2Sensor1Celsius: number;
  /** PID 77, Charge air cooler temperatures: -40 to 215 °C. */
  readonly chargeAirTemperatureBank2Sensor2Celsius: number;
  /** PID 78, Exhaust gas temperature, bank 1, sensors 1-4: -40 to 6513.5 °C. */
  readonly exhaustGasTemperatureBank1Sensor1Celsius: number;
  /** PID 78, Exhaust gas temperature, bank 1, sensors 1-4: -40 to 6513.5 °C. */
  readonly exhaustGasTemperatureBank1Sensor2Celsius: number;
  /** PID 78, Exhaust gas temperature, bank 1, sensors 1-4: -40 to 6513.5 °C. */
  readonly exhaustGasTemperatureBank1Sensor3Celsius: number;
  /** PID 78, Exhaust gas temperature, bank 1, sensors 1-4: -40 to 6513.5 °C. */
  readonly exhaustGasTemperatureBank1Sensor4Celsius: number;
  /** PID 79, Exhaust gas temperature, bank 2, sensors 1-4: -40 to 6513.5 °C. */
  readonly exhaustGasTemperatureBank2Sensor1Celsius: number;
  /** PID 79, Exhaust gas temperature, bank 2, sensors 1-4: -40 to 6513.5 °C. */
  readonly exhaustGasTemperatureBank2Sensor2Celsius: number;
  /** PID 79, Exhaust gas temperature, bank 2, sensors 1-4: -40 to 6513.5 °C. */
  readonly exhaustGasTemperatureBank2Sensor3Celsius: number;
  /** PID 79, Exhaust gas temperature, bank 2, sensors 1-4: -40 to 6513.5 °C. */
  readonly exhaustGasTemperatureBank2Sensor4Celsius: number;
  /** PID 7A, Particulate filter, bank 1: 0 to 655.35 kPa. */
  readonly particulateFilterDeltaPressureBank1Kpa: number;
  /** PID 7A, Particulate filter, bank 1: 0 to 655.35 kPa. */
  readonly particulateFilterInletPressureBank1Kpa: number;
  /** PID 7A, Particulate filter, bank 1: 0 to 655.35 kPa. */
  readonly particulateFilterOutletPressureBank1Kpa: number;
  /** PID 7B, Particulate filter, bank 2: 0 to 655.35 kPa. */
  readonly particulateFilterDeltaPressureBank2Kpa: number;
  /** PID 7B, Particulate filter, bank 2: 0 to 655.35 kPa. */
  readonly particulateFilterInletPressureBank2Kpa: number;
  /** PID 7B, Particulate filter, bank 2: 0 to 655.35 kPa. */
  readonly particulateFilterOutletPressureBank2Kpa: number;
  /** PID 7C, Particulate filter temperatures: -40 to 6513.5 °C. */
  readonly particulateFilterInletTemperatureBank1Celsius: number;
  /** PID 7C, Particulate filter temperatures: -40 to 6513.5 °C. */
  readonly particulateFilterOutletTemperatureBank1Celsius: number;
  /** PID 7C, Particulate filter temperatures: -40 to 6513.5 °C. */
  readonly particulateFilterInletTemperatureBank2Celsius: number;
  /** PID 7C, Particulate filter temperatures: -40 to 6513.5 °C. */
  readonly particulateFilterOutletTemperatureBank2Celsius: number;
  /** PID 7F, Run times: engine, idle, PTO: 0 to 4294967300 s. */
  readonly totalEngineRunTimeSeconds: number;
  /** PID 7F, Run times: engine, idle, PTO: 0 to 4294967300 s. */
  readonly totalIdleRunTimeSeconds: number;
  /** PID 7F, Run times: engine, idle, PTO: 0 to 4294967300 s. */
  readonly totalPtoRunTimeSeconds: number;
  /** PID 83, NOx sensors: 0 to 6553.5 ppm. */
  readonly noxBank1Sensor1Ppm: number;
  /** PID 83, NOx sensors: 0 to 6553.5 ppm. */
  readonly noxBank1Sensor2Ppm: number;
  /** PID 83, NOx sensors: 0 to 6553.5 ppm. */
  readonly noxBank2Sensor1Ppm: number;
  /** PID 83, NOx sensors: 0 to 6553.5 ppm. */
  readonly noxBank2Sensor2Ppm: number;
  /** PID 84, Manifold surface temperature: -40 to 215 °C. */
  readonly manifoldSurfaceTemperatureCelsius: number;
  /** PID 85, NOx reagent system: 0 to 327.675 L/h. */
  readonly reagentConsumptionLitersPerHour: number;
  /** PID 85, NOx reagent system: 0 to 327.675 L/h. */
  readonly demandedReagentConsumptionLitersPerHour: number;
  /** PID 85, NOx reagent system: 0 to 100 %. */
  readonly reagentLevelPercent: number;
  /** PID 85, NOx reagent system: 0 to 4294967300 s. */
  readonly noxWarningTimeSeconds: number;
  /** PID 86, PM sensors: 0 to 819.1875 mg/m³. */
  readonly particulateMatterBank1MilligramsPerCubicMeter: number;
  /** PID 86, PM sensors: 0 to 819.1875 mg/m³. */
  readonly particulateMatterBank2MilligramsPerCubicMeter: number;
  /** PID 87, Intake manifold absolute pressure A, B: 0 to 2047.9688 kPa. */
  readonly intakeManifoldPressureAKpa: number;
  /** PID 87, Intake manifold absolute pressure A, B: 0 to 2047.9688 kPa. */
  readonly intakeManifoldPressureBKpa: number;
  /** PID 8D, Throttle position G: 0 to 100 %. */
  readonly throttlePositionGPercent: number;
  /** PID 8E, Engine friction torque: -125 to 130 %. */
  readonly frictionTorquePercent: number;
  /** PID 98, Exhaust gas temperature, bank 1, sensors 5-8: -40 to 6513.5 °C. */
  readonly exhaustGasTemperatureBank1Sensor5Celsius: number;
  /** PID 98, Exhaust gas temperature, bank 1, sensors 5-8: -40 to 6513.5 °C. */
  readonly exhaustGasTemperatureBank1Sensor6Celsius: number;
  /** PID 98, Exhaust gas temperature, bank 1, sensors 5-8: -40 to 6513.5 °C. */
  readonly exhaustGasTemperatureBank1Sensor7Celsius: number;
  /** PID 98, Exhaust gas temperature, bank 1, sensors 5-8: -40 to 6513.5 °C. */
  readonly exhaustGasTemperatureBank1Sensor8Celsius: number;
  /** PID 99, Exhaust gas temperature, bank 2, sensors 5-8: -40 to 6513.5 °C. */
  readonly exhaustGasTemperatureBank2Sensor5Celsius: number;
  /** PID 99, Exhaust gas temperature, bank 2, sensors 5-8: -40 to 6513.5 °C. */
  readonly exhaustGasTemperatureBank2Sensor6Celsius: number;
  /** PID 99, Exhaust gas temperature, bank 2, sensors 5-8: -40 to 6513.5 °C. */
  readonly exhaustGasTemperatureBank2Sensor7Celsius: number;
  /** PID 99, Exhaust gas temperature, bank 2, sensors 5-8: -40 to 6513.5 °C. */
  readonly exhaustGasTemperatureBank2Sensor8Celsius: number;
  /** PID 9A, Hybrid or electric vehicle system: 0 to 255 bits. */
  readonly hybridStateBits: number;
  /** PID 9A, Hybrid or electric vehicle system: 0 to 1023.9844 V. */
  readonly hybridBatteryVolts: number;
  /** PID 9A, Hybrid or electric vehicle system: -3276.8 to 3276.7 A. */
  readonly hybridBatteryAmperes: number;
  /** PID 9D, Engine and vehicle fuel rate: 0 to 1310.7 g/s. */
  readonly engineFuelRateGramsPerSecond: number;
  /** PID 9D, Engine and vehicle fuel rate: 0 to 1310.7 g/s. */
  readonly vehicleFuelRateGramsPerSecond: number;
  /** PID 9E, Engine exhaust flow rate: 0 to 13107 kg/h. */
  readonly exhaustFlowKgPerHour: number;
  /** PID 9F, Fuel system use, 4 banks: 0 to 100 %. */
  readonly fuelSystemAUseBank1Percent: number;
  /** PID 9F, Fuel system use, 4 banks: 0 to 100 %. */
  readonly fuelSystemBUseBank1Percent: number;
  /** PID 9F, Fuel system use, 4 banks: 0 to 100 %. */
  readonly fuelSystemAUseBank2Percent: number;
  /** PID 9F, Fuel system use, 4 banks: 0 to 100 %. */
  readonly fuelSystemBUseBank2Percent: number;
  /** PID 9F, Fuel system use, 4 banks: 0 to 100 %. */
  readonly fuelSystemAUseBank3Percent: number;
  /** PID 9F, Fuel system use, 4 banks: 0 to 100 %. */
  readonly fuelSystemBUseBank3Percent: number;
  /** PID 9F, Fuel system use, 4 banks: 0 to 100 %. */
  readonly fuelSystemAUseBank4Percent: number;
  /** PID 9F, Fuel system use, 4 banks: 0 to 100 %. */
  readonly fuelSystemBUseBank4Percent: number;
  /** PID A2, Cylinder fuel rate: 0 to 2047.9688 mg/stroke. */
  readonly cylinderFuelRateMilligramsPerStroke: number;
  /** PID A4, Transmission actual gear: 0 to 15 gear. */
  readonly transmissionGear: number;
  /** PID A4, Transmission actual gear: 0 to 65.535 ratio. */
  readonly transmissionGearRatio: number;
  /** PID A6, Odometer: 0 to 429496730 km. */
  readonly odometerKm: number;
  /** PID AA, Vehicle speed limit set: 0 to 255 km/h. */
  readonly vehicleSpeedLimitKmh: number;
  /** PID B2, Traction battery state of health: 0 to 100 %. */
  readonly tractionBatteryHealthPercent: number;
  /** PID D2, State of certified energy and range: 0 to 100 %. */
  readonly certifiedEnergyPercent: number;
  /** PID D2, State of certified energy and range: 0 to 100 %. */
  readonly certifiedRangePercent: number;
  /** PID D3, Engine odometer: 0 to 429496730 km. */
  readonly engineOdometerKm: number;
}

type Has<Name extends keyof Signals, MayBeAbsent extends keyof Signals = never> = Pick<Signals, Name> &
  Partial<Pick<Signals, MayBeAbsent>>;

/** What each PID gives: signals, or what the reader of its bits gives. */
export interface ContentsByPid {
  /** PIDs supported 01-20. */
  readonly 0x00: "mask";
  /** Monitor status since DTCs cleared. */
  readonly 0x01: "monitors";
  /** DTC that stored the freeze frame. */
  readonly 0x02: "dtc";
  /** Fuel system status. */
  readonly 0x03: "fuelSystems";
  /** Calculated engine load. */
  readonly 0x04: Has<"engineLoadPercent">;
  /** Engine coolant temperature. */
  readonly 0x05: Has<"coolantTemperatureCelsius">;
  /** Short term fuel trim, bank 1 (and 3). */
  readonly 0x06: Has<"shortTermFuelTrimBank1Percent", "shortTermFuelTrimBank3Percent">;
  /** Long term fuel trim, bank 1 (and 3). */
  readonly 0x07: Has<"longTermFuelTrimBank1Percent", "longTermFuelTrimBank3Percent">;
  /** Short term fuel trim, bank 2 (and 4). */
  readonly 0x08: Has<"shortTermFuelTrimBank2Percent", "shortTermFuelTrimBank4Percent">;
  /** Long term fuel trim, bank 2 (and 4). */
  readonly 0x09: Has<"longTermFuelTrimBank2Percent", "longTermFuelTrimBank4Percent">;
  /** Fuel pressure (gauge). */
  readonly 0x0a: Has<"fuelPressureKpa">;
  /** Intake manifold absolute pressure. */
  readonly 0x0b: Has<"intakeManifoldPressureKpa">;
  /** Engine speed. */
  readonly 0x0c: Has<"engineRpm">;
  /** Vehicle speed. */
  readonly 0x0d: Has<"vehicleSpeedKmh">;
  /** Timing advance before TDC, cylinder 1. */
  readonly 0x0e: Has<"timingAdvanceDegrees">;
  /** Intake air temperature. */
  readonly 0x0f: Has<"intakeAirTemperatureCelsius">;
  /** MAF air flow rate. */
  readonly 0x10: Has<"massAirFlowGramsPerSecond">;
  /** Throttle position. */
  readonly 0x11: Has<"throttlePositionPercent">;
  /** Commanded secondary air status. */
  readonly 0x12: "secondaryAir";
  /** O2 sensors present (2 banks). */
  readonly 0x13: "oxygenSensors2Banks";
  /** O2 sensor 1: voltage, trim. */
  readonly 0x14: Has<"oxygenSensor1Volts", "oxygenSensor1TrimPercent">;
  /** O2 sensor 2: voltage, trim. */
  readonly 0x15: Has<"oxygenSensor2Volts", "oxygenSensor2TrimPercent">;
  /** O2 sensor 3: voltage, trim. */
  readonly 0x16: Has<"oxygenSensor3Volts", "oxygenSensor3TrimPercent">;
  /** O2 sensor 4: voltage, trim. */
  readonly 0x17: Has<"oxygenSensor4Volts", "oxygenSensor4TrimPercent">;
  /** O2 sensor 5: voltage, trim. */
  readonly 0x18: Has<"oxygenSensor5Volts", "oxygenSensor5TrimPercent">;
  /** O2 sensor 6: voltage, trim. */
  readonly 0x19: Has<"oxygenSensor6Volts", "oxygenSensor6TrimPercent">;
  /** O2 sensor 7: voltage, trim. */
  readonly 0x1a: Has<"oxygenSensor7Volts", "oxygenSensor7TrimPercent">;
  /** O2 sensor 8: voltage, trim. */
  readonly 0x1b: Has<"oxygenSensor8Volts", "oxygenSensor8TrimPercent">;
  /** OBD standard the vehicle conforms to. */
  readonly 0x1c: "obdStandard";
  /** O2 sensors present (4 banks). */
  readonly 0x1d: "oxygenSensors4Banks";
  /** Auxiliary input status. */
  readonly 0x1e: "auxiliaryInput";
  /** Run time since engine start. */
  readonly 0x1f: Has<"engineRunTimeSeconds">;
  /** PIDs supported 21-40. */
  readonly 0x20: "mask";
  /** Distance with MIL on. */
  readonly 0x21: Has<"distanceWithMilKm">;
  /** Fuel rail pressure relative to manifold vacuum. */
  readonly 0x22: Has<"fuelRailRelativePressureKpa">;
  /** Fuel rail gauge pressure. */
  readonly 0x23: Has<"fuelRailGaugePressureKpa">;
  /** O2 sensor 1, wide range: equivalence ratio, voltage. */
  readonly 0x24: Has<"wideOxygenSensor1EquivalenceRatio" | "wideOxygenSensor1Volts">;
  /** O2 sensor 2, wide range: equivalence ratio, voltage. */
  readonly 0x25: Has<"wideOxygenSensor2EquivalenceRatio" | "wideOxygenSensor2Volts">;
  /** O2 sensor 3, wide range: equivalence ratio, voltage. */
  readonly 0x26: Has<"wideOxygenSensor3EquivalenceRatio" | "wideOxygenSensor3Volts">;
  /** O2 sensor 4, wide range: equivalence ratio, voltage. */
  readonly 0x27: Has<"wideOxygenSensor4EquivalenceRatio" | "wideOxygenSensor4Volts">;
  /** O2 sensor 5, wide range: equivalence ratio, voltage. */
  readonly 0x28: Has<"wideOxygenSensor5EquivalenceRatio" | "wideOxygenSensor5Volts">;
  /** O2 sensor 6, wide range: equivalence ratio, voltage. */
  readonly 0x29: Has<"wideOxygenSensor6EquivalenceRatio" | "wideOxygenSensor6Volts">;
  /** O2 sensor 7, wide range: equivalence ratio, voltage. */
  readonly 0x2a: Has<"wideOxygenSensor7EquivalenceRatio" | "wideOxygenSensor7Volts">;
  /** O2 sensor 8, wide range: equivalence ratio, voltage. */
  readonly 0x2b: Has<"wideOxygenSensor8EquivalenceRatio" | "wideOxygenSensor8Volts">;
  /** Commanded EGR. */
  readonly 0x2c: Has<"commandedEgrPercent">;
  /** EGR error. */
  readonly 0x2d: Has<"egrErrorPercent">;
  /** Commanded evaporative purge. */
  readonly 0x2e: Has<"commandedPurgePercent">;
  /** Fuel tank level input. */
  readonly 0x2f: Has<"fuelLevelPercent">;
  /** Warm-ups since codes cleared. */
  readonly 0x30: Has<"warmUpsSinceCleared">;
  /** Distance since codes cleared. */
  readonly 0x31: Has<"distanceSinceClearedKm">;
  /** Evap system vapour pressure. */
  readonly 0x32: Has<"evapVaporPressurePa">;
  /** Absolute barometric pressure. */
  readonly 0x33: Has<"barometricPressureKpa">;
  /** O2 sensor 1, wide range: equivalence ratio, current. */
  readonly 0x34: Has<"wideOxygenSensor1EquivalenceRatio" | "wideOxygenSensor1Milliamps">;
  /** O2 sensor 2, wide range: equivalence ratio, current. */
  readonly 0x35: Has<"wideOxygenSensor2EquivalenceRatio" | "wideOxygenSensor2Milliamps">;
  /** O2 sensor 3, wide range: equivalence ratio, current. */
  readonly 0x36: Has<"wideOxygenSensor3EquivalenceRatio" | "wideOxygenSensor3Milliamps">;
  /** O2 sensor 4, wide range: equivalence ratio, current. */
  readonly 0x37: Has<"wideOxygenSensor4EquivalenceRatio" | "wideOxygenSensor4Milliamps">;
  /** O2 sensor 5, wide range: equivalence ratio, current. */
  readonly 0x38: Has<"wideOxygenSensor5EquivalenceRatio" | "wideOxygenSensor5Milliamps">;
  /** O2 sensor 6, wide range: equivalence ratio, current. */
  readonly 0x39: Has<"wideOxygenSensor6EquivalenceRatio" | "wideOxygenSensor6Milliamps">;
  /** O2 sensor 7, wide range: equivalence ratio, current. */
  readonly 0x3a: Has<"wideOxygenSensor7EquivalenceRatio" | "wideOxygenSensor7Milliamps">;
  /** O2 sensor 8, wide range: equivalence ratio, current. */
  readonly 0x3b: Has<"wideOxygenSensor8EquivalenceRatio" | "wideOxygenSensor8Milliamps">;
  /** Catalyst temperature B1S1. */
  readonly 0x3c: Has<"catalystTemperatureBank1Sensor1Celsius">;
  /** Catalyst temperature B2S1. */
  readonly 0x3d: Has<"catalystTemperatureBank2Sensor1Celsius">;
  /** Catalyst temperature B1S2. */
  readonly 0x3e: Has<"catalystTemperatureBank1Sensor2Celsius">;
  /** Catalyst temperature B2S2. */
  readonly 0x3f: Has<"catalystTemperatureBank2Sensor2Celsius">;
  /** PIDs supported 41-60. */
  readonly 0x40: "mask";
  /** Monitor status this drive cycle. */
  readonly 0x41: "driveCycleMonitors";
  /** Control module voltage. */
  readonly 0x42: Has<"controlModuleVolts">;
  /** Absolute load value. */
  readonly 0x43: Has<"absoluteLoadPercent">;
  /** Commanded equivalence ratio. */
  readonly 0x44: Has<"commandedEquivalenceRatio">;
  /** Relative throttle position. */
  readonly 0x45: Has<"relativeThrottlePositionPercent">;
  /** Ambient air temperature. */
  readonly 0x46: Has<"ambientAirTemperatureCelsius">;
  /** Absolute throttle position B. */
  readonly 0x47: Has<"throttlePositionBPercent">;
  /** Absolute throttle position C. */
  readonly 0x48: Has<"throttlePositionCPercent">;
  /** Accelerator pedal position D. */
  readonly 0x49: Has<"acceleratorPedalPositionDPercent">;
  /** Accelerator pedal position E. */
  readonly 0x4a: Has<"acceleratorPedalPositionEPercent">;
  /** Accelerator pedal position F. */
  readonly 0x4b: Has<"acceleratorPedalPositionFPercent">;
  /** Commanded throttle actuator. */
  readonly 0x4c: Has<"commandedThrottlePercent">;
  /** Time run with MIL on. */
  readonly 0x4d: Has<"timeWithMilMinutes">;
  /** Time since codes cleared. */
  readonly 0x4e: Has<"timeSinceClearedMinutes">;
  /** Maxima: equivalence ratio, O2 voltage, O2 current, MAP. */
  readonly 0x4f: Has<"maximumEquivalenceRatio" | "maximumOxygenSensorVolts" | "maximumOxygenSensorMilliamps" | "maximumIntakeManifoldPressureKpa">;
  /** Maximum MAF rate. */
  readonly 0x50: Has<"maximumMassAirFlowGramsPerSecond">;
  /** Fuel type. */
  readonly 0x51: "fuelType";
  /** Ethanol fuel. */
  readonly 0x52: Has<"ethanolPercent">;
  /** Absolute evap vapour pressure. */
  readonly 0x53: Has<"absoluteEvapVaporPressureKpa">;
  /** Evap vapour pressure (wide). */
  readonly 0x54: Has<"wideEvapVaporPressurePa">;
  /** Short term secondary O2 trim, bank 1 (and 3). */
  readonly 0x55: Has<"shortTermSecondaryOxygenTrimBank1Percent", "shortTermSecondaryOxygenTrimBank3Percent">;
  /** Long term secondary O2 trim, bank 1 (and 3). */
  readonly 0x56: Has<"longTermSecondaryOxygenTrimBank1Percent", "longTermSecondaryOxygenTrimBank3Percent">;
  /** Short term secondary O2 trim, bank 2 (and 4). */
  readonly 0x57: Has<"shortTermSecondaryOxygenTrimBank2Percent", "shortTermSecondaryOxygenTrimBank4Percent">;
  /** Long term secondary O2 trim, bank 2 (and 4). */
  readonly 0x58: Has<"longTermSecondaryOxygenTrimBank2Percent", "longTermSecondaryOxygenTrimBank4Percent">;
  /** Fuel rail absolute pressure. */
  readonly 0x59: Has<"fuelRailAbsolutePressureKpa">;
  /** Relative accelerator pedal position. */
  readonly 0x5a: Has<"relativeAcceleratorPedalPositionPercent">;
  /** Hybrid battery pack remaining life. */
  readonly 0x5b: Has<"hybridBatteryRemainingPercent">;
  /** Engine oil temperature. */
  readonly 0x5c: Has<"engineOilTemperatureCelsius">;
  /** Fuel injection timing. */
  readonly 0x5d: Has<"fuelInjectionTimingDegrees">;
  /** Engine fuel rate. */
  readonly 0x5e: Has<"engineFuelRateLitersPerHour">;
  /** Emission requirements of the vehicle. */
  readonly 0x5f: "emissionRequirement";
  /** PIDs supported 61-80. */
  readonly 0x60: "mask";
  /** Driver's demand torque. */
  readonly 0x61: Has<"demandedTorquePercent">;
  /** Actual engine torque. */
  readonly 0x62: Has<"actualTorquePercent">;
  /** Engine reference torque. */
  readonly 0x63: Has<"referenceTorqueNm">;
  /** Engine percent torque: idle, points 1-4. */
  readonly 0x64: Has<"torqueAtIdlePercent" | "torqueAtPoint1Percent" | "torqueAtPoint2Percent" | "torqueAtPoint3Percent" | "torqueAtPoint4Percent">;
  /** Auxiliary inputs and outputs. */
  readonly 0x65: Has<"supportBits" | "auxiliaryStatusBits">;
  /** MAF sensors A, B. */
  readonly 0x66: Has<"supportBits" | "massAirFlowAGramsPerSecond" | "massAirFlowBGramsPerSecond">;
  /** Coolant temperature sensors 1, 2. */
  readonly 0x67: Has<"supportBits" | "coolantTemperatureSensor1Celsius" | "coolantTemperatureSensor2Celsius">;
  /** Intake air temperature sensors. */
  readonly 0x68: Has<"supportBits" | "intakeAirTemperatureBank1Sensor1Celsius" | "intakeAirTemperatureBank1Sensor2Celsius" | "intakeAirTemperatureBank1Sensor3Celsius" | "intakeAirTemperatureBank2Sensor1Celsius" | "intakeAirTemperatureBank2Sensor2Celsius" | "intakeAirTemperatureBank2Sensor3Celsius">;
  /** Commanded EGR, actual EGR and EGR error, A and B. */
  readonly 0x69: Has<"supportBits" | "commandedEgrAPercent" | "actualEgrAPercent" | "egrErrorAPercent" | "commandedEgrBPercent" | "actualEgrBPercent" | "egrErrorBPercent">;
  /** Diesel intake air flow control and position, A and B. */
  readonly 0x6a: Has<"supportBits" | "commandedIntakeAirFlowAPercent" | "relativeIntakeAirFlowAPositionPercent" | "commandedIntakeAirFlowBPercent" | "relativeIntakeAirFlowBPositionPercent">;
  /** EGR temperature sensors. */
  readonly 0x6b: "egrTemperatures";
  /** Throttle actuator, commanded and relative, A and B. */
  readonly 0x6c: Has<"supportBits" | "commandedThrottleActuatorAPercent" | "relativeThrottleAPositionPercent" | "commandedThrottleActuatorBPercent" | "relativeThrottleBPositionPercent">;
  /** Fuel pressure control A and B. */
  readonly 0x6d: Has<"supportBits" | "commandedFuelRailPressureAKpa" | "fuelRailPressureAKpa" | "fuelRailTemperatureACelsius" | "commandedFuelRailPressureBKpa" | "fuelRailPressureBKpa" | "fuelRailTemperatureBCelsius">;
  /** Injection pressure control A and B. */
  readonly 0x6e: Has<"supportBits" | "commandedInjectionPressureAKpa" | "injectionPressureAKpa" | "commandedInjectionPressureBKpa" | "injectionPressureBKpa">;
  /** Turbo compressor inlet pressure A, B. */
  readonly 0x6f: Has<"supportBits" | "compressorInletPressureAKpa" | "compressorInletPressureBKpa">;
  /** Boost pressure control A and B. */
  readonly 0x70: Has<"supportBits" | "commandedBoostPressureAKpa" | "boostPressureAKpa" | "commandedBoostPressureBKpa" | "boostPressureBKpa" | "boostPressureControlAState" | "boostPressureControlBState">;
  /** Variable geometry turbo A and B. */
  readonly 0x71: Has<"supportBits" | "commandedVariableGeometryTurboAPercent" | "variableGeometryTurboAPositionPercent" | "commandedVariableGeometryTurboBPercent" | "variableGeometryTurboBPositionPercent" | "variableGeometryTurboControlAState" | "variableGeometryTurboControlBState">;
  /** Wastegate A and B. */
  readonly 0x72: Has<"supportBits" | "commandedWastegateAPercent" | "wastegateAPositionPercent" | "commandedWastegateBPercent" | "wastegateBPositionPercent">;
  /** Exhaust pressure, banks 1 and 2. */
  readonly 0x73: Has<"supportBits" | "exhaustPressureBank1Kpa" | "exhaustPressureBank2Kpa">;
  /** Turbocharger speed A, B. */
  readonly 0x74: Has<"supportBits" | "turbochargerARpm" | "turbochargerBRpm">;
  /** Turbocharger A temperatures. */
  readonly 0x75: Has<"supportBits" | "compressorInletTemperatureACelsius" | "compressorOutletTemperatureACelsius" | "turbineInletTemperatureACelsius" | "turbineOutletTemperatureACelsius">;
  /** Turbocharger B temperatures. */
  readonly 0x76: Has<"supportBits" | "compressorInletTemperatureBCelsius" | "compressorOutletTemperatureBCelsius" | "turbineInletTemperatureBCelsius" | "turbineOutletTemperatureBCelsius">;
  /** Charge air cooler temperatures. */
  readonly 0x77: Has<"supportBits" | "chargeAirTemperatureBank1Sensor1Celsius" | "chargeAirTemperatureBank1Sensor2Celsius" | "chargeAirTemperatureBank2Sensor1Celsius" | "chargeAirTemperatureBank2Sensor2Celsius">;
  /** Exhaust gas temperature, bank 1, sensors 1-4. */
  readonly 0x78: Has<"supportBits" | "exhaustGasTemperatureBank1Sensor1Celsius" | "exhaustGasTemperatureBank1Sensor2Celsius" | "exhaustGasTemperatureBank1Sensor3Celsius" | "exhaustGasTemperatureBank1Sensor4Celsius">;
  /** Exhaust gas temperature, bank 2, sensors 1-4. */
  readonly 0x79: Has<"supportBits" | "exhaustGasTemperatureBank2Sensor1Celsius" | "exhaustGasTemperatureBank2Sensor2Celsius" | "exhaustGasTemperatureBank2Sensor3Celsius" | "exhaustGasTemperatureBank2Sensor4Celsius">;
  /** Particulate filter, bank 1. */
  readonly 0x7a: Has<"supportBits" | "particulateFilterDeltaPressureBank1Kpa" | "particulateFilterInletPressureBank1Kpa" | "particulateFilterOutletPressureBank1Kpa">;
  /** Particulate filter, bank 2. */
  readonly 0x7b: Has<"supportBits" | "particulateFilterDeltaPressureBank2Kpa" | "particulateFilterInletPressureBank2Kpa" | "particulateFilterOutletPressureBank2Kpa">;
  /** Particulate filter temperatures. */
  readonly 0x7c: Has<"supportBits" | "particulateFilterInletTemperatureBank1Celsius" | "particulateFilterOutletTemperatureBank1Celsius" | "particulateFilterInletTemperatureBank2Celsius" | "particulateFilterOutletTemperatureBank2Celsius">;
  /** NOx NTE area status. */
  readonly 0x7d: "raw";
  /** PM NTE area status. */
  readonly 0x7e: "raw";
  /** Run times: engine, idle, PTO. */
  readonly 0x7f: Has<"supportBits" | "totalEngineRunTimeSeconds" | "totalIdleRunTimeSeconds" | "totalPtoRunTimeSeconds">;
  /** PIDs supported 81-A0. */
  readonly 0x80: "mask";
  /** AECD run time. */
  readonly 0x81: "raw";
  /** AECD run time. */
  readonly 0x82: "raw";
  /** NOx sensors. */
  readonly 0x83: Has<"supportBits" | "noxBank1Sensor1Ppm" | "noxBank1Sensor2Ppm" | "noxBank2Sensor1Ppm" | "noxBank2Sensor2Ppm">;
  /** Manifold surface temperature. */
  readonly 0x84: Has<"manifoldSurfaceTemperatureCelsius">;
  /** NOx reagent system. */
  readonly 0x85: Has<"supportBits" | "reagentConsumptionLitersPerHour" | "demandedReagentConsumptionLitersPerHour" | "reagentLevelPercent" | "noxWarningTimeSeconds">;
  /** PM sensors. */
  readonly 0x86: Has<"supportBits" | "particulateMatterBank1MilligramsPerCubicMeter" | "particulateMatterBank2MilligramsPerCubicMeter">;
  /** Intake manifold absolute pressure A, B. */
  readonly 0x87: Has<"supportBits" | "intakeManifoldPressureAKpa" | "intakeManifoldPressureBKpa">;
  /** SCR inducement system. */
  readonly 0x88: "raw";
  /** AECD run time. */
  readonly 0x89: "raw";
  /** AECD run time. */
  readonly 0x8a: "raw";
  /** Aftertreatment status. */
  readonly 0x8b: "raw";
  /** Wide range O2 sensors. */
  readonly 0x8c: "raw";
  /** Throttle position G. */
  readonly 0x8d: Has<"throttlePositionGPercent">;
  /** Engine friction torque. */
  readonly 0x8e: Has<"frictionTorquePercent">;
  /** PM sensor output. */
  readonly 0x8f: "raw";
  /** WWH-OBD. */
  readonly 0x90: "raw";
  /** WWH-OBD. */
  readonly 0x91: "raw";
  /** Fuel system control. */
  readonly 0x92: "raw";
  /** WWH-OBD. */
  readonly 0x93: "raw";
  /** NOx warning and inducement. */
  readonly 0x94: "raw";
  /** Exhaust gas temperature, bank 1, sensors 5-8. */
  readonly 0x98: Has<"supportBits" | "exhaustGasTemperatureBank1Sensor5Celsius" | "exhaustGasTemperatureBank1Sensor6Celsius" | "exhaustGasTemperatureBank1Sensor7Celsius" | "exhaustGasTemperatureBank1Sensor8Celsius">;
  /** Exhaust gas temperature, bank 2, sensors 5-8. */
  readonly 0x99: Has<"supportBits" | "exhaustGasTemperatureBank2Sensor5Celsius" | "exhaustGasTemperatureBank2Sensor6Celsius" | "exhaustGasTemperatureBank2Sensor7Celsius" | "exhaustGasTemperatureBank2Sensor8Celsius">;
  /** Hybrid or electric vehicle system. */
  readonly 0x9a: Has<"supportBits" | "hybridStateBits" | "hybridBatteryVolts" | "hybridBatteryAmperes">;
  /** Diesel exhaust fluid sensor. */
  readonly 0x9b: "raw";
  /** Wide range O2 sensors. */
  readonly 0x9c: "raw";
  /** Engine and vehicle fuel rate. */
  readonly 0x9d: Has<"engineFuelRateGramsPerSecond" | "vehicleFuelRateGramsPerSecond">;
  /** Engine exhaust flow rate. */
  readonly 0x9e: Has<"exhaustFlowKgPerHour">;
  /** Fuel system use, 4 banks. */
  readonly 0x9f: Has<"supportBits" | "fuelSystemAUseBank1Percent" | "fuelSystemBUseBank1Percent" | "fuelSystemAUseBank2Percent" | "fuelSystemBUseBank2Percent" | "fuelSystemAUseBank3Percent" | "fuelSystemBUseBank3Percent" | "fuelSystemAUseBank4Percent" | "fuelSystemBUseBank4Percent">;
  /** PIDs supported A1-C0. */
  readonly 0xa0: "mask";
  /** NOx sensors, corrected. */
  readonly 0xa1: "raw";
  /** Cylinder fuel rate. */
  readonly 0xa2: Has<"cylinderFuelRateMilligramsPerStroke">;
  /** Evap system vapour pressure. */
  readonly 0xa3: "raw";
  /** Transmission actual gear. */
  readonly 0xa4: Has<"supportBits" | "transmissionGear" | "transmissionGearRatio">;
  /** Diesel exhaust fluid dosing. */
  readonly 0xa5: "raw";
  /** Odometer. */
  readonly 0xa6: Has<"odometerKm">;
  /** NOx sensors. */
  readonly 0xa7: "raw";
  /** NOx sensors, corrected. */
  readonly 0xa8: "raw";
  /** ABS disable switch. */
  readonly 0xa9: "raw";
  /** Vehicle speed limit set. */
  readonly 0xaa: Has<"vehicleSpeedLimitKmh">;
  /** Traction battery state of health. */
  readonly 0xb2: Has<"tractionBatteryHealthPercent">;
  /** PIDs supported C1-E0. */
  readonly 0xc0: "mask";
  /** Fuel level A, B. */
  readonly 0xc3: "raw";
  /** State of certified energy and range. */
  readonly 0xd2: Has<"supportBits" | "certifiedEnergyPercent" | "certifiedRangePercent">;
  /** Engine odometer. */
  readonly 0xd3: Has<"engineOdometerKm">;
}
