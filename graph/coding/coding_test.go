package coding_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/coding"
)

// coded are all types that the coder knows, empty.
func coded() []any {
	return []any{&graph.Country{}, &graph.Article{}, &graph.Minister{}, &graph.Initiative{}, &graph.Project{}, &graph.Agreement{}, &graph.Meeting{}, &graph.Observation{}, &coding.Name{}}
}

// fill gives every field of a value, however deep, a value of its own: a field that the coder
// forgets comes back empty.
func fill(v reflect.Value, next *int64) {
	*next++
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), next)
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			v.Set(reflect.ValueOf(time.Unix(*next, *next).UTC()))
			return
		}
		for i := range v.NumField() {
			fill(v.Field(i), next)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0), next)
		fill(v.Index(1), next)
	case reflect.String:
		v.SetString("é" + string(rune('a'+*next%26)))
	case reflect.Int:
		v.SetInt(*next * (*next%2*2 - 1) * 1e9)
	case reflect.Uint32:
		v.SetUint(uint64(*next) << 24)
	case reflect.Float64:
		v.SetFloat(1 / float64(*next))
	default:
		panic(v.Kind())
	}
}

func TestCoder(t *testing.T) {
	for _, empty := range coded() {
		full := reflect.New(reflect.TypeOf(empty).Elem())
		fill(full.Elem(), new(int64))
		if a, ok := full.Interface().(*graph.Article); ok {
			a.Text = "" // it stands in a table of its own
		}
		for _, v := range []any{empty, full.Interface()} {
			back := reflect.New(reflect.TypeOf(v).Elem())
			fill(back.Elem(), new(int64)) // what was there before does not shine through
			if a, ok := back.Interface().(*graph.Article); ok {
				a.Text = ""
			}
			data := coding.Encode(v)
			if err := coding.Decode(data, back.Interface()); err != nil {
				t.Errorf("%T: %v", v, err)
			}
			if d := cmp.Diff(v, back.Interface()); d != "" {
				t.Errorf("%T (-written +read):\n%s", v, d)
			}
			for i := range data {
				if err := coding.Decode(data[:i], back.Interface()); err == nil {
					t.Errorf("%T cut to %d of %d bytes is read", v, i, len(data))
				}
			}
			if err := coding.Decode(append(data, 0), back.Interface()); err == nil {
				t.Errorf("%T with a byte more is read", v)
			}
		}
	}
}

func FuzzDecode(f *testing.F) {
	for i, v := range coded() {
		fill(reflect.ValueOf(v).Elem(), new(int64))
		f.Add(byte(i), coding.Encode(v))
	}
	f.Fuzz(func(t *testing.T, which byte, data []byte) {
		types := coded()
		v := types[int(which)%len(types)]
		if err := coding.Decode(data, v); err != nil {
			return
		}
		again := coded()[int(which)%len(types)]
		if err := coding.Decode(coding.Encode(v), again); err != nil || !cmp.Equal(v, again, cmp.Comparer(func(a, b float64) bool { return a == b || a != a && b != b })) {
			t.Fatalf("%+v is read again as %+v, %v", v, again, err)
		}
	})
}
