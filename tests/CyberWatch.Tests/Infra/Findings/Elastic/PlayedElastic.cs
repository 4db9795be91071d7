using CyberWatch.Infra.Findings.Elastic;
using CyberWatch.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CyberWatch.Tests.Infra.Findings.Elastic;

/// <summary>A loopback server that is set up and answers <c>_bulk</c> as the test says: from the operations to status and body.</summary>
internal sealed class PlayedElastic : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ElasticConnection _connection;

    private PlayedElastic(WebApplication application, Action<ElasticOptions>? also)
    {
        _application = application;
        var options = new ElasticOptions { Addresses = [application.Urls.First()], InFlight = 1 };
        also?.Invoke(options);
        _connection = new ElasticConnection(Options.Create(options));
        Index = new ElasticFindingIndex(_connection, new HastyClock());
    }

    public ElasticFindingIndex Index { get; }
    public string Address => _application.Urls.First();

    /// <summary>The ids of each request's operations, one list a request.</summary>
    public List<IReadOnlyList<string>> Asked { get; } = [];

    /// <summary>What <c>GET /</c> says; another than 9.x is another server.</summary>
    public string Version { get; set; } = "9.5.4";

    public required Func<IReadOnlyList<string>, (int Status, string Body)> Bulk { get; init; }

    public static async Task<PlayedElastic> StartAsync(
        Func<IReadOnlyList<string>, (int Status, string Body)> bulk,
        Action<ElasticOptions>? also = null
    )
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        var application = builder.Build();
        PlayedElastic? played = null;
        application.Run(context => played!.AnswerAsync(context));
        await application.StartAsync(TestContext.Current.CancellationToken);
        return played = new PlayedElastic(application, also) { Bulk = bulk };
    }

    /// <summary>An answer to operations, each with its status.</summary>
    public static (int, string) Statuses(IEnumerable<int> statuses) =>
        (
            200,
            $$"""{"errors":true,"items":[{{string.Join(',', statuses.Select(status => $$"""{"index":{"status":{{status}},"error":{"type":"played","reason":"as told"} } }"""))}}]}"""
        );

    public async ValueTask DisposeAsync()
    {
        _connection.Dispose();
        await _application.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        context.Response.Headers["X-Elastic-Product"] = "Elasticsearch";
        context.Response.ContentType = "application/json";
        var (status, answer) = context.Request.Path.Value switch
        {
            "/" => (200, $$"""{"version":{"number":"{{Version}}"} }"""),
            "/cyberwatch-latest/_mapping" => (200, """{"cyberwatch-latest-v1":{"mappings":{"_meta":{"mapping_version":1}}}}"""),
            "/_bulk" => Played(body),
            _ => (200, "{}"),
        };
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(answer);
    }

    private (int Status, string Body) Played(string body)
    {
        var keys = body.Split('\n')
            .Where(line => line.StartsWith("{\"cyberwatch.words\"", StringComparison.Ordinal))
            .Select(line => line.Split("\"cyberwatch.key\":\"")[1].Split('"')[0])
            .ToList();
        Asked.Add(keys);
        return Bulk(keys);
    }
}
