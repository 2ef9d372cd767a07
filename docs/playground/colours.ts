import { onBeforeUnmount, onMounted } from "vue";

/** Calls `draw` when the colours of the page change, because a canvas does not follow by itself. */
export function onColours(draw: () => void): void {
  let observer: MutationObserver | undefined;
  onMounted(() => {
    observer = new MutationObserver(draw);
    observer.observe(document.documentElement, { attributeFilter: ["class"] });
  });
  onBeforeUnmount(() => observer?.disconnect());
}
