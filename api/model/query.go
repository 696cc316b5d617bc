package model

import "entente/graph"

// The methods of a session are the fields of the schema's Query.

// nothing is what the root's lists are siblings of: itself alone.
func (s *Session) nothing() *siblings[struct{}] { return newSiblings(s, []struct{}{{}}) }

// Countries lists the countries that articles name.
func (s *Session) Countries(first *int, after *string, last *int, before *string, filter *CountryFilter) (*CountryConnection, error) {
	f, err := filter.filter()
	if err != nil {
		return nil, err
	}
	return countries(s.nothing(), 0, paging{first, after, last, before}, nil, func(struct{}) graph.CountryFilter { return f })
}

// Ministers lists ministers.
func (s *Session) Ministers(first *int, after *string, last *int, before *string, filter *MinisterFilter) (*MinisterConnection, error) {
	f, err := filter.filter()
	if err != nil {
		return nil, err
	}
	return ministers(s.nothing(), 0, paging{first, after, last, before}, nil, func(struct{}) graph.MinisterFilter { return f })
}

// Initiatives lists initiatives.
func (s *Session) Initiatives(first *int, after *string, last *int, before *string, filter *InitiativeFilter) (*InitiativeConnection, error) {
	f, err := filter.filter()
	if err != nil {
		return nil, err
	}
	return initiatives(s.nothing(), 0, paging{first, after, last, before}, nil, func(struct{}) graph.InitiativeFilter { return f })
}

// Projects lists projects.
func (s *Session) Projects(first *int, after *string, last *int, before *string, filter *ProjectFilter) (*ProjectConnection, error) {
	f, err := filter.filter()
	if err != nil {
		return nil, err
	}
	return projects(s.nothing(), 0, paging{first, after, last, before}, nil, func(struct{}) graph.ProjectFilter { return f })
}

// Agreements lists agreements.
func (s *Session) Agreements(first *int, after *string, last *int, before *string, filter *AgreementFilter, orderBy DateOrder) (*AgreementConnection, error) {
	f, err := filter.filter()
	if err != nil {
		return nil, err
	}
	return agreements(s.nothing(), 0, paging{first, after, last, before}, nil, orderBy, func(struct{}) graph.AgreementFilter { return f })
}

// Meetings lists meetings.
func (s *Session) Meetings(first *int, after *string, last *int, before *string, filter *MeetingFilter, orderBy DateOrder) (*MeetingConnection, error) {
	f, err := filter.filter()
	if err != nil {
		return nil, err
	}
	return meetings(s.nothing(), 0, paging{first, after, last, before}, nil, orderBy, func(struct{}) graph.MeetingFilter { return f })
}

// Articles lists articles.
func (s *Session) Articles(first *int, after *string, last *int, before *string, filter *ArticleFilter, orderBy DateOrder) (*ArticleConnection, error) {
	f, err := filter.filter()
	if err != nil {
		return nil, err
	}
	return articles(s.nothing(), 0, paging{first, after, last, before}, nil, orderBy, func(struct{}) graph.ArticleFilter { return f })
}

// Relation is what stands between two countries.
func (s *Session) Relation(a, b string) (*Relation, error) {
	var c checked
	codes := c.codes([]string{a, b})
	if c.err == nil && codes[0] == codes[1] {
		c.err = graph.Errorf(graph.Invalid, "a and b are the same country; a relation is between two")
	}
	if c.err != nil {
		return nil, c.err
	}
	pair := [2]string{min(codes[0], codes[1]), max(codes[0], codes[1])}
	found := s.countries(pair[:])
	return &Relation{A: found[pair[0]], B: found[pair[1]], g: newSiblings(s, [][2]string{pair})}, nil
}

// Nodes returns the nodes with these identifiers, in their order, nil where there is none. It asks
// the store once for each type among them.
func (s *Session) Nodes(ids []string) ([]Node, error) {
	var c checked
	if c.bounded("ids", ids); c.err != nil {
		return nil, c.err
	}
	byType := make(map[graph.NodeType][]string)
	for _, id := range ids {
		t := graph.TypeOf(id)
		byType[t] = append(byType[t], id)
	}
	found := make(map[string]Node)
	for _, t := range graph.NodeTypes() {
		if err := s.readNodes(t, byType[t], found); err != nil {
			return nil, err
		}
	}
	nodes := make([]Node, len(ids))
	for i, id := range ids {
		nodes[i] = found[id]
	}
	return nodes, nil
}

// readNodes puts the nodes of one type into found.
func (s *Session) readNodes(t graph.NodeType, ids []string, found map[string]Node) error {
	switch t {
	case graph.CountryNode:
		return put(s, ids, s.reader.Countries(), newCountry, found)
	case graph.MinisterNode:
		return put(s, ids, s.reader.Ministers(), newMinister, found)
	case graph.InitiativeNode:
		return put(s, ids, s.reader.Initiatives(), newInitiative, found)
	case graph.ProjectNode:
		return put(s, ids, s.reader.Projects(), newProject, found)
	case graph.AgreementNode:
		return put(s, ids, s.reader.Agreements(), newAgreement, found)
	case graph.MeetingNode:
		return put(s, ids, s.reader.Meetings(), newMeeting, found)
	default:
		return put(s, ids, s.reader.Articles(), newArticle, found)
	}
}

func put[M positioned, F any, W Node](s *Session, ids []string, c graph.Collection[M, F], of wrap[M, W], found map[string]Node) error {
	nodes, err := read(s, ids, nil, c, of)
	for id, n := range nodes {
		found[id] = n
	}
	return err
}

// One returns the node with this identifier if it is of type T, nil otherwise.
func One[T Node](s *Session, id string) (T, error) {
	var none T
	nodes, err := s.Nodes([]string{id})
	if err != nil {
		return none, err
	}
	if n, ok := nodes[0].(T); ok {
		return n, nil
	}
	return none, nil
}

// Country is the country with this code, nil unless an article names it.
func (s *Session) Country(code string) (*Country, error) {
	var c checked
	codes := c.codes([]string{code})
	if c.err != nil {
		return nil, c.err
	}
	return One[*Country](s, graph.CountryID(codes[0]))
}
