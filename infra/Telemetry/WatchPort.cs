using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;

namespace CyberWatch.Infra.Telemetry;

/// <summary>
/// <c>/metrics</c>, <c>/health/live</c> and <c>/health/ready</c> on a port of their own, for who watches the programs: never on the address of
/// the pages, which the world reaches. A port that is taken stops nobody's work: it is said, and tried again.
/// </summary>
internal sealed partial class WatchPort(
    IServiceProvider services,
    WatchedPort port,
    IOptions<TelemetryOptions> options,
    TimeProvider clock,
    ILogger<WatchPort> logger
) : BackgroundService
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            await using var application = await OpenAsync(stoppingToken);
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the program stops
        }
    }

    private async Task<WebApplication> OpenAsync(CancellationToken cancellationToken)
    {
        for (var told = false; ; told = true)
        {
            var application = Build();
            try
            {
                await application.StartAsync(cancellationToken);
                LogOpen(options.Value.Address, port.Number);
                return application;
            }
            catch (Exception fault) when (fault is IOException or SocketException)
            {
                await application.DisposeAsync();
                if (!told)
                    LogTaken(options.Value.Address, port.Number, fault.Message, port.Option);
                await Task.Delay(BetweenTries, clock, cancellationToken);
            }
        }
    }

    private WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Parse(options.Value.Address), port.Number);
        });
        var application = builder.Build();
        application.MapGet("/health/live", () => Results.Text("alive"));
        application.MapGet("/health/ready", ReadyAsync);
        application.MapPrometheusScrapingEndpoint("/metrics", services.GetRequiredService<MeterProvider>(), null, null);
        return application;
    }

    private async Task<IResult> ReadyAsync(CancellationToken cancellationToken)
    {
        var report = await services
            .GetRequiredService<HealthCheckService>()
            .CheckHealthAsync(check => check.Tags.Contains(HealthReasons.Ready), cancellationToken);
        return Results.Text(
            HealthReasons.ToJson(report),
            "application/json",
            statusCode: report.Status == HealthStatus.Unhealthy
                ? StatusCodes.Status503ServiceUnavailable
                : StatusCodes.Status200OK
        );
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Metrics and health are at http://{Address}:{Port}")]
    private partial void LogOpen(string address, int port);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Metrics and health cannot be served at {Address}:{Port} ({Fault}). The work goes on, and it is tried again every 30 s; "
            + "end the program that holds the port, or set {Option} to another one"
    )]
    private partial void LogTaken(string address, int port, string fault, string option);
}

/// <summary>The port of this program, and the option that sets it.</summary>
internal sealed record WatchedPort(int Number, string Option);
