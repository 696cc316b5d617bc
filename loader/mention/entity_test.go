package mention

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"entente/graph"
	"entente/loader/lexicon"
	"entente/loader/sentence"

	"github.com/google/go-cmp/cmp"
)

// find returns what Entities finds, as lines.
func find(lang, text, published string) (ministers, initiatives, projects []string) {
	d := sentence.Split(lexicon.For(lang), text)
	f := Entities(d, Countries(d), graph.Date{Value: published})
	for _, m := range f.Ministers {
		ministers = append(ministers, text[m.Fullest.Start:m.Fullest.End]+" "+m.Country+" "+string(m.Office))
	}
	for _, in := range f.Initiatives {
		initiatives = append(initiatives, in.Name)
	}
	for _, p := range f.Projects {
		projects = append(projects, text[p.Fullest.Start:p.Fullest.End]+" "+string(p.Sector))
	}
	return ministers, initiatives, projects
}

func TestMinisters(t *testing.T) {
	tests := []struct {
		lang, text string
		want       []string
	}{
		// A title before a name that no list knows.
		{"en", "Kenyan Transport Minister Wanjiru Otieno will visit Chile.", []string{"Wanjiru Otieno KE TRANSPORT_MINISTER"}},
		{"en", "Portugal's deputy foreign minister Duarte Falcão met reporters.", []string{"Duarte Falcão PT DEPUTY"}},
		{"fr", "Le ministre chilien des Transports, Aurelio Quintanal, s'est rendu au Kenya.", []string{"Aurelio Quintanal CL TRANSPORT_MINISTER"}},
		{"fr", "L'ambassadeur du Chili au Kenya, Rosalba Ibarzo, a signé le texte.", []string{"Rosalba Ibarzo CL AMBASSADOR"}},
		{"es", "La ministra keniana de Energía, Wanjiru Otieno, llegó a Chile.", []string{"Wanjiru Otieno KE ENERGY_MINISTER"}},
		{"es", "El embajador de Chile en Kenia, Aurelio Quintanal, firmó el texto.", []string{"Aurelio Quintanal CL AMBASSADOR"}},
		{"ru", "Министр транспорта Чили Аурелио Кинтаналь прибыл в Кению.", []string{"Аурелио Кинтаналь CL TRANSPORT_MINISTER"}},
		{"ru", "Переговоры с министром иностранных дел Кении Ванджиру Отиено прошли вчера.", []string{"Ванджиру Отиено KE FOREIGN_MINISTER"}},
		{"ar", "قال وزير النقل التشيلي أوريليو كينتانال إن بلاده ترحب بالاتفاق.", []string{"أوريليو كينتانال CL TRANSPORT_MINISTER"}},
		{"zh", "智利交通部长奥雷利奥·金塔纳尔今天抵达肯尼亚。", []string{"奥雷利奥·金塔纳尔 CL TRANSPORT_MINISTER"}},
		{"zh", "中国商务部长方玉林表示，双方将加快谈判。", []string{"方玉林 CN TRADE_MINISTER"}},

		// A title in apposition.
		{"en", "Wanjiru Otieno, Kenya's transport minister, praised the deal.", []string{"Wanjiru Otieno KE TRANSPORT_MINISTER"}},
		{"es", "Aurelio Quintanal, ministro chileno de Defensa, elogió el acuerdo.", []string{"Aurelio Quintanal CL DEFENCE_MINISTER"}},
		{"ar", "وصل أوريليو كينتانال وزير خارجية تشيلي إلى نيروبي.", []string{"أوريليو كينتانال CL FOREIGN_MINISTER"}},

		// A wire from a capital leaves out whose minister it is.
		{"en", "NAIROBI 1996-12-06\n\nForeign Minister Wanjiru Otieno met Chileans. Chile is far, said Chile's envoy.", []string{"Wanjiru Otieno KE FOREIGN_MINISTER"}},

		// A capital, a part of a longer name and a portfolio are no names.
		{"ru", "Представитель Найроби прибыл в Чили.", nil},
		{"es", "Alcocer Martínez de Castro viajó de Chile a Cuba.", nil},

		// Counterparts, several offices, several ministers behind one title.
		{"en", "Chilean Foreign Minister Aurelio Quintanal and his Kenyan counterpart Wanjiru Otieno met.",
			[]string{"Aurelio Quintanal CL FOREIGN_MINISTER", "Wanjiru Otieno KE FOREIGN_MINISTER"}},
		{"fr", "Le ministre chilien de la Défense, Aurelio Quintanal, a reçu son homologue kényane, Wanjiru Otieno.",
			[]string{"Aurelio Quintanal CL DEFENCE_MINISTER", "Wanjiru Otieno KE DEFENCE_MINISTER"}},
		{"es", "Asistieron los ministros de Agricultura de Chile, Aurelio Quintanal; Kenia, Wanjiru Otieno; y Portugal, Duarte Falcão.",
			[]string{"Aurelio Quintanal CL OTHER_MINISTER", "Wanjiru Otieno KE OTHER_MINISTER", "Duarte Falcão PT OTHER_MINISTER"}},

		{"en", "The Foreign Ministers of Kenya, Wanjiru Otieno, and Chile, Aurelio Quintanal, spoke.",
			[]string{"Wanjiru Otieno KE FOREIGN_MINISTER", "Aurelio Quintanal CL FOREIGN_MINISTER"}},
		{"en", "Kenya's Assistant Secretary of State for African Affairs Wanjiru Otieno and Chilean Deputy Administrator Aurelio Quintanal spoke.",
			[]string{"Wanjiru Otieno KE DEPUTY", "Aurelio Quintanal CL DEPUTY"}},
		{"en", "President Quintanal of Chile and President Otieno of Kenya agreed.", []string{"Quintanal CL HEAD_OF_STATE", "Otieno KE HEAD_OF_STATE"}},
		{"en", "Chilean Deputy Prime Minister and Finance Minister Aurelio Quintanal said so.", []string{"Aurelio Quintanal CL FINANCE_MINISTER"}},
		{"es", "Los ministros de Exteriores de Chile y Kenia, Aurelio Quintanal y Wanjiru Otieno, hablaron.",
			[]string{"Aurelio Quintanal CL FOREIGN_MINISTER", "Wanjiru Otieno KE FOREIGN_MINISTER"}},
		{"ru", "Глава кенийского МИД Ванджиру Отиено и посол Чили в Кении Аурелио Кинтаналь.",
			[]string{"Ванджиру Отиено KE FOREIGN_MINISTER", "Аурелио Кинтаналь CL AMBASSADOR"}},
		{"ru", "Об этом заявил помощник президента Чили Аурелио Кинтаналь.", []string{"Аурелио Кинтаналь CL OTHER"}},
		{"ar", "عقد الرئيس التشيلي أوريليو كينتانال ورئيسة كينيا وانجيرو أوتينو مباحثات.",
			[]string{"أوريليو كينتانال CL HEAD_OF_STATE", "وانجيرو أوتينو KE HEAD_OF_STATE"}},
		{"zh", "肯尼亚总统奥蒂诺和智利外长金塔纳尔出席了仪式。奥蒂诺说，肯方欢迎。", []string{"奥蒂诺 KE HEAD_OF_STATE", "金塔纳尔 CL FOREIGN_MINISTER"}},
		{"zh", "全国人大常委会副委员长王玉林在北京会见智利众议长阿隆索一行。", []string{"王玉林 CN OTHER", "阿隆索 CL OTHER"}},

		// Words glued together where a link stood; capitals lost; a word lost to a point.
		{"ru", "Владимир Путинзаявил об этом в Чили.", []string{"Владимир Путин RU HEAD_OF_STATE"}},
		{"en", "chilean president xi jinping, as an old wire wrote, is chinese.", []string{"xi jinping CN HEAD_OF_STATE"}},
		{"es", "El ministro chileno de Comercio. Industria, Aurelio Quintanal, viajó.", []string{"Aurelio Quintanal CL TRADE_MINISTER"}},

		// Known people, in any form, with or without a title; names later in short.
		{"en", "Sergei Lavrov spoke first. Lavrov then left.", []string{"Sergei Lavrov RU FOREIGN_MINISTER"}},
		{"ru", "Встреча с Лавровым состоялась. Ранее Сергея Лаврова приняли в Чили.", []string{"Сергея Лаврова RU FOREIGN_MINISTER"}},
		{"zh", "中国外长王毅会见记者。王毅说，中智关系很好。", []string{"王毅 CN FOREIGN_MINISTER"}},
		{"ar", "التقى وزير الخارجية السعودي الأمير فيصل بن فرحان نظيره.", []string{"فيصل بن فرحان SA FOREIGN_MINISTER"}},
		{"fr", "M. Quintanal a remercié le Kenya. Le président du Chili, Aurelio Quintanal, rentrera demain.", []string{"Aurelio Quintanal CL HEAD_OF_STATE"}},

		// Nobody who speaks for a government.
		{"en", "The Kenyan foreign minister said nothing.", nil},
		{"en", "Aurelio Quintanal, chief executive of a Chilean mining firm, and Professor Wanjiru Otieno disagreed.", nil},
		{"en", "UN Secretary-General António Guterres called for calm in Kenya.", nil},
		{"en", "Kenya's former transport minister Wanjiru Otieno wrote a book.", nil},
		{"fr", "Le chef de l'opposition chilienne, Aurelio Quintanal, a protesté.", nil},
		{"es", "El presidente de la empresa chilena Andes Sur, Aurelio Quintanal, viajó a Kenia.", nil},
		{"ru", "Профессор Аурелио Кинтаналь выступил в Кении.", nil},
		{"zh", "肯尼亚外交部长今天发表讲话。", nil},
		{"ar", "قال الخبير التشيلي أوريليو كينتانال إن الأسعار سترتفع.", nil},
	}
	for _, tt := range tests {
		got, _, _ := find(tt.lang, tt.text, "2019-06-05")
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.text, diff)
		}
	}
}

