/** Paper is light, whatever the screen is. */
export function printLight(): void {
  const { classList } = document.documentElement;
  const printing = matchMedia("print");
  let wasDark = false;
  const follow = (): void => {
    if (printing.matches) wasDark = classList.contains("dark");
    classList.toggle("dark", !printing.matches && wasDark);
  };
  printing.addEventListener("change", follow);
  // Printed before the page lives.
  if (printing.matches) follow();
}
