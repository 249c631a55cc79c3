// The key a form is sent with, and whether the server keeps something under it already.

const FIELD = "submission_key";

const fieldOf = (form) => form.querySelector(`input[type=hidden][name=${FIELD}]`);

/** The form's key, or undefined for a form without one. */
export const keyOf = (form) => fieldOf(form)?.value || undefined;

/** Gives the form the key that what it holds was sent with. */
export function takeUp(form, key) {
  const field = fieldOf(form);
  if (field) field.value = key;
}

/** A new key: what is sent from now on is something else. */
export function renew(form) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  takeUp(form, [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(""));
}

/** The page of what was recorded under the key; null where nothing is, or nobody can tell now. */
export async function recordedAt(key) {
  try {
    const answer = await fetch(`/sent/${key}`, { headers: { Accept: "application/json" } });
    return answer.ok ? (await answer.json()).address : null;
  } catch {
    return null;
  }
}
