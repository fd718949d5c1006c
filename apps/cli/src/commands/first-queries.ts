/** Queries that a new user of a lab may send, as in schema/operations. */
export const firstQueries = [
  '{ models { nodes { name widths { width weightDecay runCount testError { mean std } criticalWidth { mean } groups { mean ci95 } } } } }',
  '{ runs(first: 5, orderBy: [{ field: WIDTH, direction: DESC }]) { nodes { name state analyses(measures: ["critical-width"]) { scalars { id value } } metric(name: "testError") { last min } } } }',
  '{ sweeps { nodes { name progress { state fraction secondsLeft } report { series { sentence } } } } }',
]
