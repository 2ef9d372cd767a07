/**
 * Runs all vectors through the API of the package, without a test framework and with nothing but the language, so that
 * it runs wherever the package does. The comparison is written here again, and not taken from the package: if a runtime
 * breaks `./vectors`, that entry point cannot vouch for the others.
 */

/**
 * @param api The entry points: `{ core, gbk, obd, sms, stream, vectors }`.
 * @param files `{ [path in vectors/]: lines, parsed }`.
 * @returns `{ count, failures }`: how many vectors ran, and a line for each that failed.
 */
export async function checkVectors(api, files) {
  const failures = [];
  let count = 0;
  for (const [path, lines] of Object.entries(files)) {
    const check = checkOf(path);
    for (const line of lines) {
      count++;
      try {
        await check(api, line);
      } catch (error) {
        failures.push(`${path} ${line.id}: ${error?.message ?? error}`);
      }
    }
  }
  try {
    checkPackedVectors(api, files);
  } catch (error) {
    failures.push(`./vectors: ${error?.message ?? error}`);
  }
  return { count, failures };
}

const CHECKS = new Map([
  ["sms/sms.jsonl", checkSms],
  ["obd/obd.jsonl", checkObd],
  ["jt808/options.jsonl", checkFrames],
  ["jt808/commands.jsonl", checkJt808Command],
  ["jt808/replies.jsonl", checkJt808Reply],
  ["commands/encode.jsonl", checkEncode],
  ["commands/confirmation.jsonl", checkConfirmation],
  ["commands/reply.jsonl", checkReply],
]);

function checkOf(path) {
  const check = path.includes("/") ? CHECKS.get(path) : checkFrames;
  // A file of a new kind must not go unchecked.
  if (check === undefined) throw new Error(`nothing here checks ${path}`);
  return check;
}

/** Decodes the vector in one piece and from small chunks, and encodes it again. */
async function checkFrames({ core, gbk, stream }, line) {
  const bytes = bytesOf(line);
  const { text, ...given } = line.options ?? {};
  const options = text === undefined ? given : { ...given, decodeText: gbk.decodeGbk };
  const encoding = text === undefined ? {} : { encodeText: gbk.encodeGbk };
  const messages = core.decode(bytes, options);
  equal(messages.map(plainMessage), line.expect, "decode");

  const chunks = [];
  for (let at = 0; at < bytes.length; at += 7) chunks.push(bytes.slice(at, at + 7));
  const streamed = [];
  for await (const message of stream.decodeStream(chunks, options))
    streamed.push(plainMessage(message));
  equal(streamed, line.expect, "decodeStream");

  const isCanonical = messages.every((message) => isWrittenAgain(core, message, encoding));
  equal(isCanonical, line.notCanonical === undefined, "encodeMessage gives the same bytes");
}

