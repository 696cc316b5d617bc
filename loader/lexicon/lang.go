package lexicon

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"go.yaml.in/yaml/v3"
)

// langFile is lang.yaml, what a language is.
type langFile struct {
	Name       string   `yaml:"name"`
	Script     string   `yaml:"script"`
	Tier       string   `yaml:"tier"`
	Sources    []string `yaml:"sources"`    // of the lists, with their licences
	Proclitics []string `yaml:"proclitics"` // as they are written, or "written>restored"
	Article    string   `yaml:"article"`    // the one of them that may stand before each word of a phrase
	Common     []string `yaml:"common"`     // frequent words that tell the language from others; characters, if it writes no blanks
	Letters    string   `yaml:"letters"`    // that no other language of the script has
	Examples   []string `yaml:"examples"`   // texts that must be told to be of the language
}

func readLang(l *Language, fsys fs.FS) error {
	var f langFile
	path := l.Tag + "/lang.yaml"
	if err := readYAML(fsys, path, &f); err != nil {
		return err
	}
	l.Name, l.Script, l.Tier = f.Name, f.Script, f.Tier
	switch {
	case l.Name == "":
		return fmt.Errorf("%s: name is missing", path)
	case l.Script == "":
		return fmt.Errorf("%s: script is missing", path)
	case l.Tier != "draft" && l.Tier != "basic" && l.Tier != "full":
		return fmt.Errorf("%s: tier %q is none of draft, basic, full", path, l.Tier)
	}
	for _, p := range f.Proclitics {
		written, restored, _ := strings.Cut(p, ">")
		l.proclitics = append(l.proclitics, proclitic{FoldWord(written), FoldWord(restored)})
	}
	l.article = FoldWord(f.Article)
	if len(f.Common) == 0 {
		return fmt.Errorf("%s: common is missing", path)
	}
	return lines(fsys, l.Tag+"/variants.txt", func(where string, fields []string) error {
		for _, pair := range strings.Fields(fields[0]) {
			r := []rune(pair)
			if len(r) != 2 {
				return fmt.Errorf("%s: %q is no pair of characters", where, pair)
			}
			l.variants[r[0]] = r[1]
		}
		return nil
	})
}

// readYAML decodes a YAML file into v. A key that v does not know is an error, a missing file is not.
func readYAML(fsys fs.FS, path string, v any) error {
	data, err := fs.ReadFile(fsys, path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	if err := d.Decode(v); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// exampleLines returns a function that says where example i of a YAML file stands.
func exampleLines(fsys fs.FS, path string) func(i int) string {
	var doc struct {
		Examples []yaml.Node `yaml:"examples"`
	}
	data, err := fs.ReadFile(fsys, path)
	if err == nil {
		err = yaml.Unmarshal(data, &doc)
	}
	return func(i int) string {
		if err != nil || i >= len(doc.Examples) {
			return path
		}
		return fmt.Sprintf("%s:%d", path, doc.Examples[i].Line)
	}
}

// formError is a fault of one form in a YAML file.
type formError struct {
	form string
	err  error
}

func (e *formError) Error() string { return e.err.Error() }
func (e *formError) Unwrap() error { return e.err }

// place puts the file, and the line if err is a formError, before an error.
func place(fsys fs.FS, path string, err error) error {
	var f *formError
	if errors.As(err, &f) {
		data, _ := fs.ReadFile(fsys, path) // without it there is no line to find
		for i, line := range strings.Split(string(data), "\n") {
			if strings.Contains(line, f.form) {
				return fmt.Errorf("%s:%d: %w", path, i+1, err)
			}
		}
	}
	return fmt.Errorf("%s: %w", path, err)
}
