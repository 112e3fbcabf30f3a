// The key, and where the service is. The emulator's own key is filled in; another one is refused by the emulator, as it
// would be by the service, and shows what a 401 looks like. Nothing of it gets into the address of the page.

import { optionIssues } from "../built";
import { change, draft, emulatorKey, key } from "../draft";
import { Issues } from "./field";

const PLACES = [
  { title: "United States", url: "" },
  { title: "European Union", url: "https://api.eu-1.smooch.io" },
];

export function TokenForm() {
  const { keyId, secret, auth, appId } = key.value;
  const { baseUrl = "", version } = draft.value;
  const issues = (path: string) => optionIssues.value.filter((issue) => issue.path === path);
  return (
    <>
      <div class="field">
        <label for="key-id">
          <code>keyId</code>
        </label>
        <p class="hint" id="key-id:hint">
          Of an app: it begins with <code>app_</code>.
        </p>
        <input
          id="key-id"
          value={keyId}
          autocomplete="off"
          spellcheck={false}
          aria-describedby="key-id:hint key-id:issues"
          onInput={(event) => (key.value = { ...key.value, keyId: event.currentTarget.value })}
        />
        <Issues id="key-id" issues={issues("keyId")} />
      </div>
      <div class="field">
        <label for="secret">
          <code>secret</code>
        </label>
        <p class="hint" id="secret:hint">
          The emulator’s own, which opens nothing. A real one belongs on a server, not into a page.
        </p>
        <input
          id="secret"
          type="password"
          value={secret}
          autocomplete="off"
          aria-describedby="secret:hint secret:issues"
          onInput={(event) => (key.value = { ...key.value, secret: event.currentTarget.value })}
        />
        <Issues id="secret" issues={issues("secret")} />
      </div>
      {version === "v2" && (
        <div class="field">
          <label for="app-id">
            <code>appId</code>
          </label>
          <p class="hint" id="app-id:hint">
            Whose app it is: in v2 every path names it.
          </p>
          <input
            id="app-id"
            value={appId}
            autocomplete="off"
            spellcheck={false}
            aria-describedby="app-id:hint app-id:issues"
            onInput={(event) => (key.value = { ...key.value, appId: event.currentTarget.value })}
          />
          <Issues id="app-id" issues={issues("appId")} />
        </div>
      )}
      {(keyId !== emulatorKey.keyId || secret !== emulatorKey.secret || appId !== emulatorKey.appId) && (
        <button type="button" onClick={() => (key.value = { ...emulatorKey, auth })}>
          Take the emulator’s key again
        </button>
      )}
      <div class="field">
        <label for="auth">
          <code>auth</code>
        </label>
        <p class="hint" id="auth:hint">
          How the key is shown: as a signed token that expires, or as it is.
        </p>
        <select
          id="auth"
          value={auth}
          aria-describedby="auth:hint"
          onChange={(event) => (key.value = { ...key.value, auth: event.currentTarget.value as "jwt" | "basic" })}
        >
          <option value="jwt">jwt</option>
          <option value="basic">basic</option>
        </select>
      </div>
      <div class="field">
        <label for="base-url">
          <code>baseUrl</code>
        </label>
        <p class="hint" id="base-url:hint">
          Where the service is; empty for the United States. Whatever stands here, the emulator answers.
        </p>
        <input
          id="base-url"
          value={baseUrl}
          list="base-urls"
          inputMode="url"
          autocomplete="off"
          placeholder="https://api.smooch.io"
          aria-describedby="base-url:hint base-url:issues"
          onInput={(event) => change({ baseUrl: event.currentTarget.value || undefined })}
        />
        <datalist id="base-urls">
          {PLACES.filter(({ url }) => url).map(({ url, title }) => (
            <option key={url} value={url}>
              {title}
            </option>
          ))}
        </datalist>
        <Issues id="base-url" issues={issues("baseUrl")} />
      </div>
    </>
  );
}
