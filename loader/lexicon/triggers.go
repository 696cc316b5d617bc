package lexicon

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"entente/graph"
)

// Cue is a class of words that tell what a sentence does: sign, promise, "the two sides", a topic.
type Cue uint8

// The cues that the extraction names. triggers.txt may use these and those of cueNames alone; topics.txt uses the
// names of topics.
const (
	CueSign      Cue = iota // signs, adopts, issues
	CueRatify               // ratifies, enters into force
	CueDoc                  // a treaty, memorandum, joint statement
	CueAgree                // agrees, reaches consensus
	CueDecide               // decides
	CueLaunch               // launches, opens, establishes
	CuePromise              // promises, undertakes, commits itself
	CueReady                // is ready, willing, keen
	CueWill                 // will
	CueIntend               // intends, plans to
	CueContinue             // continues
	CueGive                 // gives, grants, sends
	CueAnnounce             // announces
	CuePropose              // proposes, suggests
	CueCall                 // calls on, asks, urges
	CueHope                 // hopes, looks forward
	CueWant                 // wants, seeks
	CueInvite               // invites
	CueSupport              // supports, backs
	CueWelcome              // welcomes a step
	CueAdhere               // adheres to, recognises
	CueJoin                 // joins, accedes
	CueBoth                 // the two sides, both countries
	CueMutual               // each other, bilateral
	CueWe                   // we, our
	CueTogether             // together, jointly
	CueSay                  // says
	CueMust                 // must, should
	CueMay                  // may, could, perhaps
	CueNot                  // not, refuses
	CueExpand               // strengthens, deepens, develops
	CueCoop                 // cooperation, exchanges
	CueDiscuss              // discusses, exchanges views
	CuePraise               // praises, appreciates, is satisfied
	CueStress               // stresses, the importance of
	CueMeet                 // meets, talks with
	CueTalks                // talks, a meeting
	CuePhone                // telephones
	CueVisit                // visits
	CuePlan                 // is scheduled, is expected to
	CueSport                // sport
	CueHostile              // sanctions, war, accusations
	CuePast                 // in earlier years
	CueThank                // thanks, congratulates, condoles
	CueHelp                 // aid, loans, arms
	CueAllow                // allows, approves, accepts
	CueNegotiate            // negotiates
	CueTies                 // diplomatic relations
	CueThey                 // they, the leaders, the ministers
	CueFigures              // statistics
	CueTopic                // the first topic; the others follow in the order of graph.Topics
)

var cueNames = []string{"sign", "ratify", "doc", "agree", "decide", "launch", "promise", "ready", "will", "intend", "continue", "give",
	"announce", "propose", "call", "hope", "want", "invite", "support", "welcome", "adhere", "join", "both", "mutual", "we", "together",
	"say", "must", "may", "not", "expand", "coop", "discuss", "praise", "stress", "meet", "talks", "phone", "visit", "plan", "sport",
	"hostile", "past", "thank", "help", "allow", "negotiate", "ties", "they", "figures"}

// Cues is how many cues there are, topics included.
var Cues = int(CueTopic) + len(graph.Topics())

// groupCue is the first cue of a grouping; see Cue.Group.
var groupCue = Cue(Cues)

// groups are the members of the groupings in all/groups.txt, in the order of its lines.
var groups = sync.OnceValue(func() (all [][]string) {
	err := lines(Data(), "all/groups.txt", func(_ string, f []string) error {
		all = append(all, strings.Split(f[0], ","))
		return nil
	})
	if err != nil {
		panic(err) // lines fails only where its callback does
	}
	return all
})

// Group returns the members of the grouping that the cue names, sorted, nil if it names none.
func (c Cue) Group() []string {
	if c < groupCue {
		return nil
	}
	return groups()[c-groupCue]
}

// String is the name of the cue as triggers.txt writes it, or the topic's.
func (c Cue) String() string {
	switch {
	case c < CueTopic:
		return cueNames[c]
	case c >= groupCue:
		return "group"
	}
	return string(graph.Topics()[c-CueTopic])
}

// CueHit is one phrase of triggers.txt or topics.txt: tokens First to Last, half open, of those searched.
type CueHit struct {
	First, Last int
	Cue         Cue
}

// cuePhrases finds cues. A pattern is words; "stem*" is any word that begins so, "*end" any of five letters or more that ends so.
type cuePhrases struct {
	automaton                             // over pieces
	words, stems, ends map[string][]int32 // to pieces
	out                [][]Cue            // by node
	pieces             map[string]int32
	exact              [][]int32 // by the number that a word has in Token.Cue: its pieces
	heads, tails       affixes
	proclitics         []string
}

