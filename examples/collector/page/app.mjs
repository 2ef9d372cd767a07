/** The page: the collector's devices, and updates as they arrive. */
import { Charts } from "/charts.mjs";
import { CommandForm, outcomeOf } from "/commands.mjs";
import { FleetMap } from "/map.mjs";
import { duration, el, moment, number, words } from "/text.mjs";

/** Distinguishable with any colour vision, and on both backgrounds. */
const COLORS = [
  ...["#2f6fde", "#d9620a", "#12875f", "#b84a9c", "#8a6d00"],
  ...["#0089a8", "#c23b3b", "#7259c9", "#5d7a1f", "#5f6f80"],
];
const HOUR_MS = 3_600_000;
/** A working tracker reports at least every few minutes. */
const SILENT_MS = 600_000;
/** Devices whose trails are loaded at the start; others begin when the device reports or is chosen. */
const MOST_TRAILS = 30;
const MOST_ALARMS = 100;

const $ = (id) => document.getElementById(id);
const json = async (path) => (await fetch(path)).json();

const devices = new Map();
let selected = null;
let outcomes = new Map();

const [settings, commandTypes] = await Promise.all([json("/settings"), json("/command-types")]);
const map = new FleetMap($("map"), settings, (deviceId) => select(deviceId));
const charts = new Charts($("charts"));
const commandForm = new CommandForm($("command"), commandTypes);

const events = new EventSource("/events");
// Events may have been missed, so this also runs after a reconnection.
events.addEventListener("open", async () => {
  await load();
  setConnection("live");
});
events.addEventListener("error", () => setConnection("lost"));
events.addEventListener("stored", ({ data }) => {
  for (const entry of JSON.parse(data)) receive(entry);
  showSummary();
});
events.addEventListener("commands", ({ data }) => {
  for (const entry of JSON.parse(data)) {
    if (entry.deviceId !== selected) continue;
    outcomes.set(entry.number, entry);
    showOutcomes();
  }
});

$("filter").addEventListener("input", filter);
$("show-all").addEventListener("click", () => map.fit(true));
setInterval(() => {
  for (const device of devices.values()) showAge(device);
  showSummary();
}, 1000);

function setConnection(state) {
  $("connection").dataset.state = state;
  $("connection").textContent = state === "live" ? "live" : "connection lost, trying again";
}

async function load() {
  const [list, alarms] = await Promise.all([json("/devices"), json("/alarms")]);
  for (const values of list) Object.assign(deviceOf(values.deviceId), values);
  for (const device of devices.values()) show(device);
  $("alarms").replaceChildren();
  for (const alarm of alarms.reverse()) addAlarm(alarm);
  await Promise.all(list.slice(0, MOST_TRAILS).map(({ deviceId }) => loadTrail(deviceId)));
  map.fit();
  showSummary();
  if (list.length > 0) await select(selected ?? list[0].deviceId);
}

/** The last hour. New positions arrive as events meanwhile. */
async function loadTrail(deviceId) {
  const device = deviceOf(deviceId);
  const from = new Date(Date.now() - HOUR_MS).toISOString();
  device.positions = await json(`/devices/${encodeURIComponent(deviceId)}/positions?from=${from}`);
  const usable = device.positions.filter((position) => position.usable);
  const { lastPosition } = device;
  map.replace(deviceId, device.color, usable.length > 0 || !lastPosition ? usable : [lastPosition]);
  map.setAlarm(deviceId, device.alarms.length > 0);
}

function deviceOf(deviceId) {
  let device = devices.get(deviceId);
  if (device === undefined) {
    const color = COLORS[devices.size % COLORS.length];
    device = { deviceId, color, alarms: [], positions: [], lastPosition: null, ...rowOf(deviceId) };
    device.dot.style.background = color;
    devices.set(deviceId, device);
    // By id, so that no device changes its place.
    const ids = [...devices.keys()].sort();
    const next = devices.get(ids[ids.indexOf(deviceId) + 1]);
    $("devices").insertBefore(device.row, next?.row ?? null);
    filter();
  }
  return device;
}

function rowOf(deviceId) {
  const parts = {
    dot: el("span", { className: "dot" }),
    age: el("span", { className: "age" }),
    kind: el("span", { className: "kind" }),
    speed: el("span", { className: "speed" }),
    badge: el("span", { className: "badge" }),
  };
  const { dot, age, kind, speed, badge } = parts;
  const id = el("span", { className: "id" }, deviceId);
  const button = el("button", { type: "button" }, dot, id, age, kind, speed, badge);
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", async () => {
    await select(deviceId);
    map.show(deviceId);
  });
  return { ...parts, button, row: el("li", {}, button) };
}

