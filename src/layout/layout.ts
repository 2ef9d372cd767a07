export type { Meaning as FieldMeaning } from "../kind/row.ts";