function isWrittenAgain(core, { frame, issues: _, ...values }, options) {
  try {
    return hexOf(core.encodeMessage(values, options)) === hexOf(frame.bytes);
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function checkSms({ sms }, line) {
  if (line.command === undefined) {
    const reply = sms.parseSms(line.text);
    const issues = reply.issues.map(({ code, field }) => [code, field]);
    equal({ ...reply, issues }, line.expect, "parseSms");
  } else {
    equal(sms.formatSms(line.command, { password: line.password }), line.text, "formatSms");
  }
}

function checkObd({ obd }, { hex, text, options, expect }) {
  const decoded = (input) => obd.decodeObd(input, options).map(plainReading);
  equal(decoded(hex ?? text), expect, "decodeObd of text");
  if (hex !== undefined) equal(decoded(bytesOf({ hex })), expect, "decodeObd of bytes");
}

function checkEncode({ core }, line) {
  const to = { ...line.to, at: new Date(line.to.at) };
  equal(hexOf(core.encodeCommand(commandOf(line), to)), hexOf(bytesOf(line)), "encodeCommand");
}

function checkConfirmation({ core }, line) {
  const messages = core.decode(bytesOf(line));
  equal(messages.length, 1, "messages");
  const { at, serialNumber } = line;
  const options = at === undefined ? { serialNumber } : { at: new Date(at), serialNumber };
  const found = core.matchConfirmation(commandOf(line), messages[0], options);
  equal(found, line.expect, "matchConfirmation");
}

function checkReply({ core }, line) {
  const messages = core.decode(bytesOf(line));
  equal(messages.length, 1, "messages");
  for (const [acknowledgement, wanted] of [
    [undefined, line.r12],
    ["r12", line.r12],
    ["v4", line.v4],
    ["none", null],
  ]) {
    const options = acknowledgement === undefined ? {} : { acknowledgement };
    const bytes = core.replyTo(messages[0], { at: new Date(line.at), ...options });
    equal(bytes && latin1(bytes), wanted, `replyTo ${acknowledgement}`);
  }
}

function checkJt808Command({ core, gbk }, { command, to: { text, ...to }, hex }) {
  const encoding = text === undefined ? {} : { encodeText: gbk.encodeGbk };
  const bytes = core.encodeCommand(command, { protocol: "jt808", ...to, ...encoding });
  equal(hexOf(bytes), hex, "encodeCommand");
}

function checkJt808Reply({ core, gbk }, { hex, at, options: { text, ...options } = {}, reply }) {
  const messages = core.decode(bytesOf({ hex }));
  equal(messages.length, 1, "messages");
  const encoding = text === undefined ? {} : { encodeText: gbk.encodeGbk };
  const bytes = core.replyTo(messages[0], { at: new Date(at), ...options, ...encoding });
  equal(bytes && hexOf(bytes), reply, "replyTo");
}

/** `./vectors` has the same vectors, passes them, and detects wrong decoders. */
function checkPackedVectors({ core, vectors }, files) {
  const own = Object.entries(files).filter(([path]) => !path.includes("/"));
  equal(
    vectors.vectorFamilies(),
    own.map(([path]) => path.replace(".jsonl", "")),
    "families",
  );
  equal(
    vectors.loadVectors(),
    own.flatMap(([, lines]) => lines),
    "loadVectors",
  );
  const good = vectors.checkVectors(vectors.loadVectors(), (bytes) => core.decode(bytes));
  equal(
    good.changed.map(({ vector }) => vector.id),
    [],
    "checkVectors",
  );
  for (const bad of [() => [], (bytes) => core.decode(bytes).map(ofAnotherDevice)]) {
    const { changed } = vectors.checkVectors(vectors.loadVectors(), bad);
    equal(changed.length, good.results.length, "checkVectors of a bad decoder");
  }
}

function ofAnotherDevice(message) {
  return { ...message, deviceId: "another" };
}

/** A message as in vectors: without its frame, with sorted pairs as issues. */
function plainMessage({ frame: _, ...rest }) {
  return plainReading(rest);
}

function plainReading({ issues, ...rest }) {
  return { ...plain(rest), issues: pairsOf(issues) };
}

/** Times in ISO, bytes in hexadecimal. */
function plain(value) {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return hexOf(value);
  if (Array.isArray(value)) return value.map(plain);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
}

function pairsOf(issues) {
  const pairs = issues.map(({ code, field }) => [code, field]);
  return pairs.sort((a, b) => (a.join() < b.join() ? -1 : 1));
}

function bytesOf({ ascii, hex }) {
  if (hex === undefined) return Uint8Array.from(ascii, (character) => character.charCodeAt(0));
  return Uint8Array.from(hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
}

/** JSON has bytes among the arguments as `{ hex }`. */
function commandOf({ command }) {
  return command.bytes === undefined ? command : { ...command, bytes: bytesOf(command.bytes) };
}

function hexOf(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function latin1(bytes) {
  return String.fromCharCode(...bytes);
}

function equal(got, wanted, what) {
  const path = firstDifference(got, wanted, what);
  if (path !== null) throw new Error(path);
}

/** `null` if both are equal, including the sign of a zero and properties that are `undefined`. */
function firstDifference(got, wanted, path) {
  if (Object.is(got, wanted)) return null;
  const isList = Array.isArray(wanted);
  if (!isObject(got) || !isObject(wanted) || Array.isArray(got) !== isList) {
    return `${path} is ${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`;
  }
  for (const key of new Set([...Object.keys(wanted), ...Object.keys(got)])) {
    if (!Object.hasOwn(got, key)) return `${path}.${key} is missing`;
    if (!Object.hasOwn(wanted, key)) return `${path}.${key} should not be there`;
    const below = firstDifference(got[key], wanted[key], `${path}.${key}`);
    if (below !== null) return below;
  }
  return null;
}

function isObject(value) {
  return typeof value === "object" && value !== null;
}
