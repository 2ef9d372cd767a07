/** Writes frames in the forms in which people have them. */
export type Frame = Uint8Array;

/** Lines without a frame, with their line ends; may be empty. */
export type Noise = () => string;

export interface Form {
  readonly name: string;
  /** Whether the form can hold binary frames. */
  readonly isBinary: boolean;
  /** Writes the frames as a text. `noise` gives lines to put between them. */
  readonly write: (frames: readonly Frame[], noise?: Noise) => string;
}

export const hex = (frame: Frame): string => Buffer.from(frame).toString("hex");
const HEX = (frame: Frame): string => hex(frame).toUpperCase();
const text = (frame: Frame): string => Buffer.from(frame).toString("latin1");
const base64 = (frame: Frame): string => Buffer.from(frame).toString("base64");
const pairs = (frame: Frame, separator: string, prefix = ""): string =>
  [...frame].map((byte) => prefix + byte.toString(16).padStart(2, "0")).join(separator);
const wrap = (line: string, width: number): string =>
  line.match(new RegExp(`.{1,${width}}`, "g"))?.join("\n") ?? "";
const shown = (bytes: Uint8Array): string =>
  [...bytes]
    .map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "."))
    .join("");

function rows(frame: Frame, size = 16): [number, Uint8Array][] {
  const lines: [number, Uint8Array][] = [];
  for (let at = 0; at < frame.length; at += size) lines.push([at, frame.subarray(at, at + size)]);
  return lines;
}

const at16 = (at: number, width: number): string => at.toString(16).padStart(width, "0");
const at8 = (at: number): string => at.toString(8).padStart(7, "0");

/** `size` bytes per line, `group` bytes per group. */
export const xxd = (frame: Frame, size = 16, group = 2): string =>
  rows(frame, size)
    .map(([at, row]) => {
      const groups = rows(row, group).map(([, bytes]) => hex(bytes));
      const width = (size / group) * (2 * group + 1) - 1;
      return `${at16(at, 8)}: ${groups.join(" ").padEnd(width)}  ${shown(row)}`;
    })
    .join("\n");

export const hexdumpC = (frame: Frame): string =>
  `${rows(frame)
    .map(([at, row]) => {
      const halves = rows(row, 8).map(([, half]) => pairs(half, " "));
      return `${at16(at, 8)}  ${halves.join("  ").padEnd(48)}  |${shown(row)}|`;
    })
    .join("\n")}\n${at16(frame.length, 8)}`;

const words = (frame: Frame, width: number): string =>
  `${rows(frame)
    .map(([at, row]) => {
      const groups = rows(row, 2).map(([, [low = 0, high = 0]]) => at16((high << 8) | low, 4));
      return `${width === 7 ? at16(at, 7) : at8(at)} ${groups.join(" ")}`;
    })
    .join("\n")}\n${width === 7 ? at16(frame.length, 7) : at8(frame.length)}`;

const octalWords = (frame: Frame): string =>
  `${rows(frame)
    .map(([at, row]) => {
      const groups = rows(row, 2).map(([, [low = 0, high = 0]]) =>
        ((high << 8) | low).toString(8).padStart(6, "0"),
      );
      return `${at8(at)} ${groups.join(" ")}`;
    })
    .join("\n")}\n${at8(frame.length)}`;

const odCharacters = (frame: Frame): string => {
  const names: Record<number, string> = {
    0: "\\0",
    9: "\\t",
    10: "\\n",
    13: "\\r",
    7: "\\a",
    8: "\\b",
  };
  const cell = (byte: number): string =>
    (
      names[byte] ??
      (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : byte.toString(8).padStart(3, "0"))
    ).padStart(4);
  return `${rows(frame)
    .map(([at, row]) => at8(at) + [...row].map(cell).join(""))
    .join("\n")}\n${at8(frame.length)}`;
};

const odBytes = (frame: Frame, line: (row: Uint8Array) => string): string =>
  `${rows(frame)
    .map(([at, row]) => `${at8(at)} ${line(row)}`)
    .join("\n")}\n${at8(frame.length)}`;

const wireshark = (frame: Frame): string =>
  rows(frame)
    .map(([at, row]) => `${at16(at, 4)}   ${pairs(row, " ").padEnd(47)}   ${shown(row)}`)
    .join("\n");

const followStream = (frame: Frame): string =>
  rows(frame)
    .map(([at, row]) => {
      const halves = rows(row, 8).map(([, half]) => pairs(half, " "));
      const characters = rows(row, 8).map(([, half]) => shown(half));
      return `${at16(at, 8)}  ${halves.join("  ").padEnd(48)}   ${characters.join(" ")}`;
    })
    .join("\n");

