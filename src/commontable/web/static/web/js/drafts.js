// Nothing typed is lost. A form with data-draft-key is kept on every keystroke, restored after a
// reload or a broken connection, and dropped when the server answers with an element that carries
// data-draft-clear="KEY". A send that fails is said calmly, and tried again where that is safe:
//   - it never left (the browser knew it was offline): sent again when the connection is back;
//   - it left but no answer came: sent again only if the form carries a submission_key, which the
//     server uses to take the same submission once; otherwise the person decides.
// If the person typed on in the meantime, nothing is sent without them.
// What was sent is kept with its key until the server is known to have it: a page that comes back
// asks, and says that it is recorded instead of offering it once more.

import * as store from "./draft_store.js";
import * as submissions from "./submissions.js";
import { clearBanner, tellBanner, tellRecorded, tellRestored, words } from "./draft_notice.js";

const ASK_AGAIN = 3000; // milliseconds: what was sent a moment ago may still be on its way
const A_WHILE = 3600 * 1000; // milliseconds; after that only the form itself asks

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

function keep(form, fields, sent) {
  return store.keep(keyOf(form), fields, { submission: submissions.keyOf(form), sent });
}

function save(form) {
  const fields = store.snapshot(form);
  const before = store.recall(keyOf(form));
  const sent = before?.submission === submissions.keyOf(form) ? before?.sent : undefined;
  if (!sent && store.same(fields, blank.get(form))) {
    store.drop(keyOf(form));
  } else if (!keep(form, fields, sent)) {
    tellBanner(words().full);
  }
}

/** The form as the server rendered it, to be filled in anew. */
function clear(form) {
  store.restore(form, blank.get(form));
  store.drop(keyOf(form));
  submissions.renew(form);
}

/** Asks whether what was sent from the form is recorded; then says so instead of offering it. */
async function settle(form, { submission, sent }) {
  for (const wait of [0, ASK_AGAIN]) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    const address = await submissions.recordedAt(submission);
    if (!form.isConnected || submissions.keyOf(form) !== submission) return;
    if (!address) continue;
    const typedOn = !store.sameTyping(store.snapshot(form), sent);
    if (typedOn) {
      submissions.renew(form);
      keep(form, store.snapshot(form));
    } else {
      clear(form);
    }
    tellRecorded(form, address, typedOn);
    return;
  }
}

/** What other pages sent is no draft any more where this is the page of what it made. */
async function settleOthers() {
  const here = new Set([...document.querySelectorAll("form[data-draft-key]")].map(keyOf));
  for (const key of store.keys().filter((one) => !here.has(one))) {
    const draft = store.recall(key);
    if (!draft?.sent || !draft.submission || Date.now() - draft.at > A_WHILE) continue;
    if (!store.sameTyping(draft.fields, draft.sent)) continue;
    const address = await submissions.recordedAt(draft.submission);
    if (address && new URL(address, location.href).pathname === location.pathname) store.drop(key);
  }
}

function prepareForm(form) {
  if (blank.has(form)) return;
  blank.set(form, store.snapshot(form));
  const draft = store.recall(keyOf(form));
  if (!draft) return;
  const wasSent = draft.sent && draft.submission;
  if (wasSent) submissions.takeUp(form, draft.submission); // before a restored field is kept anew
  if (!store.same(draft.fields, blank.get(form))) {
    const lostFiles = store.restore(form, draft.fields);
    tellRestored(form, draft.at, lostFiles, () => {
      clear(form);
      form.querySelector("[data-draft-notice]")?.remove();
      form.querySelector("input:not([type=hidden]), select, textarea")?.focus();
    });
  }
  if (wasSent) settle(form, draft);
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

/**
 * A page the browser had kept, perhaps with the key of a form that was accepted since. Where its
 * draft is gone, the page that followed said so; what is typed now is something else.
 */
async function cameBack() {
  for (const form of document.forms) {
    const submission = submissions.keyOf(form);
    const draft = keyOf(form) && store.recall(keyOf(form));
    if (!submission) continue;
    if (draft?.sent && draft.submission === submission) settle(form, draft);
    else if (await submissions.recordedAt(submission)) submissions.renew(form);
  }
}

const isKept = (event) =>
  event.persisted || performance.getEntriesByType("navigation")[0]?.type === "back_forward";

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
    } else if (keyOf(form) && submissions.keyOf(form) && blank.has(form)) {
      const fields = store.snapshot(form);
      keep(form, fields, fields);
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
window.addEventListener("pageshow", (event) => {
  prepare();
  if (isKept(event)) cameBack();
  settleOthers();
});

store.dropOld();
prepare();
