"use strict";
(() => {
  const told = JSON.parse(document.getElementById("network").textContent);
  const drawing = document.getElementById("drawing");
  const chosen = document.getElementById("chosen");
  const network = new vis.Network(
    drawing,
    { nodes: new vis.DataSet(told.nodes), edges: new vis.DataSet(told.edges) },
    {
      physics: false,
      interaction: { hover: true, tooltipDelay: 100000 },
      nodes: { shape: "dot", size: 9, font: { size: 13, face: "system-ui, sans-serif" } },
      edges: { arrows: { to: { scaleFactor: 0.5 } }, color: { inherit: false } },
    }
  );
  const line = (text) => {
    const paragraph = document.createElement("p");
    paragraph.textContent = text;
    return paragraph;
  };
  network.on("click", ({ nodes, edges }) => {
    const of_edges = nodes.length ? edges : edges.slice(0, 1);
    const lines = of_edges.flatMap((id) => told.details[id] || []);
    chosen.replaceChildren(...[...new Set(lines)].map(line));
  });
})();
