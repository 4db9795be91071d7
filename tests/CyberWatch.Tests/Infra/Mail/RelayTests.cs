using System.Globalization;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.Tests.Infra.Mail;

/// <summary>Letters on a Monday morning, to a relay whose moods the test decides.</summary>
public abstract class RelayTests : IAsyncLifetime
{
    private protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 6, 30, 0, TimeSpan.Zero));
    private protected SmtpStub Relay { get; } = new();
    private protected TemporaryData Data { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Data = await TemporaryData.WithRegistryAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Relay.DisposeAsync();
        Data.Dispose();
    }

    private protected Posting Post(params (string, string)[] settings) => Post(Clock, settings);

    private protected Posting Post(TimeProvider clock, params (string, string)[] settings) =>
        new(
            Data,
            clock,
            [
                ("Mail:Host", "127.0.0.1"),
                ("Mail:Port", Relay.Port.ToString(CultureInfo.InvariantCulture)),
                ("Mail:Security", "None"),
                ("Mail:From", "CyberWatch <veille@cyberwatch.example>"),
                .. settings,
            ]
        );

    /// <summary>A letter that is due; the one of the smaller number goes first.</summary>
    private protected async Task<Letter> AddAsync(string recipient, int number)
    {
        var edition = MailParts.Edition(scope: $"finess:99000000{number}");
        var letter = MailParts.Letter(
            edition,
            recipient,
            $"{recipient.Split('@')[0].Length}.{number}@x.example",
            Clock.GetUtcNow().AddSeconds(number - 60)
        );
        await Data.AddAsync(edition, letter, MailParts.Reader(edition, recipient));
        return letter;
    }
}
