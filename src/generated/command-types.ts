/** The commands as types. Printed from src/command/rows/ by `npm run generate`: change it there. */
import type { Jt808NumberParameter, Jt808TextParameter } from "./jt808-parameter-table.ts";

/**
 * Sets how often the device reports: `*HQ,8168000005,D1,062108,30,1#`. Obeyed by: SinoTrack 4G and
 * TQ. Confirmation: V4 that echoes seconds and count (65535 for 1 in the example); TQ: a V1 at
 * once. Source: SinoTrack "Protocol NEW"; SinoTrack TQ document.
 */
export interface IntervalCommand {
  readonly type: "interval";
  /**
   * Time between two reports. The TQ document begins at 30, newer firmware accepts 10. 10 to 65535
   * s.
   */
  readonly seconds: number;
  /**
   * TQ: number of reports; 0 and 1 give one report now. SinoTrack 4G: 1 sets the interval for
   * ignition on. 0 to 65535; 1 if absent.
   */
  readonly count?: number;
}

/**
 * Sets how often the device reports (form without a count): `*HQ,867230438116361,D1,195243,30#`.
 * Obeyed by: Cantrack. Confirmation: none is documented. Source: Cantrack A/1 command document.
 */
export interface CantrackIntervalCommand {
  readonly type: "cantrackInterval";
  /** Time between two reports; limits as for interval, this document has none. 10 to 65535 s. */
  readonly seconds: number;
}

/**
 * Sets how often the device reports: `*HQ,123456789012345,S71,010203,22,10#`. Obeyed by: No known
 * firmware; Traccar sends this form. Not obeyed by: ST-906L 4G. Confirmation: none is documented.
 * Source: Traccar.
 */
export interface IntervalS71Command {
  readonly type: "intervalS71";
  /** Time between two reports; limits as for interval, no source has any. 10 to 65535 s. */
  readonly seconds: number;
}

/**
 * Makes the device report at intervals until another command ends it (automatic monitoring):
 * `*TH,000,S17,130305,1800#`. Obeyed by: TQ. Confirmation: V4, then V1 reports. Source: SinoTrack
 * TQ document.
 */
export interface AutoMonitorCommand {
  readonly type: "autoMonitor";
  /** Time between two reports. 30 to 65535 s. */
  readonly seconds: number;
}

/**
 * Sets how often the device reports while driving: `*HQ,353271799434922,XT,10#`. Obeyed by:
 * HuaSunTeK. Confirmation: V4. Source: HuaSunTeK document V1.0.5; the example is NXT's with the
 * other word.
 */
export interface HuasuntekDrivingIntervalCommand {
  readonly type: "huasuntekDrivingInterval";
  /** Time between two reports. 5 to 3600 s. */
  readonly seconds: number;
}

/**
 * Sets how often the device reports while standing still: `*HQ,353271799434922,NXT,10#`. Obeyed by:
 * HuaSunTeK. Confirmation: V4. Source: HuaSunTeK document V1.0.5.
 */
export interface HuasuntekRestingIntervalCommand {
  readonly type: "huasuntekRestingInterval";
  /** Time between two reports. 10 to 7200 s. */
  readonly seconds: number;
}

/**
 * Sets the work mode: `*HQ,867230438116361,WKMD,195243,0#`. Obeyed by: Cantrack. Confirmation: none
 * is documented. Source: Cantrack A/1 command document.
 */
export interface WorkModeCommand {
  readonly type: "workMode";
  /** 0 in the example, not explained. 0 to 255. */
  readonly mode: number;
}

/**
 * Sets the work mode: `*HQ,135625276955140,WMOD,2,30,30#`. Obeyed by: HuaSunTeK. Confirmation: none
 * is documented. Source: HuaSunTeK document V1.0.5, whose example leaves the word out.
 */
export interface HuasuntekWorkModeCommand {
  readonly type: "huasuntekWorkMode";
  /** 2, 30, 30 in the example; not explained. 3 values, each 0 to 65535. */
  readonly numbers: readonly number[];
}

/**
 * Requests one report now: `*HQ,7021843920,CR#`. Obeyed by: HuaSunTeK; one device of a public
 * server. Confirmation: V4 without a result, then a report. Source: HuaSunTeK document V1.0.5;
 * gps-tracking-server.
 */
export interface LocateCommand {
  readonly type: "locate";
}

/**
 * Locates faster for some time, by cells (LBS): `*HQ,867230438116361,D2,195243,180#`. Obeyed by:
 * Cantrack. Confirmation: none is documented. Source: Cantrack A/1 command document.
 */
