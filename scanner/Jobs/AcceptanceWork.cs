using CyberWatch.Infra;
using CyberWatch.Infra.Registry;

namespace CyberWatch.Scanner.Jobs;

/// <summary>Opens alerts again whose acceptance ran out. Each establishment has its own midnight, so it looks every minute.</summary>
internal sealed class AcceptanceWork(AcceptanceEnds ends, TimeProvider clock, ILogger<AcceptanceWork> logger)
    : PeriodicWork(clock, logger)
{
    protected override TimeSpan Period => TimeSpan.FromMinutes(1);

    protected override Task TurnAsync(CancellationToken cancellationToken) => ends.RunAsync(cancellationToken);
}
