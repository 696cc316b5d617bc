package lexicon

// Identify holds what tells a language from others.
type Identify struct {
	common []string
}
