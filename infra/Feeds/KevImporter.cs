using CyberWatch.Infra.Catalogue;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Import;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Feeds;

/// <summary>
/// CISA's catalogue into the registry, wholly or not at all, and what follows from it for alerts, in one transaction. What is no longer in
/// the file is marked with the day of the file, never deleted.
/// </summary>
public sealed class KevImporter(RegistryWrites writes, DuePolicyFile policy, TimeProvider clock)
{
    /// <summary>A file that lost more than one in so many is a broken file, or a catalogue that somebody should look at first.</summary>
    private const int MostLost = 10;

    public Task<FeedOutcome> RunAsync(string path, bool acceptShrink, CancellationToken cancellationToken)
    {
        var file = KevFile.Read(path);
        return file.Faults.Count > 0
            ? Task.FromResult<FeedOutcome>(new FeedOutcome.Refused(file.Faults))
            : writes.RunAsync(
                (registry, token) => KeepAsync(registry, file, Path.GetFileName(path), acceptShrink, token),
                cancellationToken
            );
    }

    private async Task<FeedOutcome> KeepAsync(
        RegistryContext registry,
        KevFile file,
        string name,
        bool acceptShrink,
        CancellationToken cancellationToken
    )
    {
        var last = await registry
            .FeedImports.Where(row => row.Feed == FeedNames.CisaKev)
            .OrderByDescending(row => row.Id)
            .FirstOrDefaultAsync(cancellationToken);
        var known = await registry
            .FeedEntries.Where(row => row.Feed == FeedNames.CisaKev)
            .ToDictionaryAsync(row => row.Vulnerability, cancellationToken);
        if ((FutureOf(file, name) ?? FaultOf(file, name, last, known, acceptShrink)) is { } fault)
            return new FeedOutcome.Refused([fault]);

        var import = Merge(registry, file, name, known);
        registry.FeedImports.Add(import);
        registry.Audit.Add(EntryOf(import));
        // the queries that follow must see it
        await registry.SaveChangesAsync(cancellationToken);
        var (exploited, withdrawn) = await new ExploitedAlerts(registry, policy.Policy, import.ImportedAt).UpdateAsync(
            cancellationToken
        );
        return new FeedOutcome.Read(import, exploited, withdrawn);
    }

    /// <summary>No true file would be read after it, since all are older.</summary>
    private InputFault? FutureOf(KevFile file, string name) =>
        file.ReleasedAt <= clock.GetUtcNow().AddDays(1)
            ? null
            : new(
                name,
                0,
                "dateReleased",
                $"{file.ReleasedAt:u}",
                "The release lies in the future. Look at the clock of this machine, or fetch the file again."
            );

    private static InputFault? FaultOf(
        KevFile file,
        string name,
        FeedImport? last,
        Dictionary<string, FeedEntry> known,
        bool acceptShrink
    )
    {
        if (last is not null && file.ReleasedAt < last.ReleasedAt)
        {
            var sentence = $"The file is older than the one read last, of {last.ReleasedAt:u}. Fetch a newer one.";
            return new InputFault(name, 0, "dateReleased", $"{file.ReleasedAt:u}", sentence);
        }

        var listed = known.Values.Count(row => row.WithdrawnOn is null);
        var lost = known.Values.Count(row => row.WithdrawnOn is null && !file.Entries.ContainsKey(row.Vulnerability));
        return lost * MostLost <= listed || acceptShrink
            ? null
            : new InputFault(
                name,
                0,
                "vulnerabilities",
                null,
                $"{lost} of {listed} listed vulnerabilities are missing. If the publisher took them away, say --accept-shrink."
            );
    }

    private FeedImport Merge(RegistryContext registry, KevFile file, string name, Dictionary<string, FeedEntry> known)
    {
        var (added, withdrawn) = (0, 0);
        foreach (var (id, (words, day)) in file.Entries)
        {
            if (!known.TryGetValue(id, out var row))
                registry.FeedEntries.Add(row = New(id, words, day));
            added += known.ContainsKey(id) && row.WithdrawnOn is null ? 0 : 1;
            (row.Name, row.ListedOn, row.WithdrawnOn) = (words, day, null);
        }

        foreach (var row in known.Values.Where(row => row.WithdrawnOn is null && !file.Entries.ContainsKey(row.Vulnerability)))
        {
            row.WithdrawnOn = DateOnly.FromDateTime(file.ReleasedAt.UtcDateTime);
            withdrawn++;
        }

        return new FeedImport
        {
            Feed = FeedNames.CisaKev,
            File = name,
            ReleasedAt = file.ReleasedAt,
            ImportedAt = clock.GetUtcNow(),
            Entries = file.Entries.Count,
            Added = added,
            Withdrawn = withdrawn,
        };
    }

    private static FeedEntry New(string id, string words, DateOnly day) =>
        new()
        {
            Feed = FeedNames.CisaKev,
            Vulnerability = id,
            Name = words,
            ListedOn = day,
        };

    private static AuditEntry EntryOf(FeedImport import) =>
        new()
        {
            At = import.ImportedAt,
            Actor = AuditActors.CommandLine,
            Action = "feed-imported",
            Subject = $"{import.Feed} {import.File}",
            Detail = AuditWords.Format(("entries", import.Entries), ("added", import.Added), ("withdrawn", import.Withdrawn)),
        };
}
