package eval

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"

	"entente/graph"
	"entente/loader/record"
)

// Gold is an article with the facts that people found in it.
type Gold struct {
	record.Record
}

// ReadGold returns the gold files (*.json) of a folder by name, those of one language if lang is
// set. A folder without any is a NotFound error, a file that is no gold file an Invalid one.
func ReadGold(dir, lang string) ([]Gold, error) {
	files, err := os.ReadDir(dir)
	if err != nil {
		return nil, graph.Errorf(graph.NotFound, "the gold folder %s cannot be read: %w", dir, err)
	}
	var gold []Gold
	for _, file := range files {
		if file.IsDir() || filepath.Ext(file.Name()) != ".json" {
			continue
		}
		name := filepath.Join(dir, file.Name())
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, graph.Errorf(graph.NotFound, "the gold file %s cannot be read: %w", name, err)
		}
		var g Gold
		if err := json.Unmarshal(data, &g.Record); err != nil {
			return nil, graph.Errorf(graph.Invalid, "%s is no gold file: %w", name, err)
		}
		if g.ID == "" || g.Lang == "" || g.Text == "" {
			return nil, graph.Errorf(graph.Invalid, "%s is no gold file: it lacks id, lang or text", name)
		}
		if lang == "" || g.Lang == lang {
			gold = append(gold, g)
		}
	}
	if len(gold) == 0 {
		return nil, graph.Errorf(graph.NotFound, "there is no gold file of this language in %s", dir)
	}
	return gold, nil
}

// ReadRecords reads predicted records from JSON lines; a line that is no record is an error.
func ReadRecords(r io.Reader) ([]record.Record, error) {
	var records []record.Record
	d := record.NewDecoder(r)
	for {
		next, err := d.Next()
		if errors.Is(err, io.EOF) {
			return records, nil
		}
		if err != nil {
			return nil, err
		}
		records = append(records, *next)
	}
}

// articleID is the identifier of the gold file that a record belongs to.
func articleID(r *record.Record) string {
	name := r.Path
	if name == "" {
		name = r.ID
	}
	name = name[strings.LastIndexByte(name, '/')+1:]
	if stem := strings.TrimSuffix(name, path.Ext(name)); strings.Trim(stem, ".") != "" {
		return stem
	}
	return name
}
