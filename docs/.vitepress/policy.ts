import { createHash } from "node:crypto";

/** What runs where it stands in the page. */
const INLINE = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/**
 * The page with a content security policy: it runs no script but the files of the site and what VitePress wrote into
 * the page, and nothing that is made of text. Styles stand in it, of the code and of the map; tiles of a map are from
 * wherever somebody wants them.
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
    // What decodes is one file with the page, so that it works without a network.
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const meta = `<meta http-equiv="content-security-policy" content="${policy}">`;
  return html.replace(/<meta charset="[^"]*">/, `$&\n    ${meta}`);
}
