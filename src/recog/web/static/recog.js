// Suggestions under every search box; without this script the boxes are plain forms.
// And what every script uses: elements, days, and the version or moment of the page.
"use strict";

(() => {
  const DAY_MS = 86400000;
  const WAIT_MS = 120;
  const MOST = 8;

  /** Make an element with text and attributes; never from markup. */
  function make(tag, text, attributes = {}) {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    for (const [name, value] of Object.entries(attributes)) {
      element.setAttribute(name, value);
    }
    return element;
  }

  /** Let an address lead to the version or moment that the page is of. */
  function stay(address) {
    const { then } = document.body.dataset;
    if (!then) return address;
    const [, path, query, fragment] = address.match(/^([^?#]*)\??([^#]*)(#.*)?$/);
    return `${path}?${query ? `${query}&` : ""}${then}${fragment || ""}`;
  }

  const toNumber = (iso) => Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY_MS);
  const toIso = (number) => new Date(number * DAY_MS).toISOString().slice(0, 10);

  /** Word a day as the pages do. */
  const spoken = (iso) =>
    new Date(`${iso}T00:00:00Z`).toLocaleDateString("en-GB", {
      day: "numeric",
      month: "long",
      year: "numeric",
      timeZone: "UTC",
    });

  window.recog = { DAY_MS, make, spoken, stay, toIso, toNumber };

  function suggestFor(input, number) {
    const fills = input.dataset.suggest === "fill";
    const list = make("ul", "", {
      class: "suggestions",
      id: `suggestions-${number}`,
      role: "listbox",
      "aria-label": "Suggestions",
    });
    list.hidden = true;
    input.after(list);
    for (const [name, value] of [
      ["role", "combobox"],
      ["aria-autocomplete", "list"],
      ["aria-expanded", "false"],
      ["aria-controls", list.id],
    ]) {
      input.setAttribute(name, value);
    }
    let rows = [];
    let chosen = -1;
    let timer = 0;
    let asked = 0;

    function close() {
      list.hidden = true;
      chosen = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function mark(index) {
      chosen = index;
      [...list.children].forEach((item, place) => {
        item.setAttribute("aria-selected", String(place === index));
        if (place === index) item.scrollIntoView({ block: "nearest" });
      });
      if (index < 0) input.removeAttribute("aria-activedescendant");
      else input.setAttribute("aria-activedescendant", `${list.id}-${index}`);
    }

    function take(index) {
      const row = rows[index];
      close();
      if (fills) input.value = row.id;
      else location.assign(stay(`/entity/${row.id}`));
    }

    function show(found) {
      rows = found;
      list.replaceChildren(
        ...found.map((row, place) => {
          const item = make("li", row.label, {
            role: "option",
            id: `${list.id}-${place}`,
            "aria-selected": "false",
          });
          const type = row.id.split("/")[0];
          const by = row.matched && row.matched !== row.label ? `, ${row.matched}` : "";
          item.append(" ", make("span", `${type}${by}`, { class: "quiet" }));
          item.addEventListener("mousedown", (event) => {
            event.preventDefault();
            take(place);
          });
          return item;
        }),
      );
      list.hidden = found.length === 0;
      input.setAttribute("aria-expanded", String(found.length > 0));
      mark(-1);
    }

    async function ask() {
      const text = input.value.trim();
      const turn = ++asked;
      if (text.length < 2) return close();
      const query = new URLSearchParams({ q: text, limit: String(MOST) });
      const response = await fetch(stay(`/api/v1/entities?${query}`));
      if (!response.ok || turn !== asked) return;
      const answer = await response.json();
      if (document.activeElement === input) show(answer.rows);
    }

    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT_MS);
    });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (list.hidden) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        const places = rows.length + 1;
        mark(((chosen + 1 + step + places) % places) - 1);
      } else if (event.key === "Enter" && chosen >= 0) {
        event.preventDefault();
        take(chosen);
      } else if (event.key === "Escape") {
        event.preventDefault();
        close();
      }
    });
  }

  document.querySelectorAll("input[data-suggest]").forEach(suggestFor);

  // A row that the address names must be seen even inside a folded group.
  function unfoldTarget() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const folded = target && target.closest("details:not([open])");
    if (folded) {
      folded.open = true;
      target.scrollIntoView({ block: "center" });
    }
  }
  window.addEventListener("hashchange", unfoldTarget);
  unfoldTarget();
})();
