// JSON from and to our own server. Errors carry the server's words.
async function ask(address, options) {
  const answer = await fetch(address, {
    credentials: "same-origin",
    ...options,
    headers: { Accept: "application/json", ...options.headers },
  });
  const isJson = (answer.headers.get("Content-Type") ?? "").includes("json");
  const body = isJson ? await answer.json() : null;
  if (!answer.ok || body === null) {
    throw new Error(body?.message ?? answer.statusText);
  }
  return body;
}

export function get(address, { signal } = {}) {
  return ask(address, { signal });
}

export function post(address, body = {}) {
  const token = document.querySelector("meta[name='csrf-token']").content;
  return ask(address, {
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    method: "POST",
  });
}