const netty = (frame: Frame): string =>
  [
    "         +-------------------------------------------------+",
    "         |  0  1  2  3  4  5  6  7  8  9  a  b  c  d  e  f |",
    "+--------+-------------------------------------------------+----------------+",
    ...rows(frame).map(
      ([at, row]) => `|${at16(at, 8)}| ${pairs(row, " ").padEnd(47)} |${shown(row).padEnd(16)}|`,
    ),
    "+--------+-------------------------------------------------+----------------+",
  ].join("\n");

/** An IPv4 packet with TCP that carries the bytes. */
function packet(frame: Frame, isUp = true): Uint8Array {
  const ports = isUp ? [0xc0, 0x00, 0x13, 0x95] : [0x13, 0x95, 0xc0, 0x00];
  const addresses = isUp ? [10, 0, 0, 7, 192, 0, 2, 1] : [192, 0, 2, 1, 10, 0, 0, 7];
  const tcp = [...ports, 0, 0, 0, 1, 0, 0, 0, 1, 0x50, 0x18, 4, 0, 0, 0, 0, 0, ...frame];
  const length = 20 + tcp.length;
  return Uint8Array.from([
    ...[0x45, 0, length >> 8, length & 255, 0, 1, 0x40, 0, 64, 6, 0, 0],
    ...addresses,
    ...tcp,
  ]);
}

export const tcpdump = (frame: Frame, isUp = true): string =>
  [
    isUp
      ? `10:24:11.123456 IP 10.0.0.7.49152 > 192.0.2.1.5013: Flags [P.], seq 1:${frame.length}, length ${frame.length}`
      : `10:24:11.223456 IP 192.0.2.1.5013 > 10.0.0.7.49152: Flags [P.], length ${frame.length}`,
    ...rows(packet(frame, isUp)).map(([at, row]) => {
      const groups = rows(row, 2).map(([, group]) => hex(group));
      return `\t0x${at16(at, 4)}:  ${groups.join(" ").padEnd(39)}  ${shown(row)}`;
    }),
  ].join("\n");

const pythonBytes = (frame: Frame): string =>
  `b'${[...frame]
    .map((byte) =>
      byte >= 0x20 && byte < 0x7f
        ? String.fromCharCode(byte).replace(/['\\]/, "\\$&")
        : ({ 9: "\\t", 10: "\\n", 13: "\\r" }[byte] ?? `\\x${byte.toString(16).padStart(2, "0")}`),
    )
    .join("")}'`;

const signed = (frame: Frame): number[] => [...Int8Array.from(frame)];

const each =
  (write: (frame: Frame, index: number) => string, between = "\n") =>
  (frames: readonly Frame[], noise: Noise = () => ""): string => {
    let text = noise();
    for (const [index, frame] of frames.entries()) {
      const lines = noise();
      text += write(frame, index);
      text += index < frames.length - 1 && lines === "" ? between : `\n${lines}`;
    }
    return text;
  };

type Written = readonly [name: string, write: Form["write"]];

/** Dumps as people paste them. */
const DUMPS: readonly (readonly [name: string, write: (frame: Frame) => string])[] = [
  ["hexdump", (f) => words(f, 7)],
  ["od -x", (f) => words(f, 8)],
  ["od", octalWords],
  ["od -t x1", (f) => odBytes(f, (row) => pairs(row, " "))],
  [
    "od -b",
    (f) => odBytes(f, (row) => [...row].map((b) => b.toString(8).padStart(3, "0")).join(" ")),
  ],
  ["od -c", odCharacters],
  ["tcpdump -X", (f) => tcpdump(f)],
];