export interface FastLocateCommand {
  readonly type: "fastLocate";
  /** No limits are documented. 1 to 65535 s. */
  readonly seconds: number;
}

/**
 * Checks the location by cells (LBS): `*HQ,867230438116361,S80,195243,3#`. Obeyed by: Cantrack.
 * Confirmation: none is documented. Source: Cantrack A/1 command document.
 */
export interface CellLocationCheckCommand {
  readonly type: "cellLocationCheck";
  /** 3 in the example, not explained. 0 to 255. */
  readonly value: number;
}

/**
 * Acknowledges a frame; replyTo builds the command from the frame: `*HQ,8168000005,R12,062108#`.
 * Obeyed by: SinoTrack 4G, which sends a record again until it comes. Confirmation: none. Source:
 * SinoTrack "Protocol NEW".
 */
export interface AcknowledgeCommand {
  readonly type: "acknowledge";
}

/**
 * Cuts fuel or power of the engine by the relay: `*HQ,8168000005,S20,061158,1,1#`. **Dangerous:
 * stops the engine, even while the vehicle is moving: no document states that the device checks the
 * speed first. Send it only if you know that the vehicle stands still.** Obeyed by: SinoTrack 4G
 * and TQ with relay, HuaSunTeK, Cantrack. Confirmation: V4 with OK, DONE or ERROR, in HuaSunTeK
 * units 80 (done) or 00 (failed); bit 27 of the status is low while it is cut. Source: SinoTrack
 * "Protocol NEW"; SinoTrack TQ document; HuaSunTeK document V1.0.5; Cantrack A/1 command document.
 */
export interface CutFuelCommand {
  readonly type: "cutFuel";
  /**
   * dynamic needs the engine signal, static does not (parameter C of the TQ document). Static,
   * dynamic; static if absent.
   */
  readonly mode?: "static" | "dynamic";
  /**
   * Alternating cut and restore durations, in seconds, so that the vehicle comes to a stop; no
   * source has a limit. 1 to 30 values, each 1 to 65535 s; 1 if absent.
   */
  readonly pulses?: readonly number[];
}

/**
 * Restores fuel or power of the engine: `*HQ,8168000005,S20,061713,0,0#`. **Dangerous: anyone in
 * the vehicle can start the engine again.** Obeyed by: SinoTrack 4G and TQ with relay, HuaSunTeK,
 * Cantrack. Confirmation: V4 with OK, DONE or ERROR, in HuaSunTeK units 80 (done) or 00 (failed).
 * Source: SinoTrack "Protocol NEW"; HuaSunTeK document V1.0.5; Cantrack A/1 command document.
 */
export interface RestoreFuelCommand {
  readonly type: "restoreFuel";
  /**
   * dynamic as in the SinoTrack document (0,0), static as in those of HuaSunTeK and Cantrack (1,0).
   * Dynamic, static; dynamic if absent.
   */
  readonly mode?: "dynamic" | "static";
}

/**
 * Arms the device: `*HQ,8168000005,SCF,061837,0,0#`. Obeyed by: SinoTrack 4G. Confirmation: V4
 * without a result; bit 9 of the status is low when armed. Source: SinoTrack "Protocol NEW".
 */
export interface ArmCommand {
  readonly type: "arm";
}

/**
 * Disarms the device: `*HQ,8168000005,SCF,061939,1,1#`. Obeyed by: SinoTrack 4G. Confirmation: V4
 * without a result; bit 9 of the status is high when disarmed. Source: SinoTrack "Protocol NEW".
 */
export interface DisarmCommand {
  readonly type: "disarm";
}

/**
 * Arms the device: `*HQ,135625276955140,SF#`. Obeyed by: HuaSunTeK. Confirmation: V4 without a
 * result. Source: HuaSunTeK document V1.0.5.
 */
export interface HuasuntekArmCommand {
  readonly type: "huasuntekArm";
}

/**
 * Disarms the device: `*HQ,135625276955140,CF#`. Obeyed by: HuaSunTeK. Confirmation: V4 without a
 * result. Source: HuaSunTeK document V1.0.5.
 */
export interface HuasuntekDisarmCommand {
  readonly type: "huasuntekDisarm";
}

/**
 * Arms the device and asks for a result: `*HQ,135625276955140,SF2,130305#`. Obeyed by: HuaSunTeK.
 * Confirmation: V4 with 80 (done) or another code. Source: HuaSunTeK document V1.0.5, which prints
 * HHmmss for the time.
 */
export interface HuasuntekArm2Command {
  readonly type: "huasuntekArm2";
}

