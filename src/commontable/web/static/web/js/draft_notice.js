// What the person is told about drafts. The words come from #draft-messages, in their language.

export const words = () => document.getElementById("draft-messages")?.dataset ?? {};

export const fill = (text, facts) =>
  (text ?? "").replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole);

function notice(text, buttons, link) {
  const box = document.createElement("div");
  box.className = "notice notice-warning";
  const body = document.createElement("p");
  body.className = "notice-body";
  body.textContent = text;
  const actions = document.createElement("div");
  actions.className = "notice-actions";
  if (link) {
    const anchor = document.createElement("a");
    anchor.href = link.address;
    anchor.textContent = link.label;
    actions.append(anchor);
  }
  for (const { label, act } of buttons) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = label;
    button.addEventListener("click", act);
    actions.append(button);
  }
  box.append(body, actions);
  return box;
}

function tell(form, box) {
  form.querySelector("[data-draft-notice]")?.remove();
  box.dataset.draftNotice = "";
  box.setAttribute("role", "status");
  form.prepend(box);
}

/** Above the form: what was restored, with a way back. Times are the coalition's, as on the page. */
export function tellRestored(form, at, lostFiles, discard) {
  const time = new Intl.DateTimeFormat(document.documentElement.lang, {
    timeZone: words().zone,
    hour: "2-digit",
    minute: "2-digit",
    ...(Date.now() - at > 12 * 3600 * 1000 && { month: "short", day: "numeric" }),
  }).format(at);
  const said = [fill(words().restored, { time })];
  if (lostFiles.length) said.push(fill(words().files, { files: lostFiles.join(", ") }));
  tell(form, notice(said.join(" "), [{ label: words().discard, act: discard }]));
}

/** Above the form: what was sent from it is on the record; `typedOn`: and something was typed since. */
export function tellRecorded(form, address, typedOn) {
  const link = { address, label: words().see };
  tell(form, notice(typedOn ? words().recordedBefore : words().recorded, [], link));
}

let banner = null;

/** At the foot of the window: one calm sentence, and a button where the person must decide. */
export function tellBanner(text, send) {
  clearBanner();
  const live = document.createElement("div");
  live.className = "draft-banner";
  live.setAttribute("role", "status");
  document.body.append(live);
  const box = notice(text, send ? [{ label: words().send, act: send }] : []);
  live.append(box);
  banner = live;
}

export function clearBanner() {
  banner?.remove();
  banner = null;
}
