/** `1 frame`, `2 frames`. `shown` is the formatted count: `1,200 frames`. */
export function plural(count: number, noun: string, shown: string = `${count}`): string {
  return `${shown} ${noun}${count === 1 ? "" : "s"}`;
}
