using CyberWatch.Infra.Mail;
using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Infra.Mail;

/// <summary>A relay that has its moods: what it does to one letter must not be the fate of the others.</summary>
public sealed class HostileRelayTests : RelayTests
{
    [Fact]
    public async Task An_address_that_theRelay_cannot_write_is_given_up_and_the_next_letter_leaves()
    {
        await using var post = Post();
        var accented = await AddAsync("jérôme@ch-bezac.example", 0);
        var plain = await AddAsync("rssi@ch-bezac.example", 1);

        await post.DrainAsync();

        var row = (await post.LettersAsync()).Single(one => one.Id == accented.Id);
        Assert.Equal(LetterState.Failed, row.State);
        Assert.Contains("SMTPUTF8", row.Error!, StringComparison.Ordinal);
        Assert.Equal(LetterState.Sent, await post.StateAsync(plain));
    }

    [Fact]
    public async Task An_address_with_accents_goes_to_aRelay_that_can_write_it()
    {
        Relay.Greeting = ["stub", "8BITMIME", "SMTPUTF8"];
        await using var post = Post();
        var accented = await AddAsync("jérôme@ch-bezac.example", 0);

        await post.DrainAsync();

        Assert.Equal(LetterState.Sent, await post.StateAsync(accented));
    }

    [Fact]
    public async Task ARelay_that_hangs_up_at_one_recipient_gets_the_letters_to_the_others()
    {
        await using var post = Post(("Mail:Tries", "4"));
        var odd = await AddAsync("piege@ch-bezac.example", 0);
        var plain = await AddAsync("rssi@ch-bezac.example", 1);
        Relay.ToRecipient = to =>
            to.StartsWith("piege", StringComparison.Ordinal) ? throw new IOException("the relay leaves") : "250 Ok";

        for (var i = 0; i < 40; i++)
        {
            await post.DrainAsync();
            Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(LetterState.Sent, await post.StateAsync(plain));
        Assert.Equal(LetterState.Failed, await post.StateAsync(odd));
    }

    [Fact]
    public async Task A_letter_that_is_too_large_for_theRelay_keeps_no_other_back()
    {
        Relay.Greeting = ["stub", "SIZE 1000"];
        await using var post = Post();
        var large = await AddAsync("piege@ch-bezac.example", 0);
        var plain = await AddAsync("rssi@ch-bezac.example", 1);
        var count = 0;
        Relay.ToSender = _ => count++ == 0 ? "552 5.3.4 Message size exceeds fixed limit" : "250 Ok";

        await post.DrainAsync();

        Assert.Equal(LetterState.Sent, await post.StateAsync(plain));
        var row = (await post.LettersAsync()).Single(one => one.Id == large.Id);
        Assert.Equal((LetterState.Failed, "rejected: 552 5.3.4 Message size exceeds fixed limit"), (row.State, row.Error));
    }

    [Fact]
    public async Task A_sender_that_is_refused_stops_all_and_costs_no_letter_a_try()
    {
        await using var post = Post();
        await AddAsync("rssi@ch-bezac.example", 1);
        Relay.ToSender = _ => "550 5.7.1 not you";

        await post.DrainAsync();

        var row = Assert.Single(await post.LettersAsync());
        Assert.Equal((LetterState.Planned, 0), (row.State, row.Attempts));
        Assert.Equal("relay-misconfigured", post.Get<CarrierRest>().Fault!.Word);
    }

    [Fact]
    public async Task The_receipt_steers_no_terminal_and_is_no_novel()
    {
        await using var post = Post();
        await AddAsync("rssi@ch-bezac.example", 1);
        Relay.OnMail = (_, _) => Task.FromResult<string?>($"250 2.0.0 Ok \u001b[2J\u0007\0{new string('x', 2000)}");

        await post.DrainAsync();

        var row = Assert.Single(await post.LettersAsync());
        Assert.Equal(LetterState.Sent, row.State);
        Assert.DoesNotMatch("[\u0000-\u001f]", row.Receipt!);
        Assert.InRange(row.Receipt!.Length, 1, 501);
    }

    [Fact]
    public async Task ARelay_without_a_sign_in_is_not_said_to_lack_STARTTLS()
    {
        await using var post = Post(("Mail:User", "veille"), ("Mail:Password", "secret"));
        await AddAsync("rssi@ch-bezac.example", 1);

        await post.DrainAsync();

        var fault = post.Get<CarrierRest>().Fault!;
        Assert.Equal("relay-misconfigured", fault.Word);
        Assert.Contains("Mail:User", fault.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("STARTTLS", fault.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_refused_while_the_answer_was_missing_does_not_get_it_again()
    {
        await using var post = Post();
        var letter = await AddAsync("rssi@ch-bezac.example", 1);
        Relay.OnMail = async (_, _) =>
        {
            await post.Get<MailRefusals>().RefuseAsync(letter.Id, "one-click", TestContext.Current.CancellationToken);
            return null;
        };

        await post.DrainAsync();
        Clock.Advance(TimeSpan.FromMinutes(20));
        await post.DrainAsync();

        Assert.Single(Relay.Taken);
        var row = Assert.Single(await post.LettersAsync());
        Assert.Equal((LetterState.Dropped, "refused"), (row.State, row.Error));
    }

    [Fact]
    public async Task AClock_that_is_set_back_by_days_holds_no_letter_for_days()
    {
        var clock = new ShiftedClock(Clock.GetUtcNow());
        await using var post = Post(clock, ("Mail:PerMinute", "600"));
        await AddAsync("rssi@ch-bezac.example", 1);
        await post.DrainAsync();
        clock.Shift(TimeSpan.FromDays(-3));
        var edition = MailParts.Edition(scope: "finess:990000009");
        await Data.AddAsync(
            edition,
            MailParts.Letter(edition, messageId: "b@x.example", due: clock.GetUtcNow()),
            MailParts.Reader(edition)
        );

        await post.DrainAsync().WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        Assert.All(await post.LettersAsync(), row => Assert.Equal(LetterState.Sent, row.State));
    }
}
