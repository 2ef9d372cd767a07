/**
 * Commands to the device by SMS (h02.md section 7, examples in appendix A.4). Current TQ firmware
 * also takes the same text, bare, over the socket (h02.md section 6).
 */
import { refuse } from "../argument.ts";
import { type Arguments, checkArgument, isNeeded, PASSWORD } from "./argument.ts";
import { SMS_COMMANDS, type SmsCommandRow } from "./command-table.ts";

/**
 * Stores an admin number: `139000000010000 1`. From then on only admin numbers are obeyed and
 * answered. Answer `SET OK`. Source: ST-904 manual.
 */
export interface SmsMasterNumber {
  readonly type: "masterNumber";
  /** 3 to 20 digits, without `+`. */
  readonly phoneNumber: string;
  /** 1 to 3; 1 if absent. RCONF shows the numbers as U1, U2, U3. */
  readonly slot?: 1 | 2 | 3;
}

/**
 * Cancels the admin number: `D101#`. Only this form is known; whether it clears the other two slots
 * is not. Source: ST-904 manual.
 */
export interface SmsCancelMasterNumber {
  readonly type: "cancelMasterNumber";
}

/**
 * Sets the access point of the SIM card: `8030000 internet`, `8030000 my.apn.net user pass`. Answer
 * `SET OK`. Source: ST-904 manual.
 */
export interface SmsSetApn {
  readonly type: "apn";
  /** Without blanks. */
  readonly name: string;
  /** Only together with `password`. Without blanks. */
  readonly user?: string;
  /** The password of the access point, not that of the device. Without blanks. */
  readonly password?: string;
}

/**
 * Sets the server that the device reports to: `8040000 45.112.204.245 8090`. **With a wrong address
 * the device is lost to every server; only SMS still reaches it.** Answer `SET OK`. A host name was
 * taken by several models and silently ignored by one ST-901-868L. Source: ST-902 manual section
 * 16.
 */
export interface SmsSetServer {
  readonly type: "server";
  /** Name or address: letters, digits, `.`, `-`, `_`. */
  readonly host: string;
  /** 1 to 65535. */
  readonly port: number;
}

/**
 * Sets how often the device reports: `8050000 60` while the ignition is on, `8090000 600` while it
 * is off. Answer `SET OK`. The ST-902 (2G) and the ST-900 know only the latter and take it for
 * both; the ST-901L and ST-907L know both.
 */
export interface SmsInterval {
  readonly type: "interval";
  /**
   * 0 to 18000. Documented: ST-902 0 to 18000 (20 from the factory), ST-907L 10 to 18000, ST-900 0
   * to 180 with a minimum of 10. 0 turns GPRS off (ST-900 and ST-907L).
   */
  readonly seconds: number;
  /** `true` for the interval with the ignition on (805), `false` for the other one (809). */
  readonly ignition: boolean;
}

/** Reports over GPRS, to the server: `7100000`. Answer `SET OK`. Known for all models. */
export interface SmsGprsMode {
  readonly type: "gprsMode";
}

/** Reports by SMS; nothing reaches the server any more: `7000000`. Answer `SET OK`. All models. */
export interface SmsSmsMode {
  readonly type: "smsMode";
}

/**
 * Sets the time zone: `8960000E00`, `8960000W01`. Answer `SET OK`. Keep 0: by one source it shifts
 * the times of the frames too, which should be UTC.
 */
export interface SmsSetTimeZone {
  readonly type: "timeZone";
  /** Whole hours, -12 to 14, east positive. No form for parts of an hour is known. */
  readonly hoursEast: number;
}

/**
 * Changes the password of the device: `77785310000` sets 8531 where it was 0000. Answer `SET OK`.
 * Source: ST-907L manual.
 */
export interface SmsSetPassword {
  readonly type: "password";
  /** 4 to 6 digits. The sources show 4: choose as many as the present one has. */
  readonly newPassword: string;
}

