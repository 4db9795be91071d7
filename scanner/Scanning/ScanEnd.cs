using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CyberWatch.Scanner.Scanning;

/// <summary>How a scan ends: done only when somebody answered; and a recheck is planned where an alert waits for its second look.</summary>
internal sealed class ScanEnd(RegistryWrites writes, IOptions<AlertOptions> options, TimeProvider clock)
{
    private const int ReasonsShown = 3;

    /// <summary>Ends a scan that ran to its end.</summary>
    public Task<Scan> EndAsync(Scan scan, ScanRun run, CancellationToken cancellationToken) =>
        writes.RunAsync(
            async (context, token) =>
            {
                var row = await MineAsync(context, scan, token);
                row.Silent += run.NotLooked.Count;
                var reason = Reason(row, [.. run.NotLooked.Distinct().Order(StringComparer.Ordinal)]);
                Set(row, row.Answered > 0 ? ScanState.Done : ScanState.Failed, reason);
                if (scan.Kind != ScanKind.Recheck || run.Moved > 0)
                    await PlanRecheckAsync(context, scan, token);
                return row;
            },
            cancellationToken
        );

    /// <summary>Ends a scan that could look at nothing, or broke.</summary>
    public Task<Scan> FailAsync(Scan scan, string reason, CancellationToken cancellationToken) =>
        writes.RunAsync(
            async (context, token) =>
            {
                var row = await MineAsync(context, scan, token);
                Set(row, ScanState.Failed, reason);
                return row;
            },
            cancellationToken
        );

    private static async Task<Scan> MineAsync(RegistryContext context, Scan scan, CancellationToken token)
    {
        var row = await context.Scans.FirstAsync(one => one.Id == scan.Id, token);
        return row.State == ScanState.Running && row.Owner == scan.Owner ? row : throw new LeaseLostException(scan.Id);
    }

    private void Set(Scan row, ScanState state, string? reason)
    {
        (row.State, row.Reason, row.EndedAt, row.LeaseUntil) = (state, reason, clock.GetUtcNow(), null);
        row.Stage = "done";
        row.StepsDone = row.StepsPlanned;
    }

    private static string? Reason(Scan row, IReadOnlyList<string> notLooked)
    {
        var some =
            string.Join("; ", notLooked.Take(ReasonsShown))
            + (notLooked.Count > ReasonsShown ? $"; and {notLooked.Count - ReasonsShown} more" : "");
        if (row.Answered == 0)
        {
            return $"looked at nothing: no question was answered ({row.Silent} silent, {row.NotAllowed} not allowed)"
                + (some.Length > 0 ? $": {some}" : "");
        }
        return notLooked.Count > 0 ? $"not everything could be looked at: {some}" : null;
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