// readTriggers reads the files triggers.txt, topics.txt and all/groups.txt, lines of the form name|pattern|pattern... A line "prefix|..." lists what may be written
// before a word, a line example|text|name name... is a text with the names that must be found in it, and no other of the file.
func readTriggers(l *Language, fsys fs.FS) error {
	c := &l.cues
	c.words, c.stems, c.ends = map[string][]int32{}, map[string][]int32{}, map[string][]int32{}
	c.out, c.pieces = [][]Cue{nil}, map[string]int32{}
	err := lines(fsys, l.Tag+"/triggers.txt", func(where string, f []string) error {
		switch f[0] {
		case "prefix":
			for _, p := range f[1:] {
				c.proclitics = append(c.proclitics, FoldWord(strings.TrimSpace(p)))
			}
			return nil
		case "example":
			return nil
		}
		i := slices.Index(cueNames, f[0])
		if i < 0 {
			return fmt.Errorf("%s: unknown class %q; the classes are %s", where, f[0], strings.Join(cueNames, ", "))
		}
		return c.addAll(where, f[1:], Cue(i))
	})
	if err != nil {
		return err
	}
	n := 0
	err = lines(fsys, "all/groups.txt", func(where string, f []string) error {
		for _, code := range strings.Split(f[0], ",") {
			if !graph.ValidCountry(code) {
				return fmt.Errorf("%s: %q is no country", where, code)
			}
		}
		n++
		return c.addAll(where, f[1:], groupCue+Cue(n-1))
	})
	if err != nil {
		return err
	}
	err = lines(fsys, l.Tag+"/topics.txt", func(where string, f []string) error {
		if f[0] == "example" {
			return nil
		}
		i := slices.Index(graph.Topics(), graph.Topic(f[0]))
		if i < 0 {
			return fmt.Errorf("%s: unknown topic %q", where, f[0])
		}
		return c.addAll(where, f[1:], CueTopic+Cue(i))
	})
	c.arrange()
	return err
}

// checkCues runs the examples of triggers.txt and topics.txt.
func checkCues(fsys fs.FS, l *Language) []error {
	var faults []error
	for _, file := range []struct {
		name        string
		first, last Cue // of the cues that the file's patterns give, half open
	}{{"triggers.txt", 0, CueTopic}, {"topics.txt", CueTopic, groupCue}} {
		err := lines(fsys, l.Tag+"/"+file.name, func(where string, f []string) error {
			if f[0] != "example" {
				return nil
			}
			if len(f) != 3 {
				return fmt.Errorf("%s: an example is example|text|name name...", where)
			}
			var got []string
			for _, h := range l.Cues(l.Tokens(f[1])) {
				if name := h.Cue.String(); h.Cue >= file.first && h.Cue < file.last && !slices.Contains(got, name) {
					got = append(got, name)
				}
			}
			want := strings.Fields(f[2])
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				faults = append(faults, fmt.Errorf("%s: %q holds %v, not %v", where, f[1], got, want))
			}
			return nil
		})
		if err != nil {
			faults = append(faults, err)
		}
	}
	return faults
}

func (c *cuePhrases) addAll(where string, patterns []string, cue Cue) error {
	for _, p := range patterns {
		if err := c.add(p, cue); err != nil {
			return fmt.Errorf("%s: %w", where, err)
		}
	}
	return nil
}

func (c *cuePhrases) add(pattern string, cue Cue) error {
	node := int32(0)
	words := strings.Fields(pattern)
	if len(words) == 0 {
		return fmt.Errorf("an empty pattern")
	}
	for _, w := range words {
		switch {
		case strings.HasSuffix(w, "*"):
			w = FoldWord(strings.TrimSuffix(w, "*"))
			if len(w) < affix {
				return fmt.Errorf("%q: a stem needs three letters", pattern)
			}
			node = c.next(node, c.piece(c.stems, w, "*"))
		case strings.HasPrefix(w, "*"):
			w = FoldWord(strings.TrimPrefix(w, "*"))
			if utf8.RuneCountInString(w) < 2 {
				return fmt.Errorf("%q: an ending needs two letters", pattern)
			}
			node = c.next(node, c.piece(c.ends, w, "-"))
		default:
			split := SplitWords(w)
			if len(split) == 0 {
				return fmt.Errorf("%q holds no word", pattern)
			}
			for _, s := range split {
				node = c.next(node, c.piece(c.words, s, ""))
			}
		}
	}
	if !slices.Contains(c.out[node], cue) {
		c.out[node] = append(c.out[node], cue)
	}
	return nil
}

func (c *cuePhrases) piece(in map[string][]int32, w, mark string) int32 {
	id, ok := c.pieces[mark+w]
	if !ok {
		id = int32(len(c.pieces)) + 1
		c.pieces[mark+w] = id
		in[w] = append(in[w], id)
	}
	return id
}

