using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Engine;
using CyberWatch.Rules.Lifecycle;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Scanner.Scanning;

/// <summary>
/// Writes which assets were seen, in the transaction of the findings, and which have vanished: two proofs of their absence apart from each
/// other and no answer in between, as for alerts.
/// </summary>
internal sealed class KnownBook
{
    private readonly HashSet<string> _gone = [];
    private readonly HashSet<string> _vanished = [];

    /// <summary>Assets whose second proof came with these findings.</summary>
    public IReadOnlyCollection<string> Vanished => _vanished;

    /// <summary>It says nothing of an asset that is not there any more.</summary>
    public bool IsGone(Finding finding) => _gone.Contains(finding.Asset.Key);

    public static async Task<KnownBook> WriteAsync(
        RegistryContext context,
        string finess,
        IReadOnlyList<NewFinding> findings,
        TimeSpan apart,
        CancellationToken cancellationToken
    )
    {
        var keys = findings.Select(found => found.Finding.Asset.Key).Distinct().ToList();
        var known = await context
            .KnownAssets.Where(row => row.Finess == finess && keys.Contains(row.Key))
            .ToDictionaryAsync(row => row.Key, cancellationToken);
        var book = new KnownBook();
        foreach (var ofAsset in findings.GroupBy(found => found.Finding.Asset.Key))
        {
            var best = ofAsset.OrderBy(found => found.Finding.Answer is ProbeAnswer.Facts ? 0 : 1).First();
            var answered = best.Finding.Answer is ProbeAnswer.Facts;
            if (!known.TryGetValue(ofAsset.Key, out var row))
            {
                if (!answered)
                    continue;
                context.KnownAssets.Add(row = New(finess, best));
            }
            Note(row, best.Finding, answered);
            book.Weigh(row, [.. ofAsset.Select(found => found.Finding)], answered, apart);
        }
        return book;
    }

    private static KnownAsset New(string finess, NewFinding best) =>
        new()
        {
            Finess = finess,
            Key = best.Finding.Asset.Key,
            FirstSeen = best.Finding.At,
            LastSeen = best.Finding.At,
            Origin = best.Origin,
        };

    private static void Note(KnownAsset row, Finding finding, bool answered)
    {
        if (ProofOf(finding) == Proof.NotAsked)
            return;
        row.LastAsked = finding.At;
        row.LastOutcome = OutcomeWord.Of(finding.Answer);
        if (answered)
            row.LastSeen = finding.At;
    }

    private void Weigh(KnownAsset row, IReadOnlyList<Finding> findings, bool answered, TimeSpan apart)
    {
        var asked = findings.Where(finding => ProofOf(finding) != Proof.NotAsked).ToList();
        if (answered)
            (row.FirstAbsence, row.GoneAt) = (null, null);
        else if (row.GoneAt is null && asked.Count > 0 && asked.All(finding => ProofOf(finding).IsAbsence()))
            Absent(row, asked.Max(finding => finding.At), apart);
        if (row.GoneAt is not null)
            _gone.Add(row.Key);
    }

    private void Absent(KnownAsset row, DateTimeOffset at, TimeSpan apart)
    {
        if (at <= row.LastSeen)
            return;
        row.FirstAbsence ??= at;
        if (at - row.FirstAbsence < apart)
            return;
        row.GoneAt = at;
        _vanished.Add(row.Key);
    }

    private static Proof ProofOf(Finding finding) => Proofs.Of(Verdict.Inconclusive, finding.Answer);
}
