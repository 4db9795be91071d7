using MimeKit;

namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>Takes letters away: to a relay, or to a folder.</summary>
public interface ILetterCarrier : IAsyncDisposable
{
    /// <summary>Letters end here as files; nobody gets them.</summary>
    bool IsFolder { get; }

    /// <summary>Makes ready to take one. What is said back concerns no letter, and the next one would meet the same.</summary>
    Task<CarrierFault?> ReadyAsync(CancellationToken cancellationToken);

    Task<Carried> CarryAsync(MimeMessage message, CancellationToken cancellationToken);
}

/// <param name="Word">Of <see cref="LetterErrors"/>.</param>
/// <param name="Said">By the relay, or by the system about it; never a password.</param>
public sealed record CarrierFault(string Word, string Said);

/// <summary>What came of one letter.</summary>
public abstract record Carried
{
    private Carried() { }

    /// <param name="Receipt">What the relay answered, or the file.</param>
    public sealed record Taken(string Receipt) : Carried;

    /// <summary>Refused for good (5yz).</summary>
    public sealed record Rejected(string Said) : Carried;

    /// <summary>Refused for now (4yz).</summary>
    public sealed record PutOff(string Said) : Carried;

    /// <summary>Handed over, at least in part, and not answered: it may have arrived.</summary>
    public sealed record NoAnswer(string Said) : Carried;

    /// <summary>Certainly not handed over: the relay left in the talk before, perhaps because of this very letter.</summary>
    public sealed record BrokenOff(CarrierFault Fault) : Carried;

    /// <summary>Certainly not handed over, for a reason that is not the letter's.</summary>
    public sealed record NotHanded(CarrierFault Fault) : Carried;
}