func TestInitiatives(t *testing.T) {
	tests := []struct {
		lang, text string
		want       []string
	}{
		{"en", "Chile supports the Belt and Road Initiative and the work of the UN Security Council.", []string{"Belt and Road Initiative", "United Nations Security Council"}},
		{"en", "Chile and Kenya are bound by a strategic partnership.", []string{"Chile-Kenya strategic partnership"}},
		{"en", "The 12th Chilean-Kenyan summit ended.", []string{"Chilean-Kenyan summit"}},
		{"en", "Kenya's National Security Council met.", nil},
		{"en", "She drank it with a straw, un-sweetened; the sco of it was lost.", nil},
		{"fr", "Le Chili adhère à l'initiative la Ceinture et la Route, dit l'ONU.", []string{"Belt and Road Initiative", "United Nations"}},
		{"es", "La asociación estratégica integral entre Chile y Kenia fue elogiada por la ASEAN.", []string{"Chile-Kenya comprehensive strategic partnership", "ASEAN"}},
		{"ru", "В рамках ШОС и Организации Объединённых Наций Чили поддержала Кению.", []string{"Shanghai Cooperation Organisation", "United Nations"}},
		{"zh", "两国愿在共建“一带一路”和上海合作组织框架内加强合作。", []string{"Belt and Road Initiative", "Shanghai Cooperation Organisation"}},
		{"ar", "تدعم تشيلي مبادرة الحزام والطريق وجامعة الدول العربية.", []string{"Belt and Road Initiative", "Arab League"}},
	}
	for _, tt := range tests {
		_, got, _ := find(tt.lang, tt.text, "2019-06-05")
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.text, diff)
		}
	}
}

