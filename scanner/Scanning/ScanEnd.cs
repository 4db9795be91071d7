using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Standings;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CyberWatch.Scanner.Scanning;

/// <summary>
/// How a scan ends: done only when somebody answered; a recheck is planned where an alert waits for its second look, and how the
/// establishment stands then is kept.
/// </summary>
internal sealed class ScanEnd(RegistryWrites writes, RegistryClock leases, IOptions<AlertOptions> options, TimeProvider clock)
{
    private const int ReasonsShown = 3;

    /// <summary>Ends a scan that ran to its end.</summary>
    /// <param name="scan">As it was claimed.</param>
    /// <param name="notLooked">What could not be looked at, the weightiest first.</param>
    /// <param name="moved">Some alert took a step in its life.</param>
    /// <param name="cancellationToken">Stops waiting for the registry.</param>
    public Task<Scan> EndAsync(
        Scan scan,
        IReadOnlyCollection<Remark> notLooked,
        bool moved,
        CancellationToken cancellationToken
    ) =>
        writes.RunAsync(
            async (context, token) =>
            {
                var row = await MineAsync(context, scan, token);
                row.Silent += notLooked.Count;
                Set(row, row.Answered > 0 ? ScanState.Done : ScanState.Failed, [.. Reasons(row, [.. notLooked.Distinct()])]);
                if (scan.Kind != ScanKind.Recheck || moved)
                    await PlanRecheckAsync(context, scan, token);
                await StandingLines.KeepAsync(context, [scan.Finess], clock.GetUtcNow(), token);
                return row;
            },
            cancellationToken
        );

    /// <summary>Ends a scan that could look at nothing, or broke.</summary>
    public Task<Scan> FailAsync(Scan scan, Remark reason, CancellationToken cancellationToken) =>
        writes.RunAsync(
            async (context, token) =>
            {
                var row = await MineAsync(context, scan, token);
                Set(row, ScanState.Failed, [reason]);
                await StandingLines.KeepAsync(context, [scan.Finess], clock.GetUtcNow(), token);
                return row;
            },
            cancellationToken
        );

    /// <summary>The row, with the lease given back in the same transaction.</summary>
    private async Task<Scan> MineAsync(RegistryContext context, Scan scan, CancellationToken token)
    {
        if (!await context.HoldAsync(scan, leases, token))
            throw new LeaseLostException(scan.Id);
        await context.GiveBackAsync(scan, token);
        return await context.Scans.FirstAsync(one => one.Id == scan.Id, token);
    }

    private void Set(Scan row, ScanState state, IReadOnlyCollection<Remark> reasons)
    {
        (row.State, row.Reason) = (state, RemarkText.Format(reasons));
        row.EndedAt = clock.GetUtcNow();
        row.Stage = "done";
        row.StepsDone = row.StepsPlanned;
    }

    private static IEnumerable<Remark> Reasons(Scan row, IReadOnlyList<Remark> notLooked)
    {
        if (row.Answered == 0)
            yield return new Remark.NothingAnswered(row.Silent, row.NotAllowed);
        foreach (var remark in notLooked.Take(ReasonsShown))
            yield return remark;
        if (notLooked.Count > ReasonsShown)
            yield return new Remark.AndMore(notLooked.Count - ReasonsShown);
    }

    private async Task PlanRecheckAsync(RegistryContext context, Scan scan, CancellationToken token)
    {
        var waiting = await context.Alerts.AnyAsync(
            alert =>
                alert.Finess == scan.Finess
                && (alert.State == AlertState.Suspected || (alert.State != AlertState.Resolved && alert.FirstProofAt != null)),
            token
        );
        var planned = await context.Scans.AnyAsync(
            other => other.Finess == scan.Finess && other.Kind == ScanKind.Recheck && other.State == ScanState.Due,
            token
        );
        if (!waiting || planned)
            return;
        var due = clock.GetUtcNow() + options.Value.SecondLookAfter;
        context.Scans.Add(ScanOrder.OnRequest(scan.Finess, ScanKind.Recheck, $"recheck-{scan.Id}", due).ToRow(clock.GetUtcNow()));
    }
}
