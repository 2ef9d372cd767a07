/** Copies a text; returns the message for the user. */
export async function copyText(what: string, text: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(text);
    return `${what} copied.`;
  } catch {
    return "The browser does not let this page copy; select the text.";
  }
}
