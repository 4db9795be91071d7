using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using CyberWatch.Infra.Telemetry;
using CyberWatch.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace CyberWatch.Tests.Infra.Telemetry;

[Collection(nameof(WatchedProgram))]
public sealed class CollectorTests
{
    /// <summary>Milliseconds.</summary>
    private const int Longest = 60_000;

    [Fact]
    public async Task Metrics_and_spans_are_sent_to_the_collector_that_is_named()
    {
        var token = TestContext.Current.CancellationToken;
        var posts = new ConcurrentDictionary<string, string>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        await using var collector = builder.Build();
        collector.MapPost(
            "/otel/{**signal}",
            async (HttpRequest request, string signal) =>
            {
                using var body = new MemoryStream();
                await request.Body.CopyToAsync(body);
                posts.AddOrUpdate(
                    signal,
                    Encoding.Latin1.GetString(body.ToArray()),
                    (_, before) => before + Encoding.Latin1.GetString(body.ToArray())
                );
            }
        );
        await collector.StartAsync(token);
        using var data = await TemporaryData.WithRegistryAsync();
        await using (var program = new WatchedProgram(data, port: 0, null, $"Telemetry:Otlp={collector.Urls.Single()}/otel"))
        {
            await program.StartAsync();
            using (var span = Instruments.Source.StartActivity("scan of this test"))
                Instruments.IndexFailed();
            // at its end a program has five seconds for what it has not sent: not enough for one that shares a busy machine with all tests
            Assert.True(program.Services.GetRequiredService<TracerProvider>().ForceFlush(Longest));
            Assert.True(program.Services.GetRequiredService<MeterProvider>().ForceFlush(Longest));
        }

        Assert.Contains("cyberwatch.index.faults", posts["v1/metrics"], StringComparison.Ordinal);
        Assert.Contains("scan of this test", posts["v1/traces"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/invitation/{Token}", "/invitation/{Token}")]
    [InlineData(null, "(no route)")]
    public void A_span_of_a_request_has_no_key_that_stands_in_its_path(string? route, string shown)
    {
        using var span = new Activity("GET");
        span.SetTag("url.path", "/invitation/s3cret").SetTag("url.query", "jeton=s3cret").SetTag("http.route", route);
        using var processor = new RoutesForPaths();

        processor.OnEnd(span);

        Assert.Equal(shown, span.GetTagItem("url.path"));
        Assert.DoesNotContain(span.TagObjects, tag => $"{tag.Value}".Contains("s3cret", StringComparison.Ordinal));
    }
}
