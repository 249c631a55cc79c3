// A session while it goes on: times left alone follow the clock, and single keys do the rest.
// Markup: input[data-now=ZONE] with its hidden twin [data-now-shown]; button[data-live-key];
// details[data-live-open=KEY]. Without this file a time left alone still means now: the server
// compares it with its twin.

const SWITCH = "commontable.keys";

function nowIn(zone) {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit",
    hour: "2-digit", minute: "2-digit",
  }).formatToParts(new Date());
  const part = (type) => parts.find((one) => one.type === type).value;
  return `${part("year")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}`;
}

function tick() {
  for (const input of document.querySelectorAll("input[data-now]")) {
    const twin = input.form.querySelector("[data-now-shown]");
    // Somebody is typing there, or has: their time stands.
    if (input === document.activeElement || !twin || input.value !== twin.value) continue;
    input.value = twin.value = nowIn(input.dataset.now);
  }
}

function singleKeysAreOn() {
  try {
    return localStorage.getItem(SWITCH) !== "off";
  } catch {
    return true; // storage is barred: the keys work, only the choice cannot be kept
  }
}

const isTyping = (target) => target.matches("input, select, textarea, [role='textbox']");

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.isComposing || event.repeat || isTyping(event.target) || !singleKeysAreOn()) return;
  const button = document.querySelector(`button[data-live-key="${CSS.escape(event.key)}"]`);
  if (button) {
    event.preventDefault();
    button.form.requestSubmit(button);
    return;
  }
  const details = document.querySelector(`details[data-live-open="${CSS.escape(event.key)}"]`);
  if (details) {
    event.preventDefault();
    details.open = true;
    details.querySelector("textarea, input:not([type=hidden], [type=radio])")?.focus();
  }
});

tick();
setInterval(tick, 10_000);
