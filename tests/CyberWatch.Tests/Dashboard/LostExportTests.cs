using System.Text;
using System.Text.Json;
using CyberWatch.Infra.Findings;
using CyberWatch.Tests.Infra.Findings;
using CyberWatch.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Logging.Console;
using nietras.SeparatedValues;

namespace CyberWatch.Tests.Dashboard;

/// <summary>An index that is lost in the middle of a download, over a real socket: the file says so, and the transfer has no end.</summary>
public sealed class LostExportTests(LostExportTests.LosingApp app) : IClassFixture<LostExportTests.LosingApp>
{
    private const int Written = 400;

    [Theory]
    [InlineData(
        "fr",
        "Export incomplet\u00A0: l’index ne répond plus après 400 relevés. Ce fichier s’arrête ici\u00A0; recommencez l’export."
    )]
    [InlineData(
        "en",
        "Export not whole: the index no longer answers after 400 findings. This file ends here; run the export again."
    )]
    public async Task Lines_end_with_one_that_says_why_and_how_many_there_are(string language, string sentence)
    {
        var (text, whole) = await DownloadAsync("ndjson", language);

        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.False(whole);
        Assert.Equal(Written + 1, lines.Length);
        Assert.All(
            lines[..Written],
            (line, number) => Assert.Equal(number, JsonSerializer.Deserialize<JsonElement>(line).GetProperty("number").GetInt32())
        );
        Assert.Equal(sentence, JsonSerializer.Deserialize<JsonElement>(lines[^1]).GetProperty("error").GetString());
    }

    [Fact]
    public async Task Rows_end_with_one_that_says_it_in_its_first_cell()
    {
        var (text, whole) = await DownloadAsync("csv", "fr");

        using var reader = Sep.New(';').Reader(options => options with { Unescape = true }).FromText(text.TrimStart('\uFEFF'));
        var first = new List<string>();
        foreach (var row in reader)
            first.Add(row["@timestamp"].ToString());
        Assert.False(whole);
        Assert.Equal(Written + 1, first.Count);
        Assert.StartsWith("Export incomplet", first[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_says_it_once_with_the_reason_and_without_a_place_in_our_code()
    {
        var before = app.Faults.Count;

        await DownloadAsync("ndjson", "fr");

        await Eventually.TrueAsync(() =>
            app.Faults.Skip(before).Any(line => Category(line).EndsWith("Kestrel", StringComparison.Ordinal))
        );
        var fault = JsonElement.Parse(Assert.Single(app.Faults.Skip(before)));
        Assert.Equal("An export broke off after 400 findings: down", fault.GetProperty("Exception").GetString());
    }

    private static string Category(string line) => JsonElement.Parse(line).GetProperty("Category").GetString()!;

    /// <summary>What arrived, and whether the transfer said that this was all.</summary>
    private static async Task<(string Text, bool Whole)> ReadAsync(HttpResponseMessage answer)
    {
        var token = TestContext.Current.CancellationToken;
        await using var body = await answer.Content.ReadAsStreamAsync(token);
        using var arrived = new MemoryStream();
        try
        {
            await body.CopyToAsync(arrived, token);
            return (Encoding.UTF8.GetString(arrived.ToArray()), true);
        }
        catch (HttpIOException e)
        {
            Assert.Equal(HttpRequestError.ResponseEnded, e.HttpRequestError);
            return (Encoding.UTF8.GetString(arrived.ToArray()), false);
        }
    }

    private async Task<(string Text, bool Whole)> DownloadAsync(string ending, string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/releves/export.{ending}");
        request.Headers.Add("Accept-Language", language);
        using var client = app.Caller();
        using var signedIn = await DashboardApp.SignInAsync(client, "operator", RegistrySeed.Password);
        using var answer = await client.SendAsync(
            request,
            HttpCompletionOption.ResponseHeadersRead,
            TestContext.Current.CancellationToken
        );
        return await ReadAsync(answer.EnsureSuccessStatusCode());
    }

    public sealed class LosingApp : DashboardApp
    {
        private RenderedLogs _logs = null!;

        public LosingApp() => UseKestrel(0);

        /// <summary>Warnings and errors of everybody, as lines of JSON.</summary>
        public IReadOnlyList<string> Faults =>
            [.. _logs.Lines.Where(line => JsonElement.Parse(line).GetProperty("LogLevel").GetString() is "Warning" or "Error")];

        /// <summary>By the socket; cookies are kept.</summary>
        public HttpClient Caller() =>
            new()
            {
                BaseAddress = new(
                    Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()
                ),
            };

        protected override Task FindingsAsync() => Task.CompletedTask;

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureServices(all =>
                all.AddSingleton<IFindingIndex>(new PlayedIndex { LostAfter = Written + 99 })
                    .AddSingleton<ILoggerProvider>(provider =>
                        _logs = new RenderedLogs(
                            provider.GetServices<ConsoleFormatter>().Single(one => one.Name == ConsoleFormatterNames.Json)
                        )
                    )
            );
        }
    }
}
