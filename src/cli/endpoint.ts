/** The address of a collector: `tcp:5013`, `udp:0.0.0.0:5013`, `tcp:[::1]:5013`. */

export interface Endpoint {
  readonly transport: "tcp" | "udp";
  readonly host: string;
  /** 0: a free port, chosen by the system. */
  readonly port: number;
}

/** Trackers send positions unencrypted and anybody can send, so other addresses must be named explicitly. */
const DEFAULT_HOST = "127.0.0.1";

/** Parses an endpoint; `null` for other text. */
export function parseEndpoint(text: string): Endpoint | null {
  const match = /^(tcp|udp):(?:(\[[^\]]+\]|[^[\]:]+):)?(\d{1,5})$/i.exec(text.trim());
  if (match === null) return null;
  const [, transport = "", host = DEFAULT_HOST, digits] = match;
  const port = Number(digits);
  if (port > 65_535) return null;
  return {
    transport: transport.toLowerCase() === "udp" ? "udp" : "tcp",
    host: host.replace(/^\[|\]$/g, ""),
    port,
  };
}

/** Address and port as people write them. */
export function formatAddress(address: string | undefined, port: number | undefined): string {
  if (address === undefined || port === undefined) return "unknown";
  // A socket that listens on all of IPv6 shows IPv4 peers in this form.
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  return plain.includes(":") ? `[${plain}]:${port}` : `${plain}:${port}`;
}
