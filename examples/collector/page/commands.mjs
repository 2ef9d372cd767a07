/** A command to a device: its danger first, then its arguments, then its outcome. */
import { duration, el, words } from "/text.mjs";

/** H02 commands that also exist in JT/T 808; its other commands are entered as JSON. */
const COUNTERPARTS = ["interval", "locate", "restart", "factoryReset"];
const DIALECT = /^(cantrack|huasuntek|qichuan)/;
const AS_JSON = {
  type: "JSON",
  about: "Any command of H02 or JT/T 808, as JSON",
  danger:
    "It is sent as it is written. Some commands stop the engine, others make the device unreachable: look it up first.",
  arguments: [{ name: "json", kind: "json", required: true, about: "As encodeCommand takes it" }],
};

const OUTCOMES = {
  queued: "waits until the device is heard",
  sent: "sent, no answer yet",
  unanswered: "sent; no answer is documented",
  done: "done",
  answered: "answered",
  failed: "the device says that it failed",
  unsupported: "the device does not support it",
  badIndex: "the device says that the index is wrong",
  badPassword: "the device says that the password is wrong",
  differs: "the device has echoed something else than was sent",
  expired: "no answer in time; it may have obeyed all the same",
  closed: "the connection ended before an answer; it may have obeyed all the same",
  refused: "refused",
};

export class CommandForm {
  #form;
  #types;
  #device;

  constructor(form, types) {
    this.#form = form;
    this.#types = types.filter((spec) => !spec.arguments.some(({ kind }) => kind === "bytes"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
  }

  setDevice({ deviceId, protocol }) {
    this.#device = deviceId;
    const isJt808 = protocol === "jt808";
    const known = this.#types.filter(({ type }) => !isJt808 || COUNTERPARTS.includes(type));
    const group = (label, specs) =>
      specs.length === 0 ? null : el("optgroup", { label }, ...specs.map((spec) => optionOf(spec)));
    const select = el(
      "select",
      { name: "type", "aria-label": "Command" },
      group(
        "Commands",
        known.filter(({ type }) => !DIALECT.test(type)),
      ),
      group(
        "Cantrack, HuaSunTeK and Qichuan",
        known.filter(({ type }) => DIALECT.test(type)),
      ),
      group("Any other", [AS_JSON]),
    );
    const body = el("div", { className: "command-body" });
    const show = () => {
      body.replaceChildren(...fieldsOf(this.#spec(select.value)));
    };
    select.addEventListener("change", show);
    this.#form.replaceChildren(select, body);
    show();
  }

  #spec(type) {
    return type === AS_JSON.type ? AS_JSON : this.#types.find((spec) => spec.type === type);
  }

  async #send() {
    const spec = this.#spec(this.#form.elements.type.value);
    const message = this.#form.querySelector(".message");
    message.textContent = "";
    const response = await fetch(`/devices/${encodeURIComponent(this.#device)}/commands`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: bodyOf(spec, this.#form.elements),
    }).catch((error) => ({ ok: false, text: () => `not sent: ${error.message}` }));
    if (!response.ok) message.textContent = await response.text();
    else if (this.#form.elements.agreed) this.#form.elements.agreed.checked = false;
  }
}

function optionOf({ type, about, danger }) {
  return el("option", { value: type, textContent: `${danger ? "⚠ " : ""}${about} (${type})` });
}

function fieldsOf(spec) {
  const { danger, note, firmware, confirmation } = spec;
  return [
    danger === undefined
      ? null
      : el("p", { className: "danger", role: "alert" }, el("strong", {}, "Danger. "), danger),
    ...(note === undefined ? [] : [el("p", { className: "hint" }, note)]),
    ...spec.arguments.flatMap(fieldOf),
    firmware === undefined
      ? null
      : el("p", { className: "hint" }, `Obeyed by: ${firmware}. Answer: ${confirmation}.`),
    danger === undefined
      ? null
      : el(
          "label",
          { className: "agreed" },
          el("input", { type: "checkbox", name: "agreed", required: true }),
          "I have read what it can do",
        ),
    el("button", { className: danger ? "send is-dangerous" : "send" }, "Send"),
    el("p", { className: "message", role: "alert" }),
  ].filter((field) => field !== null);
}

function fieldOf(argument) {
  const { name, about, required, unit } = argument;
  const id = `argument-${name}`;
  const properties = { id, name, required, "aria-describedby": `${id}-about` };
  const title = `${words(name)}${unit ? `, ${unit}` : ""}${required ? "" : " (optional)"}`;
  return [
    el("label", { htmlFor: id }, title),
    inputOf(argument, properties),
    el("p", { id: `${id}-about`, className: "hint" }, about),
  ];
}

function inputOf({ kind, least, most, values, default: fallback }, properties) {
  const placeholder = fallback === undefined ? "" : String(fallback);
  const select = (names) =>
    el("select", properties, ...["", ...names].map((name) => el("option", { value: name }, name)));
  switch (kind) {
    case "integer":
      return el("input", { ...properties, type: "number", min: least, max: most, placeholder });
    case "number":
      return el("input", { ...properties, type: "number", step: "any", placeholder });
    case "enum":
      return select(values.map(({ value }) => value));
    case "boolean":
      return select(["yes", "no"]);
    case "json":
      return el("textarea", {
        ...properties,
        rows: 3,
        placeholder: '{ "type": "track", "seconds": 10, "durationSeconds": 600 }',
      });
    case "list":
      return el("input", { ...properties, placeholder: placeholder || "one, another" });
    default:
      return el("input", { ...properties, placeholder });
  }
}

function bodyOf(spec, elements) {
  if (spec === AS_JSON) return elements.json.value;
  const command = { type: spec.type };
  for (const argument of spec.arguments) {
    const text = elements[argument.name].value.trim();
    if (text !== "") command[argument.name] = typed(argument, text);
  }
  return JSON.stringify(command);
}

function typed({ kind, item }, text) {
  switch (kind) {
    case "integer":
    case "number":
      return Number(text);
    case "boolean":
      return text === "yes";
    case "list": {
      const items = text.split(",").map((one) => one.trim());
      return item.kind === "integer" ? items.map(Number) : items;
    }
    default:
      return text;
  }
}

/** The list entry of a command. */
export function outcomeOf({ number, command, state, reason, answer, queuedAt, endedAt }) {
  const outcome = answer?.outcome ?? state;
  const { type, ...values } = command;
  const details = [
    Object.keys(values).length === 0 ? null : JSON.stringify(values),
    endedAt ? `after ${duration(Date.parse(endedAt) - Date.parse(queuedAt))}` : null,
    answer?.result ? `result ${answer.result}` : null,
    answer?.parameters?.length > 0 ? `answer ${answer.parameters.join(", ")}` : null,
    reason ?? null,
  ].filter((one) => one !== null);
  return el(
    "li",
    { "data-outcome": outcome },
    el("strong", {}, `${number}. ${words(type)}`),
    el("span", { className: "outcome" }, OUTCOMES[outcome] ?? outcome),
    el("span", { className: "hint" }, details.join(" · ")),
  );
}
