// What runs in every page of the site: the search and, in the reference, the button that opens the live form. All else is
// loaded when it is used.

const up = document.body.dataset.up ?? "./";

// Links of the playground that was at this address.
if (/^#(d=|\/operations)/.test(location.hash) && !document.querySelector(".sidebar")) {
  location.replace(`${up}playground/${location.hash}`);
}

// The list of pages is open where it has its own column.
const list = document.querySelector<HTMLDetailsElement>(".sidebar");
const wide = matchMedia("(min-width: 900px)");
const fold = () => list?.toggleAttribute("open", wide.matches);
fold();
wide.addEventListener("change", fold);
const current = list?.querySelector<HTMLElement>("[aria-current]");
if (list && current && wide.matches) list.scrollTop = current.offsetTop - list.clientHeight / 2;

const box = document.querySelector<HTMLInputElement>("#search");
const found = document.querySelector<HTMLElement>("#found");
if (box && found) {
  let search: Promise<typeof import("./search")> | undefined;
  const load = () => (search ??= import("./search"));
  box.addEventListener("focus", () => void load(), { once: true });
  box.addEventListener("input", () => void load().then(({ show }) => show(box, found, up)));
  box.form?.addEventListener("submit", (event) => {
    event.preventDefault();
    found.querySelector("a")?.click();
  });
  box.form?.addEventListener("keydown", (event) => {
    if (event.key === "Escape") found.hidden = true;
    const links = [...found.querySelectorAll("a")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || links.length === 0) return;
    event.preventDefault();
    const at = links.indexOf(document.activeElement as HTMLAnchorElement) + step;
    (links[at] ?? box).focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || (event.target as Element).closest("input, textarea, select")) return;
    event.preventDefault();
    box.focus();
  });
}

for (const place of document.querySelectorAll<HTMLElement>("[data-operation-form]")) {
  place.querySelector("button")?.addEventListener("click", () => {
    place.dataset.state = "loading";
    void import("./live-form").then(({ open }) => open(place, place.dataset.operationForm!));
  });
}
