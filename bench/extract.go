package main

import (
	"context"
	"fmt"
	"runtime"
	"syscall"
	"time"

	"entente/loader"
	"entente/loader/article"
	"entente/samples"
)

// extract measures how many megabytes of the French samples a core reads in a second, over and over for
// so long. It counts processor time, that of the garbage collector too, as bench/tag_spacy.py does: other
// programs on the machine then matter less.
func extract(ctx context.Context, duration time.Duration) error {
	runtime.GOMAXPROCS(1) // or the collector spends what the other cores have to spare
	var articles []article.Article
	for r := range article.Read(ctx, []string{"fr"}, article.Options{FS: samples.Files}) {
		if r.Err != nil {
			return r.Err
		}
		articles = append(articles, r.Article)
	}
	for _, way := range []struct {
		name string
		loader.Extractor
	}{{"extract", loader.Extractor{}}, {"extract.fast", loader.Extractor{Fast: true}}} {
		read := func() (bytes int) {
			for _, a := range articles {
				way.Extract(a)
				bytes += len(a.Text)
			}
			return bytes
		}
		read() // loads the lists
		start, bytes := processorTime(), 0
		for processorTime()-start < duration {
			bytes += read()
		}
		rate := float64(bytes) / 1e6 / (processorTime() - start).Seconds()
		fmt.Printf("%s: %.3f MB/s\n", way.name, rate)
		if err := note(way.name, rate); err != nil {
			return err
		}
	}
	return nil
}

// processorTime is what this process has used.
func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err) // the arguments are right
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
