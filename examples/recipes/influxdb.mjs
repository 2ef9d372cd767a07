import { fixOf, positionsOf } from "sinotrack-protocol";
import { toInflux } from "sinotrack-protocol/export";
import { listen } from "./listen.mjs";

const { INFLUX_URL, INFLUX_ORG = "fleet", INFLUX_BUCKET = "trackers", INFLUX_TOKEN } = process.env;
const url = new URL("/api/v2/write", INFLUX_URL);
url.search = new URLSearchParams({ org: INFLUX_ORG, bucket: INFLUX_BUCKET, precision: "ns" });

listen(Number(process.env.TRACKER_PORT ?? 5013), async (messages) => {
  const positions = messages.flatMap((message) => positionsOf(message));
  const lines = positions.filter((position) => fixOf(position).usable).map(toInflux);
  if (lines.length === 0) return;
  const response = await fetch(url, {
    method: "POST",
    headers: { authorization: `Token ${INFLUX_TOKEN}` },
    body: lines.join("\n"),
  });
  if (!response.ok) throw new Error(`InfluxDB: ${response.status} ${await response.text()}`);
});
