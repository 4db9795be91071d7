using System.Diagnostics.CodeAnalysis;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Queries;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>From a row of the outbox to a message: the edition as it was composed, in the words of this reader.</summary>
public sealed partial class LetterPress(
    ILetterRenderer renderer,
    MessageBuilder builder,
    ScopeZones zones,
    IDbContextFactory<RegistryContext> registry,
    ILogger<LetterPress> logger
)
{
    /// <summary>The letter comes with its edition.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "One letter that breaks its printing must not keep the others back.")]
    public async Task<Built> MakeAsync(Letter letter, CancellationToken cancellationToken)
    {
        var edition = letter.Edition ?? throw new InvalidOperationException("A letter is printed with its edition.");
        try
        {
            if (await WhyNotAsync(edition, letter, cancellationToken) is { } unsent)
                return unsent;
            var rendered = await renderer.RenderAsync(edition, letter, cancellationToken);
            var zone = await zones.OfAsync(edition.Scope, cancellationToken);
            return await builder.BuildAsync(rendered, edition, letter, zone, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogBroken(e, letter.Id);
            return new Built.Broken(e.Message);
        }
    }

    /// <summary>A notice that was late must not cry about what is mended, and nothing must reach who is no reader of it any more.</summary>
    private async Task<Built?> WhyNotAsync(Edition edition, Letter letter, CancellationToken cancellationToken)
    {
        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        if (edition.Kind == EditionKind.Urgent && await IsClosedAsync(context, edition, cancellationToken))
            return new Built.Stale(LetterErrors.Closed);
        return await context.WhyUnwantedAsync(edition, letter.Recipient, cancellationToken) is { } word
            ? new Built.Unwanted(word)
            : null;
    }

    private static async Task<bool> IsClosedAsync(RegistryContext context, Edition edition, CancellationToken cancellationToken)
    {
        var alerts = AlertIds.Of(edition);
        return !await context.Alerts.Standing(AlertStanding.Ongoing).AnyAsync(row => alerts.Contains(row.Id), cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Letter {Id} could not be printed; it is tried again later")]
    private partial void LogBroken(Exception exception, Guid id);
}