/** Asks for the position: `6690000`. Answer: a map link, `location`. Source: ST-904 manual. */
export interface SmsLocate {
  readonly type: "locate";
}

/**
 * Listens in through the microphone: `66`, from an admin number. Without use on the ST-902, which
 * has none. Source: ST-904 manual.
 */
export interface SmsListen {
  readonly type: "listen";
}

/**
 * Sets the speed above which the device sends `speed alarm!`, every 5 minutes: `1220000 070`,
 * `1220000 0`. Answer `SET OK`. Source: ST-904, ST-900 and ST-907L manuals.
 */
export interface SmsSpeedLimit {
  readonly type: "speedLimit";
  /** 0 to 999; 0 is off. */
  readonly kmh: number;
}

/**
 * Turns the shake alarm on, `1810000T10`, or off, `1800000`: the device sends `Shock alarm!`.
 * Answer `SET OK`. Source: ST-904 and ST-907L manuals.
 */
export type SmsShakeAlarm =
  | {
      readonly type: "shakeAlarm";
      readonly on: true;
      /** 0 to 120. */
      readonly seconds: number;
    }
  | { readonly type: "shakeAlarm"; readonly on: false };

/**
 * Turns the geofence on, `2110000`, or off, `2100000`. Answer `SET OK`. Source:
 * ST-900 and ST-907L manuals.
 */
export interface SmsGeofence {
  readonly type: "geofence";
  readonly on: boolean;
}

/** Sets the radius of the geofence: `0050000 1500`. Answer `SET OK`. Source: as for `geofence`. */
export interface SmsGeofenceRadius {
  readonly type: "geofenceRadius";
  /** 1 to 999999; manuals advise more than 1000 and name no limit. */
  readonly meters: number;
}

/**
 * Reads the distance driven, `1430000`, or sets it to 0, `1420000`. Source: ST-907L manual. The
 * form of the answer is not documented.
 */
export interface SmsMileage {
  readonly type: "mileage";
  readonly reset?: boolean;
}

/** Sets the distance driven: `1420000M5000`. Source: ST-907L manual. */
export interface SmsSetMileage {
  readonly type: "setMileage";
  /** 0 to 999999999; no limit is documented. */
  readonly meters: number;
}

/**
 * Makes alarms call the admin number besides the SMS, `1500000`, or not, `1510000`. Answer
 * `SET OK`. Source: ST-900 and ST-907L manuals.
 */
export interface SmsCallMode {
  readonly type: "callMode";
  readonly on: boolean;
}

/**
 * **Dangerous: stops the engine or its fuel by the relay, `9400000`, also while the vehicle is
 * moving.** No document says that the device looks at the speed first. Send it only to a vehicle
 * that is known to stand. Only for models with a relay (ST-907 and relatives; tried on an ST-907L).
 * Answer `SET OK`.
 */
export interface SmsCutFuel {
  readonly type: "cutFuel";
}

/**
 * **Dangerous in its way: gives the engine its fuel again, `9410000`, whoever sits in the
 * vehicle.** Models as for `cutFuel`. Answer `SET OK`.
 */
export interface SmsRestoreFuel {
  readonly type: "restoreFuel";
}

/**
 * Turns the ignition alarm on, `8860000`, or off, `8870000`. **Unverified**: known from one list of
 * commands without an author.
 */
export interface SmsAccAlarm {
  readonly type: "accAlarm";
  readonly on: boolean;
}

/**
 * Lets the device sleep after some minutes: `SLEEP0000 5`. Asleep it sends nothing over GPRS;
 * vibration, an SMS or a call wakes it. Answer `SET OK`. Source: ST-902 function 18, ST-906
 * function 17.
 */
export interface SmsSleep {
  readonly type: "sleep";
  /** 0 to 9999; 0 is off. No limit is documented. */
  readonly minutes: number;
}

/**
 * Sets when a portable device works: `WORK0000` always, `MOVE0000` when moving, `STANDBY0000` in
 * standby, which the manual does not explain. Answer `SET OK`. Source: ST-904 manual.
 */
