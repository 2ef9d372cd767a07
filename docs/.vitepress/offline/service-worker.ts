/** Keeps the playground, so that it opens without a network. Bundled by `offline.ts` when the site is built. */
import { clientsClaim } from "workbox-core";
import { cleanupOutdatedCaches, type PrecacheEntry, precacheAndRoute } from "workbox-precaching";

declare const self: {
  /** Put in when the site is built. */
  readonly __WB_MANIFEST: PrecacheEntry[];
  skipWaiting(): Promise<void>;
};

// The page has all it needs once it is there, so a newer worker need not wait for it to close.
void self.skipWaiting();
clientsClaim();
cleanupOutdatedCaches();
// Other pages of the site come from the network, as ever.
precacheAndRoute(self.__WB_MANIFEST);
