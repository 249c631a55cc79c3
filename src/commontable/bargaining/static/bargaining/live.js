// A session while it goes on: single keys are enough.
// Markup: button[data-live-key]; details[data-live-open=KEY].

const SWITCH = "commontable.keys";

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