export interface SmsWorkMode {
  readonly type: "workMode";
  readonly mode: "work" | "move" | "standby";
}

/** Restarts the device: `RESTART`. Source: notes of users of the ST-902. */
export interface SmsRestart {
  readonly type: "restart";
}

/**
 * **Dangerous: may set APN, server and password back to those of the factory, `RESET`, after which
 * the device reports to the vendor or to nobody.** What it does differs by source: the ST-904
 * manual has "reset hardware", others "factory settings"; for the ST-902 no reliable reset is
 * confirmed.
 */
export interface SmsFactoryReset {
  readonly type: "factoryReset";
}

/**
 * Asks for the settings: `RCONF`. Answer: `configuration`, password and phone numbers included.
 * Some devices answer only after a restart.
 */
export interface SmsReadConfiguration {
  readonly type: "readConfiguration";
}

/** Asks for firmware and state: `CXZT`. Answer: `status`. TQ and aika firmware. */
export interface SmsReadStatus {
  readonly type: "readStatus";
}

/** Every command, by `type`. */
export type SmsCommand =
  | SmsMasterNumber
  | SmsCancelMasterNumber
  | SmsSetApn
  | SmsSetServer
  | SmsInterval
  | SmsGprsMode
  | SmsSmsMode
  | SmsSetTimeZone
  | SmsSetPassword
  | SmsLocate
  | SmsListen
  | SmsSpeedLimit
  | SmsShakeAlarm
  | SmsGeofence
  | SmsGeofenceRadius
  | SmsMileage
  | SmsSetMileage
  | SmsCallMode
  | SmsCutFuel
  | SmsRestoreFuel
  | SmsAccAlarm
  | SmsSleep
  | SmsWorkMode
  | SmsRestart
  | SmsFactoryReset
  | SmsReadConfiguration
  | SmsReadStatus;

export interface SmsOptions {
  /**
   * The password of the device, 4 to 6 digits; 0000 from the factory. All SinoTrack sources show 4
   * digits. It must be good even for the few commands that do not carry it.
   */
  readonly password: string;
}

/** One message of the 7-bit alphabet. */
const MOST_CHARACTERS = 160;

/**
 * The text of a command. Blanks matter: `8050000 60` has one, `1810000T10` none.
 *
 * `SET OK` says that the device took a setting. If an admin number is set, other senders get no
 * answer.
 *
 * @returns ASCII, at most 160 characters.
 * @throws RangeError, naming the argument, if a number is out of range or a text could not go on
 * the wire: `*`, `#`, `,`, blanks, control characters and whatever is not ASCII would split the
 * command or change it.
 * @throws TypeError if `command` or `options` is no object.
 */
export function formatSms(command: SmsCommand, options: SmsOptions): string {
  if (typeof command !== "object" || command === null) {
    throw new TypeError("command must be an object");
  }
  if (typeof options !== "object" || options === null) {
    throw new TypeError("options must be an object");
  }
  checkArgument("options.password", PASSWORD, options.password);
  const text = rowOf(command).write(command, options.password);
  if (text.length > MOST_CHARACTERS) {
    throw new RangeError(`command must fit into ${MOST_CHARACTERS} characters, not ${text.length}`);
  }
  return text;
}

/** The row of the command, once its arguments are good. */
function rowOf(command: SmsCommand): SmsCommandRow {
  const { type } = command;
  if (typeof type !== "string" || !Object.hasOwn(SMS_COMMANDS, type)) {
    refuse("command.type", "a known command", type);
  }
  // Which row it is and which command fit together, but not in the eyes of the compiler.
  const row = SMS_COMMANDS[type] as SmsCommandRow;
  const values = command as unknown as Arguments;
  for (const [name, argument] of Object.entries(row.arguments)) {
    if (values[name] === undefined && !isNeeded(argument, values)) continue;
    checkArgument(`command.${name}`, argument, values[name]);
  }
  return row;
}
