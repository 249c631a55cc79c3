// Times that nobody touched follow the clock: input[data-now=ZONE] with its hidden twin NAME_shown.
// Without this file a time left alone still means now: the server compares it with its twin.

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
    const twin = input.form?.elements.namedItem(`${input.name}_shown`);
    // Somebody is typing there, or has: their time stands.
    if (input === document.activeElement || !twin || input.value !== twin.value) continue;
    input.value = twin.value = nowIn(input.dataset.now);
  }
}

tick();
setInterval(tick, 10_000);
