/**
 * Lines of real logs without a frame: numbers, checksums, addresses and tokens of every kind. Lines of only hexadecimal
 * digits are excluded, because captures are pasted like that, with frames wrapped over several lines.
 */
import fc from "fast-check";

/** Without bias, which would put many zeros after the first digits and so make a plausible frame. */
const digits = (unit: string, min: number, max = min): fc.Arbitrary<string> =>
  fc.noBias(fc.string({ unit: fc.constantFrom(...unit), minLength: min, maxLength: max }));
const HEX = "0123456789abcdef";

/**
 * Whether hexadecimal digits contain a frame of JT/T 808 with a right check byte, as one of 256 runs between flags
 * does.
 */
function holdsFrame(line: string): boolean {
  return (line.match(/[0-9a-f]{26,}/gi) ?? []).some((run) =>
    [0, 1].some((from) => {
      const bytes = (run.slice(from).match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
      const flags = bytes.flatMap((byte, i) => (byte === 0x7e ? [i] : []));
      return flags.some((first) =>
        flags.some((last) => {
          const inner = bytes.slice(first + 1, last);
          return inner.length >= 11 && inner.reduce((sum, byte) => sum ^ byte, 0) === 0;
        }),
      );
    }),
  );
}
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Digits that begin as frames do. */
const startingLike = (length: number): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom("", "24", "2a", "2a48", "7e", "7e02", "7e0200", "58", "4d", "50"),
      digits(HEX, length),
    )
    .map(([start, rest]) => (start + rest).slice(0, length));
const hash = fc.oneof(...[8, 12, 16, 32, 40, 64, 128].map(startingLike));
const number = fc.oneof(digits("0123456789", 1, 20), fc.double({ noNaN: true }).map(String));
const uuid = startingLike(32).map((text) =>
  text.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-"),
);
const mac = startingLike(12).map((text) => text.match(/../g)!.join(":"));
const pairs = fc
  .tuple(digits(HEX, 4, 60), fc.constantFrom(" ", ":", "-"))
  .map(([text, between]) => (text.match(/../g) ?? []).join(between));
const ip = fc.ipV4();
const socket = fc.tuple(ip, fc.nat(65_535)).map(([host, port]) => `${host}:${port}`);
const address = digits(HEX, 6, 16).map((text) => `0x${text}`);
const base64 = fc.oneof(
  digits(`${ALPHABET}+/`, 20, 88),
  digits(`${ALPHABET}+/`, 22, 86).map((text) => `${text}==`),
  fc
    .tuple(fc.constantFrom("JC", "Kk", "Kkh", "KkhR", "fg", "fgI"), digits(`${ALPHABET}-_`, 30, 90))
    .map(([start, rest]) => start + rest),
  digits(`${ALPHABET}-_`, 30, 60).map((text) => `eyJhbGciOiJIUzI1NiJ9.${text}.${text.slice(9)}`),
);
const time = fc
  .date({ noInvalidDate: true, min: new Date("2001-01-01"), max: new Date("2099-12-31") })
  .map((at) => at.toISOString());
const id = fc.constantFrom("8160528000", "353271799434922", "4710031234", "080236443285");
const words = fc.constantFrom(
  "connected",
  "sending mail to user",
  "received signal",
  "configuration sent to the device by 10.0.0.9",
  "GET /api?id=17&lat=1.5 HTTP/1.1",
  "status OK, 100 %",
  "*no*",
  "SELECT * FROM positions WHERE id = 7;",
  "C:\\Users\\x24\\new",
  "\\x1b[31mERROR\\x1b[0m",
  "it's b'",
  "see #17 $HOME ~/.bashrc",
  "at Foo.bar(Foo.java:128)",
  "[1, 2, 3, 4, 5, 6, 7, 8, 9]",
  "args=[36, 0, 1, 2]",
  "{a: [1, 2], b: <Foo 24 20>}",
  "über, naïve, 中文",
);
const token = fc.oneof(
  number,
  hash,
  uuid,
  mac,
  pairs,
  ip,
  socket,
  address,
  base64,
  time,
  id,
  words,
);
const key = fc.constantFrom(
  "id",
  "hash",
  "sha256",
  "requestId",
  "token",
  "from",
  "took",
  "at",
  "session",
  "etag",
  "commit",
  "ptr",
  "status",
);

const json: fc.Arbitrary<string> = fc
  .tuple(
    fc.dictionary(
      key,
      fc.oneof(token, fc.nat(), fc.boolean(), fc.array(fc.nat(99_999), { maxLength: 6 })),
      { maxKeys: 5 },
    ),
    fc.constantFrom(30, "info"),
    token,
  )
  .map(([values, level, msg]) => JSON.stringify({ level, ...values, msg }));

/** A line from the log of a program. */
const logLine = fc
  .tuple(
    fc.constantFrom(
      "2024-10-05 10:24:11  INFO: ",
      "2024-10-05T10:24:11.003Z [main] WARN  ",
      "Oct  5 10:24:11 gateway sshd[812]: ",
      "10:24:11.123 ",
      "[2024-10-05 10:24:11] ",
      '10.0.0.7 - - [05/Oct/2024:10:24:11 +0000] "GET / HTTP/1.1" 200 ',
      "I1005 10:24:11.000123   812 server.cc:77] ",
      "DEBUG:root:",
      "    ",
      "",
    ),
    fc.array(
      fc.oneof(
        words,
        fc.tuple(key, fc.constantFrom("=", ": ", " "), token).map((parts) => parts.join("")),
      ),
      { minLength: 1, maxLength: 5 },
    ),
    fc.constantFrom(" ", ", ", "; ", "\t"),
  )
  .map(([head, parts, between]) => `${head}log ${parts.join(between)}`);

const trace = fc
  .tuple(fc.array(digits(ALPHABET, 3, 12), { minLength: 1, maxLength: 4 }), fc.nat(999))
  .map(([names, line]) => `\tat org.${names.join(".")}(${names[0]}.java:${line})`);
const map = startingLike(24).map(
  (text) => `${text.slice(0, 12)}-${text.slice(12)} r-xp 00000000 08:01 1048602 /usr/lib/libc.so.6`,
);

/** A line alone. One of only hex or base64 is excluded, because it may be the rest of a frame. */
export const noiseLine: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 5, arbitrary: logLine },
    { weight: 2, arbitrary: json },
    { weight: 1, arbitrary: fc.oneof(trace, map, uuid, ip, time) },
  )
  .filter((line) => !holdsFrame(line));
