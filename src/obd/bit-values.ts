/** The values of the bit-encoded PIDs (SAE J1979-DA). */
import type {
  DriveCycleMonitors,
  EgrTemperatures,
  EmissionRequirement,
  FreezeFrameDtc,
  FuelSystems,
  FuelTypeValues,
  Monitors,
  ObdStandard,
  OxygenSensors,
  PtoStatus,
  SecondaryAir,
  SupportedPids,
} from "../model/obd-signals.ts";

/** A PID that is known by name only. */
export type NoValues = Readonly<Record<never, never>>;

/** The values of the bit-encoded PIDs, by the name of their reader. */
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
