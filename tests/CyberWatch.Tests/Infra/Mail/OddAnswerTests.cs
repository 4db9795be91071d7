using System.Globalization;
using System.Text;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Infra.Mail;

/// <summary>A relay that says what no relay should, or takes its time to say it.</summary>
public sealed class OddAnswerTests : RelayTests
{
    [Theory]
    [InlineData("garbage")]
    [InlineData("")]
    [InlineData("250")]
    [InlineData("250-never ends")]
    [InlineData("354 go on and on")]
    [InlineData("999 what")]
    [InlineData("-1 what")]
    [InlineData("452 4.3.1 Insufficient system storage")]
    [InlineData("421 4.3.2 Service shutting down")]
    public async Task Whatever_aRelay_says_to_one_letter_the_next_one_leaves(string answer)
    {
        await using var post = Post(("Mail:AnswerWait", "00:00:01"));
        var odd = await AddAsync("piege@ch-bezac.example", 0);
        var plain = await AddAsync("rssi@ch-bezac.example", 1);
        Relay.OnMail = (_, mail) =>
            Task.FromResult<string?>(mail.Recipient.StartsWith("piege", StringComparison.Ordinal) ? answer : "250 Ok");

        var draining = post.DrainAsync();
        while (!draining.IsCompleted)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(50));
            await Task.WhenAny(draining, Task.Delay(20, TestContext.Current.CancellationToken));
        }

        await draining;
        Assert.Equal(LetterState.Sent, await post.StateAsync(plain));
        Assert.NotEqual(LetterState.Sending, await post.StateAsync(odd));
    }

    [Fact]
    public async Task ARelay_that_answers_octet_by_octet_is_not_waited_for_without_end()
    {
        await using var slow = new LoopbackServer(DribbleAsync);
        await using var post = Post(
            TimeProvider.System,
            ("Mail:Port", slow.Port.ToString(CultureInfo.InvariantCulture)),
            ("Mail:AnswerWait", "00:00:01")
        );
        var letter = await AddAsync("rssi@ch-bezac.example", 1);

        await post.DrainAsync().WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.Equal(LetterState.Unknown, await post.StateAsync(letter));
    }

    /// <summary>Quick until the final dot; then one octet of its answer after the other, and never the last.</summary>
    private static async Task DribbleAsync(Stream stream, CancellationToken end)
    {
        using var reader = new StreamReader(stream);
        await stream.WriteAsync("220 slow\r\n"u8.ToArray(), end);
        while (await reader.ReadLineAsync(end) is { } line)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(line == "DATA" ? "354 go on\r\n" : "250 Ok\r\n"), end);
            if (line == "DATA")
                break;
        }

        for (var body = ""; body is not (null or "."); )
            body = await reader.ReadLineAsync(end);
        while (!end.IsCancellationRequested)
        {
            await stream.WriteAsync("2"u8.ToArray(), end);
            await Task.Delay(200, end);
        }
    }
}