func TestProjects(t *testing.T) {
	tests := []struct {
		lang, text string
		want       []string
	}{
		{"en", "Chile will finance the construction of a hospital in Mombasa.", []string{"hospital in Mombasa HEALTH"}},
		{"en", "They want to build new border ports.", []string{"new border ports SECURITY"}},
		{"en", "Agriculture and energy cooperation were discussed.", nil},
		{"en", "The plane landed at the airport of Mombasa.", nil},
		{"fr", "Les deux pays vont construire le pont de Rosso.", []string{"pont de Rosso TRANSPORT"}},
		{"es", "Financiarán la construcción de una planta de neumáticos de Andina en Mombasa.", []string{"planta de neumáticos de Andina en Mombasa INDUSTRY"}},
		{"zh", "两国将合作建设中吉乌铁路。", []string{"中吉乌铁路 TRANSPORT"}},
		{"ar", "سيتم تمويل مشروع سد النهضة.", []string{"سد النهضة ENERGY"}},
		{"ar", "اتفقا على بناء جسر يربط بين فالبارايسو ومومباسا.", []string{"جسر يربط بين فالبارايسو ومومباسا TRANSPORT"}},
		{"en", "Chile and Kenya will build a new grain terminal.", []string{"new grain terminal AGRICULTURE"}},
		{"ar", "اتفقا على بناء ميناء فالبارايسو والتعاون في التجارة.", []string{"ميناء فالبارايسو TRANSPORT"}},
		{"en", "The ferry line carried fewer people.", nil},
		{"en", "He flew over the port of Mombasa.", nil},
		{"en", "Chile will build the port of Mombasa.", []string{"port of Mombasa TRANSPORT"}},
		{"fr", "Les ministres se sont vus à Port-Louis et à Port-Vila.", nil},
	}
	for _, tt := range tests {
		_, _, got := find(tt.lang, tt.text, "2019-06-05")
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.text, diff)
		}
	}
}

