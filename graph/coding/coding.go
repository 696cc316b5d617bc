// Package coding writes nodes, names and observations as bytes, in the form in which the stores keep
// them. It is read several times faster than JSON, which took most of the time of a list, and takes
// less than half the room.
package coding

import (
	"encoding/binary"
	"fmt"
	"math"
	"time"

	"entente/graph"
)

// coder writes values to bytes and reads them back. One function a type does both, so that they
// cannot come to differ. The form is a version byte and then the fields in order.
type coder struct {
	reading bool
	out     []byte
	in      string // what is left to read; strings are cut out of it
	bad     bool   // whether what was read is no value
}

// version is the first byte. A change to the fields below needs another, a migration, and the old
// order kept for it.
const version = 1

// Name is a name with the offices that its bearer held.
type Name struct {
	graph.Name
	Tenures []graph.Tenure
}

// Encode returns v, a pointer to a node, a Name or an observation, as bytes. An article goes without
// its text.
func Encode(v any) []byte {
	c := &coder{out: make([]byte, 1, 512)}
	c.out[0] = version
	c.value(v)
	return c.out
}

// Decode reads into v what Encode made of such a pointer.
func Decode(data []byte, v any) error {
	if len(data) == 0 || data[0] != version {
		return fmt.Errorf("coding: data of unknown version %.1x", data)
	}
	c := &coder{reading: true, in: string(data[1:])}
	c.value(v)
	if c.bad || c.in != "" {
		return fmt.Errorf("coding: data of a %T is cut or too long", v)
	}
	return nil
}

func (c *coder) value(v any) {
	switch v := v.(type) {
	case *graph.Country:
		text(c, &v.Code)
	case *graph.Article:
		c.article(v)
	case *graph.Minister:
		text(c, &v.ID, &v.Name, &v.Country)
		texts(c, &v.Aliases)
		list(c, &v.Offices, c.tenure)
		texts(c, &v.Names)
	case *graph.Initiative:
		text(c, &v.ID, &v.Name)
		text(c, &v.Kind)
		texts(c, &v.Aliases)
		texts(c, &v.Names)
	case *graph.Project:
		text(c, &v.ID, &v.Name)
		text(c, &v.Sector)
		texts(c, &v.Countries)
		texts(c, &v.Aliases)
		texts(c, &v.Names)
	case *graph.Agreement:
		c.agreement(v)
	case *graph.Meeting:
		c.meeting(v)
	case *graph.Observation:
		c.observation(v)
	case *Name:
		text(c, &v.ID)
		text(c, &v.Type)
		text(c, &v.Text, &v.Form)
		texts(c, &v.Scope)
		text(c, &v.Detail, &v.Block)
		list(c, &v.Tenures, c.tenure)
	default:
		panic(fmt.Sprintf("coding: a %T has no code", v))
	}
}

func (c *coder) article(a *graph.Article) { // without its text
	text(c, &a.ID, &a.Key, &a.URL, &a.Path, &a.Title, &a.Source, &a.Lang, &a.Published, &a.TextHash)
	list(c, (*[]uint32)(&a.Signature), func(v *uint32) {
		n := uint64(*v)
		c.number(&n)
		*v = uint32(n)
	})
	texts(c, &a.Countries)
	c.time(&a.LoadedAt)
	text(c, &a.Fingerprint)
}

func (c *coder) agreement(a *graph.Agreement) {
	text(c, &a.ID, &a.Block)
	text(c, &a.Kind)
	list(c, &a.Parties, c.party)
	text(c, &a.Date.Value, &a.Date.Words)
	texts(c, &a.Topics)
	texts(c, &a.Projects)
	texts(c, &a.Initiatives)
	texts(c, &a.Voices)
	list(c, &a.Reports, c.report)
	c.float(&a.Confidence)
	c.int(&a.Sources)
	texts(c, &a.Languages)
	c.time(&a.LoadedAt)
}

func (c *coder) meeting(m *graph.Meeting) {
	text(c, &m.ID, &m.Block, &m.Date.Value, &m.Date.Words)
	texts(c, &m.Countries)
	texts(c, &m.Ministers)
	text(c, &m.Place)
	list(c, &m.Reports, c.report)
	c.float(&m.Confidence)
	c.int(&m.Sources)
	texts(c, &m.Languages)
	c.time(&m.LoadedAt)
}

