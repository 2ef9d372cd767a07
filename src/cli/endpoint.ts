/** Where a collector listens: `tcp:5013`, `udp:0.0.0.0:5013`, `tcp:[::1]:5013`. */

export interface Endpoint {
  readonly transport: "tcp" | "udp";
  readonly host: string;
  /** 0: a free one, chosen by the system. */
  readonly port: number;
}

/** Trackers send positions in the clear and anybody can send: not to the world unless told. */
const DEFAULT_HOST = "127.0.0.1";

/** The endpoint that `text` names, or `null` if it names none. */
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
