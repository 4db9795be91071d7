using System.Globalization;
using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Infra.Mail;

public sealed class LetterSenderTests : RelayTests
{
    [Fact]
    public async Task Each_gets_one_over_one_connection_and_theRelays_answer_is_kept()
    {
        await using var post = Post();
        var letters = await post.PlanAsync(30);

        await post.DrainAsync();
        await post.DrainAsync();

        Assert.Equal(letters.Select(row => row.Recipient), Relay.Taken.Select(mail => mail.Recipient).Order());
        Assert.Equal(1, Relay.Connections);
        Assert.All(await post.LettersAsync(), row => Assert.Equal((LetterState.Sent, 1), (row.State, row.Attempts)));
        Assert.All(
            await post.LettersAsync(),
            row => Assert.StartsWith("2.0.0 Ok: queued as S", row.Receipt, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Mail_digest_again_after_restart_two_workers_start_in_the_same_second()
    {
        // one waits for the other, which a clock that stands still never lets it
        await using var one = Post(TimeProvider.System);
        await using var other = Post(TimeProvider.System);
        var letters = await one.PlanAsync(60);

        await Task.WhenAll(one.DrainAsync("w1"), other.DrainAsync("w2"));

        Assert.Equal(letters.Select(row => row.Recipient), Relay.Taken.Select(mail => mail.Recipient).Order());
    }

    [Fact]
    public async Task Mail_digest_again_after_restart_ten_are_put_off_and_tried_again_alone()
    {
        await using var post = Post();
        await post.PlanAsync(40);
        var isBusy = true;
        Relay.ToRecipient = to => isBusy && Number(to) is > 10 and <= 20 ? "451 4.7.1 Greylisted, come back later" : "250 Ok";

        await post.DrainAsync();
        var after = await post.LettersAsync();
        isBusy = false;
        await post.DrainAsync();
        var tooEarly = Relay.Taken.Count;
        Clock.Advance(TimeSpan.FromMinutes(5));
        await post.DrainAsync();

        Assert.Equal((30, 30), (after.Count(row => row.State == LetterState.Sent), tooEarly));
        Assert.All(
            after.Where(row => row.State == LetterState.Planned),
            row => Assert.Equal("put-off: 451 4.7.1 Greylisted, come back later", row.Error)
        );
        Assert.Equal(Enumerable.Range(11, 10), Relay.Taken.Skip(30).Select(mail => Number(mail.Recipient)).Order());
        Assert.All(await post.LettersAsync(), row => Assert.Equal(LetterState.Sent, row.State));
    }

    [Fact]
    public async Task A_letter_put_off_too_often_or_refused_for_good_is_given_up_with_what_theRelay_said()
    {
        await using var post = Post(("Mail:Tries", "3"));
        await post.PlanAsync(2);
        Relay.ToRecipient = to => Number(to) == 1 ? "550 5.1.1 No such user" : "452 4.2.2 Mailbox full";

        for (var i = 0; i < 5; i++)
        {
            await post.DrainAsync();
            Clock.Advance(TimeSpan.FromHours(5));
        }

        var rows = await post.LettersAsync();
        Assert.Equal([(LetterState.Failed, 1), (LetterState.Failed, 3)], rows.Select(row => (row.State, row.Attempts)));
        Assert.Equal(["rejected: 550 5.1.1 No such user", "put-off: 452 4.2.2 Mailbox full"], rows.Select(row => row.Error));
    }

    [Fact]
    public async Task Without_an_answer_nobody_knows_and_the_same_message_is_sent_again_after_ten_minutes()
    {
        await using var post = Post();
        var letter = (await post.PlanAsync(1))[0];
        Relay.OnMail = (count, _) => Task.FromResult(count == 1 ? null : "250 Ok");

        await post.DrainAsync();
        var after = await post.StateAsync(letter);
        Clock.Advance(TimeSpan.FromMinutes(9));
        await post.DrainAsync();
        var early = Relay.Taken.Count;
        Clock.Advance(TimeSpan.FromMinutes(2));
        await post.DrainAsync();

        Assert.Equal((LetterState.Unknown, 1), (after, early));
        Assert.Equal(LetterState.Sent, await post.StateAsync(letter));
        Assert.Equal([$"<{letter.MessageId}>", $"<{letter.MessageId}>"], Relay.Taken.Select(mail => mail.MessageId));
    }

    [Fact]
    public async Task ARelay_that_hung_up_between_two_letters_is_no_doubt_about_the_second()
    {
        await using var post = Post();
        await post.PlanAsync(1);
        await post.DrainAsync();
        Relay.OnAnswered = _ => Task.FromException(new IOException("the relay leaves"));
        await post.PlanAsync(2, "2026-W48");

        for (var i = 0; i < 4; i++)
        {
            await post.DrainAsync();
            Clock.Advance(TimeSpan.FromMinutes(6));
        }

        Assert.All(await post.LettersAsync(), row => Assert.Equal((LetterState.Sent, 1), (row.State, row.Attempts)));
        Assert.Equal(3, Relay.Taken.Count);
    }

    [Fact]
    public async Task Nobody_where_theRelay_should_be_costs_no_letter_a_try()
    {
        var port = Relay.Port;
        await Relay.DisposeAsync();
        await using var post = Post(("Mail:Port", port.ToString(CultureInfo.InvariantCulture)));
        await post.PlanAsync(3);

        await post.DrainAsync();

        var rows = await post.LettersAsync();
        Assert.All(rows, row => Assert.Equal((LetterState.Planned, 0), (row.State, row.Attempts)));
        Assert.Contains(rows, row => row.Error?.StartsWith("relay-unreachable: ", StringComparison.Ordinal) == true);
        Assert.Equal("relay-unreachable", post.Get<CarrierRest>().Fault!.Word);
    }

    [Fact]
    public async Task A_letter_whose_week_is_over_is_not_sent_any_more()
    {
        await using var post = Post();
        var edition = MailParts.Edition();
        var late = MailParts.Letter(
            edition,
            "tard@ch-bezac.example",
            "tard@x.example",
            Clock.GetUtcNow(),
            Clock.GetUtcNow().AddDays(6)
        );
        var refused = MailParts.Letter(
            edition,
            "refus@ch-bezac.example",
            "refus@x.example",
            Clock.GetUtcNow(),
            Clock.GetUtcNow().AddDays(6)
        );
        (refused.Attempts, refused.Error) = (4, "put-off: 451 later");
        await Data.AddAsync(edition, late, refused);
        Clock.Advance(TimeSpan.FromDays(6));

        await post.DrainAsync();

        Assert.Empty(Relay.Taken);
        Assert.Equal((LetterState.Dropped, LetterState.Failed), (await post.StateAsync(late), await post.StateAsync(refused)));
    }

    [Fact]
    public async Task What_was_answered_is_kept_before_the_next_leaves_and_when_a_stop_comes()
    {
        await using var post = Post();
        var letters = await post.PlanAsync(3);
        using var stop = new CancellationTokenSource();
        var before = new List<LetterState>();
        Relay.OnMail = async (count, _) =>
        {
            before.AddRange((await post.LettersAsync()).Select(row => row.State));
            if (count == 2)
                await stop.CancelAsync();
            return "250 Ok";
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => post.Get<LetterSender>().DrainAsync("w1", stop.Token));

        Assert.Equal(
            [LetterState.Planned, LetterState.Planned, LetterState.Sending],
            before.Take(letters.Count).OrderBy(state => state)
        );
        Assert.Equal(
            [LetterState.Planned, LetterState.Sending, LetterState.Sent],
            before.Skip(letters.Count).OrderBy(state => state)
        );
        Assert.Equal(
            [LetterState.Planned, LetterState.Sent, LetterState.Sent],
            (await post.LettersAsync()).Select(row => row.State).Order()
        );
    }

    [Fact]
    public async Task A_letter_that_its_sender_dies_of_each_time_is_given_up_at_last()
    {
        await using var post = Post(("Mail:Tries", "3"));
        var edition = MailParts.Edition();
        var again = MailParts.Letter(edition, "encore@ch-bezac.example", "encore@x.example");
        var last = MailParts.Letter(edition, "assez@ch-bezac.example", "assez@x.example");
        foreach (var (letter, attempts) in new[] { (again, 2), (last, 3) })
        {
            (letter.State, letter.Attempts, letter.Owner) = (LetterState.Sending, attempts, "dead");
            letter.LeaseUntil = Clock.GetUtcNow().AddSeconds(-1);
        }
        await Data.AddAsync(edition, again, last, MailParts.Reader(edition, again.Recipient));

        await post.DrainAsync();

        Assert.Equal((LetterState.Sent, LetterState.Failed), (await post.StateAsync(again), await post.StateAsync(last)));
        Assert.Equal("encore@ch-bezac.example", Assert.Single(Relay.Taken).Recipient);
    }

    private static int Number(string recipient) => int.Parse(recipient.AsSpan(4, 4), CultureInfo.InvariantCulture);
}