func (c *cuePhrases) next(node, piece int32) int32 {
	next, fresh := c.lay(node, piece)
	if fresh {
		c.out = append(c.out, nil)
	}
	return next
}

// match appends the pieces that a token fits.
func (c *cuePhrases) match(pieces []int32, t *Token) []int32 {
	if t.Cue > 0 {
		pieces = append(pieces, c.exact[t.Cue]...)
	}
	w := t.Norm
	pieces = c.matchAffixes(pieces, w)
	for _, p := range c.proclitics {
		if len(w) > len(p)+3 && strings.HasPrefix(w, p) {
			pieces = append(pieces, c.words[w[len(p):]]...)
			pieces = c.matchAffixes(pieces, w[len(p):])
		}
	}
	return pieces
}

func (c *cuePhrases) matchAffixes(pieces []int32, w string) []int32 {
	if len(w) < affix {
		return pieces
	}
	for _, p := range c.heads.of(w[:affix]) {
		if strings.HasPrefix(w, p.text) {
			pieces = append(pieces, p.ids...)
		}
	}
	for _, p := range c.tails.of(w[len(w)-2:]) {
		if strings.HasSuffix(w, p.text) && utf8.RuneCountInString(w) >= 5 {
			pieces = append(pieces, p.ids...)
		}
	}
	return pieces
}

// affix is how many bytes of a stem, at least, tell it from most others.
const affix = 3

// affixed is a stem or an ending with its pieces.
type affixed struct {
	text string
	ids  []int32
}

// affixes are stems by their first bytes, or endings by their last, so that a word is held against few of them.
type affixes struct {
	maybe [64]uint64 // a bit for each hash of the bytes: most words end here
	by    map[string][]affixed
}

func (a *affixes) add(bytes string, x affixed) {
	if a.by == nil {
		a.by = map[string][]affixed{}
	}
	h := hashBytes(bytes)
	a.maybe[h>>6] |= 1 << (h & 63)
	a.by[bytes] = append(a.by[bytes], x)
}

func (a *affixes) of(bytes string) []affixed {
	if h := hashBytes(bytes); a.maybe[h>>6]&(1<<(h&63)) == 0 {
		return nil
	}
	return a.by[bytes]
}

// hashBytes is a number below 4096.
func hashBytes(s string) uint {
	h := uint(0)
	for i := 0; i < len(s); i++ {
		h = h*33 + uint(s[i])
	}
	return h & 0xfff
}

// arrange makes the patterns fit to be searched for.
func (c *cuePhrases) arrange() {
	for _, stem := range slices.Sorted(maps.Keys(c.stems)) {
		c.heads.add(stem[:affix], affixed{stem, c.stems[stem]})
	}
	for _, end := range slices.Sorted(maps.Keys(c.ends)) {
		c.tails.add(end[len(end)-2:], affixed{end, c.ends[end]})
	}
	c.compile()
}

// Bare is a folded word without what the language writes before it; the longest prefix goes that leaves four letters.
func (l *Language) Bare(word string) string {
	best := word
	for _, p := range l.cues.proclitics {
		if rest, ok := strings.CutPrefix(word, p); ok && len(rest) < len(best) && utf8.RuneCountInString(rest) >= 4 {
			best = rest
		}
	}
	return best
}

// Cues returns the cues in tokens by First, the longest of each cue that begin at a token. It takes time linear in the tokens.
func (l *Language) Cues(tokens []Token) []CueHit {
	c := &l.cues
	if len(c.out) == 1 {
		return nil
	}
	fits := make([]int32, len(tokens)+1) // token i fits all[fits[i]:fits[i+1]]
	var all []int32
	for i := range tokens {
		all = c.match(all, &tokens[i])
		fits[i+1] = int32(len(all))
	}
	var hits []CueHit
	var nodes, next []int32
	for i := range tokens {
		if fits[i] == fits[i+1] {
			continue
		}
		from := len(hits)
		nodes = append(nodes[:0], 0)
		for j := i; j < len(tokens) && len(nodes) > 0; j++ {
			next = next[:0]
			for _, n := range nodes {
				for _, p := range all[fits[j]:fits[j+1]] {
					if m := c.step(n, p); m != 0 {
						next = append(next, m)
						for _, cue := range c.out[m] {
							k := slices.IndexFunc(hits[from:], func(h CueHit) bool { return h.Cue == cue })
							if k < 0 {
								hits = append(hits, CueHit{i, j + 1, cue})
							} else {
								hits[from+k].Last = j + 1
							}
						}
					}
				}
			}
			nodes, next = next, nodes
		}
	}
	return hits
}
