// Why a query did not run, or was slow, in words: from the answer's problem+json, and
// from the query itself.
"use strict";

const recogErrors = (() => {
  const { make } = recog;
  const LIMITS = {
    timeout: (value) => `The limit reached is the time a query has: ${value} seconds.`,
    memory_bytes: (value) => `The limit reached is the memory of one query: ${Math.round(value / 2 ** 20)} MiB.`,
    result_bytes: (value) => `The limit reached is the size of a result: ${Math.round(value / 2 ** 20)} MiB.`,
    queue: (value) => `The limit reached is the number of queries that may wait: ${value}.`,
    query_bytes: (value) => `The limit reached is the length of a query: ${value} bytes.`,
    depth: (value) => `The limit reached is the depth of groups and parentheses: ${value}.`,
  };

  const bare = (query) =>
    query.replace(/#[^\n]*/g, " ").replace(/<[^<>\s]*>/g, " <> ").replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, ' "" ');

  /** The patterns of a query, joined by the variables they share; more than one multiply. */
  function parts(text) {
    const start = text.search(/\{/);
    const body = start < 0 ? "" : text.slice(start).replace(/\bFILTER\b[^.{}]*|\bBIND\b[^.{}]*/gi, " ");
    const groups = [];
    for (const pattern of body.split(/[.{}]|\bUNION\b|\bOPTIONAL\b/i)) {
      const names = new Set(pattern.match(/[?$]\w+/g) || []);
      if (!names.size || !/\s/.test(pattern.trim())) continue;
      const joined = groups.filter((group) => [...names].some((name) => group.has(name)));
      for (const group of joined) {
        group.forEach((name) => names.add(name));
        groups.splice(groups.indexOf(group), 1);
      }
      groups.push(names);
    }
    return groups;
  }

  /** What in a query makes it slow, as sentences. */
  function reasons(query) {
    const text = bare(query);
    const found = [];
    const apart = parts(text);
    if (apart.length > 1) {
      const named = apart.slice(0, 3).map((group) => [...group].slice(0, 3).join(" "));
      found.push(`Its patterns fall into ${apart.length} parts that share no variable (${named.join("; ")}): every row of one is combined with every row of the others.`);
    }
    if (/[?$]\w+\s+[?$]\w+\s+[?$]\w+/.test(text)) found.push("A pattern of three variables reads every statement there is; name a property or a class.");
    if (/NOT\s+EXISTS|\bMINUS\b/i.test(text)) found.push("FILTER NOT EXISTS and MINUS are tried anew for every row; spans have their end, so that “no later event” need not be asked.");
    if (/[\w>)]\s*[*+](?=[\s/|)])/.test(text)) found.push("A path with * or + follows every chain there is; begin it at a thing.");
    if (/\b(?:REGEX|CONTAINS|STRSTARTS|LCASE)\s*\(/i.test(text)) found.push("A filter on texts looks at each of them; find the thing by name first (the editor completes names).");
    if (/\b(?:ORDER|GROUP)\s+BY\b|\bDISTINCT\b/i.test(text) && !/\bLIMIT\b/i.test(text)) found.push("ORDER BY, GROUP BY and DISTINCT need all rows before the first one is given.");
    return found;
  }

  function listed(title, sentences) {
    const made = make("div");
    made.append(make("p", title));
    const list = make("ul");
    sentences.forEach((each) => list.append(make("li", each)));
    made.append(list);
    return made;
  }

  function read(error) {
    try {
      return JSON.parse(error.text);
    } catch {
      return null;
    }
  }

  /** Render an error of YASR: a problem of ours, a query that was stopped, or neither. */
  function rendered(queryOf, markFault) {
    return async (error) => {
      const box = make("div", "", { class: "recog-fault", role: "alert" });
      if (/abort/i.test(error.text || "")) {
        box.append(make("p", "Stopped. The service has ended the query too."));
        return box;
      }
      const problem = read(error);
      if (!problem || !problem.title) {
        const words = /fetch|network/i.test(error.text || "") ? "The service cannot be reached." : error.text;
        box.append(make("p", words || "The query failed."));
        return box;
      }
      const title = make("p");
      title.append(make("strong", problem.title));
      box.append(title, make("p", problem.detail || ""));
      if (problem.line) markFault(problem.line, problem.column || 1);
      if (problem.limit in LIMITS) box.append(make("p", LIMITS[problem.limit](problem.value)));
      if (["timeout", "memory_bytes"].includes(problem.limit)) {
        const why = reasons(queryOf());
        if (why.length) box.append(listed("What makes it costly:", why));
      }
      return box;
    };
  }

  return { rendered, reasons, listed };
})();
