// Results of a query as chart, graph and timeline, beside YASR's table: SVG by hand,
// and the vis-network that pages use already.
"use strict";

const recogResults = (() => {
  const SVG = document.getElementById("svg").namespaceURI;
  const ROOT = "https://w3id.org/recog/";
  const NUMBERS = /XMLSchema#(?:integer|decimal|double|float|long|int|nonNegativeInteger)$/;
  const DAYS = /XMLSchema#(?:date|dateTime|gYear)$/;
  const MOST_BARS = 100;
  const MOST_LINES = 300;
  const MOST_NAMED = 500;
  const MOST_EDGES = 1500;
  const { make } = recog;

  function draw(name, attributes = {}, text = "") {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text) made.textContent = text;
    return made;
  }

  const short = (address) => address.replace(/^.*[/#](?=.)/, "");
  const said = (term) => (!term ? "" : term.type === "uri" ? recogWords.labelOf(term.value) || short(term.value) : term.value);
  const hrefOf = (address) => (address.startsWith(ROOT) ? `/${address.slice(ROOT.length)}` : "");
  const isNumber = (term) => term && NUMBERS.test(term.datatype) && Number.isFinite(Number(term.value));
  const isDay = (term) => term && DAYS.test(term.datatype);
  const dayOf = (term) => Date.parse(term.value.length <= 5 ? `${term.value}-01-01` : term.value.slice(0, 10));

  function table(yasr) {
    const answer = yasr.results && yasr.results.getAsJson();
    if (!answer || !answer.results) return null;
    return { names: answer.head.vars, rows: answer.results.bindings };
  }

  /** Names of the columns in which some row has such a term. */
  const columns = ({ names, rows }, fits) => names.filter((name) => rows.some((row) => fits(row[name])));

  /** The words of a row: its columns that are neither drawn nor empty. */
  function rowWords({ names }, row, but) {
    const parts = names.filter((name) => !but.includes(name) && row[name]).map((name) => said(row[name]));
    return parts.slice(0, 4).join(" · ");
  }

  function icon(path) {
    const made = draw("svg", { viewBox: "0 0 16 16", width: "14", height: "14", "aria-hidden": "true" });
    made.append(draw("path", { d: path, fill: "currentColor" }));
    return made;
  }

  function note(host, words) {
    host.append(make("p", words, { class: "quiet small" }));
  }

  class Drawn {
    constructor(yasr) {
      this.yasr = yasr;
      this.priority = 1;
    }

    /** Learn the names of the parties in the rows. */
    initialize() {
      const found = table(this.yasr);
      const terms = found ? found.rows.slice(0, MOST_NAMED).flatMap((row) => Object.values(row)) : [];
      return recogWords.learn(terms.filter((term) => term.type === "uri").map((term) => term.value));
    }

    draw() {
      const host = make("div", "", { class: "recog-drawn" });
      this.yasr.resultsEl.append(host);
      this.drawn(host, table(this.yasr));
    }

    download() {}
  }

  class Chart extends Drawn {
    label = "Chart";

    getIcon() {
      return icon("M1 14V8h3v6zM6 14V2h3v12zM11 14V5h3v9z");
    }

    canHandleResults() {
      const found = table(this.yasr);
      return Boolean(found && columns(found, isNumber).length);
    }

    drawn(host, found) {
      const numbers = columns(found, isNumber);
      const column = numbers[numbers.length - 1];
      const rows = found.rows.filter((row) => isNumber(row[column]));
      const shown = rows.slice(0, MOST_BARS);
      const most = Math.max(...shown.map((row) => Number(row[column].value)), 1);
      const least = Math.min(...shown.map((row) => Number(row[column].value)), 0);
      const [left, width, step] = [230, 720, 24];
      const picture = draw("svg", { viewBox: `0 0 ${width} ${shown.length * step + 10}`, class: "recog-chart", role: "img", "aria-label": `${column} of ${shown.length} rows` });
      const scale = (value) => ((value - least) / (most - least)) * (width - left - 70);
      shown.forEach((row, place) => {
        const value = Number(row[column].value);
        const words = rowWords(found, row, [column]) || String(place + 1);
        const [from, to] = [scale(Math.min(0, value)), scale(Math.max(0, value))];
        const y = place * step + 5;
        const bar = draw("rect", { x: left + from, y, width: Math.max(1, to - from), height: step - 6, class: "bar" });
        bar.append(draw("title", {}, `${words}: ${row[column].value}`));
        picture.append(
          draw("text", { x: left - 8, y: y + 14, "text-anchor": "end" }, words.length > 34 ? `${words.slice(0, 33)}…` : words),
          bar,
          draw("text", { x: left + to + 6, y: y + 14 }, row[column].value),
        );
      });
      note(host, `${column}, row by row${rows.length > shown.length ? `; the first ${MOST_BARS} of ${rows.length}` : ""}.`);
      host.append(picture);
    }
  }

  class Timeline extends Drawn {
    label = "Timeline";

    getIcon() {
      return icon("M1 3h8v2H1zM5 7h9v2H5zM2 11h7v2H2z");
    }

    canHandleResults() {
      const found = table(this.yasr);
      return Boolean(found && columns(found, isDay).length);
    }

    /** The two columns between which a row lasts: the outermost of those named so. */
    ends(days) {
      const pick = (list, pattern) => list.find((name) => pattern.test(name));
      const start = pick(days, /^(?:since|start|from|earliest|began|begin)/i) || days[0];
      const end = pick(days.slice().reverse(), /^(?:until|end|to$|latest|ended)/i);
      return [start, end && end !== start ? end : null];
    }

    drawn(host, found) {
      const days = columns(found, isDay);
      const [start, end] = this.ends(days);
      const rows = found.rows.filter((row) => isDay(row[start]) || (end && isDay(row[end])));
      const lines = rows.map((row) => {
        const from = isDay(row[start]) ? dayOf(row[start]) : null;
        const to = end && isDay(row[end]) ? dayOf(row[end]) : null;
        return { row, from, to, first: from ?? to, open: { before: from === null, after: Boolean(end) && to === null } };
      }).filter((line) => Number.isFinite(line.first)).sort((one, other) => one.first - other.first);
      const shown = lines.slice(0, MOST_LINES);
      const times = shown.flatMap((line) => [line.from, line.to]).filter((time) => time !== null);
      if (shown.some((line) => line.open.after)) times.push(Date.now());
      const [first, last] = [Math.min(...times), Math.max(...times)];
      const [left, width, step, top] = [230, 720, 22, 26];
      const span = Math.max(last - first, 86400000 * 365);
      const x = (time) => left + ((time - first) / span) * (width - left - 20);
      const height = top + shown.length * step + 6;
      const picture = draw("svg", { viewBox: `0 0 ${width} ${height}`, class: "recog-timeline", role: "img", "aria-label": `${shown.length} rows in time` });
      const years = new Date(first + span).getUTCFullYear() - new Date(first).getUTCFullYear();
      const every = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((each) => years / each <= 8) || 1000;
      for (let year = Math.ceil(new Date(first).getUTCFullYear() / every) * every; Date.UTC(year, 0) <= first + span; year += every) {
        if (Date.UTC(year, 0) < first) continue;
        picture.append(
          draw("line", { x1: x(Date.UTC(year, 0)), x2: x(Date.UTC(year, 0)), y1: top - 8, y2: height, class: "grid" }),
          draw("text", { x: x(Date.UTC(year, 0)), y: 12, "text-anchor": "middle" }, String(year)),
        );
      }
      shown.forEach((line, place) => {
        const y = top + place * step;
        const words = rowWords(found, line.row, days) || String(place + 1);
        const told = days.filter((name) => line.row[name]).map((name) => `${name} ${line.row[name].value}`).join(", ");
        picture.append(draw("text", { x: left - 8, y: y + 13, "text-anchor": "end" }, words.length > 34 ? `${words.slice(0, 33)}…` : words));
        const from = line.open.before ? left : x(line.from);
        const to = line.to !== null ? x(line.to) : line.open.after ? width - 8 : from;
        const mark = to - from > 4
          ? draw("rect", { x: from, y: y + 4, width: to - from, height: step - 10, class: line.open.after || line.open.before ? "span open" : "span" })
          : draw("circle", { cx: from, cy: y + 9, r: 5, class: "span" });
        mark.append(draw("title", {}, `${words}: ${told}`));
        picture.append(mark);
      });
      const cut = lines.length > shown.length ? `; the first ${MOST_LINES} of ${lines.length}` : "";
      note(host, `From ${start}${end ? ` to ${end}; a lighter bar is open on one side` : ""}${cut}.`);
      host.append(picture);
    }
  }

  let vis = null;

  function loadVis(address) {
    vis ??= new Promise((resolve, reject) => {
      const script = make("script");
      script.src = address;
      script.addEventListener("load", resolve);
      script.addEventListener("error", reject);
      document.head.append(script);
    });
    return vis;
  }

  class Graph extends Drawn {
    label = "Graph";

    getIcon() {
      return icon("M3 1a2.5 2.5 0 0 1 2.3 3.4l5 3A2.5 2.5 0 1 1 10 9l-5-3A2.5 2.5 0 1 1 3 1zM3 15a2 2 0 1 1 0-4 2 2 0 0 1 0 4z");
    }

    initialize() {
      return Promise.all([super.initialize(), loadVis(document.getElementById("yasgui").dataset.vis)]);
    }

    canHandleResults() {
      const triples = this.yasr.results && this.yasr.results.getStatements && this.yasr.results.getStatements();
      if (triples && triples.length) return true;
      const found = table(this.yasr);
      return Boolean(found && columns(found, (term) => term && term.type === "uri").length >= 2);
    }

    /** Edges as subject, label, object: of a graph, or of the first two things of a row. */
    edges(found) {
      const triples = this.yasr.results.getStatements && this.yasr.results.getStatements();
      if (triples && triples.length) {
        return triples.filter((each) => each.object.termType === "NamedNode").map((each) => [each.subject.value, short(each.predicate.value), each.object.value]);
      }
      const things = columns(found, (term) => term && term.type === "uri");
      const [one, other] = things;
      return found.rows.filter((row) => row[one] && row[other]).map((row) => [row[one].value, rowWords(found, row, [one, other]), row[other].value]);
    }

    drawn(host, found) {
      const all = this.edges(found);
      const shown = all.slice(0, MOST_EDGES);
      const names = [...new Set(shown.flatMap(([one, , other]) => [one, other]))];
      note(host, `${names.length} things, ${shown.length} edges${all.length > shown.length ? ` of ${all.length}` : ""}. A double click opens a thing.`);
      const canvas = make("div", "", { class: "recog-network", role: "img", "aria-label": `A network of ${names.length} things` });
      host.append(canvas);
      const style = getComputedStyle(document.documentElement);
      const ink = style.getPropertyValue("--ink") || "#222";
      this.network = new window.vis.Network(canvas, {
        nodes: names.map((id) => ({ id, label: recogWords.labelOf(id) || short(id) })),
        edges: shown.map(([from, label, to]) => ({ from, to, label: shown.length <= 60 ? label.slice(0, 30) : undefined })),
      }, {
        nodes: { shape: "dot", size: 9, font: { color: ink } },
        edges: { arrows: "to", font: { color: ink, strokeWidth: 0, size: 11 } },
        physics: { stabilization: { iterations: 150 } },
        interaction: { hover: true, zoomView: false, navigationButtons: false },
      });
      this.network.once("stabilizationIterationsDone", () => this.network.setOptions({ physics: false }));
      this.network.on("doubleClick", ({ nodes }) => {
        const href = nodes.length ? hrefOf(nodes[0]) : "";
        if (href) location.assign(href);
      });
    }

    destroy() {
      if (this.network) this.network.destroy();
      this.network = null;
    }
  }

  function register(Yasr) {
    Yasr.registerPlugin("recog-chart", Chart);
    Yasr.registerPlugin("recog-graph", Graph);
    Yasr.registerPlugin("recog-timeline", Timeline);
  }

  return { register };
})();
