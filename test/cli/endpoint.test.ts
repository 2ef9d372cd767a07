import { expect, test } from "vitest";
import { formatAddress, parseEndpoint } from "../../src/cli/endpoint.ts";

test.each([
  ["tcp:5013", { transport: "tcp", host: "127.0.0.1", port: 5013 }],
  ["udp:5013", { transport: "udp", host: "127.0.0.1", port: 5013 }],
  ["TCP:0", { transport: "tcp", host: "127.0.0.1", port: 0 }],
  ["tcp:0.0.0.0:5013", { transport: "tcp", host: "0.0.0.0", port: 5013 }],
  ["udp:localhost:65535", { transport: "udp", host: "localhost", port: 65535 }],
  ["tcp:[::1]:5013", { transport: "tcp", host: "::1", port: 5013 }],
])("%s is an endpoint", (text, endpoint) => {
  expect(parseEndpoint(text)).toEqual(endpoint);
});

test.each([
  "",
  "5013",
  "tcp",
  "tcp:",
  "http:5013",
  "tcp:65536",
  "tcp:-1",
  "tcp:50.13",
  "tcp::5013",
  "tcp:::1:5013",
  "tcp:[]:5013",
  "tcp:localhost:",
])("%j is no endpoint", (text) => {
  expect(parseEndpoint(text)).toBeNull();
});

test("addresses are printed as people write them", () => {
  expect(formatAddress("127.0.0.1", 5013)).toBe("127.0.0.1:5013");
  expect(formatAddress("::1", 5013)).toBe("[::1]:5013");
  expect(formatAddress("::ffff:192.0.2.7", 5013)).toBe("192.0.2.7:5013");
  expect(formatAddress(undefined, undefined)).toBe("unknown");
});
