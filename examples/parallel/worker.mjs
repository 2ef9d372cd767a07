import { parentPort } from "node:worker_threads";
import { decodeFile } from "./decode-file.mjs";

parentPort.on("message", (file) => parentPort.postMessage(decodeFile(file)));
parentPort.postMessage(null);
