using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Dashboard;

public sealed class LetterPageTests(DashboardApp app) : IClassFixture<DashboardApp>
{
    [Fact]
    public async Task Html_of_a_letter_runs_nothing_loads_nothing_and_is_framed_by_us_alone()
    {
        var client = await app.AsAsync("rssi-a");

        using var answer = await client.GetAsync(
            $"/lettres/{LetterSeed.OfVauclair}/apercu.html",
            TestContext.Current.CancellationToken
        );
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));

        Assert.StartsWith("sandbox ", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("allow-scripts", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("allow-same-origin", policy, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'self'", policy, StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Contains(RegistrySeed.VauclairName, html, StringComparison.Ordinal);
        Assert.DoesNotContain("/desabonnement/", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_shows_html_in_a_frame_without_rights_and_the_text_beside_it()
    {
        var page = await PageAsync("rssi-a", LetterSeed.OfVauclair);

        Assert.Contains(
            $"<iframe class=\"letter\" src=\"/lettres/{LetterSeed.OfVauclair}/apercu.html\"",
            page,
            StringComparison.Ordinal
        );
        Assert.Contains("sandbox=\"allow-popups allow-popups-to-escape-sandbox\"", page, StringComparison.Ordinal);
        Assert.Contains("<pre class=\"code code--wrap\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/desabonnement/", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Operator_reads_why_it_failed_and_what_to_do_and_others_only_why()
    {
        var asOperator = await PageAsync("operator", LetterSeed.OfTilleuls);
        var asRssi = await PageAsync("rssi-b", LetterSeed.OfTilleuls);

        Assert.Contains("Le relais l’a refusée.", asOperator, StringComparison.Ordinal);
        Assert.Contains("corrigez le contact", asOperator, StringComparison.Ordinal);
        Assert.Contains("550 5.1.1 no such user here", asOperator, StringComparison.Ordinal);
        Assert.Contains("Le relais l’a refusée.", asRssi, StringComparison.Ordinal);
        Assert.DoesNotContain("550 5.1.1", asRssi, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Operator_sends_again_and_it_is_a_letter_of_its_own()
    {
        var client = await app.AsAsync("operator");

        using var answer = await SendAsync(client, LetterSeed.OfTilleuls, "renvoyer");

        var copy = Assert.Single(await CopiesAsync(LetterSeed.OfTilleuls));
        Assert.EndsWith($"/lettres/{copy.Id}", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal((LetterState.Planned, 1), (copy.State, copy.Copy));
        Assert.Equal(1, await AuditedAsync("letter-resent", "operator"));
    }

    [Theory]
    [InlineData("rssi-a", 1)]
    [InlineData("official", 0)]
    [InlineData("regional", 0)]
    [InlineData("direction-a", 0)]
    public async Task Besides_the_operator_only_the_RSSI_sends_again_and_only_his_own(string reader, int expected)
    {
        var client = await app.AsAsync(reader);

        using var own = await SendAsync(client, LetterSeed.OfVauclair, "renvoyer");
        using var colleagues = await SendAsync(client, LetterSeed.OfColleague, "renvoyer");

        Assert.Equal(expected, await AuditedAsync("letter-resent", reader));
        Assert.Empty(await CopiesAsync(LetterSeed.OfColleague));
    }

    [Fact]
    public async Task What_is_on_its_way_is_not_sent_a_second_time()
    {
        using var answer = await SendAsync(await app.AsAsync("operator"), LetterSeed.Urgent, "renvoyer");

        Assert.Empty(await CopiesAsync(LetterSeed.Urgent));
    }

    [Fact]
    public async Task Only_the_operator_lets_held_letters_go()
    {
        using var refused = await SendAsync(await app.AsAsync("official"), LetterSeed.Held, "liberer", "envoyer");
        var before = await StateAsync(LetterSeed.Held);
        using var released = await SendAsync(await app.AsAsync("operator"), LetterSeed.Held, "liberer", "envoyer");

        Assert.Equal((LetterState.Held, LetterState.Planned), (before, await StateAsync(LetterSeed.Held)));
        Assert.Equal(
            (0, 1),
            (await AuditedAsync("letters-released", "official"), await AuditedAsync("letters-released", "operator"))
        );
    }

    private async Task<string> PageAsync(string reader, Guid letter) =>
        await (await app.AsAsync(reader)).GetStringAsync($"/lettres/{letter}", TestContext.Current.CancellationToken);

    /// <summary>The form as a browser that was shown its button would send it, whether it was shown or not.</summary>
    private static Task<HttpResponseMessage> SendAsync(HttpClient client, Guid letter, string form, string? gesture = null) =>
        DashboardApp.PostAsync(
            client,
            "/compte", // has a token for every form
            form,
            gesture is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["Gesture"] = gesture },
            $"/lettres/{letter}"
        );

    private async Task<T> AskAsync<T>(Func<RegistryContext, Task<T>> question)
    {
        var registries = app.Services.GetRequiredService<IDbContextFactory<RegistryContext>>();
        await using var registry = await registries.CreateDbContextAsync(TestContext.Current.CancellationToken);
        return await question(registry);
    }

    private Task<LetterState> StateAsync(Guid id) =>
        AskAsync(registry =>
            registry
                .Letters.Where(row => row.Id == id)
                .Select(row => row.State)
                .SingleAsync(TestContext.Current.CancellationToken)
        );

    private Task<List<Letter>> CopiesAsync(Guid of) =>
        AskAsync(registry =>
            registry
                .Letters.Where(row =>
                    row.Copy > 0
                    && registry.Letters.Any(one =>
                        one.Id == of && one.EditionId == row.EditionId && one.Recipient == row.Recipient
                    )
                )
                .ToListAsync(TestContext.Current.CancellationToken)
        );

    private Task<int> AuditedAsync(string action, string name) =>
        AskAsync(registry =>
            registry.Audit.CountAsync(
                row => row.Action == action && row.Actor == RegistrySeed.EmailOf(name),
                TestContext.Current.CancellationToken
            )
        );
}
