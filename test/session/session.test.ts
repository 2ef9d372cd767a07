import { describe, expect, it } from "vitest";
import { decodeGbk, encodeGbk } from "../../src/gbk/index.ts";
import { decode, encodeCommand, parseFrame, replyTo } from "../../src/index.ts";
import { type SessionOptions, TrackerSession } from "../../src/session/index.ts";
import { frameOf } from "../jt808/frames.ts";
import {
  at,
  bytes,
  DOLLAR,
  generalAnswer,
  HEARTBEAT,
  hex,
  jt808,
  LOGIN,
  PARTS,
  RECORD,
  recording,
  said,
  states,
  text,
  types,
  V1,
} from "./harness.ts";

/** A 2G unit, whose V1 alone does not identify the family. */
const ID = "8160528000";

describe("reading", () => {
  it("gives the messages of decode, however the stream is cut", () => {
    const stream = Uint8Array.from(
      Buffer.concat([bytes(`${V1}noise${HEARTBEAT}`), RECORD, ...PARTS, bytes(V1)]),
    );
    const whole = decode(stream);
    for (const size of [1, 7, 100, stream.length]) {
      const session = new TrackerSession();
      const messages = [];
      for (let i = 0; i < stream.length; i += size) {
        messages.push(...session.receive(stream.subarray(i, i + size), at()).messages);
      }
      messages.push(...session.end(at()).messages);
      expect(messages).toEqual(whole);
    }
  });

  it("holds an unfinished frame, and a $ frame until a silence", () => {
    const session = new TrackerSession({ acknowledgement: "r12" });
    expect(session.receive(bytes(V1.slice(0, 40)), at()).messages).toEqual([]);
    expect(session.buffered).toBe(40);
    expect(session.settle(at()).messages).toEqual([]);
    expect(types(session.receive(bytes(V1.slice(40)), at()).messages)).toEqual(["position"]);
    expect(session.buffered).toBe(0);
    expect(session.receive(DOLLAR, at()).messages).toEqual([]);
    const settled = session.settle(at());
    expect(types(settled.messages)).toEqual(["position"]);
    expect(settled.replies.map(text)).toEqual(["*HQ,4100773142,R12,062108#"]);
  });

  it("an unfinished frame at the end is noise", () => {
    const session = new TrackerSession();
    session.receive(bytes("*HQ,816"), at());
    const { messages, replies, outcomes } = session.end(at());
    expect(types(messages)).toEqual(["noise"]);
    expect([replies, outcomes, session.buffered]).toEqual([[], [], 0]);
  });

  it("knows the device of X records, from earlier frames or the options", () => {
    const session = new TrackerSession();
    expect(session.deviceId).toBe(null);
    session.receive(bytes(HEARTBEAT), at());
    expect(session.deviceId).toBe("135790246811220");
    expect(session.receive(RECORD, at()).messages[0]!.deviceId).toBe("135790246811220");
    session.receive(bytes("noise!\r\n"), at());
    expect(session.deviceId).toBe("135790246811220");
    const told = new TrackerSession({ deviceId: "42" });
    expect(told.deviceId).toBe("42");
    expect(told.datagram(RECORD, at()).messages[0]!.deviceId).toBe("42");
    told.receive(bytes(V1), at());
    expect(told.deviceId).toBe(ID);
  });

  it("takes the options of decode", () => {
    const session = new TrackerSession({ statusTable: "sinotrack", maxFrameLength: 256 });
    const [message] = session.receive(bytes(V1), at()).messages;
    expect(message).toMatchObject({ status: { table: "sinotrack" } });
    session.receive(bytes(`*HQ,1,${"x".repeat(400)}`), at());
    expect(session.buffered).toBeLessThan(256);
  });
});