/**
 * Disarms the device and asks for a result: `*HQ,135625276955140,CF2,130305#`. Obeyed by:
 * HuaSunTeK. Confirmation: V4 with 80 (done) or another code. Source: HuaSunTeK document V1.0.5.
 */
export interface HuasuntekDisarm2Command {
  readonly type: "huasuntekDisarm2";
}

/**
 * Requests the distance driven, or sets it to 0: `*TH,000,S32,130305,1#`. The device integrates the
 * speed of its GPS. Obeyed by: TQ. Confirmation: V4 with the mileage, odometerMeters of the
 * message. Source: SinoTrack TQ document.
 */
export interface MileageCommand {
  readonly type: "mileage";
  /** Sets it to 0 instead of requesting it. True or false; false if absent. */
  readonly reset?: boolean;
}

/**
 * Stores the master number: `*HQ,8168000005,S71,062328,01,18600000003#`. Obeyed by: SinoTrack 4G.
 * Confirmation: V4 that echoes 01. Source: SinoTrack "Protocol NEW".
 */
export interface MasterNumberCommand {
  readonly type: "masterNumber";
  /** Without +. 3 to 20 digits. */
  readonly phoneNumber: string;
}

/**
 * Stores the numbers for SOS: `*HQ,8168000005,S71,063012,02,18600000001,18600000002#`. Obeyed by:
 * SinoTrack 4G. Confirmation: V4 that echoes 02, as 01 does. Source: SinoTrack "Protocol NEW".
 */
export interface SosNumbersCommand {
  readonly type: "sosNumbers";
  /**
   * The document has two; it does not state what happens to the other if only one is sent. 1 to 2
   * values, each 3 to 20 digits.
   */
  readonly phoneNumbers: readonly string[];
}

/**
 * Stores the centre number: `*HQ,867230438116361,S2,195243,08000000008#`. Obeyed by: Cantrack.
 * Confirmation: none is documented. Source: Cantrack A/1 command document.
 */
export interface CenterNumberCommand {
  readonly type: "centerNumber";
  /** Without +. 3 to 20 digits. */
  readonly phoneNumber: string;
}

/**
 * Stores the numbers of administrator and SOS:
 * `*HQ,867230438116361,S3,195243,08000000008,08000000009#`. Obeyed by: Cantrack. Confirmation: none
 * is documented. Source: Cantrack A/1 command document.
 */
export interface AdminNumbersCommand {
  readonly type: "adminNumbers";
  /** The document has two. 1 to 2 values, each 3 to 20 digits. */
  readonly phoneNumbers: readonly string[];
}

/**
 * Binds phone numbers to the device: `*HQ,135625276955140,UR,15000000015,1340000013,0,0,0#`. Obeyed
 * by: HuaSunTeK. Confirmation: V4 without a result. Source: HuaSunTeK document V1.0.5.
 */
export interface HuasuntekNumbersCommand {
  readonly type: "huasuntekNumbers";
  /** 0 for an empty place. 1 to 6 values, each 1 to 20 digits. */
  readonly phoneNumbers: readonly string[];
}

/**
 * Makes the device answer calls automatically: `*HQ,135625276955140,ACPC,1#`. **Dangerous: callers
 * may then hear conversations in the vehicle.** Obeyed by: HuaSunTeK. Confirmation: V4 without a
 * result. Source: HuaSunTeK document V1.0.5.
 */
export interface HuasuntekAutoAnswerCommand {
  readonly type: "huasuntekAutoAnswer";
  /** 1 is on; that 0 is off is inferred. True or false. */
  readonly on: boolean;
}

/**
 * Listens in through the microphone: `*HQ,8168000005,R8,130305#`. **Dangerous: lets others hear
 * conversations in the vehicle.** Obeyed by: No known firmware. Not obeyed by: A TH unit of
 * Traccar's tests, which answers ERROR: monitoring is forbidden. Confirmation: V4 with ERROR.
 * Source: Traccar's tests and ParaseSwyjGPRS have the answer; the frame is the general form.
 */
export interface ListenCommand {
  readonly type: "listen";
}

/**
 * Sets the speed above which the device sends an alarm: `*TH,0000000000,S14,130305,100,10,1,3#`. It
 * also sets a lower limit, or requests both limits. Obeyed by: TQ, XingRui. Confirmation: V4 that
 * echoes the four numbers. Source: SinoTrack TQ document; GpsXingRui.
 */
