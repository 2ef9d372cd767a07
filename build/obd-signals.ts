/** Prints the names and labels of the PID tables, which the types of messages need. */
import {
  type Code,
  EMISSION_REQUIREMENTS,
  FUEL_SYSTEM_STATES,
  FUEL_TYPES,
  OBD_STANDARDS,
  SECONDARY_AIR_STATES,
} from "../src/obd/codes.ts";
import { PIDS } from "../src/obd/pids.ts";
import { HEADER } from "./generated-file.ts";

export function obdSignals(): string {
  const keys = PIDS.flatMap(({ signals }) => signals.map(({ key }) => key));
  return [
    HEADER,
    union("NumberSignal", "The signals that the PID tables scale", keys),
    union("FuelSystemState", "PID 03", labels(FUEL_SYSTEM_STATES)),
    union("SecondaryAirState", "PID 12", labels(SECONDARY_AIR_STATES)),
    union("ObdStandardName", "PID 1C", labels(OBD_STANDARDS)),
    union("FuelType", "PID 51", labels(FUEL_TYPES)),
    union("EmissionRequirementName", "PID 5F", labels(EMISSION_REQUIREMENTS)),
  ].join("\n");
}

function labels(codes: readonly Code<string>[]): readonly string[] {
  return codes.map(([, label]) => label);
}

function union(name: string, about: string, members: readonly string[]): string {
  const lines = [...new Set(members)].map((member) => `  | ${JSON.stringify(member)}`);
  return `/** ${about}. */\nexport type ${name} =\n${lines.join("\n")};\n`;
}
