// Package mention finds what a document names: countries, people in office, initiatives and projects, and the dates that it
// gives. All functions are pure; their spans are bytes of the document's text, on the edges of its tokens.
//
// The main functions: Countries first, whose places Entities needs; Dates for a sentence; Published for the article.
package mention
