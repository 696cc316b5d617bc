package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"go.yaml.in/yaml/v3"

	"entente/graph"
)

func newCurate() *cobra.Command {
	return &cobra.Command{
		Use:   "curate FILE",
		Short: "Put decisions on who is who into force",
		Long: `Curate reads which names are the same and which are different, and puts these decisions into
force in place of those before. They outweigh what is computed and survive reloads. The file is YAML:

  same_as:
    - [minister CN Wang Yi, minister CN 王外长]
    - [project the CKU railway, project China-Kyrgyzstan-Uzbekistan railway]
  different_from:
    - [minister US George Bush, minister US George W. Bush]

A name is written as its type, for a minister the country, and the name as the graph has it.
An empty file takes every decision back.`,
		Example: "  entente curate decisions.yaml",
		Args:    argsExactly(1, "one file, or - for standard input"),
		RunE: func(cmd *cobra.Command, args []string) error {
			in, err := openInput(cmd, args[0])
			if err != nil {
				return err
			}
			defer in.Close()
			c, err := readCuration(args[0], in)
			if err != nil {
				return err
			}
			return withStore(cmd, func(store graph.Store) error {
				if _, err := store.Write(cmd.Context(), graph.Batch{Curation: &c}); err != nil {
					return err
				}
				fmt.Fprintf(cmd.OutOrStdout(), "in force: %d same_as, %d different_from\n", len(c.Same), len(c.Different))
				return nil
			})
		},
	}
}

// maxCuration bounds a curation file, in bytes.
const maxCuration = 16 << 20

func readCuration(name string, r io.Reader) (graph.Curation, error) {
	body, err := io.ReadAll(io.LimitReader(r, maxCuration+1))
	if err != nil {
		return graph.Curation{}, graph.Errorf(graph.Invalid, "%s cannot be read: %w", name, reason(err))
	}
	if len(body) > maxCuration {
		return graph.Curation{}, graph.Errorf(graph.Limit, "%s is larger than %d bytes", name, maxCuration)
	}
	var file struct {
		SameAs        [][]string `yaml:"same_as"`
		DifferentFrom [][]string `yaml:"different_from"`
	}
	decoder := yaml.NewDecoder(bytes.NewReader(body))
	decoder.KnownFields(true)
	if err := decoder.Decode(&file); err != nil && !errors.Is(err, io.EOF) {
		return graph.Curation{}, graph.Errorf(graph.Invalid, "%s is no curation file: %w", name, err)
	}
	var c graph.Curation
	if c.Same, err = pairs(name, "same_as", file.SameAs); err != nil {
		return c, err
	}
	c.Different, err = pairs(name, "different_from", file.DifferentFrom)
	return c, err
}

func pairs(file, list string, lines [][]string) ([]graph.NamePair, error) {
	var out []graph.NamePair
	for i, l := range lines {
		if len(l) != 2 {
			return nil, graph.Errorf(graph.Invalid, "%s: entry %d of %s holds %d names; write two", file, i+1, list, len(l))
		}
		a, errA := nameKey(l[0])
		b, errB := nameKey(l[1])
		if err := errors.Join(errA, errB); err != nil {
			return nil, graph.Errorf(graph.Invalid, "%s: entry %d of %s: %w", file, i+1, list, err)
		}
		if a.Type != b.Type {
			return nil, graph.Errorf(graph.Invalid, "%s: entry %d of %s holds a %s and a %s", file, i+1, list,
				strings.ToLower(string(a.Type)), strings.ToLower(string(b.Type)))
		}
		out = append(out, graph.NamePair{A: a, B: b})
	}
	return out, nil
}

// nameKey reads "minister CN Wang Yi", "initiative NAME" or "project NAME".
func nameKey(s string) (graph.NameKey, error) {
	sort, rest, _ := strings.Cut(strings.TrimSpace(s), " ")
	rest = strings.TrimSpace(rest)
	switch sort {
	case "minister":
		country, text, _ := strings.Cut(rest, " ")
		if !graph.ValidCountry(country) || strings.TrimSpace(text) == "" {
			return graph.NameKey{}, fmt.Errorf("%q is no minister; write: minister CN Wang Yi", s)
		}
		return graph.NameKey{Type: graph.MinisterNode, Country: country, Text: strings.TrimSpace(text)}, nil
	case "initiative", "project":
		if rest == "" {
			return graph.NameKey{}, fmt.Errorf("%q has no name; write: %s NAME", s, sort)
		}
		t := graph.InitiativeNode
		if sort == "project" {
			t = graph.ProjectNode
		}
		return graph.NameKey{Type: t, Text: rest}, nil
	}
	return graph.NameKey{}, fmt.Errorf("%q begins with none of minister, initiative, project", s)
}
