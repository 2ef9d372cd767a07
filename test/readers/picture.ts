/** A picture of Wireshark's panes, taken in a virtual display. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { wiresharkDissector } from "../../src/wireshark/index.ts";
import { pcap } from "./tshark.ts";

/** Debian: apt-get install wireshark xvfb xdotool imagemagick. */
export const MISSING: readonly string[] = [
  "wireshark",
  "Xvfb",
  "xdotool",
  "import",
  "convert",
].filter((program) => spawnSync("which", [program]).status !== 0);

export const [WIDTH, HEIGHT] = [1100, 760];

/** The pane of the tree, without the arrows before its lines and the scroll bar. */
const PANE = [
  [22, 245],
  [684, 736],
] as const;
/** Height of a line of text in pixels. */
const LINE = 15;

const PREFERENCES = `gui.window_title: Wireshark
gui.layout_type: 2
gui.update.enabled: FALSE
`;
const RECENT = `gui.geometry_main_x: 0
gui.geometry_main_y: 0
gui.geometry_main_width: ${WIDTH}
gui.geometry_main_height: ${HEIGHT}
gui.geometry_main_maximized: FALSE
gui.geometry_main_upper_pane: 150
gui.geometry_main_lower_pane: 700
privs.warn_if_elevated: FALSE
sys.warn_if_no_capture: FALSE
`;

/** Opens the packets, selects one, and expands the dissector's tree. */
export async function picture(packets: readonly Buffer[], chosen: number): Promise<Picture> {
  const folder = mkdtempSync(join(tmpdir(), "sinotrack-picture-"));
  const started: ChildProcess[] = [];
  try {
    const settings = join(folder, ".config", "wireshark");
    mkdirSync(settings, { recursive: true });
    writeFileSync(join(settings, "preferences"), PREFERENCES);
    writeFileSync(join(settings, "recent_common"), RECENT);
    writeFileSync(join(settings, "recent"), RECENT);
    writeFileSync(join(folder, "sinotrack.lua"), wiresharkDissector());
    writeFileSync(join(folder, "drive.pcap"), pcap(packets));
    const display = await displayOf(started);
    const env = { ...process.env, HOME: folder, DISPLAY: display, TZ: "UTC", LC_ALL: "C.UTF-8" };
    const argv = ["-X", "lua_script:sinotrack.lua", "-g", `${chosen}`, "drive.pcap"];
    started.push(spawn("wireshark", argv, { cwd: folder, env, stdio: "ignore" }));
    const xdotool = (...argv: readonly string[]): string =>
      spawnSync("xdotool", argv, { env, encoding: "utf8" }).stdout.trim();
    const title = "drive.pcap";
    let window = "";
    for (let tries = 0; window === "" && tries < 240; tries++) {
      await wait(500);
      window = xdotool("search", "--onlyvisible", "--name", title).split("\n")[0] as string;
    }
    if (window === "") throw new Error(`no window is called ${title}`);
    xdotool("windowmove", window, "0", "0", "windowsize", window, `${WIDTH}`, `${HEIGHT}`);
    const take = (): Picture => pictureOf(env, folder);
    const folded = await settled(take);
    // The last line of the tree is the dissector's.
    const [left, top] = [PANE[0][0] + 80, PANE[0][1] + (lines(folded) - 0.5) * LINE];
    xdotool("mousemove", `${left}`, `${Math.round(top)}`, "click", "1", "key", "Right");
    return await settled(take, folded);
  } finally {
    for (const one of started) one.kill();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Starts a display with a free number. */
async function displayOf(started: ChildProcess[]): Promise<string> {
  const argv = ["-displayfd", "1", "-screen", "0", `${WIDTH}x${HEIGHT}x24`, "-nolisten", "tcp"];
  const server = spawn("Xvfb", argv, { stdio: ["ignore", "pipe", "ignore"] });
  started.push(server);
  for await (const chunk of server.stdout) return `:${String(chunk).trim()}`;
  throw new Error("Xvfb has no display");
}

export interface Picture {
  readonly png: Buffer;
  /** The brightness of each pixel, one byte each. */
  readonly gray: Buffer;
}

function pictureOf(env: NodeJS.ProcessEnv, folder: string): Picture {
  const file = join(folder, "picture.png");
  execFileSync("import", ["-window", "root", "-define", "png:exclude-chunks=date,time", file], {
    env,
  });
  // Few colours make a small file.
  const png = execFileSync("convert", [file, "-strip", "-colors", "64", "png8:-"], {
    maxBuffer: 1 << 26,
  });
  const gray = execFileSync("convert", [file, "-depth", "8", "gray:-"], { maxBuffer: 1 << 26 });
  return { png, gray };
}

/** The picture once it has changed from the previous one and is stable. */
async function settled(take: () => Picture, before?: Picture): Promise<Picture> {
  let last = take();
  for (let tries = 0; tries < 60; tries++) {
    await wait(1000);
    const next = take();
    if (next.gray.equals(last.gray) && before?.gray.equals(next.gray) !== true) return next;
    last = next;
  }
  throw new Error("the window does not come to rest, or does not unfold the packet");
}

/** The number of text lines in the tree: groups of rows that have more than one colour. */
export function lines({ gray }: Picture): number {
  const [[left, top], [right, bottom]] = PANE;
  let [count, wasText] = [0, false];
  for (let y = top; y < bottom; y++) {
    const row = gray.subarray(y * WIDTH + left, y * WIDTH + right);
    const isText = Math.max(...row) - Math.min(...row) > 80;
    if (isText && !wasText) count++;
    wasText = isText;
  }
  return count;
}
