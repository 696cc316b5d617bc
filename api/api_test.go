package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"entente/api"
	"entente/graph"
	"entente/graph/graphtest"
	"entente/graph/sqlite"
)

// open returns a store with an invented corpus, and counts what it is asked.
func open(t testing.TB, articles int) (graph.Store, *int) {
	t.Helper()
	statements := new(int)
	s, err := sqlite.Open(t.Context(), ":memory:", sqlite.Options{Readers: 1, OnStatement: func() { *statements++ }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	if _, err := s.Write(t.Context(), graph.Batch{Articles: graphtest.Corpus(3, articles)}); err != nil {
		t.Fatal(err)
	}
	return s, statements
}

// ask returns the data of an answer, or fails on its errors.
func ask(t *testing.T, r graph.Reader, query string, vars map[string]any) map[string]any {
	t.Helper()
	body, ok := api.Execute(t.Context(), r, api.Config{}, api.Request{Query: query, Variables: vars})
	if !ok {
		t.Fatalf("%s\n%s", query, body)
	}
	var answer struct{ Data map[string]any }
	if err := json.Unmarshal(body, &answer); err != nil {
		t.Fatal(err)
	}
	return answer.Data
}

// dig follows field names and places into an answer.
func dig(v any, path ...any) any {
	for _, p := range path {
		switch p := p.(type) {
		case string:
			v = v.(map[string]any)[p]
		case int:
			v = v.([]any)[p]
		}
	}
	return v
}

const everything = `query($n: Int!) {
  agreements(first: $n, filter: {minConfidence: 0}) {
    totalCount
    pageInfo { hasNextPage endCursor }
    edges { cursor }
    nodes {
      id kind date { value from to precision words } topics confidence sources languages loadedAt
      parties { role country { id code name(lang: FR) } }
      projects { id name sector aliases countries { code } agreements(first: 2) { totalCount nodes { id } } }
      initiatives { id name kind evidence { quote } }
      voices { id name country { code } offices { office first last } meetings(first: 1) { nodes { place countries { code } ministers { name } } } }
      evidence { quote start end rule confidence loadedAt date { value } article { id key url title source language published text countries { code } } }
    }
  }
}`

// TestStatements finds that a query costs the same number of statements whatever the number of
// rows.
func TestStatements(t *testing.T) {
	store, statements := open(t, 200)
	var counts []int
	for _, n := range []int{5, 40} {
		*statements = 0
		data := ask(t, store, everything, map[string]any{"n": n})
		if got := len(dig(data, "agreements", "nodes").([]any)); got != n {
			t.Fatalf("%d agreements, want %d", got, n)
		}
		counts = append(counts, *statements)
	}
	if counts[1] > counts[0] || counts[0] == 0 {
		t.Errorf("5 agreements cost %d statements, 40 cost %d", counts[0], counts[1])
	}
}

// TestPages walks through all agreements, forward and backward, and finds each once and in order.
func TestPages(t *testing.T) {
	store, _ := open(t, 60)
	const query = `query($f: Int, $a: String, $l: Int, $b: String) { agreements(first: $f, after: $a, last: $l, before: $b) {
	  totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } nodes { id date { value } } } }`
	total := int(dig(ask(t, store, query, nil), "agreements", "totalCount").(float64))
	var forward, backward []string
	var after, before any
	for more := true; more; {
		page := dig(ask(t, store, query, map[string]any{"f": 7, "a": after}), "agreements")
		for _, n := range dig(page, "nodes").([]any) {
			forward = append(forward, dig(n, "id").(string))
		}
		after, more = dig(page, "pageInfo", "endCursor"), dig(page, "pageInfo", "hasNextPage").(bool)
	}
	for more := true; more; {
		page := dig(ask(t, store, query, map[string]any{"l": 7, "b": before}), "agreements")
		var ids []string
		for _, n := range dig(page, "nodes").([]any) {
			ids = append(ids, dig(n, "id").(string))
		}
		backward = append(ids, backward...)
		before, more = dig(page, "pageInfo", "startCursor"), dig(page, "pageInfo", "hasPreviousPage").(bool)
	}
	if len(forward) != total || strings.Join(forward, " ") != strings.Join(backward, " ") {
		t.Errorf("%d agreements: %d forward, %d backward", total, len(forward), len(backward))
	}
}

// TestNodes finds every node by its identifier, also after its merge into another, and relations.
func TestNodes(t *testing.T) {
	store, _ := open(t, 40)
	data := ask(t, store, `{ countries(first: 2) { nodes { id } } ministers(first: 2) { nodes { id } } agreements(first: 2) { nodes { id parties { country { code } } } } }`, nil)
	var ids []any
	for _, list := range []string{"countries", "ministers", "agreements"} {
		for _, n := range dig(data, list, "nodes").([]any) {
			ids = append(ids, dig(n, "id"))
		}
	}
	ids = append(ids, "agreement-none", ids[0])
	nodes := dig(ask(t, store, `query($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }`, map[string]any{"ids": ids}), "nodes").([]any)
	for i, n := range nodes {
		if ids[i] == "agreement-none" {
			if n != nil {
				t.Errorf("an unknown identifier gave %v", n)
			}
		} else if dig(n, "id") != ids[i] {
			t.Errorf("node %d is %v, want %v", i, n, ids[i])
		}
	}
	a, b := dig(data, "agreements", "nodes", 0, "parties", 0, "country", "code"), dig(data, "agreements", "nodes", 0, "parties", 1, "country", "code")
	relation := dig(ask(t, store, `query($a: String!, $b: String!) { relation(a: $a, b: $b) { a { code } kinds { kind count } agreements { totalCount } } }`,
		map[string]any{"a": b, "b": a}), "relation")
	sum := 0.0
	for _, k := range dig(relation, "kinds").([]any) {
		sum += dig(k, "count").(float64)
	}
	if dig(relation, "a", "code") != a || sum < 1 || sum != dig(relation, "agreements", "totalCount").(float64) {
		t.Errorf("relation %v", relation)
	}
}

// doubling is a query whose fragments use each other twice: 2 to the power of n fields, unfolded.
func doubling(n int) string {
	var q strings.Builder
	q.WriteString("{ ...F0 }")
	for i := range n {
		fmt.Fprintf(&q, " fragment F%d on Query { ...F%d ...F%d }", i, i+1, i+1)
	}
	fmt.Fprintf(&q, " fragment F%d on Query { __typename }", n)
	return q.String()
}

// TestErrors asks for what cannot be answered: one sentence and a code each.
func TestErrors(t *testing.T) {
	store, _ := open(t, 5)
	deep := strings.Repeat("{ agreements { nodes { parties { country ", 13) + "{ code }" + strings.Repeat("} } } }", 13)
	for _, test := range []struct{ query, code, says string }{
		{`{ agreements { nodes { id }`, "GRAPHQL_PARSE_FAILED", "Expected Name"},
		{`{ nonsense }`, "GRAPHQL_VALIDATION_FAILED", "nonsense"},
		{`{ agreements(first: -1) { totalCount } }`, "INVALID", "ask for 1 to 100"},
		{`{ agreements(first: 0) { totalCount } }`, "INVALID", "ask for 1 to 100"},
		{`{ agreements(first: 100000) { totalCount } }`, "LIMIT", "holds 100 nodes at most"},
		{`{ agreements(first: 101) { totalCount } }`, "LIMIT", "holds 100 nodes at most"},
		{`{ agreements(first: 1, last: 1) { totalCount } }`, "INVALID", "cannot go together"},
		{`{ agreements(after: "rubbish") { totalCount } }`, "INVALID", "the cursor \"rubbish\" is none of this list"},
		{`{ agreements(filter: {dates: {from: "2022-13-45"}}) { totalCount } }`, "INVALID", "is no date"},
		{`{ agreements(filter: {dates: {from: "2022", to: "2021-05"}}) { totalCount } }`, "INVALID", "exchange from and to"},
		{`{ agreements(filter: {minConfidence: 7}) { totalCount } }`, "INVALID", "from 0 to 1"},
		{`{ agreements(filter: {countries: ["QQ"]}) { totalCount } }`, "INVALID", "is no country"},
		{`{ agreements(filter: {kinds: [MARRIED]}) { totalCount } }`, "GRAPHQL_VALIDATION_FAILED", "MARRIED"},
		{`{ relation(a: "CN", b: "cn") { kinds { count } } }`, "INVALID", "the same country"},
		{`{ article { id } }`, "INVALID", "by id or by key"},
		{deep, "LIMIT", "levels deep"},
		{`{ a: agreements(first: 100) { nodes { projects { agreements(first: 100) { nodes { id projects { id } } } } } } }`, "LIMIT", "costs"},
		{`{` + strings.Repeat(` x: __typename`, 11_000) + `}`, "LIMIT", "more than 10000 tokens"},
		{doubling(300), "LIMIT", "costs more than"},
		{`{` + strings.Repeat(` s: __schema { types { name } }`, 30) + `}`, "LIMIT", "costs more than"},
		// The price of the list that is skipped would make that of the whole wrap around to a small one.
		{`{ agreements(first: 100) { nodes { projects { agreements(first: 100) { nodes { id } } } evil: parties { country { agreements(first: 61489146912364962) @skip(if: true) { totalCount } } } } } }`, "LIMIT", "costs"},
	} {
		body, ok := api.Execute(t.Context(), store, api.Config{}, api.Request{Query: test.query})
		var answer struct {
			Errors []struct {
				Message    string
				Extensions struct{ Code string }
			}
		}
		if err := json.Unmarshal(body, &answer); err != nil || ok || len(answer.Errors) == 0 {
			t.Errorf("%.80s: ok %v, %v, %s", test.query, ok, err, body)
			continue
		}
		if e := answer.Errors[0]; e.Extensions.Code != test.code || !strings.Contains(e.Message, test.says) {
			t.Errorf("%.80s: code %s, %q; want %s, … %q …", test.query, e.Extensions.Code, e.Message, test.code, test.says)
		}
	}
}

// broken is a store that fails as stores should not.
type broken struct{ graph.Reader }

func (broken) Agreements() graph.Collection[graph.Agreement, graph.AgreementFilter] {
	return brokenList{}
}
func (broken) Ping(context.Context) error {
	return fmt.Errorf("MATCH (n) failed at 10.0.0.1")
}

type brokenList struct {
	graph.Collection[graph.Agreement, graph.AgreementFilter]
}

func (brokenList) Lists(context.Context, []graph.Query[graph.AgreementFilter]) ([]graph.List[graph.Agreement], error) {
	return nil, fmt.Errorf("SELECT secret FROM table")
}

func (brokenList) Counts(context.Context, []graph.AgreementFilter) ([]int, error) { panic("SELECT") }

// TestFaults shows nothing of a fault's insides to the client, and logs them.
func TestFaults(t *testing.T) {
	var log bytes.Buffer
	c := api.Config{Log: slog.New(slog.NewTextHandler(&log, nil))}
	for _, query := range []string{`{ agreements { nodes { id } } }`, `{ relation(a: "CN", b: "KG") { kinds { count } } }`} {
		log.Reset()
		body, ok := api.Execute(t.Context(), broken{}, c, api.Request{Query: query})
		if ok || strings.Contains(string(body), "SELECT") || !strings.Contains(string(body), `"code":"INTERNAL"`) {
			t.Errorf("%s: %s", query, body)
		}
		if !strings.Contains(log.String(), "SELECT") {
			t.Errorf("the log holds %q", log.String())
		}
	}
	w := httptest.NewRecorder()
	api.New(broken{}, c).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/readyz", nil))
	if w.Code != http.StatusServiceUnavailable || strings.Contains(w.Body.String(), "MATCH") {
		t.Errorf("/readyz: %d %s", w.Code, w.Body)
	}
}

// TestServer asks over HTTP.
func TestServer(t *testing.T) {
	store, _ := open(t, 5)
	h := api.New(store, api.Config{Origins: []string{"https://vis.example"}, HideSchema: true})
	for _, test := range []struct {
		name, method, target, body string
		status                     int
		says                       string
	}{
		{"post", "POST", "/graphql", `{"query": "{ agreements(first: 1) { nodes { kind } } }"}`, 200, `{"data":{"agreements":{"nodes":[{"kind":"`},
		{"get", "GET", "/graphql?query=%7Bagreements%7BtotalCount%7D%7D", "", 200, `{"data":{"agreements":{"totalCount":`},
		{"variables", "POST", "/graphql", `{"query": "query($n: Int) { agreements(first: $n) { nodes { kind } } }", "variables": {"n": 1}}`, 200, `"kind"`},
		{"no JSON", "POST", "/graphql", `hello`, 400, `"errors"`},
		{"large", "POST", "/graphql", `{"query": "` + strings.Repeat(" ", 5<<20) + `"}`, 413, `"code":"LIMIT"`},
		{"hidden schema", "POST", "/graphql", `{"query": "{ __schema { types { name } } }"}`, 200, `does not publish its schema`},
		{"unknown persisted query", "POST", "/graphql", `{"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "00"}}}`, 200, `PersistedQueryNotFound`},
		{"health", "GET", "/healthz", "", 200, "ok"},
		{"ready", "GET", "/readyz", "", 200, "ok"},
		{"page", "GET", "/graphiql", "", 200, "graphiql/start.js"},
		{"script", "GET", "/graphiql/start.js", "", 200, "createFetcher"},
		{"nothing", "GET", "/nothing", "", 404, ""},
	} {
		r := httptest.NewRequest(test.method, test.target, strings.NewReader(test.body))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Origin", "https://vis.example")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != test.status || !strings.Contains(w.Body.String(), test.says) {
			t.Errorf("%s: status %d, %.300s; want %d, … %s …", test.name, w.Code, w.Body, test.status, test.says)
		}
		if got := w.Header().Get("Access-Control-Allow-Origin"); got != "https://vis.example" {
			t.Errorf("%s: allowed origin %q", test.name, got)
		}
	}
	r := httptest.NewRequest(http.MethodGet, "/graphiql", nil)
	r.Header.Set("Origin", "https://evil.example")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Header().Get("Access-Control-Allow-Origin") != "" || !strings.Contains(w.Header().Get("Content-Security-Policy"), "default-src 'none'") {
		t.Errorf("headers %v", w.Header())
	}
}

// TestCancelled ends with a sentence when the client has gone.
func TestCancelled(t *testing.T) {
	store, _ := open(t, 5)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	body, ok := api.Execute(ctx, store, api.Config{}, api.Request{Query: `{ agreements { nodes { id } } }`})
	if ok || !strings.Contains(string(body), "cancelled") {
		t.Errorf("%s", body)
	}
}

// FuzzExecute answers any query with data or errors.
func FuzzExecute(f *testing.F) {
	store, _ := open(f, 3)
	for _, q := range []string{everything, `{ node(id: "country-CN") { id ... on Country { name(lang: ZH) } } }`, `query A($a: String) { agreements(after: $a) { totalCount } }`} {
		f.Add(q, "MTp7fQ")
	}
	log := slog.New(slog.DiscardHandler)
	f.Fuzz(func(t *testing.T, query, cursor string) {
		body, _ := api.Execute(t.Context(), store, api.Config{Log: log}, api.Request{Query: query, Variables: map[string]any{"a": cursor, "n": 2}})
		if !json.Valid(body) || bytes.Contains(body, []byte(`"INTERNAL"`)) {
			t.Errorf("%q, %q: %s", query, cursor, body)
		}
	})
}

const pair = `query($a: String!, $b: String!) { agreements(filter: {countries: [$a, $b]}, first: 50) {
  nodes { id kind date { value } topics parties { country { code } } projects { name } evidence { quote article { title } } } } }`

// BenchmarkPair asks for the newest agreements of a pair over HTTP.
func BenchmarkPair(b *testing.B) {
	store, _ := open(b, 2000)
	h := api.New(store, api.Config{})
	body, err := json.Marshal(map[string]any{"query": pair, "variables": map[string]any{"a": "CN", "b": "RU"}})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		r := httptest.NewRequest(http.MethodPost, "/graphql", bytes.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != http.StatusOK {
			b.Fatal(w.Body)
		}
	}
}
