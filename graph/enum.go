package graph

import (
	"slices"
	"strings"
)

// Kind is what sort of commitment a statement states.
type Kind string

// The kinds, from the most to the least binding.
const (
	Signed   Kind = "SIGNED"   // a document was signed, adopted, issued, exchanged or ratified
	Agreed   Kind = "AGREED"   // the parties together agree, decide or launch; no signed document is reported
	Pledged  Kind = "PLEDGED"  // one party commits, offers or declares itself ready
	Proposed Kind = "PROPOSED" // one party asks, hopes, calls, invites or proposes
	Endorsed Kind = "ENDORSED" // one party supports or adheres to another's initiative or position
)

// Kinds lists every kind, from the most to the least binding.
func Kinds() []Kind { return []Kind{Signed, Agreed, Pledged, Proposed, Endorsed} }

// Office is the public office in which a person acts.
type Office string

// The offices, the highest first.
const (
	HeadOfState       Office = "HEAD_OF_STATE"
	HeadOfGovernment  Office = "HEAD_OF_GOVERNMENT"
	ForeignMinister   Office = "FOREIGN_MINISTER"
	DefenceMinister   Office = "DEFENCE_MINISTER"
	TradeMinister     Office = "TRADE_MINISTER" // economy, commerce, trade, investment
	FinanceMinister   Office = "FINANCE_MINISTER"
	EnergyMinister    Office = "ENERGY_MINISTER"
	TransportMinister Office = "TRANSPORT_MINISTER"
	OtherMinister     Office = "OTHER_MINISTER"
	Deputy            Office = "DEPUTY" // deputy or vice of any of these
	Ambassador        Office = "AMBASSADOR"
	Envoy             Office = "ENVOY"
	Spokesperson      Office = "SPOKESPERSON"
	OtherOffice       Office = "OTHER"
)

// Offices lists every office, the highest first.
func Offices() []Office {
	return []Office{HeadOfState, HeadOfGovernment, ForeignMinister, DefenceMinister, TradeMinister, FinanceMinister,
		EnergyMinister, TransportMinister, OtherMinister, Deputy, Ambassador, Envoy, Spokesperson, OtherOffice}
}

// Rank is the office's place in Offices, 0 for the highest; an unknown office ranks last.
func (o Office) Rank() int {
	if i := slices.Index(Offices(), o); i >= 0 {
		return i
	}
	return len(Offices())
}

// InitiativeKind tells frameworks, levels of relations and groupings apart.
type InitiativeKind string

// The kinds of initiative.
const (
	Programme   InitiativeKind = "PROGRAMME"
	Partnership InitiativeKind = "PARTNERSHIP"
	Forum       InitiativeKind = "FORUM"
)

// InitiativeKinds lists every kind of initiative.
func InitiativeKinds() []InitiativeKind { return []InitiativeKind{Programme, Partnership, Forum} }

// Topic is a field of policy; a project's sector is a topic too.
type Topic string

// Topics lists every topic.
func Topics() []Topic {
	return []Topic{"DIPLOMACY", "TRADE", "INVESTMENT", "FINANCE", "TRANSPORT", "ENERGY", "MINING", "AGRICULTURE", "INDUSTRY", "DIGITAL",
		"SCIENCE", "EDUCATION", "CULTURE", "HEALTH", "ENVIRONMENT", "SECURITY", "DEFENCE", "MIGRATION", "AID"}
}

// Role is a party's part in an agreement.
type Role string

// The roles.
const (
	By        Role = "BY"        // commits, asks or endorses
	Addressed Role = "ADDRESSED" // is the one toward whom another commits
)

// oneOf returns an Invalid error that lists the choices unless v is one of them.
func oneOf[T ~string](what string, v T, choices []T) error {
	if slices.Contains(choices, v) {
		return nil
	}
	words := make([]string, len(choices))
	for i, c := range choices {
		words[i] = string(c)
	}
	return Errorf(Invalid, "%s %q is none of %s", what, string(v), strings.Join(words, ", "))
}

// Validate returns an Invalid error that lists the choices if k is no kind.
func (k Kind) Validate() error { return oneOf("kind", k, Kinds()) }

// Validate returns an Invalid error that lists the choices if o is no office.
func (o Office) Validate() error { return oneOf("office", o, Offices()) }

// Validate returns an Invalid error that lists the choices if k is no kind of initiative.
func (k InitiativeKind) Validate() error { return oneOf("initiative kind", k, InitiativeKinds()) }

// Validate returns an Invalid error that lists the choices if t is no topic.
func (t Topic) Validate() error { return oneOf("topic", t, Topics()) }
