// Where drafts live: localStorage, keyed by person and form, so that two people on one machine
// never see each other's typing. Passwords, tokens and files are never kept.

const PREFIX = "commontable.draft";
const KEPT_FOR = 30 * 24 * 3600 * 1000; // 30 days, in milliseconds

const person = () => document.body.dataset.user || "nobody";
const personPrefix = () => `${PREFIX}.${person()}.`;
const place = (key) => personPrefix() + key;

const NEVER_KEPT = new Set(["password", "hidden", "submit", "button", "image", "reset"]);

const controls = (form) =>
  [...form.elements].filter(
    (control) => control.name && !NEVER_KEPT.has(control.type) && !("draftSkip" in control.dataset),
  );

// A time that follows the clock (now.js) means now until somebody changes it: its figure is no typing.
const untouched = (control) =>
  "now" in control.dataset &&
  control.value === control.form.elements.namedItem(`${control.name}_shown`)?.value;

function valueOf(control) {
  if (untouched(control)) return null;
  if (control.type === "checkbox" || control.type === "radio") return control.checked;
  if (control.type === "file") return [...control.files].map((file) => file.name);
  if (control.multiple) return [...control.selectedOptions].map((option) => option.value);
  return control.value;
}

/** What the form holds now: one entry per control, in order. */
export function snapshot(form) {
  return controls(form).map((control) => ({
    name: control.name,
    type: control.type,
    choice: control.type === "checkbox" || control.type === "radio" ? control.value : undefined,
    value: valueOf(control),
  }));
}

/** True when two snapshots would send the same. */
export const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** True when the typing is the same; files cannot be put back, so they do not count. */
export function sameTyping(one, other) {
  const typed = (fields) => fields.filter((field) => field.type !== "file");
  return same(typed(one), typed(other));
}

/** Puts a snapshot back; returns the names of files that must be attached again. */
export function restore(form, fields) {
  const left = [...controls(form)];
  const lostFiles = [];
  for (const field of fields) {
    const at = left.findIndex(
      (control) =>
        control.name === field.name &&
        control.type === field.type &&
        (field.choice === undefined || control.value === field.choice),
    );
    if (at < 0) continue;
    const [control] = left.splice(at, 1);
    if (field.type === "file") {
      lostFiles.push(...field.value);
      continue;
    }
    if (field.value === null) continue;
    if (field.choice !== undefined) {
      control.checked = field.value;
    } else if (Array.isArray(field.value)) {
      for (const option of control.options) option.selected = field.value.includes(option.value);
    } else {
      control.value = field.value;
    }
    control.dispatchEvent(new Event("change", { bubbles: true }));
  }
  return lostFiles;
}

/**
 * Keeps a draft; false when the browser refuses (full, or switched off).
 * `submission` is the key the form is sent with, `sent` the snapshot that was sent with it, if any.
 */
export function keep(key, fields, { submission, sent } = {}) {
  try {
    const draft = { at: Date.now(), fields, submission, sent };
    localStorage.setItem(place(key), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

/** The draft under `key`, or null. */
export function recall(key) {
  try {
    const draft = JSON.parse(localStorage.getItem(place(key)));
    return Array.isArray(draft?.fields) ? draft : null;
  } catch {
    return null;
  }
}

export function drop(key) {
  try {
    localStorage.removeItem(place(key));
  } catch {
    // Storage is barred, so there is nothing to drop.
  }
}

function placesOf(prefix) {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(prefix));
  } catch {
    return [];
  }
}

/** The keys of this person's drafts. */
export const keys = () => placesOf(personPrefix()).map((name) => name.slice(personPrefix().length));

/** How many drafts this person has on this device. */
export const count = () => placesOf(personPrefix()).length;

export function dropAll() {
  for (const name of placesOf(personPrefix())) localStorage.removeItem(name);
}

/** Drops drafts, of anybody, that are older than a month. */
export function dropOld() {
  for (const name of placesOf(PREFIX)) {
    let at = 0;
    try {
      at = JSON.parse(localStorage.getItem(name)).at;
    } catch {
      // Unreadable: counts as old.
    }
    if (!(Date.now() - at < KEPT_FOR)) localStorage.removeItem(name);
  }
}
