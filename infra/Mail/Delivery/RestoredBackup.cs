using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>
/// Tells whether the registry is an older one that was put back. What is unsent in it may have been sent since, so it is held until the
/// operator releases it. Registry and marker file count together; the registry is written first, and so is never behind its marker. A registry
/// on a server is shared by workers with a folder each: there the server says which database it is, in place of the file.
/// </summary>
public sealed partial class RestoredBackup(
    RegistryWrites writes,
    IDbContextFactory<RegistryContext> registry,
    MarkFile file,
    TimeProvider clock,
    ILogger<RestoredBackup> logger
)
{
    private bool _isChecked;

    /// <summary>Before the first letter of a process.</summary>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        if (_isChecked)
            return;
        await using (await file.TakeTurnAsync(clock, cancellationToken))
        {
            var (mark, server) = (file.Read(), await ServerAsync(cancellationToken));
            var held = await writes.RunAsync(
                (context, token) => HoldIfRestoredAsync(context, mark, server, token),
                cancellationToken
            );
            if (held is { } count)
                LogRestored(count);
            if (server is null)
                await MakeAsync(cancellationToken);
        }

        _isChecked = true;
    }

    /// <summary>Before a letter is handed over.</summary>
    public void Count(MailState state) => file.Count(state.Handed);

    /// <summary>After letters were handed over: a folder that is copied over this one later does not bring back this very file.</summary>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        if (await ServerAsync(cancellationToken) is not null)
            return;
        await using (await file.TakeTurnAsync(clock, cancellationToken))
            await MakeAsync(cancellationToken);
    }

    /// <summary>On a server the name of the database is the mark; a folder of this worker's own may have counted further.</summary>
    internal static bool IsRestored(MailState state, string server, long handed) =>
        state.Mark is not null && (state.Mark != server || handed > state.Handed);

    internal static bool IsRestored(MailState state, Mark? mark) =>
        state switch
        {
            // never had one
            { Mark: null } => false,
            // its worker died while it made the file
            { MarkBorn: null } => mark is not null && mark.Handed > state.Handed,
            _ => mark is null || mark.Name != state.Mark || mark.Handed > state.Handed || mark.Born != state.MarkBorn,
        };

    private async Task<string?> ServerAsync(CancellationToken cancellationToken)
    {
        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        return await context.IdentityAsync(cancellationToken);
    }

    private async Task MakeAsync(CancellationToken cancellationToken)
    {
        var name = Guid.NewGuid().ToString("N");
        await writes.RunAsync(
            async (context, token) =>
            {
                var state = await MailSecret.StateAsync(context, token);
                (state.Mark, state.MarkBorn) = (name, null);
                return state;
            },
            cancellationToken
        );
        var born = file.Make(name);
        await writes.RunAsync(
            (context, token) =>
                context
                    .MailStates.Where(row => row.Mark == name)
                    .ExecuteUpdateAsync(row => row.SetProperty(one => one.MarkBorn, born), token),
            cancellationToken
        );
    }

    /// <returns>How many letters are held; null where the registry is not an old one.</returns>
    private async Task<int?> HoldIfRestoredAsync(
        RegistryContext context,
        Mark? mark,
        string? server,
        CancellationToken cancellationToken
    )
    {
        var state = await MailSecret.StateAsync(context, cancellationToken);
        var isRestored = server is null ? IsRestored(state, mark) : IsRestored(state, server, file.Counted());
        if (server is not null)
            (state.Mark, state.MarkBorn) = (server, null);
        if (!isRestored)
            return null;
        var now = clock.GetUtcNow();
        state.RestoredAt = now;
        state.Handed = Math.Max(state.Handed, file.Counted());
        var held = await context
            .Letters.Where(row =>
                row.State == LetterState.Planned || row.State == LetterState.Sending || row.State == LetterState.Unknown
            )
            .ExecuteUpdateAsync(
                row => row.SetProperty(one => one.State, LetterState.Held).SetProperty(one => one.Error, LetterErrors.Restored),
                cancellationToken
            );
        context.Audit.Add(
            new AuditEntry
            {
                At = now,
                Actor = AuditActors.Worker,
                Action = "registry-restored",
                Subject = "letters",
                Detail = AuditWords.Format(("held", held)),
            }
        );
        return held;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The registry is an older one that was put back, or a copy: {Held} unsent letters are held, and those that were due before now will be. "
            + "Look at 'cyberwatch letters list', then 'cyberwatch letters release' or 'cyberwatch letters drop'"
    )]
    private partial void LogRestored(int held);
}
