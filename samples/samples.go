// Package samples holds the sample articles, so that the demo runs wherever the binary stands.
package samples

import "embed"

// Files holds every sample article under the path that it has in this folder: a folder a language, and
// at the top the files that hold several articles.
//
//go:embed */* wire.jsonl agence-boreale.rss
var Files embed.FS
