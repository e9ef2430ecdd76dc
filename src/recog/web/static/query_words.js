// Completion in the query editor: classes, properties and values of the graph, which
// are fetched once; parties, which the API finds by name.
"use strict";

const recogWords = (() => {
  const MOST = 30;
  const PARTIES = new Set(["state", "government", "organization", "person", "list"]);
  const BASE = "https://w3id.org/recog/id/";
  let known = { prefixes: {}, classes: [], properties: [], values: [] };
  const labels = new Map();

  async function load() {
    const response = await fetch("/query/terms.json");
    if (!response.ok) return known;
    known = await response.json();
    for (const list of [known.classes, known.properties, known.values]) {
      for (const each of list) if (each.label) labels.set(each.iri, each.label);
    }
    return known;
  }

  const isVariable = (token) => /^[?$]/.test(token.string);

  function isAfterType(yasqe) {
    const token = yasqe.getCompleteToken();
    if (isVariable(token)) return false;
    const line = yasqe.getDoc().getCursor().line;
    return ["a", "rdf:type"].includes(yasqe.getPreviousNonWsToken(line, token).string);
  }

  function isPredicate(yasqe) {
    const token = yasqe.getCompleteToken();
    return token.string.length > 0 && !isVariable(token) && token.state.possibleCurrent.includes("a");
  }

  function isThing(yasqe) {
    const token = yasqe.getCompleteToken();
    if (!token.string.trim() || isVariable(token)) return false;
    if (!/^(?:<|[A-Za-z_][\w-]*:?)/.test(token.string) || /^".*/.test(token.string)) return false;
    return !isPredicate(yasqe) && !isAfterType(yasqe);
  }

  /** The address that a token stands for so far, and the words in it. */
  function prepared(yasqe, token) {
    const text = token.string.trim().replace(/^</, "").replace(/>$/, "");
    const prefixes = { ...known.prefixes, ...yasqe.getPrefixesFromQuery() };
    const colon = token.string.startsWith("<") ? -1 : text.indexOf(":");
    const start = colon < 0 ? undefined : prefixes[text.slice(0, colon)];
    token.autocompletionString = start === undefined ? text : start + text.slice(colon + 1);
    token.recogWords = text.slice(Math.max(text.lastIndexOf("/"), start === undefined ? -1 : colon) + 1);
    return token;
  }

  /** An address as it is written: by a prefix where one fits, which is declared then. */
  function written(yasqe, _token, address) {
    const own = yasqe.getPrefixesFromQuery();
    const fitting = Object.entries({ ...known.prefixes, ...own })
      .filter(([, start]) => address.startsWith(start) && /^[A-Za-z0-9_][\w-]*$/.test(address.slice(start.length)))
      .sort((one, other) => other[1].length - one[1].length)[0];
    return fitting ? `${fitting[0]}:${address.slice(fitting[1].length)}` : `<${address}>`;
  }

  /** What is shown of each: its label beside how it is written. */
  const shown = (_yasqe, hints, addresses) =>
    hints.map((hint, place) => {
      const label = labels.get(addresses[place]);
      return label ? { ...hint, displayText: `${label} · ${hint.text}` } : hint;
    });

  function from(list) {
    return (_yasqe, token) => {
      const start = token.autocompletionString.toLowerCase();
      const words = token.recogWords.toLowerCase();
      const fits = (each) =>
        each.iri.toLowerCase().startsWith(start) ||
        (words && (each.name.toLowerCase().includes(words) || each.label.toLowerCase().includes(words)));
      return list().filter(fits).slice(0, MOST).map((each) => each.iri);
    };
  }

  async function parties(_yasqe, token) {
    const words = token.recogWords.replace(/[-_]+/g, " ").trim();
    const type = token.autocompletionString.startsWith(BASE)
      ? token.autocompletionString.slice(BASE.length).split("/")[0] : "";
    const found = from(() => known.values)(_yasqe, token);
    if (!words) return found;
    const asked = new URLSearchParams({ q: words, limit: "20" });
    if (PARTIES.has(type)) asked.set("type", type);
    const response = await fetch(`/api/v1/entities?${asked}`);
    if (!response.ok) return found;
    for (const row of (await response.json()).rows) {
      labels.set(BASE + row.id, row.label);
      found.push(BASE + row.id);
    }
    return found.slice(0, MOST);
  }

  function completer(name, isValidCompletionPosition, get) {
    let last = [];
    return {
      name, isValidCompletionPosition, bulk: false, autoShow: true,
      persistenceId: null,
      preProcessToken: prepared,
      get: async (yasqe, token) => (last = await get(yasqe, token)),
      postProcessSuggestion: written,
      postprocessHints: (yasqe, hints) => shown(yasqe, hints, last),
    };
  }

  function register(Yasqe) {
    for (const name of ["prefixes", "property", "class"]) {
      delete Yasqe.Autocompleters[name];
      Yasqe.defaults.autocompleters = Yasqe.defaults.autocompleters.filter((each) => each !== name);
    }
    Yasqe.registerAutocompleter(completer("recog-class", isAfterType, from(() => known.classes)));
    Yasqe.registerAutocompleter(completer("recog-property", isPredicate, from(() => known.properties)));
    Yasqe.registerAutocompleter(completer("recog-thing", isThing, parties));
  }

  /** Declare the prefixes of ours that a query uses and does not declare. */
  function declare(yasqe) {
    const own = yasqe.getPrefixesFromQuery();
    const text = yasqe.getValue().replace(/#[^\n]*|<[^<>\s]*>|"[^"\n]*"|'[^'\n]*'/g, " ");
    for (const [, name] of text.matchAll(/(?:^|[\s(^|/!,;.{])([A-Za-z][\w-]*):[A-Za-z_]/g)) {
      if (!(name in own) && name in known.prefixes) {
        yasqe.addPrefixes({ [name]: known.prefixes[name] });
        own[name] = known.prefixes[name];
      }
    }
  }

  /** Ask for the labels of parties that are not known yet. */
  async function learn(addresses) {
    const wanted = [...new Set(addresses)].filter((each) => each.startsWith(BASE) && PARTIES.has(each.slice(BASE.length).split("/")[0]) && !labels.has(each));
    if (!wanted.length) return;
    const query = `SELECT ?s ?label WHERE { VALUES ?s { ${wanted.map((each) => `<${each}>`).join(" ")} } ?s <${known.prefixes.rdfs}label> ?label FILTER (LANG(?label) IN ("en", "")) } ORDER BY ?s ?label`;
    const response = await fetch("/sparql", {
      method: "POST",
      headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json" },
      body: query,
    });
    if (!response.ok) return;
    for (const row of (await response.json()).results.bindings) labels.set(row.s.value, row.label.value);
  }

  return { learn, load, register, declare, labelOf: (address) => labels.get(address) };
})();
