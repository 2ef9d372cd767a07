import express from "express";
import { fixOf, positionsOf, toJson } from "sinotrack-protocol";
import { listen } from "./listen.mjs";

/** The last usable position of each device. */
const latest = new Map();

listen(Number(process.env.TRACKER_PORT ?? 5013), (messages) => {
  for (const message of messages) {
    for (const position of positionsOf(message)) {
      const { usable } = fixOf(position, { now: new Date() });
      // A stored record arrives after newer ones.
      const isNewer = !(latest.get(position.deviceId)?.time >= position.time);
      if (usable && position.deviceId !== null && isNewer) latest.set(position.deviceId, position);
    }
  }
});

const app = express();
app.get("/devices", (_request, response) => {
  response.json([...latest.values()].map((position) => toJson(position)));
});
app.get("/devices/:id", (request, response) => {
  const position = latest.get(request.params.id);
  if (position === undefined) response.sendStatus(404);
  else response.json(toJson(position));
});
app.listen(Number(process.env.PORT ?? 3000));