export interface SpeedLimitCommand {
  readonly type: "speedLimit";
  /**
   * Alarm above this speed; the nearest whole knot on the wire. The unit is read from a
   * mistranslated 节. 0 to 472 km/h.
   */
  readonly maxSpeedKmh: number;
  /** Alarm below this speed; the nearest whole knot on the wire. 0 to 472 km/h. */
  readonly minSpeedKmh: number;
  /**
   * query only requests the limits; withFix checks them only with a fix. Query, withFix, always.
   */
  readonly when: "query" | "withFix" | "always";
  /**
   * How long the speed must last; 0 is off. The document states 5 or more and has 3 in its example.
   * 0 to 65535 s.
   */
  readonly seconds: number;
}

/**
 * Sets the speed above which the device sends an alarm: `*HQ,867230438116361,S33,195243,80#`.
 * Obeyed by: Cantrack. Confirmation: none is documented. Source: Cantrack A/1 command document.
 */
export interface CantrackSpeedLimitCommand {
  readonly type: "cantrackSpeedLimit";
  /** No limits are documented. 1 to 999 km/h. */
  readonly maxSpeedKmh: number;
}

/**
 * Sets a rectangular fence, in the north-east quarter of the earth:
 * `*HQ,6114313096,S21,130305,17,1,N,2245.318,2246.452,E,11233.232,11405.175#`. Obeyed by: XingRui.
 * Confirmation: V4 that echoes the fence and has no position. Source: GpsXingRui, which prints
 * 11365.175 for the last number, with 65 minutes.
 */
export interface RectangularFenceCommand {
  readonly type: "rectangularFence";
  /** L in the source, 17 in its example; no limits are known. 0 to 255. */
  readonly fence: number;
  /** M in the source, 1 in its example; not explained. 0 to 255. */
  readonly mode: number;
  /** North; no form for the south is known. 0 to 90 °. */
  readonly minLatitude: number;
  /** North. 0 to 90 °. */
  readonly maxLatitude: number;
  /** East; no form for the west is known. 0 to 180 °. */
  readonly minLongitude: number;
  /** East. 0 to 180 °. */
  readonly maxLongitude: number;
}

/**
 * Sets a circular fence; the source explains neither its centre nor the 1 after the radius:
 * `*HQ,867230438116361,S21,195243,1000,1#`. Obeyed by: Cantrack. Confirmation: none is documented.
 * Source: Cantrack A/1 command document.
 */
export interface CantrackFenceCommand {
  readonly type: "cantrackFence";
  /**
   * No unit and no limits are documented; metres are inferred from the example, 1000. 1 to 999999
   * m.
   */
  readonly radiusMeters: number;
}

/**
 * Clears the alarms: `*HQ,9177474337,R7,130305#`. Obeyed by: TQ; an ST-901 station uses it to let
 * the device catch up. Confirmation: none. Source: SinoTrack TQ document, whose own example has a
 * space in the id.
 */
export interface ClearAlarmsCommand {
  readonly type: "clearAlarms";
}

/**
 * Sets the alarm mode: `*HQ,867230438116361,S18,195243,1#`. Obeyed by: Cantrack. Confirmation: none
 * is documented. Source: Cantrack A/1 command document.
 */
export interface AlarmModeCommand {
  readonly type: "alarmMode";
  /**
   * 1 in the example, not explained; SWYJ units take it as the duration of the area alarm. 0 to
   * 255.
   */
  readonly mode: number;
}

/**
 * Turns one type of alarm on or off: `*HQ,867230438116361,S19,195243,1,1#`. Obeyed by: Cantrack.
 * Confirmation: none is documented. Source: Cantrack A/1 command document.
 */
export interface AlarmEnableCommand {
  readonly type: "alarmEnable";
  /** Type of the alarm, 1 in the example; the others are not documented. 0 to 255. */
  readonly alarm: number;
  /** 1 in the example; that 0 is off is inferred. True or false. */
  readonly on: boolean;
}

/**
 * Sets the way of an alarm: `*HQ,353271799434922,KC,0,1#`. Obeyed by: HuaSunTeK. Confirmation: V4
 * without a result. Source: HuaSunTeK document V1.0.5.
 */
export interface HuasuntekAlarmWayCommand {
  readonly type: "huasuntekAlarmWay";
  /** 0 in the example, not explained. 0 to 255. */
  readonly alarmKey: number;
  /** 1 in the example, not explained. 0 to 255. */
  readonly alarmType: number;
}

/**
 * Sets the five numbers of the fatigue alarm; the FF after them is unexplained:
 * `*HQ,6091331018,S40,093234,2,1800,1200,180,180,FF#`. Obeyed by: SWYJ. Confirmation: V4 that
 * echoes all six. Source: ParaseSwyjGPRS.
 */
export interface FatigueDrivingCommand {
  readonly type: "fatigueDriving";
  /** 2, 1800, 1200, 180, 180 in the example; not explained. 5 values, each 0 to 65535. */
  readonly numbers: readonly number[];
}