func (c *coder) observation(o *graph.Observation) {
	text(c, &o.ID, &o.Article, &o.Block)
	c.evidence(&o.Evidence)
	text(c, &o.Date.Value, &o.Date.Words, &o.Rule)
	c.float(&o.Confidence)
	c.time(&o.LoadedAt)
	if some(c, &o.Naming) {
		text(c, &o.Naming.Name)
		text(c, &o.Naming.Office)
	}
	if some(c, &o.Statement) {
		s := o.Statement
		text(c, &s.Kind)
		list(c, &s.Parties, c.party)
		texts(c, &s.Topics)
		texts(c, &s.Objects)
		texts(c, &s.Voices)
	}
	if some(c, &o.Encounter) {
		texts(c, &o.Encounter.Countries)
		texts(c, &o.Encounter.Ministers)
		text(c, &o.Encounter.Place)
	}
}

func (c *coder) report(r *graph.Report) {
	text(c, &r.Observation, &r.Article)
	c.evidence(&r.Evidence)
	text(c, &r.Date.Value, &r.Date.Words, &r.Rule)
	c.float(&r.Confidence)
	c.time(&r.LoadedAt)
}

func (c *coder) evidence(e *graph.Evidence) {
	text(c, &e.Quote)
	c.int(&e.Start)
	c.int(&e.End)
}

func (c *coder) party(p *graph.Party) {
	text(c, &p.Country)
	text(c, &p.Role)
}

func (c *coder) tenure(t *graph.Tenure) {
	text(c, &t.Office)
	text(c, &t.First, &t.Last)
}

// number is an unsigned number in as few bytes as it needs.
func (c *coder) number(n *uint64) {
	if !c.reading {
		c.out = binary.AppendUvarint(c.out, *n)
		return
	}
	var v uint64
	for i := 0; i < len(c.in) && i < binary.MaxVarintLen64; i++ {
		b := c.in[i]
		v |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			c.in = c.in[i+1:]
			*n = v
			return
		}
	}
	c.fail()
}

func (c *coder) fail() { c.bad, c.in = true, "" }

func (c *coder) int(n *int) {
	v := uint64(*n)<<1 ^ uint64(*n>>63) // small negative ones stay short
	c.number(&v)
	if c.reading {
		*n = int(v>>1) ^ -int(v&1)
	}
}

func (c *coder) float(f *float64) {
	if !c.reading {
		c.out = binary.BigEndian.AppendUint64(c.out, math.Float64bits(*f))
		return
	}
	if len(c.in) < 8 {
		c.fail()
		return
	}
	*f = math.Float64frombits(binary.BigEndian.Uint64([]byte(c.in[:8])))
	c.in = c.in[8:]
}

// time is a moment in UTC to the nanosecond.
func (c *coder) time(t *time.Time) {
	var seconds, nanos int
	if !c.reading {
		seconds, nanos = int(t.Unix()), t.Nanosecond()
	}
	c.int(&seconds)
	c.int(&nanos)
	if c.reading {
		*t = time.Unix(int64(seconds), int64(nanos)).UTC()
	}
}

func text[T ~string](c *coder, values ...*T) {
	for _, s := range values {
		n := uint64(len(*s))
		c.number(&n)
		switch {
		case !c.reading:
			c.out = append(c.out, *s...)
		case n > uint64(len(c.in)):
			c.fail()
		default:
			*s = T(c.in[:n])
			c.in = c.in[n:]
		}
	}
}

// list is a list's length, one more than that, 0 if it is nil, and its members.
func list[T any](c *coder, l *[]T, each func(*T)) {
	n := uint64(0)
	if *l != nil {
		n = uint64(len(*l)) + 1
	}
	c.number(&n)
	if c.reading {
		*l = nil
		if n == 0 {
			return
		}
		if n-1 > uint64(len(c.in)) { // a member takes a byte at least
			c.fail()
			return
		}
		*l = make([]T, n-1)
	}
	for i := range *l {
		each(&(*l)[i])
		if c.bad {
			return
		}
	}
}

func texts[T ~string](c *coder, l *[]T) { list(c, l, func(s *T) { text(c, s) }) }

// some reports whether there is a value, and makes it when reading.
func some[T any](c *coder, v **T) bool {
	n := uint64(0)
	if *v != nil {
		n = 1
	}
	c.number(&n)
	if c.reading {
		*v = nil
		if n == 1 {
			*v = new(T)
		} else if n > 1 {
			c.fail()
		}
	}
	return n == 1
}
