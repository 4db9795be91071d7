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
    [Theory]
    [InlineData(0, 0, "seule, elle laisse le score à 0")]
    [InlineData(47, 48, "+1point, seule : 48")]
    [InlineData(47, 60, "+13points, seule : 60")]
    public void What_one_action_gives_back_is_said_and_nothing_is_not_a_gain(int now, int alone, string said)
    {
        Services.AddSingleton<Texts>().AddSingleton<When>().AddSingleton<Links>().AddSingleton(TimeProvider.System);
        var alert = new ScoredAlert("k", "service.rdp-exposed", AlertState.Open, Severity.Critical, Confidence.Confirmed, false);
        var best = new BestActions(Of(now), [new BestAction("service.rdp-exposed", [alert], Of(alone))], Of(alone));

        var card = Spoken.In(
            "fr",
            () =>
                Render<ActionsCard>(it =>
                    it.Add(one => one.Finess, RegistrySeed.Vauclair)
                        .Add(one => one.Best, best)
                        .Add(one => one.Alerts, new Dictionary<string, CountedAlert>())
                )
        );

        Assert.Equal(said, card.Find(".gain").TextContent.Trim());
    }

    private static Mark Of(int score) => new(score, Grades.Of(score));
}
