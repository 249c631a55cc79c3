// Quick entry: Ctrl or Cmd with Enter sends the form from any of its fields.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.closest?.("form[data-submit-keys]");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit();
});