describe("acknowledgement", () => {
  it("begins with the acknowledgement of the official document", () => {
    const session = new TrackerSession();
    expect(said(session, V1)).toEqual(["*HQ,8160528000,R12,062108#"]);
    expect(session.family).toBe(null);
  });

  it.each([
    ["r12", ["*HQ,8160528000,R12,062108#", HEARTBEAT]],
    ["v4", ["*HQ,8160528000,V4,V1,20160716062108#", HEARTBEAT]],
    ["none", []],
  ] as const)("%s is the reply of replyTo", (acknowledgement, expected) => {
    expect(said(new TrackerSession({ acknowledgement }), `${V1}${HEARTBEAT}`)).toEqual(expected);
    const session = new TrackerSession({ acknowledgement });
    const { replies } = session.datagram(bytes(V1 + HEARTBEAT), at());
    expect(replies.map(text)).toEqual(expected);
  });

  it("auto follows the family: V4 for TK-Star", () => {
    const session = new TrackerSession();
    const cells =
      "*HQ,4106012736,NBR,224412,310,260,0,7,100,9243,43,9243,63,100000013,1,180317,FFFFFBFF,3#";
    said(session, cells);
    expect(session.family).toBe("tk-star");
    expect(said(session, cells)).toEqual(["*HQ,4106012736,V4,NBR,20160716062108#"]);
  });

  it("auto follows the family: nothing for HuaSunTeK, heartbeats alone for Cantrack", () => {
    const huasuntek = new TrackerSession();
    said(huasuntek, "*HQ,353271799434922,XT#*HQ,353271799434922,ALRM,1#*HQ,353271799434922,XT,10#");
    expect(huasuntek.family).toBe("huasuntek");
    expect(said(huasuntek, V1 + HEARTBEAT)).toEqual([]);
    const cantrack = new TrackerSession();
    said(
      cantrack,
      "*HQ,867230438116361,V1,195243,A,0458.44142,N,00702.21062,E,0.00,0,270826,FFFEFBFF#" +
        // Up to the last message from which the family is identified.
        "*HQ,867230438116361,HTBT,85#".repeat(15),
    );
    expect(cantrack.family).toBe("cantrack");
    expect(said(cantrack, `${V1}*HQ,867230438116361,HTBT,84#`, 5000)).toEqual([
      "*HQ,867230438116361,HTBT,84#",
    ]);
    // JT/T 808 has one acknowledgement, and a number that only its own messages count.
    const [reply] = cantrack.receive(jt808("0002", ""), at(5000)).replies;
    expect(decode(reply!)[0]).toMatchObject({ command: "0x8001", serialNumber: 0 });
  });

  it("inspects 16 messages, not counting noise", () => {
    const session = new TrackerSession();
    const moved = "*HQ,353271799434922,ALRM,1#";
    said(session, V1.repeat(16) + moved.repeat(3));
    const early = new TrackerSession();
    said(early, "noise!\r\n".repeat(20) + V1.repeat(15) + moved);
    expect([session.family, early.family]).toEqual([null, "huasuntek"]);
  });

  it("counts the numbers of JT/T 808 answers, and acknowledges each part once", () => {
    const session = new TrackerSession();
    const { messages, replies } = session.receive(Buffer.concat(PARTS), at());
    expect(types(messages)).toEqual(["unknown", "unknown", "unknown", "positions"]);
    const answers = replies.map((reply) => decode(reply)[0]!);
    expect(answers.map(({ serialNumber }) => serialNumber)).toEqual([0, 1, 2]);
    expect(replies.map(hex)).toEqual(
      messages
        .slice(0, 3)
        .map((message, serialNumber) => hex(replyTo(message, { at: at(), serialNumber })!)),
    );
    const [next] = session.receive(jt808("0002", ""), at()).replies;
    expect(decode(next!)[0]!.serialNumber).toBe(3);
    const offsets = [0, PARTS[0]!.length, PARTS[0]!.length + PARTS[1]!.length];
    expect(messages[3]!.jt808!.assembled).toEqual({ offsets });
    expect(messages[3]!.frame.offset).toBe(offsets[2]);
  });

  it("serial numbers restart after 65535", () => {
    const session = new TrackerSession();
    const beats = Buffer.concat(Array.from({ length: 65_536 }, () => jt808("0002", "")));
    const { replies } = session.receive(beats, at());
    expect(decode(replies.at(-1)!)[0]!.serialNumber).toBe(65_535);
    const [next] = session.receive(jt808("0002", ""), at()).replies;
    expect(decode(next!)[0]!.serialNumber).toBe(0);
  });
});

