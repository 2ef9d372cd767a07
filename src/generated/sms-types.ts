/** The commands by SMS as types. Printed from src/command/rows/ by `npm run generate`: change it there. */

/**
 * Sets how often the device reports: `8050000 60`, `8090000 600`. The ST-902 (2G) and the ST-900
 * know only the interval with the ignition off and use it for both; the ST-901L and ST-907L have
 * both. Confirmation: SET OK. Source: ST-902 manual section 17; ST-900 and ST-907L manuals.
 */
export interface SmsIntervalCommand {
  readonly type: "interval";
  /** Which interval: with the ignition on (805), or off (809). True or false. */
  readonly ignition: boolean;
  /**
   * Time between two reports; ST-902 0 to 18000 (factory setting 20), ST-907L 10 to 18000, ST-900 0
   * to 180 with a minimum of 10; 0 turns GPRS off on ST-900 and ST-907L. 0 to 18000 s.
   */
  readonly seconds: number;
}

/**
 * Reports to the server, over GPRS: `7100000`. Known for all models. Confirmation: SET OK. Source:
 * lists of commands for ST-90x models.
 */
export interface SmsGprsModeCommand {
  readonly type: "gprsMode";
}

/**
 * Reports by SMS: `7000000`. The server then gets no more reports. Known for all models.
 * Confirmation: SET OK. Source: lists of commands for ST-90x models.
 */
export interface SmsSmsModeCommand {
  readonly type: "smsMode";
}

/**
 * Puts the device to sleep after some minutes: `SLEEP0000 5`. A sleeping device sends nothing over
 * GPRS; vibration, an SMS or a call wakes it. Confirmation: SET OK. Source: ST-902 function 18,
 * ST-906 function 17.
 */
export interface SmsSleepCommand {
  readonly type: "sleep";
  /** 0 is off; no limit is documented. 0 to 9999 min. */
  readonly minutes: number;
}

/**
 * Sets the work mode: `WORK0000`, `MOVE0000`, `STANDBY0000`. Portable devices. Confirmation: SET
 * OK. Source: ST-904 manual.
 */
export interface SmsWorkModeCommand {
  readonly type: "workMode";
  /** Always, when moving, or in standby, which the manual does not explain. Work, move, standby. */
  readonly mode: "work" | "move" | "standby";
}

/**
 * Requests one report now: `6690000`. Confirmation: a map link, `location` of `parseSms`. Source:
 * ST-904 manual.
 */
export interface SmsLocateCommand {
  readonly type: "locate";
}

/**
 * Cuts fuel or power of the engine by the relay: `9400000`. **Dangerous: stops the engine, even
 * while the vehicle is moving: no document states that the device checks the speed first. Send it
 * only if you know that the vehicle stands still.** Only models with a relay (ST-907 and
 * relatives). Confirmation: SET OK. Source: tried on an ST-907L.
 */
export interface SmsCutFuelCommand {
  readonly type: "cutFuel";
}

/**
 * Restores fuel or power of the engine: `9410000`. **Dangerous: anyone in the vehicle can start the
 * engine again.** Only models with a relay (ST-907 and relatives). Confirmation: SET OK. Source:
 * tried on an ST-907L.
 */
export interface SmsRestoreFuelCommand {
  readonly type: "restoreFuel";
}

/**
 * Arms the device: `SF`. Confirmation: SF OK. Source: the owner of an OBD80 with XM_GT firmware
 * (Traccar issue 2019).
 */
export interface SmsArmCommand {
  readonly type: "arm";
}

/**
 * Disarms the device: `CF`. Confirmation: CF OK. Source: the owner of an OBD80 with XM_GT firmware
 * (Traccar issue 2019).
 */
export interface SmsDisarmCommand {
  readonly type: "disarm";
}

/**
 * Requests the distance driven, or sets it to 0: `1430000`, `1420000`. Confirmation: its form is
 * not documented. Source: ST-907L manual.
 */
export interface SmsMileageCommand {
  readonly type: "mileage";
  /** Sets it to 0 instead of requesting it. True or false; false if absent. */
  readonly reset?: boolean;
}

/** Sets the distance driven: `1420000M5000`. Confirmation: SET OK. Source: ST-907L manual. */
export interface SmsSetMileageCommand {
  readonly type: "setMileage";
  /** No limit is documented. 0 to 999999999 m. */
  readonly meters: number;
}

/**
 * Stores the master number: `139000000010000 1`. Manuals call it an admin number; from then on only
 * admin numbers are obeyed and answered. Confirmation: SET OK. Source: ST-904 manual.
 */
export interface SmsMasterNumberCommand {
  readonly type: "masterNumber";
  /** Without +. 3 to 20 digits. */
  readonly phoneNumber: string;
  /** Slot of the number; RCONF shows them as U1, U2, U3. 1 to 3; 1 if absent. */
  readonly slot?: 1 | 2 | 3;
}

