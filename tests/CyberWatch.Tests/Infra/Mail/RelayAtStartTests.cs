using System.Globalization;
using CyberWatch.Infra.Mail;
using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Infra.Mail;

public sealed class RelayAtStartTests
{
    [Theory]
    [InlineData("None", null)]
    [InlineData("StartTls", "STARTTLS is required")]
    public async Task What_is_wrong_with_a_relay_is_known_at_start_up_without_a_letter_to_send(string security, string? said)
    {
        using var data = await TemporaryData.WithRegistryAsync();
        await using var relay = new SmtpStub();
        await using var post = new Posting(
            data,
            TimeProvider.System,
            ("Mail:Host", "127.0.0.1"),
            ("Mail:Port", relay.Port.ToString(CultureInfo.InvariantCulture)),
            ("Mail:From", "CyberWatch <veille@cyberwatch.example>"),
            ("Mail:Security", security)
        );

        await post.Get<LetterSender>().GreetAsync(TestContext.Current.CancellationToken);

        Assert.Equal((1, 0), (relay.Connections, relay.Taken.Count));
        var fault = post.Get<CarrierRest>().Fault;
        Assert.Equal(said is null, fault is null);
        if (said is not null)
        {
            Assert.Equal(LetterErrors.Misconfigured, fault!.Word);
            Assert.Contains(said, fault.Said, StringComparison.Ordinal);
        }
    }
}
