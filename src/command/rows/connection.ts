/** Commands about the server of the device, and about who may change it. */
import type { CommandRow } from "../row.ts";
import { choice, text, whole } from "./arguments.ts";
import { CANTRACK, CANTRACK_AND_TH, HUASUNTEK, LOST, PORT, ST_904 } from "./facts.ts";

const SERVER = "Sets the server to which the device reports";
const ECHOES_ADDRESS = "V4 that echoes address:port";
const APN = "Sets the access point (APN) of the SIM card";
const APN_NAME = "Name of the access point";
const APN_PASSWORD = "Password of the access point, not of the device";
const PASSWORD = "Changes the password of the device";
const LOCKED = "Without the new password, SMS control of the device is lost.";

const APN_ARGUMENTS = [
  text("name", "word", [1, 100], APN_NAME),
  text("user", "word", [1, 64], "Empty if absent", { default: "" }),
  text("password", "word", [1, 64], `${APN_PASSWORD}; empty if absent`, { default: "" }),
];
const PASSWORDS = [
  text("oldPassword", "word", [1, 20], "Six digits in the examples"),
  text("newPassword", "word", [1, 20], "As long as the current one"),
];

export const CONNECTION: readonly CommandRow[] = [
  {
    type: "server",
    about: SERVER,
    danger: LOST,
    sms: {
      form: "804<pw> <host> <port>",
      arguments: [
        text(
          "host",
          "host",
          [1, 160],
          "Name or address: letters, digits, dots, hyphens, underscores",
        ),
        PORT,
      ],
      note: "Several models accept a host name, but one ST-901-868L silently ignored it.",
      examples: ["8040000 45.112.204.245 8090"],
      confirmation: "SET OK",
      source: "ST-902 manual section 16",
    },
  },
  {
    type: "cantrackServer",
    about: SERVER,
    danger: LOST,
    socket: {
      ...CANTRACK,
      form: "S23,<time>,<ipAddress>,<port>",
      arguments: [
        text("ipAddress", "octets", [7, 15], "IPv4; its four numbers are separated by commas"),
        PORT,
      ],
      example: "*HQ,867230438116361,S23,195243,198,51,100,183,5022#",
      firmware: CANTRACK_AND_TH,
      confirmation: ECHOES_ADDRESS,
      echo: "<ipAddress>:<port>",
    },
  },
  {
    type: "qichuanServer",
    about: SERVER,
    danger: LOST,
    socket: {
      form: "S23,<time>,<ipAddress>,<port>,<redials>",
      arguments: [
        text("ipAddress", "ip", [7, 15], "IPv4"),
        PORT,
        whole("redials", [0, 255], "Number of redials; no limits are documented"),
      ],
      example: "*RS,0000000001,S23,083058,127.0.0.1,8800,3#",
      firmware: "QiChuan (maker code RS)",
      confirmation: ECHOES_ADDRESS,
      echo: "<ipAddress>:<port>",
      source: "Protocol_QiChuan, a template with words for time and redials",
    },
  },
  {
    type: "huasuntekServer",
    about: SERVER,
    danger: LOST,
    socket: {
      ...HUASUNTEK,
      form: "IP,<priority>,00000000,<port>,<host>,<time>",
      arguments: [
        choice(
          "priority",
          { ip: "1", domain: "2" },
          "What the device tries first; the example has ip, and zeros as the address",
        ),
        whole("port", [1, 65535], "Port; four hexadecimal digits on the wire", {
          isHexadecimal: true,
        }),
        text("host", "host", [1, 100], "Domain name: letters, digits, dots, hyphens, underscores"),
      ],
      example: "*HQ,135625276955140,IP,1,00000000,1a7c,gw.example.com,130305#",
      confirmation: "V4 with 80",
    },
  },
  {
    type: "apn",
    about: APN,
    danger: LOST,
    socket: {
      ...CANTRACK,
      form: "S24,<time>,<name>,<user>,<password>",
      arguments: APN_ARGUMENTS,
      example: "*HQ,867230438116361,S24,195243,CMNET,,#",
      firmware: CANTRACK_AND_TH,
      confirmation: "V4 that echoes the name",
      echo: "<name>",
    },
    sms: {
      form: "803<pw> <name>[ <user> <password>]",
      arguments: [
        text("name", "word", [1, 160], APN_NAME),
        text("user", "word", [1, 160], "Its user", { goesWith: "password" }),
        text("password", "word", [1, 160], APN_PASSWORD, { goesWith: "user" }),
      ],
      examples: ["8030000 internet", "8030000 my.apn.net user pass"],
      ...ST_904,
    },
  },
  {
    type: "huasuntekApn",
    about: APN,
    danger: LOST,
    socket: {
      form: "APN,<name>,<user>,<password>",
      arguments: APN_ARGUMENTS,
      example: "*HQ,353271799434922,APN,apn.example.org,user,pass#",
      ...HUASUNTEK,
    },
  },
  {
    type: "password",
    about: PASSWORD,
    danger: LOCKED,
    socket: {
      ...CANTRACK,
      form: "S1,<time>,<oldPassword>,<newPassword>",
      arguments: PASSWORDS,
      example: "*HQ,867230438116361,S1,195243,123456,654321#",
      firmware: CANTRACK_AND_TH,
      confirmation: "V4 with OK that echoes a password",
    },
    sms: {
      form: "777<newPassword><pw>",
      arguments: [
        text(
          "newPassword",
          "digits",
          [4, 6],
          "The sources show 4: use as many digits as the current password",
        ),
      ],
      examples: ["77785310000"],
      ...ST_904,
      source: "ST-907L manual",
    },
  },
  {
    type: "huasuntekPassword",
    about: PASSWORD,
    danger: LOCKED,
    socket: {
      ...HUASUNTEK,
      form: "MP,<oldPassword>,<newPassword>",
      arguments: PASSWORDS,
      example: "*HQ,353271799434922,MP,000000,123456#",
      confirmation: "V4 with 80 (done), 03 or 04 (password)",
      source: `${HUASUNTEK.source}, which lists a time that its example does not have`,
    },
  },
];
