// Command train fits the scorer of statements to labelled articles and writes loader/statement/weights.bin.
//
//	go run ./eval/train [-out FILE] [-folds N] [-own FOLDERS] [-corpus FOLDER] [-told FILE] FOLDER...
//	go run ./eval/train -show FILE -vocabulary FILE [-own FOLDERS] [-corpus FOLDER] FOLDER...
//
// A folder holds .jsonl files (an article a line: id, lang, title, published, text, agreements, unsure) and gold files (.json). An article of which
// the file has only the hash is looked up in the corpus; eval/labels tells more. With folds, articles are also parted into N parts, each judged by a model that has not seen it: thresholds and calibration come from these.
// What the encoder counts beside the scorer comes from -told, what it says of articles that it has not learnt from; eval/encoder tells how
// that is made. The second form writes the candidates that the encoder learns from.
package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"unicode"

	"entente/graph"
	"entente/loader/article"
	"entente/loader/encoder"
	"entente/loader/lexicon"
	"entente/loader/statement"
)

type gold struct {
	ID         string
	Lang       string
	Title      string
	Published  string
	Text       string
	SHA256     string // of the text in normal form, where only that is given
	Written    bool   // to learn from: denser and plainer than news, so that no threshold or confidence is taken from it
	Agreements []struct {
		Kind        graph.Kind
		Parties, By []string
		Evidence    string
		Span        [2]int // instead of the evidence: bytes of the text in normal form
	}
	Unsure [][2]int // sentences of which the reader could not tell
}

