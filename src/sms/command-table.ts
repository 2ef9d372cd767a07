/**
 * Every SMS command, one row each: what it does, its arguments, how it is written. `formatSms` and the
 * command line read the same rows. Sources stand with the types in `command.ts` (h02.md section 7).
 */
import type { SmsArgument } from "./argument.ts";
import type { SmsCommand } from "./command.ts";

export interface SmsCommandRow<C extends SmsCommand = SmsCommand> {
  /** What it does, one sentence. */
  readonly about: string;
  /** Why to think twice. */
  readonly danger?: string;
  /** Devices that have it or lack it, and other things to know. */
  readonly note?: string;
  /** In the order of the text. */
  readonly arguments: Readonly<Record<ArgumentsOf<C>, SmsArgument>>;
  /** The text, from good arguments and the password of the device. */
  readonly write: (command: C, password: string) => string;
}

/** The names of all arguments, also where only some members of a union have them. */
type ArgumentsOf<C> = C extends unknown ? Exclude<keyof C & string, "type"> : never;

export type SmsCommandType = SmsCommand["type"];

/** The same switch in several commands. */
const ON: SmsArgument = { kind: "boolean", about: "whether it is on" };

const never = (): boolean => false;

export const SMS_COMMANDS: {
  readonly [T in SmsCommandType]: SmsCommandRow<Extract<SmsCommand, { type: T }>>;
} = {
  apn: {
    about: "Sets the access point (APN) of the SIM card",
    arguments: {
      name: { kind: "word", about: "name of the access point" },
      user: {
        kind: "word",
        about: "its user, only together with its password",
        needed: ({ password }) => password !== undefined,
      },
      password: {
        kind: "word",
        about: "its password, which is not that of the device",
        needed: ({ user }) => user !== undefined,
      },
    },
    write: ({ name, user, password }, pw) =>
      `803${pw} ${user === undefined ? name : `${name} ${user} ${password}`}`,
  },
  server: {
    about: "Sets the server that the device reports to",
    danger: "with a wrong address the device is lost to every server; only SMS still reaches it",
    note: "A host name was taken by several models and silently ignored by one ST-901-868L.",
    arguments: {
      host: { kind: "host", about: "name or address of the server" },
      port: { kind: "integer", least: 1, most: 65535, about: "its port" },
    },
    write: ({ host, port }, pw) => `804${pw} ${host} ${port}`,
  },
  gprsMode: {
    about: "Reports to the server, over GPRS",
    arguments: {},
    write: (_, pw) => `710${pw}`,
  },
  smsMode: {
    about: "Reports by SMS",
    note: "Nothing reaches the server any more.",
    arguments: {},
    write: (_, pw) => `700${pw}`,
  },
  interval: {
    about: "Sets how often the device reports",
    note: "The ST-902 (2G) and the ST-900 know only the interval with the ignition off and take it for both.",
    arguments: {
      seconds: {
        kind: "integer",
        least: 0,
        most: 18000,
        unit: "s",
        about: "between two reports; 0 turns GPRS off on ST-900 and ST-907L",
      },
      ignition: { kind: "boolean", about: "which interval: that with the ignition on, or off" },
    },
    write: ({ seconds, ignition }, pw) => `${ignition ? "805" : "809"}${pw} ${seconds}`,
  },
  timeZone: {
    about: "Sets the time zone",
    note: "Keep 0: by one source it shifts the times of the frames too, which should be UTC.",
    arguments: {
      hoursEast: {
        kind: "integer",
        least: -12,
        most: 14,
        unit: "h",
        about: "east of UTC; west is negative",
      },
    },
    write: ({ hoursEast }, pw) =>
      `896${pw}${hoursEast < 0 ? "W" : "E"}${String(Math.abs(hoursEast)).padStart(2, "0")}`,
  },
  readConfiguration: {
    about: "Asks for the settings",
    note: "The answer holds password and phone numbers. Some devices answer only after a restart.",
    arguments: {},
    write: () => "RCONF",
  },
  readStatus: {
    about: "Asks for firmware and state",
    note: "TQ and aika firmware.",
    arguments: {},
    write: () => "CXZT",
  },
  locate: {
    about: "Asks for the position, answered with a map link",
    arguments: {},
    write: (_, pw) => `669${pw}`,
  },
  masterNumber: {
    about: "Stores an admin number",
    note: "From then on only admin numbers are obeyed and answered.",
    arguments: {
      phoneNumber: { kind: "digits", least: 3, most: 20, about: "without +" },
      slot: {
        kind: "integer",
        least: 1,
        most: 3,
        about: "which of the admin numbers; 1 if not given",
        needed: never,
      },
    },
    write: ({ phoneNumber, slot }, pw) => `${phoneNumber}${pw} ${slot ?? 1}`,
  },
  cancelMasterNumber: {
    about: "Cancels the admin number",
    note: "Whether it clears the second and the third is not known.",
    arguments: {},
    write: () => "D101#",
  },
  password: {
    about: "Changes the password of the device",
    danger: "without the password no setting can be changed any more",
    arguments: {
      newPassword: {
        kind: "digits",
        least: 4,
        most: 6,
        about: "the new one; choose as many digits as the present one has",
      },
    },
    write: ({ newPassword }, pw) => `777${newPassword}${pw}`,
  },
  speedLimit: {
    about: "Sets the speed above which the device sends an alarm",
    arguments: {
      kmh: { kind: "integer", least: 0, most: 999, unit: "km/h", about: "the limit; 0 is off" },
    },
    // The manual writes 070, but 0 for off.
    write: ({ kmh }, pw) => `122${pw} ${kmh === 0 ? "0" : String(kmh).padStart(3, "0")}`,
  },
  shakeAlarm: {
    about: "Turns the shake alarm on or off",
    arguments: {
      on: ON,
      seconds: {
        kind: "integer",
        least: 0,
        most: 120,
        unit: "s",
        about: "only to turn it on",
        needed: ({ on }) => on === true,
      },
    },
    write: (command, pw) => (command.on ? `181${pw}T${command.seconds}` : `180${pw}`),
  },
  geofence: {
    about: "Turns the geofence on or off",
    arguments: { on: ON },
    write: ({ on }, pw) => `${on ? "211" : "210"}${pw}`,
  },
  geofenceRadius: {
    about: "Sets the radius of the geofence",
    arguments: {
      meters: {
        kind: "integer",
        least: 1,
        most: 999_999,
        unit: "m",
        about: "manuals advise more than 1000",
      },
    },
    write: ({ meters }, pw) => `005${pw} ${meters}`,
  },
  mileage: {
    about: "Asks for the distance driven, or set it to 0",
    arguments: {
      reset: { kind: "boolean", about: "set it to 0 instead of asking", needed: never },
    },
    write: ({ reset }, pw) => `${reset ? "142" : "143"}${pw}`,
  },
  setMileage: {
    about: "Sets the distance driven",
    arguments: {
      meters: { kind: "integer", least: 0, most: 999_999_999, unit: "m", about: "driven" },
    },
    write: ({ meters }, pw) => `142${pw}M${meters}`,
  },
  callMode: {
    about: "Makes alarms call the admin number, or not",
    arguments: { on: ON },
    write: ({ on }, pw) => `${on ? "150" : "151"}${pw}`,
  },
  accAlarm: {
    about: "Turns the ignition alarm on or off",
    note: "Unverified: known from one list of commands without an author.",
    arguments: { on: ON },
    write: ({ on }, pw) => `${on ? "886" : "887"}${pw}`,
  },
  listen: {
    about: "Listens in through the microphone",
    note: "Only from an admin number. The ST-902 has no microphone.",
    arguments: {},
    write: () => "66",
  },
  sleep: {
    about: "Lets the device sleep after some minutes",
    note: "Asleep it sends nothing over GPRS; vibration, an SMS or a call wakes it.",
    arguments: {
      minutes: { kind: "integer", least: 0, most: 9999, unit: "min", about: "0 is off" },
    },
    write: ({ minutes }, pw) => `SLEEP${pw} ${minutes}`,
  },
  workMode: {
    about: "Sets when a portable device works",
    note: "Always, when moving, or in standby, which the manual does not explain.",
    arguments: {
      mode: { kind: "choice", choices: ["work", "move", "standby"], about: "when it works" },
    },
    write: ({ mode }, pw) => `${mode.toUpperCase()}${pw}`,
  },
  restart: {
    about: "Restarts the device",
    arguments: {},
    write: () => "RESTART",
  },
  cutFuel: {
    about: "Stops the engine or its fuel by the relay",
    danger:
      "it acts also while the vehicle is moving; send it only to a vehicle that is known to stand",
    note: "Only models with a relay (ST-907 and relatives).",
    arguments: {},
    write: (_, pw) => `940${pw}`,
  },
  restoreFuel: {
    about: "Gives the engine its fuel again",
    danger: "the engine can be started again, by whoever sits in the vehicle",
    note: "Only models with a relay (ST-907 and relatives).",
    arguments: {},
    write: (_, pw) => `941${pw}`,
  },
  factoryReset: {
    about: "Sets the device back",
    danger:
      "may set APN, server and password back to those of the factory, after which it reports to the vendor or to nobody",
    note: "What it does differs by source; for the ST-902 no reliable reset is confirmed.",
    arguments: {},
    write: () => "RESET",
  },
};