/**
 * Sets the server to which the device reports:
 * `*HQ,867230438116361,S23,195243,198,51,100,183,5022#`. **Dangerous: with a wrong value the device
 * reaches no server; then only SMS can reach it.** Obeyed by: Cantrack; a TH unit of Traccar's
 * tests answers it. Confirmation: V4 that echoes address:port. Source: Cantrack A/1 command
 * document.
 */
export interface CantrackServerCommand {
  readonly type: "cantrackServer";
  /** IPv4; its four numbers are separated by commas. An IPv4 address. */
  readonly ipAddress: string;
  /** Port. 1 to 65535. */
  readonly port: number;
}

/**
 * Sets the server to which the device reports: `*RS,0000000001,S23,083058,127.0.0.1,8800,3#`.
 * **Dangerous: with a wrong value the device reaches no server; then only SMS can reach it.**
 * Obeyed by: QiChuan (maker code RS). Confirmation: V4 that echoes address:port. Source:
 * Protocol_QiChuan, a template with words for time and redials.
 */
export interface QichuanServerCommand {
  readonly type: "qichuanServer";
  /** IPv4. An IPv4 address. */
  readonly ipAddress: string;
  /** Port. 1 to 65535. */
  readonly port: number;
  /** Number of redials; no limits are documented. 0 to 255. */
  readonly redials: number;
}

/**
 * Sets the server to which the device reports:
 * `*HQ,135625276955140,IP,1,00000000,1a7c,gw.example.com,130305#`. **Dangerous: with a wrong value
 * the device reaches no server; then only SMS can reach it.** Obeyed by: HuaSunTeK. Confirmation:
 * V4 with 80. Source: HuaSunTeK document V1.0.5.
 */
export interface HuasuntekServerCommand {
  readonly type: "huasuntekServer";
  /** What the device tries first; the example has ip, and zeros as the address. Ip, domain. */
  readonly priority: "ip" | "domain";
  /** Port; four hexadecimal digits on the wire. 1 to 65535. */
  readonly port: number;
  /** Domain name: letters, digits, dots, hyphens, underscores. 1 to 100 characters. */
  readonly host: string;
}

/**
 * Sets the access point (APN) of the SIM card: `*HQ,867230438116361,S24,195243,CMNET,,#`.
 * **Dangerous: with a wrong value the device reaches no server; then only SMS can reach it.**
 * Obeyed by: Cantrack; a TH unit of Traccar's tests answers it. Confirmation: V4 that echoes the
 * name. Source: Cantrack A/1 command document.
 */
export interface ApnCommand {
  readonly type: "apn";
  /** Name of the access point. 1 to 100 characters. */
  readonly name: string;
  /** Empty if absent. 1 to 64 characters. */
  readonly user?: string;
  /** Password of the access point, not of the device; empty if absent. 1 to 64 characters. */
  readonly password?: string;
}

/**
 * Sets the access point (APN) of the SIM card:
 * `*HQ,353271799434922,APN,apn.example.org,user,pass#`. **Dangerous: with a wrong value the device
 * reaches no server; then only SMS can reach it.** Obeyed by: HuaSunTeK. Confirmation: V4 without a
 * result. Source: HuaSunTeK document V1.0.5.
 */
export interface HuasuntekApnCommand {
  readonly type: "huasuntekApn";
  /** Name of the access point. 1 to 100 characters. */
  readonly name: string;
  /** Empty if absent. 1 to 64 characters. */
  readonly user?: string;
  /** Password of the access point, not of the device; empty if absent. 1 to 64 characters. */
  readonly password?: string;
}

/**
 * Changes the password of the device: `*HQ,867230438116361,S1,195243,123456,654321#`. **Dangerous:
 * without the new password, SMS control of the device is lost.** Obeyed by: Cantrack; a TH unit of
 * Traccar's tests answers it. Confirmation: V4 with OK that echoes a password. Source: Cantrack A/1
 * command document.
 */
export interface PasswordCommand {
  readonly type: "password";
  /** Six digits in the examples. 1 to 20 characters. */
  readonly oldPassword: string;
  /** As long as the current one. 1 to 20 characters. */
  readonly newPassword: string;
}

/**
 * Changes the password of the device: `*HQ,353271799434922,MP,000000,123456#`. **Dangerous: without
 * the new password, SMS control of the device is lost.** Obeyed by: HuaSunTeK. Confirmation: V4
 * with 80 (done), 03 or 04 (password). Source: HuaSunTeK document V1.0.5, which lists a time that
 * its example does not have.
 */
