/** An example of every form of a command, as it is typed: the first test vector of each. Read when the site is built. */
import { exampleValues } from "./examples.ts";

export declare const data: ReturnType<typeof exampleValues>;

export default { load: exampleValues };
