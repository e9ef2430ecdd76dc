// One query or update by Comunica; what it gives is printed as JSON.
import { QueryEngine } from "@comunica/query-sparql";

const { form, endpoint, update, text, token, timeout } = JSON.parse(process.argv[2]);
const headers = token ? { Authorization: `Bearer ${token}` } : {};
const context = {
  sources: [{ type: "sparql", value: endpoint }],
  fetch: (input, init = {}) => {
    const own = new Headers(init.headers);
    for (const [name, value] of Object.entries(headers)) own.set(name, value);
    const address = new URL(input.url ?? input);
    if (timeout) address.searchParams.set("timeout", timeout);
    return fetch(address, { ...init, headers: own });
  },
};
const engine = new QueryEngine();

const forms = {
  async select() {
    const rows = await (await engine.queryBindings(text, context)).toArray();
    return rows.map((row) => [...row.values()].map((term) => term.value));
  },
  async ask() {
    return engine.queryBoolean(text, context);
  },
  async construct() {
    const quads = await (await engine.queryQuads(text, context)).toArray();
    return quads.map((quad) => [quad.subject.value, quad.predicate.value, quad.object.value]);
  },
  async update() {
    await engine.queryVoid(text, { ...context, destination: { type: "sparql", value: update } });
    return null;
  },
};

try {
  console.log(JSON.stringify(await forms[form]()));
} catch (error) {
  console.error(String(error.message || error));
  process.exit(1);
}
