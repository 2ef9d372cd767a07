/**
 * The answers of a tracker by SMS. In all of them, an absent property was not in the text; `null` was empty or unreadable.
 * The raw form of an unreadable value is in `unknown`, with an issue, so that no piece of the text is lost.
 */
import type { AlarmName } from "../model/status.ts";
import type { SmsIssue } from "./issue.ts";

/** A piece of a reply that has no property of its own, or whose value could not be read. */
export interface SmsEntry {
  /** As sent; empty for a piece without a key. */
  readonly key: string;
  /** As sent, without spaces around it. */
  readonly value: string;
}

interface Reply {
  /** The whole text, unchanged. */
  readonly text: string;
  /** The faults of the text. Values that were joined from broken lines have an issue each. */
  readonly issues: readonly SmsIssue[];
}

interface ReplyWithEntries extends Reply {
  /**
   * Undocumented keys, unreadable values, and second values for a property that already has one, in the order of the
   * text.
   */
  readonly unknown: readonly SmsEntry[];
}

/** The network access point. A part that is absent was not sent. */
export interface SmsApn {
  readonly name: string | null;
  readonly user?: string | null;
  readonly password?: string | null;
}

/** The server to which the device reports. */
export interface SmsServer {
  /** Host name or address, as sent. */
  readonly host: string | null;
  /** 1 to 65535; absent if none was sent. */
  readonly port?: number | null;
}

/** The reporting intervals of the device, in seconds. */
export interface SmsIntervals {
  /** The interval of firmware that has only one. */
  readonly seconds?: number | null;
  /** Interval with the ignition on. */
  readonly accOnSeconds?: number | null;
  /** Interval with the ignition off. */
  readonly accOffSeconds?: number | null;
  /** Interval of heartbeats. */
  readonly heartbeatSeconds?: number | null;
}

/** The time zone of the device, command 896. */
export interface SmsTimeZone {
  /** `E00`, `W01`, `0.0`, `+8.0`. */
  readonly asSent: string;
  /** Minutes east of UTC, -720 to 840; `null` if the form is not known. */
  readonly minutesEast: number | null;
}

/** The GPS field of a status text. */
export interface SmsFix {
  /** `A` is true, `V` is false. */
  readonly valid: boolean;
  /**
   * The numbers behind it, 22 and 20 of `A-22-20`. Perhaps satellites in view and used, or used and
   * signal to noise; no document states it. Empty if the text has only the letter.
   */
  readonly numbers: readonly number[];
}

/** The answer to `RCONF`: the settings. */
export interface SmsConfiguration extends ReplyWithEntries {
  readonly type: "configuration";
  /**
   * The text before the first key, up to a colon: `ST-901-868L`. `/4G` and `(M)` belong to it, because the boards differ:
   * `ST-901/4G` is another device than `ST-901`.
   */
  readonly model?: string;
  /** The text behind that colon, `V4.35`; absent without colon. */
  readonly firmware?: string | null;
  /** Key `ID`, the ten digits of the serial number. */
  readonly deviceId?: string | null;
  /** Keys `UP` and `PW`, the password for commands. */
  readonly password?: string | null;
  /** Keys `U1`, `U2`, `U3`, in this order; `null` if the number is empty or the key missing. */
  readonly adminNumbers?: readonly (string | null)[];
  /** As sent: `GPRS`, `GPRS-MOVE`, `SMS`. */
  readonly mode?: string | null;
  readonly daily?: boolean | null;
  /** Whether the loss of the supply raises an alarm: command `powerAlarm`. */
  readonly powerAlarm?: boolean | null;
  /** Keys `ACC ALARM SMS` and `ACCSMS`: the ignition raises an SMS. */
  readonly accAlarmSms?: boolean | null;
  /** Keys `ACC ALARM CALL` and `ACCCALL`: the ignition raises a call. */
  readonly accAlarmCall?: boolean | null;
  /** Keys `GEOFENCE` and `GEO FENCE`. */
  readonly geofence?: boolean | null;
  /** The speed limit in km/h; `false` is off, `true` is on without a number. */
  readonly overspeed?: boolean | number | null;
  /** The microphone. */
  readonly voice?: boolean | null;
  /**
   * The shake alarm; `false` is off, `true` is on without a number. A number is probably seconds,
   * as in the command (inferred).
   */
  readonly shakeAlarm?: boolean | number | null;
  /**
   * Keys `SLEEP` and `SLEEP MODE`, also `SLEEPON` without colon; `false` is off, `true` is on
   * without a number. A number is probably minutes, as in the command (inferred).
   */
  readonly sleep?: boolean | number | null;
  readonly apn?: SmsApn;
  /** Key `IP`; `null` if empty. */
  readonly server?: SmsServer | null;
  /**
   * Key `GPRS UPLOAD TIME`. One number is `seconds`. Two, or the keys `… TIME 1` and `… TIME 2`,
   * are taken as ignition on and off, the order in which the status text has them (inferred).
   */
  readonly uploadIntervals?: SmsIntervals;
  readonly timeZone?: SmsTimeZone | null;
  /** Key `BATTYER` (their spelling), 0 to 100. */
  readonly batteryPercent?: number | null;
}

