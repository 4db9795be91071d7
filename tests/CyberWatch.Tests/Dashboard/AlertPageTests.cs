using Bunit;
using CyberWatch.Dashboard;
using CyberWatch.Dashboard.Components.Shared;
using CyberWatch.Dashboard.Views;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Queries;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Dashboard;

/// <summary>What the pages say of an alert's life, and of whom to call, in words.</summary>
public sealed class AlertPageTests : BunitContext
{
    private static readonly DateTimeOffset Seen = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);
    private static readonly Texts Texts = new();

    public AlertPageTests() =>
        Services.AddSingleton<Texts>().AddSingleton<When>().AddSingleton<Links>().AddSingleton(TimeProvider.System);

    [Fact]
    public void An_alert_that_was_never_suspected_has_no_such_step()
    {
        var line = Life(AlertState.Open, Changed(AlertState.Open, "match"));

        Assert.DoesNotContain("Suspectée", line, StringComparison.Ordinal);
        Assert.Contains("Ouverte, 21 nov. 2026", line, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_was_suspected_has_the_day_of_that_step()
    {
        var line = Life(AlertState.Open, Changed(AlertState.Open, "second-look"), Changed(AlertState.Suspected, "match", -1));

        Assert.Contains("Suspectée, 19 nov. 2026", line, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_is_suspected_says_so_even_without_history() =>
        Assert.Contains("Suspectée, 20 nov. 2026", Life(AlertState.Suspected), StringComparison.Ordinal);

    [Theory]
    [InlineData(5, "5 critiques suspectées, en cours de confirmation", false)]
    [InlineData(1, "1 critique suspectée, en cours de confirmation", false)]
    [InlineData(0, "Personne à appeler", true)]
    public void Nobody_to_call_is_good_news_only_where_nothing_critical_is_suspected(int suspected, string title, bool good)
    {
        var table = Spoken.In("fr-FR", () => Calls(new CallList([], 0) { CriticalSuspected = suspected }));

        Assert.Equal(title, table.Find(".empty__title").TextContent);
        Assert.Equal(good, table.FindAll(".empty > .clean").Count == 1);
        Assert.Equal(!good, table.Markup.Contains("/alertes?etat=suspectees&amp;gravite=critique", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("accepted", "2027-02-28: Serveur remplacé", "jusqu’au 28 févr. 2027\u00A0: Serveur remplacé")]
    [InlineData("accepted", "sans date", "sans date")]
    [InlineData("false-positive", "2027-02-28: leurre", "2027-02-28: leurre")]
    public void A_day_in_the_history_is_written_as_people_write_it(string why, string kept, string said) =>
        Assert.Equal(
            said,
            Spoken.In(
                "fr-FR",
                () => HistoryView.Detail(Changed(AlertState.Accepted, why, by: "a@b.example", detail: kept), Texts)
            )
        );

    [Theory]
    [InlineData(AlertState.Accepted, "accepted", "a@b.example")]
    [InlineData(AlertState.Acknowledged, "acknowledged", "a@b.example")]
    [InlineData(AlertState.FalsePositive, "false-positive", "déclarée faux positif · a@b.example")]
    public void What_the_state_says_already_is_not_said_twice(AlertState to, string why, string said) =>
        Assert.Equal(said, Spoken.In("fr-FR", () => HistoryView.Said(Changed(to, why, by: "a@b.example"), Texts)));

    [Theory]
    [InlineData("Remplacé entre-temps.", "« Remplacé entre-temps ».")]
    [InlineData("À voir...", "« À voir... ».")]
    [InlineData("Sans point", "« Sans point ».")]
    public void A_reason_within_a_sentence_brings_no_second_full_stop(string reason, string said)
    {
        var alert = DecidedAlert.In(AlertState.FalsePositive, Seen, RegistrySeed.Vauclair);
        alert.DecisionReason = reason;

        var sentence = Spoken.In("fr-FR", () => StandingView.Of(alert, Texts, When.Paris));

        Assert.EndsWith(said, sentence.Replace('\u00A0', ' '), StringComparison.Ordinal);
    }

    private string Life(AlertState state, params AlertEvent[] events)
    {
        var alert = DecidedAlert.In(state, Seen, RegistrySeed.Vauclair);
        alert.OpenedAt = state == AlertState.Suspected ? null : Seen.AddDays(1);
        return Spoken.In(
            "fr-FR",
            () =>
                Render<LifeLine>(line =>
                        line.Add(it => it.Alert, alert).Add(it => it.Zone, When.Paris).Add(it => it.Events, events)
                    )
                    .Find("ol")
                    .TextContent
        );
    }

    private IRenderedComponent<CallTable> Calls(CallList calls) =>
        Render<CallTable>(table => table.Add(it => it.Calls, calls).Add(it => it.Scanned, 3));

    private static AlertEvent Changed(AlertState to, string why, int days = 0, string by = "scan", string? detail = null) =>
        new()
        {
            At = Seen.AddDays(days),
            Actor = by,
            To = to,
            Why = why,
            Detail = detail,
        };
}