/** Every form, in variants. */
export const FORMS: readonly Form[] = [
  ...(
    [
      ["text: a frame a line", each(text)],
      ["text: frames without line ends", (frames) => frames.map(text).join("")],
      ["text: empty lines between", each(text, "\r\n\r\n")],
      [
        "traccar 6: text frames",
        each((f) => `2026-08-31 13:27:47  INFO: [Tf5d9a4e1: h02 < 10.0.0.7] ${text(f)}`),
      ],
      ["syslog: text frames", each((f) => `Oct  5 10:24:11 gateway tracker[812]: ${text(f)}`)],
      [
        "syslog, RFC 5424",
        each((f) => `<34>1 2024-10-05T10:24:11.003Z gateway tracker 812 ID47 - ${text(f)}`),
      ],
      [
        "log: text frames with words around",
        each((f, i) => `[${i}] got "${text(f)}" (${f.length} bytes)`),
      ],
      ["READ of a text frame", each((f) => `10:24:11 READ 10.0.0.7:49152 ${text(f)}`)],
      [
        "Docker",
        each((f) =>
          JSON.stringify({ log: `${text(f)}\n`, stream: "stdout", time: "2024-10-05T10:24:11.5Z" }),
        ),
      ],
      [
        "winston",
        each((f) =>
          JSON.stringify({
            level: "info",
            message: `recv ${text(f)}`,
            timestamp: "2024-10-05T10:24:11Z",
          }),
        ),
      ],
      ["JSON Lines with text", each((f) => JSON.stringify({ text: text(f) }))],
      ["JSON Lines with ascii", each((f) => JSON.stringify({ id: 1, ascii: text(f), note: "x" }))],
      [
        "CSV with a header, quoted text",
        (frames, noise) =>
          `time,device,payload\n${each((f) => `2024-10-05 10:24:11,1,"${text(f)}"`)(frames, noise)}`,
      ],
      ["CSV without a header, quoted text", each((f) => `"2024-10-05 10:24:11","1","${text(f)}"`)],
      ["CSV, text first", each((f) => `"${text(f)}",17`)],
      [
        "frames in a fence",
        (frames, noise) =>
          `My tracker sends:\n\`\`\`\n${each(text)(frames, noise)}\`\`\`\nWhat is it?\n`,
      ],
      ["frames in a quote", each((f) => `> ${text(f)}`)],
    ] satisfies readonly Written[]
  ).map(([name, write]) => ({ name, isBinary: false, write })),
  ...(
    [
      ["hex: a capture a line", each(hex)],
      ["hex in capitals, Windows line ends", each(HEX, "\r\n")],
      ["hex with blanks", each((f) => pairs(f, " "))],
      ["hex with colons", each((f) => pairs(f, ":"))],
      ["hex with hyphens", each((f) => pairs(f, "-").toUpperCase())],
      ["hex with 0x", each((f) => pairs(f, ", ", "0x"))],
      ["hex with \\x", each((f) => pairs(f, "", "\\x"))],
      ["0x once", each((f) => `0x${hex(f)}`)],
      ["quoted hex", each((f) => `"${hex(f)}",`)],
      ["hex wrapped at 40", each((f) => wrap(hex(f), 40))],
      ["hex wrapped at 64", each((f) => wrap(hex(f), 64), "\n\n")],
      ["hex wrapped at 80", each((f) => wrap(HEX(f), 80))],
      ["xxd -p", each((f) => wrap(hex(f), 60))],
      ["hex under a length", each((f) => `Received ${f.length} bytes\n${hex(f)}`)],
      ["hex under a heading", each((f) => `**Frame**\n\n${pairs(f, " ").toUpperCase()}`)],
      ["hex with 0x and blanks", each((f) => pairs(f, " ", "0x"))],
      ["hex with \\x, in quotes", each((f) => `"${pairs(f, "", "\\x")}"`)],
      ["hex under a title", each((f, i) => `Frame ${i + 1}:\n${hex(f)}`)],
      ["hex behind a label", each((f) => `Payload: ${hex(f)}`)],
      ["hex behind another label", each((f) => `data (hex) = ${pairs(f, " ")}`)],
      ["hex in a fence", (frames, noise) => `\`\`\`text\n${each(hex)(frames, noise)}\`\`\`\n`],
      ["hex in a quote", each((f) => `> ${hex(f)}`)],
      [
        "traccar 3",
        each((f) => `2012-10-13 07:35:08 FINE: [5012 - 10.31.157.17] - (HEX: ${HEX(f)})`),
      ],
      [
        "traccar 4",
        each((f) => `2018-05-19 10:27:34 DEBUG: [10B9422C: 5013 < 10.218.246.13] HEX: ${hex(f)}`),
      ],
      [
        "traccar 4.6",
        each((f) => `2020-05-19 10:27:34  INFO: [10b9422c: h02 < 10.218.246.13] HEX: ${hex(f)}`),
      ],
      [
        "traccar 5",
        each((f) => `2023-05-19 10:27:34  INFO: [T10b9422c: h02 < 10.218.246.13] ${hex(f)}`),
      ],
      [
        "traccar over UDP",
        each((f) => `2023-05-19 10:27:34  INFO: [U10b9422c: h02 < 10.218.246.13] ${hex(f)}`),
      ],
      [
        "traccar on a web page",
        each((f) => `2023-05-19 10:27:34  INFO: [T10b9422c: h02 &lt; 10.218.246.13] ${hex(f)}`),
      ],
      ["READ with hex", each((f) => `2024-10-05 10:24:11,123 READ 10.0.0.7:49152 ${hex(f)}`)],
      ["RX with pairs", each((f) => `[10:24:11] RX: ${pairs(f, " ")}`)],
      ["recv behind an address", each((f) => `10.0.0.7:49152 recv ${f.length} bytes: ${hex(f)}`)],
      ["syslog with hex", each((f) => `Oct  5 10:24:11 gateway tracker[812]: rx ${hex(f)}`)],
      [
        "journal with hex",
        each((f) => `2024-10-05T10:24:11+0200 gateway tracker[812]: data=${hex(f)}`),
      ],
      [
        "pino",
        each((f) =>
          JSON.stringify({
            level: 30,
            time: 1728123851000,
            pid: 1,
            hostname: "x",
            raw: hex(f),
            msg: "data",
          }),
        ),
      ],
      [
        "pino, in a text",
        each((f) => JSON.stringify({ level: 30, time: 1728123851000, msg: `received ${hex(f)}` })),
      ],
      [
        "winston, printed",
        each((f) => `2024-10-05T10:24:11.000Z info: received ${JSON.stringify({ raw: hex(f) })}`),
      ],
      [
        "journalctl -o json",
        each((f) =>
          JSON.stringify({ __REALTIME_TIMESTAMP: "1728123851000000", MESSAGE: `rx ${hex(f)}` }),
        ),
      ],
      ["pino-pretty", each((f) => `[10:24:11.003] INFO (1): data\n    raw: "${hex(f)}"`)],
      ["Docker with hex", each((f) => JSON.stringify({ log: `rx ${hex(f)}\n`, stream: "stdout" }))],
      [
        "winston with a Buffer",
        each((f) =>
          JSON.stringify({
            level: "info",
            data: Buffer.from(f),
            timestamp: "2024-10-05T10:24:11Z",
          }),
        ),
      ],
      [
        "docker compose",
        each((f) => `tracker-1  | ${JSON.stringify({ level: 30, payload: hex(f) })}`),
      ],
      [
        "JSON in JSON",
        each((f) =>
          JSON.stringify({
            log: `${JSON.stringify({ level: 30, frame: hex(f) })}\n`,
            stream: "stdout",
          }),
        ),
      ],
      ["JSON Lines with hex", each((f) => JSON.stringify({ hex: hex(f) }))],
      [
        "rows of this project",
        each((f) =>
          JSON.stringify({
            type: "position",
            tail: "00",
            frame: { format: "binary", hex: hex(f) },
          }),
        ),
      ],
      [
        "an array of rows",
        (frames) =>
          `[\n${frames.map((f) => `  ${JSON.stringify({ hex: hex(f) })}`).join(",\n")}\n]\n`,
      ],
      ["JSON with base64", each((f) => JSON.stringify({ t: 1, body: base64(f) }))],
      ["JSON of a Buffer", each((f) => JSON.stringify(Buffer.from(f)))],
      ["JSON of a Buffer, indented", each((f) => JSON.stringify(Buffer.from(f), null, 2))],
      [
        "CSV with a header",
        (frames, noise) =>
          `timestamp;direction;hex\n${each((f) => `2024-10-05 10:24:11;in;${hex(f)}`)(frames, noise)}`,
      ],
      [
        "CSV with a header, tabs",
        (frames, noise) => `id\traw\n${each((f, i) => `${i}\t${HEX(f)}`)(frames, noise)}`,
      ],
      ["CSV without a header", each((f) => `2024-10-05 10:24:11,861234567890123,${hex(f)}`)],
      ["CSV without a header, quoted", each((f) => `"8160528000","${hex(f)}","in"`)],
      ["PostgreSQL", each((f) => ` 17 | 2024-10-05 10:24:11 | \\x${hex(f)}`)],
      ["xxd", each((f) => xxd(f), "\n\n")],
      ["xxd, one behind the other", each((f) => xxd(f))],
      ["xxd -c 8", each((f) => xxd(f, 8))],
      [
        "xxd -g 1 -u",
        each((f) => xxd(f, 16, 1).replace(/ [0-9a-f ]+ {2}/g, (x) => x.toUpperCase())),
      ],
      ["xxd -g 4", each((f) => xxd(f, 16, 4))],
      ["hexdump -C", each(hexdumpC)],
      ["hexdump -C in a quote", each((f) => hexdumpC(f).replace(/^/gm, "> "))],
      [
        "hexdump -C in a fence",
        (frames, noise) => `\`\`\`\n${each(hexdumpC)(frames, noise)}\`\`\`\n`,
      ],
      ["hexdump -C, indented", each((f) => hexdumpC(f).replace(/^/gm, "    "))],
      ["hexdump", each((f) => words(f, 7))],
      ["od -x", each((f) => words(f, 8))],
      ["od", each(octalWords)],
      ["od -t x1", each((f) => odBytes(f, (row) => pairs(row, " ")))],
      [
        "od -b",
        each((f) =>
          odBytes(f, (row) => [...row].map((b) => b.toString(8).padStart(3, "0")).join(" ")),
        ),
      ],
      ["od -c", each(odCharacters)],
      ...DUMPS.flatMap(([name, write]): Written[] => [
        [`${name}, in a quote`, each((f) => write(f).replace(/^/gm, "> "))],
        [`${name}, in a fence`, (frames, noise) => `\`\`\`\n${each(write)(frames, noise)}\`\`\`\n`],
        [`${name}, indented`, each((f) => write(f).replace(/^/gm, "    "))],
      ]),
      ["Wireshark", each(wireshark, "\n\n")],
      ["Wireshark, follow stream", each(followStream)],
      ["Wireshark, whole packets", each((f) => wireshark(packet(f)), "\n\n")],
      ["tcpdump -X", each((f) => tcpdump(f))],
      [
        "tcpdump -x",
        each((f) => tcpdump(f).replace(/ {2}[^ ]*$/gm, (x) => (/0x/.test(x) ? x : ""))),
      ],
      [
        "Wireshark, an escaped string",
        each((f) =>
          rows(f)
            .map(([, row]) => `"${pairs(row, "", "\\x")}"`)
            .join(" \\\n"),
        ),
      ],
      [
        "tcpdump -X with a server",
        each((f) => `${tcpdump(f)}\n${tcpdump(Buffer.from("*HQ,1234567890,R12,102411#"), false)}`),
      ],
      [
        "Netty",
        each(
          (f) =>
            `10:24:11.123 [nioEventLoopGroup-3-1] INFO  LoggingHandler - [id: 0x4f1ca3ab, L:/192.0.2.1:5013 - R:/10.0.0.7:49152] READ: ${f.length}B\n${netty(f)}`,
        ),
      ],
      ["base64", each(base64)],
      ["base64 wrapped", each((f) => wrap(base64(f), 76))],
      ["base64 in a log", each((f) => `10:24:11 payload=${base64(f)} ok`)],
      ["<Buffer …>", each((f) => `<Buffer ${pairs(f, " ")}>`)],
      ["<Buffer …> in a log", each((f) => `data <Buffer ${pairs(f, " ")}> from 10.0.0.7:49152`)],
      ["Python bytes", each(pythonBytes)],
      [
        "Python bytes in a log",
        each((f) => `DEBUG:root:recv ${pythonBytes(f)} from ('10.0.0.7', 49152)`),
      ],
      ["Python bytearray", each((f) => `data = bytearray(${pythonBytes(f)})`)],
      [
        "Uint8Array over lines",
        each((f) => {
          const lines = rows(f, 12).map(
            ([, row]) => `  ${[...row].map((b) => String(b).padStart(3)).join(", ")}`,
          );
          return `Uint8Array(${f.length}) [\n${lines.join(",\n")}\n]`;
        }),
      ],
      [
        "Uint8Array in source",
        each((f) => `const frame = new Uint8Array([${pairs(f, ", ", "0x")}]);`),
      ],
      ["Go source", each((f) => `frame := []byte{${pairs(f, ", ", "0x")}}`)],
      ["Rust", each((f) => `recv: [${[...f].join(", ")}]`)],
      ["Java bytes", each((f) => `[${signed(f).join(", ")}]`)],
      ["Java bytes in a log", each((f) => `10:24:11 INFO bytes=[${signed(f).join(", ")}]`)],
      [
        "Java source",
        each(
          (f) =>
            `byte[] frame = { ${signed(f)
              .map((b) => (b < 0 ? `(byte) 0x${(b & 255).toString(16)}` : `0x${b.toString(16)}`))
              .join(", ")} };`,
        ),
      ],
      ["Go bytes", each((f) => `[${[...f].join(" ")}]`)],
      [
        "C array",
        each(
          (f) =>
            `unsigned char frame[] = {\n  ${wrap(pairs(f, ", ", "0x"), 72)}\n};\nunsigned int frame_len = ${f.length};`,
        ),
      ],
      [
        "Wireshark, C arrays",
        each(
          (f, i) =>
            `char peer0_${i}[] = { /* Packet ${i + 4} */\n${wrap(pairs(f, ", ", "0x"), 48)} };`,
        ),
      ],
    ] satisfies readonly Written[]
  ).map(([name, write]) => ({ name, isBinary: true, write })),
];
