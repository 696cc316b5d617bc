package resolve

import (
	"slices"
	"strings"

	"entente/graph/spelling"
)

// frame is a coarse sketch of a word: whether it begins with l or r, or m or n, and the classes of
// its first n other consonants. Spellings of one word have a frame in common; a sound that is
// written in several ways gives several frames.
func frames(sounds string, n int) []string {
	all := []string{""}
	for i := 0; i < len(sounds); i++ {
		options, ok := frameClasses[sounds[i]]
		if !ok || sounds[i] == 'g' && i > 0 && sounds[i-1] == 'N' {
			continue
		}
		if i > 0 {
			if options = strings.Trim(options, "LN"); options == "" {
				continue
			}
		}
		if strings.IndexByte("tdskDE", sounds[i]) >= 0 && i > 0 && i == len(sounds)-1 || sounds[i] == 'k' && i > 0 && sounds[i-1] == 'M' {
			options += "-"
		}
		if sounds[i] == 'k' && i+1 < len(sounds) && sounds[i+1] == 's' {
			options += "-"
		}
		var next []string
		done := true
		for _, f := range all {
			long := len(strings.TrimLeft(f, "LN")) >= n
			for _, o := range options {
				switch {
				case long || o == '-':
					next = append(next, f)
				default:
					next = append(next, f+string(o))
				}
			}
			done = done && long
		}
		if done {
			break
		}
		slices.Sort(next)
		all = slices.Compact(next)
	}
	return all
}

// frameClasses are the classes that a sound may be of; - for none.
var frameClasses = map[byte]string{
	'p': "1", 'b': "1", 'f': "1", 'v': "1", 'w': "1-", 'W': "1-", 't': "2", 'D': "23", 'E': "23", 'c': "34", 'd': "2", 's': "3", 'z': "3", 'S': "3", 'Z': "3", 'C': "3", 'T': "3",
	'J': "34-", 'k': "4", 'g': "4-", 'G': "234", 'Q': "34", 'X': "3-", 'x': "-", 'H': "-4", 'l': "L", 'r': "L", 'j': "L3", 'L': "L", 'm': "N", 'n': "N",
}

// bucket holds the names that a key finds: those that ask for the others that have the key, and
// all.
type bucket struct{ asking, all []int32 }

// pairs calls yield with each pair of names that may be one person's, the first before the
// second, in no order that matters, none twice.
func pairs(people [][]person, yield func(i, j int)) {
	buckets := make(map[string]*bucket)
	for i, readings := range people {
		var keys []string
		for r := range readings {
			keys = readings[r].keys(keys)
		}
		slices.Sort(keys)
		for _, k := range slices.Compact(keys) {
			b := buckets[k]
			if b == nil {
				b = &bucket{}
				buckets[k] = b
			}
			b.all = append(b.all, int32(i))
			if k[0] == 'c' && whole(readings) || k[0] == 'i' && slices.ContainsFunc(readings, short) || k[0] != 'c' && k[0] != 'i' {
				b.asking = append(b.asking, int32(i))
			}
		}
	}
	seen := make(map[uint64]struct{})
	for _, b := range buckets {
		for _, x := range b.asking {
			for _, y := range b.all {
				i, j := min(x, y), max(x, y)
				pair := uint64(i)<<32 | uint64(j)
				if _, ok := seen[pair]; ok || i == j {
					continue
				}
				seen[pair] = struct{}{}
				yield(int(i), int(j))
			}
		}
	}
}

// short reports whether initials stand for all words of the name but one.
func short(p person) bool { return len(p.words) > 1 && p.full() == 1 }

func (p *person) full() int {
	n := 0
	for _, w := range p.words {
		if !w.Initial {
			n++
		}
	}
	return n
}

func whole(readings []person) bool {
	return slices.ContainsFunc(readings, func(p person) bool { return p.han || p.pinyin != "" })
}

// keys appends what the name is found by: w and two frames for each two of its words, or of
// neighbours read as one; s and the frame of a single word; i and the frame of the last word, for
// those beside initials; c and the frame of the whole, for
// Chinese names, which are written in one; p and the Pinyin.
func (p *person) keys(to []string) []string {
	if len(p.words) == 0 {
		return to
	}
	if p.pinyin != "" {
		to = append(to, "p"+p.pinyin)
	}
	whole := p.whole.Sounds
	if p.pinyin != "" {
		whole = spelling.Chinese(p.pinyin).Sounds
	}
	for _, f := range frames(whole, 2) {
		to = append(to, "c"+f)
	}
	if p.han && len(p.words) == 1 {
		for _, f := range frames(p.words[0].Sounds, 2) {
			to = append(to, "c"+f)
		}
	}
	if len(p.words) == 1 {
		for _, f := range frames(p.words[0].Sounds, 2) {
			to = append(to, "s"+f)
		}
		return to
	}
	if p.full() == 0 {
		return to
	}
	words := slices.DeleteFunc(slices.Clone(p.words), func(w spelling.Word) bool { return w.Initial })
	for _, f := range frames(words[len(words)-1].Sounds, 3) {
		to = append(to, "i"+f)
	}
	if len(words) > 6 {
		words = append(words[:3], words[len(words)-3:]...)
	}
	type part struct {
		from, to int
		frames   []string
	}
	var parts []part
	for i, w := range words {
		parts = append(parts, part{i, i, frames(w.Sounds, 2)})
		if s, ok := spelling.WithoutArticle(w); ok {
			parts = append(parts, part{i, i, frames(s, 2)})
		}
		if w.Prefix != "" {
			parts = append(parts, part{i, i, frames(w.Prefix+w.Sounds, 2)})
		}
		if i > 0 && len(words) > 2 && w.Script == words[i-1].Script {
			parts = append(parts, part{i - 1, i, frames(spelling.Join(words[i-1], w).Sounds, 2)})
		}
	}
	for x, a := range parts {
		for _, b := range parts[:x] {
			if a.from <= b.to && b.from <= a.to {
				continue
			}
			for _, f := range a.frames {
				for _, g := range b.frames {
					to = append(to, "w"+min(f, g)+","+max(f, g))
				}
			}
		}
	}
	return to
}
