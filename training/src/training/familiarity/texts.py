"""What synthetic voices read aloud, in a few languages and their own scripts."""

# ruff: noqa: RUF001

from typing import Final

TEXTS: Final = {
    "en": (
        "The ship left the harbour early in the morning. Nobody on the shore had noticed how low it lay "
        "in the water, and by the time the wind turned, at about eleven, there was nothing left to be "
        "seen but a thin line of smoke. The harbour master wrote it down all the same, as he wrote down "
        "everything: the hour, the weather, and the name. When they asked him later why he had done so, "
        "he shrugged and said that paper was patient, and people were not."
    ),
    "de": (
        "Der Zug nach Norden fährt heute von Gleis sieben. Bitte achten Sie auf die geänderte "
        "Wagenreihung. Wer morgen früh zur Arbeit will, sollte eine Stunde mehr einplanen, denn die "
        "Brücke bleibt bis zum Abend gesperrt. Wir bitten um Ihr Verständnis und wünschen Ihnen trotz "
        "allem eine angenehme Reise. Getränke gibt es im Speisewagen."
    ),
    "fr": (
        "Ce matin, le marché était presque vide. Une vieille dame choisissait ses pommes une à une, en "
        "parlant toute seule du temps et de ses voisins. Le vendeur attendait, les mains dans les "
        "poches, et regardait passer les nuages. Plus tard, quand la pluie est enfin tombée, tout le "
        "monde a couru se mettre à l'abri sous le grand toit de la gare."
    ),
    "es": (
        "La reunión empezará a las cuatro de la tarde en la sala grande. Antes de entrar, firme usted la"
        " lista y recoja los papeles que están sobre la mesa. Hablaremos del presupuesto, de las obras "
        "de la calle mayor y de la fiesta del pueblo. Al final habrá tiempo para preguntas, aunque ya "
        "sabemos que siempre preguntan los mismos vecinos de siempre."
    ),
    "ru": (
        "Сегодня утром выпал первый снег. Дети выбежали во двор, а взрослые долго искали лопаты и тёплые"
        " варежки. К обеду дорогу расчистили, и автобус наконец приехал, хотя и с большим опозданием. "
        "Водитель только махнул рукой."
    ),
    "cmn": (
        "今天早上下了第一场雪。孩子们都跑到院子里去玩，大人们在家里找"
        "铲子和手套。中午的时候路已经扫干净了，公共汽车终于来了。"
    ),
}