/**
 * The answer to `CXZT`: firmware and state. In three forms: on several lines (current TQ firmware),
 * with stars between the pieces (ST-904L V5.42), and on one line (XM_GT firmware of aika).
 */
export interface SmsStatus extends ReplyWithEntries {
  readonly type: "status";
  /** The text before the first key, without the date. */
  readonly firmware?: string;
  /** Date of the firmware, `2024-06-07` for `2024/06/07` in the text. */
  readonly firmwareDate?: string;
  readonly deviceId?: string | null;
  readonly server?: SmsServer | null;
  /**
   * Key `UT`: ignition on, ignition off, heartbeat (an answer of the vendor's support). Key `F` of
   * the form with stars is `seconds` (inferred: RCONF of the same device has the number).
   */
  readonly intervals?: SmsIntervals;
  /** Key `VOLT`, the supply of a wired device. */
  readonly supplyVolts?: number | null;
  /**
   * Key `BAT` of a portable device, 0 to 100. On one line, and in XM_GT firmware, 1 to 5 could be percent or the steps of
   * an alarm text; no document states which, so they are `null` here and raw in `unknown`.
   */
  readonly batteryPercent?: number | null;
  /** Key `BT` of the form with stars: millivolts of the cell (inferred from 3578). */
  readonly batteryMillivolts?: number | null;
  /** Name of the access point, without user and password. */
  readonly apn?: string | null;
  /** Keys `GPS` and `G`. */
  readonly fix?: SmsFix | null;
  /**
   * Signal quality, 0 to 31: key `GSM`, or `LTE` if there is no `GSM` (inferred), and `4G` of the
   * form with stars (inferred).
   */
  readonly signalCsq?: number | null;
  /** SIM serial number, as sent. */
  readonly iccid?: string | null;
}

/** The place of the device in a text. */
export interface SmsPlace {
  /** The map link, as sent. */
  readonly link?: string;
  /** Degrees, north positive. `null` if link or text have no coordinates; then both are. */
  readonly latitude?: number | null;
  /** Degrees, east positive. */
  readonly longitude?: number | null;
  /**
   * `2017-12-06T01:45` or `2019-12-30T03:20:08`, with the date alone if there is no time. The text
   * names no time zone, and documents disagree whether the zone of the device applies: do not read it as
   * UTC. A year of two digits is 20xx. `Date:2017-12-6` is year, month, day, and so is
   * `19-12-30` (inferred: no month or year is 30).
   */
  readonly localTime?: string | null;
  readonly deviceId?: string | null;
  /** `Fix:A` or `GPS:A`. If false, the coordinates are the last known ones. */
  readonly valid?: boolean | null;
  /** The text has km/h, unlike the frames. */
  readonly speedKmh?: number | null;
  /** Key `Direction`, 0 to 360. */
  readonly courseDegrees?: number | null;
  /** `Bat:80%`, or the steps `Bat:1` to `Bat:5`, which are 20 to 100 %. Key `Battery` is percent. */
  readonly batteryPercent?: number | null;
  /** `ACC:ON` is true. */
  readonly ignition?: boolean | null;
}

/**
 * The answer to `669<password>`, and to `g1234` of aika firmware: a map link. Relatives
 * of V-SUN have `Lat:` and `Long:` in its place.
 */
export interface SmsLocation extends ReplyWithEntries, SmsPlace {
  readonly type: "location";
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/**
 * `SET OK`, the answer to every accepted setting; `SET OK!` in some manuals. XM_GT
 * firmware answers `SF` with `SF OK`, `CF` with `CF OK`.
 */
export interface SmsOk extends Reply {
  readonly type: "ok";
  /** The new time zone, in `TIME ZONE SET OK, CURRENT: E08.`. */
  readonly timeZone?: SmsTimeZone;
}

/** An alarm that the device sends on its own, to the admin number. */
export interface SmsAlarm extends ReplyWithEntries, SmsPlace {
  readonly type: "alarm";
  /** `speed alarm`, `Shock alarm`, `LOW POWER ALARM`. */
  readonly label: string;
  /**
   * `overspeed`, `vibration` or `lowPower`; empty for a label that no document names.
   *
   * `LOW POWER ALARM` is sent for a low battery **and**, on ST-901M, A and AL, for a cut supply.
   * The text is the same, so both are `lowPower`; a `batteryPercent` of 100 suggests a cut supply.
   */
  readonly alarms: readonly AlarmName[];
}

/** Any other text. */
export interface SmsText extends Reply {
  readonly type: "text";
}

/** A parsed text. Branch on `type`. */
export type SmsReply = SmsConfiguration | SmsStatus | SmsLocation | SmsOk | SmsAlarm | SmsText;
