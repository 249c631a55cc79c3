// The night: a figure turned, the sums at once. Without this the form's button does the same.

const form = document.getElementById("night-form");

if (form) {
  const save = document.getElementById("night-save");
  let asking = null;
  let again = false;

  const address = (base) => {
    const wanted = new URLSearchParams();
    for (const field of form.elements) {
      if (!field.name) continue;
      const same = field.dataset.was !== undefined && field.value.trim() === field.dataset.was;
      if (!same) wanted.set(field.name, field.value);
    }
    return `${base}?${wanted}`;
  };

  // One question at a time: what was turned meanwhile is asked when the answer is there.
  const ask = async () => {
    if (asking) {
      again = true;
      return;
    }
    asking = new AbortController();
    const shown = document.getElementById("figures");
    try {
      const answer = await fetch(address(form.dataset.figures), {
        headers: { "X-Requested-With": "fetch" },
        signal: AbortSignal.any([asking.signal, AbortSignal.timeout(15000)]),
      });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const figures = page.getElementById("figures");
      if (answer.ok && figures) {
        const open = [...shown.querySelectorAll("details")].map((one) => one.open);
        figures.querySelectorAll("details").forEach((one, at) => (one.open = Boolean(open[at])));
        shown.replaceWith(document.adoptNode(figures));
        window.history.replaceState(null, "", address(window.location.pathname));
      } else {
        shown.classList.add("is-waiting");
      }
    } catch {
      shown.classList.add("is-waiting");
    } finally {
      asking = null;
      if (again) {
        again = false;
        ask();
      }
    }
  };

  const turned = (field) => {
    const knob = field.closest(".knob");
    if (knob) knob.classList.toggle("is-turned", Number(field.value) !== Number(field.dataset.was));
    const kept = save && save.elements.namedItem(field.name);
    if (kept) kept.value = field.value;
  };

  for (const slider of form.querySelectorAll("[data-turns]")) {
    const field = document.getElementById(slider.dataset.turns);
    slider.hidden = false;
    slider.addEventListener("input", () => {
      field.value = slider.value;
      turned(field);
      ask();
    });
    field.addEventListener("input", () => {
      if (field.value.trim() !== "" && Number.isFinite(Number(field.value))) slider.value = field.value;
      turned(field);
      ask();
    });
  }
  form.elements.namedItem("against").addEventListener("change", ask);
}
