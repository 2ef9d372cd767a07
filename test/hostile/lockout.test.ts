/** Peers that occupy all places must not shut out a device. */
import { expect, test } from "vitest";
import { Admission } from "../../src/cli/admission.ts";
import { V1 } from "../cli/harness.ts";
import { collector, device, pause, until } from "./child.ts";

test.each([
  ["silent", ""],
  ["of eight bytes that name a device", "*HQ,1,V#"],
])("1,000 connections %s do not shut out a device", async (_name, first) => {
  const running = await collector(["--max-connections", "200"]);
  running.process.stdout!.resume();
  for (let i = 0; i < 1000; i += 50) {
    await Promise.all(
      Array.from({ length: 50 }, async () => {
        const socket = await device(running.port);
        if (first !== "") socket.write(first);
      }),
    );
  }
  await pause(100);
  const good = await device(running.port);
  let text = "";
  good.on("data", (bytes) => {
    text += bytes;
  });
  good.write(V1);
  await until(() => /R12/.test(text));
});

test("the one that has gone longest without a position is closed first", () => {
  const admission = new Admission<string>(3);
  for (const name of ["one", "two", "three"]) expect(admission.enter(name, "192.0.2.1")).toBeNull();
  for (const name of ["two", "three", "one"]) admission.prove(name);
  // From another address, it takes the place of one of the many.
  expect(admission.enter("four", "192.0.2.2")).toBe("two");
  expect(admission.size).toBe(3);
  // Two addresses with one and two connections: none has too many.
  admission.prove("four");
  expect(admission.enter("five", "192.0.2.2")).toBe("five");
  expect(admission.enter("six", "192.0.2.1")).toBe("six");
  admission.leave("four");
  expect(admission.enter("seven", "192.0.2.2")).toBeNull();
});

test("connections without any position make room for one from an equal address", () => {
  const admission = new Admission<string>(2);
  admission.enter("old", "192.0.2.1");
  admission.enter("young", "192.0.2.2");
  expect(admission.enter("new", "192.0.2.3")).toBe("old");
  admission.prove("new");
  admission.prove("young");
  expect(admission.enter("late", "192.0.2.4")).toBe("late");
});

test("a sender with a whole IPv6 network counts as one address", () => {
  const admission = new Admission<string>(3);
  admission.enter("a", "2001:db8::1");
  admission.enter("b", "2001:db8:0:0:1::2");
  admission.enter("c", "2001:db8:0:0:ffff:ffff:ffff:3");
  expect(admission.enter("other", "2001:db8:0:1::1")).toBe("a");
  expect(admission.enter("v4", "::ffff:192.0.2.1")).toBe("b");
  expect(admission.enter("same", "192.0.2.1")).toBe("c");
  expect(admission.enter("another", "198.51.100.1")).toBe("v4");
});
