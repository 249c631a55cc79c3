// Files dropped or chosen are sent one by one, and each says how far it is: on its way, waiting its
// turn, read, or refused and why. Markup: form[data-intake] with [data-dropzone] inside; the words
// stand in its data attributes. Without this file the form sends all of them at once.

const LOOK_AGAIN = 3000; // milliseconds until a file that has to wait asks again

const form = document.querySelector("form[data-intake]");
const zone = form?.querySelector("[data-dropzone]");
const picker = zone?.querySelector("input[type=file]");
const list = zone?.querySelector("[data-arrivals]");

const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function line(file) {
  const item = document.createElement("li");
  const name = document.createElement("span");
  name.className = "arrival-name";
  name.textContent = file.name;
  const state = document.createElement("span");
  state.className = "arrival-state quiet";
  item.append(name, state);
  list.append(item);
  const say = (text, kind = "") => {
    item.className = kind;
    state.textContent = text;
  };
  return { item, say };
}

function link(item, address, text) {
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.textContent = text;
  item.append(anchor);
}

function bodyFor(file) {
  const body = new FormData(form);
  body.delete(picker.name);
  body.delete("text");
  body.append(picker.name, file, file.name);
  return body;
}

/** Sends one file until it is read or refused; gives the address of its draft, or null. */
async function send(file) {
  const { item, say } = line(file);
  if (file.size > Number(zone.dataset.most)) {
    say(zone.dataset.tooLarge, "is-refused"); // nobody waits for an upload that must fail
    return null;
  }
  for (;;) {
    say(zone.dataset.reading);
    let answer;
    try {
      answer = await fetch(form.action, {
        method: "POST",
        body: bodyFor(file),
        headers: { Accept: "application/json" },
        redirect: "error",
      });
    } catch {
      say(zone.dataset.offline, "is-refused");
      const again = document.createElement("button");
      again.type = "button";
      again.className = "button";
      again.textContent = zone.dataset.again;
      again.addEventListener("click", () => {
        item.remove();
        sendAll([file]);
      });
      item.append(again);
      return null;
    }
    if (answer.status === 503) {
      say(zone.dataset.waiting);
      await sleep(LOOK_AGAIN);
      continue;
    }
    let told = { taken: [], refused: [] };
    try {
      told = await answer.json();
    } catch {
      told.refused = [`${answer.status} ${answer.statusText}`];
    }
    if (told.taken?.length) {
      say(zone.dataset.done);
      link(item, told.taken[0].url, zone.dataset.open);
      return told.taken[0].url;
    }
    say((told.refused ?? []).join(" "), "is-refused");
    if (told.there) link(item, told.there, zone.dataset.open);
    return null;
  }
}

let busy = false;

async function sendAll(files) {
  if (busy || !files.length) return;
  busy = true;
  form.setAttribute("aria-busy", "true");
  const addresses = [];
  for (const file of files) addresses.push(await send(file));
  busy = false;
  form.removeAttribute("aria-busy");
  picker.value = "";
  // One file, and it went well: there is nothing to choose between.
  if (files.length === 1 && addresses[0]) window.location.assign(addresses[0]);
}

if (form && zone && picker && list) {
  for (const kind of ["dragenter", "dragover"]) {
    document.addEventListener(kind, (event) => {
      if (![...(event.dataTransfer?.types ?? [])].includes("Files")) return;
      event.preventDefault();
      zone.classList.add("is-over");
    });
  }
  for (const kind of ["dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      if (kind === "dragleave" && event.relatedTarget) return;
      zone.classList.remove("is-over");
    });
  }
  // Anywhere on the page: whoever misses the field by an inch does not lose the page.
  document.addEventListener("drop", (event) => {
    const files = [...(event.dataTransfer?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    sendAll(files);
  });
  form.addEventListener("submit", (event) => {
    const files = [...picker.files];
    const pasted = form.querySelector("textarea[name=text]")?.value.trim();
    if (!files.length || pasted) return; // the words go the plain way
    event.preventDefault();
    sendAll(files);
  });
  // Choosing is as good as dropping; with words pasted too, both go the plain way when sent.
  picker.addEventListener("change", () => {
    const pasted = form.querySelector("textarea[name=text]")?.value.trim();
    const asks = form.querySelector("input[type=radio], select");
    if (picker.files.length && !pasted && !asks) sendAll([...picker.files]);
  });
  zone.dataset.ready = ""; // from now on a drop is heard
}