export interface HuasuntekPasswordCommand {
  readonly type: "huasuntekPassword";
  /** Six digits in the examples. 1 to 20 characters. */
  readonly oldPassword: string;
  /** As long as the current one. 1 to 20 characters. */
  readonly newPassword: string;
}

/**
 * Restarts the device: `*HQ,867230438116361,R1,195243#`. A cold start. Obeyed by: TQ, Cantrack.
 * Confirmation: none. Source: SinoTrack TQ document; Cantrack A/1 command document.
 */
export interface RestartCommand {
  readonly type: "restart";
}

/**
 * Restarts the device: `*HQ,353271799434922,CQ#`. Obeyed by: HuaSunTeK. Confirmation: V4 without a
 * result. Source: HuaSunTeK document V1.0.5.
 */
export interface HuasuntekRestartCommand {
  readonly type: "huasuntekRestart";
}

/**
 * Sets the device back to its factory settings: `*HQ,867230438116361,S25,195243#`. **Dangerous: may
 * reset APN, server and password to factory values, after which the device reports to the vendor or
 * to no server.** Obeyed by: Cantrack. Confirmation: none is documented. Source: Cantrack A/1
 * command document.
 */
export interface FactoryResetCommand {
  readonly type: "factoryReset";
}

/**
 * Sets the device back to its factory settings: `*HQ,353271799434922,RESET,130305#`. **Dangerous:
 * may reset APN, server and password to factory values, after which the device reports to the
 * vendor or to no server.** Obeyed by: HuaSunTeK. Confirmation: V4. Source: HuaSunTeK document
 * V1.0.5.
 */
export interface HuasuntekFactoryResetCommand {
  readonly type: "huasuntekFactoryReset";
}

/**
 * Sets the language: `*HQ,135625276955140,SLAN,en,130305#`. Obeyed by: HuaSunTeK. Confirmation: V4.
 * Source: HuaSunTeK document V1.0.5.
 */
export interface HuasuntekLanguageCommand {
  readonly type: "huasuntekLanguage";
  /** en in the example; letters, digits, underscores. 2 to 10 characters. */
  readonly language: string;
}

/**
 * Requests the settings of the device: `*HQ,135625276955140,INFO#`. Obeyed by: HuaSunTeK.
 * Confirmation: V4 with 80 and the settings: server, port, upload interval, numbers, APN, volume.
 * Source: HuaSunTeK document V1.0.5.
 */
export interface HuasuntekReadConfigurationCommand {
  readonly type: "huasuntekReadConfiguration";
}

/**
 * Requests the state of the device: `*HQ,7312639948,S26,073351#`. Obeyed by: RF-V8S (ReachFar).
 * Confirmation: LINK; in SWYJ units V4 with interval, speed limits and more. Source: Traccar issue
 * 1173, where the form is *XX,id,S26,HHMMSS#.
 */
export interface ReadStateCommand {
  readonly type: "readState";
}

/**
 * Requests the state of the device; its 0 is unexplained: `*HQ,867230438116361,S26,195243,0#`.
 * Obeyed by: Cantrack. Confirmation: none is documented. Source: Cantrack A/1 command document.
 */
export interface CantrackReadStateCommand {
  readonly type: "cantrackReadState";
}

/**
 * Answers V2, the request for an address in Chinese: `*HQ,4106000054,I1,130305,10,1,4,(5E 7F 4E
 * 1C)#`. Obeyed by: TQ. Confirmation: none is documented. Source: SinoTrack TQ document, which
 * prints the bytes as hexadecimal digits and no # at the end.
 */
export interface ChineseAddressCommand {
  readonly type: "chineseAddress";
  /** How long the device shows it, 10 in the example. 0 to 65535 s; 10 if absent. */
  readonly displaySeconds?: number;
  /**
   * Any language; written as its length in bytes and UTF-16BE. A character with a byte 23 or 2A (#
   * or *) is refused, such as 圣 and 个. No limit is documented. 1 to 200 characters.
   */
  readonly text: string;
}

/**
 * Answers V3, the request for an address in English:
 * `*HQ,4106000054,I1_2_EN,130305,10,1,9,test12345#`. Obeyed by: TQ. Confirmation: none is
 * documented. Source: SinoTrack TQ document, which prints no # at the end.
 */
export interface EnglishAddressCommand {
  readonly type: "englishAddress";
  /** How long the device shows it, 10 in the example. 0 to 65535 s; 10 if absent. */
  readonly displaySeconds?: number;
  /**
   * Printable ASCII without *, # and commas; written as its length and the text. No limit is
   * documented. 1 to 200 characters.
   */
  readonly text: string;
}

