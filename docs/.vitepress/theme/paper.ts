/** Paper is light, whatever the screen is. */
export function printLight(): void {
  const { classList } = document.documentElement;
  let wasDark = false;
  matchMedia("print").addEventListener("change", ({ matches: isPrinting }) => {
    if (isPrinting) wasDark = classList.contains("dark");
    classList.toggle("dark", !isPrinting && wasDark);
  });
}
