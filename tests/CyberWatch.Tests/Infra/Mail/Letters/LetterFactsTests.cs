using CyberWatch.Infra.Mail.Editions;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Scoring;

namespace CyberWatch.Tests.Infra.Mail.Letters;

/// <summary>What each kind of week says, and does not say.</summary>
public sealed class LetterFactsTests
{
    [Theory]
    [InlineData("bad", "fr", "CH de Vauclair : 3 actions cette semaine, note E")]
    [InlineData("bad", "en", "Centre hospitalier de Vauclair: 3 actions this week, grade E")]
    [InlineData("good", "fr", "CHU d’Armorel : rien de nouveau, 100 % vérifié")]
    [InlineData("good", "en", "CHU d’Armorel: nothing new, 100% verified")]
    [InlineData("failed", "fr", "CHU d’Armorel : semaine incomplète, panne de notre côté")]
    [InlineData("first", "fr", "Centre hospitalier de Vauclair : première mesure, note C")]
    [InlineData("group", "fr", "GHT du Haut-Lys : 3 actions cette semaine")]
    [InlineData("sector", "fr", "Secteur santé, semaine 47 : 21 établissements à appeler")]
    [InlineData("urgent", "fr", "Urgent, CH de Vauclair : une alerte critique confirmée")]
    [InlineData("joined", "fr", "Urgent, CH de Vauclair : 3 alertes critiques confirmées")]
    public async Task The_subject_says_the_verdict_first(string name, string language, string subject) =>
        Assert.Equal(subject, (await Rendered.RenderAsync(Rendered.All[name], language)).Subject);

