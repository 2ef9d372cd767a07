/** Prints in light colours, whatever the theme on screen. */
export function printLight(): void {
  const { classList } = document.documentElement;
  const printing = matchMedia("print");
  let wasDark = false;
  const follow = (): void => {
    if (printing.matches) wasDark = classList.contains("dark");
    classList.toggle("dark", !printing.matches && wasDark);
  };
  printing.addEventListener("change", follow);
  // The page may already be printing when this runs.
  if (printing.matches) follow();
}
