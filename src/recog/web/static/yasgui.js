// The query editor: YASGUI over our own endpoint, with our completion, results and
// errors. Nothing is asked of another host. Without it the plain form below stays.
"use strict";

(async () => {
  const host = document.getElementById("yasgui");
  if (!host || !window.Yasgui) return;
  const SLOW_MS = 3000;
  const { make } = recog;
  const plain = document.getElementById("plain");
  const asked = new URLSearchParams(location.search).get("query") || "";
  const first = document.getElementById("query").value;
  const { Yasqe, Yasr } = Yasgui;
  const known = await recogWords.load().catch(() => ({ prefixes: {} }));
  const linkOf = (query) => `${location.origin}/query?${new URLSearchParams({ query })}`;

  recogWords.register(Yasqe);
  recogResults.register(Yasr);
  Yasr.defaults.prefixes = known.prefixes;
  Yasr.defaults.pluginOrder = ["table", "recog-chart", "recog-graph", "recog-timeline", "response"];
  Yasgui.Tab.prototype.getShareableLink = function () {
    return linkOf(this.yasqe.getValue());
  };

  let yasgui = null;
  const current = () => yasgui.getTab();
  function markFault(line, column) {
    const doc = current().yasqe.getDoc();
    doc.setCursor({ line: line - 1, ch: column - 1 });
    doc.addLineClass(line - 1, "background", "recog-faulty");
  }
  Yasr.defaults.errorRenderers = [recogErrors.rendered(() => current().yasqe.getValue(), markFault)];

  host.hidden = false;
  yasgui = new Yasgui(host, {
    persistenceId: "recog_query",
    autofocus: false,
    populateFromUrl: false,
    copyEndpointOnNewTab: false,
    endpointCatalogueOptions: { getData: () => [], keys: [], renderItem: () => {} },
    requestConfig: {
      endpoint: `${location.origin}/sparql`,
      method: "POST",
      acceptHeaderSelect: "application/sparql-results+json",
      acceptHeaderGraph: "text/turtle",
    },
    yasqe: {
      value: first,
      createShortLink: undefined,
      prefixCcApi: null,
      screenReaderLabel: "SPARQL",
      inputStyle: "contenteditable", // which screen readers can read
    },
    yasr: { maxPersistentResponseSize: 0 },
  });
  if (asked && current().yasqe.getValue() !== asked) {
    const tab = { ...Yasgui.Tab.getDefaults(yasgui), yasqe: { value: asked } };
    const same = Object.entries(yasgui._tabs).find(([, each]) => each.getQuery && each.getQuery() === asked);
    if (same) yasgui.selectTabId(same[0]);
    else yasgui.addTab(true, tab);
  }
  plain.hidden = true;
  // stands among the tabs, where only tabs may stand
  host.querySelector(".addTab")?.setAttribute("role", "tab");

  const state = make("p", "", { id: "query-state", role: "status", class: "quiet" });
  const cancel = make("button", "Cancel", { type: "button", class: "plain", id: "cancel" });
  const bar = make("div", "", { class: "controls" });
  cancel.hidden = true;
  bar.append(state, cancel);
  host.prepend(bar);
  cancel.addEventListener("click", () => current().yasqe.abortQuery());

  let began = 0;
  let ticking = 0;
  function tick() {
    const took = performance.now() - began;
    state.replaceChildren(`Running for ${Math.round(took / 1000)} s…`);
    if (took < SLOW_MS) return;
    const why = recogErrors.reasons(current().yasqe.getValue());
    if (why.length) state.append(" It may be slow: ", why[0]);
  }
  function ended(words) {
    clearInterval(ticking);
    cancel.hidden = true;
    state.textContent = words;
  }
  yasgui.on("queryBefore", () => {
    recogWords.declare(current().yasqe);
    current().yasqe.getDoc().eachLine((line) => current().yasqe.getDoc().removeLineClass(line, "background", "recog-faulty"));
  });
  yasgui.on("query", () => {
    began = performance.now();
    clearInterval(ticking);
    ticking = setInterval(tick, 1000);
    cancel.hidden = false;
    state.textContent = "Running…";
    history.replaceState(null, "", linkOf(current().yasqe.getValue()));
  });
  yasgui.on("queryAbort", () => ended("Stopped."));
  // the tab reads the response after it has told of it
  yasgui.on("queryResponse", (_yasgui, tab) => queueMicrotask(() => told(tab)));
  function told(tab) {
    const results = tab.yasr.results;
    const took = Math.round(performance.now() - began);
    if (results && results.hasError()) return ended(cancel.hidden ? "Stopped." : "");
    const answer = results && results.getAsJson();
    const rows = answer && answer.results ? answer.results.bindings.length : null;
    const counted = rows === null ? "Answered" : `${rows} ${rows === 1 ? "row" : "rows"}`;
    ended(`${counted} in ${took} ms.`);
    if (took > SLOW_MS) {
      const why = recogErrors.reasons(tab.yasqe.getValue());
      if (why.length) state.append(` What makes it costly: ${why.join(" ")}`);
    }
  }
  yasgui.on("tabSelect", () => {
    if (cancel.hidden) state.textContent = "";
  });
  if (host.hasAttribute("data-runs")) current().query().catch(() => {});
})();
