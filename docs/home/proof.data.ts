import { type Figure, figures } from "./proof.ts";

export declare const data: readonly Figure[];

export default { watch: ["../../README.md"], load: figures };
