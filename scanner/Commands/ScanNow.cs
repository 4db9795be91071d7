using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Scanner.Scanning;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Scanner.Commands;

/// <summary>Runs a scan that was planned, or waits for the worker that was faster: what it found is what was asked for.</summary>
internal sealed class ScanNow(IServiceProvider services, CommandOutput output)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    public async Task<Scan> RunAsync(Scan planned, CancellationToken cancellationToken)
    {
        var (runner, clock) = (services.GetRequiredService<ScanRunner>(), services.GetRequiredService<TimeProvider>());
        for (var told = false; ; told = true)
        {
            if (await runner.RunAsync(planned.Id, new ScanNotes(output), cancellationToken) is { } ended)
                return ended;
            var row = await ReadAsync(planned.Id, cancellationToken);
            // put off by quiet hours, which the row says
            var isPutOff = row.State == ScanState.Due && row.DueAt > clock.GetUtcNow();
            if (row.State is ScanState.Done or ScanState.Failed || isPutOff)
                return row;
            if (!told)
                output.Note($"{row.Finess} is being scanned by {row.Owner ?? "another worker"}; waiting for its end.");
            await Task.Delay(Look, clock, cancellationToken);
        }
    }

    private async Task<Scan> ReadAsync(Guid id, CancellationToken cancellationToken)
    {
        var registries = services.GetRequiredService<IDbContextFactory<RegistryContext>>();
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        return await registry.Scans.AsNoTracking().SingleAsync(row => row.Id == id, cancellationToken);
    }
}
