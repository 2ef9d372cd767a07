import assert from "node:assert/strict";
import { createSocket, Socket } from "node:dgram";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { Socket as TcpSocket } from "node:net";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { Admission } from "./admission.mjs";
import { Collector } from "./collector.mjs";
import { SqliteStore } from "./store.mjs";
import { BINARY, cleanups, device, jt808, rows, start, until, V1 } from "./testing.mjs";

test("stores and acknowledges over TCP, a lone $ report too, and over UDP on the same port", async () => {
  const { store, port } = await start();
  const { socket, heard } = await device(port);
  socket.write(V1.slice(0, 40));
  await pause(20);
  socket.write(V1.slice(40));
  await heard(/^\*HQ,8160528000,R12,\d{6}#$/);
  socket.write(BINARY);
  await heard(/#\*HQ,1234567890,R12,\d{6}#$/);

  const datagrams = createSocket("udp4");
  cleanups.push(() => datagrams.close());
  datagrams.send(V1, port, "127.0.0.1");
  const [reply] = await once(datagrams, "message");
  assert.match(reply.toString(), /^\*HQ,8160528000,R12,\d{6}#$/);

  const found = rows(store);
  assert.deepEqual(
    found.map(({ transport, device_id, command }) => [transport, device_id, command]),
    [
      ["tcp", "8160528000", "V1"],
      ["tcp", "1234567890", "$"],
      ["udp", "8160528000", "V1"],
    ],
  );
  const positions = store.all("SELECT * FROM positions ORDER BY rowid");
  assert.deepEqual(
    positions.map(({ message_id, device_id, time }) => [message_id, device_id, time]),
    [
      [found[0].id, "8160528000", "2024-10-05T10:24:11.000Z"],
      [found[1].id, "1234567890", "2024-06-15T10:11:12.000Z"],
      [found[2].id, "8160528000", "2024-10-05T10:24:11.000Z"],
    ],
  );
  // 50°47.5537' north and 9.98 knots.
  assert.equal(positions[0].latitude.toFixed(5), "50.79256");
  assert.equal(positions[0].speed_kmh.toFixed(3), "18.483");
  assert.equal(positions[0].usable, 1);
  assert.equal(positions[1].alarms, '["sos"]');
  assert.deepEqual(found[1].frame, BINARY);
  assert.deepEqual(JSON.parse(found[1].message).status.alarms, ["sos"]);
});

test("acknowledges what is stored, never before", async () => {
  let stored;
  const store = { save: () => new Promise((resolve) => (stored = resolve)) };
  const { port, collector } = await start({ store });
  const { socket, heard } = await device(port);
  socket.write(V1);
  await until(() => stored, "a save");
  await pause(50);
  assert.doesNotMatch(String(collector.metrics), /replies_total/);
  stored();
  await heard(/R12/);
});

test("acknowledges a chunk in one write", async (t) => {
  const { port } = await start();
  const { socket, heard } = await device(port);
  const calls = ["_write", "_writev"].map((name) => t.mock.method(TcpSocket.prototype, name).mock);
  socket.write(V1.repeat(10));
  await heard(/(R12,\d{6}#.*){10}/);
  const writes = calls.flatMap(({ calls }) => calls).filter(({ this: { server } }) => server);
  assert.equal(writes.length, 1);
});

test("a failing store: no acknowledgement, the connection is closed, and the failure is reported", async () => {
  const logged = [];
  const store = { save: () => Promise.reject(new Error("disk full")) };
  const { port, collector } = await start({ store, log: (line) => logged.push(line) });
  const { socket } = await device(port);
  let received = 0;
  socket.on("data", () => received++);
  socket.write(V1);
  await once(socket, "close");
  assert.equal(received, 0);
  assert.deepEqual(logged, ["not stored: disk full"]);
  assert.match(String(collector.metrics), /sinotrack_failures_total 1\n/);
});

test("a device that sends and closes its side still gets its acknowledgement", async () => {
  const { port } = await start();
  const { socket, heard } = await device(port);
  const closed = once(socket, "close");
  socket.end(BINARY);
  await heard(/R12/);
  await closed;
});

test("a record saved twice is stored once", async () => {
  const store = new SqliteStore(":memory:");
  const { port } = await start({
    store: { save: (r) => Promise.all([store.save(r), store.save(r)]) },
  });
  const { socket, heard } = await device(port);
  socket.write(V1);
  // A repeat is another record, since its offset in the connection differs.
  socket.write(V1);
  await heard(/R12.*R12/);
  assert.equal(rows(store).length, 2);
});

test("a command waits for its device, goes out once, and is ended by the answer", async () => {
  const { collector, port } = await start();
  const first = collector.commands.queue("8160528000", { type: "interval", seconds: 30 });
  const second = collector.commands.queue("8160528000", { type: "cutFuel" });
  assert.equal(first.state, "queued");
  const other = await device(port);
  other.socket.write(V1.replace("8160528000", "8160528001"));
  await other.heard(/R12/);
  assert.equal(first.state, "queued");

  const { socket, heard } = await device(port);
  socket.write(V1.replace("*HQ", "*TH"));
  // In the maker code that the device itself uses.
  const [, time] = await heard(/\*TH,8160528000,D1,(\d{6}),30,1#$/);
  assert.equal(first.state, "sent");
  assert.equal(second.state, "queued");
  const answer = (word, result, at) =>
    `*TH,8160528000,V4,${word}${result},${at},102412,A,5047.5537,N,01507.0267,E,000.00,000,051024,FFFFFFFF#`;
  socket.write(answer("D1", ",30,1", time));
  const [, cutTime] = await heard(/\*TH,8160528000,S20,(\d{6}),1,1#$/);
  assert.equal(first.state, "answered");
  socket.write(answer("S20", ",OK", cutTime));
  await until(() => second.state === "answered", "the answer");
  assert.equal(second.answer.outcome, "done");
  assert.match(String(collector.metrics), /sinotrack_commands_total\{outcome="done"\} 1\n/);
});

test("a command without an answer times out, and the next goes out", async () => {
  const { collector, port } = await start({ commandTimeoutMs: 50 });
  const { socket, heard } = await device(port);
  socket.write(V1);
  await heard(/R12/);
  const first = collector.commands.queue("8160528000", { type: "arm" });
  const second = collector.commands.queue("8160528000", { type: "disarm" });
  assert.equal(first.state, "sent");
  await heard(/SCF,\d{6},0,0#\*HQ,8160528000,SCF,\d{6},1,1#$/);
  assert.equal(first.state, "expired");
  await until(() => second.state === "expired", "the timeout");
});

test("a command for a disconnected device waits for its next connection", async () => {
  const { collector, port } = await start();
  const gone = await device(port);
  gone.socket.write(V1);
  await gone.heard(/R12/);
  const closed = once(gone.socket, "close");
  gone.socket.end();
  await closed;
  const entry = collector.commands.queue("8160528000", { type: "restart" });
  assert.equal(entry.state, "queued");
  const { socket, heard } = await device(port);
  socket.write(V1);
  await heard(/\*HQ,8160528000,R1,\d{6}#$/);
  // No document describes an answer, so none is awaited.
  assert.equal(entry.state, "sent");
});

test("a pending command is closed when its device disconnects", async () => {
  const { collector, port } = await start();
  const { socket, heard } = await device(port);
  socket.write(V1);
  await heard(/R12/);
  const entry = collector.commands.queue("8160528000", { type: "cutFuel" });
  socket.end();
  await until(() => entry.state === "closed", "the end");
});

test("a long message in parts is stored once, and each part acknowledged once", async () => {
  const { store, port } = await start();
  const { socket } = await device(port);
  const acknowledged = [];
  socket.on("data", (bytes) => acknowledged.push(bytes.toString("hex")));
  // At 22.583558° north and 113.905623° east, 2021-11-29 11:17:05 in China.
  const record = Buffer.from("001c00000000000000030158990606ca0fd7000400000000211129111705", "hex");
  socket.write(jt808(0x0704, [0, 2, 1, ...record], 179, [0, 2, 0, 1]));
  await until(() => rows(store).length === 1, "the first part");
  socket.write(jt808(0x0704, record, 180, [0, 2, 0, 2]));
  await until(() => rows(store).length === 3, "both parts and the whole");
  await pause(50);
  assert.deepEqual(
    rows(store).map(({ type }) => type),
    ["unknown", "unknown", "positions"],
  );
  // One row per position, each with its verdict.
  const positions = store.all("SELECT * FROM positions ORDER BY place");
  const at = { latitude: 22.583558, longitude: 113.905623, time: "2021-11-29T03:17:05.000Z" };
  for (const [place, { latitude, longitude, time, ...row }] of positions.entries()) {
    assert.deepEqual({ latitude, longitude, time }, at);
    assert.deepEqual([row.message_id, row.place, row.usable], [rows(store)[2].id, place, 1]);
  }
  assert.equal(positions.length, 2);
  // The numbers of both parts, and no third acknowledgement.
  const text = acknowledged.join("");
  assert.deepEqual(text.match(/8001000501917665218400(..)(....)/g).length, 2);
  assert.match(text, /00b3070400.*00b4070400/);
});

test("a JT/T 808 device gets its command in its own protocol, or none", async () => {
  const { collector, port } = await start();
  const { socket } = await device(port);
  const received = [];
  socket.on("data", (bytes) => received.push(bytes.toString("hex")));
  socket.write(jt808(0x0002, [], 1));
  await until(() => received.length === 1, "the acknowledgement");
  const refused = collector.commands.queue("019176652184", { type: "cutFuel" });
  assert.equal(refused.state, "refused");
  assert.match(refused.reason, /JT\/T 808/);
  const entry = collector.commands.queue("019176652184", { type: "interval", seconds: 30 });
  await until(() => received.join("").includes("8103"), "the command");
  // 0x0001 that answers number 1, which is 0x8103.
  socket.write(jt808(0x0001, [0, 1, 0x81, 0x03, 0], 2));
  await until(() => entry.state === "answered", "the answer");
  assert.equal(entry.answer.outcome, "done");
});

test("two collectors that answer each other fall silent, and none answers itself", async () => {
  const one = await start();
  const two = await start();
  // The forged sender is the real address of the other collector, so that each answer reaches it.
  const { emit } = Socket.prototype;
  let spoofed = one.port;
  const replace = function (event, ...args) {
    if (event === "message" && args[1].port !== one.port && args[1].port !== two.port) {
      args[1].port = spoofed;
    }
    return Reflect.apply(emit, this, [event, ...args]);
  };
  Socket.prototype.emit = replace;
  cleanups.push(() => {
    Socket.prototype.emit = emit;
  });
  const attacker = createSocket("udp4");
  cleanups.push(() => attacker.close());
  for (const login of ["*HQ,359087952991010,V0#", "*HQ,135790246811220,HTBT,100#"]) {
    attacker.send(login, two.port, "127.0.0.1");
    await pause(300);
  }
  // The collector's own address: it receives only what the attacker sent.
  spoofed = two.port;
  attacker.send("*HQ,359087952991011,V0#", two.port, "127.0.0.1");
  await pause(300);
  const total = rows(one.store).length + rows(two.store).length;
  assert.ok(total >= 3 && total < 12, `${total} messages`);
  assert.equal(
    rows(two.store).filter(({ device_id }) => device_id === "359087952991011").length,
    1,
  );
});

test("idle sockets of one address do not shut out devices of another", () => {
  const admission = new Admission(10);
  for (let i = 0; i < 20; i++) admission.enter(`idle ${i}`, "192.0.2.1");
  assert.equal(admission.enter("device", "192.0.2.2"), "idle 10");
  admission.prove("device");
  for (let i = 20; i < 40; i++)
    assert.notEqual(admission.enter(`idle ${i}`, "192.0.2.1"), "device");
});

test("an IPv6 subscriber counts as one address, however it is written", () => {
  const admission = new Admission(3);
  admission.enter("device", "::ffff:192.0.2.1");
  admission.prove("device");
  admission.enter("same network", "2001:db8::1");
  admission.enter("same network again", "2001:db8:0:0:5::1");
  assert.equal(admission.enter("other", "2001:db8:1::1"), "same network");
  // With room for one connection, a newcomer without a position never displaces one that has sent a position.
  const full = new Admission(1);
  full.enter("device", "192.0.2.1");
  full.prove("device");
  assert.equal(full.enter("newcomer", "192.0.2.2"), "newcomer");
});

test("limits: connections, idle time, bytes", async () => {
  const limits = { connections: 2, idleMs: 300, bytesPerMinute: 10_000 };
  const { collector, port, store } = await start({ limits });
  const { socket: idle } = await device(port);
  const { socket: noisy } = await device(port);
  // After a position they keep their places.
  idle.write(V1);
  noisy.write(V1);
  await until(() => String(collector.metrics).includes("connections_open 2"), "two connections");
  await until(() => rows(store).length === 2, "their positions");
  const { socket: third } = await device(port);
  await until(() => third.destroyed, "the third to be refused");
  noisy.write(Buffer.alloc(20_000, 0x2a));
  await until(() => noisy.destroyed && idle.destroyed, "both to be cut");
  const metrics = String(collector.metrics);
  assert.match(metrics, /sinotrack_connections_refused_total 1\n/);
  assert.match(metrics, /sinotrack_connections_cut_total\{limit="bytes"\} 1\n/);
  assert.match(metrics, /sinotrack_connections_cut_total\{limit="idle"\} 1\n/);
  // The collector still serves.
  const { socket, heard } = await device(port);
  socket.write(V1);
  await heard(/R12/);
});

test("datagrams above the limit are dropped, and counted", async () => {
  const saves = [];
  const store = { save: () => new Promise((resolve) => saves.push(resolve)) };
  const { collector, port } = await start({ store, limits: { datagrams: 3 } });
  const socket = createSocket("udp4");
  cleanups.push(() => socket.close());
  for (let i = 0; i < 5; i++) socket.send(V1, port, "127.0.0.1");
  await until(() => /datagrams_dropped_total 2\n/.test(String(collector.metrics)), "two drops");
  assert.equal(saves.length, 3);
  for (const save of saves) save();
});

test("a datagram from port 0 is stored, and none of its messages is reported as lost", async (t) => {
  // Any sender can write that port with a raw socket.
  const { emit } = Socket.prototype;
  t.mock.method(Socket.prototype, "emit", function (event, ...args) {
    if (event === "message") args[1].port = 0;
    return Reflect.apply(emit, this, [event, ...args]);
  });
  const logged = [];
  const { store, port, collector } = await start({ log: (line) => logged.push(line) });
  const socket = createSocket("udp4");
  cleanups.push(() => socket.close());
  socket.send(V1 + V1, port, "127.0.0.1");
  await until(() => rows(store).length === 2, "both messages");
  assert.deepEqual(logged, []);
  assert.doesNotMatch(String(collector.metrics), /(failures|replies)_total/);
});

test("a port in use is an error, and leaves nothing open", async () => {
  const taken = createSocket("udp4").bind(0, "127.0.0.1");
  cleanups.push(() => taken.close());
  await once(taken, "listening");
  const collector = new Collector({ store: {} });
  const { port } = taken.address();
  await assert.rejects(collector.listen(port), { code: "EADDRINUSE" });
  await assert.rejects(device(port), { code: "ECONNREFUSED" });
});

test("the query of the README finds the positions of a device", async () => {
  const { store, port } = await start();
  const { socket, heard } = await device(port);
  for (const id of ["8168000005", "8160528000"]) {
    socket.write(V1.replace("8160528000", id));
    await heard(new RegExp(`${id},R12`));
  }
  // No fix, so it is not usable.
  socket.write(V1.replace("8160528000", "8168000005").replace("102411,A", "102511,V"));
  await until(() => rows(store).length === 3, "three records");
  const page = readFileSync(new URL("README.md", import.meta.url), "utf8");
  const [, query] = /^```sql\n(.+?)\n```$/ms.exec(page);
  assert.deepEqual(
    store
      .all(query)
      .map(({ time, latitude, longitude, speed_kmh }) => [
        time,
        latitude.toFixed(5),
        longitude.toFixed(5),
        speed_kmh.toFixed(3),
      ]),
    // 50°47.5537' north, 15°07.0267' east, 9.98 knots.
    [["2024-10-05T10:24:11.000Z", "50.79256", "15.11711", "18.483"]],
  );
});
