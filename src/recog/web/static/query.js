// The query editor: colours, line numbers, a marked fault, results as a table.
// Without it the same form runs the query on the server and shows the table.
"use strict";

(() => {
  const form = document.getElementById("query-form");
  if (!form) return;

  const { make } = recog;
  const BASE = "https://w3id.org/recog/id/";
  const PAGE_TYPES = new Set(["state", "government", "organization", "person", "list"]);
  const MOST_ROWS = 1000;
  const FORMATS = {
    csv: ["text/csv", "application/n-triples"],
    json: ["application/sparql-results+json", "application/ld+json"],
  };
  const TOKENS = new RegExp(
    [
      /(?<comment>#[^\n]*)/,
      /(?<iri><[^<>"{}|^`\\\s]*>)/,
      /(?<string>"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')/,
      /(?<variable>[?$]\w+)/,
      /(?<name>[A-Za-z_][\w-]*:[\w%.\-\/]*|:[A-Za-z_][\w-]*)/,
      /(?<number>\b\d+(?:\.\d+)?\b)/,
      /(?<keyword>\b(?:ADD|ALL|AS|ASC|ASK|BASE|BIND|BOUND|BY|COALESCE|CONCAT|CONSTRUCT|CONTAINS|COUNT|DATATYPE|DESC|DESCRIBE|DISTINCT|EXISTS|FILTER|FROM|GRAPH|GROUP|GROUP_CONCAT|HAVING|IF|IN|LANG|LANGMATCHES|LCASE|LIMIT|MAX|MIN|MINUS|MONTH|NAMED|NOT|OFFSET|OPTIONAL|ORDER|PREFIX|REDUCED|REGEX|SAMPLE|SELECT|SEPARATOR|STR|STRLEN|STRSTARTS|SUBSTR|SUM|UNDEF|UNION|VALUES|WHERE|YEAR)\b)/i,
    ].map((part) => part.source).join("|"),
    "gi",
  );

  const at = (id) => document.getElementById(id);
  const box = at("query");
  const editor = at("editor");
  const gutter = at("gutter");
  const paint = at("paint");
  const output = at("output");
  const state = at("state");
  const runButton = at("run");
  const terms = JSON.parse(editor.dataset.prefixes);
  let fault = null;
  let running = null;

  function coloured(text) {
    const parts = [];
    let end = 0;
    for (const found of text.matchAll(TOKENS)) {
      if (found.index > end) parts.push(text.slice(end, found.index));
      const [kind] = Object.entries(found.groups).find(([, value]) => value !== undefined);
      parts.push(make("span", found[0], { class: `tok-${kind}` }));
      end = found.index + found[0].length;
    }
    parts.push(text.slice(end), "\n");
    return parts;
  }

  function refresh() {
    const lines = box.value.split("\n");
    gutter.replaceChildren(
      ...lines.flatMap((_line, place) => {
        const number = String(place + 1);
        const isFault = fault && fault.line === place + 1;
        return [isFault ? make("span", number, { class: "at-fault" }) : number, "\n"];
      }),
    );
    paint.replaceChildren(...coloured(box.value));
    scroll();
  }

  function scroll() {
    gutter.scrollTop = box.scrollTop;
    paint.scrollTop = box.scrollTop;
    paint.scrollLeft = box.scrollLeft;
  }

  function markFault(line, column) {
    fault = line ? { line, column } : null;
    refresh();
    if (!fault) return;
    const before = box.value.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    const place = Math.min(before + Math.max((column || 1) - 1, 0), box.value.length);
    box.focus();
    box.setSelectionRange(place, place);
    const height = box.scrollHeight / box.value.split("\n").length;
    box.scrollTop = Math.max(0, (line - 4) * height);
    scroll();
  }

  /** Shorten an address by the prefixes of the query and our own. */
  function shortened(address) {
    const known = { ...terms };
    for (const [, name, start] of box.value.matchAll(/PREFIX\s+([\w-]*):\s*<([^>]*)>/gi)) {
      known[name] = start;
    }
    let best = ["", ""];
    for (const [name, start] of Object.entries(known)) {
      if (address.startsWith(start) && start.length > best[1].length) best = [name, start];
    }
    const rest = address.slice(best[1].length);
    return best[1] && rest ? `${best[0]}:${rest}` : address;
  }

  function hrefOf(address) {
    if (address.startsWith(BASE)) {
      const id = address.slice(BASE.length);
      return PAGE_TYPES.has(id.split("/")[0]) ? `/entity/${id}` : `/id/${id}`;
    }
    return null;
  }

  function cell(term) {
    const made = make("td");
    if (!term) return made;
    if (term.type === "uri") {
      const href = hrefOf(term.value);
      const words = shortened(term.value);
      made.append(href ? make("a", words, { href, title: term.value }) : make("span", words, { title: term.value }));
      return made;
    }
    made.append(term.type === "bnode" ? `_:${term.value}` : term.value);
    const extra = term["xml:lang"] || (term.datatype && shortened(term.datatype));
    if (extra && extra !== "xsd:string") made.append(" ", make("span", extra, { class: "datatype" }));
    return made;
  }

  function table(answer) {
    const names = answer.head.vars || [];
    const rows = answer.results.bindings;
    const made = make("table");
    made.append(make("caption", "Results", { class: "unseen" }));
    const head = make("tr");
    head.append(make("th", "#", { scope: "col", class: "number" }));
    names.forEach((name) => head.append(make("th", name, { scope: "col" })));
    const top = make("thead");
    top.append(head);
    const body = make("tbody");
    rows.slice(0, MOST_ROWS).forEach((row, place) => {
      const line = make("tr");
      line.append(make("th", String(place + 1), { scope: "row", class: "number" }));
      names.forEach((name) => line.append(cell(row[name])));
      body.append(line);
    });
    made.append(top, body);
    return made;
  }

  function show(answer, took) {
    output.replaceChildren();
    if (typeof answer.boolean === "boolean") {
      state.textContent = `Answered in ${took} ms.`;
      output.append(make("p", answer.boolean ? "Yes." : "No.", { class: "answer" }));
      return;
    }
    const count = answer.results.bindings.length;
    const cut = count > MOST_ROWS ? `; the first ${MOST_ROWS} are shown, a download has all` : "";
    state.textContent = `${count} ${count === 1 ? "row" : "rows"} in ${took} ms${cut}.`;
    if (count) {
      const frame = make("div", "", { class: "results", tabindex: "0", role: "region", "aria-label": "Results" });
      frame.append(table(answer));
      output.append(frame);
    }
  }

  function showText(text, took) {
    state.textContent = `A graph, in ${took} ms.`;
    output.replaceChildren(make("pre", text, { class: "code", tabindex: "0" }));
  }

  function showFault(problem) {
    state.textContent = "";
    const notice = make("div", "", { class: "notice bad", role: "alert" });
    notice.append(make("p"), make("p", problem.detail || ""));
    notice.firstChild.append(make("strong", problem.title));
    output.replaceChildren(notice);
    markFault(problem.line, problem.column);
  }

  const request = (accept, signal) =>
    fetch("/sparql", {
      method: "POST",
      headers: { "Content-Type": "application/sparql-query", Accept: accept },
      body: box.value,
      signal,
    });

  async function problemOf(response) {
    const type = response.headers.get("Content-Type") || "";
    if (type.includes("json")) return response.json();
    return { title: `Error ${response.status}`, detail: await response.text() };
  }

  function remember() {
    const address = new URL(location.href);
    address.searchParams.delete("run");
    address.searchParams.set("query", box.value);
    history.replaceState(null, "", address);
    at("link").href = address.href;
  }

  async function run() {
    if (running) running.abort();
    const mine = (running = new AbortController());
    state.textContent = "Running…";
    runButton.textContent = "Stop";
    markFaultNone();
    remember();
    const began = performance.now();
    try {
      const response = await request("application/sparql-results+json, text/turtle;q=0.9", mine.signal);
      if (!response.ok) return showFault(await problemOf(response));
      const isTable = (response.headers.get("Content-Type") || "").includes("sparql-results+json");
      const answer = isTable ? await response.json() : await response.text();
      const took = Math.round(performance.now() - began);
      if (isTable) show(answer, took);
      else showText(answer, took);
    } catch (error) {
      if (error.name !== "AbortError") throw error;
      state.textContent = "Stopped.";
    } finally {
      if (running === mine) {
        running = null;
        runButton.textContent = "Run";
      }
    }
  }

  function markFaultNone() {
    fault = null;
    refresh();
  }

  async function save(format) {
    const isGraph = /^\s*(?:CONSTRUCT|DESCRIBE)\b/im.test(box.value);
    const response = await request(FORMATS[format][isGraph ? 1 : 0]);
    if (!response.ok) return showFault(await problemOf(response));
    const address = URL.createObjectURL(await response.blob());
    const link = make("a", "", { href: address, download: `recog.${isGraph && format === "csv" ? "nt" : format}` });
    link.click();
    URL.revokeObjectURL(address);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (running) running.abort();
    else run();
  });
  box.addEventListener("input", () => {
    fault = null;
    refresh();
  });
  box.addEventListener("scroll", scroll);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      run();
    }
  });
  document.querySelectorAll("[data-save]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => save(button.dataset.save));
  });
  at("link").hidden = false;
  editor.classList.add("lit");
  refresh();
})();
