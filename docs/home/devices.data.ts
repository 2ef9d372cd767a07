/** Computed when the site is built, so that the page contains neither the rules nor the vectors. */
import { type DeviceFacts, deviceFacts } from "./devices.ts";

export declare const data: DeviceFacts;

export default { load: deviceFacts };
