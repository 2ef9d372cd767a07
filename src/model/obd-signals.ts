/**
 * Names and types of engine data: `./obd` reads them, and a message carries those that its device scaled. The types of
 * the PID tables of `./obd` are generated.
 */
import type {
  EmissionRequirementName,
  FuelSystemState,
  FuelType,
  MonitorName,
  NumberSignals,
  ObdStandardName,
  SecondaryAirState,
} from "../generated/obd-signals-table.ts";

export type IgnitionType = "spark" | "compression";

/** PID 01, since the codes were cleared. */
export type Monitors = {
  /** The malfunction indicator lamp. */
  readonly milOn: boolean;
  /** Confirmed trouble codes, 0 to 127. */
  readonly dtcCount: number;
  readonly ignitionType: IgnitionType;
  readonly monitorsSupported: readonly MonitorName[];
  /** Those of the supported ones that have not finished. */
  readonly monitorsIncomplete: readonly MonitorName[];
};

/** PID 41, this drive cycle. */
export type DriveCycleMonitors = {
  readonly ignitionType: IgnitionType;
  readonly driveCycleMonitorsEnabled: readonly MonitorName[];
  readonly driveCycleMonitorsIncomplete: readonly MonitorName[];
};

/** PIDs 00, 20 … C0. */
export type SupportedPids = {
  /** In ascending order. If the last PID of a mask is in it, 20 for PID 00, the vehicle supports the next mask. */
  readonly supportedPids: readonly number[];
};

/** PID 02. */
export type FreezeFrameDtc = {
  /** The code that stored the freeze frame; `null` when none is stored. */
  readonly freezeFrameDtc: string;
};

/** PID 03. A vehicle with one fuel system sends 0, `off`, for the second. */
export type FuelSystems = {
  readonly fuelSystem1Status: FuelSystemState;
  readonly fuelSystem1StatusCode: number;
  readonly fuelSystem2Status: FuelSystemState;
  readonly fuelSystem2StatusCode: number;
};

/** PID 12. */
export type SecondaryAir = {
  readonly secondaryAirStatus: SecondaryAirState;
  readonly secondaryAirStatusCode: number;
};

/** PIDs 13 and 1D. */
export type OxygenSensors = {
  /** `bank1Sensor1` and so on, ascending. */
  readonly oxygenSensorsPresent: readonly string[];
};

/** PID 1E. */
export type PtoStatus = {
  /** The power take-off is active. */
  readonly ptoActive: boolean;
};

/** PID 1C. */
export type ObdStandard = {
  /** `null` if the number is not in the table; the number itself is still given. */
  readonly obdStandard: ObdStandardName;
  readonly obdStandardCode: number;
};

/** PID 51. */
export type FuelTypeValues = {
  readonly fuelType: FuelType;
  readonly fuelTypeCode: number;
};

/** PID 5F. */
export type EmissionRequirement = {
  readonly emissionRequirement: EmissionRequirementName;
  readonly emissionRequirementCode: number;
};

/** PID 6B, °C: -40 to 215, wide-range -40 to 980. */
export type EgrTemperatures = {
  readonly supportBits: number;
  readonly egrTemperatureBank1Sensor1Celsius: number;
  readonly egrTemperatureBank1Sensor2Celsius: number;
  readonly egrTemperatureBank2Sensor1Celsius: number;
  readonly egrTemperatureBank2Sensor2Celsius: number;
};

/** The values of mode 09. */
export type InfoValues = {
  readonly 0x02: {
    /** 17 characters as sent. */
    readonly vin: string;
    /**
     * Whether the ninth character is the check digit of the others. Only North America and China require it: a European
     * VIN may be right although it is `false`. `null` if a character has no value.
     */
    readonly vinCheckDigitValid: boolean | null;
  };
  readonly 0x04: {
    /** Up to 16 characters each, without the padding. */
    readonly calibrationIds: readonly string[];
  };
  readonly 0x06: {
    /** Eight hexadecimal digits each, upper case. */
    readonly calibrationVerificationNumbers: readonly string[];
  };
  readonly 0x0a: {
    /** Up to 20 characters, without the padding. */
    readonly ecuName: string;
  };
};

/** Any value of a reading. */
export type ObdValue = number | string | boolean | null | readonly number[] | readonly string[];

/** Values of modes without PIDs, and of the PIDs of PengAoDa. */
type OtherValues = {
  /** Trouble codes of mode 03, 07 or 0A, in the order of the response. */
  readonly dtcs: readonly string[];
  /** Mode 04: the codes were cleared. */
  readonly cleared: boolean;
  /** The third byte of `7F mode code`. */
  readonly negativeResponseCode: number;
  /** PengAoDa PID 88; its unit is not documented. */
  readonly fuelPerHour: number;
  /** PengAoDa PID 89, in L/100 km. */
  readonly fuelLitersPer100Km: number;
  /** PengAoDa PID 8A; its unit is not documented. */
  readonly distance: number;
  /** PengAoDa PID 8B. */
  readonly fuelRemainingLiters: number;
  readonly fuelRemainingPercent: number;
};

/** Every signal with its value. */
export type ObdSignals = NumberSignals &
  SupportedPids &
  Monitors &
  DriveCycleMonitors &
  FreezeFrameDtc &
  FuelSystems &
  SecondaryAir &
  OxygenSensors &
  PtoStatus &
  ObdStandard &
  FuelTypeValues &
  EmissionRequirement &
  EgrTemperatures &
  InfoValues[0x02] &
  InfoValues[0x04] &
  InfoValues[0x06] &
  InfoValues[0x0a] &
  OtherValues;

/** The name of every value. */
export type ObdSignal = keyof ObdSignals;

/** Values by name. Absent: the response does not carry the value. `null`: the value is unusable. */
export type ObdValues = {
  readonly [K in keyof ObdSignals]?: ObdSignals[K] | null;
} & {
  /** Signals that a device scaled itself may have other names. */
  readonly [signal: string]: ObdValue | undefined;
};