/**
 * Answers VI1 and VI2, the requests for an address: `*HQ,0000000000,VI,130305,60,0,4,(B9 E3 B6
 * AB)#`. Obeyed by: HuaSunTeK. Confirmation: none is documented. Source: HuaSunTeK document V1.0.5;
 * the text of the example is made up.
 */
export interface HuasuntekAddressCommand {
  readonly type: "huasuntekAddress";
  /** How long the device shows it, 60 in the example. 0 to 65535 s; 60 if absent. */
  readonly displaySeconds?: number;
  /** The coding of the request (addressCoding of the message). Gb2312, unicode. */
  readonly coding: "gb2312" | "unicode";
  /**
   * The text, encoded by the caller; for unicode no document gives the order of the bytes. Without
   * 23 and 2A (# and *). 1 to 400 bytes.
   */
  readonly bytes: Uint8Array;
}

/**
 * Sends a command as text: `CXZT`. **Dangerous: the text has its usual effect: 9400000 cuts the
 * fuel, and after RESET the device may be lost.** An SMS command over the connection: the bare
 * text, without head, end or CR. Obeyed by: SinoTrack 4G (CXZT, RCONF and all others); Cantrack
 * G20LS (check123456). Confirmation: SMS with a text, SET OK for a setting; Cantrack G20LS: V4,CMD
 * with the command. Source: SinoTrack "Protocol NEW", item 7; Traccar pull request 5628; Cantrack
 * G20LS document.
 */
export interface TextCommand {
  readonly type: "text";
  /**
   * The text of an SMS, which formatSms of ./sms writes: printable ASCII without *, # and commas,
   * which no documented command has except D101#. 1 to 160 characters.
   */
  readonly text: string;
}

/**
 * Sends any command, by its word and fields: `*HQ,7021843920,NOR,231520#`. **Dangerous: the command
 * has its usual effect.** Obeyed by: Depends on the command. Confirmation: V4 that names the word,
 * if the device answers. Source: The general form of a command; the example is from
 * gps-tracking-server.
 */
export interface RawCommand {
  readonly type: "raw";
  /** Letters, digits, underscores; capitals in all documents. 1 to 20 characters. */
  readonly word: string;
  /**
   * Fields after the word and the time. Printable ASCII without *, # and commas. 0 to 100 values,
   * each 0 to 200 characters.
   */
  readonly parameters: readonly string[];
  /**
   * Omits the time after the word, as in HuaSunTeK's short commands. True or false; false if
   * absent.
   */
  readonly withoutTime?: boolean;
}

/** Every command over the socket, by `type`. */
export type Command =
  | IntervalCommand
  | CantrackIntervalCommand
  | IntervalS71Command
  | AutoMonitorCommand
  | HuasuntekDrivingIntervalCommand
  | HuasuntekRestingIntervalCommand
  | WorkModeCommand
  | HuasuntekWorkModeCommand
  | LocateCommand
  | FastLocateCommand
  | CellLocationCheckCommand
  | AcknowledgeCommand
  | CutFuelCommand
  | RestoreFuelCommand
  | ArmCommand
  | DisarmCommand
  | HuasuntekArmCommand
  | HuasuntekDisarmCommand
  | HuasuntekArm2Command
  | HuasuntekDisarm2Command
  | MileageCommand
  | MasterNumberCommand
  | SosNumbersCommand
  | CenterNumberCommand
  | AdminNumbersCommand
  | HuasuntekNumbersCommand
  | HuasuntekAutoAnswerCommand
  | ListenCommand
  | SpeedLimitCommand
  | CantrackSpeedLimitCommand
  | RectangularFenceCommand
  | CantrackFenceCommand
  | ClearAlarmsCommand
  | AlarmModeCommand
  | AlarmEnableCommand
  | HuasuntekAlarmWayCommand
  | FatigueDrivingCommand
  | CantrackServerCommand
  | QichuanServerCommand
  | HuasuntekServerCommand
  | ApnCommand
  | HuasuntekApnCommand
  | PasswordCommand
  | HuasuntekPasswordCommand
  | RestartCommand
  | HuasuntekRestartCommand
  | FactoryResetCommand
  | HuasuntekFactoryResetCommand
  | HuasuntekLanguageCommand
  | HuasuntekReadConfigurationCommand
  | ReadStateCommand
  | CantrackReadStateCommand
  | ChineseAddressCommand
  | EnglishAddressCommand
  | HuasuntekAddressCommand
  | TextCommand
  | RawCommand;

export type CommandType = Command["type"];

