import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { usePages } from "./pages.ts";
import {
  BAD_TIME,
  BINARY,
  capture,
  detail,
  drop,
  enter,
  frames,
  openPlayground,
  PCAP,
  paste,
  rowCount,
  status,
  V1,
} from "./playground-page.ts";

const openPage = usePages();
const hexOfV1 = Buffer.from(V1).toString("hex");

/** Each form as people have it, with two frames. */
const FORMS: readonly (readonly [form: string, file: string, body: Uint8Array | string])[] = [
  ["text frames", "capture.bin", `${V1}\r\n${V1}`],
  ["hexadecimal", "capture.hex", `${BINARY}\n${BINARY}\n`],
  [
    "JSON Lines",
    "log.jsonl",
    `${JSON.stringify({ ascii: V1 })}\n${JSON.stringify({ hex: BINARY })}\n`,
  ],
  [
    "log of Traccar",
    "tracker-server.log",
    `2026-08-31 13:27:47  INFO: [Tf5d9a4e1: h02 < 10.0.0.7] ${hexOfV1}\n`.repeat(2),
  ],
  ["log", "server.log", `Aug 31 13:27:47 host app[1]: received ${V1}\n`.repeat(2)],
  ["CSV", "frames.csv", `time,frame\n1,"${V1}"\n2,"${V1}"\n`],
  ["base64", "frames.txt", `${Buffer.from(BINARY, "hex").toString("base64")}\n`.repeat(2)],
  ["bytes of a program", "bytes.txt", `<Buffer ${BINARY.match(/../g)?.join(" ")}>\n`.repeat(2)],
  ["hex dump", "dump.txt", xxd(`${V1}${V1}`)],
];

/** As `xxd` prints it. */
function xxd(text: string): string {
  const lines: string[] = [];
  for (let at = 0; at < text.length; at += 16) {
    const part = text.slice(at, at + 16);
    const hex =
      Buffer.from(part)
        .toString("hex")
        .match(/.{1,4}/g)
        ?.join(" ") ?? "";
    lines.push(`${at.toString(16).padStart(8, "0")}: ${hex.padEnd(39)}  ${part}`);
  }
  return `${lines.join("\n")}\n`;
}

