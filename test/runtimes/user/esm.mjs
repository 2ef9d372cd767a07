/** The entry points by `import`: in Node, Bun and Deno, and in the page of a browser. */
import * as core from "sinotrack-protocol";
import * as gbk from "sinotrack-protocol/gbk";
import * as obd from "sinotrack-protocol/obd";
import * as sms from "sinotrack-protocol/sms";
import * as stream from "sinotrack-protocol/stream";
import * as vectors from "sinotrack-protocol/vectors";
import { checkVectors } from "./check-vectors.mjs";
import files from "./files.mjs";

const report = await checkVectors({ core, gbk, obd, sms, stream, vectors }, files);
globalThis.report = report;
console.log(JSON.stringify(report));
