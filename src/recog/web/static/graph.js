// The interactive graph: vis-network draws, the slider filters, a click shows claims.
// Everything it shows stands in the table beside it.
"use strict";

(() => {
  const page = document.getElementById("graph");
  if (!page || !window.vis) return;

  const { DAY_MS, make, spoken, stay, toIso, toNumber } = recog;
  const SPREAD = 900; // positions come from -1 to 1
  const MOST_ROWS = 50;
  const PHYSICS_NODES = 300; // no physics above
  const INNER = " inner";
  const at = (id) => document.getElementById(id);
  const canvas = at("canvas");
  const panel = at("panel");
  const slider = at("slider");
  const dayBox = at("on");
  const body = at("rows");
  const summary = at("summary");
  const moreButton = at("more-rows");

  const colour = (name) =>
    getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

  let network = null;
  let data = { nodes: [], edges: [] };
  let labels = new Map();
  let shown = [];
  let everyRow = false;
  let remembering = 0;
  let everyEdge = [];
  const layoutPairs = new Set();
  const nodeLooks = new Map();
  const edgeLooks = new Map();
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();

  const partyLink = (id) => make("a", labels.get(id) || id, { href: stay(`/entity/${id}`) });
  const badge = (certainty) => make("span", certainty, { class: `badge ${certainty}` });

  const said = ({ edge, stretch }) =>
    edge.about ? `${stretch.words}: ${edge.about}` : stretch.words;

  /** The edges that hold on a day, each with the stretch that says how. */
  function holding(day) {
    const tracks = new Set(
      [...document.querySelectorAll("input[name=show]:checked")].map((box) => box.value),
    );
    const found = [];
    for (const edge of data.edges) {
      if (!tracks.has(edge.track)) continue;
      for (const stretch of edge.stretches) {
        if (stretch.first <= day && day < stretch.until) found.push({ edge, stretch });
      }
    }
    return found;
  }

  /** How an edge is drawn on a day; one that does not hold then is hidden. */
  function drawnEdge({ edge, stretch }, order) {
    const track = colour(`track-${edge.track}`) || colour("track-none");
    const doubled = stretch.certainty === "contradicted";
    const suspended = stretch.value === "suspended";
    return {
      id: `${edge.id} ${stretch.value}`,
      hidden: false,
      from: edge.from,
      to: edge.to,
      arrows: edge.symmetric ? "" : { to: { enabled: true, scaleFactor: 0.55 } },
      color: { color: track, highlight: colour("focus"), opacity: suspended && !doubled ? 0.45 : 1 },
      dashes: edge.implied ? [2, 6] : stretch.certainty === "possible" ? [7, 5] : false,
      width: doubled ? 6 : 2,
      selectionWidth: 2,
      smooth: order === 0 ? { enabled: true, type: "continuous", roundness: 0.2 }
        : { enabled: true, type: order % 2 ? "curvedCW" : "curvedCCW", roundness: 0.12 * Math.ceil(order / 2) + 0.08 },
    };
  }

  /** The light line inside a wide one, which makes it double. */
  const innerLine = (item) => ({
    ...item,
    id: `${item.id}${INNER}`,
    arrows: "",
    color: { color: colour("raised"), highlight: colour("raised"), hover: colour("raised") },
    width: 2.4,
    selectionWidth: 0,
  });

  function drawnNode(node, degree) {
    const shapes = { state: "dot", government: "diamond", organization: "square", person: "triangle", list: "star" };
    const middle = node.id === page.dataset.around;
    return {
      id: node.id,
      label: node.label,
      hidden: degree === 0 && !middle,
      shape: shapes[node.type] || "dot",
      size: Math.min(7 + Math.sqrt(degree) * 2.2, 30),
      color: {
        background: middle ? colour("accent") : colour("accent-soft"),
        border: colour("accent"),
        highlight: { background: colour("focus"), border: colour("ink") },
      },
      font: { color: colour("ink"), face: "system-ui, sans-serif", size: Math.min(14 + Math.sqrt(degree) * 2.4, 44), strokeWidth: 4, strokeColor: colour("raised") },
      borderWidth: 1.5,
      widthConstraint: { maximum: 150 },
    };
  }

  /** Tell a set only what has changed since the last time. */
  function settle(set, items, known) {
    const changed = items.filter((item) => {
      const look = JSON.stringify(item);
      if (known.get(item.id) === look) return false;
      known.set(item.id, look);
      return true;
    });
    if (changed.length) set.update(changed);
  }

  /** Draw the day; hidden parts keep their place, so that nothing jumps in time. */
  function draw() {
    const between = new Map();
    const degree = new Map();
    const drawn = new Map(everyEdge.map((item) => [item.id, { ...item, hidden: true }]));
    for (const held of shown) {
      const pair = [held.edge.from, held.edge.to].sort().join(" ");
      const order = between.get(pair) || 0;
      between.set(pair, order + 1);
      for (const end of [held.edge.from, held.edge.to]) {
        degree.set(end, (degree.get(end) || 0) + 1);
      }
      const item = drawnEdge(held, order);
      const layered = held.stretch.certainty === "contradicted" ? [item, innerLine(item)] : [item];
      for (const line of layered) drawn.set(line.id, { ...drawn.get(line.id), ...line });
    }
    settle(nodes, data.nodes.map((node) => drawnNode(node, degree.get(node.id) || 0)), nodeLooks);
    settle(edges, [...drawn.values()], edgeLooks);
  }

  function tabulate() {
    const rows = everyRow ? shown : shown.slice(0, MOST_ROWS);
    body.replaceChildren(
      ...rows.map((held) => {
        const { edge, stretch } = held;
        const row = make("tr");
        const actor = make("th", "", { scope: "row" });
        actor.append(partyLink(edge.from));
        const target = make("td", "", { "data-label": edge.symmetric ? "and" : "to" });
        target.append(partyLink(edge.to));
        const track = make("td");
        track.append(make("span", edge.track_label, { class: `track t-${edge.track}` }));
        const status = make("td");
        status.append(badge(stretch.certainty), ` ${said(held)}`);
        const claims = make("td");
        const button = make("button", "Claims", { type: "button", class: "plain" });
        button.addEventListener("click", () => showEdge(held, true));
        claims.append(button);
        row.append(
          actor,
          target,
          track,
          status,
          make("td", stretch.since, { "data-label": "since" }),
          make("td", stretch.ends, { "data-label": "until" }),
          claims,
        );
        return row;
      }),
    );
    moreButton.hidden = rows.length === shown.length;
    moreButton.textContent = `Show the other ${shown.length - rows.length}`;
  }

  function update(day) {
    shown = holding(day);
    const parties = new Set(shown.flatMap(({ edge }) => [edge.from, edge.to]));
    const statuses = shown.length === 1 ? "1 status" : `${shown.length} statuses`;
    summary.textContent = `${statuses} between ${parties.size} parties on ${spoken(day)}`;
    slider.setAttribute("aria-valuetext", spoken(day));
    draw();
    tabulate();
  }

  function setDay(number) {
    const kept = Math.min(Math.max(number, Number(slider.min)), Number(slider.max));
    slider.value = String(kept);
    dayBox.value = toIso(kept);
    update(toIso(kept));
    clearTimeout(remembering);
    remembering = setTimeout(remember, 300);
  }

  /** Keep the day in the address; not at every step, browsers bound how often. */
  function remember() {
    const address = new URL(location.href);
    address.searchParams.set("on", dayBox.value);
    history.replaceState(null, "", address);
    const cite = document.getElementById("cite");
    const cited = new URL(cite.href);
    cited.searchParams.set("on", dayBox.value);
    cite.href = cited.pathname + cited.search;
  }

  function claimItem(claim) {
    const item = make("li", "", claim.stance === "denies" ? { class: "denies" } : {});
    const source = make("p");
    const release = claim.release.id.split("/")[1];
    source.append(make("a", claim.source.label, { href: stay(`/sources#${release}`) }));
    if (claim.locator) source.append(make("span", `, ${claim.locator}`, { class: "where" }));
    item.append(source);
    if (claim.note) item.append(make("p", claim.note));
    const said = claim.date.text ? ` (“${claim.date.text}”)` : "";
    item.append(make("p", `${claim.date.edtf}${said}`, { class: "where" }));
    return item;
  }

  /** The rule of an implied status, and what it follows from. */
  function premiseItems({ definition, premises }) {
    const rule = make("li");
    rule.append(make("p", `Implied, asserted by no source: ${definition}`));
    const items = premises.map(({ actor, target, track, value, since }) => {
      const item = make("li");
      const words = `${actor.label} → ${target.label}, ${track}: ${value}`;
      item.append(make("a", words, { href: stay(`/relation/${actor.id}/${target.id}`) }));
      if (since) item.append(make("p", `since ${since.edtf}`, { class: "where" }));
      return item;
    });
    return [rule, ...items];
  }

  async function showEdge({ edge, stretch }, focus) {
    const heading = make("h2", "", { tabindex: "-1" });
    heading.append(partyLink(edge.from), edge.symmetric ? " and " : " → ", partyLink(edge.to));
    const status = make("p");
    status.append(badge(stretch.certainty), ` ${said({ edge, stretch })}`);
    const times = make("p", `since ${stretch.since}; until ${stretch.ends}`, { class: "quiet" });
    const list = make("ul", "", { class: "claims" });
    const more = make("p");
    more.append(make("a", "Both parties through time", { href: stay(`/relation/${edge.from}/${edge.to}`) }));
    panel.replaceChildren(heading, status, times, list, more);
    if (focus) heading.focus();
    const query = new URLSearchParams({ track: edge.track, actor: edge.from, target: edge.to, on: dayBox.value });
    if (edge.person) query.set("person", edge.person);
    if (edge.list) query.set("list", edge.list);
    if (edge.implied) query.set("implied", "true");
    const response = await fetch(stay(`/api/v1/status?${query}`));
    const answer = await response.json();
    const rows = response.ok ? answer.rows.filter((row) => Boolean(row.implied) === edge.implied) : [];
    const because = rows.flatMap((row) => row.because);
    list.replaceChildren(...rows.flatMap(({ implied }) => (implied ? premiseItems(implied) : [])), ...because.map(claimItem));
    if (!because.length) list.append(make("li", response.ok ? "No claims." : answer.detail));
  }

  function showNode(id) {
    const heading = make("h2");
    heading.append(partyLink(id));
    const list = make("ul", "", { class: "claims" });
    for (const held of shown.filter(({ edge }) => edge.from === id || edge.to === id)) {
      const item = make("li");
      const button = make("button", `${labels.get(held.edge.from)} → ${labels.get(held.edge.to)}`, { type: "button", class: "link" });
      button.addEventListener("click", () => showEdge(held, true));
      item.append(button, make("p", `${held.edge.track_label}: ${said(held)}, ${held.stretch.certainty}`, { class: "where" }));
      list.append(item);
    }
    const around = make("p");
    const query = new URLSearchParams({ around: id, on: dayBox.value });
    around.append(make("a", "Graph around it", { href: stay(`/graph?${query}`) }));
    panel.replaceChildren(heading, around, list);
  }

  function clicked({ nodes: hitNodes, edges: hitEdges }) {
    if (hitNodes.length) return showNode(hitNodes[0]);
    if (!hitEdges.length) return;
    const line = hitEdges[0].replace(new RegExp(`${INNER}$`), "");
    const held = shown.find(({ edge, stretch }) => `${edge.id} ${stretch.value}` === line);
    if (held) showEdge(held, false);
  }

  const fit = () =>
    network.fit({ nodes: nodes.getIds({ filter: (node) => !node.hidden }), maxZoomLevel: 1.1 });

  /** Lay out what was ever linked, once; then nothing moves but by hand. */
  function start() {
    const physics = data.nodes.length <= PHYSICS_NODES;
    nodes.update(data.nodes.map(({ id, x, y }) => ({ id, x: x * SPREAD, y: y * SPREAD })));
    network = new vis.Network(canvas, { nodes, edges }, {
      autoResize: true,
      physics: {
        enabled: physics,
        solver: "forceAtlas2Based",
        forceAtlas2Based: { gravitationalConstant: -110, centralGravity: 0.012, springLength: 150, avoidOverlap: 0.8 },
        stabilization: { iterations: 250, fit: false },
      },
      layout: { improvedLayout: false },
      interaction: { hover: true, keyboard: { enabled: false }, multiselect: false, hideEdgesOnDrag: data.edges.length > 2000 },
      edges: { hoverWidth: 1 },
    });
    const ready = () => {
      network.setOptions({ physics: { enabled: false } });
      fit();
      network.once("afterDrawing", () => (page.dataset.drawn = "yes"));
      network.redraw();
    };
    if (physics) network.once("stabilizationIterationsDone", ready);
    else ready();
    network.on("click", clicked);
    at("zoom-in").addEventListener("click", () => zoom(1.3));
    at("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
    at("zoom-fit").addEventListener("click", fit);
  }

  const zoom = (by) => network.moveTo({ scale: network.getScale() * by });

  function listen() {
    let waiting = 0;
    slider.addEventListener("input", () => {
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(() => setDay(Number(slider.value)));
    });
    dayBox.addEventListener("change", () => dayBox.value && setDay(toNumber(dayBox.value)));
    at("day-form").addEventListener("submit", (event) => {
      event.preventDefault();
      if (dayBox.value) setDay(toNumber(dayBox.value));
    });
    for (const [id, years] of [["year-back", -1], ["year-on", 1]]) {
      at(id).addEventListener("click", () => {
        const day = new Date(Number(slider.value) * DAY_MS);
        day.setUTCFullYear(day.getUTCFullYear() + years);
        setDay(Math.round(day.getTime() / DAY_MS));
      });
    }
    document.querySelectorAll("input[name=show]").forEach((box) => {
      box.addEventListener("change", () => update(dayBox.value));
    });
    moreButton.addEventListener("click", () => {
      everyRow = true;
      tabulate();
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  }

  /** Give each edge its track's row, and each stretch its names. */
  function unpacked(sent) {
    for (const edge of sent.edges) {
      edge.symmetric = sent.tracks[edge.track].symmetric;
      edge.track_label = sent.tracks[edge.track].label;
      edge.stretches = edge.stretches.map(
        ([first, until, certainty, value, words, since, ends]) => ({ first, until, certainty, value, words, since, ends }),
      );
    }
    return sent;
  }

  /** Every line that an edge can have on some day; a double one has two. */
  function lines({ id, from, to, stretches }) {
    const ids = new Set();
    for (const { value, certainty } of stretches) {
      ids.add(`${id} ${value}`);
      if (certainty === "contradicted") ids.add(`${id} ${value}${INNER}`);
    }
    // one line of a pair holds it together in the layout, whatever its number
    const pair = [from, to].sort().join(" ");
    return [...ids].map((line) => {
      const first = !layoutPairs.has(pair);
      layoutPairs.add(pair);
      return { id: line, from, to, physics: first };
    });
  }

  async function load() {
    const response = await fetch(page.dataset.network);
    if (!response.ok) {
      summary.textContent = (await response.json()).detail;
      return;
    }
    data = unpacked(await response.json());
    labels = new Map(data.nodes.map((node) => [node.id, node.label]));
    everyEdge = data.edges.flatMap(lines);
    slider.min = String(toNumber(data.first));
    slider.max = String(toNumber(data.last));
    document.querySelectorAll(".scripted").forEach((part) => part.removeAttribute("hidden"));
    if (at("rest")) at("rest").remove();
    listen();
    setDay(toNumber(dayBox.value));
    start();
  }

  load();
})();
