// The map's slider: every tile is coloured for a day without asking again.
// Without scripts, the form and the links ask for the page of another day.
"use strict";

(() => {
  const map = document.getElementById("map");
  if (!map) return;

  const { make, spoken, stay, toIso, toNumber } = recog;
  const TABLE_MS = 200; // the table waits until the slider rests
  const at = (id) => document.getElementById(id);
  const slider = at("slider");
  const dayBox = at("on");
  const summary = at("summary");
  const scroller = map.querySelector(".tile-map");
  const tiles = [...map.querySelectorAll("a.tile")].filter((tile) => !tile.classList.contains("own"));
  const implied = map.dataset.implied ? "&implied=true" : "";

  let data = null;
  let byId = new Map();
  let resting = 0;

  const answerOf = (look) => look.split(" ")[0];
  const href = (id, day) => stay(`/relation/${id}/${map.dataset.party}?on=${day}${implied}`);

  /** How a party stands on a day: its last change on that day or before. */
  function lookOn({ changes }, day) {
    let place = 0;
    for (const [first, look] of changes) {
      if (first > day) break;
      place = look;
    }
    const [look, mark, words, holds] = data.looks[place];
    return { look, mark, words, holds };
  }

  function paint(day) {
    const counts = new Map();
    for (const tile of tiles) {
      const { label, ...party } = byId.get(tile.dataset.party);
      const { look, mark, words } = lookOn(party, day);
      const said = `${label}: ${words}`;
      tile.setAttribute("class", `tile ${look}${tile.classList.contains("home") ? " home" : ""}`);
      tile.setAttribute("aria-label", said);
      tile.setAttribute("href", href(party.id, day));
      tile.querySelector("title").textContent = said;
      tile.querySelector(".glyph").textContent = mark;
      counts.set(answerOf(look), (counts.get(answerOf(look)) || 0) + 1);
    }
    const told = data.counts.filter(([name]) => counts.has(name)).map(([name, words]) => `${counts.get(name)} ${words}`);
    summary.textContent = `On ${spoken(day)}: ${told.join(", ")}.`;
  }

  /** List who has no tile, and write the table anew, sorted by answer and name. */
  function tabulate(day) {
    const onMap = new Set(tiles.map((tile) => tile.dataset.party));
    const order = new Map(data.counts.map(([name], place) => [name, place]));
    const told = data.parties
      .map((party) => ({ ...party, ...lookOn(party, day) }))
      .filter(({ id, holds }) => onMap.has(id) || holds);
    const beside = told.filter(({ id }) => !onMap.has(id));
    at("beside").hidden = beside.length === 0;
    at("others").replaceChildren(
      ...beside.map(({ id, label, words }) => {
        const item = make("li");
        item.append(make("a", `${label}: ${words}`, { href: href(id, day) }));
        return item;
      }),
    );
    const place = ({ look }) => order.get(answerOf(look));
    told.sort((one, other) => place(one) - place(other) || (one.label < other.label ? -1 : 1));
    at("rows").replaceChildren(
      ...told.map(({ id, label, look, mark, words }) => {
        const row = make("tr");
        const party = make("th", "", { scope: "row" });
        party.append(make("a", label, { href: href(id, day) }));
        const answer = make("td");
        answer.append(make("span", mark, { class: `mark ${look}`, "aria-hidden": "true" }), ` ${words}`);
        row.append(party, answer);
        return row;
      }),
    );
    at("caption").textContent = `${at("caption").dataset.title} on ${spoken(day)}`;
  }

  /** The same day of another year; the last of February where there is none. */
  function yearsFrom(iso, years) {
    const day = new Date(`${iso}T00:00:00Z`);
    const month = day.getUTCMonth();
    day.setUTCFullYear(day.getUTCFullYear() + years);
    if (day.getUTCMonth() !== month) day.setUTCDate(0);
    return day.toISOString().slice(0, 10);
  }

  function dated(link, day) {
    const address = new URL(link.href);
    address.searchParams.set("on", day);
    link.href = address.pathname + address.search;
  }

  /** Let the address, the links and the other form speak of the day that is shown. */
  function remember(day) {
    const address = new URL(location.href);
    address.searchParams.set("on", day);
    history.replaceState(null, "", address);
    document.querySelectorAll(".cite a, .downloads a").forEach((link) => dated(link, day));
    document.querySelector("#map-form input[name=on]").value = day;
    dated(at("year-back"), yearsFrom(day, -1));
    dated(at("year-on"), yearsFrom(day, 1));
    tabulate(day);
  }

  function setDay(day) {
    dayBox.value = day;
    slider.value = String(toNumber(day));
    slider.setAttribute("aria-valuetext", spoken(day));
    paint(day);
    clearTimeout(resting);
    resting = setTimeout(() => remember(day), TABLE_MS);
  }

  function listen() {
    let waiting = 0;
    slider.addEventListener("input", () => {
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(() => setDay(toIso(Number(slider.value))));
    });
    dayBox.addEventListener("change", () => dayBox.value && setDay(dayBox.value));
    at("day-form").addEventListener("submit", (event) => {
      event.preventDefault();
      if (dayBox.value) setDay(dayBox.value);
    });
    for (const [id, years] of [["year-back", -1], ["year-on", 1]]) {
      at(id).addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        setDay(yearsFrom(dayBox.value, years));
      });
    }
  }

  /** On a small screen, begin with the party that is looked at in the middle. */
  function centre() {
    const own = map.querySelector("a.own, a.home");
    if (!own || scroller.scrollWidth <= scroller.clientWidth) return;
    const tile = own.getBoundingClientRect();
    const shown = scroller.getBoundingClientRect();
    scroller.scrollLeft += tile.left + tile.width / 2 - shown.left - shown.width / 2;
  }

  async function load() {
    centre();
    const response = await fetch(map.dataset.days);
    if (!response.ok) return;
    data = await response.json();
    byId = new Map(data.parties.map((party) => [party.id, party]));
    slider.min = String(toNumber(data.first));
    slider.max = String(toNumber(data.last));
    slider.value = String(toNumber(dayBox.value));
    slider.setAttribute("aria-valuetext", spoken(dayBox.value));
    map.querySelectorAll(".scripted").forEach((part) => part.removeAttribute("hidden"));
    listen();
  }

  load();
})();
