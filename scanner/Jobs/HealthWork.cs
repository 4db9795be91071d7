using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CyberWatch.Scanner.Jobs;

/// <summary><c>/health/live</c> and <c>/health/ready</c> on a loopback port. Ready: it looked for due scans half a minute ago at most.</summary>
internal sealed class HealthWork(DueScanWork due, IOptions<WorkerOptions> options, TimeProvider clock)
    : IHostedService,
        IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private WebApplication? _application;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.HealthPort == 0)
            return;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(options.Value.HealthPort));
        _application = builder.Build();
        _application.MapGet("/health/live", () => Results.Text("alive"));
        _application.MapGet(
            "/health/ready",
            () => IsReady ? Results.Text("ready") : Results.StatusCode(StatusCodes.Status503ServiceUnavailable)
        );
        await _application.StartAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) =>
        _application?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _application?.DisposeAsync() ?? ValueTask.CompletedTask;

    private bool IsReady => clock.GetUtcNow() - due.LastLook < Longest;
}