/**
 * Cancels a master number: `D101#`, `D102#`, `D103#`. Confirmation: none is documented. Source:
 * ST-904 manual; for the second and the third, commands of an ST-901, posted by its owner (pastebin
 * Qj60HwFN).
 */
export interface SmsCancelMasterNumberCommand {
  readonly type: "cancelMasterNumber";
  /** Slot of the number. 1 to 3; 1 if absent. */
  readonly slot?: 1 | 2 | 3;
}

/**
 * Requests the master numbers: `C10#`. Confirmation: its form is not documented. Source: commands
 * of an ST-901, posted by its owner (pastebin Qj60HwFN).
 */
export interface SmsReadMasterNumbersCommand {
  readonly type: "readMasterNumbers";
}

/**
 * Turns alarm calls to the admin number on or off: `1500000`, `1510000`. Confirmation: SET OK.
 * Source: ST-900 and ST-907L manuals.
 */
export interface SmsCallModeCommand {
  readonly type: "callMode";
  /** Alarms also call, in addition to the SMS. True or false. */
  readonly on: boolean;
}

/**
 * Listens in through the microphone: `66`. **Dangerous: lets others hear conversations in the
 * vehicle.** Only from an admin number. The ST-902 has no microphone. Confirmation: none is
 * documented. Source: ST-904 manual.
 */
export interface SmsListenCommand {
  readonly type: "listen";
}

/**
 * Sets the speed above which the device sends an alarm: `1220000 070`, `1220000 0`. Above it the
 * device sends `speed alarm!` every 5 minutes. Confirmation: SET OK. Source: ST-904, ST-900 and
 * ST-907L manuals.
 */
export interface SmsSpeedLimitCommand {
  readonly type: "speedLimit";
  /** 0 is off. 0 to 999 km/h. */
  readonly maxSpeedKmh: number;
}

/**
 * Turns the geofence on or off: `2110000`, `2100000`. Confirmation: SET OK. Source: ST-900 and
 * ST-907L manuals.
 */
export interface SmsGeofenceCommand {
  readonly type: "geofence";
  /** Whether it is on. True or false. */
  readonly on: boolean;
}

/**
 * Sets the radius of the geofence: `0050000 1500`. Confirmation: SET OK. Source: ST-900 and ST-907L
 * manuals.
 */
export interface SmsGeofenceRadiusCommand {
  readonly type: "geofenceRadius";
  /** Manuals advise more than 1000 and name no limit. 1 to 999999 m. */
  readonly meters: number;
}

/**
 * Turns the shake alarm on or off: `1810000T10`, `1800000`. The device sends `Shock alarm!`.
 * Confirmation: SET OK. Source: ST-904 and ST-907L manuals.
 */
export type SmsShakeAlarmCommand =
  | {
      readonly type: "shakeAlarm";
      readonly on: true;
      /** Only to turn it on. 0 to 120 s; only with on. */
      readonly seconds: number;
    }
  | {
      readonly type: "shakeAlarm";
      readonly on: false;
    };

/**
 * Turns the ignition alarm on or off: `8860000`, `8870000`. **Unverified.** Confirmation: SET OK,
 * if at all. Source: one list of commands without an author.
 */
export interface SmsAccAlarmCommand {
  readonly type: "accAlarm";
  /** Whether it is on. True or false. */
  readonly on: boolean;
}

/**
 * Turns the alarm for a cut supply on or off: `0110000`, `0100000`. Confirmation: SET OK. Source:
 * commands of an ST-901, posted by its owner (pastebin Qj60HwFN); commands of an ST-901 in the wiki
 * of eusonlito/GPS-Tracker.
 */
export interface SmsPowerAlarmCommand {
  readonly type: "powerAlarm";
  /** Whether it is on. True or false. */
  readonly on: boolean;
}

/**
 * Turns unrequested SMS of the device on or off: `7120000`, `7130000`. Confirmation: SET OK.
 * Source: commands of an ST-901 in the wiki of eusonlito/GPS-Tracker; Traccar issue 3040.
 */
export interface SmsEventSmsCommand {
  readonly type: "eventSms";
  /** Whether it is on. True or false. */
  readonly on: boolean;
}

/**
 * Sets the server to which the device reports: `8040000 45.112.204.245 8090`. **Dangerous: with a
 * wrong value the device reaches no server; then only SMS can reach it.** Several models accept a
 * host name, but one ST-901-868L silently ignored it. Confirmation: SET OK. Source: ST-902 manual
 * section 16.
 */
export interface SmsServerCommand {
  readonly type: "server";
  /** Name or address: letters, digits, dots, hyphens, underscores. 1 to 160 characters. */
  readonly host: string;
  /** Port. 1 to 65535. */
  readonly port: number;
}

