using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Scanner.Scanning;

/// <summary>Writes what each probe last brought back about each asset, the ground of coverage, in the transaction of the findings.</summary>
internal static class AnswerBook
{
    public static async Task WriteAsync(
        RegistryContext context,
        string finess,
        IReadOnlyList<Finding> findings,
        CancellationToken cancellationToken
    )
    {
        var keys = findings.Select(finding => finding.Asset.Key).Distinct().ToList();
        var rows = await context
            .AssetAnswers.Where(row => row.Finess == finess && keys.Contains(row.AssetKey))
            .ToDictionaryAsync(row => (row.AssetKey, row.Probe), cancellationToken);
        foreach (var finding in findings)
        {
            var key = (finding.Asset.Key, finding.Probe);
            if (!rows.TryGetValue(key, out var row))
                context.AssetAnswers.Add(rows[key] = row = New(finess, finding));
            Note(row, finding);
        }
    }

    private static AssetAnswer New(string finess, Finding finding) =>
        new()
        {
            Finess = finess,
            AssetKey = finding.Asset.Key,
            Probe = finding.Probe,
            LastAsked = finding.At,
        };

    /// <summary>What arrives late changes nothing that is newer.</summary>
    private static void Note(AssetAnswer row, Finding finding)
    {
        if (finding.At >= row.LastAsked)
            (row.LastAsked, row.LastOutcome) = (finding.At, OutcomeWord.Of(finding.Answer));
        if (finding.Answer.IsConclusive && !(row.LastConclusive > finding.At))
            row.LastConclusive = finding.At;
    }
}
