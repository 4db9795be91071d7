using System.Net;
using System.Net.Http.Headers;
using CyberWatch.Infra.Databases;
using CyberWatch.Tests.Support;
using Microsoft.AspNetCore.Hosting;

namespace CyberWatch.Tests.Dashboard;

/// <summary>A PostgreSQL that is killed while people read: a sentence in their language instead of every page, and all pages after it.</summary>
public sealed class RegistryOutagePageTests : IAsyncLifetime
{
    private OutageApp _app = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = new OutageApp(PostgresServer.OfItsOwn());
        await _app.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task Every_page_says_that_the_registry_does_not_answer()
    {
        var reader = await _app.AsAsync("operator");
        using var stranger = _app.Anonymous();
        _app.Registry.Signal("KILL");

        foreach (var address in (string[])["/", "/alertes", "/releves", "/compte", "/releves/export.csv", "/connexion", "/rien"])
            await AssertToldAsync(reader, address, "fr", "<h1>Le registre ne répond pas</h1>");
        await AssertToldAsync(reader, "/alertes", "en", "<h1>The registry does not answer</h1>");
        using var live = await stranger.GetAsync("/health/live", Token);
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        _app.Registry.BackFrom("KILL");

        using var back = await reader.GetAsync("/alertes", Token);
        Assert.Equal(HttpStatusCode.OK, back.StatusCode);
    }

    [Fact]
    public async Task Whoever_signs_in_is_told_it_too()
    {
        using var stranger = _app.Anonymous();
        var door = await stranger.GetStringAsync("/connexion", Token);
        _app.Registry.Signal("KILL");
        var given = new Dictionary<string, string>
        {
            ["_handler"] = "connexion",
            ["Given.Email"] = RegistrySeed.EmailOf("operator"),
            ["Given.Password"] = RegistrySeed.Password,
        };

        using var answer = await DashboardApp.PostFromAsync(stranger, door, "/connexion", given);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Token));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("<h1>Le registre ne répond pas</h1>", page, StringComparison.Ordinal);
    }

    private static async Task AssertToldAsync(HttpClient client, string address, string language, string sentence)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue(language));
        using var answer = await client.SendAsync(request, Token);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Token));

        Assert.True(answer.StatusCode == HttpStatusCode.ServiceUnavailable, $"{address}: {(int)answer.StatusCode} {page}");
        Assert.Contains(sentence, page, StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    private sealed class OutageApp(PostgresServer server) : DashboardApp
    {
        private readonly string _database = server.NewDatabase();

        public PostgresServer Registry => server;

        protected override Task FindingsAsync() => Task.CompletedTask;

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder
                .UseSetting("Registry:Provider", nameof(DatabaseProvider.Postgres))
                .UseSetting("Registry:Address", server.AddressOf(_database))
                .UseSetting("Registry:Password", PostgresProcess.Password);
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            server.Dispose();
        }
    }
}
