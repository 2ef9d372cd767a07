/** The schemas are printed from the rows. */
import { expect, it } from "vitest";
import { messageSchema, vectorSchema } from "../../build/schema.ts";

it("vectors/schema.json agrees with the rows (npm run generate)", async () => {
  await expect(vectorSchema()).toMatchFileSnapshot("../../vectors/schema.json");
});

it("vectors/message.schema.json agrees with the rows (npm run generate)", async () => {
  await expect(messageSchema()).toMatchFileSnapshot("../../vectors/message.schema.json");
});
