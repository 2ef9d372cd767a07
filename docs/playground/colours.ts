import { onBeforeUnmount, onMounted } from "vue";

/** Calls what draws a canvas when the colours of the page change: those of a canvas do not follow by themselves. */
export function onColours(draw: () => void): void {
  let observer: MutationObserver | undefined;
  onMounted(() => {
    observer = new MutationObserver(draw);
    observer.observe(document.documentElement, { attributeFilter: ["class"] });
  });
  onBeforeUnmount(() => observer?.disconnect());
}