describe("input", () => {
  it.each(FORMS)("recognises %s in a file, with the reason", async (form, name, body) => {
    const page = await openPlayground(openPage);
    await drop(page, name, body);
    await expect.poll(() => status(page).innerText()).toMatch(/^2 frames /);
    expect(await page.locator(".read-as").innerText()).toMatch(
      new RegExp(`^Read as ${form} \\(line 1: .+\\)\\.$`),
    );
    expect(await page.locator(".file").innerText()).toContain(name);
    await page.getByRole("button", { name: "Close file" }).click();
    await expect.poll(() => capture(page).count()).toBe(1);
  });

  it("reads packets and compressed files", async () => {
    const page = await openPlayground(openPage);
    await drop(page, "loopback.pcap", PCAP);
    await expect.poll(() => page.locator(".read-as").innerText()).toContain("captured packets");
    const count = await rowCount(page);
    expect(count).toBeGreaterThan(5);
    await drop(page, "loopback.pcap.gz", gzipSync(PCAP));
    await expect.poll(() => page.locator(".file").innerText()).toContain("loopback.pcap.gz");
    await expect.poll(() => page.locator(".read-as").innerText()).toContain("gzip");
    expect(await rowCount(page)).toBe(count);
  });

  it("opens a chosen file", async () => {
    const page = await openPlayground(openPage);
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "one.txt", mimeType: "text/plain", buffer: Buffer.from(V1) });
    await expect.poll(() => status(page).innerText()).toMatch(/^1 frame /);
  });

  it("decodes pasted text", async () => {
    const page = await openPlayground(openPage);
    await capture(page).fill("");
    await paste(page, `${V1}${V1}`);
    await expect
      .poll(() => status(page).innerText())
      .toBe("2 frames of 1 device in 158 bytes: position 2.");
  });

  it("does not put a very long text into the text field", async () => {
    const page = await openPlayground(openPage);
    await paste(page, V1.repeat(2000));
    await expect.poll(() => status(page).innerText()).toMatch(new RegExp(`^${frames(2000)} `));
    expect(await page.locator(".file").innerText()).toContain("Pasted text");
  });

  it("reads in a chosen form, and goes back", async () => {
    const page = await openPlayground(openPage);
    await enter(page, BINARY, 1);
    await page.getByLabel(/^\s*Form\b/).selectOption("text");
    await expect.poll(() => detail(page).locator("h2").innerText()).toBe("Frame 1: noise");
    await page.getByLabel(/^\s*Form\b/).selectOption("auto");
    await expect.poll(() => detail(page).locator("h2").innerText()).toBe("Frame 1: position $");
  });

  it("names the unreadable line", async () => {
    const page = await openPlayground(openPage);
    await enter(page, `${BINARY}\n2a4`, 2);
    expect(await page.getByRole("alert").innerText()).toBe("Line 2: odd number of hex digits");
    await enter(page, BINARY, 1);
    await expect.poll(() => page.getByRole("alert").count()).toBe(0);
  });

  it("reads an answer by SMS", async () => {
    const page = await openPlayground(openPage);
    await capture(page).fill("SET OK");
    await expect.poll(() => page.locator(".answer h2").innerText()).toBe("An answer by SMS: ok");
    expect(await page.getByRole("alert").count()).toBe(0);
  });

  it("reads the output of an OBD adapter", async () => {
    const page = await openPlayground(openPage);
    await capture(page).fill("010C\n41 0C 1A F8\n>");
    await expect.poll(() => page.locator(".answer h2").innerText()).toContain("OBD adapter");
    // 1A F8 are 6904 quarters of a revolution per minute.
    expect(await page.locator(".answer .engine").innerText()).toMatch(/engineRpm 1726/);
  });

  it("names a foreign protocol", async () => {
    const page = await openPlayground(openPage);
    // A login of GT06.
    await capture(page).fill("78780d01012345678901234500018cdd0d0a");
    await expect.poll(() => page.getByRole("alert").innerText()).toMatch(/GT06/);
    await capture(page).fill(
      "$GPRMC,123519,A,4807.038,N,01131.000,E,022.4,084.4,230394,003.1,W*6A",
    );
    await expect.poll(() => page.getByRole("alert").innerText()).toMatch(/NMEA/);
  });

  it("shows each example", async () => {
    const page = await openPlayground(openPage);
    const example = page.getByLabel("Example");
    const titles = await example.locator("option:not([disabled])").allInnerTexts();
    expect(titles.length).toBeGreaterThan(5);
    for (const label of titles) {
      await example.selectOption({ label });
      await expect.poll(() => status(page).innerText()).toMatch(/^\d+ frames? of /);
    }
    // Typed text is none of the examples.
    await enter(page, BAD_TIME, 1);
    expect(await example.locator("option:checked").innerText()).toBe("Choose one");
  });
});

describe("links", () => {
  it("opens the frame of a link, and writes one", async () => {
    const page = await openPlayground(openPage, `#${new URLSearchParams({ input: BAD_TIME })}`);
    expect(await capture(page).inputValue()).toBe(BAD_TIME);
    expect(await detail(page).locator(".issues li").count()).toBe(1);

    await enter(page, V1, 1);
    await expect.poll(() => page.url()).toContain("1002033932%2CV1%2C102411");
    await page.reload();
    await expect.poll(() => capture(page).inputValue()).toBe(V1);

    await page.evaluate((hash) => {
      location.hash = hash;
    }, new URLSearchParams({ input: BINARY, form: "hex" }).toString());
    await expect.poll(() => detail(page).locator("h2").innerText()).toBe("Frame 1: position $");
  });

  it("reports an input that is too long for one", async () => {
    const page = await openPlayground(openPage);
    await enter(page, V1.repeat(120), 120);
    await expect.poll(() => page.getByText("Too long for a link").count()).toBe(1);
    expect(page.url()).not.toContain("#");
  });
});