    [Fact]
    public async Task A_bad_week_has_three_actions_in_order_with_what_each_gives_back()
    {
        var text = (await Rendered.RenderAsync(Rendered.All["bad"])).Text;

        AssertInOrder(
            text,
            "1. [CRITIQUE]",
            "17 -> 33",
            "2. [CRITIQUE]",
            "17 -> 28",
            "3. [ÉLEVÉ]",
            "17 -> 22",
            "ne s’ajoutent pas"
        );
        AssertInOrder(text, "50 -> 70", "70 -> 17", "17 -> 70");
        AssertInOrder(
            text,
            "À FAIRE D’ABORD",
            "ENSUITE",
            "LA SEMAINE EN NOMBRES",
            "CORRIGÉ ET PROUVÉ",
            "CE QUE NOUS AVONS VRAIMENT"
        );
        Assert.Contains("les 19 et 20 novembre", text, StringComparison.Ordinal);
        Assert.Contains("35 actifs vérifiés sur 38 (92 %)", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quiet_and_complete_week_says_so_in_one_line_and_leaves_out_what_is_empty()
    {
        var text = (await Rendered.RenderAsync(Rendered.All["good"])).Text;

        Assert.Contains("RIEN DE NOUVEAU, 100 % VÉRIFIÉ.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("CORRIGÉ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("EN NOMBRES", text, StringComparison.Ordinal);
        Assert.DoesNotContain("VRAIMENT REGARDÉ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quiet_and_incomplete_week_is_never_called_quiet()
    {
        var seen = new CoverageLine(50, 46, new(2026, 11, 22), [new("silent", 4, [])]);
        var edition = LetterSamples.Good with { Coverage = seen, Spare = null };

        var letter = await Rendered.RenderAsync(Rendered.Of(edition));

        Assert.Contains("RIEN DE NOUVEAU SUR 92 % ; 8 % NON VÉRIFIÉS", letter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("100 %", letter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("rien à faire", letter.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Our_failure_is_said_before_the_score_and_nothing_is_claimed_beside_it()
    {
        var text = (await Rendered.RenderAsync(Rendered.All["failed"])).Text;

        AssertInOrder(text, "LA PANNE EST CHEZ NOUS", "jeudi 19", "CE QUE NOUS SAVONS", "CE QUE NOUS NE SAVONS PAS", "SCORE");
        Assert.Contains("PROVISOIRE", text, StringComparison.Ordinal);
        Assert.Contains("sans changement connu", text, StringComparison.Ordinal);
        Assert.DoesNotContain("RIEN DE NOUVEAU", text, StringComparison.Ordinal);
        Assert.DoesNotContain("cette semaine", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_week_of_which_no_measure_was_kept_claims_nothing()
    {
        var edition = LetterSamples.Failed with { Fault = new([], 0, NoMeasure: true), Coverage = null };

        var text = (await Rendered.RenderAsync(Rendered.Of(edition))).Text;

        Assert.Contains("nous n’affirmons rien", text, StringComparison.Ordinal);
        Assert.DoesNotContain("vérifiés sur", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_first_week_compares_with_nothing()
    {
        var text = (await Rendered.RenderAsync(Rendered.All["first"])).Text;

        Assert.Contains("PREMIÈRE MESURE : NOTE C.", text, StringComparison.Ordinal);
        Assert.Contains("rien à comparer encore", text, StringComparison.Ordinal);
        Assert.DoesNotContain("semaine passée", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_mandate_the_letter_says_that_nothing_was_looked_at()
    {
        var edition = LetterSamples.Good with { Sites = [LetterSamples.Good.Sites[0] with { HasMandate = false, Score = null }] };

        var letter = await Rendered.RenderAsync(Rendered.Of(edition));

        Assert.Equal("CHU d’Armorel : rien regardé, aucun mandat", letter.Subject);
        Assert.DoesNotContain("100 % VÉRIFIÉ", letter.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_accepted_risk_is_struck_through_and_said_in_words()
    {
        var letter = await Rendered.RenderAsync(Rendered.All["bad"]);

        Assert.Matches("<s>\\s*<a[^>]*line-through[^>]*>FTP sans chiffrement", letter.Html);
        Assert.Contains("Risque accepté jusqu’au lundi 30 novembre", letter.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_has_a_table_of_its_sites_and_names_the_site_of_each_action()
    {
        var text = (await Rendered.RenderAsync(Rendered.All["group"])).Text;

        Assert.Matches("Centre hospitalier de Vauclair +E \\(17\\) +2 +1 +92 %", text);
        Assert.Matches("EHPAD Les Amandiers +– +0 +0 +sans mandat", text);
        Assert.Contains("Centre hospitalier de Vauclair · Nouvelle", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sector_in_which_nobody_was_scanned_yet_is_no_failure_of_ours()
    {
        var edition = new SectorEdition
        {
            Week = "2026-W47",
            Today = new(2026, 11, 23),
            Followed = 3,
        };

        var letter = await Rendered.RenderAsync(Rendered.Of(edition));

        Assert.Equal("Secteur santé, semaine 47 : pas encore de première mesure", letter.Subject);
        Assert.DoesNotContain("panne", letter.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(false, "autres alertes ouvertes, sans changement :")]
    [InlineData(true, "autres alertes ouvertes :")]
    public async Task Only_standing_alerts_are_called_unchanged(bool moved, string said)
    {
        var edition = LetterSamples.Bad with { OthersMoved = moved };

        var text = (await Rendered.RenderAsync(Rendered.Of(edition))).Text;

        Assert.Contains(
            said,
            text.ReplaceLineEndings(" ").Replace('\u00a0', ' ').Replace('\u202f', ' '),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_late_letter_says_so()
    {
        var edition = LetterSamples.Good with { IsLate = true, Today = new(2026, 11, 25) };

        var text = (await Rendered.RenderAsync(Rendered.Of(edition))).Text;

        Assert.Contains("en retard, le mercredi 25 novembre", text.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_score_of_one_grade_alone_is_on_the_ladder()
    {
        var html = (await Rendered.RenderAsync(Rendered.All["bad"])).Html;

        Assert.Equal(1, html.Split("class=\"on\"").Length - 1);
        Assert.Equal(Enum.GetValues<Grade>().Length - 1, html.Split("class=\"off\"").Length - 1);
    }

    [Theory]
    [InlineData("urgent")]
    [InlineData("joined")]
    public async Task An_urgent_notice_has_no_score_and_no_way_to_unsubscribe(string name)
    {
        var letter = await Rendered.RenderAsync(Rendered.All[name]);

        Assert.DoesNotContain("score", letter.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("JETON", letter.Html + letter.Text, StringComparison.Ordinal);
        Assert.Contains("13 h 52", letter.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("urgent", "Elle est à fermer aujourd’hui.")]
    [InlineData("joined", "Elles sont à fermer aujourd’hui.")]
    public async Task An_urgent_notice_of_a_link_alone_speaks_of_one_or_of_several(string name, string sentence)
    {
        var letter = await Rendered.RenderAsync(Rendered.All[name], detail: DetailLevel.Link);

        Assert.Contains(sentence, letter.Text.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_page_to_unsubscribe_the_settings_are_linked_instead()
    {
        var letter = await Rendered.RenderAsync(
            Rendered.All["bad"],
            "fr",
            DetailLevel.Full,
            CyberWatch.Infra.Mail.LetterLinks.None
        );

        Assert.DoesNotContain("désabonner", letter.Html, StringComparison.Ordinal);
        Assert.Contains($"{Rendered.Root}/lettres", letter.Html, StringComparison.Ordinal);
    }

    private static void AssertInOrder(string text, params string[] parts)
    {
        var at = -1;
        foreach (var part in parts)
        {
            var next = text.IndexOf(part, at + 1, StringComparison.Ordinal);
            Assert.True(next > at, $"'{part}' is missing, or stands before what should come first:\n{text}");
            at = next;
        }
    }
}
