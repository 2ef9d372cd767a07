/** An example of every form of a command as one would type it: its first test vector. Read when the site is built. */
import { exampleValues } from "./examples.ts";

export declare const data: ReturnType<typeof exampleValues>;

export default { load: exampleValues };
