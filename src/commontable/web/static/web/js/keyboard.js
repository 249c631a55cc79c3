// Keys of a board: j/k or arrows choose a row, Enter opens it, / goes to the filter,
// s to the search, n starts a proposal, ? lists the keys. Markup: [data-board] with [data-row]
// inside, [data-key-filter], [data-key-search], a[data-key-new], [data-keys-open], dialog#key-help, [data-keys-switch].
// Everything here has a pointer's way too; without this file the page still works.

const SWITCH = "commontable.keys";

const isTyping = (target) =>
  target.isContentEditable || target.matches("input, select, textarea, [role='textbox']");

const rows = () =>
  [...document.querySelectorAll("[data-board] [data-row]")].filter((row) => row.offsetParent);

const chosenRow = () => document.activeElement?.closest?.("[data-board] [data-row]");

function singleKeysAreOn() {
  try {
    return localStorage.getItem(SWITCH) !== "off";
  } catch {
    return true; // storage is barred: the keys work, only the choice cannot be kept
  }
}

function choose(step) {
  const all = rows();
  if (!all.length) return false;
  const here = all.indexOf(chosenRow());
  const next = here < 0 ? (step > 0 ? 0 : all.length - 1) : here + step;
  const row = all[Math.min(Math.max(next, 0), all.length - 1)];
  for (const other of all) other.tabIndex = other === row ? 0 : -1;
  row.focus();
  return true;
}

function open(row) {
  const link = row.querySelector("a[data-row-link]") ?? row.querySelector("a[href]");
  link?.click();
  return Boolean(link);
}

function goTo(selector) {
  const target = document.querySelector(selector);
  if (!target) return false;
  target.focus();
  target.select?.();
  return true;
}

function follow(selector) {
  const link = document.querySelector(selector);
  link?.click();
  return Boolean(link);
}

function showKeys() {
  const dialog = document.getElementById("key-help");
  if (!dialog || dialog.open) return false;
  dialog.showModal();
  return true;
}

function act(event) {
  const row = chosenRow();
  // Arrows and Enter belong to the page until a row itself holds the focus.
  if (row && document.activeElement === row) {
    if (event.key === "ArrowDown") return choose(1);
    if (event.key === "ArrowUp") return choose(-1);
    if (event.key === "Enter") return open(row);
  }
  if (!singleKeysAreOn()) return false;
  switch (event.key) {
    case "j": return choose(1);
    case "k": return choose(-1);
    case "/": return goTo("[data-key-filter]");
    case "s": return goTo("[data-key-search]");
    case "n": return follow("a[data-key-new]");
    case "?": return showKeys();
    default: return false;
  }
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.isComposing || document.querySelector("dialog[open]")) return;
  if (isTyping(event.target)) {
    if (event.key === "Escape" && event.target.matches("[data-key-filter], [data-key-search]")) {
      event.target.blur();
    }
    return;
  }
  if (act(event)) event.preventDefault();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-keys-open]")) showKeys();
});

document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-keys-switch]")) return;
  try {
    localStorage.setItem(SWITCH, event.target.checked ? "on" : "off");
  } catch {
    event.target.checked = true;
  }
});

// The Tab key reaches the first row; j, k and the arrows walk from there. Tables that arrive by
// htmx are prepared as well.
function prepare() {
  const all = rows();
  if (all.length && !all.some((row) => row.tabIndex === 0)) all[0].tabIndex = 0;
  for (const box of document.querySelectorAll("[data-keys-switch]")) box.checked = singleKeysAreOn();
}

prepare();
document.addEventListener("htmx:load", prepare);
