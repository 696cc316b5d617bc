package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"slices"
	"sync"
	"time"
)

// pairQuery asks for what @neo4j/graphql, the raw driver and Entente are compared by.
const pairQuery = `query($a: String!, $b: String!) {
  agreements(filter: {countries: [$a, $b]}, orderBy: NEWEST, first: 50) {
    nodes { id kind date { value } topics parties { country { code } } projects { name } evidence { quote article { title } } }
  }
}`

// pairs are 29 countries of which any two make a question.
var asked = countries[:29]

// askServer measures how many questions a second a GraphQL server on a store answers.
func askServer(ctx context.Context, store, url string, clients int, duration time.Duration) error {
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: clients}, Timeout: time.Minute}
	return measure(ctx, store+".page", clients, duration, func(ctx context.Context, a, b string) (int, error) {
		body, err := json.Marshal(map[string]any{"query": pairQuery, "variables": map[string]string{"a": a, "b": b}})
		if err != nil {
			return 0, err
		}
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
		if err != nil {
			return 0, err
		}
		req.Header.Set("Content-Type", "application/json")
		resp, err := client.Do(req)
		if err != nil {
			return 0, err
		}
		defer resp.Body.Close()
		answer, err := io.ReadAll(resp.Body)
		if err != nil {
			return 0, err
		}
		if resp.StatusCode != http.StatusOK || bytes.HasPrefix(answer, []byte(`{"errors"`)) {
			return 0, fmt.Errorf("status %d: %.300s", resp.StatusCode, answer)
		}
		return bytes.Count(answer, []byte(`"kind"`)), nil
	})
}

// measure asks for random pairs with so many clients for so long. It prints questions a second, which
// it notes under the name, agreements an answer and latencies.
func measure(ctx context.Context, name string, clients int, duration time.Duration, ask func(ctx context.Context, a, b string) (int, error)) error {
	var mu sync.Mutex
	var took []time.Duration
	var rows int
	var failure error
	var wg sync.WaitGroup
	end := time.Now().Add(duration)
	for c := range clients {
		wg.Go(func() {
			r := rand.New(rand.NewPCG(uint64(c), 1))
			for time.Now().Before(end) {
				a, b := asked[r.IntN(len(asked))], asked[r.IntN(len(asked))]
				if a == b {
					continue
				}
				start := time.Now()
				n, err := ask(ctx, a, b)
				mu.Lock()
				took, rows = append(took, time.Since(start)), rows+n
				if err != nil {
					failure = err
				}
				mu.Unlock()
				if err != nil {
					return
				}
			}
		})
	}
	wg.Wait()
	if failure != nil {
		return failure
	}
	slices.Sort(took)
	rate := float64(len(took)) / duration.Seconds()
	fmt.Printf("%.1f requests/s, %.1f agreements each, p50 %v, p99 %v\n", rate, float64(rows)/float64(len(took)),
		took[len(took)/2].Round(time.Microsecond), took[len(took)*99/100].Round(time.Microsecond))
	return note(name, rate)
}
