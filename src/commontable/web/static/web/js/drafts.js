// Nothing typed is lost. A form with data-draft-key is kept on every keystroke, restored after a
// reload or a broken connection, and dropped when the server answers with an element that carries
// data-draft-clear="KEY". A send that fails is said calmly, and tried again where that is safe:
//   - it never left (the browser knew it was offline): sent again when the connection is back;
//   - it left but no answer came: sent again only if the form carries a submission_key, which the
//     server uses to take the same submission once; otherwise the person decides.
// If the person typed on in the meantime, nothing is sent without them.

import * as store from "./draft_store.js";
import { clearBanner, tellBanner, tellRestored, words } from "./draft_notice.js";

const blank = new WeakMap(); // form -> its snapshot as the server rendered it
const waiting = new Map(); // form -> { fields: what was sent, safe: may be sent again unasked }

const keyOf = (form) => form?.dataset?.draftKey;
const draftForm = (element) => {
  const form = element?.form ?? element?.closest?.("form");
  return keyOf(form) ? form : null;
};

// The form that htmx tried to send; a field that asks for something on its own (a preview) sends
// nothing that could be lost.
const sentBy = (event) => {
  const element = event.detail?.elt ?? event.target;
  return element.matches?.("form, button, [type=submit]") ? draftForm(element) : null;
};

function save(form) {
  const fields = store.snapshot(form);
  if (store.same(fields, blank.get(form))) {
    store.drop(keyOf(form));
  } else if (!store.keep(keyOf(form), fields)) {
    tellBanner(words().full);
  }
}

function prepareForm(form) {
  if (blank.has(form)) return;
  blank.set(form, store.snapshot(form));
  const draft = store.recall(keyOf(form));
  if (!draft || store.same(draft.fields, blank.get(form))) return;
  const rendered = blank.get(form);
  const lostFiles = store.restore(form, draft.fields);
  tellRestored(form, draft.at, lostFiles, () => {
    store.restore(form, rendered);
    store.drop(keyOf(form));
    const notice = form.querySelector("[data-draft-notice]");
    notice?.remove();
    form.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  });
}

function prepare() {
  for (const done of document.querySelectorAll("[data-draft-clear]")) {
    store.drop(done.dataset.draftClear);
    for (const form of [...waiting.keys()]) {
      if (keyOf(form) === done.dataset.draftClear) waiting.delete(form);
    }
    if (!waiting.size) clearBanner();
  }
  for (const form of document.querySelectorAll("form[data-draft-key]")) prepareForm(form);
}

function send(form) {
  waiting.delete(form);
  if (!waiting.size) clearBanner();
  if (form.isConnected) form.requestSubmit();
}

function wait(form, { left }) {
  save(form);
  const safe = !left || Boolean(form.elements.namedItem("submission_key")?.value);
  waiting.set(form, { fields: store.snapshot(form), safe });
  if (safe) tellBanner(words().waiting);
  else tellBanner(words().unsure, () => send(form));
}

function backOnline() {
  for (const [form, { fields, safe }] of waiting) {
    if (!form.isConnected) {
      waiting.delete(form);
      clearBanner();
    } else if (safe && store.same(store.snapshot(form), fields)) {
      send(form);
    } else if (safe) {
      tellBanner(words().changed, () => send(form));
    }
  }
}

for (const kind of ["input", "change"]) {
  document.addEventListener(kind, (event) => {
    const form = draftForm(event.target);
    if (form && blank.has(form)) save(form);
  });
}

// Before htmx or the browser sends: an offline form stays here.
document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (keyOf(form) && !navigator.onLine) {
      event.preventDefault();
      event.stopPropagation();
      wait(form, { left: false });
    } else if (form.matches("[data-draft-forget]") && store.count()) {
      const question = (words().forget ?? "").replace("{count}", String(store.count()));
      if (window.confirm(question)) store.dropAll();
      else event.preventDefault();
    }
  },
  true,
);

for (const kind of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(kind, (event) => {
    const form = sentBy(event);
    if (form) wait(form, { left: true });
  });
}

document.addEventListener("htmx:responseError", (event) => {
  const form = sentBy(event);
  if (form && event.detail.xhr.status >= 500) {
    save(form);
    tellBanner(words().unsure, () => send(form));
  }
});

window.addEventListener("online", backOnline);
document.addEventListener("htmx:load", prepare);
window.addEventListener("pageshow", prepare);

store.dropOld();
prepare();