describe("echoes", () => {
  it("a message that equals a reply of the last second is not answered", () => {
    const session = new TrackerSession();
    expect(said(session, LOGIN, 0)).toEqual([LOGIN]);
    expect(said(session, LOGIN, 999)).toEqual([]);
    expect(said(session, LOGIN, 1000)).toEqual([LOGIN]);
    expect(said(session, LOGIN + LOGIN, 5000)).toEqual([LOGIN]);
    // A different message is answered.
    expect(said(session, HEARTBEAT, 5000)).toEqual([HEARTBEAT]);
    // A clock that is set back is no reason to stay silent.
    expect(said(session, LOGIN, -60_000)).toEqual([LOGIN]);
  });

  it("the reply counts, not the message: a truncated heartbeat is not echoed", () => {
    const session = new TrackerSession();
    expect(said(session, "*HQ,1,HTBT,100,7#", 0)).toEqual(["*HQ,1,HTBT,100#"]);
    expect(said(session, "*HQ,1,HTBT,100,7#", 1)).toEqual(["*HQ,1,HTBT,100#"]);
    expect(said(session, "*HQ,1,HTBT,100#", 2)).toEqual([]);
  });

  it.each(["receive", "datagram"] as const)("two collectors fall silent: %s", (way) => {
    for (const start of [LOGIN, HEARTBEAT, V1, "*HQ,1,HTBT,5,6#", "*HQ,1,V4,V1,20160716062108#"]) {
      const sides = [new TrackerSession(), new TrackerSession()];
      let under: readonly Uint8Array[] = [bytes(start)];
      let count = 0;
      for (let turn = 0; under.length > 0 && turn < 100; turn++) {
        under = under.flatMap((one) => sides[turn % 2]![way](one, at(turn)).replies);
        count += under.length;
      }
      expect(count).toBeLessThan(5);
    }
  });

  it("remembers no more than 256 of them", () => {
    const session = new TrackerSession();
    const logins = Array.from({ length: 300 }, (_, i) => `*HQ,${1000 + i},V0#`);
    expect(said(session, logins.join(""))).toHaveLength(300);
    expect(said(session, logins.slice(44).join(""))).toEqual([]);
    expect(said(session, logins.slice(0, 44).join(""))).toHaveLength(44);
  });

  it("replies to reports are not among them", () => {
    const session = new TrackerSession();
    expect(said(session, LOGIN)).toEqual([LOGIN]);
    const reports = Array.from({ length: 256 }, (_, i) => V1.replace(ID, String(8160528000 + i)));
    expect(said(session, reports.join(""))).toHaveLength(256);
    expect(said(session, LOGIN)).toEqual([]);
  });
});

describe("datagrams", () => {
  const answered = (session: TrackerSession, datagram: string | Uint8Array, ms = 0): string[] => {
    const sent = typeof datagram === "string" ? bytes(datagram) : datagram;
    return session.datagram(sent, at(ms)).replies.map(text);
  };

  it("each is whole", () => {
    const session = new TrackerSession();
    const one = session.datagram(bytes(V1.slice(0, 40)), at());
    expect(types(one.messages)).toEqual(["noise"]);
    expect(types(session.datagram(bytes(V1.slice(40)), at()).messages)).toEqual(["noise"]);
    expect(session.datagram(bytes(V1 + HEARTBEAT), at()).messages).toEqual(decode(V1 + HEARTBEAT));
    expect(session.buffered).toBe(0);
  });

  it("one whole message gets its reply, although that is longer", () => {
    expect(answered(new TrackerSession(), "*HQ,1#")).toEqual(["*HQ,1,R12,062108#"]);
    const beat = jt808("0002", "");
    const [reply] = new TrackerSession().datagram(beat, at()).replies;
    expect(reply!.length).toBeGreaterThan(beat.length);
    expect(answered(new TrackerSession(), "\r\n*HQ,1#\r\n")).toHaveLength(1);
  });

  it("the replies to several messages are not longer than the datagram, and at most 64", () => {
    for (const [one, count] of [
      [bytes("*HQ,1#"), 10_917],
      [jt808("0002", ""), 3000],
      [bytes(V1), 500],
      [bytes(LOGIN), 2],
    ] as const) {
      const datagram = Buffer.concat(Array.from({ length: count }, () => one));
      const { replies, messages } = new TrackerSession().datagram(datagram, at());
      expect(messages).toHaveLength(count);
      const weight = replies.reduce((sum, { length }) => sum + length, 0);
      expect(weight).toBeLessThanOrEqual(datagram.length);
      expect(replies.length).toBeLessThanOrEqual(64);
      expect(replies.length).toBeGreaterThan(0);
    }
  });

  it.each([
    // Replies of 17 bytes to datagrams of 12, 30 and 36.
    ["*HQ,1#*HQ,2#", []],
    ["*HQ,1#".repeat(5), ["*HQ,1,R12,062108#"]],
    ["*HQ,1#".repeat(6), ["*HQ,1,R12,062108#", "*HQ,1,R12,062108#"]],
    // As long as the datagram.
    ["*HQ,1,V0#*HQ,2,V0#", ["*HQ,1,V0#", "*HQ,2,V0#"]],
  ])("%s gets the replies that fit", (datagram, replies) => {
    expect(answered(new TrackerSession(), datagram)).toEqual(replies);
  });

  it("a peer is answered 64 times within a second", () => {
    const session = new TrackerSession();
    const count = (ms: number): number => answered(session, V1, ms).length;
    const times = (ms: number): number =>
      Array.from({ length: 100 }, () => count(ms)).reduce((a, b) => a + b);
    expect([times(0), times(999), times(1000), times(1500), times(5000)]).toEqual([
      64, 0, 64, 0, 64,
    ]);
    // A clock that is set back is no reason to stay silent.
    expect(times(-60_000)).toBe(64);
  });

  it("parts in separate datagrams are assembled", () => {
    const session = new TrackerSession();
    const results = PARTS.map((part) => session.datagram(part, at()));
    expect(results.map(({ messages }) => types(messages))).toEqual([
      ["unknown"],
      ["unknown"],
      ["unknown", "positions"],
    ]);
    expect(results.map(({ replies }) => replies.length)).toEqual([1, 1, 1]);
  });

  it.each([
    ["0x8800 as well, if both fit", 30, ["8001", "8800"]],
    // 20 bytes, and the checksum of the reply is 7e, which is escaped, so that the part is shorter.
    ["0x8001 alone, although it is longer", 1, ["8001"]],
  ])("the last part of a recording gets %s", (_name, lastBytes, ids) => {
    const session = new TrackerSession();
    const [first, last] = recording(lastBytes);
    expect(session.datagram(first!, at()).replies).toHaveLength(1);
    const { messages, replies } = session.datagram(last!, at());
    expect(types(messages)).toEqual(["unknown", "position"]);
    expect(replies.map((reply) => hex(reply.slice(1, 3)))).toEqual(ids);
    if (ids.length === 1) expect(replies[0]!.length).toBeGreaterThan(last!.length);
  });

  it("commands are answered by datagrams as well", () => {
    const session = new TrackerSession();
    session.datagram(bytes(V1), at());
    session.send({ type: "cutFuel" }, at());
    const { outcomes } = session.datagram(bytes(`*HQ,${ID},V4,S20,DONE,062108,062109#`), at(900));
    expect(outcomes).toMatchObject([{ outcome: "done", result: "DONE" }]);
  });
});