/** A parameter to set: by name, or by id with its bytes. docs/protocol/jt808-tables.md §1 has their meaning and range. */
export type Jt808ParameterSetting =
  | { readonly name: Jt808NumberParameter; readonly value: number }
  | { readonly name: Jt808TextParameter; readonly value: string }
  | { readonly id: number; readonly data: Uint8Array };

/** A command in JT/T 808. */
export type Jt808Command =
  /** 0x8201: requests the position. Confirmation: 0x0201 with the position. */
  | {
      readonly type: "queryPosition";
    }
  /**
   * 0x8202: makes the device send its position more often for some time. Confirmation: 0x0001 with
   * the serial number of the command.
   */
  | {
      readonly type: "track";
      /** The time between two positions. 1 to 65535 s. */
      readonly seconds: number;
      /** How long. 1 to 4294967295 s. */
      readonly durationSeconds: number;
    }
  /**
   * 0x8202: ends the tracking started by track. Confirmation: 0x0001 with the serial number of the
   * command.
   */
  | {
      readonly type: "stopTracking";
    }
  /**
   * 0x8500: locks the doors. **Dangerous: a device that reads the value by the other edition
   * unlocks them.** The editions use opposite values: 1 locks until 2013, 0 since 2019, which also
   * has a count and the id of the doors in front. No device with the latter was seen, and servers
   * write it differently. Confirmation: 0x0500 with the position; `doorsLocked` of its status is.
   */
  | {
      readonly type: "lockDoors";
    }
  /**
   * 0x8500: unlocks the doors. **Dangerous: anyone beside the vehicle can open it.** The editions
   * use opposite values: 1 locks until 2013, 0 since 2019, which also has a count and the id of the
   * doors in front. No device with the latter was seen, and servers write it differently.
   * Confirmation: 0x0500 with the position; `doorsLocked` of its status is.
   */
  | {
      readonly type: "unlockDoors";
    }
  /**
   * 0x8203: confirms alarms that last until a server confirms them. Confirmation: 0x0001 with the
   * serial number of the command.
   */
  | {
      readonly type: "confirmAlarms";
      /**
       * `serialNumber` of the position with the alarms; 0 for all alarms of these kinds. 0 to
       * 65535; 0 if absent.
       */
      readonly alarmSerialNumber?: number;
      /**
       * The alarms to confirm, by their names in `alarms` of a message; the document allows only
       * these. 1 to 7 values, each sos, danger, geofence, routeCrossing, sectionTime,
       * illegalIgnition, displacement.
       */
      readonly alarms: readonly ("sos" | "danger" | "geofence" | "routeCrossing" | "sectionTime" | "illegalIgnition" | "displacement")[];
    }
  /** 0x8104: requests all parameters. Confirmation: 0x0104 with the parameters. */
  | {
      readonly type: "queryParameters";
    }
  /**
   * 0x8103: sets parameters. **Dangerous: with a wrong server or port the device does not connect
   * again.** Confirmation: 0x0001 with the serial number of the command.
   */
  | {
      readonly type: "setParameters";
      /** By name, `{ name: "reportSeconds", value: 30 }`, or by id, `{ id: 0x30, data }`. */
      readonly parameters: readonly Jt808ParameterSetting[];
    }
  /**
   * 0x8105: controls the device. **Dangerous: 4 resets, 5 restores the factory settings; with some
   * makers F0 (240) stops the engine and F1 (241) lets it run again.** Confirmation: 0x0001 with
   * the serial number of the command.
   */
  | {
      readonly type: "control";
      /**
       * The command byte: 1 upgrade, 4 reset, 5 factory settings; makers have their own. 0 to 255.
       */
      readonly code: number;
      /** The text after the code. 0 to 1022 characters. */
      readonly parameters?: string;
    }
  /**
   * 0x8300: sends a command as text. **Dangerous: the text has its usual effect: 9400000 cuts the
   * fuel, and after RESET the device may be lost.** Some makers accept their own commands in it.
   * Confirmation: 0x0001 with the serial number of the command, or a message of the maker.
   */
  | {
      readonly type: "text";
      /**
       * How to handle the text. Until 2013 bits 0 urgent, 2 display, 3 speak, 4 advertising screen,
       * 5 fault code; since 2019 bits 0 and 1 together 1 service, 2 urgent, 3 notice. The captures
       * have 1. 0 to 255; 1 if absent.
       */
      readonly flags?: number;
      /** Kind of the text, only with a 2019 header. Notice, service; service if absent. */
      readonly kind?: "notice" | "service";
      /** Printable ASCII, or what encodeText encodes. 0 to 1022 characters. */
      readonly text: string;
    };
