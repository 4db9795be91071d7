using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net;
using CyberWatch.Scanner.Net.Dns;
using CyberWatch.Scanner.Probes;

namespace CyberWatch.Scanner.Scanning;

/// <summary>Takes a scan that is due, runs it under a lease, and ends it; what is stopped in the middle is given back.</summary>
internal sealed partial class ScanRunner(
    ScanServices services,
    DueScans queue,
    ScanEnd end,
    WorkerName worker,
    ILogger<ScanRunner> logger
)
{
    /// <summary>Null when somebody else has the scan, or it is settled; else the row as it ended, or was given back.</summary>
    public async Task<Scan?> RunAsync(Guid id, IProgress<ScanStep>? progress, CancellationToken cancellationToken)
    {
        var asked = Moment.Now(services.Clock);
        if (
            await queue.ClaimAsync(id, worker.Value, services.Options.Lease, cancellationToken)
            is not Claim.Taken { Scan: var scan }
        )
        {
            return null;
        }

        using var watch = new ScanWatch(scan, services.Clock, logger);
        LogStart(scan.Id, scan.Finess, scan.Kind, scan.Recovered);
        var steps = new ScanProgress(progress);
        await using var lease = new ScanLease(queue, scan, asked, services.Options.Lease, steps, services.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(lease.Term.Over, cancellationToken);
        try
        {
            var ended = await ScanAsync(scan, lease.Term, steps, either.Token);
            watch.Ended(ended);
            var why = RemarkText.English(RemarkText.Parse(ended.Reason));
            LogEnd(scan.Id, ended.State, ended.Answered, ended.Silent, ended.NotAllowed, why);
            return ended;
        }
        catch (Exception e) when (e is LeaseLostException || (e is OperationCanceledException && lease.Term.IsOver))
        {
            watch.Outcome = "lost";
            LogLost(scan.Id);
            return null;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested || services.Tools.Drain.HasBegun)
        {
            // the lock of the file is waited for, so that nobody has to wait for the lease
            await queue.ReleaseAsync(scan, scan.DueAt, scan.Reason, CancellationToken.None);
            watch.Outcome = "given-back";
            throw;
        }
    }

    private async Task<Scan> ScanAsync(Scan scan, LeaseTerm term, ScanProgress progress, CancellationToken cancellationToken)
    {
        await using var way = await services.Ways.OpenAsync(scan.Finess, term, cancellationToken);
        if (way is null)
        {
            return await end.FailAsync(scan, new Remark.UnknownEstablishment(scan.Finess), cancellationToken);
        }

        var now = services.Clock.GetUtcNow();
        if (way.Perimeter.MandateAt(now) is null)
            return await end.FailAsync(scan, way.Perimeter.WhyNoMandate(now), cancellationToken);
        if (way.Perimeter.QuietAt(now) is { } quiet)
            return await PostponeAsync(scan, way, quiet, cancellationToken);

        await using var context = await services.Registry.CreateDbContextAsync(cancellationToken);
        var plan = await ScanPlan.MakeAsync(context, scan, way.Perimeter, services.Rules, cancellationToken);
        if (plan.WhyNothing() is { } nothing)
            return await end.FailAsync(scan, nothing, cancellationToken);

        var kept = await KeptFindings.ReadAsync(context, scan, cancellationToken);
        var resolver = new PatientResolver(services.Resolver, services.Clock, logger);
        var dialer = new PatientDialer(way.Dialer);
        using var authorities = new Authorities(dialer, services.Dns, services.Clock);
        var asked = new ProbeContext(way.Guard, dialer, resolver, new PatientAuthorities(authorities), scan.Id)
        {
            Ports = way.Ports,
        };
        using var run = new ScanRun(plan, asked, services.Tools, progress, kept);
        await run.RunAsync(cancellationToken);
        return await end.EndAsync(scan, [.. resolver.NotLooked, .. run.NotLooked], run.Moved > 0, cancellationToken);
    }

    private async Task<Scan> PostponeAsync(Scan scan, WayOut way, PerimeterLine.Quiet quiet, CancellationToken cancellationToken)
    {
        var now = services.Clock.GetUtcNow();
        if (way.Perimeter.OpenFrom(now) is not { } open)
            return await end.FailAsync(scan, new Remark.AlwaysQuiet(quiet.Value, quiet.Source), cancellationToken);

        var why = RemarkText.Format(new Remark.PutOff(quiet.Value, quiet.Source));
        await queue.ReleaseAsync(scan, open, why, cancellationToken);
        (scan.State, scan.DueAt, scan.Reason) = (ScanState.Due, open, why);
        return scan;
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Scan {Id} of {Finess} ({Kind}) begins; taken up again {Recovered} times"
    )]
    private partial void LogStart(Guid id, string finess, ScanKind kind, int recovered);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Scan {Id} is {State}: {Answered} answered, {Silent} silent, {NotAllowed} not allowed; {Reason}"
    )]
    private partial void LogEnd(Guid id, ScanState state, int answered, int silent, int notAllowed, string reason);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The lease of scan {Id} ran out, or another worker has it; this one stops"
    )]
    private partial void LogLost(Guid id);
}
