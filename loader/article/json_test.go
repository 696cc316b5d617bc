package article

import (
	"strings"
	"testing"
	"testing/fstest"
)

func readOne(t *testing.T, name, content string, o Options) []string {
	t.Helper()
	o.FS = fstest.MapFS{name: {Data: []byte(content)}}
	return collect(t, o, name)
}

func TestJSON(t *testing.T) {
	for name, c := range map[string]struct {
		file, content string
		options       Options
		want          []string
	}{
		"lines": {"a.jsonl", `{"title":"A","text":"One b.","published":null}` + "\r\n\n" + `{"headline":"B","body":["Two","c."]}`, Options{},
			[]string{"a.jsonl:1 [A] One b.", "a.jsonl:3 [B] Two||c."}},
		"a broken line": {"a.jsonl", `{"text":"One b."}` + "\n" + `{"text":"Two` + "\n" + `[1]` + "\n" + `{"title":"x"}` + "\n" + `{"text":"Five."}` + "\n", Options{},
			[]string{"a.jsonl:1 [] One b.", "ERR a.jsonl:2: line 2 is broken JSON (it ends too early); correct it or remove it",
				"ERR a.jsonl:3: line 3 is no JSON object; write an article as {\"title\": ..., \"text\": ...}",
				"ERR a.jsonl:4: there is no text in it; if its text has a name of its own, say so with --map text=NAME", "a.jsonl:5 [] Five."}},
		"a long line": {"a.jsonl", `{"text":"` + strings.Repeat("long ", 100) + `"}` + "\n" + `{"text":"Two."}`, Options{Limits: Limits{File: 100}},
			[]string{"ERR a.jsonl:1: line 1 is longer than 100 bytes, the limit for one document; remove it", "a.jsonl:2 [] Two."}},
		"one object over lines": {"a.json", "{\n \"text\": \"One b.\"\n}\n", Options{}, []string{"a.json [] One b."}},
		"objects over lines":    {"a.json", "{\n \"text\": \"One b.\"\n}\n{\n \"text\": \"Two.\"\n}", Options{}, []string{"a.json[1] [] One b.", "a.json[2] [] Two."}},
		"a list":                {"a.json", `[{"text":"One b."}, 7, {"text":"Two."}]`, Options{}, []string{"a.json[1] [] One b.", `ERR a.json[2]: it is no JSON object; write an article as {"title": ..., "text": ...}`, "a.json[3] [] Two."}},
		"a list cut off":        {"a.json", `[{"text":"One b."}, {"text":"Tw`, Options{}, []string{"a.json[1] [] One b.", "ERR a.json: its JSON is broken at byte 19, in article 2 (it ends too early); correct it, what follows was not read"}},
		"an empty list":         {"a.json", "[\n]", Options{}, []string{"ERR a.json: its list holds no articles; remove it or fetch it again"}},
		"a map": {"a.json", `{"head":{"main":"A"},"parts":[{"p":"One b."}],"text":"not this"}`, Options{Map: map[string]string{"text": "parts.0.p", "title": "head.main"}},
			[]string{"a.json [A] One b."}},
		"HTML inside":       {"a.json", `{"title":{"rendered":"A &amp; B"},"content":{"rendered":"<p>One  b.</p><p>Two.</p>"}}`, Options{}, []string{"a.json [A & B] One b.||Two."}},
		"a list in GB18030": {"a.json", "[\n {\"text\":\"\xd6\xc7\xc0\xfb\xba\xcd\xc3\xd8\xc2\xb3\"}\n]", Options{}, []string{"a.json[1] [] 智利和秘鲁"}},
		"a large field that nobody asks for": {"a.json", `[{"text":"One b.","x":{"text":[` + strings.Repeat("{},", 1000) + `1]}},null,{"text":"Two."}]`, Options{},
			[]string{"a.json[1] [] One b.", `ERR a.json[2]: it is no JSON object; write an article as {"title": ..., "text": ...}`, "a.json[3] [] Two."}},
		"two objects on a line": {"a.jsonl", `{"text":"One b."} {"text":"Two."}` + "\n[1] 2", Options{},
			[]string{"ERR a.jsonl:1: line 1 is broken JSON (more follows its first value); correct it or remove it", "ERR a.jsonl:2: line 2 is broken JSON (more follows its first value); correct it or remove it"}},
		"GB18030": {"a.jsonl", "{\"text\":\"\xd6\xc7\xc0\xfb\xba\xcd\xc3\xd8\xc2\xb3\"}", Options{}, []string{"a.jsonl:1 [] 智利和秘鲁"}},
	} {
		t.Run(name, func(t *testing.T) { equal(t, readOne(t, c.file, c.content, c.options), c.want) })
	}
}

func TestJSONFields(t *testing.T) {
	content := `{"headline":"A","link":"https://example.org/a","outlet":"Wire","pubDate":"Sun, 31 Jul 2022 10:00:00 GMT","language":"fr-FR","maintext":"One b."}
{"id":7,"publisher":{"name":"Wire"},"date_publish":"2022-07-31 10:00:00","full_text":"Two."}
{"published_at":1659225600,"content":"Three."}`
	equal(t, articles(t, Options{FS: fstest.MapFS{"a.jsonl": {Data: []byte(content)}}}, "a.jsonl"), []Article{
		{Path: "a.jsonl#fdc14799cbe5", URL: "https://example.org/a", Title: "A", Source: "Wire", Published: "2022-07-31", Lang: "fr", Text: "One b."},
		{Path: "a.jsonl#7", Source: "Wire", Published: "2022-07-31", Text: "Two."},
		{Path: "a.jsonl#43c4d94ea2cd", Published: "2022-07-31", Text: "Three."},
	})
	// From standard input an article without address or id is named by its text alone.
	equal(t, articles(t, Options{Stdin: strings.NewReader(`{"text":"One."}`)}, "-"), []Article{{Text: "One."}})
}
