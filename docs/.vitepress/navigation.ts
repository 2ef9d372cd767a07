/** The hand-written parts of the navigation. The browser loads them too, for the search. */

export interface Item {
  readonly text: string;
  readonly link?: string;
  readonly items?: Item[];
}

/** In the order in which a newcomer needs them. */
export const GUIDE: Item = {
  text: "Guide",
  items: [
    { text: "Quick start", link: "/guide/getting-started" },
    { text: "Which device do I have?", link: "/guide/devices" },
    { text: "Set up a tracker", link: "/setup-a-tracker" },
    { text: "Build a collector", link: "/guide/sessions" },
    { text: "Messages and trust", link: "/guide/messages" },
    { text: "Alarms and status", link: "/guide/alarms" },
    { text: "Commands, safely", link: "/guide/commands" },
    { text: "Engine data and texts", link: "/guide/obd-and-sms" },
    { text: "Will mine report RPM?", link: "/guide/rpm" },
    { text: "Recipes", link: "/guide/recipes" },
    { text: "Troubleshooting", link: "/guide/troubleshooting" },
    { text: "Coming from Traccar, flespi, split", link: "/guide/coming-from" },
  ],
};

export const REFERENCE: Item = {
  text: "Reference",
  items: [
    { text: "The message model", link: "/guide/model" },
    { text: "Issues", link: "/guide/issues" },
    { text: "Every issue", link: "/issues" },
    { text: "Every command", link: "/commands" },
    { text: "Streams and frames", link: "/guide/streams" },
    { text: "Command line", link: "/guide/command-line" },
    { text: "I have a log", link: "/guide/i-have-a-log" },
    { text: "Captures as tests", link: "/regression" },
    { text: "Privacy of captures", link: "/privacy" },
    { text: "Security", link: "/guide/security" },
    { text: "Your own firmware", link: "/guide/your-firmware" },
    { text: "Wireshark", link: "/guide/wireshark" },
    { text: "Kaitai Struct", link: "/guide/kaitai" },
    { text: "Test a decoder of your own", link: "/guide/conformance" },
    { text: "Test vectors", link: "/vectors" },
  ],
};

export const PROTOCOL: Item = {
  text: "The protocol",
  items: [
    { text: "How to read it", link: "/protocol/" },
    { text: "H02", link: "/protocol/h02" },
    { text: "JT/T 808", link: "/protocol/jt808" },
    { text: "JT/T 808: tables", link: "/protocol/jt808-tables" },
    { text: "OBD", link: "/protocol/obd" },
    { text: "Which firmware is this?", link: "/identify" },
    { text: "Whose bytes are these?", link: "/sniff" },
    { text: "Differences from Traccar", link: "/differences-from-traccar" },
    { text: "Sources", link: "/sources" },
  ],
};

/** Linked from the navigation at the top of every page. */
export const TOP: readonly Item[] = [
  { text: "Guide", link: "/guide/getting-started" },
  { text: "API", link: "/api/index/" },
  { text: "Playground", link: "/playground" },
  { text: "Commands", link: "/command-builder" },
];

export function links(items: readonly Item[]): string[] {
  return items.flatMap(({ link, items: below }) => [
    ...(link === undefined ? [] : [link]),
    ...links(below ?? []),
  ]);
}
