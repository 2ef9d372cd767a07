/** Elements, and texts for people. Text always becomes a text node, so nothing that a device sends is markup. */

export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** `12 s`, `3 min`, `5 h`, `2 d`. */
export function duration(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 100) return `${seconds} s`;
  if (seconds < 6000) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} d`;
}

/** `powerCut` becomes "Power cut". */
export function words(name) {
  if (name === "sos") return "SOS";
  const text = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll("-", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function clock(time) {
  return new Date(time).toLocaleTimeString([], { hour12: false });
}

/** The time, with the date if it is not today. */
export function moment(time) {
  const day = new Date(time).toLocaleDateString();
  return day === new Date().toLocaleDateString() ? clock(time) : `${day} ${clock(time)}`;
}

export function number(value, digits = 0) {
  return value === null || value === undefined ? "–" : value.toFixed(digits);
}