/**
 * Sets the access point (APN) of the SIM card: `8030000 internet`, `8030000 my.apn.net user pass`.
 * **Dangerous: with a wrong value the device reaches no server; then only SMS can reach it.**
 * Confirmation: SET OK. Source: ST-904 manual.
 */
export interface SmsApnCommand {
  readonly type: "apn";
  /** Name of the access point. 1 to 160 characters. */
  readonly name: string;
  /** Its user. 1 to 160 characters; only with password. */
  readonly user?: string;
  /** Password of the access point, not of the device. 1 to 160 characters; only with user. */
  readonly password?: string;
}

/**
 * Changes the password of the device: `77785310000`. **Dangerous: without the new password, SMS
 * control of the device is lost.** Confirmation: SET OK. Source: ST-907L manual.
 */
export interface SmsPasswordCommand {
  readonly type: "password";
  /** The sources show 4: use as many digits as the current password. 4 to 6 digits. */
  readonly newPassword: string;
}

/**
 * Restarts the device: `RESTART`. Confirmation: none is known. Source: notes of users of the
 * ST-902.
 */
export interface SmsRestartCommand {
  readonly type: "restart";
}

/**
 * Restarts the device: `CQ`. Confirmation: none is known. Source: the owner of an OBD80 with XM_GT
 * firmware (Traccar issue 2019).
 */
export interface SmsXmGtRestartCommand {
  readonly type: "xmGtRestart";
}

/**
 * Restarts the GPS receiver of the device: `CQGPS`. Confirmation: none is known. Source: the owner
 * of an OBD80 with XM_GT firmware (Traccar issue 2019).
 */
export interface SmsXmGtRestartGpsCommand {
  readonly type: "xmGtRestartGps";
}

/**
 * Sets the device back to its factory settings: `RESET`. **Dangerous: may reset APN, server and
 * password to factory values, after which the device reports to the vendor or to no server.**
 * Sources differ about its effect: the ST-904 manual has "reset hardware", others "factory
 * settings"; for the ST-902 no reliable reset is confirmed. Confirmation: none is known. Source:
 * ST-904 manual.
 */
export interface SmsFactoryResetCommand {
  readonly type: "factoryReset";
}

/**
 * Sets the device back to its factory settings: `FORMAT`. **Dangerous: may reset APN, server and
 * password to factory values, after which the device reports to the vendor or to no server.**
 * Confirmation: none is known. Source: the owner of an OBD80 with XM_GT firmware (Traccar issue
 * 2019).
 */
export interface SmsXmGtFactoryResetCommand {
  readonly type: "xmGtFactoryReset";
}

/**
 * Sets the time zone: `8960000E00`, `8960000W01`. Keep 0: according to one source it also shifts
 * the times of the frames, which should be UTC. Confirmation: SET OK. Source: lists of commands for
 * ST-90x models.
 */
export interface SmsTimeZoneCommand {
  readonly type: "timeZone";
  /** East of UTC, west is negative; no form for parts of an hour is known. -12 to 14 h. */
  readonly hoursEast: number;
}

/**
 * Requests the settings: `RCONF`. The answer contains the password and phone numbers. Some devices
 * answer only after a restart. Confirmation: the settings, `configuration` of `parseSms`. Source:
 * lists of commands for ST-90x models.
 */
export interface SmsReadConfigurationCommand {
  readonly type: "readConfiguration";
}

/**
 * Requests firmware and state: `CXZT`. TQ and aika firmware. Confirmation: the state, `status` of
 * `parseSms`. Source: Traccar pull request 5628.
 */
export interface SmsReadStatusCommand {
  readonly type: "readStatus";
}

/** Every command by SMS, by `type`. */
export type SmsCommand =
  | SmsIntervalCommand
  | SmsGprsModeCommand
  | SmsSmsModeCommand
  | SmsSleepCommand
  | SmsWorkModeCommand
  | SmsLocateCommand
  | SmsCutFuelCommand
  | SmsRestoreFuelCommand
  | SmsArmCommand
  | SmsDisarmCommand
  | SmsMileageCommand
  | SmsSetMileageCommand
  | SmsMasterNumberCommand
  | SmsCancelMasterNumberCommand
  | SmsReadMasterNumbersCommand
  | SmsCallModeCommand
  | SmsListenCommand
  | SmsSpeedLimitCommand
  | SmsGeofenceCommand
  | SmsGeofenceRadiusCommand
  | SmsShakeAlarmCommand
  | SmsAccAlarmCommand
  | SmsPowerAlarmCommand
  | SmsEventSmsCommand
  | SmsServerCommand
  | SmsApnCommand
  | SmsPasswordCommand
  | SmsRestartCommand
  | SmsXmGtRestartCommand
  | SmsXmGtRestartGpsCommand
  | SmsFactoryResetCommand
  | SmsXmGtFactoryResetCommand
  | SmsTimeZoneCommand
  | SmsReadConfigurationCommand
  | SmsReadStatusCommand;