describe("commands", () => {
  const heard = (options?: SessionOptions): TrackerSession => {
    const session = new TrackerSession(options);
    session.receive(bytes(V1), at());
    return session;
  };
  const heardJt808 = (): TrackerSession => {
    const session = new TrackerSession({ acknowledgement: "none" });
    session.receive(jt808("0002", ""), at());
    return session;
  };
  const OK = `*HQ,${ID},V4,S20,OK,062108,062109,A,2235.0086,N,11354.3668,E,000.00,000,160716,FFFFBFFF#`;

  it("goes to the device with its own maker code, and is pending until it is answered", () => {
    const session = new TrackerSession();
    session.receive(bytes(V1.replace("*HQ", "*TH")), at());
    const command = { type: "cutFuel" } as const;
    const sent = session.send(command, at());
    expect(sent).toStrictEqual({ command, bytes: expect.anything(), at: at(), state: "sent" });
    expect(text(sent.bytes)).toBe("*TH,8160528000,S20,062108,1,1#");
    expect(session.pending).toEqual([sent]);
    expect(Object.isFrozen(sent)).toBe(true);
    const { outcomes, messages } = session.receive(bytes(OK.replace("HQ", "TH")), at(1000));
    expect(outcomes).toEqual([
      { sent, outcome: "done", result: "OK", parameters: [], message: messages[0] },
    ]);
    expect(session.pending).toEqual([]);
  });

  it.each([1, 20, 1000])("has that maker code, although $ has none: chunks of %i", (size) => {
    const session = new TrackerSession();
    const ofDevice = V1.replace(`*HQ,${ID}`, "*TH,4100773142");
    const stream = Buffer.concat([bytes(ofDevice), DOLLAR, DOLLAR]);
    for (let i = 0; i < stream.length; i += size) {
      session.receive(stream.subarray(i, i + size), at());
    }
    session.settle(at());
    const { bytes: sent } = session.send({ type: "cutFuel" }, at());
    expect(text(sent)).toBe("*TH,4100773142,S20,062108,1,1#");
  });

  it("goes to a PengAoDa device in H02", () => {
    const session = new TrackerSession();
    const record =
      "7e24863199979207215325091531139912c6120584257d02022266fffbdffffd41300052000000e163042b21" +
      "4b0101cc01451fcbe500420047c2010007e100042d000000057b0000000c159600000d2d0000001f00000000" +
      "42364c0000440000000046000000004c00000000880000000189000000248a000000008b000000008c407e";
    session.receive(Buffer.from(record, "hex"), at());
    const { bytes: sent } = session.send({ type: "cutFuel" }, at());
    expect(text(sent)).toBe("*HQ,8631999792,S20,062108,1,1#");
  });

  it("goes to the device of the options before the first frame", () => {
    const session = new TrackerSession({ deviceId: "8168000005" });
    const { bytes: sent } = session.send({ type: "interval", seconds: 30 }, at());
    expect(text(sent)).toBe("*HQ,8168000005,D1,062108,30,1#");
    const control = session.send({ type: "control", code: 4 }, at());
    expect(decode(control.bytes)[0]).toMatchObject({ command: "0x8105", serialNumber: 0 });
  });

  it("one at a time; due returns the others in order, with the time of their turn", () => {
    const session = heard();
    session.send({ type: "cutFuel" }, at());
    const waiting = session.send({ type: "interval", seconds: 30 }, at(10));
    session.send({ type: "restoreFuel" }, at(20));
    expect(waiting).toMatchObject({ state: "queued", bytes: new Uint8Array(0) });
    expect(states(session.pending)).toEqual([
      ["cutFuel", "sent"],
      ["interval", "queued"],
      ["restoreFuel", "queued"],
    ]);
    expect(session.due(at(500))).toEqual([]);
    session.receive(bytes(OK), at(1000));
    const [next, ...others] = session.due(at(2000));
    expect(others).toEqual([]);
    expect(text(next!.bytes)).toBe("*HQ,8160528000,D1,062110,30,1#");
    expect(session.due(at(2000))).toEqual([]);
    expect(states(session.pending)).toEqual([
      ["interval", "sent"],
      ["restoreFuel", "queued"],
    ]);
    const answer = `*HQ,${ID},V4,D1,30,1,062110,062111,A,2235.0086,N,11354.3668,E,000.00,000,160716,FFFFBFFF#`;
    expect(session.receive(bytes(answer), at(3000)).outcomes).toMatchObject([{ sent: next }]);
    expect(states(session.due(at(3000)))).toEqual([["restoreFuel", "sent"]]);
  });

  it("waits only for commands to the same device", () => {
    const session = heard();
    const other = "8160528001";
    session.send({ type: "cutFuel" }, at());
    session.receive(bytes(V1.replace(ID, other)), at());
    const sent = session.send({ type: "cutFuel" }, at());
    expect(text(sent.bytes)).toBe(`*HQ,${other},S20,062108,1,1#`);
    session.send({ type: "locate" }, at());
    expect(session.due(at())).toEqual([]);
    session.receive(bytes(OK.replace(ID, other)), at());
    expect(states(session.due(at()))).toEqual([["locate", "sent"]]);
    expect(states(session.pending)).toEqual([
      ["cutFuel", "sent"],
      ["locate", "sent"],
    ]);
  });

  it("does not wait for one of JT/T 808, and is not sent with it again", () => {
    const session = new TrackerSession({ deviceId: ID });
    session.send({ type: "control", code: 4 }, at());
    expect(session.send({ type: "cutFuel" }, at()).state).toBe("sent");
    session.send({ type: "restoreFuel" }, at());
    expect(session.due(at())).toEqual([]);
    session.receive(bytes(OK), at());
    expect(states(session.due(at()))).toEqual([["restoreFuel", "sent"]]);
  });

  it("has no answer before it is sent", () => {
    const session = heard();
    session.send({ type: "cutFuel" }, at());
    // A V1 answers it.
    expect(session.send({ type: "interval", seconds: 30 }, at()).state).toBe("queued");
    expect(session.receive(bytes(V1), at()).outcomes).toEqual([]);
  });

  it("the answer of another device, or to another command, is none", () => {
    const session = heard();
    session.send({ type: "cutFuel" }, at());
    for (const other of [
      OK.replace(ID, "8160528001"),
      OK.replace("062108", "062107"),
      OK.replace("S20", "S14"),
      V1,
    ]) {
      expect(session.receive(bytes(other), at(1000)).outcomes).toEqual([]);
    }
    expect(session.receive(bytes(OK), at(1000)).outcomes).toHaveLength(1);
    expect(session.receive(bytes(OK), at(1000)).outcomes).toEqual([]);
  });

  it.each([
    ["815", "8105", 0],
    ["8105", "815", 0],
    ["8105", "8105", 1],
    ["8105", "008105", 1],
  ])("to %s, an answer from %s: %i outcomes", (deviceId, answering, count) => {
    const session = new TrackerSession({ deviceId });
    session.send({ type: "cutFuel" }, at());
    const { outcomes } = session.receive(bytes(OK.replace(ID, answering)), at());
    expect(outcomes).toHaveLength(count);
  });

  it("expires when it takes longer than the timeout, and the next has its turn", () => {
    const session = heard({ answerTimeoutMs: 5000 });
    const sent = session.send({ type: "cutFuel" }, at());
    session.send({ type: "restoreFuel" }, at());
    expect(session.expire(at(5000))).toEqual([]);
    expect(session.expire(at(5001))).toEqual([{ sent, outcome: "expired" }]);
    expect(session.expire(at(50_001))).toEqual([]);
    const [next] = session.due(at(5001));
    expect(text(next!.bytes)).toBe("*HQ,8160528000,S20,062113,0,0#");
    // The answer to the first is late, and not taken for the answer to the second.
    expect(session.receive(bytes(OK), at(6000)).outcomes).toEqual([]);
    // 30 s by default.
    const usual = heard();
    usual.send({ type: "cutFuel" }, at());
    expect(usual.expire(at(30_000))).toEqual([]);
    expect(usual.expire(at(30_001))).toHaveLength(1);
  });

  it("is not remembered if no document has an answer", () => {
    const session = heard();
    session.send({ type: "cutFuel" }, at());
    for (const type of ["restart", "clearAlarms", "acknowledge"] as const) {
      const sent = session.send({ type }, at());
      expect(sent.state).toBe("unanswered");
      expect(hex(sent.bytes)).toBe(hex(encodeCommand({ type }, { deviceId: ID, at: at() })));
    }
    expect(session.send({ type: "cantrackSpeedLimit", maxSpeedKmh: 80 } as never, at()).state).toBe(
      "unanswered",
    );
    expect(states(session.pending)).toEqual([["cutFuel", "sent"]]);
  });

  it("end closes pending commands, and nothing is sent afterwards", () => {
    const session = heard();
    session.send({ type: "cutFuel" }, at());
    session.send({ type: "restoreFuel" }, at());
    const { pending } = session;
    expect(session.end(at()).outcomes).toEqual(
      pending.map((sent) => ({ sent, outcome: "closed" })),
    );
    expect(session.pending).toEqual([]);
    expect(session.end(at()).outcomes).toEqual([]);
    expect(() => session.send({ type: "cutFuel" }, at())).toThrow(
      new RangeError("command must be sent before the session ends"),
    );
  });

  it("an answer in the last bytes counts before the end closes commands", () => {
    const session = heard();
    session.send({ type: "text", text: "RCONF" }, at());
    session.receive(bytes(`*HQ,${ID},SMS,SET OK`), at());
    session.send({ type: "cutFuel" }, at());
    expect(session.end(at()).outcomes.map(({ outcome }) => outcome)).toEqual(["closed", "closed"]);
  });

  it("refuses commands that it cannot send", () => {
    expect(() => new TrackerSession().send({ type: "cutFuel" }, at())).toThrow(
      new RangeError("command must wait until a message has shown the device id"),
    );
    const session = heard();
    const refusals: [unknown, ErrorConstructor | RangeErrorConstructor, RegExp][] = [
      [{ type: "none" }, RangeError, /command\.type/],
      [{ type: "__proto__" }, RangeError, /command\.type/],
      [{ type: "queryParameters" }, RangeError, /H02 devices, not queryParameters/],
      [{ type: "interval", seconds: 1 }, RangeError, /seconds/],
      [{ type: "text", text: "a#b" }, RangeError, /text/],
    ];
    for (const [command, kind, message] of refusals) {
      expect(() => session.send(command as never, at())).toThrow(kind);
      expect(() => session.send(command as never, at())).toThrow(message);
    }
    expect(session.pending).toEqual([]);
    for (const one of [session, heardJt808(), new TrackerSession({ deviceId: ID })]) {
      for (const command of [null, undefined, "cutFuel"]) {
        expect(() => one.send(command as never, at())).toThrow(
          new TypeError("command must be an object"),
        );
      }
    }
  });

  it("refuses the 65th", () => {
    const session = heard();
    for (let i = 0; i < 64; i++) session.send({ type: "cutFuel" }, at());
    expect(() => session.send({ type: "cutFuel" }, at())).toThrow(
      /64 commands are already pending/,
    );
    session.receive(bytes(OK), at());
    session.send({ type: "cutFuel" }, at());
    expect(session.pending).toHaveLength(64);
  });

  it("JT/T 808: several at a time, each identified by its serial number", () => {
    const session = heardJt808();
    const one = session.send({ type: "queryParameters" }, at());
    const two = session.send({ type: "text", text: "hello" }, at());
    const three = session.send({ type: "control", code: 4 }, at());
    expect([one, two, three].map(({ serialNumber, state }) => [serialNumber, state])).toEqual([
      [0, "sent"],
      [1, "sent"],
      [2, "sent"],
    ]);
    expect(decode(two.bytes)[0]).toMatchObject({
      command: "0x8300",
      deviceId: "019176652184",
      serialNumber: 1,
    });
    const second = session.receive(generalAnswer(1, "8300"), at());
    expect(second.outcomes).toEqual([
      expect.objectContaining({ sent: two, outcome: "done", result: "ok" }),
    ]);
    const third = session.receive(generalAnswer(2, "8105", "03"), at());
    expect(third.outcomes).toMatchObject([{ sent: three, outcome: "unsupported" }]);
    // The parameters have the serial number of the query.
    const parameters = session.receive(
      jt808("0104", "0000010000002904000000 1e".replace(" ", "")),
      at(),
    );
    expect(parameters.outcomes).toStrictEqual([
      { sent: one, outcome: "done", parameters: [], message: parameters.messages[0] },
    ]);
    expect(session.pending).toEqual([]);
  });

  it("JT/T 808: two of a kind, answered in the other order", () => {
    const session = heardJt808();
    const [one, two] = ["one", "two"].map((value) =>
      session.send({ type: "text", text: value }, at()),
    );
    for (const [number, sent] of [
      [1, two],
      [0, one],
    ] as const) {
      const { outcomes } = session.receive(generalAnswer(number, "8300"), at());
      expect(outcomes).toMatchObject([{ sent }]);
    }
  });

  it("JT/T 808: to a device id without the zeros that fill it up", () => {
    // Heads of 2013 and 2019.
    for (const head of ["0001 0005 019176652184", "0001 4005 01 00000000019176652184"]) {
      const session = new TrackerSession({ deviceId: "19176652184" });
      session.send({ type: "queryPosition" }, at());
      const { outcomes } = session.receive(frameOf(`${head} 0007 0000 8201 00`), at());
      expect(outcomes).toMatchObject([{ outcome: "done" }]);
    }
  });

  it("JT/T 808: answers and commands share their numbers, and a refusal takes none", () => {
    const session = new TrackerSession();
    session.receive(jt808("0002", ""), at());
    expect(() => session.send({ type: "control", code: 999 }, at())).toThrow(RangeError);
    expect(session.send({ type: "queryPosition" }, at()).serialNumber).toBe(1);
    const [reply] = session.receive(jt808("0002", ""), at()).replies;
    expect(decode(reply!)[0]!.serialNumber).toBe(2);
  });

  it("JT/T 808: sends the counterpart of an H02 command, or refuses it by name", () => {
    const session = heardJt808();
    // Id and body.
    const on = (command: object): unknown => {
      const sent = hex(session.send(command as never, at()).bytes);
      return [sent.slice(2, 6), sent.slice(26, -4)];
    };
    // One parameter, 0029, of 4 bytes.
    expect(on({ type: "interval", seconds: 30 })).toEqual(["8103", "0100000029040000001e"]);
    expect(on({ type: "locate" })).toEqual(["8201", ""]);
    expect(on({ type: "restart" })).toEqual(["8105", "04"]);
    expect(on({ type: "factoryReset" })).toEqual(["8105", "05"]);
    const { sent } = { sent: session.pending[0]! };
    expect(sent.command).toEqual({ type: "interval", seconds: 30 });
    expect(parseFrame({ format: "escaped", bytes: sent.bytes, offset: 0 }).command).toBe("0x8103");
    for (const type of ["cutFuel", "restoreFuel", "arm", "clearAlarms"]) {
      expect(() => session.send({ type } as never, at())).toThrow(
        new RangeError(`command.type must be a command for JT/T 808 devices, not ${type}`),
      );
    }
    expect(() => session.send({ type: "interval", seconds: 30, count: 1 }, at())).toThrow(
      RangeError,
    );
    expect(() => session.send({ type: "none" } as never, at())).toThrow(RangeError);
  });

  it("JT/T 808: with the code and the text of the options", () => {
    const encodeText = (value: string): Uint8Array => Buffer.from(value, "latin1");
    const session = new TrackerSession({ authenticationCode: "é1", encodeText });
    const registration = jt808("0100", `002c0000${"20".repeat(33)}`);
    const [reply] = session.receive(registration, at()).replies;
    expect(hex(reply!)).toContain("8100000501917665218400000001" + "00" + "e931");
    expect(hex(session.send({ type: "text", text: "é" }, at()).bytes)).toContain("01e9");
    const plain = new TrackerSession();
    plain.receive(jt808("0002", ""), at());
    expect(() => plain.send({ type: "text", text: "é" }, at())).toThrow(RangeError);
    expect(() => new TrackerSession({ authenticationCode: "é" })).toThrow(/authenticationCode/);
    expect(() => new TrackerSession({ encodeText: "gbk" as never })).toThrow(/encodeText/);
  });

  it.each([1, 1000])("JT/T 808: noise changes nothing, in chunks of %i", (size) => {
    const session = new TrackerSession();
    const stream = Buffer.concat([jt808("0002", ""), bytes("noise!\r\n")]);
    for (let i = 0; i < stream.length; i += size) {
      session.receive(stream.subarray(i, i + size), at());
    }
    session.settle(at());
    expect(decode(session.send({ type: "restart" }, at()).bytes)[0]).toMatchObject({
      command: "0x8105",
      deviceId: "019176652184",
    });
  });

  it("JT/T 808: with the header of the device", () => {
    const session = new TrackerSession({ acknowledgement: "none" });
    const frame = Buffer.from("7e000240000100000000017299841738ffff037e", "hex");
    session.receive(frame, at());
    expect(session.deviceId).toBe("00000000017299841738");
    const { bytes: sent } = session.send({ type: "queryPosition" }, at());
    expect(decode(sent)[0]).toMatchObject({
      deviceId: "00000000017299841738",
      jt808: { version: 2019 },
    });
  });
});

