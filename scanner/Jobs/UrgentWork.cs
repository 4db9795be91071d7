using CyberWatch.Infra;
using CyberWatch.Infra.Mail.Delivery;

namespace CyberWatch.Scanner.Jobs;

/// <summary>Looks for critical alerts of which nobody was told yet.</summary>
internal sealed class UrgentWork(UrgentNotices notices, TimeProvider clock, ILogger<UrgentWork> logger)
    : PeriodicWork(clock, logger)
{
    protected override TimeSpan Period => TimeSpan.FromSeconds(10);

    protected override Task TurnAsync(CancellationToken cancellationToken) => notices.PlanAsync(cancellationToken);
}
