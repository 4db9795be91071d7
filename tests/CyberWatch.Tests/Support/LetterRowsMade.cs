using CyberWatch.Infra.Registry.Entities;

namespace CyberWatch.Tests.Support;

/// <summary>Editions and letters as the outbox keeps them, without having composed or sent any.</summary>
internal static class LetterRowsMade
{
    public static Edition Edition(EditionKind kind, string scope, string period, DateTimeOffset at, string content = "{}") =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Kind = kind,
            Scope = scope,
            Period = period,
            ComposedAt = at,
            Content = content,
        };

    public static Letter To(
        this Edition edition,
        string recipient,
        LetterState state = LetterState.Sent,
        string? error = null,
        int copy = 0,
        Guid? id = null
    ) =>
        new()
        {
            Id = id ?? Guid.CreateVersion7(),
            EditionId = edition.Id,
            Edition = edition,
            Recipient = recipient,
            RecipientName = "Sécurité des systèmes d'information",
            Language = "fr",
            Detail = DetailLevel.Full,
            Copy = copy,
            MessageId = $"{edition.Id:N}.{recipient.Replace('@', '.')}.{copy}@cyberwatch.example",
            State = state,
            DueAt = edition.ComposedAt,
            Attempts = state is LetterState.Planned or LetterState.Held ? 0 : 1,
            SentAt = state is LetterState.Sent or LetterState.Written ? edition.ComposedAt.AddMinutes(1) : null,
            Error = error,
        };
}
