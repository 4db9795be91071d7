using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>
/// Tells whether the registry is an older one that was put back. What is unsent in it may have been sent since, so it is held until the
/// operator releases it. Registry and marker file count together; the registry is written first, and so is never behind its marker.
/// </summary>
public sealed partial class RestoredBackup(
    RegistryWrites writes,
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
            var mark = file.Read();
            var held = await writes.RunAsync((context, token) => HoldIfRestoredAsync(context, mark, token), cancellationToken);
            if (held is { } count)
                LogRestored(count);
            await MakeAsync(cancellationToken);
        }

        _isChecked = true;
    }

    /// <summary>Before a letter is handed over.</summary>
    public void Count(MailState state) => file.Count(state.Handed);

    /// <summary>After letters were handed over: a folder that is copied over this one later does not bring back this very file.</summary>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        await using (await file.TakeTurnAsync(clock, cancellationToken))
            await MakeAsync(cancellationToken);
    }

    internal static bool IsRestored(MailState state, Mark? mark) =>
        state switch
        {
            // never had one
            { Mark: null } => false,
            // its worker died while it made the file
            { MarkBorn: null } => mark is not null && mark.Handed > state.Handed,
            _ => mark is null || mark.Name != state.Mark || mark.Handed > state.Handed || mark.Born != state.MarkBorn,
        };

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
    private async Task<int?> HoldIfRestoredAsync(RegistryContext context, Mark? mark, CancellationToken cancellationToken)
    {
        var state = await MailSecret.StateAsync(context, cancellationToken);
        if (!IsRestored(state, mark))
            return null;
        var now = clock.GetUtcNow();
        state.RestoredAt = now;
        state.Handed = Math.Max(state.Handed, mark?.Handed ?? 0);
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
                Actor = "worker",
                Action = "registry-restored",
                Subject = "letters",
                Detail = $"{held} letters held",
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
