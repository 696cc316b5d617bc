package resolve

import (
	"hash/fnv"
	"slices"

	"entente/graph/spelling"
)

// frame is a coarse sketch of a word: whether it begins with l or r, or with m or n, in the lowest
// two bits, and the classes of its first other consonants, three bits each, the first lowest.
type frame uint16

// Spellings in different scripts have their first consonants in common, those in one script more.
const (
	fewConsonants  = 2
	moreConsonants = 3
)

const (
	frameL frame = 1
	frameN frame = 2
)

func (f frame) size() int {
	n := 0
	for f >>= 2; f > 0; f >>= 3 {
		n++
	}
	return n
}

// frames returns the frames of a word with its first n consonants, sorted. Spellings of one word
// have one in common; a sound that is written in several ways gives several.
func frames(sounds string, n int) []frame {
	all := []frame{0}
	for i := 0; i < len(sounds); i++ {
		options := frameClasses[sounds[i]&0x7f]
		switch {
		case options == "", sounds[i] == 'g' && i > 0 && sounds[i-1] == 'N':
			continue
		case i > 0 && i+1 == len(sounds) && slices.Contains([]byte("tdskDE"), sounds[i]),
			sounds[i] == 'k' && i > 0 && sounds[i-1] == 'M',
			sounds[i] == 'k' && i+1 < len(sounds) && sounds[i+1] == 's':
			options += "-"
		}
		done := true
		var next []frame
		for _, f := range all {
			size := f.size()
			done = done && size == n
			for _, o := range []byte(options) {
				switch {
				case o == 'L' || o == 'N':
					if i == 0 {
						next = append(next, map[byte]frame{'L': frameL, 'N': frameN}[o])
					} else {
						next = append(next, f)
					}
				case o == '-' || size == n:
					next = append(next, f)
				default:
					next = append(next, f|frame(o-'0')<<(2+3*size))
				}
			}
		}
		if done {
			break
		}
		slices.Sort(next)
		all = slices.Compact(next)
	}
	return all
}

// frameClasses are the classes that a sound may be of, by sound; - for none.
var frameClasses = func() (classes [128]string) {
	for _, c := range []struct{ sounds, classes string }{
		{"pbfv", "1"}, {"wW", "1-"}, {"t", "2"}, {"DE", "23"}, {"d", "2"}, {"szSZCT", "3"}, {"c", "34"}, {"J", "34-"}, {"k", "4"}, {"g", "4-"}, {"G", "234"},
		{"Q", "34"}, {"X", "3-"}, {"xH", "-4"}, {"lrL", "L"}, {"j", "L3"}, {"mn", "N"},
	} {
		for _, s := range []byte(c.sounds) {
			classes[s] = c.classes
		}
	}
	return classes
}()

// key is what a name is found by: a kind in the highest bits and one or two frames, or a hash.
type key uint64

const (
	twoWords   key = (iota + 1) << 60 // the frames of two words, or of two that are read as one
	sameScript                        // those of more consonants, and the script
	oneWord                           // the frame of a name of one word
	lastWord                          // the frame of the last word, which those beside initials ask for
	allWords                          // the frame of the whole, which Chinese names ask for
	inPinyin                          // a hash of the Pinyin
)

func (k key) kind() key { return k &^ (1<<60 - 1) }

// bucket holds the names that a key finds, by place, in the order of their scripts: those that ask
// for the others that have it, and all.
type bucket struct{ asking, all [spelling.Scripts][]int32 }

// pairs calls yield with each pair of names that may be one person's, the first before the second,
// by the second and then in no order that matters, none twice.
func pairs(people [][]person, yield func(i, j int)) {
	buckets := make(map[key]*bucket)
	seen := make([]int32, len(people)) // the name that a name was last paired with, and 1
	var keys []key
	for i, readings := range people {
		keys = keys[:0]
		whole, short := false, false
		for r := range readings {
			keys = readings[r].keys(keys)
			whole = whole || readings[r].han || readings[r].pinyin != ""
			short = short || len(readings[r].words) > 1 && readings[r].full() == 1
		}
		own := readings[0].script
		slices.Sort(keys)
		for _, k := range slices.Compact(keys) {
			b := buckets[k]
			if b == nil {
				b = &bucket{}
				buckets[k] = b
			}
			asks := true
			switch k.kind() {
			case allWords:
				asks = whole
			case lastWord:
				asks = short
			}
			others := &b.asking
			if asks {
				others = &b.all
			}
			for script, found := range others {
				if k.kind() == twoWords && script == int(own) && len(readings) == 1 {
					continue // by sameScript
				}
				for _, j := range found {
					if seen[j] != int32(i)+1 {
						seen[j] = int32(i) + 1
						yield(int(j), i)
					}
				}
			}
			b.all[own] = append(b.all[own], int32(i))
			if asks {
				b.asking[own] = append(b.asking[own], int32(i))
			}
		}
	}
}

// full counts the words that are no initials.
func (p *person) full() int {
	n := 0
	for i := range p.words {
		if !p.words[i].Initial {
			n++
		}
	}
	return n
}

// keys appends the keys of the name.
func (p *person) keys(to []key) []key {
	if p.full() == 0 {
		return to
	}
	whole := p.whole.Sounds
	if p.pinyin != "" {
		h := fnv.New32a()
		h.Write([]byte(p.pinyin))
		to = append(to, inPinyin|key(h.Sum32()))
		whole = p.chinese.Sounds
	}
	for _, f := range frames(whole, fewConsonants) {
		to = append(to, allWords|key(f))
	}
	if len(p.words) == 1 {
		for _, w := range []*spelling.Word{&p.words[0], p.words[0].Long} {
			if w != nil {
				for _, f := range frames(w.Sounds, fewConsonants) {
					to = append(to, allWords|key(f), oneWord|key(f))
				}
			}
		}
		return to
	}
	type part struct {
		from, to  int
		few, more []frame // with fewer consonants, and more
	}
	var parts []part
	add := func(from, to int, sounds string) {
		parts = append(parts, part{from, to, frames(sounds, fewConsonants), frames(sounds, moreConsonants)})
	}
	const most = 6 // words; a longer name is found by its first and last ones
	for i := range p.words {
		w := &p.words[i]
		if w.Initial || i >= most/2 && i < len(p.words)-most/2 {
			continue
		}
		add(i, i, w.Sounds)
		if s, ok := spelling.WithoutArticle(w); ok {
			add(i, i, s)
		}
		if w.Long != nil {
			add(i, i, w.Long.Sounds)
		}
		if i > 0 && len(p.words) > 2 {
			add(i-1, i, p.joined[i-1].Sounds)
		}
	}
	last := &p.words[len(p.words)-1]
	for _, w := range []*spelling.Word{last, last.Long} {
		if w != nil {
			for _, f := range frames(w.Sounds, moreConsonants) {
				to = append(to, lastWord|key(f))
			}
		}
	}
	for x, a := range parts {
		for _, b := range parts[:x] {
			if a.from <= b.to && b.from <= a.to {
				continue
			}
			for _, f := range a.few {
				for _, g := range b.few {
					to = append(to, twoWords|key(min(f, g))<<16|key(max(f, g)))
				}
			}
			for _, f := range a.more {
				for _, g := range b.more {
					to = append(to, sameScript|key(p.script)<<32|key(min(f, g))<<16|key(max(f, g)))
				}
			}
		}
	}
	return to
}
