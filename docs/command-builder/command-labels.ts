/** Labels of arguments in a form. The unit is in the row, and shown after the control. */
import type { CommandArgument } from "../../src/command/row.ts";

const LABELS: Readonly<Record<string, string>> = {
  alarm: "Type of alarm",
  alarmKey: "Number of the alarm",
  alarms: "Alarms",
  alarmSerialNumber: "Message number of the alarm",
  alarmType: "Way of the alarm",
  bytes: "Address, as bytes",
  code: "Command byte",
  coding: "Coding of the text",
  count: "How many reports",
  displaySeconds: "Show it for",
  durationSeconds: "Keep it up for",
  fence: "Number of the fence",
  flags: "What to do with it",
  host: "Name or address of the server",
  hoursEast: "East of UTC",
  ignition: "With the ignition on",
  ipAddress: "Address of the server",
  kind: "Kind of text",
  language: "Language",
  maxLatitude: "Northern edge",
  maxLongitude: "Eastern edge",
  maxSpeedKmh: "Alarm above",
  meters: "Radius",
  minLatitude: "Southern edge",
  minLongitude: "Western edge",
  minSpeedKmh: "Alarm below",
  minutes: "Sleep after",
  mode: "Mode",
  name: "Name of the access point",
  newPassword: "New password",
  oldPassword: "Present password",
  on: "Turn it on",
  parameters: "Text behind the command byte",
  password: "Password of the access point",
  phoneNumber: "Phone number",
  phoneNumbers: "Phone numbers",
  port: "Port",
  priority: "Try first",
  pulses: "Cut and restore in turns",
  radiusMeters: "Radius",
  redials: "Dial again",
  reset: "Set the distance to 0",
  seconds: "Report every",
  slot: "Place in the list",
  text: "Text",
  user: "User of the access point",
  value: "New value",
  when: "When to watch",
  withoutTime: "Leave the time out",
  word: "Command word",
};

/** By command and argument, where the name alone would mislead. */
const OF_COMMAND: Readonly<Record<string, string>> = {
  "callMode.on": "Call besides the SMS",
  "cellLocationCheck.value": "Value",
  "cutFuel.mode": "Kind of cut",
  "restoreFuel.mode": "Kind of restoration",
  "fastLocate.seconds": "Locate fast for",
  "fatigueDriving.numbers": "Five numbers of the alarm",
  "huasuntekAutoAnswer.on": "Answer by itself",
  "huasuntekWorkMode.numbers": "Three numbers of the mode",
  "raw.parameters": "Fields behind the word",
  "setMileage.meters": "Distance driven",
  "setParameters.name": "Parameter",
  "shakeAlarm.seconds": "Time",
  "speedLimit.seconds": "If it lasts for",
  "text.text": "Text of the command",
};

/** @throws Error for an argument without a label, of which a test shows that there are none. */
export function labelOf(type: string, { name }: CommandArgument): string {
  const label = OF_COMMAND[`${type}.${name}`] ?? LABELS[name];
  if (label === undefined) throw new Error(`no label for ${name} of ${type}`);
  return label;
}

const UNITS: Readonly<Record<string, string>> = {
  s: "seconds",
  min: "minutes",
  h: "hours",
  m: "metres",
  "°": "degrees",
};

/** `seconds`; empty without a unit. */
export function unitOf(argument: CommandArgument): string {
  const { unit = "" } =
    argument.kind === "list" ? { unit: "", ...argument.item } : { unit: "", ...argument };
  return UNITS[unit] ?? unit;
}

/** `withFix` becomes "with fix". Abbreviations keep their capitals. */
export function choiceText(value: string): string {
  return /[a-z]/.test(value)
    ? value.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    : value;
}

/** Markdown of rows as plain text. */
export function plainText(markdown: string): string {
  return markdown.replace(/`|\*\*/g, "");
}

export const KEYS: readonly string[] = [...Object.keys(LABELS), ...Object.keys(OF_COMMAND)];
