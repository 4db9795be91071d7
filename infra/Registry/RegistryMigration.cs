using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry;

/// <summary>Brings the registry to the state that this version knows. Worker, command line and dashboard may start at once.</summary>
public sealed class RegistryMigration(IDbContextFactory<RegistryContext> registry, DataFolder folder, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    // how the runtime says that somebody else holds the file: EWOULDBLOCK, ERROR_SHARING_VIOLATION
    private static readonly int Held = OperatingSystem.IsWindows() ? unchecked((int)0x80070020) : 11;

    /// <exception cref="IOException">The file is not a registry, is damaged, or cannot be written; the message says what to do.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await MigrateAsync(cancellationToken);
        }
        catch (DbException fault) when (RegistryProvider.WhyUnusable(fault, folder.Registry) is { } sentence)
        {
            throw new IOException(sentence, fault);
        }
    }

    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        await RefuseUnknownAsync(context, cancellationToken);
        if (!(await context.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            return;
        }

        await using var turn = await TakeTurnAsync(cancellationToken);
        await context.ForgetDeadMigrationAsync(cancellationToken);
        await context.Database.MigrateAsync(cancellationToken);
    }

    /// <summary>What another version has changed, this one would read wrongly and write over.</summary>
    private async Task RefuseUnknownAsync(RegistryContext context, CancellationToken cancellationToken)
    {
        var applied = await context.Database.GetAppliedMigrationsAsync(cancellationToken);
        if (applied.Except(context.Database.GetMigrations()).LastOrDefault() is { } unknown)
        {
            throw new IOException(
                $"{folder.Registry} was made by another version of CyberWatch ({unknown}). Start that version, or name another data folder: --data DIR."
            );
        }
    }

    /// <summary>The system frees the lock of a process that dies; EF's own, a row, would stay for good.</summary>
    private async Task<FileStream> TakeTurnAsync(CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder.Root, "migration.lock");
        var until = clock.GetUtcNow() + Longest;
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException held) when (held.HResult == Held && clock.GetUtcNow() < until)
            {
                await Task.Delay(Pause, clock, cancellationToken);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                throw new IOException(WhyNoTurn(path, fault), fault);
            }
        }
    }

    private static string WhyNoTurn(string path, Exception fault) =>
        fault.HResult == Held
            ? $"Another process has been bringing the registry up to date for {Longest.TotalMinutes:0} minutes and holds {path}. Look which one (fuser {path}), and end it if it hangs."
            : $"The registry cannot be brought up to date, since {path} cannot be written ({fault.Message}). Run as the owner of the data folder, or name another one: --data DIR.";
}
