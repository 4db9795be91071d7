using CyberWatch.Infra.Mail;
using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using Microsoft.Extensions.Options;

namespace CyberWatch.Tests.Support;

/// <summary>The parts of our mail as the product wires them, over the registry of a test.</summary>
internal sealed class MailParts(TemporaryData data)
{
    public MailOptions Mail { get; init; } = new() { From = "CyberWatch <veille@cyberwatch.example>", PerMinute = 0 };
    public DkimOptions Dkim { get; init; } = new();
    public PublicAddressOptions Dashboard { get; init; } = new() { PublicAddress = "https://cyberwatch.example" };

    public RegistryWrites Writes => data.Writes();
    public MailSecret Secret => new(Writes);
    public Sender Sender => new(Options.Create(Mail), Options.Create(Dashboard));
    public MessageIds Ids => new(Secret, Sender);
    public UnsubscribeTokens Tokens => new(Secret, Options.Create(Dashboard));
    public OneClick OneClick => new(Options.Create(Mail), Options.Create(Dkim), Options.Create(Dashboard));

    public MessageBuilder Builder => new(Sender, Tokens, OneClick, new LetterSigner(Options.Create(Dkim)));

    public static Edition Edition(
        EditionKind kind = EditionKind.Technical,
        string scope = "finess:990000001",
        string period = "2026-W47"
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Kind = kind,
            Scope = scope,
            Period = period,
            ComposedAt = new(2026, 11, 23, 6, 30, 0, TimeSpan.Zero),
            Content = "{}",
        };

    public static Letter Letter(
        Edition edition,
        string recipient = "rssi@ch-bezac.example",
        string messageId = "a.b@cyberwatch.example",
        DateTimeOffset? due = null,
        DateTimeOffset? expires = null,
        string name = "Sécurité"
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            EditionId = edition.Id,
            Recipient = recipient,
            RecipientName = name,
            Language = "fr",
            Detail = DetailLevel.Full,
            MessageId = messageId,
            State = LetterState.Planned,
            DueAt = due ?? edition.ComposedAt,
            ExpiresAt = expires,
        };

    /// <summary>The contact without whom nothing would leave for this reader.</summary>
    public static Contact Reader(
        Edition edition,
        string recipient = "rssi@ch-bezac.example",
        ContactRole role = ContactRole.Rssi
    ) =>
        new()
        {
            Finess = edition.Scope.Split(':')[1],
            Email = recipient,
            Name = "Sécurité",
            Role = role,
            Language = "fr",
        };
}
