package lexicon

import "io/fs"

// Meetings is how a language tells who met and where, from meetings.yaml.
type Meetings struct {
	Counterparts WordList // words for the official of the same office in another country, beside its adjective
	Summons      WordList // words for calling an ambassador in: a meeting of the two countries
	Places       WordList // what stands before the place of a meeting
	Links        WordList // words inside the name of a place
	PlaceEnds    WordList // what ends the name of a place, in scripts without capitals
	Words        WordList // further words that tell of an encounter where officials of two countries are named: sat down, over lunch
	Officials    WordList // words for those who meet for a country, beside a list of countries: representatives of Chile and Peru
	Envoys       WordList // further words for an ambassador who may be called in: chargé d'affaires
	Hold         WordList // what stands between a list of countries and the talks that they hold: held, are holding
	Between      WordList // what stands between a word of talks and the countries that hold them: talks between Chile and Peru
	With         WordList // what stands between a word of talks and the official with whom they are held: talks with
	Again        WordList // what goes on with another partner, whom the first need not have met: and with, as well as with
	Hosts        WordList // words of meeting that also go with things: received
	Audiences    WordList // those with whom an official meets without meeting another state: reporters, business leaders
	Ahead        WordList // what, at a word of meeting or shortly before it, says that nobody has met yet: possible, ahead of
}

// meetingsFile is meetings.yaml.
type meetingsFile struct {
	Counterparts []string         `yaml:"counterparts"`
	Summons      []string         `yaml:"summons"`
	Places       []string         `yaml:"places"`
	Links        []string         `yaml:"links"`
	PlaceEnds    []string         `yaml:"place_ends"`
	Words        []string         `yaml:"words"`
	Officials    []string         `yaml:"officials"`
	Envoys       []string         `yaml:"envoys"`
	Hold         []string         `yaml:"hold"`
	Between      []string         `yaml:"between"`
	With         []string         `yaml:"with"`
	Again        []string         `yaml:"again"`
	Hosts        []string         `yaml:"hosts"`
	Audiences    []string         `yaml:"audiences"`
	Ahead        []string         `yaml:"ahead"`
	Examples     []MeetingExample `yaml:"examples"`
}

// MeetingExample is a text with the meetings that it tells: each as its countries, sorted, and after "@" the place, if the text gives one.
type MeetingExample struct {
	Where     string   `yaml:"-"`
	Text      string   `yaml:"text"`
	Published string   `yaml:"published"`
	Want      []string `yaml:"want"`
}

func readMeetings(l *Language, fsys fs.FS) error {
	var f meetingsFile
	path := l.Tag + "/meetings.yaml"
	if err := readYAML(fsys, path, &f); err != nil {
		return err
	}
	m := &l.Meetings
	for _, list := range []struct {
		forms []string
		into  *WordList
	}{{f.Counterparts, &m.Counterparts}, {f.Summons, &m.Summons}, {f.Places, &m.Places}, {f.Links, &m.Links}, {f.PlaceEnds, &m.PlaceEnds},
		{f.Words, &m.Words}, {f.Officials, &m.Officials}, {f.Envoys, &m.Envoys}, {f.Hold, &m.Hold}, {f.Between, &m.Between}, {f.With, &m.With}, {f.Again, &m.Again}, {f.Hosts, &m.Hosts},
		{f.Audiences, &m.Audiences}, {f.Ahead, &m.Ahead}} {
		var err error
		if *list.into, err = newWordList(list.forms); err != nil {
			return place(fsys, path, err)
		}
	}
	return nil
}

// MeetingExamples returns the examples of a language's meetings.yaml.
func MeetingExamples(fsys fs.FS, tag string) ([]MeetingExample, error) {
	var f meetingsFile
	path := tag + "/meetings.yaml"
	if err := readYAML(fsys, path, &f); err != nil {
		return nil, err
	}
	at := exampleLines(fsys, path)
	for i := range f.Examples {
		f.Examples[i].Where = at(i)
	}
	return f.Examples, nil
}
