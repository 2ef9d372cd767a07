import { createHash } from "node:crypto";

/** Scripts in the page itself. */
const INLINE = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/**
 * Adds a content security policy to the page: it runs only the site's script files and the inline scripts that
 * VitePress wrote, and never evaluates text. Inline styles are allowed for code and the map, and map tiles from any
 * host, since users choose the tile server.
 */
export function withPolicy(html: string): string {
  const hashes = [...html.matchAll(INLINE)].map(
    ([, code = ""]) => `'sha256-${createHash("sha256").update(code).digest("base64")}'`,
  );
  const policy = [
    "default-src 'self'",
    `script-src 'self' ${[...new Set(hashes)].join(" ")}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: https: http:",
    // The decoder's worker is inlined in the page, so that it works without a network.
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const meta = `<meta http-equiv="content-security-policy" content="${policy}">`;
  return html.replace(/<meta charset="[^"]*">/, `$&\n    ${meta}`);
}
