package statement

import (
	"slices"
	"strings"
	"testing"

	"entente/graph"
	"entente/loader/lexicon"
)

// told writes meetings as the examples of meetings.yaml do, with their dates where these are asked for.
func told(meetings []Meeting, dates bool) []string {
	all := []string{}
	for _, m := range meetings {
		s := strings.Join(m.Countries, " ")
		if dates {
			s += " " + m.Date.Value
		}
		if m.Place != "" {
			s += " @ " + m.Place
		}
		all = append(all, s)
	}
	return all
}

// TestMeetingExamples runs the examples of each language's meetings.yaml.
func TestMeetingExamples(t *testing.T) {
	ran := 0
	for _, l := range lexicon.Languages() {
		examples, err := lexicon.MeetingExamples(lexicon.Data(), l.Tag)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range examples {
			ran++
			_, meetings := Find(Prepare(l, "", e.Text, graph.Date{Value: e.Published}))
			if got := told(meetings, false); !slices.Equal(got, e.Want) {
				t.Errorf("%s: %q tells the meetings %q, not %q", e.Where, e.Text, got, e.Want)
			}
		}
	}
	if ran == 0 {
		t.Error("no examples")
	}
}

func TestMeetingsOverSentences(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"goes on without a date", "Kenyan President William Ruto met Norwegian Prime Minister Jonas Gahr Støre on 9 May. " +
			"Ruto and Støre discussed trade.", []string{"KE NO 2024-05-09"}},
		{"others of the same countries", "Kenyan President William Ruto met Norwegian Prime Minister Jonas Gahr Støre on 9 May. " +
			"Norwegian Foreign Minister Espen Barth Eide met Kenyan Foreign Minister Musalia Mudavadi on 9 May.", []string{"KE NO 2024-05-09", "KE NO 2024-05-09"}},
		{"another day", "Kenyan President William Ruto met Norwegian Prime Minister Jonas Gahr Støre on 9 May. " +
			"Ruto and Støre had met on 2 March.", []string{"KE NO 2024-05-09", "KE NO 2024-03-02"}},
		{"a planned meeting", "Kenyan President William Ruto meets Norwegian Prime Minister Jonas Gahr Støre on 20 May.", []string{}},
		{"a wish", "Kenyan President William Ruto wants to meet Norwegian Prime Minister Jonas Gahr Støre to discuss trade.", []string{}},
		{"items of an enumeration", "Kenyan President William Ruto met Norwegian Prime Minister Jonas Gahr Støre; " +
			"Kenyan Foreign Minister Musalia Mudavadi met Danish Foreign Minister Lars Løkke Rasmussen.", []string{"KE NO 2024-05-14", "DK KE 2024-05-14"}},
		{"the subject far before", "President William Ruto of Kenya, who on Tuesday had opened a long row of new offices beside the lake in the far north of the country, " +
			"telephoned the leaders of Norway and Denmark.", []string{"DK KE NO 2024-05-14"}},
		{"a counterpart before a state named beside", "Spying by the United States was on the agenda of the meeting that Kenyan Foreign Minister Musalia Mudavadi " +
			"held with his new Norwegian colleague.", []string{"KE NO 2024-05-14"}},
		{"an enumeration of countries", "Officials from Australia, Japan and New Zealand met on 9 May.", []string{"AU JP NZ 2024-05-09"}},
	} {
		_, meetings := find("en", "", c.text, "2024-05-14")
		if got := told(meetings, true); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q tells the meetings %q, not %q", c.name, c.text, got, c.want)
		}
	}
}

func TestEventDates(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a day before that of the dateline", "VALPARAISO, May 14 – Chile and Peru signed a treaty on Monday. The two countries agreed to build a road.", "2024-05-13"},
		{"a dateline alone", "VALPARAISO, May 13 – Chile and Peru signed a treaty. The two countries agreed to build a road.", "2024-05-13"},
		{"the sentence before", "Chile and Peru signed a treaty on Monday. On 9 May the two ministers held talks. The two countries agreed to build a road.", "2024-05-09"},
		{"not a date long past", "Chile and Peru signed a treaty on Monday. The border was drawn on 3 June 1929. The two countries agreed to build a road.", "2024-05-13"},
		{"not a day told in passing", "Chile and Peru signed a treaty on Tuesday. The ministers spoke of the storm on 9 May. The two countries agreed to build a road.", "2024-05-14"},
		{"the heading of a chronicle", "The ties of Chile and Peru, year by year.\n\nJune 2019\n\nThe two countries agreed to build a road.\n\nMay 2021\n\n" +
			"Chile and Peru signed a treaty on lithium.", "2021-05"},
		{"not the year of a plan", "Chile and Peru signed a treaty on Monday. The two countries agreed to build a road this year.", "2024-05-13"},
	} {
		all, _ := find("en", "", c.text, "2024-05-14")
		if len(all) == 0 {
			t.Errorf("%s: nothing in %q", c.name, c.text)
			continue
		}
		if got := all[len(all)-1].Date.Value; got != c.want {
			t.Errorf("%s: %q is dated %s, not %s", c.name, c.text, got, c.want)
		}
	}
}
