/* Passkeys: the browser's part of registering one, signing in with one, and proving who it is.

A form with data-passkey="create" or "get" has a hidden field for the credential; its options stand in
a JSON block on the page (data-options: its id) or, for signing in, at an address (data-options-url). */

const decode = (text) => {
  const padded = text.replace(/-/g, "+").replace(/_/g, "/").padEnd(Math.ceil(text.length / 4) * 4, "=");
  return Uint8Array.from(atob(padded), (letter) => letter.charCodeAt(0));
};

const encode = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

const decodeIds = (list) => (list || []).map((entry) => ({ ...entry, id: decode(entry.id) }));

const forCreation = (options) => ({
  ...options,
  challenge: decode(options.challenge),
  user: { ...options.user, id: decode(options.user.id) },
  excludeCredentials: decodeIds(options.excludeCredentials),
});

const forRequest = (options) => ({
  ...options,
  challenge: decode(options.challenge),
  allowCredentials: decodeIds(options.allowCredentials),
});

/* What the server reads: every buffer as base64url text. */
const asJson = (credential) => {
  const { response } = credential;
  const parts = { clientDataJSON: encode(response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) parts[name] = encode(response[name]);
  }
  if (response.getTransports) parts.transports = response.getTransports();
  return JSON.stringify({
    id: credential.id,
    rawId: encode(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? null,
    response: parts,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
};

const optionsOf = async (form) => {
  if (form.dataset.options) return JSON.parse(document.getElementById(form.dataset.options).textContent);
  const answer = await fetch(form.dataset.optionsUrl, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`options: ${answer.status}`);
  return answer.json();
};

const create = async (form) => {
  const { publicKey } = (await optionsOf(form)).creation_options;
  const alone = form.elements.passwordless?.checked ?? false;
  publicKey.authenticatorSelection = {
    ...publicKey.authenticatorSelection,
    residentKey: alone ? "required" : "discouraged",
    requireResidentKey: alone,
    ...(alone ? { userVerification: "required" } : {}),
  };
  return navigator.credentials.create({ publicKey: forCreation(publicKey) });
};

const get = async (form) => {
  const { publicKey } = (await optionsOf(form)).request_options;
  return navigator.credentials.get({ publicKey: forRequest(publicKey) });
};

const ceremonies = { create, get };

const begin = (form) => {
  const button = form.querySelector("button[type=submit]");
  const said = form.querySelector("[data-passkey-said]");
  const say = (which) => {
    for (const text of said.children) text.hidden = text.dataset.when !== which;
  };
  if (!window.PublicKeyCredential) {
    button.disabled = true;
    say("unsupported");
    return;
  }
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    say("waiting");
    try {
      const credential = await ceremonies[form.dataset.passkey](form);
      form.elements.credential.value = asJson(credential);
      form.submit();
    } catch (error) {
      button.disabled = false;
      if (error.name === "SecurityError") say("address");
      else if (error.name === "InvalidStateError") say("known");
      else say("failed");
    }
  });
};

document.querySelectorAll("form[data-passkey]").forEach(begin);
