using CyberWatch.Infra.Mail.Rendering;
using CyberWatch.Rules.Model;

namespace CyberWatch.Tests.Infra.Mail.Letters;

public sealed class LetterDatesTests
{
    private static LetterDates French { get; } = new(LetterWords.Of("fr"), new(2026, 11, 22));
    private static LetterDates English { get; } = new(LetterWords.Of("en"), new(2026, 11, 22));

    [Fact]
    public void The_year_is_said_only_where_it_differs()
    {
        Assert.Equal("lundi 23 novembre", French.Day(new(2026, 11, 23)));
        Assert.Equal("mardi 12 janvier 2027", French.Day(new(2027, 1, 12)));
        Assert.Equal("Monday 23 November", English.Day(new(2026, 11, 23)));
    }

    [Fact]
    public void The_first_of_a_month_is_premier_in_French_alone()
    {
        Assert.Equal("1er décembre", French.Date(new(2026, 12, 1)));
        Assert.Equal("1 December", English.Date(new(2026, 12, 1)));
    }

    [Theory]
    [InlineData("2026-W47", "semaine 47, du 16 au 22 novembre 2026")]
    [InlineData("2026-W49", "semaine 49, du 30 novembre au 6 décembre 2026")]
    [InlineData("2026-W53", "semaine 53, du 28 décembre 2026 au 3 janvier 2027")]
    public void A_week_has_both_dates(string week, string expected) =>
        Assert.Equal(expected, French.Week(ReportedWeek.Parse(week)!));

    [Fact]
    public void Hours_are_those_of_the_establishment()
    {
        var time = new DateTimeOffset(2026, 11, 20, 13, 6, 0, TimeSpan.Zero);

        Assert.Equal("14 h 06", Typography.Plain(French.Hour(time, "Europe/Paris")));
        Assert.Equal("17 h 06", Typography.Plain(French.Hour(time, "Indian/Reunion")));
        Assert.Equal("14:06", English.Hour(time, "Europe/Paris"));
    }

    [Fact]
    public void Two_days_share_their_month()
    {
        Assert.Equal("les 19 et 20 novembre", French.Both(new(2026, 11, 19), new(2026, 11, 20)));
        Assert.Equal("le 20 novembre", French.Both(new(2026, 11, 20), new(2026, 11, 20)));
        Assert.Equal("les 30 novembre et 1er décembre", French.Both(new(2026, 11, 30), new(2026, 12, 1)));
    }

    [Fact]
    public void An_action_takes_the_first_sentences_of_the_rule_and_goes_on_after_the_colon()
    {
        Assert.Equal("Un. Deux.", Sentences.First("Un. Deux. " + "X" + new string('x', 300) + ". Trois."));
        Assert.Equal("La version 1.2.3 répond. Elle fuit.", Sentences.First("La version 1.2.3 répond. Elle fuit."));
        Assert.Equal("renouveler le certificat", Sentences.Continued("Renouveler le certificat"));
        Assert.Equal("TLS 1.0 à retirer", Sentences.Continued("TLS 1.0 à retirer"));
        Assert.Equal(["Un", "deux"], Sentences.Steps("- Un\n2. deux\n"));
    }
}