describe("options", () => {
  it.each([
    ["acknowledgement", "R12", /options\.acknowledgement must be one of auto, r12, v4, none/],
    ["acknowledgement", null, /acknowledgement/],
    ["answerTimeoutMs", 0, /answerTimeoutMs must be a whole number from 1 to 2147483647/],
    ["answerTimeoutMs", 2 ** 31, /answerTimeoutMs/],
    ["answerTimeoutMs", Number.NaN, /answerTimeoutMs/],
    ["deviceId", 5, /deviceId/],
    ["deviceId", "", /options\.deviceId must be a string that is not empty/],
    ["statusTable", "SinoTrack", /statusTable/],
    ["binaryLength", 5, /binaryLength/],
    ["maxFrameLength", 5, /maxFrameLength/],
    ["jt808UtcOffsetMinutes", 5000, /jt808UtcOffsetMinutes/],
    ["jt808Profiles", ["none"], /none|profile/i],
  ])("%s: %j is refused", (name, value, message) => {
    expect(() => new TrackerSession({ [name]: value } as never)).toThrow(RangeError);
    expect(() => new TrackerSession({ [name]: value } as never)).toThrow(message);
  });

  it("misuse is a TypeError, and an invalid date a RangeError", () => {
    expect(() => new TrackerSession(null as never)).toThrow(TypeError);
    const session = new TrackerSession({ deviceId: ID });
    const calls: ((at: Date) => unknown)[] = [
      (time) => session.receive(new Uint8Array(1), time),
      (time) => session.datagram(new Uint8Array(1), time),
      (time) => session.send({ type: "cutFuel" }, time),
      (time) => session.settle(time),
      (time) => session.due(time),
      (time) => session.expire(time),
      (time) => session.end(time),
    ];
    for (const call of calls) {
      expect(() => call(5 as never)).toThrow(new TypeError("at must be a Date"));
      expect(() => call(new Date(Number.NaN))).toThrow(
        new RangeError("at must be a valid Date of the years 0 to 9999, not NaN"),
      );
    }
    const given = "must be a Uint8Array, not a string";
    expect(() => session.receive("text" as never, at())).toThrow(new TypeError(`chunk ${given}`));
    expect(() => session.datagram("text" as never, at())).toThrow(new TypeError(`bytes ${given}`));
  });
});

describe("JT/T 808", () => {
  it("confirms a recording in parts when it is complete, besides its parts", () => {
    const session = new TrackerSession();
    const [first, last] = recording(2);
    expect(session.receive(first!, at()).replies.map(hex)).toEqual([
      expect.stringMatching(/^7e8001.*00d3080100..7e$/),
    ]);
    expect(session.receive(last!, at()).replies.map(hex)).toEqual([
      expect.stringMatching(/^7e8001.*00d40801007d027e$/),
      expect.stringMatching(/^7e88000004.*0000007b..7e$/),
    ]);
  });

  it("encodes texts that are not ASCII with the option", () => {
    const session = new TrackerSession({ encodeText: encodeGbk, decodeText: decodeGbk });
    session.receive(jt808("0002", ""), at());
    const { bytes: sent } = session.send({ type: "text", text: "测试" }, at());
    expect(hex(sent)).toContain("01b2e2cad4");
    const [login] = session.receive(jt808("0102", "c2eb31"), at()).messages;
    expect(login).toMatchObject({ authenticationCode: "码1", issues: [] });
    expect(() => new TrackerSession({ encodeText: "gbk" as never })).toThrow(
      new TypeError("options.encodeText must be a function"),
    );
  });
});
