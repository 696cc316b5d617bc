// Package graph holds the nouns of the knowledge graph and the interfaces of its stores.
//
// What articles say is kept as immutable observations, each with its evidence. Ministers,
// initiatives, projects, agreements and meetings are a projection of the observations, worked
// out block by block by package resolve. Every identifier is made from content, so that the
// same articles give the same graph in whatever order, batches or number of writers they come.
//
// The package imports the standard library alone.
package graph
