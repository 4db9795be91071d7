using Bunit;
using CyberWatch.Dashboard;
using CyberWatch.Dashboard.Components.Shared;
using CyberWatch.Dashboard.Views;
using CyberWatch.Infra.Registry.Queries;
using CyberWatch.Rules.Model;
using CyberWatch.Rules.Scoring;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Dashboard;

public sealed class ActionsCardTests : BunitContext
{
    public ActionsCardTests() =>
        Services.AddSingleton<Texts>().AddSingleton<When>().AddSingleton<Links>().AddSingleton(TimeProvider.System);

    [Theory]
    [InlineData(47, 48, "+1point, seule\u00A0: 48")]
    [InlineData(47, 60, "+13points, seule\u00A0: 60")]
    public void What_one_action_gives_back_is_said_and_nothing_is_not_a_gain(int now, int alone, string said)
    {
        var best = new BestActions(Of(now), [new BestAction("service.rdp-exposed", [Rdp(1)], Of(alone))], Of(alone));

        var card = Spoken.In("fr", () => Card(best, []));

        Assert.Equal(said, card.Find(".gain").TextContent.Trim());
    }

    [Fact]
    public void An_action_that_alone_gives_nothing_back_says_so_beside_one_that_does()
    {
        BestAction[] both = [new("service.rdp-exposed", [Rdp(1)], Of(48)), new("service.telnet-exposed", [Rdp(2)], Of(47))];

        var card = Spoken.In("fr", () => Card(new BestActions(Of(47), both, Of(49)), []));

        Assert.Equal("seule, elle laisse le score à 47", card.FindAll(".gain")[1].TextContent.Trim());
    }

    [Fact]
    public void Where_no_action_alone_changes_the_score_it_is_said_once_and_from_how_many_on_it_does()
    {
        BestAction[] three = [.. Enumerable.Range(1, 3).Select(n => new BestAction($"service.a{n}", [Rdp(n)], Of(0)))];

        var card = Spoken.In("fr", () => Card(new BestActions(Of(0), three, Of(0)) { UntilMove = 7 }, []));

        Assert.Empty(card.FindAll(".gain"));
        Assert.Contains("Le score reste à 0, note E, jusqu’à la 7ᵉ action faite", card.Markup, StringComparison.Ordinal);
        Assert.Contains("Aucune de ces actions ne change le score à elle seule.", card.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, "l’un des 2 actifs concernés")]
    public void The_number_of_assets_is_that_of_the_list_to_which_it_leads(int assets, string? said)
    {
        ScoredAlert[] alerts = [.. Enumerable.Range(1, assets).Select(Rdp)];
        var best = new BestActions(Of(47), [new BestAction("service.rdp-exposed", alerts, Of(60))], Of(60));
        var shown = new CountedAlert(
            RegistrySeed.Rdp,
            new("Titre", "Title"),
            new("Fermer.", "Close."),
            "tcp:203.0.113.24:3389",
            null
        );

        var card = Spoken.In("fr", () => Card(best, new() { ["k1"] = shown }));

        var list = card.FindAll("a")
            .SingleOrDefault(link => link.GetAttribute("href")!.Contains("regle=", StringComparison.Ordinal));
        Assert.Equal(said, list?.TextContent);
    }

    private static ScoredAlert Rdp(int number) =>
        new($"k{number}", "service.rdp-exposed", AlertState.Open, Severity.Critical, Confidence.Confirmed, false);

    private IRenderedComponent<ActionsCard> Card(BestActions best, Dictionary<string, CountedAlert> alerts) =>
        Render<ActionsCard>(it =>
            it.Add(one => one.Finess, RegistrySeed.Vauclair).Add(one => one.Best, best).Add(one => one.Alerts, alerts)
        );

    private static Mark Of(int score) => new(score, Grades.Of(score));
}
