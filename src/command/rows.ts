/**
 * Every command, one row each (row.ts). To add one: a row in the file of its topic, and vectors;
 * `npm run generate && npm run docs` print everything made from it. CONTRIBUTING.md has an example.
 *
 * Names describe the effect of a command. If dialects have commands for the same purpose, one has the plain
 * name, SinoTrack's if it has one, and the others begin with their maker's: `arm` (SCF), `huasuntekArm`
 * (SF).
 *
 * Undocumented commands have no row and no invented parameters: S5, S6, S12, S31, S34, NOR, SIMEI,
 * CALB, TG, ST, SQQ, PWM, OVSP, I0, I8 and the taxi form of I1 go through `raw`.
 */
import type { CommandRow } from "./row.ts";
import { ALARMS } from "./rows/alarms.ts";
import { CONNECTION } from "./rows/connection.ts";
import { DEVICE } from "./rows/device.ts";
import { PHONE_NUMBERS } from "./rows/phone-numbers.ts";
import { REPORTING } from "./rows/reporting.ts";
import { TEXTS } from "./rows/texts.ts";
import { VEHICLE } from "./rows/vehicle.ts";

/** Commands with one purpose, in the order in which people look for them. */
export interface CommandGroup {
  readonly title: string;
  readonly rows: readonly CommandRow[];
}

export const COMMAND_GROUPS: readonly CommandGroup[] = [
  { title: "Reporting", rows: REPORTING },
  { title: "Engine, doors and distance", rows: VEHICLE },
  { title: "Phone numbers and calls", rows: PHONE_NUMBERS },
  { title: "Alarms and limits", rows: ALARMS },
  { title: "Server, network and password", rows: CONNECTION },
  { title: "The device itself", rows: DEVICE },
  { title: "Texts, and commands without a type", rows: TEXTS },
];

export const COMMAND_ROWS: readonly CommandRow[] = COMMAND_GROUPS.flatMap(({ rows }) => rows);
