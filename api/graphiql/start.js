"use strict";
ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: "graphql" }),
    defaultEditorToolsVisibility: false,
    defaultQuery: `# Who agreed what with whom, and which sentence says so.
{
  agreements(first: 5) {
    totalCount
    nodes {
      kind
      date { value }
      parties { country { name } role }
      evidence { quote article { title source } }
    }
  }
}
`,
  }),
);
