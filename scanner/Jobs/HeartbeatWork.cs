using CyberWatch.Infra;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net.Nmap;
using CyberWatch.Scanner.Scanning;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Scanner.Jobs;

/// <summary>Tells that this worker lives, and what it found of its tools when it started.</summary>
internal sealed class HeartbeatWork(
    RegistryWrites writes,
    ClockCheck clocks,
    NmapInstallation nmap,
    WorkerName name,
    TimeProvider clock,
    ILogger<HeartbeatWork> logger
) : PeriodicWork(clock, logger)
{
    /// <summary>Each start of a worker is a row of its own; those that nobody has heard of for so long are of no interest.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(7);

    private readonly DateTimeOffset _started = clock.GetUtcNow();

    protected override TimeSpan Period => TimeSpan.FromSeconds(10);

    protected override async Task TurnAsync(CancellationToken cancellationToken)
    {
        var (now, off) = await clocks.LookAsync(cancellationToken);
        var notes = RemarkText.Format([Note(await nmap.LookAsync(cancellationToken)), .. off]) ?? "";
        await writes.RunAsync(
            async (context, token) =>
            {
                var row = await context.Workers.FirstOrDefaultAsync(worker => worker.Name == name.Value, token);
                if (row is null)
                {
                    context.Workers.Add(
                        row = new Worker
                        {
                            Name = name.Value,
                            StartedAt = _started,
                            LastSeen = now,
                        }
                    );
                }
                row.LastSeen = now;
                var forgotten = row.LastSeen - Remembered;
                await context
                    .Workers.Where(worker => worker.LastSeen < forgotten && worker.Name != name.Value)
                    .ExecuteDeleteAsync(token);
                row.Notes = notes;
                row.Version = ProgramVersion.Current;
                return row;
            },
            cancellationToken
        );
    }

    private static Remark Note(NmapFound found) =>
        found switch
        {
            NmapFound.Usable usable => new Remark.NmapUsable(usable.Version.ToString(), usable.RawSockets),
            NmapFound.Unusable unusable => unusable.Why,
            _ => throw new InvalidOperationException("nmap is neither usable nor not"),
        };
}