func main() {
	out := flag.String("out", "loader/statement/weights.bin", "where the weights go")
	folds := flag.Int("folds", 5, "parts to judge on; 0 trains alone")
	epochs := flag.Int("epochs", 8, "passes over the sentences")
	rate := flag.Float64("rate", 0.03, "step")
	decay := flag.Float64("decay", 0.001, "pull of weights to zero")
	own := flag.String("own", "eval/gold,eval/labels", "the project's own folders, of whose gold files the locked third is left out; empty for none")
	corpus := flag.String("corpus", "", "folder of .jsonl files with the texts of those articles of which the project has only labels; without it they are left out")
	told := flag.String("told", "eval/encoder/told.jsonl", "what the encoder thinks of candidates that it has not learnt from, as eval/encoder writes it; empty leaves the mixture as it begins")
	show := flag.String("show", "", "write the candidates for the training of the encoder to this file, and train nothing")
	vocabulary := flag.String("vocabulary", "", "the encoder's vocabulary, for -show")
	flag.Parse()
	folders := flag.Args()
	if *own != "" {
		folders = append(strings.Split(*own, ","), folders...)
	}
	golds, err := read(folders, *corpus)
	switch {
	case err != nil:
	case *show != "":
		err = showAll(golds, *vocabulary, *show)
	default:
		err = train(golds, *out, *told, *folds, statement.Options{Epochs: *epochs, Rate: *rate, Decay: *decay})
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func train(golds []gold, out, told string, folds int, o statement.Options) error {
	lessons, lost := prepare(golds)
	fmt.Printf("%d articles, %d labels in no candidate\n", len(golds), lost)
	m := statement.Learn(lessons, o)
	if folds > 1 {
		judged, cut := judge(golds, lessons, folds, o)
		m.Calibrate(judged, cut, false)
		reliability(m.Reliability(judged, false), total(golds))
	}
	if told != "" {
		if err := mix(m, golds, lessons, told, max(folds, 2), o); err != nil {
			return err
		}
	}
	data, err := m.Bytes()
	if err != nil {
		return err
	}
	fmt.Printf("%d bytes of weights\n", len(data))
	return os.WriteFile(out, data, 0o644)
}

// showAll writes a line of JSON for each article: its name, language, fold, and its candidates.
func showAll(golds []gold, vocabulary, path string) error {
	lessons, lost := prepare(golds)
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	pieces, err := os.ReadFile(vocabulary)
	if err != nil {
		return err
	}
	m, err := encoder.ReadVocabulary(pieces)
	if err != nil {
		return err
	}
	w := m.NewWriter()
	out := json.NewEncoder(f)
	for i, l := range lessons {
		err := out.Encode(struct {
			ID   string `json:"id"`
			Lang string `json:"lang"`
			Fold int    `json:"fold"`
			Gold int    `json:"gold"`
			statement.Shown
		}{golds[i].ID, golds[i].Lang, fold(golds[i].ID, 20), len(golds[i].Agreements), l.Show(w)})
		if err != nil {
			return err
		}
	}
	fmt.Println(lost, "lost")
	return f.Close()
}

func reliability(rows []statement.Reliable, labels int) {
	fmt.Println("confidence  said  right   and above: precision recall")
	for _, r := range rows {
		if r.Said > 0 {
			fmt.Printf("%.2f %10d %6d %21.3f %6.3f\n", r.From, r.Said, r.Right, float64(r.Correct)/float64(r.Above), float64(r.Correct)/float64(labels))
		}
	}
}

// mix fits how much the encoder counts beside the linear scorer: told holds what encoders think of articles from which they have not
// learnt, and for each fold a linear scorer learns from the others. Each fold judges what the rest gives. Only news counts, not what was
// written to learn from.
func mix(m *statement.Model, golds []gold, lessons []statement.Lesson, told string, folds int, o statement.Options) error {
	if err := tell(golds, lessons, told); err != nil {
		return err
	}
	held, of := make([]statement.Held, folds), make([][]gold, folds)
	for i, l := range lessons {
		if l.Told() && !golds[i].Written {
			f := fold(golds[i].ID, folds)
			held[f].Lessons, of[f] = append(held[f].Lessons, l), append(of[f], golds[i])
		}
	}
	parallel(folds, func(f int) {
		if len(held[f].Lessons) > 0 {
			var learn []statement.Lesson
			for i, l := range lessons {
				if fold(golds[i].ID, folds) != f {
					learn = append(learn, l)
				}
			}
			held[f].Part = statement.Learn(learn, o)
		}
	})
	held = slices.DeleteFunc(held, func(h statement.Held) bool { return h.Part == nil })
	of = slices.DeleteFunc(of, func(g []gold) bool { return len(g) == 0 })
	parts, plain := make([][][]statement.Judged, len(held)), make([][][]statement.Judged, len(held))
	right, possible, all := make([]int, len(held)), make([]int, len(held)), make([]int, len(held))
	for f := range held {
		fit := slices.Concat(held[:f], held[f+1:])
		if len(fit) == 0 { // nothing else to learn from
			fit = held
		}
		part := *held[f].Part
		part.Mix(fit)
		for _, l := range held[f].Lessons {
			parts[f], plain[f] = append(parts[f], part.Judge(l, true)), append(plain[f], part.Judge(l, false))
		}
		right[f], possible[f], all[f] = part.PartyAccuracy(held[f].Lessons)
	}
	fmt.Printf("with the encoder: parties right %d, possible %d, of %d\n", sum(right), sum(possible), sum(all))
	articles := slices.Concat(of...)
	fmt.Printf("%d articles without the encoder\n", len(articles))
	report(articles, slices.Concat(plain...))
	fmt.Println("with it")
	judged, cut := report(articles, slices.Concat(parts...))
	m.Mix(held)
	m.Calibrate(judged, cut, true)
	reliability(m.Reliability(judged, true), total(articles))
	return nil
}

// parallel calls do for 0 to n-1, as many at a time as there are processors.
func parallel(n int, do func(int)) {
	var wait sync.WaitGroup
	busy := make(chan bool, runtime.NumCPU())
	for i := range n {
		wait.Add(1)
		go func() {
			defer wait.Done()
			busy <- true
			defer func() { <-busy }()
			do(i)
		}()
	}
	wait.Wait()
}

func sum(a []int) (n int) {
	for _, v := range a {
		n += v
	}
	return n
}

// tell reads a line of JSON for each candidate: article, sentence, and the encoder's logarithms. Articles that are not here are passed over.
func tell(golds []gold, lessons []statement.Lesson, path string) error {
	at := map[string]int{}
	for i, g := range golds {
		at[g.Lang+g.ID] = i
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	absent := map[string]bool{}
	s := bufio.NewScanner(f)
	for s.Scan() {
		var line struct {
			Lang, ID string
			Sentence int
			Kind     [encoder.Classes]float32
			Party    [][2]float32
		}
		if err := json.Unmarshal(s.Bytes(), &line); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		i, ok := at[line.Lang+line.ID]
		if !ok {
			absent[line.Lang+line.ID] = true
			continue
		}
		j := encoder.Judgement{Kinds: line.Kind}
		copy(j.Parties[:], line.Party)
		if !lessons[i].Tell(line.Sentence, j) {
			return fmt.Errorf("%s: sentence %d of %s is no candidate any more; ask the encoder again, as eval/encoder/README.md tells", path, line.Sentence, line.ID)
		}
	}
	if len(absent) > 0 {
		fmt.Printf("%s tells of %d articles that are not here\n", path, len(absent))
	}
	return s.Err()
}

func total(golds []gold) (n int) {
	for _, g := range golds {
		n += len(g.Agreements)
	}
	return n
}

// judge learns from all parts but one and guesses on that, for each part; it prints the figures by language.
func judge(golds []gold, lessons []statement.Lesson, folds int, o statement.Options) ([]statement.Judged, statement.Cut) {
	parts := make([][]statement.Judged, len(lessons))
	right, possible, all := make([]int, folds), make([]int, folds), make([]int, folds)
	parallel(folds, func(f int) {
		var learn, test []statement.Lesson
		var at []int
		for i := range lessons {
			if fold(golds[i].ID, folds) == f {
				test = append(test, lessons[i])
				at = append(at, i)
			} else {
				learn = append(learn, lessons[i])
			}
		}
		m := statement.Learn(learn, o)
		for k, i := range at {
			parts[i] = m.Judge(test[k], false)
		}
		right[f], possible[f], all[f] = m.PartyAccuracy(test)
	})
	fmt.Printf("parties right %d, possible %d, of %d\n", sum(right), sum(possible), sum(all))
	return report(golds, parts)
}

// report prints the figures by language of guesses about articles, at the thresholds that suit them best; it returns all guesses
// and the thresholds.
func report(golds []gold, parts [][]statement.Judged) ([]statement.Judged, statement.Cut) {
	var judged []statement.Judged
	langs := map[string][]statement.Judged{}
	labels := map[string]int{}
	for i, p := range parts {
		judged = append(judged, p...)
		langs[golds[i].Lang] = append(langs[golds[i].Lang], p...)
		labels[golds[i].Lang] += len(golds[i].Agreements)
	}
	// Articles on diplomacy are what users load: those without any agreement do not set the thresholds.
	var dense []statement.Judged
	n := 0
	for i, p := range parts {
		if len(golds[i].Agreements) > 0 {
			dense = append(dense, p...)
			n += len(golds[i].Agreements)
		}
	}
	t := statement.Thresholds(dense, n)
	fmt.Printf("thresholds %v\n", t)
	var tags []string
	for tag := range langs {
		tags = append(tags, tag)
	}
	slices.Sort(tags)
	for _, tag := range append(tags, "") {
		j, n := langs[tag], labels[tag]
		if tag == "" {
			j, n = judged, total(golds)
		}
		found, typed, full, said := statement.Count(j, t)
		f1 := func(tp int) float64 { return 2 * float64(tp) / float64(said+n) }
		fmt.Printf("%-3s found %.3f typed %.3f full %.3f  (%d said, %d labels)\n", tag, f1(found), f1(typed), f1(full), said, n)
	}
	return judged, t
}

var part = regexp.MustCompile(`-\d{1,2}$`)

// fold keeps the pieces of one article together.
func fold(id string, folds int) int {
	return int(crc32.ChecksumIEEE([]byte(part.ReplaceAllString(id, "")))) % folds
}

func prepare(golds []gold) ([]statement.Lesson, int) {
	examples := make([]statement.Example, len(golds))
	parallel(len(golds), func(i int) {
		g := golds[i]
		text := article.Normalise(g.Text)
		e := statement.Example{Input: statement.Prepare(lexicon.For(g.Lang), article.Normalise(g.Title), text, graph.Date{Value: g.Published})}
		for _, a := range g.Agreements {
			start, end, ok := a.Span[0], a.Span[1], true
			if a.Evidence != "" {
				start, end, ok = locate(text, a.Evidence)
			}
			if ok {
				parties := slices.Clone(a.Parties)
				slices.Sort(parties)
				e.Labels = append(e.Labels, statement.Label{Kind: a.Kind, Parties: parties, By: a.By, Start: start, End: end})
			}
		}
		for _, u := range g.Unsure {
			e.Unsure = append(e.Unsure, statement.Label{Start: u[0], End: u[1]})
		}
		examples[i] = e
	})
	return statement.Lessons(examples)
}

// locate finds a quote in a text, blanks aside.
func locate(text, quote string) (start, end int, ok bool) {
	words := strings.FieldsFunc(quote, unicode.IsSpace)
	if len(words) == 0 {
		return 0, 0, false
	}
	for i := range words {
		words[i] = regexp.QuoteMeta(words[i])
	}
	re, err := regexp.Compile(strings.Join(words, `[\s\p{Z}]+`))
	if err != nil {
		return 0, 0, false
	}
	span := re.FindStringIndex(text)
	if span == nil {
		return 0, 0, false
	}
	return span[0], span[1], true
}

// read returns the labelled articles of folders in a fixed order, with texts.
func read(folders []string, corpus string) ([]gold, error) {
	var golds []gold
	for _, folder := range folders {
		err := lines(folder, func(g gold) { golds = append(golds, g) })
		if err != nil {
			return nil, err
		}
		files, err := filepath.Glob(filepath.Join(folder, "*.json"))
		if err != nil {
			return nil, err
		}
		for _, path := range files {
			data, err := os.ReadFile(path)
			if err != nil {
				return nil, err
			}
			var g gold
			if err := json.Unmarshal(data, &g); err != nil {
				return nil, fmt.Errorf("%s: %w", path, err)
			}
			if crc32.ChecksumIEEE([]byte(g.ID))%3 == 0 {
				continue // the locked third of the gold set judges; see eval/README.md
			}
			golds = append(golds, g)
		}
	}
	golds, err := withTexts(golds, corpus)
	if err != nil {
		return nil, err
	}
	if len(golds) == 0 {
		return nil, fmt.Errorf("no labelled article in %s", strings.Join(folders, ", "))
	}
	slices.SortFunc(golds, func(a, b gold) int { return strings.Compare(a.Lang+a.ID, b.Lang+b.ID) })
	return golds, nil
}

// lines calls take with each line of a folder's .jsonl files.
func lines(folder string, take func(gold)) error {
	files, err := filepath.Glob(filepath.Join(folder, "*.jsonl"))
	if err != nil {
		return err
	}
	for _, path := range files {
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		s := bufio.NewScanner(f)
		s.Buffer(nil, 1<<26)
		for s.Scan() {
			var g gold
			if err := json.Unmarshal(s.Bytes(), &g); err != nil {
				f.Close()
				return fmt.Errorf("%s: %w", path, err)
			}
			take(g)
		}
		f.Close()
		if s.Err() != nil {
			return fmt.Errorf("%s: %w", path, s.Err())
		}
	}
	return nil
}

// withTexts gives the articles that have only a hash the corpus's text of that hash; those of which it has none are left out.
func withTexts(golds []gold, corpus string) ([]gold, error) {
	texts := map[string]string{}
	if corpus != "" {
		err := lines(corpus, func(g gold) {
			text := article.Normalise(g.Text)
			texts[fmt.Sprintf("%x", sha256.Sum256([]byte(text)))] = text
		})
		if err != nil {
			return nil, err
		}
	}
	var out []gold
	for _, g := range golds {
		if g.SHA256 != "" {
			g.Text = texts[g.SHA256]
		}
		if g.Text != "" {
			out = append(out, g)
		}
	}
	if n := len(golds) - len(out); n > 0 {
		fmt.Printf("%d articles are left out, since their texts are not in the corpus\n", n)
	}
	return out, nil
}
