package mention

import (
	"strings"
	"testing"

	"entente/graph"
	"entente/loader/lexicon"
	"entente/loader/sentence"
)

func BenchmarkEntities(b *testing.B) {
	for lang, text := range map[string]string{
		"en": "Kenyan Transport Minister Wanjiru Otieno told reporters in Mombasa on Tuesday that the two sides would finance a new railway. \n\n",
		"ru": "Министр транспорта Чили Аурелио Кинтаналь заявил журналистам во вторник, что стороны профинансируют новую железную дорогу.\n\n",
		"zh": "智利交通部长奥雷利奥·金塔纳尔星期二对记者说，双方将共同出资修建一条新铁路，并在共建“一带一路”框架内加强合作。\n\n",
		"ar": "قال وزير النقل التشيلي أوريليو كينتانال للصحفيين يوم الثلاثاء إن الجانبين سيمولان خط سكة حديد جديدا.\n\n",
	} {
		text = strings.Repeat(text, 20)
		d := sentence.Split(lexicon.For(lang), text)
		places := Countries(d)
		b.Run(lang, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Entities(d, places, graph.Date{})
			}
		})
	}
}
