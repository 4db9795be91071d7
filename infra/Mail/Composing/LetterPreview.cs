using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Infra.Mail.Rendering;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Mail.Composing;

/// <summary>A letter as somebody would get it, addressed to ourselves and kept nowhere.</summary>
public sealed class LetterPreview
{
    private readonly EditionComposer _composer;
    private readonly LetterRenderer _renderer;
    private readonly MessageBuilder _builder;
    private readonly MessageIds _ids;
    private readonly Sender _sender;
    private readonly ScopeZones _zones;
    private readonly TimeProvider _clock;

    internal LetterPreview(IServiceProvider services)
    {
        _composer = services.GetRequiredService<EditionComposer>();
        _renderer = services.GetRequiredService<LetterRenderer>();
        _builder = services.GetRequiredService<MessageBuilder>();
        _ids = services.GetRequiredService<MessageIds>();
        _sender = services.GetRequiredService<Sender>();
        _zones = services.GetRequiredService<ScopeZones>();
        _clock = services.GetRequiredService<TimeProvider>();
    }

    /// <summary>
    /// As of the Monday morning on which it goes, or of now where that is still to come. Null where there is nothing to write about.
    /// </summary>
    public async Task<Built?> OfAsync(
        LetterScope scope,
        ReportedWeek week,
        string language,
        DetailLevel detail,
        CancellationToken cancellationToken
    )
    {
        var zone = await _zones.OfAsync(scope.ToString()!, cancellationToken);
        var (now, due) = (_clock.GetUtcNow(), LetterTimes.DueOf(week, zone));
        var at = now < due ? now : due;
        if (await _composer.WeeklyAsync(scope, week, at, cancellationToken) is not { } edition)
            return null;
        var letter = new Letter
        {
            Id = Guid.CreateVersion7(at),
            EditionId = edition.Id,
            Recipient = _sender.Mailbox.Address,
            RecipientName = _sender.Mailbox.Name ?? "",
            Language = language,
            Detail = detail,
            MessageId = await _ids.OfAsync(edition, _sender.Mailbox.Address, 0, cancellationToken),
            State = LetterState.Planned,
            DueAt = at,
        };
        var rendered = await _renderer.RenderAsync(edition, letter, LetterLinks.None, cancellationToken);
        return await _builder.BuildAsync(rendered, edition, letter, zone, cancellationToken);
    }
}