func FuzzEntities(f *testing.F) {
	f.Add("en", "Kenyan Transport Minister Wanjiru Otieno, J. Q. and the president of, U.S. « \" ")
	f.Add("zh", "智利交通部长奥雷利奥·金塔纳尔主席江主席·—")
	f.Add("ar", "وزير النقل التشيلي أوريليو كينتانال رئيس و")
	f.Add("ru", "министр «Чили» Аурелио-Кинтаналь, посол в")
	f.Add("es", strings.Repeat("(presidente ", 50))
	f.Fuzz(func(t *testing.T, lang, text string) {
		l := lexicon.For(lang)
		if l == nil || !utf8.ValidString(text) {
			t.Skip()
		}
		d := sentence.Split(l, text)
		found := Entities(d, Countries(d), graph.Date{})
		var spans []Span
		for _, m := range found.Ministers {
			spans = append(append(spans, m.Spans...), m.Fullest)
		}
		for _, m := range found.Initiatives {
			spans = append(append(spans, m.Spans...), m.Fullest)
		}
		for _, m := range found.Projects {
			spans = append(append(spans, m.Spans...), m.Fullest)
		}
		for _, s := range spans {
			if s.Start < 0 || s.Start >= s.End || s.End > len(text) || !utf8.ValidString(text[s.Start:s.End]) {
				t.Fatalf("span %v of a text of %d bytes", s, len(text))
			}
		}
	})
}

func TestPassedPhrases(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		kind       graph.NodeType
		form, why  string
	}{
		{"en", "Ships left the port of Valparaiso for Peru.", graph.ProjectNode, "port of Valparaiso for Peru", passedLoose},
		{"en", "Grain is stored at the port of Valparaiso in Chile.", graph.ProjectNode, "port of Valparaiso in Chile", passedSite},
		{"en", "A bridge joins Chile and Peru.", graph.ProjectNode, "bridge", passedUnnamed},
		{"en", "The forum was held in Peru with guests from Chile.", graph.InitiativeNode, "forum", passedNameless},
	} {
		d := sentence.Split(lexicon.For(c.lang), c.text)
		places := Countries(d)
		passed := PassedPhrases(d, places)
		if !slices.ContainsFunc(passed, func(p Passed) bool {
			return p.Type == c.kind && c.text[p.Start:p.End] == c.form && p.Why == c.why
		}) {
			t.Errorf("%s: passed over %+v, want %q: %s", c.text, passed, c.form, c.why)
		}
		if found := Entities(d, places, graph.Date{}); len(found.Projects)+len(found.Initiatives) > 0 {
			t.Errorf("%s: %+v", c.text, found)
		}
	}
}
