"""Houses beside a name: what stands behind them and is no part of them, compounds, trades, occasions, works."""

import pytest

from tests.unit.commands.documents.reading import named


@pytest.mark.parametrize(
    ("sentence", "house"),
    [
        ("- Maria Wolf, Expertin für Archive bei der Muster Stiftung Kurzvita", "Muster Stiftung"),
        ("Es sprach Maria Wolf (Altes Papier e.V. (zu Ernährung, Hofläden)).", "Altes Papier e.V."),
        ("Es sprach Maria Wolf, Altes Papier e.V. / Bündnis Talland.", "Altes Papier e.V."),
        ("Zu Gast waren Maria Wolf (myArchive, GB) und andere.", "myArchive"),
        ("Zu Gast war Maria Wolf (Kanada).", None),
        ("Maria Wolf, Projektleiterin bei der WEM, Seeheimer Entwicklungsgesellschaft mbH, sprach.",
         "Seeheimer Entwicklungsgesellschaft mbH"),
        ("Maria Wolf, Datenjournalistin bei der Neuen Zeitung, berichtet von den Akten.", "Neue Zeitung"),
        ("Es kamen Maria Wolf, Center for Archives (CFA), Hochschule Seeheim und weitere Gäste.", "Hochschule Seeheim"),
        ("Impulsvortrag von Maria Wolf, Schule im Aufbruch", "Schule im Aufbruch"),
        ("Aus Sicht der Stadt Seeheim berichtete Maria Wolf aus Sicht des Verbands der Archive.", "Verband der Archive"),
        ("Dabei war auch Maria Wolf („Was macht ihr mit den Akten“).", None),
        ("Maria Wolf berichtete beim dritten Akten (AKT) Kolloquium von ihrer Arbeit.", None),
        ("Er wünsche sich Streit, so Bürgermeisterin Maria Wolf beim Neujahrsempfang, und sprach von Kuchen.", None),
        ("Durch die Gruppen führten aktenwerk-Inhaberin Maria Wolf (#keller) und andere.", "aktenwerk"),
        ("Durch die Gruppen führte die Leiterin des Stadtarchivs Seeheim, Maria Wolf (#dach).", "Stadtarchiv Seeheim"),
        ("Nach dem Essen stieß Maria Wolf dazu, Referentin in der Staatskanzlei.", "Staatskanzlei"),
        ("Maria Wolf vom Auftragnehmer (Institut für Akten GmbH) erklärte den Plan.", "Institut für Akten GmbH"),
        ("Am Abend ist Bürgermeisterin Maria Wolf von 17.30 bis 19 Uhr zu Gast.", None),
        ("Moderation: Maria Wolf, Koordinatorin Ökolandbau AELF Seeheim", "AELF Seeheim"),
        ("Landrätin Maria Wolf, Vorsitzende Öko-Modellregion Seeland", "Öko-Modellregion Seeland"),
        ("Ähnlich äußerte sich Maria Wolf, Seniorenbeauftragte aus Seeheim, die erzählte.", "Seeheim"),
        ("Den Vortrag hielt Maria Wolf, Universität Seeheim/Sprecherin des Verbands der Archive.", "Universität Seeheim"),
        ("Es moderiert Maria Wolf, Talkurier.", "Talkurier"),
        ("Es sprach Maria Wolf, Leiterin des Museums der Weltkulturen Seeheim.", "Museum der Weltkulturen Seeheim"),
        ("Maria Wolf, Landesgeschäftsführerin Grüne Aue mit dem Thema: Projekte im Dorf", "Grüne Aue"),
        ("Es referierte Maria Wolf, Geschäftsführerin beim Bayerischen Roten Kreuz, Kreisverband Seeheim.",
         "Bayerisches Rotes Kreuz"),
        ("Maria Wolf von der Hochschule für Polizei und öffentliche Verwaltung gibt einen Impuls.",
         "Hochschule für Polizei und öffentliche Verwaltung"),
        ("Auf dem Podium sitzen für die Grünen Maria Wolf, die Freien Wähler mit Paul Stein.", None),
        ("Mit dabei waren Maria Wolf vom akt-Institut und Seeheims Bürgermeisterin Jana Kranz.", "akt-Institut"),
        ("Anhand des Vortrags von Maria Wolf (Dr. Stein AG) wurden die Ziele erläutert.", "Dr. Stein AG"),
        ("Die AKT-Vorstände Paul Stein und Maria Wolf betonten das Spannungsfeld.", "AKT"),
        ("NRW-Ministerin Maria Wolf war dabei.", None),
        ("Der Behördenleiter vom Amt für Archive (AFA) Maria Wolf war gekommen.", "Amt für Archive"),
        ("Maria Wolf, engagierte Bürgerin aus Seeheim", None),
        ("Zu Gast war Maria Wolf, MdB, die von ihrer Arbeit als Abgeordnete im Bundestag berichtete.", None),
        ("Es zeigte sich die Präsidentin Maria Wolf von dem großen Interesse angetan.", None),
        ("Maria Wolf vom Lehrstuhl für Akten, Technische Hochschule Seeheim, sprach.", "Technische Hochschule Seeheim"),
        ("Maria Wolf, Gegen Vergessen e. V. Zusammenleben vor Ort", "Gegen Vergessen e. V."),
        ("Die Talländer Landrätin Maria Wolf (Bürgerliste) eröffnet die Veranstaltung.", None),
        ("Auf dem Podium: Maria Wolf, Geschäftsführung archiv.land", "archiv.land"),
        ("Zu Gast war Maria Wolf, Stadtwerke Seeheim (angefragt).", "Stadtwerke Seeheim"),
        ("ARSK Seeland Geschäftsführerin Maria Wolf stellte den Verein vor.", "ARSK Seeland"),
        ("Vorträge hielten Maria Wolf, Geschäftsführerin von Green Keller Projekt, und andere.", "Green Keller Projekt"),
        ("Maria Wolf, Kuratorin, Kultursenatorin a.D., Seeheim", None),
        ("Maria Wolf, Schriftstellerin, Seeheim", None),
        ("Es sprach Maria Wolf, Präsidentin des Bauernverbands Seeland nur kurz.", "Bauernverband Seeland"),
        ("Auf dem Podium saß Maria Wolf, Staatssekretärin a.D., neben vielen.", None),
        ("Im Anschluss zeigte die Geschichte von Maria Wolf, wie Hochschulen den Schritt gehen können.", None),
        ("Es sprach Maria Wolf, Staatssekretärin beim Bundesminister des Innern, für Bau und Heimat.",
         "Bundesministerium des Innern, für Bau und Heimat"),
        ("Maria Wolf, Leiterin der Stabsstelle Wohnen der Stadt Seeheim die neue Initiative vorstellte.", "Stadt Seeheim"),
        ("Die Präsidentin des Europäischen Parlaments, Maria Wolf, hat zugesagt.", "Europäisches Parlament"),
        ("Maria Wolf*, Sozialdezernentin, Stadt Seeheim", "Stadt Seeheim"),
        ("Prof‘in Maria Wolf, Leiterin des Zentrums für Akten (ZFA)", "Zentrum für Akten (ZFA)"),
        ("Dabei war Maria Wolf (Bürgermeisterin der Gemeinde Seeheim in Hessen).", "Gemeinde Seeheim"),
        ("Da war Maria Wolf, symbolisch den Schlüssel an den Wehrführer der Stadt Seeheim zu übergeben.", None),
    ],
)  # fmt: skip
def test_house_of_one(sentence: str, house: str | None) -> None:
    """What a sentence or a row says of one person's house."""
    assert dict(named(sentence))["Maria Wolf"] == house


def test_who_is_only_quoted_in_an_announcement() -> None:
    """Who is quoted before the event is not taken as there, in indirect speech either; in a report they were."""
    quote = "Ohne Archive gehe es nicht, so Maria Wolf, Leiterin des Stadtarchivs Seeheim."
    assert named(f"Der Fachtag lädt ein. {quote}") == []
    assert named(f"Viele kamen zum Fachtag, er fand im Rathaus statt.\n\n{quote}") == [
        ("Maria Wolf", "Stadtarchiv Seeheim")
    ]
