using CyberWatch.Infra.Mail;
using CyberWatch.Infra.Mail.Delivery;

namespace CyberWatch.Tests.Infra.Mail;

public sealed class RelayAtStartTests : RelayTests
{
    [Theory]
    [InlineData("None", null)]
    [InlineData("StartTls", "STARTTLS is required")]
    public async Task What_is_wrong_with_a_relay_is_known_at_start_up_without_a_letter_to_send(string security, string? said)
    {
        await using var post = Post(TimeProvider.System, ("Mail:Security", security));

        await post.Get<LetterSender>().GreetAsync(TestContext.Current.CancellationToken);

        Assert.Equal((1, 0), (Relay.Connections, Relay.Taken.Count));
        var fault = post.Get<CarrierRest>().Fault;
        Assert.Equal(said is null, fault is null);
        if (said is not null)
        {
            Assert.Equal(LetterErrors.Misconfigured, fault!.Word);
            Assert.Contains(said, fault.Said, StringComparison.Ordinal);
        }
    }
}
