-- What articles say, and the nodes worked out from it. Integer keys (n) are private to the file:
-- they keep rows small and are given in the order of writing; nothing outside sees them.

-- A node of any type. sort, first, last, kind, tags and confidence are what lists are ordered and
-- filtered by; data is the node as coder.go writes it, an article without its text.
CREATE TABLE node (
	n          INTEGER PRIMARY KEY,
	id         TEXT NOT NULL UNIQUE,
	type       INTEGER NOT NULL,
	sort       TEXT NOT NULL,
	first      TEXT NOT NULL, -- the first and the last day of its date, '' if unknown
	last       TEXT NOT NULL,
	kind       TEXT NOT NULL, -- of an agreement or initiative, the sector of a project, the language of an article
	tags       TEXT NOT NULL, -- ' TRADE en fr ': topics and languages of an agreement or a meeting
	confidence REAL NOT NULL,
	data       BLOB NOT NULL
);
-- A list that no posting narrows is filtered within this index.
CREATE INDEX node_sort ON node (type, sort, id, kind, tags, first, last, confidence);

-- The facets of nodes that few nodes share, each list in the nodes' order: facet says what value
-- is (facet.go).
CREATE TABLE posting (
	facet INTEGER NOT NULL,
	value TEXT NOT NULL,
	sort  TEXT NOT NULL,
	id    TEXT NOT NULL,
	n     INTEGER NOT NULL,
	PRIMARY KEY (facet, value, sort, id)
) WITHOUT ROWID;

-- Under which hashes of bands of their signatures articles meet.
CREATE TABLE band (hash INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (hash, n)) WITHOUT ROWID;

-- The words of nodes as package terms splits them. They hold no ASCII but letters and digits, so
-- that the ascii tokenizer takes them as they are. Each begins with the letter of its node's type,
-- so that a search meets nodes of one type alone.
CREATE VIRTUAL TABLE word USING fts5 (words, content = '', columnsize = 0, detail = none, tokenize = 'ascii');
INSERT INTO word (word, rank) VALUES ('automerge', 8); -- fewer merges: writing is the slower side

-- The texts of articles, where they are kept, by the article's n.
CREATE TABLE text (n INTEGER PRIMARY KEY, text TEXT NOT NULL);

-- A block is found by the hash of its key, which data holds.
CREATE TABLE name (
	n     INTEGER PRIMARY KEY,
	id    TEXT NOT NULL UNIQUE,
	block INTEGER NOT NULL,
	node  INTEGER NOT NULL,
	data  BLOB NOT NULL -- with its tenures
);
CREATE INDEX name_block ON name (block);
CREATE INDEX name_node ON name (node);

CREATE TABLE observation (
	n       INTEGER PRIMARY KEY,
	id      TEXT NOT NULL UNIQUE,
	article INTEGER NOT NULL,
	block   INTEGER, -- of a statement or an encounter
	node    INTEGER, -- the agreement or meeting that it reports
	name    INTEGER, -- of a naming, with its office and the first and last day of its date
	office  TEXT,
	first   TEXT,
	last    TEXT,
	data    BLOB NOT NULL
);
CREATE INDEX observation_article ON observation (article);
CREATE INDEX observation_block ON observation (block) WHERE block IS NOT NULL;
CREATE INDEX observation_node ON observation (node) WHERE node IS NOT NULL;
CREATE INDEX observation_name ON observation (name) WHERE name IS NOT NULL;

-- The one row, if any, holds the decisions in force as JSON.
CREATE TABLE curation (one INTEGER PRIMARY KEY CHECK (one = 1), data BLOB NOT NULL);
