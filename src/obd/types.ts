/** The types of values: PID 0C gives a number called `engineRpm`. */
import type { ContentsByPid, Signals } from "../generated/pid-values-table.ts";
import type {
  EgrTemperatures,
  EmissionRequirement,
  FreezeFrameDtc,
  FuelSystems,
  FuelTypeValues,
  NoValues,
  ObdStandard,
  OxygenSensors,
  PtoStatus,
  SecondaryAir,
  SupportedPids,
} from "./bits.ts";
import type { ObdIssue } from "./issue.ts";
import type { DriveCycleMonitors, Monitors } from "./monitors.ts";

/** What the bit-encoded PIDs give, by the name of their reader. */
export type BitValues = {
  readonly mask: SupportedPids;
  readonly monitors: Monitors;
  readonly driveCycleMonitors: DriveCycleMonitors;
  readonly dtc: FreezeFrameDtc;
  readonly fuelSystems: FuelSystems;
  readonly secondaryAir: SecondaryAir;
  readonly oxygenSensors2Banks: OxygenSensors;
  readonly oxygenSensors4Banks: OxygenSensors;
  readonly auxiliaryInput: PtoStatus;
  readonly obdStandard: ObdStandard;
  readonly fuelType: FuelTypeValues;
  readonly emissionRequirement: EmissionRequirement;
  readonly egrTemperatures: EgrTemperatures;
  readonly raw: NoValues;
};

/** How a PID is read: signal by signal, or by one of the readers in bits.ts. */
export type BitReader = keyof BitValues;

/** A signal of the tables; pid-table-basic.ts explains them. */
export type SignalTuple = readonly [
  key: string,
  at: number,
  size: number,
  scale: readonly [num: number, den: number, add: number],
  unit: string,
  flags?: {
    readonly signed?: boolean;
    readonly optional?: boolean;
    readonly absent?: number;
    readonly shift?: number;
    readonly mask?: number;
  },
];
/** A row of the tables. */
export type RowTuple = readonly [
  pid: number,
  name: string,
  bytes: number,
  sources: string,
  contents: BitReader | readonly SignalTuple[],
  dispute?: string,
];

/** Every PID of the table, decoded or only named. */
export type KnownPid = keyof ContentsByPid;

type Flat<T> = { readonly [K in keyof T]: T[K] };
type ValuesOf<Contents> = Contents extends BitReader ? BitValues[Contents] : Flat<Contents>;

/** The values of a mode 01 or 02 PID, all of them usable: `PidValues<0x0c>` has `engineRpm`. */
export type PidValues<P extends KnownPid> = P extends KnownPid ? ValuesOf<ContentsByPid[P]> : never;

/** What a mode 09 information type gives. */
export type InfoValues = {
  readonly 0x02: {
    /** 17 characters as sent. */
    readonly vin: string;
    /**
     * Whether the ninth character is the check digit of the others. Required in North America and
     * China only: `false` says nothing against a European VIN. `null` if a character has no value.
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

export type KnownInfoType = keyof InfoValues;

/** As read: `null` where bytes are there and not usable; `issues` says why. */
export type Nullable<T> = { readonly [K in keyof T]: T[K] | null };

/** Any value of a reading. */
export type ObdValue = number | string | boolean | null | readonly number[] | readonly string[];

/** Besides signals. */
type OtherValues =
  | BitValues[BitReader]
  | InfoValues[KnownInfoType]
  | {
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
type KeyOf<T> = T extends unknown ? keyof T : never;
type ValueAt<T, K> = T extends unknown ? (K extends keyof T ? T[K] : never) : never;

/** The name of every value there is. */
export type ObdSignal = keyof Signals | KeyOf<OtherValues>;

/** Values by name. Absent: the response does not carry it. `null`: it does, but not usably. */
export type ObdValues = {
  readonly [K in keyof Signals]?: Signals[K] | null;
} & {
  readonly [K in KeyOf<OtherValues>]?: ValueAt<OtherValues, K> | null;
} & {
  /** Signals that a device scaled itself may have other names. */
  readonly [signal: string]: ObdValue | undefined;
};

/** What one PID, or one response without PIDs, says. */
export interface ObdReading<V = ObdValues> {
  /** The mode (service) that was answered, 1 to 10; `null` for bytes that answer none. */
  readonly mode: number | null;
  /** The PID (mode 09: the information type); `null` where there is none, as in mode 03. */
  readonly pid: number | null;
  /** What it is, for people; `null` if the PID is in no table. */
  readonly name: string | null;
  /** The number of the freeze frame, mode 02 only. */
  readonly frame?: number;
  readonly values: V;
  /**
   * The data bytes behind mode, PID and frame number; all bytes of what is no response. A copy.
   * Empty for values that the device scaled.
   */
  readonly raw: Uint8Array;
  readonly issues: readonly ObdIssue[];
}

/** A reading of a PID that the table knows, with the values of that PID. */
export type PidReading<P extends KnownPid> = ObdReading<Nullable<PidValues<P>>>;
