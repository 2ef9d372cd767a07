import { standardItems } from "../../jt808/items.ts";
import { assertJt808Options, parseJt808 } from "../../jt808/parse.ts";
import { SubPackages } from "../../jt808/sub-packages.ts";
import type { FormSet } from "../form-set.ts";

/** JT/T 808, editions 2011, 2013 and 2019. */
export const jt808: FormSet = /* @__PURE__ */ Object.freeze<FormSet>({
  name: "jt808",
  read: (frame, { options, trace }) =>
    frame.format === "escaped" ? parseJt808(frame, options, trace) : null,
  has: (what, value) => what === "item" && standardItems().some(({ id }) => id === value),
  check: assertJt808Options,
  parts: (options) => new SubPackages(options),
});
