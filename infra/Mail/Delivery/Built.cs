using MimeKit;

namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>What came of making a message.</summary>
public abstract record Built
{
    private Built() { }

    public sealed record Message(MimeMessage Mime) : Built;

    /// <param name="Why">Which field could hide a header, or is no address.</param>
    public sealed record Refused(string Why) : Built;

    /// <summary>Nobody needs it any more.</summary>
    /// <param name="Word">Of <see cref="LetterErrors"/>.</param>
    public sealed record Stale(string Word) : Built;

    /// <summary>Its reader went, or refused it, after it was planned for him.</summary>
    /// <param name="Word">Of <see cref="LetterErrors"/>.</param>
    public sealed record Unwanted(string Word) : Built;

    /// <summary>A fault of ours, which may be mended by the next try.</summary>
    public sealed record Broken(string Why) : Built;
}
