using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Import;

/// <summary>Reads a file of the national register into the registry: all of it or nothing, in one transaction.</summary>
public sealed class RegisterImporter(IDbContextFactory<RegistryContext> registries, TimeProvider clock)
{
    private const string Paris = "Europe/Paris";

    /// <summary>A shrunken file is one that lost many sites or holds records that cannot be read. Progress goes from 0 to 1.</summary>
    public async Task<RegisterOutcome> RunAsync(
        string path,
        bool dryRun,
        bool acceptShrink,
        IProgress<double>? progress,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await ReadAsync(path, dryRun, acceptShrink, progress, cancellationToken);
        }
        catch (InvalidDataException fault)
        {
            var sentence = $"The packed file is damaged or was cut ({fault.Message}). Download it again.";
            return new RegisterOutcome.Refused([new InputFault(Path.GetFileName(path), 0, null, null, sentence)]);
        }
    }

    private async Task<RegisterOutcome> ReadAsync(
        string path,
        bool dryRun,
        bool acceptShrink,
        IProgress<double>? progress,
        CancellationToken cancellationToken
    )
    {
        var source = RegisterSource.Open(path);
        var faults = source is null ? [NoRegister(path)] : HeadFaults(source);
        if (source?.DataDate is not { } day || faults.Count > 0)
        {
            return new RegisterOutcome.Refused(faults);
        }

        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        await using var transaction = await registry.BeginImportAsync(cancellationToken);
        var newest = await registry.RegisterImports.MaxAsync(row => (DateOnly?)row.DataDate, cancellationToken);
        var counts = new RegisterCounts
        {
            Form = source.Form,
            DataDate = day,
            DryRun = dryRun,
            Older = newest > day,
        };
        await using var run = await RegisterRun.StartAsync(registry, source, counts, cancellationToken);
        await run.ReadAsync(progress, cancellationToken);
        faults = run.Refusals(acceptShrink);
        if (faults.Count > 0)
        {
            return new RegisterOutcome.Refused(faults);
        }

        await run.FinishAsync(cancellationToken);
        if (!dryRun)
        {
            await NoteAsync(registry, source, counts, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return new RegisterOutcome.Read(counts);
    }

    private IReadOnlyList<InputFault> HeadFaults(RegisterSource source)
    {
        var today = LocalDay.Of(clock.GetUtcNow(), Paris);
        return source.DataDate > today
            ?
            [
                .. source.Faults,
                new InputFault(
                    source.FileName,
                    source.Form == "csv" ? 1 : 0,
                    "date",
                    $"{source.DataDate:yyyy-MM-dd}",
                    $"The data is of a day to come; today is {today:yyyy-MM-dd}. Check the file and this machine's clock."
                ),
            ]
            : [.. source.Faults];
    }

    private static InputFault NoRegister(string path) =>
        new(
            Path.GetFileName(path),
            0,
            null,
            null,
            "This is no register of establishments: neither FINESS+ JSON (packed or not) nor the CSV that starts with finess;etalab."
        );

    private async Task NoteAsync(
        RegistryContext registry,
        RegisterSource source,
        RegisterCounts counts,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        registry.RegisterImports.Add(
            new RegisterImport
            {
                File = source.FileName,
                Form = counts.Form,
                DataDate = counts.DataDate,
                ImportedAt = now,
                Sites = counts.Sites,
                InService = counts.InService,
                Added = counts.Added,
                Changed = counts.Changed,
                Missing = counts.Missing,
            }
        );
        registry.Audit.Add(
            new AuditEntry
            {
                At = now,
                Actor = AuditActors.CommandLine,
                Action = "register-imported",
                Subject = source.FileName,
                Detail = AuditWords.Format(
                    ("form", counts.Form),
                    ("of", counts.DataDate),
                    ("sites", counts.Sites),
                    ("new", counts.Added)
                ),
            }
        );
        if (!counts.Older)
            await LatestRewrite.WantAsync(registry, cancellationToken);
        await registry.SaveChangesAsync(cancellationToken);
    }
}
