/** Caches the playground, so that it opens without a network. `offline.ts` bundles it when the site is built. */
import { clientsClaim } from "workbox-core";
import { cleanupOutdatedCaches, type PrecacheEntry, precacheAndRoute } from "workbox-precaching";

declare const self: {
  /** Filled in when the site is built. */
  readonly __WB_MANIFEST: PrecacheEntry[];
  skipWaiting(): Promise<void>;
};

// An open page has loaded everything that it needs, so a newer worker need not wait for it to close.
void self.skipWaiting();
clientsClaim();
cleanupOutdatedCaches();
// Other pages of the site still come from the network.
precacheAndRoute(self.__WB_MANIFEST);
