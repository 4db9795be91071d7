using System.Text.Json;
using CyberWatch.Infra.Telemetry;
using CyberWatch.Scanner.Scanning;
using CyberWatch.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Console;

namespace CyberWatch.Tests.Infra.Telemetry;

public sealed class JsonLogsTests(DashboardApp app) : IClassFixture<DashboardApp>
{
    [Fact]
    public async Task Lines_of_a_scan_have_its_id()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Telemetry:JsonLogs", "true")]).Build();
        await using var services = new ServiceCollection()
            .AddLogging(logging => logging.AddProgramLogs(configuration))
            .BuildServiceProvider();
        using var logs = new RenderedLogs(Json(services));
        var logger = logs.CreateLogger("scan");
        var scan = new ScanSeed(DateTimeOffset.UnixEpoch).Running("990000001", CyberWatch.Infra.Registry.Entities.ScanKind.Full);

        using (new ScanWatch(scan, TimeProvider.System, logger))
        {
            await Task.Run(
                () => logger.Log(LogLevel.Information, 0, "", null, (_, _) => "inside"),
                TestContext.Current.CancellationToken
            );
        }

        logger.Log(LogLevel.Information, 0, "", null, (_, _) => "outside");
        Assert.Equal([$"{scan.Id}", null], logs.Lines.Select(line => InScopes(line, "ScanId")));
    }

    [Fact]
    public async Task Lines_of_a_request_have_its_id_and_not_its_path_which_may_be_a_key()
    {
        const string Key = "s3cret-of-an-invitation";
        RenderedLogs? logs = null;
        await using var watched = app.WithWebHostBuilder(builder =>
            builder
                .UseSetting("Telemetry:JsonLogs", "true")
                .UseSetting("Logging:LogLevel:Microsoft.AspNetCore.Routing.EndpointMiddleware", "Information")
                .ConfigureServices(services =>
                    services.AddSingleton<ILoggerProvider>(provider => logs = new RenderedLogs(Json(provider)))
                )
        );
        using var client = watched.CreateClient();

        using var answer = await client.GetAsync($"/invitation/{Key}", TestContext.Current.CancellationToken);

        var lines = logs!.Lines.Where(line => line.Contains("EndpointMiddleware", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.NotEmpty(InScopes(line, "RequestId")!));
        Assert.All(lines, line => Assert.NotEmpty(InScopes(line, "TraceId")!));
        Assert.DoesNotContain(logs.Lines, line => line.Contains(Key, StringComparison.Ordinal));
    }

    private static ConsoleFormatter Json(IServiceProvider services) =>
        services.GetServices<ConsoleFormatter>().Single(formatter => formatter.Name == ConsoleFormatterNames.Json);

    private static string? InScopes(string line, string name) =>
        JsonElement.Parse(line).TryGetProperty("Scopes", out var scopes)
            ? scopes
                .EnumerateArray()
                .Where(scope => scope.ValueKind == JsonValueKind.Object)
                .Select(scope => scope.TryGetProperty(name, out var value) ? value.GetString() : null)
                .FirstOrDefault(value => value is not null)
            : null;
}
