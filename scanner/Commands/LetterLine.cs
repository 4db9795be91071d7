using CyberWatch.Infra.Registry.Entities;

namespace CyberWatch.Scanner.Commands;

/// <summary>What <c>letters list --json</c> says of one letter; the names are part of the command line's contract.</summary>
internal sealed record LetterLine
{
    public required Guid Id { get; init; }
    public required EditionKind Kind { get; init; }
    public required string Scope { get; init; }
    public required string Period { get; init; }
    public required string Recipient { get; init; }
    public int Copy { get; init; }
    public required LetterState State { get; init; }
    public int Attempts { get; init; }
    public DateTimeOffset DueAt { get; init; }
    public DateTimeOffset? SentAt { get; init; }
    public string? Receipt { get; init; }
    public string? Error { get; init; }
    public required string MessageId { get; init; }
}