function receive({ deviceId, lastSeen, protocol, family, positions, alarms, begun }) {
  const isNew = !devices.has(deviceId);
  const device = deviceOf(deviceId);
  Object.assign(device, { lastSeen, protocol, family: family ?? device.family });
  if (alarms !== null) device.alarms = alarms;
  const usable = positions.filter((position) => position.usable);
  // A stored record is older than the position on the map.
  const isFresh = ({ time }) => device.lastPosition === null || time > device.lastPosition.time;
  const fresh = usable.filter(isFresh);
  device.lastPosition = fresh.at(-1) ?? device.lastPosition;
  map.add(deviceId, device.color, fresh);
  map.setAlarm(deviceId, device.alarms.length > 0);
  if (isNew) map.fit();
  show(device);
  for (const alarm of begun) addAlarm(alarm);
  if (deviceId !== selected) return;
  charts.add(positions);
  showFacts(device);
}

function show(device) {
  const { family, lastPosition, alarms } = device;
  device.kind.textContent = family ?? "family not known yet";
  const speed = lastPosition?.speedKmh ?? null;
  device.speed.textContent = lastPosition === null ? "no fix" : `${number(speed)} km/h`;
  device.badge.textContent = alarms.map(words).join(", ");
  device.badge.hidden = alarms.length === 0;
  showAge(device);
}

function showAge({ age, row, lastSeen }) {
  const silence = Date.now() - Date.parse(lastSeen);
  age.textContent = `${duration(silence)} ago`;
  row.classList.toggle("is-silent", silence > SILENT_MS);
}

function showSummary() {
  const all = [...devices.values()];
  const reporting = all.filter(({ lastSeen }) => Date.now() - Date.parse(lastSeen) <= SILENT_MS);
  const alarming = all.filter(({ alarms }) => alarms.length > 0);
  $("summary").textContent =
    `${all.length} ${all.length === 1 ? "device" : "devices"} · ${reporting.length} reporting · ${alarming.length} with an alarm`;
  $("no-devices").hidden = all.length > 0;
}

function filter() {
  const text = $("filter").value.trim();
  for (const { deviceId, row } of devices.values()) row.hidden = !deviceId.includes(text);
}

function addAlarm({ deviceId, receivedAt, time: fixTime, alarm }) {
  const button = el("button", { type: "button" }, deviceId);
  button.addEventListener("click", async () => {
    await select(deviceId);
    map.show(deviceId);
  });
  const at = fixTime ?? receivedAt;
  const time = el("time", { dateTime: at }, moment(at));
  $("alarms").prepend(el("li", {}, time, el("strong", {}, words(alarm)), button));
  while ($("alarms").children.length > MOST_ALARMS) $("alarms").lastChild.remove();
  $("no-alarms").hidden = true;
}

async function select(deviceId) {
  const device = deviceOf(deviceId);
  selected = deviceId;
  for (const { button } of devices.values()) {
    button.setAttribute("aria-pressed", String(button === device.button));
  }
  $("device-title").textContent = deviceId;
  $("device-hint").hidden = true;
  $("device-body").hidden = false;
  showFacts(device);
  commandForm.setDevice(device);
  const [list] = await Promise.all([
    json(`/devices/${encodeURIComponent(deviceId)}/commands`),
    loadTrail(deviceId),
  ]);
  // Another device may have been chosen meanwhile.
  if (selected !== deviceId) return;
  charts.replace(device.positions);
  map.select(deviceId);
  outcomes = new Map(list.reverse().map((entry) => [entry.number, entry]));
  showOutcomes();
}

function showFacts({ family, protocol, lastPosition, alarms }) {
  const place = ({ latitude, longitude }) => `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  const facts = {
    Family: family ?? "not known yet",
    Protocol: protocol === "jt808" ? "JT/T 808" : "H02",
    "Last fix": lastPosition === null ? "none" : moment(lastPosition.time),
    Place: lastPosition === null ? "–" : place(lastPosition),
    Ignition: { true: "on", false: "off" }[lastPosition?.ignition] ?? "–",
    Alarms: alarms.length === 0 ? "none" : alarms.map(words).join(", "),
  };
  $("facts").replaceChildren(
    ...Object.entries(facts).map(([name, text]) =>
      el("div", {}, el("dt", {}, name), el("dd", {}, text)),
    ),
  );
}

function showOutcomes() {
  $("outcomes").replaceChildren(...[...outcomes.values()].reverse().map(outcomeOf));
}
