using System.Globalization;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Dashboard;

/// <summary>What each role can say about an alert, by its page and by sending the forms anyway.</summary>
public sealed class DecisionFormTests(DashboardApp app) : IClassFixture<DashboardApp>
{
    private static readonly DateTimeOffset Opened = TimeProvider.System.GetUtcNow().AddDays(-3);

    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("rssi-a", true)]
    [InlineData("operator", true)]
    [InlineData("official", false)]
    [InlineData("regional", false)]
    [InlineData("direction-a", false)]
    public async Task Only_who_decides_is_offered_to(string reader, bool offered)
    {
        var alert = await MakeAsync(AlertState.Open);

        var page = await PageAsync(reader, alert);

        Assert.Equal(offered, page.Contains("Prendre en charge", StringComparison.Ordinal));
        Assert.Equal(offered, page.Contains("value=\"accepter\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("rssi-a", true)]
    [InlineData("operator", true)]
    [InlineData("official", false)]
    [InlineData("regional", false)]
    [InlineData("direction-a", false)]
    [InlineData("rssi-b", false)]
    [InlineData("anonymous", false)]
    public async Task Form_that_was_sent_anyway_does_nothing_for_who_does_not_decide(string reader, bool taken)
    {
        foreach (var form in new[] { "prendre", "accepter", "faux-positif" })
        {
            var alert = await MakeAsync(AlertState.Open);

            var answer = await SendAsync(reader, alert, form, AllFields);

            var place = answer.StatusCode == HttpStatusCode.Redirect ? answer.Headers.Location!.OriginalString : "";
            Assert.Equal(taken, place.EndsWith($"/alertes/{alert}", StringComparison.Ordinal));
            Assert.Equal(reader == "anonymous", place.Contains("/connexion", StringComparison.Ordinal));
            Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(taken, (await AlertAsync(alert)).State != AlertState.Open);
        }

        var accepted = await MakeAsync(AlertState.Accepted);
        await SendAsync(reader, accepted, "reprendre", []);
        Assert.Equal(taken ? AlertState.Open : AlertState.Accepted, (await AlertAsync(accepted)).State);
    }

    [Fact]
    public async Task Alert_of_others_and_alert_that_does_not_exist_answer_alike()
    {
        var alert = await MakeAsync(AlertState.Open);

        var foreign = await SendAsync("rssi-b", alert, "prendre", []);
        var nothing = await SendAsync("rssi-b", Guid.NewGuid(), "prendre", []);

        Assert.Equal(nothing.StatusCode, foreign.StatusCode);
        Assert.Equal(await nothing.Content.ReadAsStringAsync(Token), await foreign.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task Form_without_its_token_is_refused()
    {
        var alert = await MakeAsync(AlertState.Open);
        var client = await app.AsAsync("rssi-a");
        using var fields = new FormUrlEncodedContent(new Dictionary<string, string> { ["_handler"] = "prendre" });

        using var answer = await client.PostAsync($"/alertes/{alert}", fields, Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(AlertState.Open, (await AlertAsync(alert)).State);
    }

    [Fact]
    public async Task Accepted_alert_is_struck_through_and_said_to_be_accepted_by_whom_until_when_and_why()
    {
        var alert = await MakeAsync(AlertState.Open);

        await SendAsync("rssi-a", alert, "accepter", AllFields);

        var page = await PageAsync("direction-a", alert);
        Assert.Contains("<h1 class=\"struck\">", page, StringComparison.Ordinal);
        Assert.Contains("Risque accepté jusqu’au", page, StringComparison.Ordinal);
        Assert.Contains(
            "par rssi-a@cyberwatch.example&#xA0;: «&#xA0;&lt;b&gt;remplacement prévu&lt;/b&gt;&#xA0;»",
            page,
            StringComparison.Ordinal
        );
        var list = await (await app.AsAsync("rssi-a")).GetStringAsync("/alertes?etat=acceptees", Token);
        Assert.Contains($"class=\"lead struck\" href=\"/alertes/{alert}\"", list, StringComparison.Ordinal);
        Assert.Contains("Risque accepté", list, StringComparison.Ordinal);
        Assert.Contains("jusqu’au", list, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Accept.Until", "", "Donnez le dernier jour")]
    [InlineData("Accept.Until", "demain", "Donnez le dernier jour")]
    [InlineData("Accept.Until", "2020-01-01", "Ce jour est passé")]
    [InlineData("Accept.Until", "2099-01-01", "180 jours au plus")]
    [InlineData("Accept.Facts", "{\"version\":\"21\"}", "Un scan a vu d’autres faits")]
    [InlineData("Accept.Facts", "", "Un scan a vu d’autres faits")]
    [InlineData("Accept.Reason", " ", "Donnez une raison")]
    public async Task Refused_acceptance_says_why_and_keeps_what_was_typed(string field, string value, string said)
    {
        var alert = await MakeAsync(AlertState.Open);
        var fields = AllFields;
        fields[field] = value;

        var answer = await SendAsync("rssi-a", alert, "accepter", fields);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Token);
        Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Contains("<details class=\"decision\" open", page, StringComparison.Ordinal);
        Assert.Contains(Html.Encode(fields["Accept.Reason"]) + "</textarea>", page, StringComparison.Ordinal);
        Assert.Equal(AlertState.Open, (await AlertAsync(alert)).State);
    }

    [Fact]
    public async Task State_that_is_another_meanwhile_is_said()
    {
        var alert = await MakeAsync(AlertState.Open);
        await using (var registry = await OpenAsync())
        {
            (await registry.Alerts.SingleAsync(row => row.Id == alert, Token)).State = AlertState.Acknowledged;
            await registry.SaveChangesAsync(Token);
        }

        var answer = await SendAsync("rssi-a", alert, "prendre", []);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("a changé d’état entre-temps", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal(0, (await AlertAsync(alert)).Version);
    }

    [Theory]
    [InlineData(AlertState.Suspected, new[] { "faux-positif" })]
    [InlineData(AlertState.Open, new[] { "prendre", "accepter", "faux-positif" })]
    [InlineData(AlertState.Acknowledged, new[] { "accepter", "faux-positif", "reprendre" })]
    [InlineData(AlertState.Accepted, new[] { "reprendre" })]
    [InlineData(AlertState.FalsePositive, new[] { "reprendre" })]
    [InlineData(AlertState.Resolved, new string[0])]
    public async Task Page_offers_what_means_something_in_its_state(AlertState state, string[] forms)
    {
        var page = await PageAsync("rssi-a", await MakeAsync(state));

        string[] all = ["prendre", "accepter", "faux-positif", "reprendre"];
        Assert.Equal(forms, all.Where(form => page.Contains($"value=\"{form}\"", StringComparison.Ordinal)));
    }

    private static Dictionary<string, string> AllFields =>
        new()
        {
            ["Accept.Reason"] = "<b>remplacement prévu</b>",
            ["Accept.Until"] = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(60).ToString("O", CultureInfo.InvariantCulture),
            ["Accept.Facts"] = DecidedAlert.Facts,
            ["Misread.Reason"] = "leurre de l’établissement",
        };

    private async Task<Guid> MakeAsync(AlertState state)
    {
        await using var registry = await OpenAsync();
        var alert = DecidedAlert.In(state, Opened, RegistrySeed.Vauclair);
        registry.Alerts.Add(alert);
        await registry.SaveChangesAsync(Token);
        return alert.Id;
    }

    private async Task<string> PageAsync(string reader, Guid alert) =>
        await (await app.AsAsync(reader)).GetStringAsync($"/alertes/{alert}", Token);

    /// <summary>With the token of a page that everybody gets.</summary>
    private async Task<HttpResponseMessage> SendAsync(
        string reader,
        Guid alert,
        string form,
        Dictionary<string, string> fields
    ) =>
        await DashboardApp.PostAsync(
            await app.AsAsync(reader),
            reader == "anonymous" ? "/connexion" : "/compte",
            form,
            fields,
            $"/alertes/{alert}"
        );

    private async Task<Alert> AlertAsync(Guid id)
    {
        await using var registry = await OpenAsync();
        return await registry.Alerts.AsNoTracking().SingleAsync(row => row.Id == id, Token);
    }

    private Task<RegistryContext> OpenAsync() =>
        app.Services.GetRequiredService<IDbContextFactory<RegistryContext>>().CreateDbContextAsync(Token);
}
