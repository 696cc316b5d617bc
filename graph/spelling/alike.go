package spelling

// subs are the costs of one sound for another, in hundredths: pairs and their cost. Any other
// consonant for a consonant costs 100, vowel for vowel 60, and a vowel is no consonant.
const subs = `
pb25 fv15 vw10 fw35 bv35 pf45 td35 sz15 sS30 zZ25 zS40 SZ20 ZJ10 CJ30 CS30 Ts25 Tz25 TC30 TS50 Jy30 Zy35 Jz40 JS40 Jx40 Jh40 Jg20 Zg35 Cs45 ZC40 kg30 kx25 gx25 gh25 xh05 kh35 kC45 kT55 ks60 tT20
lr50 mn50 nN15 mN60 gN50 kN60 wu10 yi10 ye25 vu40 wo25 bw35 sx60
ae30 ei20 ao30 ou15 ai50 iu50 eo45 eu50 au50 io60
Wu05 Wo05 Ww00 Wv05 Wf15 Wb50 Wa40 We40 Wi50 Yi05 Ye10 Yy00 Ya30 YJ35 YZ45 Yo50 Yu40
Et05 Es20 Ed35 Ez35 Dd05 Dz10 Ds30 Dt30 cs05 cC05 cS10 cT20 ck25 cJ30 cQ10 cX20 cz25
Qg30 Qx45 QZ30
Aa05 Ae10 Ao15 Ai20 Au25 AY40 AW30 Ah50
Xs10 XS10 Xh10 Xx15 XC35 XT35 XJ45 Xz35 XZ40 Xk50 Xf60 Xg45
QC05 QT10 QJ20 Qs40 Qk25 QS30 Qz40 QZ40
GJ05 Gg10 Gk15 Gz15 GT20 GC25 GZ20 Gy50 Gd50 Gt55 Gs40 Gh50 Gx45
Hh00 Hx00 Hg20 HJ25 Hk30 Hf60 HX30 HS60
jZ05 jr10 jJ15 jl20 jy35 jz40 jS40
Ll00 Lr00 Rr00 Rl00 LR10 Mn00 MN00 Mm05
`

// Sound classes of the letters in the costs above: a Han or Arabic sound stands first.
var cost [128][128]uint8

// gap is the cost of a sound that the other word lacks; weight what a sound counts for.
var gap, weight [128]uint8

func init() {
	for i := range cost {
		for j := range cost[i] {
			cost[i][j] = 100
			if isVowel(byte(i)) && isVowel(byte(j)) {
				cost[i][j] = 60
			} else if isVowel(byte(i)) != isVowel(byte(j)) {
				cost[i][j] = 200
			}
		}
		cost[i][i] = 0
		gap[i], weight[i] = 100, 100
		if isVowel(byte(i)) {
			gap[i], weight[i] = 35, 35
		}
	}
	for _, c := range []struct {
		sounds      string
		gap, weight uint8
	}{{"h", 30, 50}, {"w", 45, 70}, {"y", 15, 20}, {"W", 30, 50}, {"Y", 25, 40}, {"A", 25, 30}, {"H", 60, 80}, {"R", 25, 60}, {"M", 50, 80}} {
		for i := range len(c.sounds) {
			gap[c.sounds[i]], weight[c.sounds[i]] = c.gap, c.weight
		}
	}
	for i := 0; i+4 <= len(subs); i++ {
		if subs[i] == '\n' || subs[i] == ' ' {
			continue
		}
		a, b, v := subs[i], subs[i+1], (subs[i+2]-'0')*10+subs[i+3]-'0'
		cost[a][b], cost[b][a] = v, v
		i += 3
	}
}

func isVowel(c byte) bool { return vowel(c) || c == 'A' }

// Alike tells how alike two words sound: 1 the same, 0 not at all, and 0 for all that is below
// least. It is symmetric. The Arabic article counts only if both words have it.
func Alike(a, b *Word, least float64) float64 {
	if a.Sounds == b.Sounds && a.Sounds != "" {
		return 1
	}
	best := alike(a, b, 0, 0, least)
	if a.article() {
		best = max(best, alike(a, b, articleLen, 0, max(least, best)))
	}
	if b.article() {
		best = max(best, alike(a, b, 0, articleLen, max(least, best)))
	}
	return best
}

const articleLen = 2

func (w *Word) article() bool {
	return w.Script == Arabic && len(w.Sounds) > articleLen+1 && w.Sounds[:articleLen] == "Al"
}

