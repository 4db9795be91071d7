using System.Data.Common;
using CyberWatch.Infra.Databases;
using CyberWatch.Infra.Moving;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CyberWatch.Infra.Registry;

/// <summary>
/// Brings the registry to the state that this version knows. A file is brought there by whoever starts first; on a server only the verb
/// <c>registry migrate</c> does it, and everybody else waits. Nobody works on what was moved elsewhere.
/// </summary>
public sealed partial class RegistryMigration(
    IDbContextFactory<RegistryContext> registry,
    DataFolder folder,
    IOptions<RegistryOptions> options,
    MovedAway? moved,
    TimeProvider clock,
    ILogger<RegistryMigration> logger
)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    // how the runtime says that somebody else holds the file: EWOULDBLOCK, ERROR_SHARING_VIOLATION
    private static readonly int Held = OperatingSystem.IsWindows() ? unchecked((int)0x80070020) : 11;

    private string Place => options.Value.Provider == DatabaseProvider.Postgres ? options.Value.Shown : folder.Registry;

    /// <summary>Returns once the registry can be used: brought up to date, or waited for.</summary>
    /// <exception cref="IOException">It is no registry, is damaged, or cannot be reached or written; the message says what to do.</exception>
    public Task RunAsync(CancellationToken cancellationToken) =>
        SayingWhyAsync(token => UsableAsync(TimeSpan.MaxValue, token), cancellationToken);

    /// <summary>The same for a verb, in front of which somebody sits: a server that is not up to date is waited for some seconds only.</summary>
    public Task RunSoonAsync(CancellationToken cancellationToken) =>
        SayingWhyAsync(token => UsableAsync(Patience, token), cancellationToken);

    /// <summary>Brings it up to date, wherever it is. Returns how many migrations were applied.</summary>
    /// <exception cref="IOException">As above.</exception>
    public Task<int> MigrateAsync(CancellationToken cancellationToken) => SayingWhyAsync(UpdateAsync, cancellationToken);

    private async Task<T> SayingWhyAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work(cancellationToken);
        }
        catch (DbException fault) when (RegistryProvider.WhyUnusable(fault, Place, options.Value) is { } sentence)
        {
            throw new IOException(sentence, fault);
        }
    }

    private async Task<bool> UsableAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        if (context.IsOnServer())
            await WaitAsync(context, patience, cancellationToken);
        else
            await UpdateAsync(cancellationToken);
        if (moved is not null)
            await moved.RefuseAsync(context, cancellationToken);
        return true;
    }

    private async Task WaitAsync(RegistryContext context, TimeSpan patience, CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; await PendingAsync(context, cancellationToken) is var pending and > 0; waited += Look)
        {
            if (waited >= patience)
                throw new IOException($"{Place} {Behind(pending)}, and then this again.");
            if (waited == TimeSpan.Zero && patience == TimeSpan.MaxValue)
                LogWaiting(Place, Behind(pending));
            await Task.Delay(Look, clock, cancellationToken);
        }
    }

    private async Task<int> UpdateAsync(CancellationToken cancellationToken)
    {
        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        var pending = await PendingAsync(context, cancellationToken);
        if (pending == 0)
            return 0;
        if (context.IsOnServer())
        {
            // EF locks its table of migrations, and PostgreSQL frees it when we die
            await context.Database.MigrateAsync(cancellationToken);
            return pending;
        }

        await using var turn = await TakeTurnAsync(cancellationToken);
        await context.ForgetDeadMigrationAsync(cancellationToken);
        await context.Database.MigrateAsync(cancellationToken);
        return pending;
    }

    /// <summary>How many migrations it lacks. What another version has changed, this one would read wrongly and write over.</summary>
    private async Task<int> PendingAsync(RegistryContext context, CancellationToken cancellationToken)
    {
        await context.CheckServerAsync(Place, cancellationToken);
        var known = context.Database.GetMigrations().ToList();
        var applied = (await context.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        return applied.Except(known).LastOrDefault() is { } unknown
            ? throw new IOException(
                $"{Place} was made by another version of CyberWatch ({unknown}). Start that version, or name {Another}."
            )
            : known.Except(applied).Count();
    }

    private string Another =>
        options.Value.Provider == DatabaseProvider.Postgres
            ? $"another database in {options.Value.Section}:Address"
            : "another data folder: --data DIR";

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Place} {Behind}; this waits for it.")]
    private partial void LogWaiting(string place, string behind);

    private static string Behind(int pending) =>
        $"is not up to date ({pending} migrations are missing). Run 'infra/cyberwatch registry migrate' with these settings";

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
