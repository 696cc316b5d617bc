// Package loader finds the facts in articles and writes them into a store.
//
// Extract is the way from an article to its record: text, sentences, mentions, statements, each a
// function of values in a package of its own. Find and Load are the pipeline around it: many
// articles at once, in order, into a graph.Writer, with a report that names what became of each.
package loader