// WithoutArticle returns the sounds of a word in Arabic letters behind its article, if it has one.
func WithoutArticle(w *Word) (string, bool) {
	if !w.article() {
		return "", false
	}
	return w.Sounds[articleLen:], true
}

// longest is the number of sounds beyond which words are alike only if they are equal.
const longest = 40

// otherGender is what is added where one word ends in -a and the other, of the same script, in -o.
const otherGender = 30

// drops are what it costs, against a word in some script, to leave out each sound of a word, and
// what all sounds weigh.
type drops struct {
	gaps   []uint8
	weight int32
}

// against tells which of a word's drops count against a word of the script.
func against(s Script) int {
	switch s {
	case Roman:
		return 0
	case Han:
		return 1
	case Arabic:
		return 2
	}
	return 3
}

// weigh works out the word's drops.
func (w *Word) weigh() {
	if len(w.Sounds) > longest {
		return
	}
	n := len(w.Sounds)
	gaps := make([]uint8, 4*n)
	for k, other := range [...]Script{Roman, Han, Arabic, Cyrillic} {
		d := drops{gaps: gaps[k*n : (k+1)*n]}
		for i := range len(w.Sounds) {
			gap, weight := drop(w.Sounds, i, w.Script, other)
			d.gaps[i] = uint8(gap)
			d.weight += weight
		}
		w.drops[k] = d
	}
}

// alike is the edit distance of the sounds of two words, from some sound on, as a share of what
// they weigh.
func alike(x, y *Word, fromX, fromY int, least float64) float64 {
	a, b := x.Sounds[fromX:], y.Sounds[fromY:]
	if len(a) == 0 || len(b) == 0 || len(x.Sounds) > longest || len(y.Sounds) > longest {
		return 0
	}
	dropX, dropY := &x.drops[against(y.Script)], &y.drops[against(x.Script)]
	gapX, gapY := dropX.gaps[fromX:], dropY.gaps[fromY:]
	total := dropX.weight + dropY.weight
	if fromX+fromY > 0 {
		total -= articleWeight
	}
	limit := int32((1 - least) * float64(total) / 2)
	var row [longest + 1]int32
	for j := range len(b) {
		row[j+1] = row[j] + int32(gapY[j])
	}
	for i := range len(a) {
		gap := int32(gapX[i])
		costs := &cost[a[i]&0x7f]
		diagonal := row[0]
		row[0] += gap
		left, lowest := row[0], row[0]
		for j := range len(b) {
			up := row[j+1]
			c := min(diagonal+int32(costs[b[j]&0x7f]), up+gap, left+int32(gapY[j]))
			diagonal, row[j+1], left = up, c, c
			lowest = min(lowest, c)
		}
		if lowest > limit {
			return 0
		}
	}
	distance := row[len(b)]
	if p, q := a[len(a)-1], b[len(b)-1]; x.Script == y.Script && p != q && (p == 'a' && q == 'o' || p == 'o' && q == 'a') {
		distance += otherGender
	}
	if distance > limit {
		return 0
	}
	return 1 - 2*float64(distance)/float64(max(total, 1))
}

// articleWeight is what the two sounds of the article weigh.
const articleWeight = 130

// drop is what it costs that the other word lacks the sound at i, and what the sound weighs.
func drop(s string, i int, own, other Script) (int32, int32) {
	c := s[i] & 0x7f
	g, w := int32(gap[c]), int32(weight[c])
	switch c {
	case 'a', 'e', 'i', 'o', 'u', 'A':
		switch {
		case own == Han && c != 'A':
			return 8, 10
		case other == Arabic && c != 'A':
			return 8, 15
		case i+1 == len(s):
			return 25, w
		}
	case 'g', 'k':
		if i > 0 && (s[i-1] == 'n' || s[i-1] == 'N') {
			return 15, 30
		}
		if other == Han && i+1 == len(s) {
			return 40, w
		}
	case 'l', 'r':
		if c == 'r' && i+1 == len(s) && own == Roman && other != Roman && other != Han {
			return 45, w
		}
		if other == Han && (i+1 == len(s) || !isVowel(s[i+1])) {
			return 20, 40
		}
	case 'd', 't', 's', 'z', 'E', 'x':
		if c == 's' && i > 0 && s[i-1] == 't' {
			return 20, 50
		}
		// Romance names end in letters that are not heard.
		if i+1 == len(s) && (other == Han || own == Roman && other != Roman) {
			return 45, w
		}
	}
	return g, w
}
