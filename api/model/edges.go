package model

// CountryConnection is a page of countries.
type CountryConnection struct{ *connection[*Country] }

// CountryEdge is a node of a list with its cursor.
type CountryEdge struct {
	Cursor string
	Node   *Country
}

// Edges are the nodes of the page with their cursors.
func (c *CountryConnection) Edges() []CountryEdge {
	edges := make([]CountryEdge, len(c.list))
	for i, n := range c.list {
		edges[i] = CountryEdge{Cursor: c.cursor(i), Node: n}
	}
	return edges
}

// MinisterConnection is a page of ministers.
type MinisterConnection struct{ *connection[*Minister] }

// MinisterEdge is a node of a list with its cursor.
type MinisterEdge struct {
	Cursor string
	Node   *Minister
}

// Edges are the nodes of the page with their cursors.
func (c *MinisterConnection) Edges() []MinisterEdge {
	edges := make([]MinisterEdge, len(c.list))
	for i, n := range c.list {
		edges[i] = MinisterEdge{Cursor: c.cursor(i), Node: n}
	}
	return edges
}

// InitiativeConnection is a page of initiatives.
type InitiativeConnection struct{ *connection[*Initiative] }

// InitiativeEdge is a node of a list with its cursor.
type InitiativeEdge struct {
	Cursor string
	Node   *Initiative
}

// Edges are the nodes of the page with their cursors.
func (c *InitiativeConnection) Edges() []InitiativeEdge {
	edges := make([]InitiativeEdge, len(c.list))
	for i, n := range c.list {
		edges[i] = InitiativeEdge{Cursor: c.cursor(i), Node: n}
	}
	return edges
}

// ProjectConnection is a page of projects.
type ProjectConnection struct{ *connection[*Project] }

// ProjectEdge is a node of a list with its cursor.
type ProjectEdge struct {
	Cursor string
	Node   *Project
}

// Edges are the nodes of the page with their cursors.
func (c *ProjectConnection) Edges() []ProjectEdge {
	edges := make([]ProjectEdge, len(c.list))
	for i, n := range c.list {
		edges[i] = ProjectEdge{Cursor: c.cursor(i), Node: n}
	}
	return edges
}

// AgreementConnection is a page of agreements.
type AgreementConnection struct{ *connection[*Agreement] }

// AgreementEdge is a node of a list with its cursor.
type AgreementEdge struct {
	Cursor string
	Node   *Agreement
}

// Edges are the nodes of the page with their cursors.
func (c *AgreementConnection) Edges() []AgreementEdge {
	edges := make([]AgreementEdge, len(c.list))
	for i, n := range c.list {
		edges[i] = AgreementEdge{Cursor: c.cursor(i), Node: n}
	}
	return edges
}

// MeetingConnection is a page of meetings.
type MeetingConnection struct{ *connection[*Meeting] }

// MeetingEdge is a node of a list with its cursor.
type MeetingEdge struct {
	Cursor string
	Node   *Meeting
}

// Edges are the nodes of the page with their cursors.
func (c *MeetingConnection) Edges() []MeetingEdge {
	edges := make([]MeetingEdge, len(c.list))
	for i, n := range c.list {
		edges[i] = MeetingEdge{Cursor: c.cursor(i), Node: n}
	}
	return edges
}

// ArticleConnection is a page of articles.
type ArticleConnection struct{ *connection[*Article] }

// ArticleEdge is a node of a list with its cursor.
type ArticleEdge struct {
	Cursor string
	Node   *Article
}

// Edges are the nodes of the page with their cursors.
func (c *ArticleConnection) Edges() []ArticleEdge {
	edges := make([]ArticleEdge, len(c.list))
	for i, n := range c.list {
		edges[i] = ArticleEdge{Cursor: c.cursor(i), Node: n}
	}
	return edges
}
