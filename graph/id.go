package graph

import (
	"crypto/sha256"
	"encoding/base32"
	"regexp"
	"strings"
)

// NodeType is the sort of a node; identifiers begin with its lower-case form.
type NodeType string

// The node types.
const (
	CountryNode    NodeType = "Country"
	MinisterNode   NodeType = "Minister"
	InitiativeNode NodeType = "Initiative"
	ProjectNode    NodeType = "Project"
	AgreementNode  NodeType = "Agreement"
	MeetingNode    NodeType = "Meeting"
	ArticleNode    NodeType = "Article"
)

// NodeTypes lists every node type.
func NodeTypes() []NodeType {
	return []NodeType{CountryNode, MinisterNode, InitiativeNode, ProjectNode, AgreementNode, MeetingNode, ArticleNode}
}

// Prefix is what an identifier of the type begins with: "agreement-".
func (t NodeType) Prefix() string { return strings.ToLower(string(t)) + "-" }

// TypeOf returns the type that an identifier names, "" if it names none.
func TypeOf(id string) NodeType {
	for _, t := range NodeTypes() {
		if strings.HasPrefix(id, t.Prefix()) {
			return t
		}
	}
	return ""
}

var base32Lower = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// IsID reports whether s is written as an identifier of a node is.
func IsID(s string) bool {
	t := TypeOf(s)
	if t == CountryNode {
		return ValidCountry(CountryCode(s))
	}
	return t != "" && isDigest.MatchString(rest(s))
}

var isDigest = regexp.MustCompile("^[a-z2-7]{20}$")

// Digest is the content hash that identifiers are made of: the first 100 bits of SHA-256 over the
// parts, each closed by a zero byte, in 20 lower-case base-32 letters. Parts are taken byte for
// byte; who wants spellings to agree normalises them first.
func Digest(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	return base32Lower.EncodeToString(h.Sum(nil))[:20]
}

// rest is an identifier without its prefix.
func rest(id string) string {
	if _, after, ok := strings.Cut(id, "-"); ok {
		return after
	}
	return id
}

// CountryID is the identifier of the country with that code: "country-CN".
func CountryID(code string) string { return CountryNode.Prefix() + code }

// CountryCode is the code in a country's identifier, "" if it is none.
func CountryCode(id string) string {
	if TypeOf(id) != CountryNode {
		return ""
	}
	return rest(id)
}

// ArticleID is the identifier of the article with that key: its URL, else its path, else the hash
// of its text.
func ArticleID(key string) string { return ArticleNode.Prefix() + Digest("article", key) }

// NodeOf is the identifier of the node of type t whose smallest member, in byte order, is the
// name or observation with that identifier. The node takes over the member's digest: an
// identifier that was given once is found again, whatever has been merged or split since.
func NodeOf(t NodeType, member string) string { return t.Prefix() + rest(member) }

// NameOf is the name from which the identifier of a minister, initiative or project was made.
func NameOf(node string) string { return namePrefix + rest(node) }

// ObservationOf is the observation from which the identifier of an agreement or meeting was made.
func ObservationOf(node string) string { return observationPrefix + rest(node) }

const (
	namePrefix        = "name-"
	observationPrefix = "observation-"
)
