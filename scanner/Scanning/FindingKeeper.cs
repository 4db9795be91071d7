using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Standings;
using CyberWatch.Infra.Telemetry;
using CyberWatch.Rules.Engine;
using CyberWatch.Rules.Lifecycle;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CyberWatch.Scanner.Scanning;

/// <summary>
/// Keeps what was learned of some assets in one transaction: alerts with their trail, the documents on their way to the index, what is known,
/// and the counters of the scan. All of it, or nothing; and nothing once the scan is somebody else's.
/// </summary>
internal sealed class FindingKeeper(
    RegistryWrites writes,
    RegistryClock leases,
    RuleSet rules,
    AlertKeeper alerts,
    IOptions<AlertOptions> options,
    TimeProvider clock
)
{
    /// <summary>
    /// Returns how many alerts took a step in their lives. The earlier findings are those of the same address that this scan has kept
    /// already: they may be twins.
    /// </summary>
    /// <exception cref="LeaseLostException">Another worker has taken the scan over.</exception>
    public async Task<int> KeepAsync(
        Scan scan,
        IReadOnlyList<NewFinding> findings,
        IReadOnlyList<Finding> earlier,
        CancellationToken cancellationToken
    )
    {
        var (judgements, effects) = await writes.RunAsync(
            (context, token) => KeepAsync(context, scan, findings, earlier, token),
            cancellationToken
        );
        // once it is kept: the work may have run more than once
        foreach (var verdict in judgements.CountBy(said => said.Verdict))
            Instruments.Judged(verdict.Key.Kebab(), verdict.Value);
        var moved = effects.Where(Moves).ToList();
        moved.ForEach(effect => Instruments.AlertStepped(effect.Word()));
        return moved.Count;
    }

    private async Task<(List<Judgement> Judgements, List<Effect> Effects)> KeepAsync(
        RegistryContext context,
        Scan scan,
        IReadOnlyList<NewFinding> findings,
        IReadOnlyList<Finding> earlier,
        CancellationToken cancellationToken
    )
    {
        if (!await context.HoldAsync(scan, leases, cancellationToken))
            throw new LeaseLostException(scan.Id);

        var row = await context.Scans.FirstAsync(one => one.Id == scan.Id, cancellationToken);
        var establishment = await context
            .Establishments.AsNoTracking()
            .FirstAsync(one => one.Finess == scan.Finess, cancellationToken);
        var judged = findings.Select(found => (found.Finding, Judgements: rules.Judge(found.Finding))).ToList();
        var judgements = judged.SelectMany(one => one.Judgements).ToList();
        var effects = await alerts.KeepAsync(context, (scan, establishment.TimeZone), judgements, earlier, cancellationToken);
        var known = await KnownBook.WriteAsync(context, scan.Finess, findings, options.Value.SecondLookAfter, cancellationToken);
        foreach (var (finding, said) in judged)
            context.Outbox.Add(Row(new FindingDocument(establishment, scan.Id, finding, said), known.IsGone(finding)));
        await LeaveAsync(context, scan.Finess, known, findings, cancellationToken);
        await AnswerBook.WriteAsync(context, scan.Finess, [.. findings.Select(found => found.Finding)], cancellationToken);
        await SharedAnswers.WriteAsync(
            context,
            [.. findings.Select(found => found.Shared).OfType<SharedAnswer>()],
            cancellationToken
        );
        Count(row, findings, effects);
        await CurrentStandings.CountAsync(context, scan.Finess, cancellationToken);
        return (judgements, effects);
    }

    private static bool Moves(Effect effect) => effect is not (Effect.Nothing or Effect.StillThere);

    private OutboxFinding Row(FindingDocument document, bool leaves) =>
        new()
        {
            Finess = document.Of.Finess,
            DocumentKey = document.Key,
            Document = document.ToJson(),
            Leaves = leaves,
            CreatedAt = clock.GetUtcNow(),
        };

    /// <summary>What other probes once said of an asset that vanished just now goes too, and nobody asks them any more.</summary>
    private async Task LeaveAsync(
        RegistryContext context,
        string finess,
        KnownBook known,
        IReadOnlyList<NewFinding> findings,
        CancellationToken cancellationToken
    )
    {
        var vanished = known.Vanished.ToList();
        if (vanished.Count == 0)
            return;
        var said = findings.Select(found => FindingDocument.KeyOf(finess, found.Finding)).ToHashSet();
        var others = await context
            .AssetAnswers.Where(row => row.Finess == finess && vanished.Contains(row.AssetKey))
            .Select(row => new { row.AssetKey, row.Probe })
            .ToListAsync(cancellationToken);
        foreach (var key in others.Select(row => new FindingKey(finess, row.AssetKey, row.Probe).ToString()).Where(said.Add))
        {
            context.Outbox.Add(
                new OutboxFinding
                {
                    Finess = finess,
                    DocumentKey = key,
                    Document = "",
                    Leaves = true,
                    CreatedAt = clock.GetUtcNow(),
                }
            );
        }
    }

    private static void Count(Scan row, IReadOnlyList<NewFinding> findings, List<Effect> effects)
    {
        var silences = findings
            .Select(found => found.Finding.Answer)
            .OfType<ProbeAnswer.NoAnswer>()
            .Select(no => no.Why)
            .ToList();
        var notAllowed = silences.Count(why => why == Silence.NotAllowed);
        // a refusal and a denied name are answers: the other side spoke
        var spoken = silences.Count(why => why is Silence.Refused or Silence.NameGone);
        row.Answered += findings.Count - silences.Count + spoken;
        row.Silent += silences.Count - notAllowed - spoken;
        row.NotAllowed += notAllowed;
        row.AlertsOpened += effects.Count(effect => effect is Effect.Opened or Effect.Reopened);
        row.AlertsResolved += effects.Count(effect => effect is Effect.Resolved);
    }
}

/// <summary>A finding to be kept, and how its asset came to be known.</summary>
internal sealed record NewFinding(Finding Finding, string Origin)
{
    /// <summary>The same for other establishments whose names lead there.</summary>
    public SharedAnswer? Shared { get; init; }
}

/// <summary>The lease of the establishment is another worker's, or ran out, since this one was silent for too long; it stops at once.</summary>
internal sealed class LeaseLostException(Guid scan) : Exception($"scan {scan} is run by somebody else by now");
